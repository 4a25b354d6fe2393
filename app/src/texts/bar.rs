//! What stands around every page.

use super::Count;

#[derive(Debug)]
pub(crate) struct Bar {
    pub(crate) skip_link: &'static str,
    pub(crate) sign_out: &'static str,
    /// What a pass lets see.
    pub(crate) movement_only: &'static str,
    /// The label of the way to the page.
    pub(crate) breadcrumb: &'static str,
    pub(crate) offline: Offline,
    pub(crate) menu: Menu,
    pub(crate) indicator: Indicator,
}

/// When the server is out of reach.
#[derive(Debug)]
pub(crate) struct Offline {
    pub(crate) mark: &'static str,
    /// A page that was not opened before.
    pub(crate) title: &'static str,
    pub(crate) page: &'static str,
}

/// The menu with what a person prefers.
#[derive(Debug)]
pub(crate) struct Menu {
    pub(crate) name: &'static str,
    pub(crate) passes: &'static str,
    pub(crate) browsers: &'static str,
    pub(crate) audit: &'static str,
    pub(crate) language: &'static str,
    pub(crate) speeds: &'static str,
    pub(crate) theme: &'static str,
    pub(crate) as_the_device: &'static str,
    pub(crate) light: &'static str,
    pub(crate) dark: &'static str,
    pub(crate) sunlight: &'static str,
    pub(crate) apply: &'static str,
}

/// How far fetching is.
#[derive(Debug)]
pub(crate) struct Indicator {
    /// Before everything else, for who does not see the sign.
    pub(crate) about: &'static str,
    pub(crate) up_to_date: &'static str,
    pub(crate) syncing: &'static str,
    /// How many are there of how many.
    pub(crate) part: fn(done: Count, total: Count) -> String,
    /// Before and after how long the rest takes.
    pub(crate) around_time_left: [&'static str; 2],
    pub(crate) requests_left: fn(Count) -> String,
    /// Of which part is here; something follows.
    pub(crate) here: fn(part: &str) -> String,
    pub(crate) missing: fn(Count) -> String,
    pub(crate) paused: &'static str,
    /// When it is tried again follows.
    pub(crate) polar_does_not_answer: &'static str,
    /// The short form, and what it is continued with.
    pub(crate) connect_again: [&'static str; 2],
    /// The short form, and what it is continued with.
    pub(crate) sign_in_again: [&'static str; 2],
    pub(crate) not_live: &'static str,
    pub(crate) announced: Announced,
}

/// What is read out when fetching does something else than before.
#[derive(Debug)]
pub(crate) struct Announced {
    pub(crate) up_to_date: &'static str,
    pub(crate) fetching: &'static str,
    pub(crate) some_missing: &'static str,
    pub(crate) paused: &'static str,
    pub(crate) polar_does_not_answer: &'static str,
    pub(crate) connect_again: &'static str,
    pub(crate) signed_out: &'static str,
}

pub(super) const ENGLISH: Bar = Bar {
    skip_link: "Skip to the content",
    sign_out: "Sign out",
    movement_only: "Movement only",
    breadcrumb: "Breadcrumb",
    offline: Offline {
        mark: "Offline: you see what was opened before.",
        title: "Offline",
        page: "Touchline’s server is out of reach, and this page was not opened in the last day on this device. What was \
               opened can be read without a connection; go back, or try again.",
    },
    menu: Menu {
        name: "Settings",
        passes: "Passes for staff",
        browsers: "Signed-in browsers",
        audit: "Log of access",
        language: "Language",
        speeds: "Speeds",
        theme: "Colours",
        as_the_device: "As the device",
        light: "Light",
        dark: "Dark",
        sunlight: "Sunlight",
        apply: "Apply",
    },
    indicator: Indicator {
        about: "Data from Polar: ",
        up_to_date: "Up to date",
        syncing: "Syncing",
        part: |done, total| format!("{done} of {total}"),
        around_time_left: [", about ", " left"],
        requests_left: |count| match count.n {
            1 => "1 request left".to_owned(),
            _ => format!("{count} requests left"),
        },
        here: |part| format!("{part} here"),
        missing: |count| format!("{count} missing"),
        paused: "Paused",
        polar_does_not_answer: "Polar does not answer, tried again ",
        connect_again: ["Connect", " with Polar again"],
        sign_in_again: ["Sign in", " again"],
        not_live: ", not live",
        announced: Announced {
            up_to_date: "Everything that Polar has is here",
            fetching: "Fetching from Polar",
            some_missing: "Some parts did not come from Polar",
            paused: "Fetching from Polar is paused",
            polar_does_not_answer: "Polar does not answer",
            connect_again: "Polar does not accept the club’s sign-in any more",
            signed_out: "You are not signed in any more",
        },
    },
};

pub(super) const GERMAN: Bar = Bar {
    skip_link: "Zum Inhalt springen",
    sign_out: "Abmelden",
    movement_only: "Nur Bewegung",
    breadcrumb: "Pfad",
    offline: Offline {
        mark: "Offline: zu sehen ist, was vorher geöffnet wurde.",
        title: "Offline",
        page: "Der Server von Touchline ist nicht erreichbar, und diese Seite wurde am letzten Tag auf diesem Gerät nicht \
               geöffnet. Was geöffnet wurde, ist auch ohne Verbindung zu lesen: zurückgehen oder neu versuchen.",
    },
    menu: Menu {
        name: "Einstellungen",
        passes: "Zugänge für den Stab",
        browsers: "Angemeldete Browser",
        audit: "Zugriffsprotokoll",
        language: "Sprache",
        speeds: "Geschwindigkeiten",
        theme: "Farben",
        as_the_device: "Wie das Gerät",
        light: "Hell",
        dark: "Dunkel",
        sunlight: "Sonnenlicht",
        apply: "Übernehmen",
    },
    indicator: Indicator {
        about: "Daten von Polar: ",
        up_to_date: "Aktuell",
        syncing: "Abgleich",
        part: |done, total| format!("{done} von {total}"),
        around_time_left: [", noch etwa ", ""],
        requests_left: |count| match count.n {
            1 => "1 Anfrage frei".to_owned(),
            _ => format!("{count} Anfragen frei"),
        },
        here: |part| format!("{part} da"),
        missing: |count| format!("{count} fehlen"),
        paused: "Pausiert",
        polar_does_not_answer: "Polar antwortet nicht, nächster Versuch ",
        connect_again: ["Verbinden", " mit Polar nötig"],
        sign_in_again: ["Anmelden", " nötig"],
        not_live: ", nicht live",
        announced: Announced {
            up_to_date: "Alles, was Polar hat, ist da",
            fetching: "Daten werden von Polar geholt",
            some_missing: "Einige Teile kamen nicht von Polar",
            paused: "Das Holen von Polar ist pausiert",
            polar_does_not_answer: "Polar antwortet nicht",
            connect_again: "Polar akzeptiert die Anmeldung des Vereins nicht mehr",
            signed_out: "Nicht mehr angemeldet",
        },
    },
};
