//! A week of the calendar.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A week from Monday to Sunday (ISO 8601), of which every day exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Week {
    monday: NaiveDate,
    sunday: NaiveDate,
}

impl Week {
    /// The week of a day; `None` at the ends of the calendar.
    pub fn of(day: NaiveDate) -> Option<Self> {
        let monday =
            day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))?;
        let sunday = monday.checked_add_days(Days::new(6))?;
        Some(Self { monday, sunday })
    }

    /// Its first day.
    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    /// Its last day.
    pub fn sunday(self) -> NaiveDate {
        self.sunday
    }

    /// Its days, from Monday on.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.monday.iter_days().take(7)
    }

    /// The week before.
    pub fn previous(self) -> Option<Self> {
        self.before(1)
    }

    /// The week after.
    pub fn next(self) -> Option<Self> {
        self.after(1)
    }

    /// So many weeks before.
    pub fn before(self, weeks: u32) -> Option<Self> {
        Self::of(self.monday.checked_sub_days(Days::new(u64::from(weeks) * 7))?)
    }

    /// So many weeks after.
    pub fn after(self, weeks: u32) -> Option<Self> {
        Self::of(self.monday.checked_add_days(Days::new(u64::from(weeks) * 7))?)
    }

    /// The weeks from this one to another, both included.
    pub fn to(self, last: Self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |week| week.next()).take_while(move |week| *week <= last)
    }
}

/// As addresses have it: `2025-W37`.
impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        write!(f, "{}-W{:02}", week.year(), week.week())
    }
}

/// Something is not written like a week, or there is no such week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a week like 2025-W37")]
pub struct NotAWeek;

impl FromStr for Week {
    type Err = NotAWeek;

    fn from_str(text: &str) -> Result<Self, NotAWeek> {
        let (year, week) = text.split_once("-W").ok_or(NotAWeek)?;
        let (year, week) = (year.parse().ok().zip(week.parse().ok())).ok_or(NotAWeek)?;
        let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(NotAWeek)?;
        Self::of(monday).ok_or(NotAWeek)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn a_week_is_written_as_it_is_read() {
        for (of, written) in [
            ("2025-09-14", "2025-W37"),
            ("2024-12-30", "2025-W01"),
            ("2027-01-03", "2026-W53"),
            ("0099-06-01", "99-W23"),
        ] {
            let week = Week::of(day(of)).unwrap();
            assert_eq!(week.to_string(), written);
            assert_eq!(written.parse(), Ok(week));
        }
        for nonsense in ["", "2025", "2025-37", "2025-W54", "2025-W00", "x-W1", "-W", "999999-W1"] {
            assert_eq!(nonsense.parse::<Week>(), Err(NotAWeek), "{nonsense}");
        }
    }

    #[test]
    fn weeks_follow_each_other() {
        let week: Week = "2025-W37".parse().unwrap();
        assert_eq!((week.monday(), week.sunday()), (day("2025-09-08"), day("2025-09-14")));
        let days: Vec<_> = week.days().collect();
        assert_eq!((days.len(), days.last()), (7, Some(&week.sunday())));
        let names =
            [week.previous(), week.next(), week.before(37)].map(|week| week.unwrap().to_string());
        assert_eq!(names, ["2025-W36", "2025-W38", "2024-W52"]);
        assert_eq!(week.before(2).unwrap().to(week).count(), 3);
        assert_eq!(week.to(week.previous().unwrap()).count(), 0);
    }

    #[test]
    fn the_calendar_ends() {
        let last = Week::of(NaiveDate::MAX);
        assert_eq!(last.and_then(Week::next), None);
        assert_eq!(Week::of(NaiveDate::MIN).and_then(Week::previous), None);
        assert_eq!("2025-W37".parse::<Week>().unwrap().before(u32::MAX), None);
    }
}
