//! Training sessions: who took part, what was marked, and Polar's summaries.

use std::{collections::HashSet, ops::RangeInclusive};

use app::model::{
    Figures, PlayerId, PlayerSessionId, SessionFilter, SessionType, TeamId, TrainingSessionId,
};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;

use super::StoreError;

/// A team's training session. Every time of day is the venue's wall time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrainingSession {
    /// Its key.
    pub id: TrainingSessionId,
    /// Its team.
    pub team_id: TeamId,
    /// Its name, when it has one.
    pub name: Option<String>,
    /// What kind of session it was.
    pub session_type: Option<SessionType>,
    /// What the coach wrote about it.
    pub note: Option<String>,
    /// The sport, as Polar names it.
    pub sport: Option<String>,
    /// Where it was; only the details tell.
    pub arena: Option<String>,
    /// When the recording started.
    pub record_start: Option<NaiveDateTime>,
    /// When the recording ended.
    pub record_end: Option<NaiveDateTime>,
    /// Where the trimmed session starts.
    pub start: Option<NaiveDateTime>,
    /// Where the trimmed session ends.
    pub end: Option<NaiveDateTime>,
    /// When it was last changed at Polar.
    pub modified: Option<DateTime<Utc>>,
    /// Which state of the session its details are of; `None` while they have not been read.
    pub details: Option<DetailsRead>,
}

impl TrainingSession {
    /// When the recording started, the zero of the session clock: the start of the trimmed session where Polar
    /// does not say.
    pub fn zero(&self) -> Option<NaiveDateTime> {
        self.record_start.or(self.start)
    }

    /// From when to when was recorded; `None` when that is not known or makes no sense.
    pub fn recorded(&self) -> Option<RangeInclusive<NaiveDateTime>> {
        let recorded = self.zero()?..=self.record_end.or(self.end)?;
        (recorded.start() < recorded.end()).then_some(recorded)
    }
}

/// When a session's details were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DetailsRead {
    /// When.
    pub at: DateTime<Utc>,
    /// The session's `modified` that they came with.
    pub modified: Option<DateTime<Utc>>,
}

/// Who took part in a session, and what was marked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionDetails {
    /// Who took part, in Polar's order.
    pub participants: Vec<Participant>,
    /// Phases, recoveries and notes, in Polar's order.
    pub markers: Vec<Marker>,
}

/// Somebody who took part in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Participant {
    /// Who.
    pub player_id: PlayerId,
    /// The number on the shirt that day.
    pub number: Option<i32>,
    /// What the player did.
    pub role: Option<String>,
    /// The player's recording, when there is one.
    pub player_session_id: Option<PlayerSessionId>,
}

/// Something that the coach marked. Both times are the venue's wall time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Marker {
    /// What it marks, as Polar names it.
    pub kind: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// What the coach wrote about it.
    pub note: Option<String>,
    /// Where it starts.
    pub start: NaiveDateTime,
    /// Where it ends; the same as the start for an instant.
    pub end: NaiveDateTime,
}

/// Where a player's recording belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayerSession {
    /// Its key.
    pub id: PlayerSessionId,
    /// Whose it is.
    pub player_id: PlayerId,
    /// The team's session that it is a part of. Summaries and recordings are compared with its `modified`.
    pub session: TrainingSession,
}

/// Polar's summary of one player's trimmed session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Whose.
    pub player_session_id: PlayerSessionId,
    /// The state of the session that it is of: the session's `modified` when it was read.
    pub session_modified: Option<DateTime<Utc>>,
    /// What the player did.
    pub figures: Figures,
}

/// Polar's summaries of one player's phases in a session.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseSummaries {
    /// Whose.
    pub player_session_id: PlayerSessionId,
    /// The state of the session that they are of: the session's `modified` when they were read.
    pub session_modified: Option<DateTime<Utc>>,
    /// One for each phase, in Polar's order.
    pub phases: Vec<PhaseSummary>,
}

