//! The leaky bucket: how full Polar's rate limiter is, as far as we can know.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{BudgetSettings, MAX_PAUSE};
use crate::time::{between, later};

/// How long a process may say nothing until its requests under way count as answered. Longer than any request waits
/// for the head of its answer; a process that lives says something more often.
pub(super) const GONE_AFTER: Duration = Duration::from_mins(2);

/// A leaky bucket as a pure state machine, shared by several processes: its *holders*.
///
/// Every request is one drop. A drop that has settled leaks out at the rate of one per `leak_interval`; a request
/// under way counts in full, because nobody can tell yet when the service will count it. So the level here is never
/// below the level there, however slow the network is.
///
/// All times are readings of one clock that does not go back ([`Clock`](super::clock::Clock)).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeakyBucket {
    /// When it was changed last.
    pub(super) at: DateTime<Utc>,
    /// When the last settled drop will have leaked out: says all about the level in one number, without rounding.
    empty_at: DateTime<Utc>,
    paused_until: DateTime<Utc>,
    /// Who has requests under way, by name.
    holders: BTreeMap<String, Holder>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Holder {
    under_way: u32,
    seen_at: DateTime<Utc>,
}

impl LeakyBucket {
    /// An empty bucket.
    pub(super) fn empty(now: DateTime<Utc>) -> Self {
        Self { at: now, empty_at: now, paused_until: now, holders: BTreeMap::new() }
    }

    /// A bucket of which nothing is known but that it cannot be more than full.
    pub(super) fn full(settings: &BudgetSettings, now: DateTime<Utc>) -> Self {
        let mut bucket = Self::empty(now);
        bucket.fill(settings, now);
        bucket
    }

    /// The same without what cannot be: more settled drops than the bucket holds, a pause longer than any, a holder
    /// seen later than the last change.
    pub(super) fn plausible(mut self, settings: &BudgetSettings) -> Self {
        let full = settings.leak_interval.saturating_mul(settings.capacity);
        self.empty_at = self.empty_at.min(later(self.at, full));
        self.paused_until = self.paused_until.min(later(self.at, MAX_PAUSE));
        for holder in self.holders.values_mut() {
            holder.seen_at = holder.seen_at.min(self.at);
        }
        self
    }

    /// A holder says what became of its requests: so many have been answered or given up since it said so last and
    /// leak from `now` on, and so many are under way. Whatever was noted for it beyond that was never sent.
    pub(super) fn report(
        &mut self,
        settings: &BudgetSettings,
        now: DateTime<Utc>,
        holder: &str,
        answered: u32,
        under_way: u32,
    ) {
        self.settle(settings, now, answered);
        self.set_under_way(now, holder, under_way);
    }

    /// The holder's requests under way count as answered: there was a process of this name, and it is gone.
    pub(super) fn bury(&mut self, settings: &BudgetSettings, now: DateTime<Utc>, holder: &str) {
        if let Some(gone) = self.holders.remove(holder) {
            self.settle(settings, now, gone.under_way);
        }
    }

    /// Buries all holders but `living` that were not seen for too long.
    pub(super) fn bury_unseen(
        &mut self,
        settings: &BudgetSettings,
        now: DateTime<Utc>,
        living: &str,
    ) {
        let unseen = |(name, holder): (&String, &Holder)| {
            (name != living && between(holder.seen_at, now) >= GONE_AFTER).then(|| name.clone())
        };
        let gone: Vec<_> = self.holders.iter().filter_map(unseen).collect();
        for name in &gone {
            self.bury(settings, now, name);
        }
    }

    /// Takes room for up to `wanted` requests of a holder at once, as long as that leaves at most `limit` drops in
    /// the bucket; says for how many.
    pub(super) fn take(
        &mut self,
        settings: &BudgetSettings,
        now: DateTime<Utc>,
        holder: &str,
        limit: u32,
        wanted: u32,
    ) -> u32 {
        if wanted == 0 || self.paused_for(now).is_some() {
            return 0;
        }
        let under_way = self.under_way();
        let settled = between(now, self.empty_at).as_nanos();
        let settled = settled.div_ceil(settings.leak_interval.as_nanos().max(1));
        let settled = u32::try_from(settled).unwrap_or(u32::MAX);
        let taken = wanted.min(limit.saturating_sub(under_way).saturating_sub(settled));
        if taken > 0 {
            let own = self.holders.get(holder).map_or(0, |holder| holder.under_way);
            self.set_under_way(now, holder, own + taken);
        }
        taken
    }

    /// How long from `now` until [`take`](Self::take) finds room for one: zero for at once, `None` when time alone
    /// does not help because the requests under way fill the bucket up to `limit`.
    pub(super) fn wait_for(
        &self,
        settings: &BudgetSettings,
        now: DateTime<Utc>,
        limit: u32,
    ) -> Option<Duration> {
        let settled_allowed = limit.checked_sub(self.under_way())?.checked_sub(1)?;
        let allowed = settings.leak_interval.saturating_mul(settled_allowed);
        Some(between(later(now, allowed), self.empty_at).max(between(now, self.paused_until)))
    }

