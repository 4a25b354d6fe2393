//! Data for people's own scripts (and for our charts): `/api/v1/…`, described by `/api/v1/openapi.json`.

mod openapi;
mod progress;
mod series;

use app::error::AppError;
use axum::{
    Json, Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;

/// The addresses under `/api/v1`.
pub(super) fn router() -> Router {
    Router::new()
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api/v1/progress", get(progress::now))
        .route("/api/v1/progress/events", get(progress::events))
        .route("/api/v1/player-sessions/{player_session_id}/series", get(series::window))
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
