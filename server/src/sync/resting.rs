//! Grants that are left alone for a while.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Problem, freshness::is_left_alone};
use crate::store::GrantId;

/// How long a grant is left alone at most.
const LONGEST_REST: TimeDelta = TimeDelta::minutes(10);

/// Grants that give no token that Polar takes: what would be asked with them does not work, whatever it is, and says
/// nothing about other coaches' grants.
#[derive(Debug, Default)]
pub(super) struct Resting(Mutex<HashMap<GrantId, Rest>>);

/// Why a grant is left alone, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) problem: Problem,
    pub(super) until: DateTime<Utc>,
}

impl Resting {
    /// Leaves a grant alone from now on.
    pub(super) fn add(&self, grant: GrantId, problem: Problem, now: DateTime<Utc>) {
        let pause = match problem {
            Problem::ConnectAgain => LONGEST_REST,
            _ => TimeDelta::minutes(1),
        };
        let mut rests = self.rests();
        rests.retain(|_, rest| is_left_alone(rest.until, LONGEST_REST, now));
        rests.insert(grant, Rest { problem, until: now + pause });
    }

    /// Whether, why and until when a grant is left alone.
    pub(super) fn of(&self, grant: &GrantId, now: DateTime<Utc>) -> Option<Rest> {
        self.rests().get(grant).copied().filter(|rest| is_left_alone(rest.until, LONGEST_REST, now))
    }

    /// Leaves none alone any more: a person asked for it.
    pub(super) fn clear(&self) {
        self.rests().clear();
    }

    fn rests(&self) -> MutexGuard<'_, HashMap<GrantId, Rest>> {
        // Every critical section leaves a whole map.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_rests_longer_when_waiting_alone_does_not_help() {
        let (resting, now) = (Resting::default(), DateTime::UNIX_EPOCH);
        let grant = |name: &str| GrantId(name.to_owned());
        resting.add(grant("a"), Problem::PolarUnavailable, now);
        resting.add(grant("b"), Problem::ConnectAgain, now);
        let there = |at| ["a", "b", "c"].map(|name| resting.of(&grant(name), at).is_some());
        assert_eq!(there(now), [true, true, false]);
        assert_eq!(there(now + TimeDelta::minutes(1)), [false, true, false]);
        assert_eq!(there(now + TimeDelta::minutes(10)), [false; 3]);
        assert_eq!(there(now - TimeDelta::hours(1)), [false; 3], "the clock was an hour ahead");
        resting.clear();
        assert_eq!(there(now), [false; 3]);
    }
}
