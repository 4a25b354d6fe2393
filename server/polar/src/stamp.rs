//! The two kinds of time in the API, and how to get from one to the other.
//!
//! - `created` and `modified` are UTC.
//! - All others are wall time at the venue: what the clock on the stadium shows. [`LocalStamp`] keeps that reading.
//!   Only the list of a player's sessions says how far the venue is from UTC ([`local_to_utc`]).
//!
//! Some markers carry a `Z` although they may be wall time all the same;
//! [`place_markers`](crate::model::place_markers) decides.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeDelta, Utc};

/// A point in time as the API wrote it: the reading of the clock, and the offset if one was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LocalStamp {
    /// The digits as they stand: venue-local wall time, unless the stamp is one of those that mean their offset.
    pub wall: NaiveDateTime,
    /// The offset that was sent (zero for `Z`). For most stamps there is none, and where there is one it need not
    /// be true.
    pub offset: Option<FixedOffset>,
}

impl LocalStamp {
    /// Reads ISO 8601 with or without a fraction of the second, with or without `Z` or an offset. The year is one of
    /// four digits: no session was in another one, and one can reckon from it without an overflow.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text.trim()).filter(|stamp| (1..=9998).contains(&stamp.wall.year()))
    }

    fn read(text: &str) -> Option<Self> {
        for format in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"] {
            if let Ok(wall) = NaiveDateTime::parse_from_str(text, format) {
                return Some(Self { wall, offset: None });
            }
        }
        let stamp = DateTime::parse_from_rfc3339(text)
            .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%#z"))
            .ok()?;
        Some(Self { wall: stamp.naive_local(), offset: Some(*stamp.offset()) })
    }

    /// The stamp as UTC; one without an offset is taken as UTC already. Right for `created` and `modified`.
    pub fn as_utc(&self) -> DateTime<Utc> {
        let offset_s = self.offset.map_or(0, |offset| offset.local_minus_utc());
        let wall = self.wall.and_utc();
        wall.checked_sub_signed(TimeDelta::seconds(i64::from(offset_s))).unwrap_or(wall)
    }
}

/// The UTC time of a venue-local wall time. `timezone_offset_min` is how far the venue's clock is ahead of UTC, in
/// minutes (120 in Copenhagen in summer): UTC = local - offset. `None` outside the calendar.
pub fn local_to_utc(local: NaiveDateTime, timezone_offset_min: i32) -> Option<DateTime<Utc>> {
    let offset = TimeDelta::minutes(i64::from(timezone_offset_min));
    Some(local.checked_sub_signed(offset)?.and_utc())
}

/// The venue-local wall time of a UTC time; the other way round than [`local_to_utc`].
pub fn utc_to_local(utc: DateTime<Utc>, timezone_offset_min: i32) -> Option<NaiveDateTime> {
    let offset = TimeDelta::minutes(i64::from(timezone_offset_min));
    utc.naive_utc().checked_add_signed(offset)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn local(hour: u32, minute: u32, second: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2017, 4, 14).unwrap().and_hms_opt(hour, minute, second).unwrap()
    }

    fn stamp(text: &str) -> LocalStamp {
        LocalStamp::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn stamps_are_read_with_and_without_fraction_and_offset() {
        let plain = stamp("2017-04-14T09:20:06");
        assert_eq!(plain, LocalStamp { wall: local(9, 20, 6), offset: None });
        assert_eq!(stamp("2017-04-14 09:20:06"), plain);
        assert_eq!(stamp(" 2017-04-14T09:20:06.000 "), plain);
        assert_eq!(stamp("2017-04-14T09:20").wall, local(9, 20, 0));
        let fraction = stamp("2017-04-14T09:20:06.498Z");
        assert_eq!(fraction.wall, local(9, 20, 6) + TimeDelta::milliseconds(498));
        assert_eq!(fraction.offset, FixedOffset::east_opt(0));
        for text in ["2017-04-14T09:20:06+02:00", "2017-04-14T09:20:06+0200"] {
            let offset = stamp(text);
            assert_eq!(
                (offset.wall, offset.offset),
                (local(9, 20, 6), FixedOffset::east_opt(7200))
            );
        }
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        for text in
            ["", "yesterday", "2017-04-14", "2017-13-14T09:20:06", "2017-04-14T25:20:06", "PT4S"]
        {
            assert_eq!(LocalStamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn created_is_utc_with_and_without_z() {
        let utc = local(9, 20, 6).and_utc();
        assert_eq!(stamp("2017-04-14T09:20:06Z").as_utc(), utc);
        assert_eq!(stamp("2017-04-14T09:20:06").as_utc(), utc);
        assert_eq!(stamp("2017-04-14T11:20:06+02:00").as_utc(), utc);
    }

    #[test]
    fn utc_is_local_minus_the_offset() {
        // A session in Copenhagen in summer: nine in the morning there is seven in UTC.
        assert_eq!(local_to_utc(local(9, 20, 6), 120), Some(local(7, 20, 6).and_utc()));
        // And in New York: nine in the morning is one in the afternoon in UTC.
        assert_eq!(local_to_utc(local(9, 20, 6), -240), Some(local(13, 20, 6).and_utc()));
        assert_eq!(utc_to_local(local(7, 20, 6).and_utc(), 120), Some(local(9, 20, 6)));
        assert_eq!(local_to_utc(NaiveDateTime::MIN, 1), None);
        assert_eq!(utc_to_local(NaiveDateTime::MAX.and_utc(), 1), None);
    }
}
