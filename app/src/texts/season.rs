//! A player and a team over time.

use super::Count;
use crate::model::{Range, SessionType};

#[derive(Debug)]
pub(crate) struct Season {
    pub(crate) calendar: Calendar,
    pub(crate) player: Player,
    pub(crate) load: Load,
    pub(crate) trend: Trend,
    pub(crate) week: Week,
    pub(crate) search: Search,
}

/// Days in columns of weeks.
#[derive(Debug)]
pub(crate) struct Calendar {
    pub(crate) title: &'static str,
    /// What the colours are of.
    pub(crate) by_load: &'static str,
    pub(crate) by_minutes: &'static str,
    pub(crate) by_mean_load: &'static str,
    pub(crate) not_known: &'static str,
    pub(crate) week_of: fn(day: &str) -> String,
    /// The name of a day's link.
    pub(crate) day: fn(day: &str, sessions: &str, amount: &str) -> String,
    pub(crate) load: fn(amount: &str) -> String,
    pub(crate) minutes: fn(amount: &str) -> String,
    pub(crate) earlier_year: &'static str,
    pub(crate) later_year: &'static str,
    /// For each type, the letter that stands for it.
    pub(crate) letter: fn(&SessionType) -> &str,
    /// What the letters and the round shape stand for.
    pub(crate) letters: fn(list: &str) -> String,
}

/// A player's sessions.
#[derive(Debug)]
pub(crate) struct Player {
    pub(crate) kinds: &'static str,
    pub(crate) ranges: &'static str,
    pub(crate) range: fn(Range) -> &'static str,
    pub(crate) until: fn(day: &str) -> String,
    pub(crate) unread: fn(Count) -> String,
    pub(crate) none_yet: &'static str,
    pub(crate) none_passes: &'static str,
    pub(crate) show_all: &'static str,
    pub(crate) bests: &'static str,
    pub(crate) longest: &'static str,
    pub(crate) peak: fn(minutes: u32) -> String,
    pub(crate) bests_from: &'static str,
}

/// How the load is spread.
#[derive(Debug)]
pub(crate) struct Load {
    pub(crate) title: &'static str,
    pub(crate) until: fn(day: &str) -> String,
    pub(crate) acute: &'static str,
    pub(crate) acute_means: &'static str,
    pub(crate) chronic: &'static str,
    pub(crate) chronic_means: &'static str,
    pub(crate) ratio: &'static str,
    pub(crate) ratio_means: &'static str,
    pub(crate) monotony: &'static str,
    pub(crate) monotony_means: &'static str,
    pub(crate) strain: &'static str,
    pub(crate) strain_means: &'static str,
    pub(crate) too_little: &'static str,
    pub(crate) no_ratio: &'static str,
    pub(crate) no_variation: &'static str,
    pub(crate) days: &'static str,
    pub(crate) describes: &'static str,
}

/// Figures over time.
#[derive(Debug)]
pub(crate) struct Trend {
    pub(crate) title: &'static str,
    pub(crate) points: &'static str,
    pub(crate) band: fn(sessions: u32, least: u32) -> String,
    pub(crate) above: &'static str,
    pub(crate) below: &'static str,
    pub(crate) point: fn(day: &str, session: &str, amount: &str) -> String,
    pub(crate) none: &'static str,
}

/// The week of a team.
#[derive(Debug)]
pub(crate) struct Week {
    pub(crate) title: &'static str,
    pub(crate) span: fn(from: &str, to: &str) -> String,
    pub(crate) weeks: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) newest: &'static str,
    pub(crate) no_session: &'static str,
    pub(crate) means_of: fn(Count) -> String,
    pub(crate) nothing_known: &'static str,
    pub(crate) match_days: &'static str,
}

/// What is looked for.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) label: &'static str,
    pub(crate) saying: fn(text: &str) -> String,
    pub(crate) players: &'static str,
}

