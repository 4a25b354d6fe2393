//! What a request that is struck gets for an answer.

use std::future;

use axum::{
    Json,
    body::{Body, to_bytes},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use chrono::{NaiveDateTime, TimeDelta};
use serde_json::json;

use crate::api::error::refusal;

use super::{
    FaultKind, RetryAfter, body,
    rewrite::{lengths, replace},
};

const PAGE: &str = "<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>";
const DEPTH: usize = 200_000;

/// The answer of this kind at this moment (UTC). `real` makes the answer that the request would
/// have got, if it is needed.
pub(super) async fn answer(
    kind: FaultKind,
    now: NaiveDateTime,
    real: impl Future<Output = Response>,
) -> Response {
    match kind {
        FaultKind::Status { status, retry_after } => {
            with_status(status, retry_after.map(|after| after.value(now)))
        }
        FaultKind::InvalidGrant => {
            (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_grant" }))).into_response()
        }
        FaultKind::Hang => future::pending().await,
        FaultKind::Html => Html(PAGE).into_response(),
        FaultKind::OtherShape => Json(json!([{ "weather": ["rain", null, 7] }])).into_response(),
        FaultKind::DeepNesting => as_json("[".repeat(DEPTH)),
        FaultKind::FalseGzip => {
            let gzip = [(header::CONTENT_ENCODING, "gzip")];
            (gzip, as_json("this is not gzip")).into_response()
        }
        FaultKind::Empty => as_json(""),
        FaultKind::Slow(pause) => {
            spoilt(real.await, Length::Told, |whole| body::slow(whole, pause)).await
        }
        FaultKind::Truncated => spoilt(real.await, Length::Told, body::half).await,
        FaultKind::BrokenChunks => spoilt(real.await, Length::Untold, body::half).await,
        FaultKind::Endless => spoilt(real.await, Length::Untold, body::endless).await,
        FaultKind::Numbers(text) => {
            let is_number = |token: &[u8]| token[0] == b'-' || token[0].is_ascii_digit();
            let absurd = |whole: Vec<u8>| replace(&whole, is_number, text).into();
            spoilt(real.await, Length::Untold, absurd).await
        }
        FaultKind::Durations(text) => {
            let text = format!("\"{text}\"");
            let is_duration = |token: &[u8]| token.starts_with(b"\"PT");
            let absurd = |whole: Vec<u8>| replace(&whole, is_duration, &text).into();
            spoilt(real.await, Length::Untold, absurd).await
        }
        FaultKind::Lengths => {
            spoilt(real.await, Length::Untold, |whole| lengths(whole).into()).await
        }
    }
}

impl RetryAfter {
    fn value(self, now: NaiveDateTime) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Date(seconds) => {
                let date = now + TimeDelta::seconds(i64::from(seconds));
                date.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
            }
        }
    }
}

fn with_status(status: StatusCode, retry_after: Option<String>) -> Response {
    let mut response = if status == StatusCode::NO_CONTENT {
        status.into_response()
    } else {
        refusal(status, status.canonical_reason().unwrap_or_default())
    };
    if let Some(value) = retry_after.and_then(|value| HeaderValue::try_from(value).ok()) {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

fn as_json(body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

/// Whether `Content-Length` says how long the answer would have been. If not, hyper says how long
/// the new body is, or sends chunks if nobody knows.
#[derive(PartialEq)]
enum Length {
    Told,
    Untold,
}

/// An answer with another body, made from its whole real one.
async fn spoilt(
    response: Response,
    length: Length,
    spoil: impl FnOnce(Vec<u8>) -> Body,
) -> Response {
    let (mut parts, body) = response.into_parts();
    // The bodies of this service are in memory: they do not fail, and their length is known.
    let whole: Vec<u8> = to_bytes(body, usize::MAX).await.unwrap_or_default().into();
    parts.headers.remove(header::CONTENT_LENGTH);
    if length == Length::Told {
        parts.headers.insert(header::CONTENT_LENGTH, whole.len().into());
    }
    Response::from_parts(parts, spoil(whole))
}
