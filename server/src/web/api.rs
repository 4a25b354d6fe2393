//! Data for people's own scripts (and for our charts): `/api/v1/…`, described by `/api/v1/openapi.json`.

mod openapi;
mod progress;
mod series;

use app::error::AppError;
use axum::{
    Extension, Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::addresses::Addresses;
use crate::metrics::Metrics;

/// The addresses under `/api/v1`.
pub(super) fn router(metrics: Metrics) -> Addresses {
    Addresses::new()
        .get("/api/v1/openapi.json", openapi::document)
        .get("/api/v1/progress", progress::now)
        .get("/api/v1/progress/events", progress::events)
        .get("/api/v1/player-sessions/{player_session_id}/series", series::window)
        .layer(Extension(metrics))
}

/// What is wrong with what was asked.
#[derive(Debug, Serialize)]
struct Problem {
    error: String,
}

fn problem(status: StatusCode, error: String) -> Response {
    (status, Json(Problem { error })).into_response()
}

/// The answer to what cannot be shown to this person.
fn refusal(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    problem(status, error.to_string())
}
