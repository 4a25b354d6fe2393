//! How long the service asks us to wait.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};

/// The wait in `Retry-After` at the time `now`: seconds, or a date. `None` when the header is absent, cannot be read,
/// or names a time that has passed, which says nothing about how long to wait.
pub(super) fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()) {
        // More digits than fit are still a number, and a long wait.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    (until.to_utc() - now).to_std().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Duration> {
        let now = DateTime::parse_from_rfc3339("1994-11-06T08:49:37Z").unwrap();
        let headers = [(RETRY_AFTER, text.parse().unwrap())];
        retry_after(&headers.into_iter().collect(), now.to_utc())
    }

    #[test]
    fn seconds_are_read() {
        for (text, seconds) in
            [("0", 0), ("7", 7), (" 120 ", 120), ("99999999999999999999999", u64::MAX)]
        {
            assert_eq!(read(text), Some(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn a_date_is_read_against_now() {
        assert_eq!(read("Sun, 06 Nov 1994 08:50:07 GMT"), Some(Duration::from_secs(30)));
        assert_eq!(read("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(read("Sun, 06 Nov 1994 08:49:36 GMT"), None);
    }

    #[test]
    fn what_cannot_be_read_is_absent() {
        assert_eq!(retry_after(&HeaderMap::new(), DateTime::UNIX_EPOCH), None);
        for text in ["", "-5", "1.5", "soon", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
