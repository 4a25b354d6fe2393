//! Passes for staff: the page on which coaches make and revoke them, and the page that opens one.

#[derive(Debug)]
pub(crate) struct Passes {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    /// On the page of a session.
    pub(crate) share: &'static str,
    pub(crate) form: Form,

    pub(crate) handed_out: &'static str,
    pub(crate) none: &'static str,
    /// Teams that a pass was made for and the coach does not see.
    pub(crate) others: fn(count: u32) -> String,
    pub(crate) sees_health: &'static str,
    pub(crate) movement_only: &'static str,
    /// Whether it works: with when it ends.
    pub(crate) waiting: fn(when: &str) -> String,
    pub(crate) opened: fn(when: &str) -> String,
    pub(crate) expired: &'static str,
    pub(crate) revoked: &'static str,
    pub(crate) disconnected: &'static str,
    pub(crate) used: fn(ago: &str) -> String,
    pub(crate) never_used: &'static str,
    pub(crate) made: fn(ago: &str) -> String,
    pub(crate) revoke: &'static str,
    /// The same, for who does not see which pass the button is beside.
    pub(crate) revoke_this: fn(label: &str) -> String,

    pub(crate) open: Open,
}

/// A new pass.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) title: &'static str,
    pub(crate) label: &'static str,
    pub(crate) example: &'static str,
    pub(crate) teams: &'static str,
    pub(crate) works_for: &'static str,
    pub(crate) days: fn(days: u16) -> String,
    pub(crate) sees: &'static str,
    pub(crate) health: &'static str,
    pub(crate) health_is: &'static str,
    pub(crate) make: &'static str,
}

/// The page that opens a pass.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) title: &'static str,
    pub(crate) explanation: &'static str,
    pub(crate) code: &'static str,
    pub(crate) submit: &'static str,
    pub(crate) replaces: &'static str,
}

pub(super) const ENGLISH: Passes = Passes {
    title: "Passes for staff",
    lead: "Who has no sign-in at Polar can look through a pass: at the teams that it names, for as long as it works, and \
           without changing anything.",
    share: "Share pass",
    form: Form {
        title: "New pass",
        label: "For whom or what",
        example: "Tablet beside the pitch",
        teams: "Teams",
        works_for: "Works for",
        days: |days| match days {
            1 => "1 day".to_owned(),
            _ => format!("{days} days"),
        },
        sees: "What it shows",
        health: "Also heart rate and load of each player",
        health_is: "Without this it shows movement only: no heart rate, nothing that is computed from it, and no notes.",
        make: "Make the pass",
    },
    handed_out: "Passes",
    none: "No pass has been made for your teams.",
    others: |count| match count {
        1 => "another team".to_owned(),
        _ => format!("{count} other teams"),
    },
    sees_health: "with heart rate",
    movement_only: "movement only",
    waiting: |when| format!("not opened yet, ends {when}"),
    opened: |when| format!("open, ends {when}"),
    expired: "expired",
    revoked: "revoked",
    disconnected: "ended with the connection of the coach who made it",
    used: |ago| format!("last used {ago}"),
    never_used: "never used",
    made: |ago| format!("made {ago}"),
    revoke: "Revoke",
    revoke_this: |label| format!("Revoke {label}"),
    open: Open {
        title: "Open a pass",
        explanation: "A pass shows a club’s teams on this device, without a sign-in at Polar. Its link has filled in the \
                      code; you can also type it.",
        code: "Code of the pass",
        submit: "Open",
        replaces: "Whoever is signed in on this device is signed out. The code works once.",
    },
};

pub(super) const GERMAN: Passes = Passes {
    title: "Zugänge für den Stab",
    lead: "Wer keine Anmeldung bei Polar hat, kann mit einem Zugang mitlesen: die Mannschaften, die er nennt, solange er \
           gilt, und ohne etwas zu ändern.",
    share: "Zugang teilen",
    form: Form {
        title: "Neuer Zugang",
        label: "Für wen oder was",
        example: "Tablet am Spielfeldrand",
        teams: "Mannschaften",
        works_for: "Gilt",
        days: |days| match days {
            1 => "1 Tag".to_owned(),
            _ => format!("{days} Tage"),
        },
        sees: "Was er zeigt",
        health: "Auch Herzfrequenz und Belastung der Einzelnen",
        health_is: "Ohne das zeigt er nur Bewegung: keine Herzfrequenz, nichts daraus Berechnetes und keine Notizen.",
        make: "Zugang erstellen",
    },
    handed_out: "Zugänge",
    none: "Für diese Mannschaften gibt es keinen Zugang.",
    others: |count| match count {
        1 => "eine andere Mannschaft".to_owned(),
        _ => format!("{count} andere Mannschaften"),
    },
    sees_health: "mit Herzfrequenz",
    movement_only: "nur Bewegung",
    waiting: |when| format!("noch nicht geöffnet, endet {when}"),
    opened: |when| format!("geöffnet, endet {when}"),
    expired: "abgelaufen",
    revoked: "widerrufen",
    disconnected: "mit der Polar-Verbindung beendet, über die er erstellt wurde",
    used: |ago| format!("zuletzt benutzt {ago}"),
    never_used: "nie benutzt",
    made: |ago| format!("erstellt {ago}"),
    revoke: "Widerrufen",
    revoke_this: |label| format!("{label} widerrufen"),
    open: Open {
        title: "Zugang öffnen",
        explanation: "Ein Zugang zeigt auf diesem Gerät Mannschaften eines Vereins, ohne Anmeldung bei Polar. Der Link hat \
                      den Code eingetragen; er lässt sich auch eintippen.",
        code: "Code des Zugangs",
        submit: "Öffnen",
        replaces: "Wer auf diesem Gerät angemeldet ist, wird abgemeldet. Der Code gilt einmal.",
    },
};
