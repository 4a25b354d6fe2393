//! The leaky bucket: how full Polar's rate limiter is, as far as we can know.

use std::time::Duration;

/// A leaky bucket as a pure state machine.
///
/// Every request is one drop. A drop that has settled leaks out at the rate of one per `leak_interval`; a request
/// under way counts in full, because nobody can tell yet when the service will count it. So the level here is never
/// below the level there, however slow the network is.
///
/// All times are readings of one monotonic clock, as durations since an instant of the caller's choice. A clock that
/// stands still or goes back makes the bucket more careful, never less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeakyBucket {
    leak_interval: Duration,
    /// When the last settled drop will have leaked out: says all about the level in one number, without rounding.
    empty_at: Duration,
    under_way: u32,
    paused_until: Duration,
}

impl LeakyBucket {
    /// An empty bucket that loses one drop per `leak_interval`.
    pub fn new(leak_interval: Duration) -> Self {
        Self { leak_interval, empty_at: Duration::ZERO, under_way: 0, paused_until: Duration::ZERO }
    }

    /// Takes room for one request at the time `now`, when that leaves at most `limit` drops in the bucket.
    /// Whoever took room calls [`settle`](Self::settle) once the request has been answered or given up.
    pub fn try_take(&mut self, now: Duration, limit: u32) -> bool {
        let free = self.wait_for(now, limit) == Some(Duration::ZERO);
        if free {
            self.under_way += 1;
        }
        free
    }

    /// How long from `now` until [`try_take`](Self::try_take) can succeed: zero for at once, `None` when time alone
    /// does not help because the requests under way fill the bucket up to `limit`.
    pub fn wait_for(&self, now: Duration, limit: u32) -> Option<Duration> {
        let settled_allowed = limit.checked_sub(self.under_way)?.checked_sub(1)?;
        let leak = self.empty_at.saturating_sub(now + self.leak_interval * settled_allowed);
        Some(leak.max(self.paused_until.saturating_sub(now)))
    }

    /// One request under way has been answered or given up: from `now` on its drop leaks.
    pub fn settle(&mut self, now: Duration) {
        self.under_way = self.under_way.saturating_sub(1);
        self.empty_at = self.empty_at.max(now) + self.leak_interval;
    }

    /// Raises the level to at least `level` drops, those under way included: somebody else filled the bucket, too.
    pub fn fill_to(&mut self, level: u32, now: Duration) {
        let settled = level.saturating_sub(self.under_way);
        self.empty_at = self.empty_at.max(now + self.leak_interval * settled);
    }

    /// Lets nothing be taken before `until`. A pause is only ever extended.
    pub fn pause_until(&mut self, until: Duration) {
        self.paused_until = self.paused_until.max(until);
    }

    /// How many drops are in the bucket, those under way included.
    pub fn level(&self, now: Duration) -> f64 {
        let settled = self.empty_at.saturating_sub(now).div_duration_f64(self.leak_interval);
        settled + f64::from(self.under_way)
    }

    /// How many requests are under way.
    pub fn under_way(&self) -> u32 {
        self.under_way
    }

