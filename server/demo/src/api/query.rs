//! The query of a request.

use std::collections::HashMap;

use axum::{extract::FromRequestParts, http::request::Parts};
use url::form_urlencoded;

use super::error::ApiError;

/// Query parameters by name. Unknown ones are ignored; the same one twice is refused.
#[derive(Debug, Default)]
pub(super) struct Query(HashMap<String, String>);

impl Query {
    fn parse(encoded: &str) -> Result<Self, ApiError> {
        let mut values = HashMap::new();
        for (name, value) in form_urlencoded::parse(encoded.as_bytes()) {
            let message = format!("{name} came more than once");
            if values.insert(name.into_owned(), value.into_owned()).is_some() {
                return Err(ApiError::BadRequest(message));
            }
        }
        Ok(Self(values))
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Self::parse(parts.uri.query().unwrap_or_default())
    }
}
