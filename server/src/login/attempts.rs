//! How often something may be tried.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::clock::Clock;

/// Leaky buckets for one kind of attempt at this process: one for each `K` of those who try, or one for everybody.
#[derive(Debug)]
pub(super) struct Attempts<K = ()> {
    clock: Arc<dyn Clock>,
    /// How many are let through at once.
    depth: i32,
    /// In what time another one is.
    every: TimeDelta,
    /// When each bucket will be empty; those that are have no entry.
    empty_at: Mutex<HashMap<K, DateTime<Utc>>>,
}

impl<K: Eq + Hash> Attempts<K> {
    pub(super) fn new(clock: Arc<dyn Clock>, depth: i32, every: TimeDelta) -> Self {
        Self { clock, depth, every, empty_at: Mutex::default() }
    }

    /// Counts an attempt, unless there were too many: then it tells in what time to come back.
    pub(super) fn count(&self, who: K) -> Result<(), TimeDelta> {
        let now = self.clock.now();
        let full = self.every * self.depth;
        let mut empty_at = self.empty_at.lock().unwrap_or_else(PoisonError::into_inner);
        // After a clock that was wrong, nobody waits for long.
        empty_at.retain(|_, at| *at > now && *at - now <= full);
        let level = empty_at.get(&who).map_or(TimeDelta::zero(), |at| *at - now) + self.every;
        if level > full {
            return Err(level - full);
        }
        empty_at.insert(who, now + level);
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
            assert_eq!(attempts.count("me"), Ok(()));
        }
        assert_eq!(attempts.count("me"), Err(TimeDelta::seconds(10)));
        clock.advance(TimeDelta::seconds(4));
        assert_eq!(
            attempts.count("me"),
            Err(TimeDelta::seconds(6)),
            "a refusal counts for nothing"
        );
        clock.advance(TimeDelta::seconds(6));
        assert_eq!(attempts.count("me"), Ok(()));
        assert_eq!(attempts.count("me"), Err(TimeDelta::seconds(10)));
        clock.advance(TimeDelta::hours(1));
        assert_eq!((0..4).filter(|_| attempts.count("me").is_ok()).count(), 3);
        assert_eq!(attempts.count("you"), Ok(()), "a bucket for each");
        clock.advance(TimeDelta::hours(1));
        assert_eq!(attempts.count("you"), Ok(()));
        assert_eq!(attempts.empty_at.lock().unwrap().len(), 1, "who has gone is forgotten");
    }

    #[test]
    fn a_clock_that_is_set_back_closes_nothing() {
        let clock = ManualClock::new(DateTime::UNIX_EPOCH + TimeDelta::days(1));
        let attempts = Attempts::new(Arc::new(clock.clone()), 3, TimeDelta::seconds(10));
        assert_eq!(attempts.count("me"), Ok(()));
        clock.advance(-TimeDelta::hours(5));
        assert_eq!(attempts.count("me"), Ok(()));
    }
}
