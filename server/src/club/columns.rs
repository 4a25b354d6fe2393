//! Decoded columns, kept for a while: a chart that is zoomed asks for the same ones again and again.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use app::model::PlayerSessionId;
use chrono::{DateTime, Utc};
use series::{Channel, Column};

use crate::store::{Recording, Store, StoreError, decode_column};

/// How much memory decoded columns may take together: those of about 75 players' charts.
const LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// How the columns that are kept serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ColumnsUsage {
    /// How much memory they take.
    pub(crate) bytes: u64,
    /// How many were asked for so far and were there.
    pub(crate) hits: u64,
    /// How many were asked for so far and were not.
    pub(crate) misses: u64,
}

/// Reads and decodes columns, and keeps those that were used last.
pub(super) struct Columns {
    store: Arc<dyn Store>,
    kept: Mutex<Kept>,
}

impl fmt::Debug for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Columns").finish_non_exhaustive()
    }
}

impl Columns {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        Self { store, kept: Mutex::new(Kept::new(LIMIT_BYTES)) }
    }

    pub(super) fn usage(&self) -> ColumnsUsage {
        let kept = self.kept();
        ColumnsUsage { bytes: kept.bytes as u64, hits: kept.hits, misses: kept.misses }
    }

    /// One column of a recording; `None` when it was not recorded, or cannot be read any more: then the recording is
    /// forgotten, so that it is fetched again.
    pub(super) async fn column(
        &self,
        recording: &Recording,
        channel: Channel,
    ) -> Result<Option<Arc<Column>>, StoreError> {
        if !recording.channels.contains(&channel) {
            return Ok(None);
        }
        let id = &recording.player_session_id;
        let key = Key {
            player_session_id: id.clone(),
            session_modified: recording.session_modified,
            channel,
        };
        if let Some(column) = self.kept().get(&key) {
            return Ok(Some(column));
        }
        let Some(bytes) = self.store.column(id, channel).await? else { return Ok(None) };
        let of = id.clone();
        let decoded = tokio::task::spawn_blocking(move || decode_column(&of, channel, &bytes))
            .await
            .map_err(|error| StoreError::Corrupt {
                what: "recording_columns.bytes",
                id: id.0.clone(),
                source: error.into(),
            })
            .flatten();
        let column = match decoded {
            Ok(column) => Arc::new(column),
            Err(error @ StoreError::Corrupt { .. }) => {
                tracing::error!(%error, "a recording is fetched again");
                self.store.forget_recording(id).await?;
                return Ok(None);
            }
            Err(other) => return Err(other),
        };
        self.kept().put(key, Arc::clone(&column));
        Ok(Some(column))
    }

    /// Several columns of a recording together, those that were recorded.
    pub(super) async fn recording(
        &self,
        recording: &Recording,
        channels: &[Channel],
    ) -> Result<series::Recording, StoreError> {
        let mut columns = Vec::with_capacity(channels.len());
        for channel in channels {
            columns.extend(self.column(recording, *channel).await?);
        }
        Ok(series::Recording::from_columns(columns.iter().map(|column| Column::clone(column))))
    }

    /// Keeps nothing of what was decoded so far: some of it is not to be held any more.
    pub(super) fn clear(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Every critical section leaves a whole value.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A column of one state of a recording.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    player_session_id: PlayerSessionId,
    session_modified: Option<DateTime<Utc>>,
    channel: Channel,
}

/// The columns that were used last, as many as the limit allows.
struct Kept {
    columns: HashMap<Key, Entry>,
    limit_bytes: usize,
    bytes: usize,
    /// Counts uses; the entry with the smallest one was not used for the longest time.
    uses: u64,
    hits: u64,
    misses: u64,
}

struct Entry {
    column: Arc<Column>,
    bytes: usize,
    last_use: u64,
}

impl Kept {
    fn new(limit_bytes: usize) -> Self {
        Self { columns: HashMap::new(), limit_bytes, bytes: 0, uses: 0, hits: 0, misses: 0 }
    }

