//! Answers that are documents of their own.

use app::answers::Answer;
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::config::LeptosOptions;

pub(super) fn document(answer: Answer, options: &LeptosOptions, headers: &HeaderMap) -> Response {
    let status = StatusCode::from_u16(answer.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let html = answer.document(options.clone(), headers);
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}
