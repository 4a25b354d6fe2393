//! Data for people's own scripts (and for our charts): `/api/v1/…`, described by `/api/v1/openapi.json`.

mod openapi;
mod series;

use axum::{Router, routing::get};

/// The addresses under `/api/v1`.
pub(super) fn router() -> Router {
    Router::new()
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api/v1/player-sessions/{player_session_id}/series", get(series::window))
}