    /// What is left of the pause, if one is on.
    pub fn paused_for(&self, now: Duration) -> Option<Duration> {
        self.paused_until.checked_sub(now).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    const NANOSECOND: Duration = Duration::from_nanos(1);

    fn take_and_settle(bucket: &mut LeakyBucket, now: Duration, limit: u32) -> bool {
        let taken = bucket.try_take(now, limit);
        if taken {
            bucket.settle(now);
        }
        taken
    }

    #[test]
    fn a_burst_fills_it_and_a_second_frees_one_place() {
        let mut bucket = LeakyBucket::new(SECOND);
        let taken = (0..200).filter(|_| take_and_settle(&mut bucket, Duration::ZERO, 100)).count();
        assert_eq!(taken, 100);
        assert_eq!(bucket.wait_for(Duration::ZERO, 100), Some(SECOND));
        assert!(!bucket.try_take(Duration::from_nanos(999_999_999), 100));
        assert!(bucket.try_take(SECOND, 100));
    }

    #[test]
    fn a_lower_limit_leaves_the_rest_to_others() {
        let mut bucket = LeakyBucket::new(SECOND);
        let low = (0..200).filter(|_| take_and_settle(&mut bucket, Duration::ZERO, 40)).count();
        let high = (0..200).filter(|_| take_and_settle(&mut bucket, Duration::ZERO, 95)).count();
        assert_eq!((low, high), (40, 55));
        assert_eq!(bucket.wait_for(Duration::ZERO, 40), Some(SECOND * 56));
    }

    #[test]
    fn a_request_under_way_does_not_leak() {
        let mut bucket = LeakyBucket::new(SECOND);
        assert!(bucket.try_take(Duration::ZERO, 1));
        assert_eq!(bucket.wait_for(SECOND * 60, 1), None);
        bucket.settle(SECOND * 60);
        assert_eq!(bucket.wait_for(SECOND * 60, 1), Some(SECOND));
    }

    #[test]
    fn a_pause_holds_an_empty_bucket_and_is_never_shortened() {
        let mut bucket = LeakyBucket::new(SECOND);
        bucket.pause_until(SECOND * 10);
        bucket.pause_until(SECOND * 5);
        assert_eq!(bucket.wait_for(SECOND * 4, 100), Some(SECOND * 6));
        assert_eq!(bucket.paused_for(SECOND * 4), Some(SECOND * 6));
        assert_eq!(bucket.paused_for(SECOND * 10), None);
        assert!(bucket.try_take(SECOND * 10, 100));
    }

    #[test]
    fn filling_it_never_lowers_the_level() {
        let mut bucket = LeakyBucket::new(SECOND);
        bucket.fill_to(80, Duration::ZERO);
        bucket.fill_to(20, Duration::ZERO);
        assert!((bucket.level(Duration::ZERO) - 80.0).abs() < 1e-9);
        assert!((bucket.level(SECOND * 30) - 50.0).abs() < 1e-9);
    }

    #[test]
    fn refusals_of_many_requests_under_way_fill_it_once() {
        let mut bucket = LeakyBucket::new(SECOND);
        let under_way = (0..50).filter(|_| bucket.try_take(Duration::ZERO, 100)).count();
        for _ in 0..under_way {
            bucket.settle(SECOND);
            bucket.fill_to(100, SECOND);
        }
        assert!((bucket.level(SECOND) - 100.0).abs() < 1e-9);
    }

    /// What happens to the bucket in one step of a random story.
    #[derive(Clone, Debug)]
    enum Step {
        Pass { ms: u64 },
        Take { limit: u32, counted_at_percent: u64, latency_ms: u64 },
        Pause { ms: u64 },
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            2 => (0u64..3_000).prop_map(|ms| Step::Pass { ms }),
            6 => (1u32..=20, 0u64..=100, 0u64..8_000).prop_map(
                |(limit, counted_at_percent, latency_ms)| Step::Take {
                    limit,
                    counted_at_percent,
                    latency_ms
                }
            ),
            1 => (0u64..4_000).prop_map(|ms| Step::Pause { ms }),
        ];
        prop::collection::vec(step, 1..150)
    }

    proptest! {
        /// Whenever between sending and answer the service counts a request: no window of time sees more than what
        /// the bucket holds plus what leaks meanwhile.
        #[test]
        fn no_window_sees_more_than_capacity_and_leak(steps in steps()) {
            const CAPACITY: u32 = 20;
            let mut bucket = LeakyBucket::new(SECOND);
            let mut now = Duration::ZERO;
            let mut answers: Vec<Duration> = Vec::new();
            let mut counted: Vec<Duration> = Vec::new();
            for step in steps {
                match step {
                    Step::Pass { ms } => {
                        now += Duration::from_millis(ms);
                        answers.sort_unstable();
                        let due = answers.partition_point(|at| *at <= now);
                        answers.drain(..due).for_each(|at| bucket.settle(at));
                    }
                    Step::Take { limit, counted_at_percent, latency_ms } => {
                        let paused = bucket.paused_for(now).is_some();
                        let taken = bucket.try_take(now, limit);
                        prop_assert!(!(taken && paused));
                        if taken {
                            let in_ms = latency_ms * counted_at_percent / 100;
                            counted.push(now + Duration::from_millis(in_ms));
                            answers.push(now + Duration::from_millis(latency_ms));
                        }
                    }
                    Step::Pause { ms } => bucket.pause_until(now + Duration::from_millis(ms)),
                }
            }
            counted.sort_unstable();
            for (first, from) in counted.iter().enumerate() {
                for (last, to) in counted.iter().enumerate().skip(first) {
                    let requests = (last - first + 1) as f64;
                    prop_assert!(requests <= f64::from(CAPACITY) + to.saturating_sub(*from).as_secs_f64() + 1e-9);
                }
            }
        }

        /// The wait is exact: right after it a request goes out, a nanosecond before it none does.
        #[test]
        fn the_wait_is_neither_too_short_nor_too_long(
            level in 0u32..40, limit in 1u32..40, pause_ms in 0u64..50_000, now_ms in 0u64..50_000,
        ) {
            let now = Duration::from_millis(now_ms);
            let mut bucket = LeakyBucket::new(Duration::from_millis(700));
            bucket.fill_to(level, Duration::ZERO);
            bucket.pause_until(Duration::from_millis(pause_ms));
            let wait = bucket.wait_for(now, limit).unwrap();
            if let Some(almost) = wait.checked_sub(NANOSECOND) {
                prop_assert!(!bucket.clone().try_take(now + almost, limit));
            }
            prop_assert!(bucket.try_take(now + wait, limit));
        }
    }
}
