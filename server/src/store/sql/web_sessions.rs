use app::model::TeamId;
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{DbStore, StoreError, json};
use crate::store::{GrantId, WebSession, WebSessionStore};

/// The columns of a [`WebSessionRow`].
macro_rules! session_columns {
    () => {
        "id_hash, data, expires_at, grant_id, device, opened_at, last_seen_at, idle_at"
    };
}

/// Whether a session lives at the instant `$2`, in a query over `web_sessions`.
macro_rules! lives {
    () => {
        "expires_at > $2 AND (idle_at IS NULL OR idle_at > $2)"
    };
}

#[derive(sqlx::FromRow)]
struct WebSessionRow {
    id_hash: Vec<u8>,
    data: Vec<u8>,
    expires_at: DateTime<Utc>,
    grant_id: Option<String>,
    device: Option<String>,
    opened_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    idle_at: Option<DateTime<Utc>>,
}

impl From<WebSessionRow> for WebSession {
    fn from(row: WebSessionRow) -> Self {
        Self {
            id_hash: row.id_hash,
            data: row.data,
            expires_at: row.expires_at,
            grant: row.grant_id.map(GrantId),
            device: row.device,
            opened_at: row.opened_at,
            last_seen_at: row.last_seen_at,
            idle_at: row.idle_at,
        }
    }
}

#[async_trait]
impl WebSessionStore for DbStore {
    async fn add_web_session(&self, session: &WebSession) -> Result<bool, StoreError> {
        let done = sqlx::query(concat!(
            "INSERT INTO web_sessions (",
            session_columns!(),
            ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"
        ))
        .bind(&session.id_hash)
        .bind(&session.data)
        .bind(session.expires_at)
        .bind(session.grant.as_ref().map(|grant| &grant.0))
        .bind(&session.device)
        .bind(session.opened_at)
        .bind(session.last_seen_at)
        .bind(session.idle_at)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn set_web_session(
        &self,
        id_hash: &[u8],
        data: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE web_sessions SET data = $2, expires_at = $3 WHERE id_hash = $1")
            .bind(id_hash)
            .bind(data)
            .bind(expires_at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn web_session(
        &self,
        id_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<WebSession>, StoreError> {
        let row = sqlx::query_as::<_, WebSessionRow>(concat!(
            "SELECT ",
            session_columns!(),
            " FROM web_sessions WHERE id_hash = $1 AND ",
            lives!()
        ))
        .bind(id_hash)
        .bind(now)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(WebSession::from))
    }

    async fn note_web_session_use(
        &self,
        id_hash: &[u8],
        at: DateTime<Utc>,
        idle_at: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE web_sessions SET last_seen_at = $2, idle_at = $3 WHERE id_hash = $1")
            .bind(id_hash)
            .bind(at)
            .bind(idle_at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn web_sessions_of(
        &self,
        grant: &GrantId,
        teams: &[TeamId],
        now: DateTime<Utc>,
    ) -> Result<Vec<WebSession>, StoreError> {
        let rows = sqlx::query_as::<_, WebSessionRow>(concat!(
            "SELECT ",
            session_columns!(),
            " FROM web_sessions WHERE ",
            lives!(),
            " AND grant_id IS NOT NULL AND (
                 grant_id = $1
                 OR (
                     EXISTS (SELECT 1 FROM grant_teams WHERE grant_teams.grant_id = web_sessions.grant_id)
                     AND NOT EXISTS (
                         SELECT 1 FROM grant_teams
                         WHERE grant_teams.grant_id = web_sessions.grant_id AND team_id NOT IN (",
            ids!("$3"),
            "))
                 )
             ) ORDER BY last_seen_at DESC, id_hash"
        ))
        .bind(&grant.0)
        .bind(now)
        .bind(json::to_text(teams)?)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(WebSession::from).collect())
    }

    async fn delete_web_session(&self, id_hash: &[u8]) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM web_sessions WHERE id_hash = $1")
            .bind(id_hash)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn delete_expired_web_sessions(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let done = sqlx::query("DELETE FROM web_sessions WHERE expires_at <= $1 OR idle_at <= $1")
            .bind(now)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(done.rows_affected())
    }
}
