//! Who waits for an answer, which can change while it is waited for.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::Permit;

/// How urgent a call is. Clones are one: raising any of them raises all.
///
/// What somebody asked for last is the most urgent: it is on a screen now, and what was asked for before may not be any
/// more. Keep a clone of what work is called with, and [raise](Self::raise_to) it when a person asks for the same thing:
/// the work moves on to the front of the [`Budget`](crate::Budget) from wherever it waits.
#[derive(Clone, Debug)]
pub struct Urgency {
    rank: watch::Sender<Rank>,
    /// A turn that was waited for ahead of the call.
    turn: Arc<Mutex<Option<Permit>>>,
}

/// When a person asked, as a number that grows with each asking; 0 for work that nobody waits for.
pub(crate) type Rank = u64;

const NOBODY: Rank = 0;

impl Urgency {
    /// A person in front of a page waits, and asked just now. What one page needs should share one, so that it keeps
    /// its order.
    pub fn interactive() -> Self {
        static ASKED: AtomicU64 = AtomicU64::new(NOBODY);
        Self::new(ASKED.fetch_add(1, Ordering::Relaxed) + 1, None)
    }

    /// Nobody waits: work that may take as long as it takes.
    pub fn background() -> Self {
        Self::new(NOBODY, None)
    }

    /// Nobody waits, and the first request has its turn already. So what to do in a turn can be decided when it has
    /// come. The turn is given back when nothing is sent.
    pub fn background_in(turn: Permit) -> Self {
        Self::new(NOBODY, Some(turn.unused()))
    }

    fn new(rank: Rank, turn: Option<Permit>) -> Self {
        Self { rank: watch::Sender::new(rank), turn: Arc::new(Mutex::new(turn)) }
    }

    /// Makes it as urgent as another one, for good, unless it is more urgent already.
    pub fn raise_to(&self, other: &Self) {
        let wanted = other.rank();
        self.rank.send_if_modified(|rank| {
            let is_higher = wanted > *rank;
            *rank = wanted.max(*rank);
            is_higher
        });
    }

    /// Whether a person waits.
    pub fn is_interactive(&self) -> bool {
        self.rank() > NOBODY
    }

    /// Ends when a person waits.
    pub async fn raised(&self) {
        self.raised_above(NOBODY).await;
    }

    pub(crate) fn rank(&self) -> Rank {
        *self.rank.borrow()
    }

    /// Ends when it is more urgent than that.
    pub(crate) async fn raised_above(&self, than: Rank) {
        // It cannot fail: the sender is here.
        let _ = self.rank.subscribe().wait_for(|rank| *rank > than).await;
    }

    /// The turn that it has already, once.
    pub(crate) fn take_turn(&self) -> Option<Permit> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[test]
    fn it_only_rises_and_clones_are_one() {
        let urgency = Urgency::background();
        let work = urgency.clone();
        assert!(!work.is_interactive() && work.raised().now_or_never().is_none());
        let (first, second) = (Urgency::interactive(), Urgency::interactive());
        urgency.raise_to(&second);
        urgency.raise_to(&first);
        urgency.raise_to(&Urgency::background());
        assert!(work.is_interactive() && work.raised().now_or_never().is_some());
        assert_eq!(work.rank(), second.rank(), "who asked last counts");
        assert!(first.rank() < second.rank());
    }
}
