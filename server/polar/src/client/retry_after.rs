//! How long the service asks us to wait.

use std::time::Duration;

use chrono::DateTime;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// The wait in `Retry-After`: seconds, or a date. A date is compared with the answer's own `Date`, so that our clock
/// does not matter. `None` when the header is absent or cannot be read.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = header(headers, &RETRY_AFTER)?;
    if !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit()) {
        // More digits than fit are still a number, and a long wait.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = DateTime::parse_from_rfc2822(text).ok()?;
    let now = DateTime::parse_from_rfc2822(header(headers, &DATE)?).ok()?;
    Some((until - now).to_std().unwrap_or(Duration::ZERO))
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[(HeaderName, &str)]) -> Option<Duration> {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
        retry_after(&headers.collect())
    }

    #[test]
    fn seconds_are_read() {
        for (text, seconds) in
            [("0", 0), ("7", 7), (" 120 ", 120), ("99999999999999999999999", u64::MAX)]
        {
            assert_eq!(read(&[(RETRY_AFTER, text)]), Some(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn a_date_is_read_against_the_answers_own() {
        let date = (DATE, "Sun, 06 Nov 1994 08:49:37 GMT");
        let later = (RETRY_AFTER, "Sun, 06 Nov 1994 08:50:07 GMT");
        let earlier = (RETRY_AFTER, "Sun, 06 Nov 1994 08:49:00 GMT");
        assert_eq!(read(&[date.clone(), later.clone()]), Some(Duration::from_secs(30)));
        assert_eq!(read(&[date, earlier]), Some(Duration::ZERO));
        assert_eq!(read(&[later]), None);
    }

    #[test]
    fn what_cannot_be_read_is_absent() {
        assert_eq!(read(&[]), None);
        for text in ["", "-5", "1.5", "soon", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            let date = (DATE, "Sun, 06 Nov 1994 08:49:37 GMT");
            assert_eq!(read(&[date, (RETRY_AFTER, text)]), None, "{text}");
        }
    }
}
