//! Passes: what coaches hand to staff, who have no sign-in at Polar.

use std::fmt;

use app::model::{PassId, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{GrantId, StoreError};

/// Leave to look at some teams, without changing anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Its key. Unguessable, but no secret: it opens nothing by itself.
    pub id: PassId,
    /// The grant of the coach who made it: it sees no more than that, and goes away with it.
    pub grant: GrantId,
    /// What the coach calls it.
    pub label: String,
    /// The teams that it sees, in the order of their keys.
    pub teams: Vec<TeamId>,
    /// Whether it sees what the heart tells; else only movement.
    pub sees_health: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
    /// When its ticket was exchanged for a session; `None` while the ticket waits.
    pub opened_at: Option<DateTime<Utc>>,
    /// When somebody looked through it last.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When a coach revoked it.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// The ticket of a pass that was not opened yet, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingTicket {
    /// Of which pass.
    pub pass: PassId,
    /// The sealed hash of it.
    pub sealed: Vec<u8>,
}

impl fmt::Debug for WaitingTicket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitingTicket").field("pass", &self.pass).finish_non_exhaustive()
    }
}

/// Keeps passes. Of a ticket only a sealed hash is kept, and that only until the ticket is exchanged.
///
/// A pass lives until it expires, is revoked, or its grant has ended.
#[async_trait]
pub trait PassStore: Send + Sync {
    /// Adds a new pass with what is kept of the ticket that opens it. Its teams must be there.
    async fn add_pass(&self, pass: &Pass, ticket: &[u8]) -> Result<(), StoreError>;

    /// What is kept of the tickets of all living passes that were not opened yet.
    async fn waiting_tickets(&self, now: DateTime<Utc>) -> Result<Vec<WaitingTicket>, StoreError>;

    /// Takes the ticket away from a living pass that has one, and tells the pass. Of all who bring the ticket, in however
    /// many processes, one gets it.
    async fn take_ticket(
        &self,
        id: &PassId,
        now: DateTime<Utc>,
    ) -> Result<Option<Pass>, StoreError>;

    /// A pass that lives.
    async fn living_pass(
        &self,
        id: &PassId,
        now: DateTime<Utc>,
    ) -> Result<Option<Pass>, StoreError>;

    /// The passes that see one of these teams, living or not, the newest first.
    async fn passes_of_teams(&self, teams: &[TeamId]) -> Result<Vec<Pass>, StoreError>;

    /// Notes that somebody looked through a pass.
    async fn note_pass_use(&self, id: &PassId, at: DateTime<Utc>) -> Result<(), StoreError>;

    /// Revokes a pass; one that was revoked before stays revoked since then.
    async fn revoke_pass(&self, id: &PassId, at: DateTime<Utc>) -> Result<(), StoreError>;

    /// Deletes the passes that expired or were revoked before `over_since`; says how many.
    async fn delete_old_passes(&self, over_since: DateTime<Utc>) -> Result<u64, StoreError>;
}
