//! Numbers without a sign, which `PostgreSQL` does not have: they are kept as `i64`.

use super::StoreError;

/// A number as it was kept in the column `what` of the row `id`.
pub(super) fn unsigned(what: &'static str, id: &str, kept: i64) -> Result<u32, StoreError> {
    u32::try_from(kept).map_err(|error| StoreError::Corrupt {
        what,
        id: id.to_owned(),
        source: error.into(),
    })
}

/// How many rows there are.
pub(super) fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
