//! A player as a person: everything that is held, and that nothing is to be held any more.

use app::model::{PlayerId, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Participant, StoreError, TrainingSession};

/// A player's part in a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// The session.
    pub session: TrainingSession,
    /// The part.
    pub participant: Participant,
}

/// Tells what is held about players, deletes it, and keeps it deleted.
#[async_trait]
pub trait PlayerStore: Send + Sync {
    /// All that a player took part in with a team, the oldest first; also what Polar does not list any more.
    async fn participations(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<Vec<Participation>, StoreError>;

    /// Deletes everything about a player of a team: name, number, participation, summaries, recordings. From then on
    /// whatever is put into the store about this player of this team is left out. Only Polar's id stays, to know that.
    ///
    /// The player is gone at once; the recordings, which nobody sees any more, are left to
    /// [`purge_orphans`](Self::purge_orphans).
    async fn delete_player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Deletes what is kept of players who are not said to have taken part any more, a few in each transaction. Should that
    /// be interrupted, [`purge_hidden_sessions`](super::SessionStore::purge_hidden_sessions) goes on with it.
    async fn purge_orphans(&self) -> Result<(), StoreError>;
}
