//! `since` and `until`.

use chrono::NaiveDateTime;

use super::{error::ApiError, query::Query};

/// Keeps what starts after `since` and before `until`, both excluded.
#[derive(Debug, Default)]
pub(super) struct TimeFilter {
    since: Option<NaiveDateTime>,
    until: Option<NaiveDateTime>,
}

impl TimeFilter {
    pub(super) fn read(query: &Query) -> Result<Self, ApiError> {
        Ok(Self { since: moment(query, "since")?, until: moment(query, "until")? })
    }

    /// Whether a recording that starts at this local time is kept.
    pub(super) fn keeps(&self, record_start: NaiveDateTime) -> bool {
        self.since.is_none_or(|since| record_start > since)
            && self.until.is_none_or(|until| record_start < until)
    }
}

/// A trailing `Z` is accepted and changes nothing: the stamps compared with are local.
fn moment(query: &Query, name: &str) -> Result<Option<NaiveDateTime>, ApiError> {
    let Some(text) = query.get(name) else { return Ok(None) };
    NaiveDateTime::parse_from_str(text.strip_suffix('Z').unwrap_or(text), "%Y-%m-%dT%H:%M:%S%.f")
        .map(Some)
        .map_err(|_| ApiError::BadRequest(format!("{name} must look like 2018-04-14T00:00:00")))
}
