//! Who waits for an answer, which can change while it is waited for.

use tokio::sync::watch;

/// How urgent a call is. Clones are one: raising any of them raises all.
///
/// Keep a clone of what background work is called with, and [`raise`](Self::raise) it when a person asks for the same
/// thing: the work moves on to the front of the [`Budget`](crate::Budget) from wherever it waits.
#[derive(Clone, Debug)]
pub struct Urgency(watch::Sender<bool>);

impl Urgency {
    /// A person in front of a page waits.
    pub fn interactive() -> Self {
        Self(watch::Sender::new(true))
    }

    /// Nobody waits: work that may take as long as it takes.
    pub fn background() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Makes it interactive, for good.
    pub fn raise(&self) {
        self.0.send_if_modified(|interactive| !std::mem::replace(interactive, true));
    }

    /// Whether a person waits.
    pub fn is_interactive(&self) -> bool {
        *self.0.borrow()
    }

    /// Ends when it is interactive.
    pub async fn raised(&self) {
        // It cannot fail: the sender is here.
        let _ = self.0.subscribe().wait_for(|interactive| *interactive).await;
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
