//! What the store lacks of what Polar has.

use app::model::{PlayerSessionId, TeamId, TrainingSessionId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// Something that is known to exist at Polar and is not stored, or is stored as it was before its session was last
/// changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// A session's participants and markers.
    Details(TrainingSessionId),
    /// Polar's summary of a player's trimmed session.
    Summary(PlayerSessionId),
    /// A player's recording.
    Samples(PlayerSessionId),
    /// Polar's summaries of a player's phases, for a session that has phases.
    PhaseSummaries(PlayerSessionId),
}

impl Missing {
    /// The name under which fetching it is claimed, and under which it is noted as a failure.
    pub fn item(&self) -> String {
        match self {
            Self::Details(id) => format!("session {id}"),
            Self::Summary(id) => format!("summary {id}"),
            Self::Samples(id) => format!("samples {id}"),
            Self::PhaseSummaries(id) => format!("phases {id}"),
        }
    }
}

/// How much of a team is stored. What is stored in an old version counts as not stored, and what Polar does not list
/// any more not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TeamCounts {
    /// Sessions that Polar lists.
    pub sessions: u32,
    /// Those with their details.
    pub with_details: u32,
    /// Players' recordings that the details of these sessions name.
    pub player_sessions: u32,
    /// Those with their summary.
    pub summaries: u32,
    /// Those with their samples.
    pub recordings: u32,
    /// Players' recordings in sessions with phases.
    pub with_phases: u32,
    /// Those with their phases' summaries.
    pub phase_summaries: u32,
}

/// Something that could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What, as the synchronisation names it: [`Missing::item`], where it is one of these. Unique.
    pub item: String,
    /// Of which team.
    pub team_id: TeamId,
    /// The kind of problem, as the synchronisation names it.
    pub problem: String,
    /// How often it was tried without success.
    pub attempts: u32,
    /// When it was tried last.
    pub at: DateTime<Utc>,
    /// From when on it may be tried again.
    pub retry_at: DateTime<Utc>,
}

/// Tells what is missing, and remembers what did not work and who is at what.
#[async_trait]
pub trait BacklogStore: Send + Sync {
    /// What these teams lack, at most `limit` things: the newest session first and, of one session, details before
    /// summaries before samples before phases' summaries, players in Polar's order. While a session lacks its
    /// details, nothing else of it is asked for: they tell who took part. Sessions that Polar does not list any more
    /// lack nothing; what has a [`Failure`] that may not be tried again at `now` is left out.
    async fn missing(
        &self,
        team_ids: &[TeamId],
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Missing>, StoreError>;

    /// How much of a team is stored.
    async fn counts(&self, team_id: &TeamId) -> Result<TeamCounts, StoreError>;

    /// Notes a failure in the place of the item's last one.
    async fn put_failure(&self, failure: &Failure) -> Result<(), StoreError>;

    /// Forgets the failure of an item, when there is one: it worked.
    async fn clear_failure(&self, item: &str) -> Result<(), StoreError>;

    /// Forgets all failures of a team, so that everything is tried again at once.
    async fn clear_failures(&self, team_id: &TeamId) -> Result<(), StoreError>;

    /// The failures of a team, the last one first.
    async fn failures(&self, team_id: &TeamId) -> Result<Vec<Failure>, StoreError>;

    /// Whether fetching in the background is paused.
    async fn is_paused(&self) -> Result<bool, StoreError>;

    /// Pauses fetching in the background, or lets it go on.
    async fn set_paused(&self, paused: bool) -> Result<(), StoreError>;

    /// Claims an item for a process until a time. `false` when another process holds a claim that has not run out
    /// at `now`.
    async fn claim(
        &self,
        item: &str,
        holder: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError>;

    /// Gives an own claim back.
    async fn release(&self, item: &str, holder: &str) -> Result<(), StoreError>;

    /// Gives all claims of a process back.
    async fn release_all(&self, holder: &str) -> Result<(), StoreError>;
}
