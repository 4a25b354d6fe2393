//! Points in time as the API writes them.

use chrono::{NaiveDateTime, Timelike as _};
use serde::{Serialize, Serializer};

/// A local time of day without an offset, or a UTC one with `Z`. Fractions are shown if there are
/// any.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    time: NaiveDateTime,
    zulu: bool,
}

impl Stamp {
    pub(super) fn local(time: NaiveDateTime) -> Self {
        Self { time, zulu: false }
    }

    /// With a `Z`; whether that is the truth is up to the caller.
    pub(super) fn zulu(time: NaiveDateTime) -> Self {
        Self { time, zulu: true }
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fraction = if self.time.nanosecond() == 0 { "" } else { "%.3f" };
        let zone = if self.zulu { "Z" } else { "" };
        let format = format!("%Y-%m-%dT%H:%M:%S{fraction}{zone}");
        serializer.collect_str(&self.time.format(&format))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_show_fractions_and_zones_only_where_they_are() {
        let text = |stamp| serde_json::to_string(&stamp).unwrap();
        let whole: NaiveDateTime = "2017-04-14T09:20:06".parse().unwrap();
        let part: NaiveDateTime = "2020-08-24T10:28:43.4".parse().unwrap();
        assert_eq!(text(Stamp::local(whole)), r#""2017-04-14T09:20:06""#);
        assert_eq!(text(Stamp::zulu(whole)), r#""2017-04-14T09:20:06Z""#);
        assert_eq!(text(Stamp::zulu(part)), r#""2020-08-24T10:28:43.400Z""#);
    }
}