/// Polar's summary of what one player did in one phase. It has no name: `polar::model::match_phases` finds its marker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PhaseSummary {
    /// Where the phase starts, in the venue's wall time.
    pub start: NaiveDateTime,
    /// Where it ends.
    pub end: NaiveDateTime,
    /// What the player did.
    pub figures: Figures,
}

/// In what of a session words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchedIn {
    /// Its name, its place and its note.
    Everything,
    /// Its name and its place: what is found tells nothing of the note.
    NameAndPlace,
}

/// One page of a team's sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionList {
    /// Newest first.
    pub sessions: Vec<TrainingSession>,
    /// How many pass the filter, on all pages.
    pub total: u32,
}

/// Keeps training sessions.
#[async_trait]
pub trait SessionStore: Send + Sync {
    /// Adds a team's sessions as Polar lists them, or replaces what is known about them. When the list is
    /// `complete`, sessions that are not on it are hidden until Polar lists them again.
    async fn put_session_list(
        &self,
        team_id: &TeamId,
        sessions: &[TrainingSession],
        complete: bool,
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// One page of a team's sessions, newest first. The filter's text is looked for in `searched` only.
    async fn sessions(
        &self,
        team_id: &TeamId,
        filter: &SessionFilter,
        searched: SearchedIn,
    ) -> Result<SessionList, StoreError>;

    /// The team's newest session.
    async fn newest_session(&self, team_id: &TeamId)
    -> Result<Option<TrainingSession>, StoreError>;

    /// A session.
    async fn session(&self, id: &TrainingSessionId) -> Result<Option<TrainingSession>, StoreError>;

    /// Adds a session with its details, which are of the state that its `modified` names, or replaces what is known
    /// about it.
    async fn put_session_details(
        &self,
        session: &TrainingSession,
        details: &SessionDetails,
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Deletes, with all recordings, the sessions that Polar has not listed since before `hidden_since`, and what is kept
    /// of players who are not said to have taken part any more. Returns how many sessions and recordings that were.
    async fn purge_hidden_sessions(&self, hidden_since: DateTime<Utc>) -> Result<u64, StoreError>;

    /// Deletes, with all recordings, the sessions that started before; says how many.
    async fn purge_old_sessions(&self, before: NaiveDateTime) -> Result<u64, StoreError>;

    /// A session's details; empty while they have not been read.
    async fn session_details(&self, id: &TrainingSessionId) -> Result<SessionDetails, StoreError>;

    /// Where a player's recording belongs; `None` when no participant of a session has it.
    async fn player_session(
        &self,
        id: &PlayerSessionId,
    ) -> Result<Option<PlayerSession>, StoreError>;

    /// Adds a summary or replaces it.
    async fn put_summary(&self, summary: &Summary) -> Result<(), StoreError>;

    /// A player's summary.
    async fn summary(&self, id: &PlayerSessionId) -> Result<Option<Summary>, StoreError>;

    /// Adds the summaries of a player's phases or replaces them.
    async fn put_phase_summaries(&self, summaries: &PhaseSummaries) -> Result<(), StoreError>;

    /// The phases' summaries of a session's participants, as far as they are there.
    async fn phase_summaries(
        &self,
        id: &TrainingSessionId,
    ) -> Result<Vec<PhaseSummaries>, StoreError>;

    /// Those of the players whose phases' summaries are of their session as it is now.
    async fn current_phase_summaries(
        &self,
        ids: &[PlayerSessionId],
    ) -> Result<HashSet<PlayerSessionId>, StoreError>;

    /// Those of the players whose summary is of their session as it is now.
    async fn current_summaries(
        &self,
        ids: &[PlayerSessionId],
    ) -> Result<HashSet<PlayerSessionId>, StoreError>;

    /// The summaries of a session's participants, as far as they are there.
    async fn summaries(&self, id: &TrainingSessionId) -> Result<Vec<Summary>, StoreError>;
}
