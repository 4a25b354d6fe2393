//! Recordings: what was sampled, as encoded columns.

use std::collections::HashSet;

use app::model::{PlayerSessionId, TrainingSessionId};
use async_trait::async_trait;
use chrono::{DateTime, NaiveDateTime, Utc};
use series::{Channel, CodecError, Column, Outline, SpeedUnit};

use super::StoreError;

/// What is known about one player's recording besides its samples.
#[derive(Clone, Debug, PartialEq)]
pub struct Recording {
    /// Whose.
    pub player_session_id: PlayerSessionId,
    /// The state of the session that it is of: the session's `modified` when it was read.
    pub session_modified: Option<DateTime<Utc>>,
    /// The instant 0 of its columns, as the venue's wall time; `None` when Polar's stamp makes no sense.
    pub start: Option<NaiveDateTime>,
    /// What the speed column is in; `None` when the samples do not tell.
    pub speed_unit: Option<SpeedUnit>,
    /// How many sample rows could not be used.
    pub dropped_rows: u32,
    /// What was recorded, in the order of [`Channel::ALL`].
    pub channels: Vec<Channel>,
}

/// The samples of a recording, encoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EncodedSamples {
    /// One for each channel that was recorded.
    pub columns: Vec<EncodedColumn>,
    /// The times between heart beats: what [`series::rr::decode`] reads. `None` when there are none.
    pub rr_intervals: Option<Vec<u8>>,
}

/// A column, encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedColumn {
    /// What was measured.
    pub channel: Channel,
    /// What [`series::Column::decode`] reads.
    pub bytes: Vec<u8>,
    /// What [`series::Outline::decode`] reads; `None` for a channel that is never shown of a whole team.
    pub outline: Option<Vec<u8>>,
}

/// A recording as pages of a whole team show it.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlinedRecording {
    /// What is known about it.
    pub recording: Recording,
    /// The encoded outlines, for [`decode_outline`].
    pub outlines: Vec<(Channel, Vec<u8>)>,
}

/// Reads what [`RecordingStore::column`] gave. Bytes of another version, bytes that were changed since they were
/// written, and those of another channel are [`StoreError::Corrupt`].
pub fn decode_column(
    id: &PlayerSessionId,
    channel: Channel,
    bytes: &[u8],
) -> Result<Column, StoreError> {
    decoded("recording_columns.bytes", id, channel, Column::decode(bytes), Column::channel)
}

/// Reads one of [`OutlinedRecording::outlines`], as strictly as [`decode_column`].
pub fn decode_outline(
    id: &PlayerSessionId,
    channel: Channel,
    bytes: &[u8],
) -> Result<Outline, StoreError> {
    decoded("recording_columns.outline", id, channel, Outline::decode(bytes), Outline::channel)
}

fn decoded<T>(
    what: &'static str,
    id: &PlayerSessionId,
    channel: Channel,
    decoded: Result<T, CodecError>,
    channel_of: impl FnOnce(&T) -> Channel,
) -> Result<T, StoreError> {
    let corrupt = |source| StoreError::Corrupt { what, id: id.0.clone(), source };
    let decoded = decoded.map_err(|error| match error {
        CodecError::Version(_) => StoreError::NewerRow { what, id: id.0.clone() },
        damage => corrupt(damage.into()),
    })?;
    let found = channel_of(&decoded);
    if found == channel {
        Ok(decoded)
    } else {
        Err(corrupt(format!("it is of {}", found.field_name()).into()))
    }
}

/// Keeps recordings.
#[async_trait]
pub trait RecordingStore: Send + Sync {
    /// Adds a recording or replaces it, with all its samples. Its `channels` are those of the samples.
    async fn put_recording(
        &self,
        recording: &Recording,
        samples: &EncodedSamples,
    ) -> Result<(), StoreError>;

    /// Forgets a recording that cannot be read, so that it is missing.
    async fn forget_recording(&self, id: &PlayerSessionId) -> Result<(), StoreError>;

    /// A player's recording; one without samples is there, but has no channels.
    async fn recording(&self, id: &PlayerSessionId) -> Result<Option<Recording>, StoreError>;

    /// Those of the players whose recording was read since their session was last changed.
    async fn current_recordings(
        &self,
        ids: &[PlayerSessionId],
    ) -> Result<HashSet<PlayerSessionId>, StoreError>;

    /// One encoded column of a recording, for [`decode_column`].
    async fn column(
        &self,
        id: &PlayerSessionId,
        channel: Channel,
    ) -> Result<Option<Vec<u8>>, StoreError>;

    /// The recordings of a session's whole squad, by the players' sessions.
    async fn outlined_recordings(
        &self,
        session: &TrainingSessionId,
    ) -> Result<Vec<OutlinedRecording>, StoreError>;

    /// The encoded times between heart beats of a recording.
    async fn rr_intervals(&self, id: &PlayerSessionId) -> Result<Option<Vec<u8>>, StoreError>;
}
