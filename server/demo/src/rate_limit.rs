//! The leaky bucket of each client: one request a second leaks out, 100 fit.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use crate::service::lock;

/// What one request weighs: a second's worth of leaking.
const DROP: Duration = Duration::from_secs(1);
/// How much fits.
const CAPACITY: Duration = Duration::from_secs(100);

/// The buckets of all clients.
///
/// A level is kept as the time that it takes to run empty, so the arithmetic is exact.
#[derive(Default)]
pub(crate) struct RateLimit {
    buckets: Mutex<HashMap<String, Bucket>>,
}

#[derive(Default)]
struct Bucket {
    level: Duration,
    at: Duration,
}

impl RateLimit {
    /// Takes one request in, or says how long to wait until it would fit. A refused request leaves
    /// the bucket as it was.
    pub(crate) fn charge(&self, client_id: &str, now: Duration) -> Result<(), Duration> {
        let mut buckets = lock(&self.buckets);
        let bucket = buckets.entry(client_id.to_owned()).or_default();
        bucket.level = bucket.level.saturating_sub(now.saturating_sub(bucket.at));
        bucket.at = bucket.at.max(now);
        let filled = bucket.level + DROP;
        let excess = filled.saturating_sub(CAPACITY);
        if !excess.is_zero() {
            return Err(excess);
        }
        bucket.level = filled;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_burst_of_100_fits_and_then_one_a_second() {
        let limit = RateLimit::default();
        let start = Duration::from_secs(5_000);
        for _ in 0..100 {
            assert_eq!(limit.charge("a", start), Ok(()));
        }
        assert_eq!(limit.charge("a", start), Err(DROP));
        assert_eq!(limit.charge("b", start), Ok(()), "buckets are per client");
        let almost = start + Duration::from_nanos(999_999_999);
        assert_eq!(limit.charge("a", almost), Err(Duration::from_nanos(1)));
        assert_eq!(limit.charge("a", start + DROP), Ok(()));
        assert_eq!(limit.charge("a", start + DROP), Err(DROP));
    }

    proptest! {
        #[test]
        fn never_more_than_100_plus_the_seconds_that_passed(
            steps in prop::collection::vec(0_u64..3_000, 1..400)
        ) {
            let limit = RateLimit::default();
            let mut now = Duration::ZERO;
            let mut accepted = Vec::new();
            for step in steps {
                now += Duration::from_millis(step);
                match limit.charge("a", now) {
                    Ok(()) => accepted.push(now),
                    Err(wait) => {
                        prop_assert!(wait > Duration::ZERO && wait <= DROP);
                    }
                }
            }
            for (first, from) in accepted.iter().enumerate() {
                for (last, to) in accepted.iter().enumerate().skip(first) {
                    let bound = CAPACITY + to.abs_diff(*from);
                    prop_assert!(DROP * (last - first + 1) as u32 <= bound);
                }
            }
        }

        #[test]
        fn waiting_as_told_is_always_enough(steps in prop::collection::vec(0_u64..400, 200..300)) {
            let limit = RateLimit::default();
            let mut now = Duration::ZERO;
            for step in steps {
                now += Duration::from_millis(step);
                if let Err(wait) = limit.charge("a", now) {
                    now += wait;
                    prop_assert_eq!(limit.charge("a", now), Ok(()));
                }
            }
        }
    }
}
