//! Answers that are not 200.

use std::time::Duration;

use axum::{
    Json,
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::json;

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ApiError {
    /// No token, or none that is in force.
    Unauthorized,
    /// A parameter is out of range or not understood; says which.
    BadRequest(String),
    /// It does not exist or this coach may not see it: the answers do not differ.
    NotFound,
    WrongMethod,
    /// The bucket is full; says how long until one more request fits.
    TooMany(Duration),
}

/// An answer with the body that errors have.
pub(crate) fn refusal(status: StatusCode, message: &str) -> Response {
    let body = json!({ "error": { "status": status.as_u16(), "message": message } });
    (status, Json(body)).into_response()
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        match self {
            // The real service sends HTML here: clients must not count on JSON.
            Self::Unauthorized => (
                StatusCode::UNAUTHORIZED,
                [(header::WWW_AUTHENTICATE, "Bearer")],
                Html("<html><head><title>401</title></head><body><h1>401 Unauthorized</h1></body></html>"),
            )
                .into_response(),
            Self::BadRequest(message) => refusal(StatusCode::BAD_REQUEST, &message),
            Self::NotFound => refusal(StatusCode::NOT_FOUND, "Not found"),
            Self::WrongMethod => refusal(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed"),
            Self::TooMany(wait) => {
                let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
                let answer = refusal(StatusCode::TOO_MANY_REQUESTS, "Request rate limit reached");
                ([(header::RETRY_AFTER, seconds.to_string())], answer).into_response()
            }
        }
    }
}
