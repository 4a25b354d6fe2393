//! Which sessions of a team to list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::SessionType;

/// Which sessions of a team to list, and which page of them. It lives in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFilter {
    /// Only this type.
    pub session_type: Option<SessionType>,
    /// First day, venue-local, inclusive.
    pub since: Option<NaiveDate>,
    /// Last day, venue-local, inclusive.
    pub until: Option<NaiveDate>,
    /// Page, from 0.
    pub page: u32,
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
            page: get("page").and_then(|page| page.parse().ok()).unwrap_or(0),
        }
    }

    /// Whether anything is filtered.
    pub fn is_active(&self) -> bool {
        self.session_type.is_some() || self.since.is_some() || self.until.is_some()
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
            _ => None,
        });
        assert_eq!(filter.session_type, Some(SessionType::Match));
        assert_eq!(filter.since, NaiveDate::from_ymd_opt(2025, 9, 1));
        assert_eq!((filter.until, filter.page), (None, 0));
        assert!(filter.is_active());
        assert_eq!(
            SessionFilter::from_query(|key| (key == "type").then_some("")),
            SessionFilter::default()
        );
    }
}
