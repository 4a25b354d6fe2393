//! Keeps the recordings that were asked for last.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, OnceLock},
};

use crate::service::lock;

use super::Recording;

/// Three squads: the details, the summary and the phases of a player are asked for in one go.
const KEPT: usize = 64;

type Cell = Arc<OnceLock<Arc<Recording>>>;

/// The least recently used recording makes room for a new one.
#[derive(Default)]
pub(crate) struct RecordingCache {
    /// By player session, the latest used at the back.
    cells: Mutex<VecDeque<(usize, Cell)>>,
}

impl RecordingCache {
    /// The recording of a player session; made by `simulate` if it is not here. Whoever asks for
    /// the same one meanwhile waits for it.
    pub(crate) fn get(
        &self,
        player_session: usize,
        simulate: impl FnOnce() -> Recording,
    ) -> Arc<Recording> {
        self.cell(player_session).get_or_init(|| Arc::new(simulate())).clone()
    }

    fn cell(&self, player_session: usize) -> Cell {
        let mut cells = lock(&self.cells);
        let known = cells.iter().position(|(key, _)| *key == player_session);
        let cell = match known.and_then(|index| cells.remove(index)) {
            Some((_, cell)) => cell,
            None => Cell::default(),
        };
        cells.push_back((player_session, cell.clone()));
        if cells.len() > KEPT {
            cells.pop_front();
        }
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn empty() -> Recording {
        Recording {
            length: 0,
            spans: Vec::new(),
            motion: None,
            heart_rate: Vec::new(),
            beats: Vec::new(),
        }
    }

    #[test]
    fn keeps_what_was_used_last() {
        let cache = RecordingCache::default();
        let mut made = 0;
        let mut get = |key| {
            let before = made;
            cache.get(key, || {
                made += 1;
                empty()
            });
            made > before
        };
        assert!((0..KEPT).all(&mut get));
        assert!(!get(0), "still there");
        assert!(get(1_000), "pushes out the oldest, which is 1 now");
        assert!(!get(0) && !get(2));
        assert!(get(1));
    }
}
