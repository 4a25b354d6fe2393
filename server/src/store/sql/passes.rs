use app::model::{PassId, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Connection, DbStore, StoreError, json};
use crate::store::{GrantId, Pass, PassStore, WaitingTicket};

/// The columns of a [`PassRow`], without its teams.
macro_rules! pass_columns {
    () => {
        "passes.id, grant_id, label, sees_health, passes.created_at, passes.expires_at, opened_at, last_used_at, revoked_at"
    };
}

/// Whether a pass lives at an instant, in a query over `passes`.
macro_rules! pass_lives_at {
    ($placeholder:literal) => {
        concat!(
            "revoked_at IS NULL AND passes.expires_at > ",
            $placeholder,
            " AND EXISTS (SELECT 1 FROM grants WHERE grants.id = grant_id AND NOT ended)"
        )
    };
}

#[derive(sqlx::FromRow)]
struct PassRow {
    id: String,
    grant_id: String,
    label: String,
    sees_health: bool,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    opened_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

#[async_trait]
impl PassStore for DbStore {
    async fn add_pass(&self, pass: &Pass, ticket: &[u8]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sqlx::query(
            "INSERT INTO passes
                 (id, grant_id, ticket, label, sees_health, created_at, expires_at, opened_at, last_used_at,
                  revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&pass.id.0)
        .bind(&pass.grant.0)
        .bind(ticket)
        .bind(&pass.label)
        .bind(pass.sees_health)
        .bind(pass.created_at)
        .bind(pass.expires_at)
        .bind(pass.opened_at)
        .bind(pass.last_used_at)
        .bind(pass.revoked_at)
        .execute(&mut *tx)
        .await?;
        for team_id in &pass.teams {
            sqlx::query("INSERT INTO pass_teams (pass_id, team_id) VALUES ($1, $2)")
                .bind(&pass.id.0)
                .bind(&team_id.0)
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn waiting_tickets(&self, now: DateTime<Utc>) -> Result<Vec<WaitingTicket>, StoreError> {
        waiting_tickets(&mut *self.readers.acquire().await?, now).await
    }

    async fn take_ticket(
        &self,
        id: &PassId,
        now: DateTime<Utc>,
    ) -> Result<Option<Pass>, StoreError> {
        // One statement finds the ticket and takes it away.
        let row = sqlx::query_as::<_, PassRow>(concat!(
            "UPDATE passes SET ticket = NULL, opened_at = $2, last_used_at = $2
             WHERE id = $1 AND ticket IS NOT NULL AND ",
            pass_lives_at!("$2"),
            " RETURNING ",
            pass_columns!()
        ))
        .bind(&id.0)
        .bind(now)
        .fetch_optional(&self.writer)
        .await?;
        self.with_teams(row).await
    }

    async fn living_pass(
        &self,
        id: &PassId,
        now: DateTime<Utc>,
    ) -> Result<Option<Pass>, StoreError> {
        let row = sqlx::query_as::<_, PassRow>(concat!(
            "SELECT ",
            pass_columns!(),
            " FROM passes WHERE id = $1 AND ",
            pass_lives_at!("$2")
        ))
        .bind(&id.0)
        .bind(now)
        .fetch_optional(&self.readers)
        .await?;
        self.with_teams(row).await
    }

    async fn passes_of_teams(&self, teams: &[TeamId]) -> Result<Vec<Pass>, StoreError> {
        let rows = sqlx::query_as::<_, PassRow>(concat!(
            "SELECT ",
            pass_columns!(),
            " FROM passes
             WHERE EXISTS (SELECT 1 FROM pass_teams WHERE pass_id = passes.id AND team_id IN (",
            ids!("$1"),
            ")) ORDER BY passes.created_at DESC, passes.id"
        ))
        .bind(json::to_text(teams)?)
        .fetch_all(&self.readers)
        .await?;
        let mut passes = Vec::with_capacity(rows.len());
        for row in rows {
            passes.extend(self.with_teams(Some(row)).await?);
        }
        Ok(passes)
    }

    async fn note_pass_use(&self, id: &PassId, at: DateTime<Utc>) -> Result<(), StoreError> {
        sqlx::query("UPDATE passes SET last_used_at = $2 WHERE id = $1")
            .bind(&id.0)
            .bind(at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn revoke_pass(&self, id: &PassId, at: DateTime<Utc>) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE passes SET revoked_at = $2, ticket = NULL WHERE id = $1 AND revoked_at IS NULL",
        )
        .bind(&id.0)
        .bind(at)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn delete_old_passes(&self, over_since: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let done = sqlx::query("DELETE FROM passes WHERE expires_at < $1 OR revoked_at < $1")
            .bind(over_since)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected())
    }
}

/// The tickets of living passes that were not opened yet.
pub(super) async fn waiting_tickets(
    connection: &mut Connection,
    now: DateTime<Utc>,
) -> Result<Vec<WaitingTicket>, StoreError> {
    let rows = sqlx::query_as::<_, (String, Vec<u8>)>(concat!(
        "SELECT id, ticket FROM passes WHERE ticket IS NOT NULL AND ",
        pass_lives_at!("$1"),
        " ORDER BY id"
    ))
    .bind(now)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(id, sealed)| WaitingTicket { pass: PassId(id), sealed }).collect())
}

impl DbStore {
    async fn with_teams(&self, row: Option<PassRow>) -> Result<Option<Pass>, StoreError> {
        let Some(row) = row else { return Ok(None) };
        let teams = sqlx::query_scalar::<_, String>(
            "SELECT team_id FROM pass_teams WHERE pass_id = $1 ORDER BY team_id",
        )
        .bind(&row.id)
        .fetch_all(&self.readers)
        .await?;
        Ok(Some(Pass {
            id: PassId(row.id),
            grant: GrantId(row.grant_id),
            label: row.label,
            teams: teams.into_iter().map(TeamId).collect(),
            sees_health: row.sees_health,
            created_at: row.created_at,
            expires_at: row.expires_at,
            opened_at: row.opened_at,
            last_used_at: row.last_used_at,
            revoked_at: row.revoked_at,
        }))
    }
}
