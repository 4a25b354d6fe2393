//! Polar's summaries of phases.

use std::collections::HashMap;

use app::model::{PlayerSessionId, TrainingSessionId};
use chrono::{DateTime, NaiveDateTime, Utc};

use super::{
    DbStore, StoreError,
    figures::{self, FiguresRow},
};
use crate::store::{PhaseSummaries, PhaseSummary};

#[derive(sqlx::FromRow)]
struct PhaseSummariesRow {
    player_session_id: String,
    session_modified: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct PhaseRow {
    player_session_id: String,
    start_time: NaiveDateTime,
    end_time: NaiveDateTime,
    #[sqlx(flatten)]
    figures: FiguresRow,
}

impl TryFrom<PhaseRow> for PhaseSummary {
    type Error = StoreError;

    fn try_from(row: PhaseRow) -> Result<Self, StoreError> {
        Ok(Self {
            start: row.start_time,
            end: row.end_time,
            figures: row.figures.figures(&row.player_session_id)?,
        })
    }
}

pub(super) async fn put(store: &DbStore, summaries: &PhaseSummaries) -> Result<(), StoreError> {
    let id = &summaries.player_session_id.0;
    let mut tx = store.write().await?;
    sqlx::query("DELETE FROM phase_summaries WHERE player_session_id = $1")
        .bind(id)
        .execute(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT INTO phase_summaries (player_session_id, session_modified) VALUES ($1, $2)",
    )
    .bind(id)
    .bind(summaries.session_modified)
    .execute(&mut *tx)
    .await?;
    for (position, phase) in (0_i32..).zip(&summaries.phases) {
        let query = sqlx::query(concat!(
            "INSERT INTO phases (",
            figure_columns!(),
            ", player_session_id, position, start_time, end_time) VALUES (",
            figure_values!(),
            ", $15, $16, $17, $18)"
        ));
        figures::bind(query, &phase.figures)?
            .bind(id)
            .bind(position)
            .bind(phase.start)
            .bind(phase.end)
            .execute(&mut *tx)
            .await?;
    }
    Ok(tx.commit().await?)
}

pub(super) async fn of_session(
    store: &DbStore,
    id: &TrainingSessionId,
) -> Result<Vec<PhaseSummaries>, StoreError> {
    let mut tx = store.read().await?;
    let players = sqlx::query_as::<_, PhaseSummariesRow>(
        "SELECT player_session_id, session_modified
         FROM phase_summaries JOIN participants USING (player_session_id)
         WHERE training_session_id = $1 ORDER BY position",
    )
    .bind(&id.0)
    .fetch_all(&mut *tx)
    .await?;
    let phases = sqlx::query_as::<_, PhaseRow>(
        "SELECT phases.* FROM phases JOIN player_sessions ON player_sessions.id = player_session_id
         WHERE training_session_id = $1 ORDER BY position",
    )
    .bind(&id.0)
    .fetch_all(&mut *tx)
    .await?;
    let mut of_players: HashMap<String, Vec<PhaseSummary>> = HashMap::new();
    for row in phases {
        let phases = of_players.entry(row.player_session_id.clone()).or_default();
        phases.push(PhaseSummary::try_from(row)?);
    }
    Ok(players
        .into_iter()
        .map(|row| PhaseSummaries {
            phases: of_players.remove(&row.player_session_id).unwrap_or_default(),
            player_session_id: PlayerSessionId(row.player_session_id),
            session_modified: row.session_modified,
        })
        .collect())
}
