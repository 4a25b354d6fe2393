use std::collections::HashSet;

use app::model::{PlayerSessionId, TrainingSessionId};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDateTime, Utc};
use series::{Channel, SpeedUnit};

use super::{Connection, DbStore, StoreError, current, numbers::unsigned};
use crate::store::{EncodedSamples, OutlinedRecording, Recording, RecordingStore};

#[derive(sqlx::FromRow)]
struct RecordingRow {
    session_modified: Option<DateTime<Utc>>,
    start_time: Option<NaiveDateTime>,
    speed_unit: Option<String>,
    dropped_rows: i64,
}

impl RecordingRow {
    fn recording(
        &self,
        player_session_id: PlayerSessionId,
        has_channel: impl Fn(&str) -> bool,
    ) -> Result<Recording, StoreError> {
        let dropped_rows =
            unsigned("recordings.dropped_rows", &player_session_id.0, self.dropped_rows)?;
        Ok(Recording {
            player_session_id,
            session_modified: self.session_modified,
            start: self.start_time,
            speed_unit: self.speed_unit.as_deref().and_then(unit_of_name),
            dropped_rows,
            channels: Channel::ALL
                .into_iter()
                .filter(|channel| has_channel(channel.field_name()))
                .collect(),
        })
    }
}

/// A recording with the names of its channels.
#[derive(sqlx::FromRow)]
struct NamedRow {
    #[sqlx(flatten)]
    recording: RecordingRow,
    /// With commas between them; `None` when there are none.
    channels: Option<String>,
}

/// One of a recording's columns; a recording without samples has one row without a channel.
#[derive(sqlx::FromRow)]
struct OutlineRow {
    player_session_id: String,
    #[sqlx(flatten)]
    recording: RecordingRow,
    channel: Option<String>,
    outline: Option<Vec<u8>>,
}

/// The recording whose columns these are.
fn outlined(columns: &[OutlineRow]) -> Result<OutlinedRecording, StoreError> {
    let column_of =
        |name: &str| columns.iter().find(|column| column.channel.as_deref() == Some(name));
    let id = PlayerSessionId(columns[0].player_session_id.clone());
    let recording = columns[0].recording.recording(id, |name| column_of(name).is_some())?;
    let outline_of =
        |channel: &Channel| Some((*channel, column_of(channel.field_name())?.outline.clone()?));
    let outlines = recording.channels.iter().filter_map(outline_of).collect();
    Ok(OutlinedRecording { recording, outlines })
}

#[async_trait]
impl RecordingStore for DbStore {
    async fn put_recording(
        &self,
        recording: &Recording,
        samples: &EncodedSamples,
    ) -> Result<(), StoreError> {
        let id = &recording.player_session_id.0;
        let mut tx = self.write().await?;
        delete(&mut tx, &recording.player_session_id).await?;
        sqlx::query(
            "INSERT INTO recordings
                 (player_session_id, session_modified, start_time, speed_unit, dropped_rows, rr_intervals)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(recording.session_modified)
        .bind(recording.start)
        .bind(recording.speed_unit.map(unit_name))
        .bind(i64::from(recording.dropped_rows))
        .bind(&samples.rr_intervals)
        .execute(&mut *tx)
        .await?;
        for column in &samples.columns {
            sqlx::query(
                "INSERT INTO recording_columns (player_session_id, channel, outline, bytes)
                 VALUES ($1, $2, $3, $4)",
            )
            .bind(id)
            .bind(column.channel.field_name())
            .bind(&column.outline)
            .bind(&column.bytes)
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    async fn forget_recording(&self, id: &PlayerSessionId) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        delete(&mut tx, id).await?;
        Ok(tx.commit().await?)
    }

    async fn recording(&self, id: &PlayerSessionId) -> Result<Option<Recording>, StoreError> {
        let row = sqlx::query_as::<_, NamedRow>(
            "SELECT session_modified, start_time, speed_unit, dropped_rows,
                 (SELECT string_agg(channel, ',') FROM recording_columns WHERE player_session_id = $1) AS channels
             FROM recordings WHERE player_session_id = $1",
        )
        .bind(&id.0)
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let names = row.channels.as_deref().unwrap_or_default();
        row.recording
            .recording(id.clone(), |name| names.split(',').any(|there| there == name))
            .map(Some)
    }

    async fn current_recordings(
        &self,
        ids: &[PlayerSessionId],
    ) -> Result<HashSet<PlayerSessionId>, StoreError> {
        current::find(&self.readers, with_current!("recordings"), ids).await
    }

    async fn column(
        &self,
        id: &PlayerSessionId,
        channel: Channel,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT bytes FROM recording_columns WHERE player_session_id = $1 AND channel = $2",
        )
        .bind(&id.0)
        .bind(channel.field_name())
        .fetch_optional(&self.readers)
        .await?)
    }

    async fn outlined_recordings(
        &self,
        session: &TrainingSessionId,
    ) -> Result<Vec<OutlinedRecording>, StoreError> {
        let rows = sqlx::query_as::<_, OutlineRow>(
            "SELECT recordings.player_session_id, session_modified, recordings.start_time, speed_unit, dropped_rows,
                 channel, outline
             FROM player_sessions
             JOIN recordings ON recordings.player_session_id = player_sessions.id
             LEFT JOIN recording_columns ON recording_columns.player_session_id = player_sessions.id
             WHERE training_session_id = $1
             ORDER BY recordings.player_session_id",
        )
        .bind(&session.0)
        .fetch_all(&self.readers)
        .await?;
        rows.chunk_by(|row, next| row.player_session_id == next.player_session_id)
            .map(outlined)
            .collect()
    }

    async fn rr_intervals(&self, id: &PlayerSessionId) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = sqlx::query_scalar::<_, Option<Vec<u8>>>(
            "SELECT rr_intervals FROM recordings WHERE player_session_id = $1",
        )
        .bind(&id.0)
        .fetch_optional(&self.readers)
        .await?;
        Ok(bytes.flatten())
    }
}

/// The names that the table's check allows.
fn unit_name(unit: SpeedUnit) -> &'static str {
    match unit {
        SpeedUnit::MetresPerSecond => "m/s",
        SpeedUnit::KilometresPerHour => "km/h",
    }
}

fn unit_of_name(name: &str) -> Option<SpeedUnit> {
    [SpeedUnit::MetresPerSecond, SpeedUnit::KilometresPerHour]
        .into_iter()
        .find(|unit| unit_name(*unit) == name)
}

async fn delete(tx: &mut Connection, id: &PlayerSessionId) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recordings WHERE player_session_id = $1")
        .bind(&id.0)
        .execute(tx)
        .await?;
    Ok(())
}
