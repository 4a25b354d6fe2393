//! Teams, their rosters and their sessions.

use chrono::{NaiveDateTime, naive::serde::ts_milliseconds_option};
use serde::{Deserialize, Serialize};

use super::{
    Fetching, PlayerName, SessionFilter, SessionType, TeamId, TeamSeason, TrainingSessionId,
};

/// The teams that the coach sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamsPage {
    /// By organisation and name.
    pub teams: Vec<TeamCard>,
    /// What is still on its way.
    pub fetching: Option<Fetching>,
}

/// What identifies a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamHead {
    /// The team.
    pub id: TeamId,
    /// Its name, or its id when Polar sent none.
    pub name: String,
    /// The club.
    pub organisation: Option<String>,
}

/// A team at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamCard {
    /// Which team.
    pub team: TeamHead,
    /// How many are on the roster; `None` while it is being fetched.
    pub roster_size: Option<u32>,
    /// The newest session; `None` while sessions are being fetched, or when there are none.
    pub last_session: Option<SessionRow>,
}

/// A team with its roster and one page of its sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TeamPage {
    /// Which team.
    pub team: TeamHead,
    /// By number, those without one last; staff can be among them.
    pub roster: Vec<PlayerName>,
    /// Who of the roster was looked for by name.
    pub found: Vec<PlayerName>,
    /// The year around a week; `None` while there are no sessions.
    pub season: Option<TeamSeason>,
    /// The filter that the sessions passed.
    pub filter: SessionFilter,
    /// Newest first, at most [`SessionFilter::PER_PAGE`].
    pub sessions: Vec<SessionRow>,
    /// How many sessions pass the filter.
    pub total_sessions: u32,
    /// What is still on its way.
    pub fetching: Option<Fetching>,
}

/// A session in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRow {
    /// The session.
    pub id: TrainingSessionId,
    /// Its name, when it has one.
    pub name: Option<String>,
    /// What kind of session it was, when Polar says.
    pub session_type: Option<SessionType>,
    /// When it started (trimmed), venue-local wall time.
    #[serde(with = "ts_milliseconds_option")]
    pub start: Option<NaiveDateTime>,
    /// How long it was (trimmed), in ms.
    pub duration_ms: Option<u32>,
}
