//! Sessions over time: of a player, and of a team.

use std::collections::HashMap;

use app::model::{Demands, Figures, PlayerId, PlayerSessionId, TeamId, TrainingSessionId};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDateTime, Utc};

use super::{StoreError, Summary, TrainingSession};

/// What is here of a player in all of a team's sessions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlayerSeason {
    /// The team's sessions, newest first; those without a date are not among them.
    pub sessions: Vec<SeasonEntry>,
    /// What is here of the player's part in them.
    pub records: Vec<PlayerRecord>,
}

/// A session of the team, and whether the player was in it.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonEntry {
    /// The session.
    pub session: TrainingSession,
    /// Whether the player took part; not known before the session's details have been read.
    pub took_part: bool,
    /// The player's recording, when there is one.
    pub player_session_id: Option<PlayerSessionId>,
}

/// What is here of what a player did in one session.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayerRecord {
    /// Polar's summary.
    pub summary: Summary,
    /// Whether the recording is here, and of the same state of the session.
    pub recorded: bool,
    /// What that recording demanded of the player, when it is kept.
    pub demands: Option<Demands>,
}

/// What a recording demanded of a player in the trimmed session. It is kept as long as the recording.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedDemands {
    /// Whose recording.
    pub player_session_id: PlayerSessionId,
    /// The state of the session that the recording is of.
    pub session_modified: Option<DateTime<Utc>>,
    /// What it demanded.
    pub demands: Demands,
}

/// A session with what those players did on average whose summary is here.
#[derive(Clone, Debug, PartialEq)]
pub struct AveragedSession {
    /// The session.
    pub session: TrainingSession,
    /// How many players that are.
    pub players: u32,
    /// The mean distance, in m.
    pub distance_m: Option<f64>,
    /// The mean of the players' distances per minute, in m/min.
    pub m_per_min: Option<f64>,
    /// The mean of Polar's training load.
    pub training_load: Option<f64>,
}

/// Reads sessions over time.
#[async_trait]
pub trait SeasonStore: Send + Sync {
    /// What is here of a player in all of a team's sessions.
    async fn player_season(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<PlayerSeason, StoreError>;

    /// Keeps what recordings demanded. Of a recording that is not here any more in that state, nothing is kept.
    async fn put_demands(&self, demands: &[RecordedDemands]) -> Result<(), StoreError>;

    /// What is kept of the recordings of a session's squad.
    async fn session_demands(
        &self,
        session: &TrainingSessionId,
    ) -> Result<HashMap<PlayerSessionId, Demands>, StoreError>;

    /// A team's sessions that start in `[from, before)`, oldest first.
    async fn averaged_sessions(
        &self,
        team_id: &TeamId,
        from: NaiveDateTime,
        before: NaiveDateTime,
    ) -> Result<Vec<AveragedSession>, StoreError>;

    /// What the players of a team did in the last sessions of the same type before a session: of each player at most
    /// so many summaries, newest first.
    async fn earlier_figures(
        &self,
        session: &TrainingSession,
        at_most: u32,
    ) -> Result<Vec<(PlayerId, Figures)>, StoreError>;
}