    fn get(&mut self, key: &Key) -> Option<Arc<Column>> {
        let Some(entry) = self.columns.get_mut(key) else {
            self.misses += 1;
            return None;
        };
        self.hits += 1;
        self.uses += 1;
        entry.last_use = self.uses;
        Some(Arc::clone(&entry.column))
    }

    fn clear(&mut self) {
        self.columns.clear();
        self.bytes = 0;
    }

    fn put(&mut self, key: Key, column: Arc<Column>) {
        self.uses += 1;
        let bytes = column.memory_bytes();
        self.bytes += bytes;
        if let Some(old) = self.columns.insert(key, Entry { column, bytes, last_use: self.uses }) {
            self.bytes -= old.bytes;
        }
        while self.bytes > self.limit_bytes
            && let Some(oldest) = self
                .columns
                .iter()
                .min_by_key(|(_, entry)| entry.last_use)
                .map(|(key, _)| key.clone())
            && let Some(dropped) = self.columns.remove(&oldest)
        {
            self.bytes -= dropped.bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        store::{EncodedColumn, EncodedSamples},
        sync::{
            Need,
            testing::script::{club, player_session, synced},
        },
    };

    /// Ten values on an even grid, which is one run of instants.
    const TEN_BYTES: usize = 10 * 4 + 16;

    fn key(id: &str) -> Key {
        Key { player_session_id: id.into(), session_modified: None, channel: Channel::Speed }
    }

    fn column(values: i32) -> Arc<Column> {
        Arc::new(Column::from_samples(Channel::Speed, (0..values).map(|row| (row * 100, 1.0))))
    }

    #[test]
    fn what_was_not_used_for_the_longest_time_goes_first() {
        let mut kept = Kept::new(3 * TEN_BYTES);
        for id in ["a", "b", "c"] {
            kept.put(key(id), column(10));
        }
        assert!(kept.get(&key("a")).is_some());
        kept.put(key("d"), column(10));
        let there = ["a", "b", "c", "d"].map(|id| kept.columns.contains_key(&key(id)));
        assert_eq!(there, [true, false, true, true]);
        assert!(kept.get(&key("b")).is_none());
        assert_eq!((kept.hits, kept.misses), (1, 1));
        assert_eq!(kept.bytes, 3 * TEN_BYTES);
        kept.clear();
        assert_eq!((kept.columns.len(), kept.bytes), (0, 0));
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_forgotten_and_so_fetched_again() {
        let (sync, coach) = synced(&club()).await;
        let store = &sync.store;
        let recording = store.recording(&player_session()).await.unwrap().unwrap();
        let columns = Columns::new(store.arc());
        let speed = async || columns.column(&recording, Channel::Speed).await.unwrap();
        assert!(speed().await.is_some());
        let damaged = EncodedSamples {
            columns: vec![EncodedColumn {
                channel: Channel::Speed,
                bytes: b"\x01damaged".to_vec(),
                outline: None,
            }],
            rr_intervals: None,
        };
        store.put_recording(&recording, &damaged).await.unwrap();
        let columns = Columns::new(store.arc());
        assert!(columns.column(&recording, Channel::Speed).await.unwrap().is_none());
        assert!(sync.ensure(&coach, vec![Need::Samples(player_session())]).await.is_complete());
        assert!(columns.column(&recording, Channel::Speed).await.unwrap().is_some());
    }

    #[test]
    fn a_replaced_column_is_counted_once_and_one_that_is_too_large_is_not_kept() {
        let mut kept = Kept::new(3 * TEN_BYTES);
        kept.put(key("a"), column(10));
        kept.put(key("a"), column(20));
        assert_eq!((kept.columns.len(), kept.bytes), (1, TEN_BYTES + 10 * 4));
        kept.put(key("b"), column(40));
        assert_eq!((kept.columns.len(), kept.bytes), (0, 0));
    }
}
