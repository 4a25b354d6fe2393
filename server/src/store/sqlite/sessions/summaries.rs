//! Polar's summaries.

use std::collections::HashSet;

use app::model::{Figures, PlayerSessionId, TrainingSessionId};
use chrono::{DateTime, Utc};
use sqlx::SqlitePool;

use crate::store::{StoreError, Summary, sqlite::json};

#[derive(sqlx::FromRow)]
struct SummaryRow {
    player_session_id: String,
    session_modified: Option<DateTime<Utc>>,
    duration_ms: Option<u32>,
    distance_m: Option<f64>,
    speed_avg_kmh: Option<f64>,
    speed_max_kmh: Option<f64>,
    sprints: Option<u32>,
    heart_rate_min_bpm: Option<f64>,
    heart_rate_avg_bpm: Option<f64>,
    heart_rate_max_bpm: Option<f64>,
    heart_rate_avg_percent: Option<f64>,
    heart_rate_max_percent: Option<f64>,
    training_load: Option<f64>,
    heart_rate_zones: String,
    speed_zones: String,
    accelerations: String,
}

impl TryFrom<SummaryRow> for Summary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        let id = row.player_session_id;
        let figures = Figures {
            duration_ms: row.duration_ms,
            distance_m: row.distance_m,
            speed_avg_kmh: row.speed_avg_kmh,
            speed_max_kmh: row.speed_max_kmh,
            sprints: row.sprints,
            heart_rate_min_bpm: row.heart_rate_min_bpm,
            heart_rate_avg_bpm: row.heart_rate_avg_bpm,
            heart_rate_max_bpm: row.heart_rate_max_bpm,
            heart_rate_avg_percent: row.heart_rate_avg_percent,
            heart_rate_max_percent: row.heart_rate_max_percent,
            training_load: row.training_load,
            heart_rate_zones: json::from_text(
                "summaries.heart_rate_zones",
                &id,
                &row.heart_rate_zones,
            )?,
            speed_zones: json::from_text("summaries.speed_zones", &id, &row.speed_zones)?,
            accelerations: json::from_text("summaries.accelerations", &id, &row.accelerations)?,
        };
        Ok(Self {
            player_session_id: PlayerSessionId(id),
            session_modified: row.session_modified,
            figures,
        })
    }
}

pub(super) async fn put(writer: &SqlitePool, summary: &Summary) -> Result<(), StoreError> {
    let figures = &summary.figures;
    sqlx::query(
        "INSERT OR REPLACE INTO summaries
             (player_session_id, session_modified, duration_ms, distance_m, speed_avg_kmh, speed_max_kmh, sprints,
              heart_rate_min_bpm, heart_rate_avg_bpm, heart_rate_max_bpm, heart_rate_avg_percent,
              heart_rate_max_percent, training_load, heart_rate_zones, speed_zones, accelerations)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&summary.player_session_id.0)
    .bind(summary.session_modified)
    .bind(figures.duration_ms)
    .bind(figures.distance_m)
    .bind(figures.speed_avg_kmh)
    .bind(figures.speed_max_kmh)
    .bind(figures.sprints)
    .bind(figures.heart_rate_min_bpm)
    .bind(figures.heart_rate_avg_bpm)
    .bind(figures.heart_rate_max_bpm)
    .bind(figures.heart_rate_avg_percent)
    .bind(figures.heart_rate_max_percent)
    .bind(figures.training_load)
    .bind(json::to_text(&figures.heart_rate_zones)?)
    .bind(json::to_text(&figures.speed_zones)?)
    .bind(json::to_text(&figures.accelerations)?)
    .execute(writer)
    .await?;
    Ok(())
}

pub(super) async fn find(
    readers: &SqlitePool,
    id: &PlayerSessionId,
) -> Result<Option<Summary>, StoreError> {
    sqlx::query_as::<_, SummaryRow>("SELECT * FROM summaries WHERE player_session_id = ?")
        .bind(&id.0)
        .fetch_optional(readers)
        .await?
        .map(Summary::try_from)
        .transpose()
}

pub(super) async fn current(
    readers: &SqlitePool,
    ids: &[PlayerSessionId],
) -> Result<HashSet<PlayerSessionId>, StoreError> {
    let current = sqlx::query_scalar::<_, String>(
        "SELECT player_session_id FROM summaries
         JOIN player_sessions ON player_sessions.id = player_session_id
         JOIN training_sessions ON training_sessions.id = training_session_id
         WHERE player_session_id IN (SELECT value FROM json_each(?)) AND session_modified IS modified",
    )
    .bind(json::to_text(ids)?)
    .fetch_all(readers)
    .await?;
    Ok(current.into_iter().map(PlayerSessionId).collect())
}

pub(super) async fn of_session(
    readers: &SqlitePool,
    id: &TrainingSessionId,
) -> Result<Vec<Summary>, StoreError> {
    sqlx::query_as::<_, SummaryRow>(
        "SELECT summaries.* FROM summaries JOIN participants USING (player_session_id)
         WHERE training_session_id = ? ORDER BY position",
    )
    .bind(&id.0)
    .fetch_all(readers)
    .await?
    .into_iter()
    .map(Summary::try_from)
    .collect()
}
