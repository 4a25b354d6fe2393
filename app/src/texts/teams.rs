//! The list of teams, and a team with its sessions.

use super::Count;

#[derive(Debug)]
pub(crate) struct Teams {
    pub(crate) on_the_roster: fn(Count) -> String,
    pub(crate) no_sessions_yet: &'static str,
    pub(crate) last_session: &'static str,

    pub(crate) roster: &'static str,
    pub(crate) name: &'static str,
    pub(crate) role: &'static str,
    pub(crate) empty_roster: &'static str,

    pub(crate) filter: Filter,
    pub(crate) list: List,
}

/// Which sessions are listed.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) kind: &'static str,
    pub(crate) all_kinds: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) apply: &'static str,
    /// What the filter lets through follows.
    pub(crate) only: &'static str,
    pub(crate) of_kind: fn(kind: &str) -> String,
    pub(crate) since: fn(day: &str) -> String,
    pub(crate) until: fn(day: &str) -> String,
    pub(crate) show_all: &'static str,
}

/// The sessions.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) date: &'static str,
    pub(crate) session: &'static str,
    pub(crate) start: &'static str,
    pub(crate) duration: &'static str,
    pub(crate) without_a_date: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) newer: &'static str,
    pub(crate) older: &'static str,
    pub(crate) range: fn(first: u32, last: u32, total: u32) -> String,

    pub(crate) none_yet: &'static str,
    pub(crate) beyond_the_end: fn(Count) -> String,
    pub(crate) days_backwards: fn(since: &str, until: &str) -> String,
    pub(crate) none_passes: &'static str,
    pub(crate) show_newest: &'static str,
}

pub(super) const ENGLISH: Teams = Teams {
    on_the_roster: |count| match count.n {
        0 => "Nobody on the roster".to_owned(),
        _ => format!("{count} on the roster"),
    },
    no_sessions_yet: "No sessions yet",
    last_session: "Last session",
    roster: "Roster",
    name: "Name",
    role: "Role",
    empty_roster: "Nobody is on the roster in Polar Team Pro yet.",
    filter: Filter {
        kind: "Type",
        all_kinds: "All types",
        from: "From",
        to: "To",
        apply: "Filter",
        only: "Only ",
        of_kind: |kind| format!("type {kind}"),
        since: |day| format!("from {day}"),
        until: |day| format!("to {day}"),
        show_all: "Show all sessions",
    },
    list: List {
        date: "Date",
        session: "Session",
        start: "Start",
        duration: "Duration",
        without_a_date: "Without a date",
        pages: "Pages of sessions",
        newer: "Newer",
        older: "Older",
        range: |first, last, total| format!("{first}–{last} of {total}"),
        none_yet: "There are no sessions yet. They appear here after the first one has been synchronised to Polar Team \
                   Pro.",
        beyond_the_end: |count| {
            format!("This page is beyond the end of the list, which has {count} sessions.")
        },
        days_backwards: |since, until| {
            format!("No day is between these two: {since} is after {until}.")
        },
        none_passes: "No session passes this filter.",
        show_newest: "Show the newest sessions",
    },
};

pub(super) const GERMAN: Teams = Teams {
    on_the_roster: |count| match count.n {
        0 => "Niemand im Kader".to_owned(),
        _ => format!("{count} im Kader"),
    },
    no_sessions_yet: "Noch keine Einheiten",
    last_session: "Letzte Einheit",
    roster: "Kader",
    name: "Name",
    role: "Rolle",
    empty_roster: "In Polar Team Pro ist noch niemand im Kader.",
    filter: Filter {
        kind: "Art",
        all_kinds: "Alle Arten",
        from: "Von",
        to: "Bis",
        apply: "Filtern",
        only: "Nur ",
        of_kind: |kind| format!("Art {kind}"),
        since: |day| format!("ab {day}"),
        until: |day| format!("bis {day}"),
        show_all: "Alle Einheiten zeigen",
    },
    list: List {
        date: "Datum",
        session: "Einheit",
        start: "Beginn",
        duration: "Dauer",
        without_a_date: "Ohne Datum",
        pages: "Seiten mit Einheiten",
        newer: "Neuere",
        older: "Ältere",
        range: |first, last, total| format!("{first}–{last} von {total}"),
        none_yet: "Es gibt noch keine Einheiten. Sie erscheinen hier, sobald die erste mit Polar Team Pro \
                   synchronisiert ist.",
        beyond_the_end: |count| {
            format!("Diese Seite liegt hinter dem Ende der Liste mit {count} Einheiten.")
        },
        days_backwards: |since, until| {
            format!("Dazwischen liegt kein Tag: {since} ist nach {until}.")
        },
        none_passes: "Keine Einheit passt zu diesem Filter.",
        show_newest: "Die neuesten Einheiten zeigen",
    },
};
