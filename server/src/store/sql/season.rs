//! Sessions over time.

use std::collections::HashMap;

use app::model::{
    Demands, Figures, PlayerId, PlayerSessionId, SessionType, TeamId, TrainingSessionId,
};
use async_trait::async_trait;
use chrono::NaiveDateTime;

use super::{
    DbStore, StoreError, figures::FiguresRow, json, numbers, sessions::SessionRow,
    summaries::SummaryRow,
};
use crate::store::{
    AveragedSession, PlayerRecord, PlayerSeason, RecordedDemands, SeasonEntry, SeasonStore,
    Summary, TrainingSession,
};

#[derive(sqlx::FromRow)]
struct EntryRow {
    #[sqlx(flatten)]
    session: SessionRow,
    player_id: Option<String>,
    player_session_id: Option<String>,
}

impl From<EntryRow> for SeasonEntry {
    fn from(row: EntryRow) -> Self {
        Self {
            session: row.session.into(),
            took_part: row.player_id.is_some(),
            player_session_id: row.player_session_id.map(PlayerSessionId),
        }
    }
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    #[sqlx(flatten)]
    summary: SummaryRow,
    recorded: bool,
    demands: Option<String>,
}

impl TryFrom<RecordRow> for PlayerRecord {
    type Error = StoreError;

    fn try_from(row: RecordRow) -> Result<Self, StoreError> {
        let summary = Summary::try_from(row.summary)?;
        let id = &summary.player_session_id.0;
        let demands = row.demands.map(|text| json::from_text("demands.demands", id, &text));
        Ok(Self { demands: demands.transpose()?, recorded: row.recorded, summary })
    }
}

#[derive(sqlx::FromRow)]
struct AveragedRow {
    #[sqlx(flatten)]
    session: SessionRow,
    players: i64,
    mean_distance_m: Option<f64>,
    mean_m_per_min: Option<f64>,
    mean_training_load: Option<f64>,
}

impl From<AveragedRow> for AveragedSession {
    fn from(row: AveragedRow) -> Self {
        Self {
            session: row.session.into(),
            players: numbers::count(row.players),
            distance_m: row.mean_distance_m,
            m_per_min: row.mean_m_per_min,
            training_load: row.mean_training_load,
        }
    }
}

#[derive(sqlx::FromRow)]
struct EarlierRow {
    player_id: String,
    player_session_id: String,
    #[sqlx(flatten)]
    figures: FiguresRow,
}

impl EarlierRow {
    fn figures(self) -> Result<(PlayerId, Figures), StoreError> {
        Ok((PlayerId(self.player_id), self.figures.figures(&self.player_session_id)?))
    }
}

