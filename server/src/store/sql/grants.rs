use app::model::TeamId;
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{DbStore, StoreError, teams::note_team};
use crate::store::{Grant, GrantId, GrantStore, GrantTeams};

#[derive(sqlx::FromRow)]
struct GrantRow {
    id: String,
    access_token: Vec<u8>,
    refresh_token: Option<Vec<u8>>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    ended: bool,
}

impl From<GrantRow> for Grant {
    fn from(row: GrantRow) -> Self {
        Self {
            id: GrantId(row.id),
            access_token: row.access_token,
            refresh_token: row.refresh_token,
            created_at: row.created_at,
            expires_at: row.expires_at,
            ended: row.ended,
        }
    }
}

#[async_trait]
impl GrantStore for DbStore {
    async fn add_grant(&self, grant: &Grant) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO grants (id, access_token, refresh_token, created_at, expires_at, ended)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&grant.id.0)
        .bind(&grant.access_token)
        .bind(&grant.refresh_token)
        .bind(grant.created_at)
        .bind(grant.expires_at)
        .bind(grant.ended)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn grant(&self, id: &GrantId) -> Result<Option<Grant>, StoreError> {
        let row = sqlx::query_as::<_, GrantRow>(
            "SELECT id, access_token, refresh_token, created_at, expires_at, ended FROM grants WHERE id = $1",
        )
        .bind(&id.0)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(Grant::from))
    }

    async fn set_grant_tokens(
        &self,
        id: &GrantId,
        access_token: &[u8],
        refresh_token: Option<&[u8]>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE grants SET access_token = $1, refresh_token = $2, expires_at = $3 WHERE id = $4",
        )
        .bind(access_token)
        .bind(refresh_token)
        .bind(expires_at)
        .bind(&id.0)
        .execute(&self.writer)
        .await?;
        must_be_there(id, done.rows_affected())
    }

    async fn expire_grant_token(
        &self,
        id: &GrantId,
        access_token: &[u8],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE grants SET expires_at = $3 WHERE id = $1 AND access_token = $2")
            .bind(&id.0)
            .bind(access_token)
            .bind(at)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn end_grant(&self, id: &GrantId) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let done = sqlx::query(
            "UPDATE grants SET ended = TRUE, access_token = $2, refresh_token = NULL WHERE id = $1",
        )
        .bind(&id.0)
        .bind(b"".as_slice())
        .execute(&mut *tx)
        .await?;
        must_be_there(id, done.rows_affected())?;
        sqlx::query("DELETE FROM web_sessions WHERE grant_id = $1")
            .bind(&id.0)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn living_grants(&self) -> Result<Vec<GrantId>, StoreError> {
        let ids = sqlx::query_scalar::<_, String>(
            "SELECT id FROM grants WHERE NOT ended ORDER BY created_at DESC, id",
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(ids.into_iter().map(GrantId).collect())
    }

    async fn set_grant_teams(
        &self,
        id: &GrantId,
        teams: &[TeamId],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let done = sqlx::query("UPDATE grants SET teams_read_at = $1 WHERE id = $2")
            .bind(at)
            .bind(&id.0)
            .execute(&mut *tx)
            .await?;
        must_be_there(id, done.rows_affected())?;
        sqlx::query("DELETE FROM grant_teams WHERE grant_id = $1")
            .bind(&id.0)
            .execute(&mut *tx)
            .await?;
        for team_id in teams {
            note_team(&mut tx, team_id).await?;
            sqlx::query(
                "INSERT INTO grant_teams (grant_id, team_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            )
            .bind(&id.0)
            .bind(&team_id.0)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn grant_teams(&self, id: &GrantId) -> Result<Option<GrantTeams>, StoreError> {
        let rows = sqlx::query_as::<_, (DateTime<Utc>, Option<String>)>(
            "SELECT teams_read_at, team_id FROM grants LEFT JOIN grant_teams ON grant_id = id
             WHERE id = $1 AND NOT ended AND teams_read_at IS NOT NULL ORDER BY team_id",
        )
        .bind(&id.0)
        .fetch_all(&self.readers)
        .await?;
        let Some(&(read_at, _)) = rows.first() else { return Ok(None) };
        let teams = rows.into_iter().filter_map(|(_, team_id)| team_id.map(TeamId)).collect();
        Ok(Some(GrantTeams { teams, read_at }))
    }

    async fn grant_sees_team(&self, id: &GrantId, team_id: &TeamId) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (
                 SELECT 1 FROM grant_teams JOIN grants ON grants.id = grant_id
                 WHERE grants.id = $1 AND team_id = $2 AND NOT ended
             )",
        )
        .bind(&id.0)
        .bind(&team_id.0)
        .fetch_one(&self.readers)
        .await?)
    }
}

fn must_be_there(id: &GrantId, rows: u64) -> Result<(), StoreError> {
    if rows == 0 { Err(StoreError::Gone { what: "grant", id: id.0.clone() }) } else { Ok(()) }
}
