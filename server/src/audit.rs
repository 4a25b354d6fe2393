//! Writing down who did what. What cannot be written down does not keep it from being done, but is told to the log.

use app::model::{AuditAction, AuditActor};
use chrono::{DateTime, TimeDelta, Utc};

use crate::store::{AuditEntry, GrantId, Store};

/// How long entries are kept.
pub(crate) const KEPT: TimeDelta = TimeDelta::days(365);

/// Writes an entry down.
pub(crate) async fn note(store: &dyn Store, entry: &AuditEntry) {
    if let Err(error) = store.add_audit_entry(entry).await {
        let action = entry.action.key();
        tracing::error!(%error, action, "the audit log lacks an entry");
    }
}

/// An entry about what was done with a grant, or without one. It concerns the teams that the grant sees now.
pub(crate) async fn entry_of(
    store: &dyn Store,
    at: DateTime<Utc>,
    action: AuditAction,
    actor: AuditActor,
    grant: Option<&GrantId>,
) -> AuditEntry {
    let seen = match grant {
        Some(grant) => store.grant_teams(grant).await.ok().flatten(),
        None => None,
    };
    AuditEntry {
        at,
        action,
        actor,
        actor_name: None,
        subject: None,
        grant: grant.cloned(),
        teams: seen.map(|seen| seen.teams).unwrap_or_default(),
    }
}