pub(super) const ENGLISH: Season = Season {
    calendar: Calendar {
        title: "Season",
        by_load: "Polar’s training load of the day",
        by_minutes: "Minutes of the day, since Polar tells no training load",
        by_mean_load: "The team’s mean training load of the day",
        not_known: "not known",
        week_of: |day| format!("Week of {day}"),
        day: |day, sessions, amount| format!("{day}: {sessions}, {amount}"),
        load: |amount| format!("load {amount}"),
        minutes: |amount| format!("{amount} min"),
        earlier_year: "52 weeks earlier",
        later_year: "52 weeks later",
        letter: |kind| match kind {
            SessionType::Training => "T",
            SessionType::Drill => "D",
            SessionType::Test => "X",
            SessionType::Game => "G",
            SessionType::Match => "M",
            SessionType::StrengthAndCondition => "S",
            SessionType::Other => "O",
            SessionType::Unknown(_) => "?",
        },
        letters: |list| format!("{list}. Days of matches and games are round."),
    },
    player: Player {
        kinds: "Type of session",
        ranges: "How far back",
        range: |range| match range {
            Range::FourWeeks => "4 weeks",
            Range::TwelveWeeks => "12 weeks",
            Range::All => "Everything",
        },
        until: |day| format!("to {day}, the team’s last session"),
        unread: |count| match count.n {
            1 => "One session of the team is not completely here yet.".to_owned(),
            _ => format!("{count} sessions of the team are not completely here yet."),
        },
        none_yet: "No session with this player is here yet.",
        none_passes: "This player took part in no such session.",
        show_all: "Show all sessions",
        bests: "Bests",
        longest: "Longest time",
        peak: |minutes| format!("Hardest {minutes} min"),
        bests_from: "The hardest minutes are measured from the samples; everything else is Polar’s summary of the session.",
    },
    load: Load {
        title: "Load",
        until: |day| format!("to {day}"),
        acute: "Acute",
        acute_means: "mean a day, last 7 days",
        chronic: "Chronic",
        chronic_means: "mean a day, last 28 days",
        ratio: "Acute : chronic",
        ratio_means: "coupled: the 7 days are among the 28",
        monotony: "Monotony",
        monotony_means: "mean ÷ SD (n − 1) of the last 7 days",
        strain: "Strain",
        strain_means: "load of the last 7 days × monotony",
        too_little: "not enough data",
        no_ratio: "no load",
        no_variation: "no variation",
        days: "Polar’s training load, whatever the filter. A day without a session counts 0; while the load of a day is not \
               known, nothing is computed of it. Monotony and strain after Foster (1998).",
        describes: "This describes the load; it does not predict injuries.",
    },
    trend: Trend {
        title: "Trends",
        points: "Each point is a session and leads to it.",
        band: |sessions, least| {
            format!(
                "The band is the mean ± one standard deviation of the last {sessions} shown sessions before (from \
                 {least} on)."
            )
        },
        above: "above what is usual",
        below: "below what is usual",
        point: |day, session, amount| format!("{day}, {session}: {amount}"),
        none: "Not measured in these sessions",
    },
    week: Week {
        title: "Week",
        span: |from, to| format!("{from} to {to}"),
        weeks: "Weeks",
        previous: "Previous week",
        next: "Next week",
        newest: "Newest week",
        no_session: "No session",
        means_of: |count| match count.n {
            1 => "One player".to_owned(),
            _ => format!("Mean of {count} players"),
        },
        nothing_known: "No player’s summary is here yet",
        match_days: "MD is the day of a match or a game, MD−1 the day before it, MD+1 the day after.",
    },
    search: Search {
        label: "Words",
        saying: |text| format!("with “{text}”"),
        players: "Players found",
    },
};

