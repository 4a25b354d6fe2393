//! The time, handed to the budget and to the client so that tests can set it and load runs can hurry it.

use std::fmt::Debug;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::time::Instant;

/// Tells the time and waits.
///
/// The state of a [`Budget`](crate::Budget) is kept in this time, so all processes that share one should agree about
/// it; they go by whichever clock is ahead.
pub trait Time: Debug + Send + Sync {
    /// Now. Should not go back while the process runs; whoever uses it here copes if it does.
    fn now(&self) -> DateTime<Utc>;

    /// Ends after so long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// Tokio's clock, set once: it goes on steadily whatever happens to the machine's calendar, and stands still in a test
/// with paused time.
#[derive(Clone, Debug)]
pub struct TokioTime {
    set_to: DateTime<Utc>,
    set_at: Instant,
}

impl TokioTime {
    /// A clock that shows `now` and goes on from there.
    pub fn starting_at(now: DateTime<Utc>) -> Self {
        Self { set_to: now, set_at: Instant::now() }
    }
}

impl Time for TokioTime {
    fn now(&self) -> DateTime<Utc> {
        later(self.set_to, self.set_at.elapsed())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        tokio::time::sleep(duration).boxed()
    }
}

/// Another clock, so many times as fast from now on: an hour of traffic in a minute, for load runs.
#[derive(Clone, Debug)]
pub struct FasterTime {
    inner: Arc<dyn Time>,
    started_at: DateTime<Utc>,
    factor: NonZeroU32,
}

impl FasterTime {
    /// `inner`, from now on `factor` times as fast.
    pub fn new(inner: Arc<dyn Time>, factor: NonZeroU32) -> Self {
        let started_at = inner.now();
        Self { inner, started_at, factor }
    }
}

impl Time for FasterTime {
    fn now(&self) -> DateTime<Utc> {
        let passed = between(self.started_at, self.inner.now());
        later(self.started_at, passed.saturating_mul(self.factor.get()))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.inner.sleep(duration / self.factor.get())
    }
}

/// `duration` after `at`, or the end of all time.
pub(crate) fn later(at: DateTime<Utc>, duration: Duration) -> DateTime<Utc> {
    let delta = TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX);
    at.checked_add_signed(delta).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// How long it is from one time to another: zero when the other one is not later.
pub(crate) fn between(from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
    (to - from).to_std().unwrap_or(Duration::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();

    #[tokio::test(start_paused = true)]
    async fn it_goes_on_from_where_it_was_set() {
        let time = TokioTime::starting_at(NOON);
        assert_eq!(time.now(), NOON);
        time.sleep(Duration::from_secs(90)).await;
        assert_eq!(time.now(), NOON + TimeDelta::seconds(90));
    }

    #[tokio::test(start_paused = true)]
    async fn a_faster_clock_is_faster_in_both() {
        let time = TokioTime::starting_at(NOON);
        let hurried = FasterTime::new(Arc::new(time.clone()), NonZeroU32::new(60).unwrap());
        hurried.sleep(Duration::from_hours(1)).await;
        assert_eq!(time.now(), NOON + TimeDelta::minutes(1));
        assert_eq!(hurried.now(), NOON + TimeDelta::hours(1));
    }

    #[test]
    fn the_end_of_time_is_the_end() {
        assert_eq!(later(NOON, Duration::MAX), DateTime::<Utc>::MAX_UTC);
        assert_eq!(between(NOON, NOON - TimeDelta::seconds(1)), Duration::ZERO);
    }
}
