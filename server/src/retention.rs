//! For how long training sessions are kept.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use crate::store::TrainingSession;

/// For how long training sessions are kept, with their recordings: for ever, unless the installation says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrainingRetention(Option<TimeDelta>);

impl TrainingRetention {
    /// For so many days; `None` for ever.
    pub fn days(days: Option<u32>) -> Self {
        Self(days.map(|days| TimeDelta::days(days.into())))
    }

    /// What started before this is not kept any more; `None` when everything is kept. Sessions have the venue's wall
    /// time, which is less than a day off.
    pub fn begins(self, now: DateTime<Utc>) -> Option<NaiveDateTime> {
        Some((now - self.0?).naive_utc())
    }

    /// Whether a session is kept. One without a date is, since nothing says that it is old.
    pub fn keeps(self, session: &TrainingSession, now: DateTime<Utc>) -> bool {
        let started = session.start.or(session.record_start);
        self.begins(now).zip(started).is_none_or(|(begins, started)| started >= begins)
    }
}
