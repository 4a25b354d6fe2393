use app::model::{PlayerId, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{
    Connection, DbStore, StoreError,
    backlog::forget_void_failures,
    sessions::{ParticipantRow, SessionRow, purge_orphans},
};
use crate::store::{Participation, PlayerStore};

#[derive(sqlx::FromRow)]
struct ParticipationRow {
    #[sqlx(flatten)]
    session: SessionRow,
    #[sqlx(flatten)]
    participant: ParticipantRow,
}

#[async_trait]
impl PlayerStore for DbStore {
    async fn participations(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<Vec<Participation>, StoreError> {
        let rows = sqlx::query_as::<_, ParticipationRow>(
            "SELECT training_sessions.*, player_id, number, role, player_session_id FROM training_sessions
             JOIN participants ON training_session_id = training_sessions.id
             WHERE team_id = $1 AND player_id = $2 ORDER BY listed_start NULLS FIRST, training_sessions.id, position",
        )
        .bind(&team_id.0)
        .bind(&player_id.0)
        .fetch_all(&self.readers)
        .await?;
        let participation = |row: ParticipationRow| Participation {
            session: row.session.into(),
            participant: row.participant.into(),
        };
        Ok(rows.into_iter().map(participation).collect())
    }

    async fn delete_player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sqlx::query(
            "INSERT INTO deleted_players (team_id, player_id, deleted_at) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
        )
        .bind(&team_id.0)
        .bind(&player_id.0)
        .bind(at)
        .execute(&mut *tx)
        .await?;
        for of_player in [
            "DELETE FROM roster_members WHERE team_id = $1 AND player_id = $2",
            "DELETE FROM participants WHERE player_id = $2 AND training_session_id IN (
                 SELECT id FROM training_sessions WHERE team_id = $1
             )",
        ] {
            sqlx::query(of_player).bind(&team_id.0).bind(&player_id.0).execute(&mut *tx).await?;
        }
        forget_void_failures(&mut tx, team_id).await?;
        Ok(tx.commit().await?)
    }

    async fn purge_orphans(&self) -> Result<(), StoreError> {
        // There may be hundreds of them: a few at a time, so that nobody waits long.
        loop {
            let mut tx = self.write().await?;
            let purged = purge_orphans(&mut tx).await?;
            tx.commit().await?;
            if purged == 0 {
                return Ok(());
            }
        }
    }
}

/// Whether nothing is to be kept of a player.
pub(super) async fn is_deleted(
    tx: &mut Connection,
    team_id: &TeamId,
    player_id: &PlayerId,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM deleted_players WHERE team_id = $1 AND player_id = $2)",
    )
    .bind(&team_id.0)
    .bind(&player_id.0)
    .fetch_one(tx)
    .await?)
}