    /// The service refused a request: it counts as full, so this one does, too, and nothing is taken before `until`.
    /// A pause is only ever extended.
    pub(super) fn refuse(
        &mut self,
        settings: &BudgetSettings,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) {
        self.fill(settings, now);
        self.paused_until = self.paused_until.max(until);
    }

    /// The holder was seen.
    pub(super) fn see(&mut self, now: DateTime<Utc>, holder: &str) {
        if let Some(holder) = self.holders.get_mut(holder) {
            holder.seen_at = now;
        }
    }

    /// How long it is since the holder was seen; `None` when it has nothing under way.
    pub(super) fn unseen_for(&self, now: DateTime<Utc>, holder: &str) -> Option<Duration> {
        Some(between(self.holders.get(holder)?.seen_at, now))
    }

    /// How many drops are in the bucket, those under way included.
    pub(super) fn level(&self, settings: &BudgetSettings, now: DateTime<Utc>) -> f64 {
        let settled = between(now, self.empty_at);
        let interval = settings.leak_interval.max(Duration::from_nanos(1));
        settled.div_duration_f64(interval) + f64::from(self.under_way())
    }

    /// How many requests are under way, of all holders.
    pub(super) fn under_way(&self) -> u32 {
        self.holders.values().fold(0, |sum, holder| sum.saturating_add(holder.under_way))
    }

    /// Whether anybody but this holder has requests under way.
    pub(super) fn has_others(&self, holder: &str) -> bool {
        self.holders.keys().any(|name| name != holder)
    }

    /// What is left of the pause, if one is on.
    pub(super) fn paused_for(&self, now: DateTime<Utc>) -> Option<Duration> {
        Some(between(now, self.paused_until)).filter(|left| !left.is_zero())
    }

    fn settle(&mut self, settings: &BudgetSettings, now: DateTime<Utc>, answered: u32) {
        if answered > 0 {
            let drops = settings.leak_interval.saturating_mul(answered);
            self.empty_at = later(self.empty_at.max(now), drops);
        }
    }

    /// Raises the level to `capacity`, requests under way included.
    fn fill(&mut self, settings: &BudgetSettings, now: DateTime<Utc>) {
        let settled = settings.capacity.saturating_sub(self.under_way());
        let full = settings.leak_interval.saturating_mul(settled);
        self.empty_at = self.empty_at.max(later(now, full));
    }

    fn set_under_way(&mut self, now: DateTime<Utc>, holder: &str, under_way: u32) {
        if under_way == 0 {
            self.holders.remove(holder);
        } else if let Some(holder) = self.holders.get_mut(holder) {
            holder.under_way = under_way;
        } else {
            self.holders.insert(holder.to_owned(), Holder { under_way, seen_at: now });
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    const US: &str = "us";
    const THEM: &str = "them";

    fn at(seconds: i64) -> DateTime<Utc> {
        NOON + TimeDelta::seconds(seconds)
    }

    fn settings(capacity: u32) -> BudgetSettings {
        BudgetSettings { capacity, leak_interval: SECOND, margin: 0, reserve: 0 }
    }

    fn assert_level(bucket: &LeakyBucket, now: DateTime<Utc>, level: f64) {
        let found = bucket.level(&settings(100), now);
        assert!((found - level).abs() < 1e-9, "{found} instead of {level}");
    }

    #[test]
    fn a_burst_fills_it_and_a_second_frees_one_place() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        assert_eq!(bucket.take(&settings, NOON, US, 100, 200), 100);
        assert_eq!(bucket.wait_for(&settings, NOON, 100), None);
        bucket.report(&settings, NOON, US, 100, 0);
        assert_eq!(bucket.wait_for(&settings, NOON, 100), Some(SECOND));
        let almost = at(1) - TimeDelta::nanoseconds(1);
        assert_eq!(bucket.take(&settings, almost, US, 100, 1), 0);
        assert_eq!(bucket.take(&settings, at(1), US, 100, 2), 1);
    }

    #[test]
    fn a_lower_limit_leaves_the_rest_to_others() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        assert_eq!(bucket.take(&settings, NOON, US, 40, 200), 40);
        assert_eq!(bucket.take(&settings, NOON, THEM, 95, 200), 55);
        bucket.report(&settings, NOON, US, 40, 0);
        bucket.report(&settings, NOON, THEM, 55, 0);
        assert_eq!(bucket.wait_for(&settings, NOON, 40), Some(SECOND * 56));
    }

