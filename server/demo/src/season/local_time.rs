//! Local time in Norway and Germany, which keep the same clock.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

use super::at;

/// Minutes by which the wall clock is ahead of UTC: 120 in summer, 60 in winter. Summer time lasts
/// from the last Sunday of March to the last one of October.
pub(crate) fn utc_offset_minutes(local: NaiveDateTime) -> i32 {
    let year = local.year();
    let is_summer = match (last_sunday(year, 3), last_sunday(year, 10)) {
        (Some(march), Some(october)) => (at(march, 2, 0, 0)..at(october, 3, 0, 0)).contains(&local),
        _ => false,
    };
    if is_summer { 120 } else { 60 }
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.with_day(31 - last.weekday().num_days_from_sunday())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_on_the_last_sundays() {
        let offset = |text: &str| utc_offset_minutes(text.parse().unwrap());
        assert_eq!(offset("2025-03-30T01:59:59"), 60);
        assert_eq!(offset("2025-03-30T03:00:00"), 120);
        assert_eq!(offset("2025-10-25T18:00:00"), 120);
        assert_eq!(offset("2025-10-26T10:00:00"), 60);
        assert_eq!(offset("2024-03-31T10:00:00"), 120);
        assert_eq!(offset("2024-12-24T10:00:00"), 60);
    }
}
