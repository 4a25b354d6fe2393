use app::model::{AuditAction, AuditActor, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{DbStore, StoreError, json};
use crate::store::{AuditEntry, AuditStore, GrantId};

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: i64,
    at: DateTime<Utc>,
    action: String,
    actor: String,
    actor_name: Option<String>,
    subject: Option<String>,
    grant_id: Option<String>,
}

#[async_trait]
impl AuditStore for DbStore {
    async fn add_audit_entry(&self, entry: &AuditEntry) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let id = sqlx::query_scalar::<_, i64>(
            "INSERT INTO audit (at, action, actor, actor_name, subject, grant_id)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
        )
        .bind(entry.at)
        .bind(entry.action.key())
        .bind(entry.actor.key())
        .bind(&entry.actor_name)
        .bind(&entry.subject)
        .bind(entry.grant.as_ref().map(|grant| &grant.0))
        .fetch_one(&mut *tx)
        .await?;
        for team_id in &entry.teams {
            sqlx::query("INSERT INTO audit_teams (audit_id, team_id) VALUES ($1, $2)")
                .bind(id)
                .bind(&team_id.0)
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn audit_entries(
        &self,
        grant: &GrantId,
        teams: &[TeamId],
        skipped: u32,
        count: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = sqlx::query_as::<_, AuditRow>(concat!(
            "SELECT id, at, action, actor, actor_name, subject, grant_id FROM audit
             WHERE grant_id = $1
                 OR (
                     (grant_id IS NULL OR EXISTS (SELECT 1 FROM audit_teams WHERE audit_id = audit.id))
                     AND NOT EXISTS (
                         SELECT 1 FROM audit_teams WHERE audit_id = audit.id AND team_id NOT IN (",
            ids!("$2"),
            "))
                 )
             ORDER BY id DESC LIMIT $3 OFFSET $4"
        ))
        .bind(&grant.0)
        .bind(json::to_text(teams)?)
        .bind(i64::from(count))
        .bind(i64::from(skipped))
        .fetch_all(&self.readers)
        .await?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            // A newer version may have written what this one does not know.
            let known = AuditAction::from_key(&row.action).zip(AuditActor::from_key(&row.actor));
            let Some((action, actor)) = known else { continue };
            let teams = sqlx::query_scalar::<_, String>(
                "SELECT team_id FROM audit_teams WHERE audit_id = $1 ORDER BY team_id",
            )
            .bind(row.id)
            .fetch_all(&self.readers)
            .await?;
            entries.push(AuditEntry {
                at: row.at,
                action,
                actor,
                actor_name: row.actor_name,
                subject: row.subject,
                grant: row.grant_id.map(GrantId),
                teams: teams.into_iter().map(TeamId).collect(),
            });
        }
        Ok(entries)
    }

    async fn delete_audit_entries(&self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let done =
            sqlx::query("DELETE FROM audit WHERE at < $1").bind(before).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected())
    }
}
