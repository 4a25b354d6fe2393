//! Which sessions of a team to list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{SessionType, Week};

/// Which sessions of a team to list, which page of them, and which week to look at. It lives in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFilter {
    /// Only this type.
    pub session_type: Option<SessionType>,
    /// First day, venue-local, inclusive.
    pub since: Option<NaiveDate>,
    /// Last day, venue-local, inclusive.
    pub until: Option<NaiveDate>,
    /// Only those whose name, place or note has these words. Players are looked for by name.
    pub text: Option<String>,
    /// Page, from 0.
    pub page: u32,
    /// The week to look at, which filters nothing; `None` for that of the last session.
    pub week: Option<Week>,
}

impl SessionFilter {
    /// How many sessions a page lists.
    pub const PER_PAGE: u32 = 100;

    /// The filter of an address's query; what makes no sense is left out.
    pub fn from_query<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            session_type: get("type").filter(|name| !name.is_empty()).map(SessionType::from_name),
            since: get("since").and_then(|day| day.parse().ok()),
            until: get("until").and_then(|day| day.parse().ok()),
            text: get("q").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned),
            page: get("page").and_then(|page| page.parse().ok()).unwrap_or(0),
            week: get("week").and_then(|week| week.parse().ok()),
        }
    }

    /// Whether anything is filtered.
    pub fn is_active(&self) -> bool {
        self.session_type.is_some()
            || self.since.is_some()
            || self.until.is_some()
            || self.text.is_some()
    }

    /// All sessions, and still this week.
    #[must_use]
    pub fn cleared(&self) -> Self {
        Self { week: self.week, ..Self::default() }
    }

    /// Whether something is found that says this: each word of the text is in it, whatever its case.
    pub fn finds<'a>(&self, says: impl IntoIterator<Item = &'a str>) -> bool {
        let Some(text) = &self.text else { return true };
        let says: Vec<String> = says.into_iter().map(str::to_lowercase).collect();
        text.to_lowercase()
            .split_whitespace()
            .all(|word| says.iter().any(|something| something.contains(word)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_left_out() {
        let filter = SessionFilter::from_query(|key| match key {
            "type" => Some("MATCH"),
            "since" => Some("2025-09-01"),
            "until" => Some("tomorrow"),
            "page" => Some("-1"),
            "q" => Some("  "),
            "week" => Some("2025-W99"),
            _ => None,
        });
        assert_eq!(filter.session_type, Some(SessionType::Match));
        assert_eq!(filter.since, NaiveDate::from_ymd_opt(2025, 9, 1));
        assert_eq!((filter.until, filter.page), (None, 0));
        assert_eq!((&filter.text, filter.week), (&None, None));
        assert!(filter.is_active());
        assert_eq!(
            SessionFilter::from_query(|key| (key == "type").then_some("")),
            SessionFilter::default()
        );
    }

    #[test]
    fn a_week_filters_nothing_and_outlives_the_filter() {
        let looking = SessionFilter { week: "2025-W37".parse().ok(), ..SessionFilter::default() };
        assert!(!looking.is_active());
        let filtered = SessionFilter { text: Some("cup".to_owned()), page: 2, ..looking.clone() };
        assert!(filtered.is_active());
        assert_eq!(filtered.cleared(), looking);
    }

    #[test]
    fn every_word_must_be_there_whatever_its_case() {
        let filter =
            |text: &str| SessionFilter { text: Some(text.to_owned()), ..SessionFilter::default() };
        let says = ["Cup tie against Ørn", "Åsane stadion"];
        for found in ["cup", "ørn CUP", "ÅSANE tie", "against ørn"] {
            assert!(filter(found).finds(says), "{found}");
        }
        for missed in ["league", "cup league", "tie-break"] {
            assert!(!filter(missed).finds(says), "{missed}");
        }
        assert!(!filter("cup").finds([]));
        assert!(SessionFilter::default().finds([]));
    }
}
