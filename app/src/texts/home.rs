//! The way in.

#[derive(Debug)]
pub(crate) struct Home {
    pub(crate) page_title: &'static str,
    /// For search engines.
    pub(crate) description: &'static str,
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) sign_in_again: &'static str,
    pub(crate) fine_print: &'static str,
    /// Headings, each with what follows it.
    pub(crate) points: [(&'static str, &'static str); 3],
    /// What the picture shows, for who does not see it.
    pub(crate) picture: &'static str,
    pub(crate) first_half: &'static str,
    pub(crate) second_half: &'static str,
}

pub(super) const ENGLISH: Home = Home {
    page_title: "Polar Team Pro sessions, read in seconds",
    description: "Touchline shows a club’s Polar Team Pro sessions: the squad in one table, every phase on a timeline, \
                  every player’s heart rate and speed.",
    title: "What happened in the session, and to whom.",
    lead: "Touchline shows your club’s Polar Team Pro sessions at the touchline, in the dressing room and the morning \
           after. It runs on a machine of your own, and your players’ data stays on it.",
    sign_in_again: "Sign in with Polar again",
    fine_print: "You sign in at Polar and choose to let Touchline read your teams. It never writes to Polar.",
    points: [
        (
            "The squad in one table",
            "Distance, intensity, sprints, heart rate and load for everybody, in any order, with the team’s average.",
        ),
        (
            "Every phase on its own",
            "Choose a half or a drill on the timeline and every figure, zone and trace is about that part.",
        ),
        (
            "Every tenth of a second",
            "Zoom into a player’s heart rate and speed; holes in the recording stay holes.",
        ),
    ],
    picture: "Heart rate and speed of a player over two halves, and the time in five zones",
    first_half: "First half",
    second_half: "Second half",
};

pub(super) const GERMAN: Home = Home {
    page_title: "Einheiten aus Polar Team Pro, in Sekunden gelesen",
    description: "Touchline zeigt die Einheiten eines Vereins aus Polar Team Pro: den Kader in einer Tabelle, jede \
                  Phase auf einer Zeitleiste, Herzfrequenz und Geschwindigkeit aller Spielerinnen und Spieler.",
    title: "Was in der Einheit passiert ist, und wem.",
    lead: "Touchline zeigt die Einheiten des Vereins aus Polar Team Pro an der Seitenlinie, in der Kabine und am Morgen \
           danach. Es läuft auf einem eigenen Rechner, und die Daten der Mannschaft bleiben dort.",
    sign_in_again: "Erneut mit Polar anmelden",
    fine_print: "Die Anmeldung geschieht bei Polar, mit der Erlaubnis für Touchline, die Mannschaften zu lesen. \
                 Touchline schreibt nie etwas bei Polar.",
    points: [
        (
            "Der Kader in einer Tabelle",
            "Distanz, Intensität, Sprints, Herzfrequenz und Belastung für alle, beliebig sortiert, mit dem Schnitt der \
             Mannschaft.",
        ),
        (
            "Jede Phase für sich",
            "Eine Halbzeit oder eine Übung auf der Zeitleiste wählen, und alle Werte, Zonen und Kurven gelten für \
             diesen Teil.",
        ),
        (
            "Jede Zehntelsekunde",
            "Hineinzoomen in Herzfrequenz und Geschwindigkeit; Lücken in der Aufzeichnung bleiben Lücken.",
        ),
    ],
    picture: "Herzfrequenz und Geschwindigkeit über zwei Halbzeiten, und die Zeit in fünf Zonen",
    first_half: "Erste Halbzeit",
    second_half: "Zweite Halbzeit",
};
