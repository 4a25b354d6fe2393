//! Which kind of session is on which day: a weekly rhythm around the match.

use chrono::{Datelike as _, Days, NaiveDate};

use super::clubs::{Rhythm, TeamSpec};

/// How long a season is.
const DAYS: u64 = 12 * 7;

/// What a session is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Match,
    Friendly,
    Recovery,
    Main,
    Drills,
    Sharp,
    Light,
    Test,
    Strength,
    Other,
}

impl Theme {
    /// The `type` that the API gives.
    pub(crate) fn api_type(self) -> &'static str {
        match self {
            Self::Match => "MATCH",
            Self::Friendly => "GAME",
            Self::Recovery | Self::Main | Self::Sharp | Self::Light => "TRAINING",
            Self::Drills => "DRILL",
            Self::Test => "TEST",
            Self::Strength => "STRENGTH AND CONDITION",
            Self::Other => "OTHER",
        }
    }

    pub(crate) fn is_match(self) -> bool {
        matches!(self, Self::Match | Self::Friendly)
    }
}

/// The days of the season that ends with `end`, first to last.
pub(crate) fn days(end: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let start = end - Days::new(DAYS - 1);
    (0..DAYS).map(move |day| start + Days::new(day))
}

/// The sessions of one day by time, each with the hour at which it starts. `day` counts from the
/// start of the season.
pub(crate) fn sessions_on(team: &TeamSpec, day: usize, date: NaiveDate) -> Vec<(Theme, u32)> {
    let week = day / 7;
    let twice = team.rhythm == Rhythm::Academy;
    let days_after_match = date.weekday().days_since(team.match_day);
    let (theme, hour) = match days_after_match {
        0 => (Theme::Match, 16),
        1 => (Theme::Recovery, 17),
        3 if week % 4 == 2 => (Theme::Friendly, 17),
        3 => (Theme::Main, 17),
        4 if twice || week.is_multiple_of(2) => (Theme::Drills, 17),
        4 => (Theme::Strength, 17),
        5 if week % 5 == 1 => (Theme::Test, 17),
        5 => (Theme::Sharp, 17),
        6 if week % 3 == 1 => (Theme::Other, 11),
        6 => (Theme::Light, 11),
        _ => return Vec::new(),
    };
    let mut sessions = Vec::new();
    if twice && matches!(days_after_match, 1 | 3 | 5) {
        sessions.push((Theme::Strength, 10));
    }
    sessions.push((theme, hour));
    sessions
}

/// Whether the team has the day off.
pub(crate) fn is_day_off(team: &TeamSpec, day: usize, date: NaiveDate) -> bool {
    sessions_on(team, day, date).is_empty()
}
