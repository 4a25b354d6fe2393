//! How often something may be tried.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::Clock;

/// A leaky bucket for one kind of attempt, of everybody at this process together: behind a proxy all browsers have one
/// address. It keeps guesses slow and the database small; a secret of 128 bits needs no more.
#[derive(Debug)]
pub(super) struct Attempts {
    clock: Arc<dyn Clock>,
    /// How many are let through at once.
    depth: i32,
    /// In what time another one is.
    every: TimeDelta,
    /// When the bucket will be empty.
    empty_at: Mutex<DateTime<Utc>>,
}

impl Attempts {
    pub(super) fn new(clock: Arc<dyn Clock>, depth: i32, every: TimeDelta) -> Self {
        Self { clock, depth, every, empty_at: Mutex::new(DateTime::UNIX_EPOCH) }
    }

    /// Counts an attempt, unless there were too many: then it tells in what time to come back.
    pub(super) fn count(&self) -> Result<(), TimeDelta> {
        let now = self.clock.now();
        let mut empty_at = self.empty_at.lock().unwrap_or_else(PoisonError::into_inner);
        let full = self.every * self.depth;
        // After a clock that was wrong, nobody waits for long.
        let level = Some(*empty_at - now).filter(|left| *left <= full).unwrap_or_default();
        let level = level.max(TimeDelta::zero()) + self.every;
        if level > full {
            return Err(level - full);
        }
        *empty_at = now + level;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn a_burst_passes_and_then_one_after_the_other() {
        let clock = ManualClock::new(DateTime::UNIX_EPOCH + TimeDelta::days(1));
        let attempts = Attempts::new(Arc::new(clock.clone()), 3, TimeDelta::seconds(10));
        for _ in 0..3 {
            assert_eq!(attempts.count(), Ok(()));
        }
        assert_eq!(attempts.count(), Err(TimeDelta::seconds(10)));
        clock.advance(TimeDelta::seconds(4));
        assert_eq!(attempts.count(), Err(TimeDelta::seconds(6)), "a refusal counts for nothing");
        clock.advance(TimeDelta::seconds(6));
        assert_eq!(attempts.count(), Ok(()));
        assert_eq!(attempts.count(), Err(TimeDelta::seconds(10)));
        clock.advance(TimeDelta::hours(1));
        assert_eq!((0..4).filter(|_| attempts.count().is_ok()).count(), 3);
    }

    #[test]
    fn a_clock_that_is_set_back_closes_nothing() {
        let clock = ManualClock::new(DateTime::UNIX_EPOCH + TimeDelta::days(1));
        let attempts = Attempts::new(Arc::new(clock.clone()), 3, TimeDelta::seconds(10));
        assert_eq!(attempts.count(), Ok(()));
        clock.advance(-TimeDelta::hours(5));
        assert_eq!(attempts.count(), Ok(()));
    }
}
