//! The page about the data from Polar.

use super::Count;
use crate::model::SyncPart;

#[derive(Debug)]
pub(crate) struct Sync {
    pub(crate) title: &'static str,
    pub(crate) not_told_any_more: &'static str,
    pub(crate) reload: &'static str,
    pub(crate) still_without_scripts: &'static str,
    pub(crate) look_again: &'static str,

    /// What is done, for a heading, each with what it means.
    pub(crate) up_to_date: (&'static str, &'static str),
    pub(crate) fetching: (&'static str, &'static str),
    pub(crate) some_missing: (&'static str, &'static str),
    pub(crate) paused: (&'static str, &'static str),
    /// When it is tried again; what comes of it follows.
    pub(crate) tried_again: fn(when: &str) -> String,
    pub(crate) budget: fn(requests_left: Count) -> String,
    pub(crate) here_of_all_teams: &'static str,
    pub(crate) here_of: fn(team: &str) -> String,
    pub(crate) amount: fn(done: Count, total: Count, left: Option<&str>) -> String,

    /// The label of the buttons.
    pub(crate) controls: &'static str,
    pub(crate) pause: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) retry: &'static str,
    pub(crate) pausing_is_for_all: &'static str,
    /// Why follows.
    pub(crate) did_not_work: &'static str,

    pub(crate) no_team_is_known: &'static str,
    pub(crate) teams_unread: &'static str,
    pub(crate) setbacks: &'static str,
    pub(crate) sessions_known: fn(Count) -> String,
    pub(crate) list_read: fn(ago: &str) -> String,
    pub(crate) list_not_read: &'static str,
    /// What did not work, why, and when it was tried and will be.
    pub(crate) setback: fn(part: &str, reason: &str, ago: &str, again: &str) -> String,
    /// Of which kind of things how many did not come.
    pub(crate) part: fn(SyncPart, Count) -> String,
}

pub(super) const ENGLISH: Sync = Sync {
    title: "Data from Polar",
    not_told_any_more: "The Touchline server does not tell any more. What you see was so before.",
    reload: "Reload",
    still_without_scripts: "Without scripts the numbers stand still.",
    look_again: "Look again",
    up_to_date: (
        "Everything that Polar has is here",
        "Now and then it is looked for new sessions.",
    ),
    fetching: (
        "Touchline fetches what is missing",
        "It goes on by itself, also when nobody looks. Pages that people open come first.",
    ),
    some_missing: (
        "Some parts did not come",
        "Nothing is on its way right now. What did not come is tried again by itself after some time.",
    ),
    paused: (
        "Fetching is paused",
        "Nothing is fetched in the background until somebody lets it go on.",
    ),
    tried_again: |when| format!("It is tried again {when}."),
    budget: |requests_left| {
        let left = match requests_left.n {
            0 => "None is left right now, so a page that needs something new waits for a while."
                .to_owned(),
            n => format!(
                "{requests_left} {} left right now for pages that people open; a session that is not here yet needs \
                 about two for each player.",
                if n == 1 { "is" } else { "are" }
            ),
        };
        format!("Polar limits how many requests Touchline may send. {left}")
    },
    here_of_all_teams: "Here, of all teams",
    here_of: |team| format!("Here, of {team}"),
    amount: |done, total, left| match left {
        Some(left) => format!("{done} of {total} parts are here, about {left} left"),
        None => format!("{done} of {total} parts are here"),
    },
    controls: "Fetching",
    pause: "Pause",
    go_on: "Go on",
    retry: "Try again now",
    pausing_is_for_all: "Pausing is for the whole club: nothing is fetched in the background for anybody, and pages \
                         that people open still fetch what they show.",
    did_not_work: "That did not work.",
    no_team_is_known: "No team is known yet.",
    teams_unread: "The list of your teams could not be read",
    setbacks: "What did not work",
    sessions_known: |count| match count.n {
        0 => "No sessions known yet".to_owned(),
        1 => "1 session known".to_owned(),
        _ => format!("{count} sessions known"),
    },
    list_read: |ago| format!("list read {ago}"),
    list_not_read: "list not read yet",
    setback: |part, reason, ago, again| format!("{part}: {reason} Tried {ago}, again {again}."),
    part: |part, count| {
        let (one, many) = match part {
            SyncPart::Roster => return "The roster and the zones".to_owned(),
            SyncPart::SessionList => return "The list of sessions".to_owned(),
            SyncPart::Session => ("session’s details", "sessions’ details"),
            SyncPart::Summary => ("player’s summary", "players’ summaries"),
            SyncPart::Recording => ("player’s recording", "players’ recordings"),
            SyncPart::Phases => ("player’s phases", "players’ phases"),
        };
        format!("{count} {}", if count.n == 1 { one } else { many })
    },
};

