//! The clock that a budget goes by.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::Time;
use crate::time::{between, later};

/// A clock that never goes back, over one that may, and that catches up with other processes' clocks.
///
/// When the clock beneath is set back, this one stands still until the other has come back to where it was: whether
/// time passes meanwhile, nobody can tell. When the kept state was written at a time that is still to come here
/// (another process's clock is ahead, or ours was set back between two starts), this clock is put forward to it and
/// goes on from there. So time never passes twice for the bucket.
#[derive(Debug)]
pub(super) struct Clock {
    time: Arc<dyn Time>,
    hands: Mutex<Hands>,
}

#[derive(Debug)]
struct Hands {
    shown: DateTime<Utc>,
    /// By how much this clock is ahead of the one beneath.
    ahead: Duration,
}

impl Clock {
    pub(super) fn new(time: Arc<dyn Time>) -> Self {
        let hands = Hands { shown: time.now(), ahead: Duration::ZERO };
        Self { time, hands: Mutex::new(hands) }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.moved().shown
    }

    /// From here on it is at least `at`.
    pub(super) fn catch_up(&self, at: DateTime<Utc>) {
        let mut hands = self.moved();
        hands.ahead = hands.ahead.saturating_add(between(hands.shown, at));
        hands.shown = hands.shown.max(at);
    }

    pub(super) fn time(&self) -> &Arc<dyn Time> {
        &self.time
    }

    fn moved(&self) -> MutexGuard<'_, Hands> {
        let mut hands = self.hands.lock().unwrap_or_else(PoisonError::into_inner);
        hands.shown = hands.shown.max(later(self.time.now(), hands.ahead));
        hands
    }
}

#[cfg(test)]
pub(super) mod testing {
    use futures::FutureExt;
    use futures::future::{self, BoxFuture};

    use super::*;

    /// A clock that a test sets.
    #[derive(Debug)]
    pub(in crate::budget) struct SetTime(Mutex<DateTime<Utc>>);

    impl SetTime {
        pub(in crate::budget) fn new(now: DateTime<Utc>) -> Self {
            Self(Mutex::new(now))
        }

        pub(in crate::budget) fn set(&self, now: DateTime<Utc>) {
            *self.0.lock().unwrap() = now;
        }
    }

    impl Time for SetTime {
        fn now(&self) -> DateTime<Utc> {
            *self.0.lock().unwrap()
        }

        fn sleep(&self, _duration: Duration) -> BoxFuture<'static, ()> {
            future::pending().boxed()
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::testing::SetTime;
    use super::*;

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();

    fn at(seconds: i64) -> DateTime<Utc> {
        NOON + TimeDelta::seconds(seconds)
    }

    #[test]
    fn it_stands_still_while_the_one_beneath_is_behind() {
        let beneath = Arc::new(SetTime::new(NOON));
        let clock = Clock::new(Arc::clone(&beneath) as Arc<dyn Time>);
        for (set_to, shown) in [(10, 10), (-3_600, 10), (-3_595, 10), (9, 10), (11, 11)] {
            beneath.set(at(set_to));
            assert_eq!(clock.now(), at(shown), "{set_to}");
        }
    }

    #[test]
    fn it_catches_up_with_a_clock_that_is_ahead() {
        let beneath = Arc::new(SetTime::new(NOON));
        let clock = Clock::new(Arc::clone(&beneath) as Arc<dyn Time>);
        clock.catch_up(at(60));
        clock.catch_up(at(-60));
        assert_eq!(clock.now(), at(60));
        beneath.set(at(5));
        assert_eq!(clock.now(), at(65));
    }
}
