//! Who waits for an answer, which can change while it is waited for.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::Permit;

/// How urgent a call is. Clones are one: raising any of them raises all.
///
/// Keep a clone of what background work is called with, and [`raise`](Self::raise) it when a person asks for the same
/// thing: the work moves on to the front of the [`Budget`](crate::Budget) from wherever it waits.
#[derive(Clone, Debug)]
pub struct Urgency {
    interactive: watch::Sender<bool>,
    /// A turn that was waited for ahead of the call.
    turn: Arc<Mutex<Option<Permit>>>,
}

impl Urgency {
    /// A person in front of a page waits.
    pub fn interactive() -> Self {
        Self::new(true, None)
    }

    /// Nobody waits: work that may take as long as it takes.
    pub fn background() -> Self {
        Self::new(false, None)
    }

    /// Nobody waits, and the first request has its turn already. So what to do in a turn can be decided when it has
    /// come. The turn is given back when nothing is sent.
    pub fn background_in(turn: Permit) -> Self {
        Self::new(false, Some(turn.unused()))
    }

    fn new(interactive: bool, turn: Option<Permit>) -> Self {
        Self { interactive: watch::Sender::new(interactive), turn: Arc::new(Mutex::new(turn)) }
    }

    /// Makes it interactive, for good.
    pub fn raise(&self) {
        self.interactive.send_if_modified(|interactive| !std::mem::replace(interactive, true));
    }

    /// Whether a person waits.
    pub fn is_interactive(&self) -> bool {
        *self.interactive.borrow()
    }

    /// Ends when it is interactive.
    pub async fn raised(&self) {
        // It cannot fail: the sender is here.
        let _ = self.interactive.subscribe().wait_for(|interactive| *interactive).await;
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
        urgency.raise();
        urgency.raise();
        assert!(work.is_interactive() && work.raised().now_or_never().is_some());
        assert!(Urgency::interactive().is_interactive());
    }
}
