//! A team over time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{SessionRow, Week};

/// A team's year around a week, and that week.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamSeason {
    /// The week that is looked at.
    pub week: Week,
    /// The first week of the year that the calendar shows.
    pub first: Week,
    /// The last one.
    pub last: Week,
    /// The week of the team's last session.
    pub newest: Week,
    /// The sessions from the first to the last week, in the order of time.
    pub sessions: Vec<SeasonSession>,
    /// The days of matches in that week, and in the week before and after it.
    pub match_days: Vec<NaiveDate>,
}

impl TeamSeason {
    /// How many weeks the calendar shows.
    pub const WEEKS: u32 = 52;
}

/// A session with what its players did on average.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeasonSession {
    /// Which.
    pub session: SessionRow,
    /// How many players' summaries are here.
    pub players: u32,
    /// The mean distance, in m.
    pub distance_m: Option<f64>,
    /// The mean of the players' distances per minute, in m/min.
    pub m_per_min: Option<f64>,
    /// The mean of Polar's training load.
    pub training_load: Option<f64>,
}