pub(super) const GERMAN: Sync = Sync {
    title: "Daten von Polar",
    not_told_any_more: "Der Touchline-Server meldet nichts mehr. Was zu sehen ist, war vorher so.",
    reload: "Neu laden",
    still_without_scripts: "Ohne Skripte stehen die Zahlen still.",
    look_again: "Neu nachsehen",
    up_to_date: ("Alles, was Polar hat, ist da", "Ab und zu wird nach neuen Einheiten gesehen."),
    fetching: (
        "Touchline holt, was fehlt",
        "Das geht von selbst weiter, auch wenn niemand zusieht. Geöffnete Seiten haben Vorrang.",
    ),
    some_missing: (
        "Einige Teile kamen nicht",
        "Gerade ist nichts unterwegs. Was nicht kam, wird nach einiger Zeit von selbst erneut versucht.",
    ),
    paused: (
        "Das Holen ist pausiert",
        "Im Hintergrund wird nichts geholt, bis jemand es fortsetzt.",
    ),
    tried_again: |when| format!("Nächster Versuch {when}."),
    budget: |requests_left| {
        let left = match requests_left.n {
            0 => "Gerade ist keine frei; eine Seite, die etwas Neues braucht, wartet deshalb eine Weile.".to_owned(),
            n => format!(
                "Gerade {} {requests_left} frei für Seiten, die jemand öffnet; eine Einheit, die noch nicht da ist, \
                 braucht etwa zwei pro Person.",
                if n == 1 { "ist" } else { "sind" }
            ),
        };
        format!("Polar begrenzt, wie viele Anfragen Touchline senden darf. {left}")
    },
    here_of_all_teams: "Da, von allen Mannschaften",
    here_of: |team| format!("Da, von {team}"),
    amount: |done, total, left| match left {
        Some(left) => format!("{done} von {total} Teilen sind da, noch etwa {left}"),
        None => format!("{done} von {total} Teilen sind da"),
    },
    controls: "Holen",
    pause: "Pausieren",
    go_on: "Fortsetzen",
    retry: "Jetzt neu versuchen",
    pausing_is_for_all: "Pausiert wird für den ganzen Verein: Im Hintergrund wird für niemanden etwas geholt; geöffnete \
                         Seiten holen weiterhin, was sie zeigen.",
    did_not_work: "Das hat nicht geklappt.",
    no_team_is_known: "Noch ist keine Mannschaft bekannt.",
    teams_unread: "Die Liste der Mannschaften konnte nicht gelesen werden",
    setbacks: "Was nicht geklappt hat",
    sessions_known: |count| match count.n {
        0 => "Noch keine Einheiten bekannt".to_owned(),
        1 => "1 Einheit bekannt".to_owned(),
        _ => format!("{count} Einheiten bekannt"),
    },
    list_read: |ago| format!("Liste gelesen {ago}"),
    list_not_read: "Liste noch nicht gelesen",
    setback: |part, reason, ago, again| {
        format!("{part}: {reason} Letzter Versuch {ago}, nächster {again}.")
    },
    part: |part, count| {
        let (one, many) = match part {
            SyncPart::Roster => return "Der Kader und die Zonen".to_owned(),
            SyncPart::SessionList => return "Die Liste der Einheiten".to_owned(),
            SyncPart::Session => ("Einheit im Einzelnen", "Einheiten im Einzelnen"),
            SyncPart::Summary => ("Zusammenfassung", "Zusammenfassungen"),
            SyncPart::Recording => ("Aufzeichnung", "Aufzeichnungen"),
            SyncPart::Phases => ("Person mit Phasen", "Personen mit Phasen"),
        };
        format!("{count} {}", if count.n == 1 { one } else { many })
    },
};