pub(super) const GERMAN: Season = Season {
    calendar: Calendar {
        title: "Saison",
        by_load: "Trainingsbelastung des Tages nach Polar",
        by_minutes: "Minuten des Tages, da Polar keine Trainingsbelastung nennt",
        by_mean_load: "Mittlere Trainingsbelastung der Mannschaft am Tag",
        not_known: "nicht bekannt",
        week_of: |day| format!("Woche ab {day}"),
        day: |day, sessions, amount| format!("{day}: {sessions}, {amount}"),
        load: |amount| format!("Belastung {amount}"),
        minutes: |amount| format!("{amount} min"),
        earlier_year: "52 Wochen früher",
        later_year: "52 Wochen später",
        letter: |kind| match kind {
            SessionType::Training => "T",
            SessionType::Drill => "Ü",
            SessionType::Test => "X",
            SessionType::Game => "S",
            SessionType::Match => "M",
            SessionType::StrengthAndCondition => "K",
            SessionType::Other => "A",
            SessionType::Unknown(_) => "?",
        },
        letters: |list| format!("{list}. Tage mit Match oder Spiel sind rund."),
    },
    player: Player {
        kinds: "Art der Einheit",
        ranges: "Zeitraum",
        range: |range| match range {
            Range::FourWeeks => "4 Wochen",
            Range::TwelveWeeks => "12 Wochen",
            Range::All => "Alles",
        },
        until: |day| format!("bis {day}, zur letzten Einheit der Mannschaft"),
        unread: |count| match count.n {
            1 => "Eine Einheit der Mannschaft ist noch nicht vollständig da.".to_owned(),
            _ => format!("{count} Einheiten der Mannschaft sind noch nicht vollständig da."),
        },
        none_yet: "Noch ist keine Einheit dieser Person da.",
        none_passes: "An einer solchen Einheit hat diese Person nicht teilgenommen.",
        show_all: "Alle Einheiten zeigen",
        bests: "Bestwerte",
        longest: "Längste Zeit",
        peak: |minutes| format!("Härteste {minutes} min"),
        bests_from: "Die härtesten Minuten sind aus den Messwerten berechnet; alles andere ist Polars Zusammenfassung der \
                     Einheit.",
    },
    load: Load {
        title: "Belastung",
        until: |day| format!("bis {day}"),
        acute: "Akut",
        acute_means: "Mittel je Tag, letzte 7 Tage",
        chronic: "Chronisch",
        chronic_means: "Mittel je Tag, letzte 28 Tage",
        ratio: "Akut : chronisch",
        ratio_means: "gekoppelt: die 7 Tage gehören zu den 28",
        monotony: "Monotonie",
        monotony_means: "Mittel ÷ Standardabweichung (n − 1) der letzten 7 Tage",
        strain: "Strain",
        strain_means: "Belastung der letzten 7 Tage × Monotonie",
        too_little: "zu wenig Daten",
        no_ratio: "keine Belastung",
        no_variation: "keine Schwankung",
        days: "Trainingsbelastung nach Polar, unabhängig vom Filter. Ein Tag ohne Einheit zählt 0; solange die Belastung \
               eines Tages nicht bekannt ist, wird damit nichts berechnet. Monotonie und Strain nach Foster (1998).",
        describes: "Das beschreibt die Belastung; Verletzungen sagt es nicht voraus.",
    },
    trend: Trend {
        title: "Verlauf",
        points: "Jeder Punkt ist eine Einheit und führt zu ihr.",
        band: |sessions, least| {
            format!(
                "Das Band ist das Mittel ± eine Standardabweichung der letzten {sessions} gezeigten Einheiten davor \
                 (ab {least})."
            )
        },
        above: "über dem Üblichen",
        below: "unter dem Üblichen",
        point: |day, session, amount| format!("{day}, {session}: {amount}"),
        none: "In diesen Einheiten nicht gemessen",
    },
    week: Week {
        title: "Woche",
        span: |from, to| format!("{from} bis {to}"),
        weeks: "Wochen",
        previous: "Vorige Woche",
        next: "Nächste Woche",
        newest: "Neueste Woche",
        no_session: "Keine Einheit",
        means_of: |count| match count.n {
            1 => "Eine Person".to_owned(),
            _ => format!("Mittel von {count} Personen"),
        },
        nothing_known: "Noch ist keine Zusammenfassung da",
        match_days: "MD ist der Tag eines Matches oder Spiels, MD−1 der Tag davor, MD+1 der Tag danach.",
    },
    search: Search {
        label: "Wörter",
        saying: |text| format!("mit „{text}“"),
        players: "Gefunden im Kader",
    },
};
