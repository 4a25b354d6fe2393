//! Columns that hold JSON: small things that are never searched.

use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;

/// Something as it is kept.
pub(super) fn to_text<T: Serialize + ?Sized>(something: &T) -> Result<String, StoreError> {
    serde_json::to_string(something)
        .map_err(|error| StoreError::Unavailable(sqlx::Error::Encode(error.into())))
}

/// Something as it was kept in the column `what` of the row `id`.
pub(super) fn from_text<T: DeserializeOwned>(
    what: &'static str,
    id: &str,
    text: &str,
) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt {
        what,
        id: id.to_owned(),
        source: error.into(),
    })
}