#[async_trait]
impl SeasonStore for DbStore {
    async fn player_season(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<PlayerSeason, StoreError> {
        let mut tx = self.read().await?;
        let sessions = sqlx::query_as::<_, EntryRow>(
            "SELECT training_sessions.*, player_id, player_session_id FROM training_sessions
             LEFT JOIN participants ON training_session_id = training_sessions.id AND player_id = $2
             WHERE team_id = $1 AND hidden_since IS NULL AND listed_start IS NOT NULL
             ORDER BY listed_start DESC, training_sessions.id, position",
        )
        .bind(&team_id.0)
        .bind(&player_id.0)
        .fetch_all(&mut *tx)
        .await?;
        let records = sqlx::query_as::<_, RecordRow>(
            "SELECT summaries.*, recordings.player_session_id IS NOT NULL AS recorded, demands
             FROM training_sessions
             JOIN participants ON training_session_id = training_sessions.id AND player_id = $2
             JOIN summaries ON summaries.player_session_id = participants.player_session_id
             LEFT JOIN recordings ON recordings.player_session_id = summaries.player_session_id
                 AND recordings.session_modified IS NOT DISTINCT FROM summaries.session_modified
             LEFT JOIN demands ON demands.player_session_id = recordings.player_session_id
             WHERE team_id = $1 AND hidden_since IS NULL AND listed_start IS NOT NULL",
        )
        .bind(&team_id.0)
        .bind(&player_id.0)
        .fetch_all(&mut *tx)
        .await?;
        Ok(PlayerSeason {
            sessions: sessions.into_iter().map(SeasonEntry::from).collect(),
            records: records.into_iter().map(PlayerRecord::try_from).collect::<Result<_, _>>()?,
        })
    }

    async fn put_demands(&self, demands: &[RecordedDemands]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        for RecordedDemands { player_session_id, session_modified, demands } in demands {
            sqlx::query(
                "INSERT INTO demands (player_session_id, demands)
                 SELECT player_session_id, $3 FROM recordings
                 WHERE player_session_id = $1 AND session_modified IS NOT DISTINCT FROM $2
                 ON CONFLICT (player_session_id) DO UPDATE SET demands = excluded.demands",
            )
            .bind(&player_session_id.0)
            .bind(session_modified)
            .bind(json::to_text(demands)?)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn session_demands(
        &self,
        session: &TrainingSessionId,
    ) -> Result<HashMap<PlayerSessionId, Demands>, StoreError> {
        let kept = sqlx::query_as::<_, (String, String)>(
            "SELECT player_session_id, demands FROM demands
             JOIN player_sessions ON player_sessions.id = player_session_id
             WHERE training_session_id = $1",
        )
        .bind(&session.0)
        .fetch_all(&self.readers)
        .await?;
        kept.into_iter()
            .map(|(id, text)| {
                let demands = json::from_text("demands.demands", &id, &text)?;
                Ok((PlayerSessionId(id), demands))
            })
            .collect()
    }

    async fn averaged_sessions(
        &self,
        team_id: &TeamId,
        from: NaiveDateTime,
        before: NaiveDateTime,
    ) -> Result<Vec<AveragedSession>, StoreError> {
        let rows = sqlx::query_as::<_, AveragedRow>(
            "SELECT training_sessions.*, COUNT(summaries.player_session_id) AS players,
                 AVG(distance_m) AS mean_distance_m,
                 AVG(distance_m * 60000.0 / NULLIF(duration_ms, 0)) AS mean_m_per_min,
                 AVG(training_load) AS mean_training_load
             FROM training_sessions
             LEFT JOIN participants ON training_session_id = training_sessions.id
             LEFT JOIN summaries ON summaries.player_session_id = participants.player_session_id
             WHERE team_id = $1 AND hidden_since IS NULL AND listed_start >= $2 AND listed_start < $3
             GROUP BY training_sessions.id
             ORDER BY listed_start, training_sessions.id",
        )
        .bind(&team_id.0)
        .bind(from)
        .bind(before)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(AveragedSession::from).collect())
    }

    async fn earlier_figures(
        &self,
        session: &TrainingSession,
        at_most: u32,
    ) -> Result<Vec<(PlayerId, Figures)>, StoreError> {
        let rows = sqlx::query_as::<_, EarlierRow>(
            "SELECT * FROM (
                 SELECT player_id, summaries.*, ROW_NUMBER() OVER (
                     PARTITION BY player_id ORDER BY listed_start DESC, training_sessions.id
                 ) AS place
                 FROM training_sessions
                 JOIN participants ON training_session_id = training_sessions.id
                 JOIN summaries ON summaries.player_session_id = participants.player_session_id
                 WHERE team_id = $1 AND hidden_since IS NULL AND listed_start < $2
                     AND session_type IS NOT DISTINCT FROM $3
             ) AS earlier WHERE place <= $4 ORDER BY player_id, place",
        )
        .bind(&session.team_id.0)
        .bind(session.start.or(session.record_start))
        .bind(session.session_type.as_ref().map(SessionType::name))
        .bind(i64::from(at_most))
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EarlierRow::figures).collect()
    }
}
