//! What several pages say.

use super::Count;

#[derive(Debug)]
pub(crate) struct General {
    pub(crate) loading: &'static str,
    /// Instead of a value that is on its way, for who does not see its place.
    pub(crate) still_to_come: &'static str,
    /// Of what did not come, below the line that says why.
    pub(crate) not_yet: &'static str,
    pub(crate) teams: &'static str,
    pub(crate) sessions: &'static str,
    pub(crate) player: &'static str,
    pub(crate) number: &'static str,
    pub(crate) team_average: &'static str,
    pub(crate) whole_session: &'static str,
    /// A part of a session that is no phase.
    pub(crate) selection: &'static str,
    /// The label of the ways to the parts of a session.
    pub(crate) parts: &'static str,
    /// After what went wrong.
    pub(crate) outdated: &'static str,
    pub(crate) fetching: Fetching,
    pub(crate) no_teams: &'static str,
    pub(crate) no_teams_why: &'static str,
}

/// What is still being fetched.
#[derive(Debug)]
pub(crate) struct Fetching {
    pub(crate) bar: &'static str,
    pub(crate) done: fn(done: Count, total: Count) -> String,
    /// How much is here, and how long the rest takes.
    pub(crate) under_way: fn(done: &str, left: Option<&str>) -> String,
}

pub(super) const ENGLISH: General = General {
    loading: "Loading",
    still_to_come: "still to come",
    not_yet: "Not here yet",
    teams: "Teams",
    sessions: "Sessions",
    player: "Player",
    number: "Number",
    team_average: "Team average",
    whole_session: "Whole session",
    selection: "Selection",
    parts: "Part of the session",
    outdated: "What you see was loaded before.",
    fetching: Fetching {
        bar: "Fetched from Polar",
        done: |done, total| format!("{done} of {total} are here"),
        under_way: |done, left| match left {
            Some(left) => format!("Fetching from Polar: {done}, about {left} left"),
            None => format!("Fetching from Polar: {done}"),
        },
    },
    no_teams: "No teams",
    no_teams_why: "Your Polar account sees no Team Pro team. Ask your club’s Team Pro administrator to add you as a \
                   coach; the team appears here after that.",
};

pub(super) const GERMAN: General = General {
    loading: "Wird geladen",
    still_to_come: "kommt noch",
    not_yet: "Noch nicht da",
    teams: "Mannschaften",
    sessions: "Einheiten",
    player: "Name",
    number: "Nummer",
    team_average: "Teamschnitt",
    whole_session: "Ganze Einheit",
    selection: "Ausschnitt",
    parts: "Teil der Einheit",
    outdated: "Was zu sehen ist, wurde vorher geladen.",
    fetching: Fetching {
        bar: "Von Polar geholt",
        done: |done, total| format!("{done} von {total} sind da"),
        under_way: |done, left| match left {
            Some(left) => format!("Daten werden von Polar geholt: {done}, noch etwa {left}"),
            None => format!("Daten werden von Polar geholt: {done}"),
        },
    },
    no_teams: "Keine Mannschaften",
    no_teams_why: "Dieses Polar-Konto sieht keine Mannschaft in Team Pro. Wer Team Pro im Verein verwaltet, kann das \
                   Konto als Coach eintragen; danach erscheint die Mannschaft hier.",
};
