//! The audit log.

use app::model::{AuditAction, AuditActor, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{GrantId, StoreError};

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: AuditAction,
    /// Who.
    pub actor: AuditActor,
    /// The name of who did it: of a coach the browser, of a pass its label.
    pub actor_name: Option<String>,
    /// To what it was done.
    pub subject: Option<String>,
    /// The grant with which it was done.
    pub grant: Option<GrantId>,
    /// The teams that it concerns, in the order of their keys.
    pub teams: Vec<TeamId>,
}

/// Keeps the audit log. Nothing in it is ever changed.
///
/// An entry concerns who has its grant, who sees all of its teams, and with neither grant nor teams everybody.
#[async_trait]
pub trait AuditStore: Send + Sync {
    /// Adds an entry.
    async fn add_audit_entry(&self, entry: &AuditEntry) -> Result<(), StoreError>;

    /// At most `count` of the entries that concern a coach with this grant who sees these teams, after the `skipped`
    /// newest ones; the newest first.
    async fn audit_entries(
        &self,
        grant: &GrantId,
        teams: &[TeamId],
        skipped: u32,
        count: u32,
    ) -> Result<Vec<AuditEntry>, StoreError>;

    /// Deletes the entries from before that time; says how many.
    async fn delete_audit_entries(&self, before: DateTime<Utc>) -> Result<u64, StoreError>;
}
