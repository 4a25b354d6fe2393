//! The bucket as text, for the keeper.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::BudgetSettings;
use super::bucket::LeakyBucket;

/// Grows when an older program could not read, or would misread, what is written here.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct State<T> {
    version: u32,
    bucket: T,
}

/// What is kept of a bucket.
pub(super) fn write(bucket: &LeakyBucket) -> Result<String, serde_json::Error> {
    serde_json::to_string(&State { version: VERSION, bucket })
}

/// The bucket that was kept.
pub(super) fn read(text: &str, settings: &BudgetSettings) -> Result<LeakyBucket, StateError> {
    let State { version, bucket } = serde_json::from_str::<State<serde_json::Value>>(text)?;
    if version != VERSION {
        return Err(StateError::Version(version));
    }
    let bucket = LeakyBucket::deserialize(bucket)?;
    match bucket.at.year() {
        1970..=9999 => Ok(bucket.plausible(settings)),
        year => Err(StateError::Year(year)),
    }
}

/// Why what was kept cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum StateError {
    #[error("it is not what this program writes: {0}")]
    Json(#[from] serde_json::Error),
    #[error("it was written by another version of this program: {0}")]
    Version(u32),
    #[error("it was written in the year {0}")]
    Year(i32),
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    use super::*;
    use crate::budget::MAX_PAUSE;
    use crate::budget::bucket::GONE_AFTER;

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();

    fn some_bucket() -> LeakyBucket {
        let settings = BudgetSettings::default();
        let mut bucket = LeakyBucket::empty(NOON);
        bucket.take(&settings, NOON, "us", 95, 7);
        bucket.refuse(&settings, NOON, NOON + Duration::from_secs(9));
        bucket
    }

    #[test]
    fn what_was_written_is_read() {
        let text = write(&some_bucket()).unwrap();
        assert_eq!(read(&text, &BudgetSettings::default()).unwrap(), some_bucket());
        assert_eq!(
            text,
            concat!(
                r#"{"version":1,"bucket":{"at":"2027-01-15T08:00:00Z","empty_at":"2027-01-15T08:01:33Z","#,
                r#""paused_until":"2027-01-15T08:00:09Z","#,
                r#""holders":{"us":{"under_way":7,"seen_at":"2027-01-15T08:00:00Z"}}}}"#
            )
        );
    }

    #[test]
    fn what_nobody_wrote_is_refused() {
        let text = write(&some_bucket()).unwrap();
        for broken in [
            "",
            "null",
            "{}",
            r#"{"version":1}"#,
            r#"{"version":1,"bucket":null}"#,
            &text.replace(r#""version":1"#, r#""version":2"#),
            &text.replace(r#""at":"2027"#, r#""at":"+20270"#),
            &text.replace("\"under_way\":7", "\"under_way\":-7"),
            &text[..text.len() - 1],
        ] {
            assert!(read(broken, &BudgetSettings::default()).is_err(), "{broken}");
        }
    }

    proptest! {
        /// Whatever is kept, nothing panics, and once its holders are gone the next request waits no longer than a
        /// full bucket, theirs, or the longest pause makes it.
        #[test]
        fn no_state_blocks_for_ever(
            at in any::<i32>(), empty_at in any::<i32>(), paused_until in any::<i32>(),
            under_way in 0u32..1_000, seen_at in any::<i32>(),
        ) {
            let stamp =
                |s: i32| DateTime::from_timestamp(i64::from(s).abs() * 50, 0).unwrap().to_rfc3339();
            let text = serde_json::json!({
                "version": 1,
                "bucket": {
                    "at": stamp(at), "empty_at": stamp(empty_at), "paused_until": stamp(paused_until),
                    "holders": {"x": {"under_way": under_way, "seen_at": stamp(seen_at)}},
                },
            });
            let settings = BudgetSettings::default();
            let mut bucket = read(&text.to_string(), &settings).unwrap();
            let later = bucket.at + GONE_AFTER;
            bucket.bury_unseen(&settings, later, "us");
            let wait = bucket.wait_for(&settings, later, 1).unwrap();
            prop_assert!(wait <= MAX_PAUSE.max(Duration::from_secs(100 + u64::from(under_way))));
        }
    }
}
