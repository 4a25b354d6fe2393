//! What pages ask the server for.

use app::{error::AppError, model::FieldError};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};
use leptos::{prelude::FromServerFnError, server_fn::error::SERVER_FN_ERROR_HEADER};

/// Longer than any error, in bytes.
const LONGEST_ERROR: usize = 1 << 12;

/// Has the HTTP status say what the error in an answer says: the logs of browsers and proxies, and what is counted here,
/// see nothing else. Leptos says 500 whatever it is.
pub(super) async fn with_status(request: Request, next: Next) -> Response {
    let answer = next.run(request).await;
    let is_error = answer.headers().contains_key(SERVER_FN_ERROR_HEADER);
    if !is_error || answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let Ok(text) = to_bytes(body, LONGEST_ERROR).await else { return parts.status.into_response() };
    let status = match AppError::de(text.clone()) {
        // What is no such error is one of those that only some functions have.
        AppError::Unreachable => FieldError::de(text.clone()).status(),
        error => error.status(),
    };
    parts.status = StatusCode::from_u16(status).unwrap_or(parts.status);
    Response::from_parts(parts, Body::from(text))
}