    #[test]
    fn a_request_under_way_does_not_leak() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        assert_eq!(bucket.take(&settings, NOON, US, 1, 1), 1);
        assert_eq!(bucket.wait_for(&settings, at(60), 1), None);
        bucket.report(&settings, at(60), US, 1, 0);
        assert_eq!(bucket.wait_for(&settings, at(60), 1), Some(SECOND));
    }

    #[test]
    fn room_that_was_not_used_is_given_back() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        assert_eq!(bucket.take(&settings, NOON, US, 100, 30), 30);
        bucket.report(&settings, at(5), US, 10, 4);
        assert_level(&bucket, at(5), 14.0);
        assert_level(&bucket, at(10), 9.0);
    }

    #[test]
    fn a_refusal_holds_it_for_the_pause_and_never_lowers_the_level() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        bucket.refuse(&settings, NOON, at(10));
        bucket.refuse(&settings, NOON, at(5));
        assert_eq!(bucket.wait_for(&settings, at(4), 100), Some(SECOND * 6));
        assert_eq!(bucket.paused_for(at(4)), Some(SECOND * 6));
        assert_eq!(bucket.take(&settings, at(9), US, 100, 1), 0);
        assert_eq!(bucket.paused_for(at(10)), None);
        assert_level(&bucket, at(10), 90.0);
        assert_eq!(bucket.take(&settings, at(10), US, 100, 20), 10);
    }

    #[test]
    fn refusals_of_many_requests_under_way_fill_it_once() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        let under_way = bucket.take(&settings, NOON, US, 100, 50);
        for left in (0..under_way).rev() {
            bucket.report(&settings, at(1), US, 1, left);
            bucket.refuse(&settings, at(1), at(2));
        }
        assert_level(&bucket, at(1), 100.0);
    }

    #[test]
    fn requests_of_who_is_gone_count_as_answered_when_that_is_noticed() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        assert_eq!(bucket.take(&settings, NOON, THEM, 100, 30), 30);
        assert_eq!(bucket.take(&settings, NOON, US, 100, 10), 10);
        bucket.bury_unseen(&settings, at(119), US);
        assert_level(&bucket, at(119), 40.0);
        bucket.bury_unseen(&settings, at(130), US);
        assert_level(&bucket, at(130), 40.0);
        // Only the living one's do not leak.
        assert_level(&bucket, at(150), 20.0);
        bucket.bury(&settings, at(150), US);
        assert_eq!(bucket.under_way(), 0);
        assert_level(&bucket, at(151), 19.0);
    }

    #[test]
    fn what_cannot_be_is_cut() {
        let settings = settings(100);
        let mut bucket = LeakyBucket::empty(NOON);
        bucket.take(&settings, at(999_999), THEM, 100, 1);
        bucket.empty_at = at(1_000_000);
        bucket.paused_until = at(1_000_000);
        let mut bucket = bucket.plausible(&settings);
        assert_level(&bucket, NOON, 101.0);
        assert_eq!(bucket.paused_for(NOON), Some(MAX_PAUSE));
        bucket.bury_unseen(&settings, at(120), US);
        assert_eq!(bucket.under_way(), 0);
    }

    #[test]
    fn absurd_settings_and_times_do_no_harm() {
        for leak_interval in [Duration::ZERO, Duration::MAX] {
            let settings = BudgetSettings { leak_interval, ..settings(u32::MAX) };
            let mut bucket = LeakyBucket::full(&settings, DateTime::<Utc>::MAX_UTC);
            bucket.take(&settings, NOON, US, u32::MAX, u32::MAX);
            bucket.report(&settings, NOON, US, u32::MAX, u32::MAX);
            bucket.report(&settings, NOON, THEM, 0, u32::MAX);
            assert_eq!(bucket.under_way(), u32::MAX);
            assert!(bucket.level(&settings, DateTime::<Utc>::MIN_UTC) > 0.0);
        }
    }

    proptest! {
        /// The wait is exact: right after it a request goes out, a nanosecond before it none does.
        #[test]
        fn the_wait_is_neither_too_short_nor_too_long(
            level in 0u32..40, limit in 1u32..40, pause_ms in 0i64..50_000, now_ms in 0i64..50_000,
        ) {
            let leak_interval = Duration::from_millis(700);
            let settings = BudgetSettings { leak_interval, ..settings(100) };
            let now = NOON + TimeDelta::milliseconds(now_ms);
            let mut bucket = LeakyBucket::empty(NOON);
            bucket.report(&settings, NOON, US, level, 0);
            bucket.paused_until = NOON + TimeDelta::milliseconds(pause_ms);
            let wait = bucket.wait_for(&settings, now, limit).unwrap();
            if let Some(almost) = wait.checked_sub(Duration::from_nanos(1)) {
                prop_assert_eq!(bucket.clone().take(&settings, now + almost, US, limit, 1), 0);
            }
            prop_assert_eq!(bucket.take(&settings, now + wait, US, limit, 1), 1);
        }
    }
}
