//! The Team Pro API: everything under `/v1`.

mod bodies;
mod error;
pub(crate) mod guard;
mod paging;
mod player_sessions;
mod players;
mod query;
mod samples;
mod stamps;
mod team_sessions;
mod teams;
mod time_filter;

use axum::{
    Router, middleware,
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get},
};

use crate::service::Shared;

use error::ApiError;

/// All endpoints, each for GET.
pub(crate) const ENDPOINTS: [&str; 9] = [
    "/v1/teams",
    "/v1/teams/{team_id}",
    "/v1/teams/{team_id}/sport-profiles",
    "/v1/teams/{team_id}/training_sessions",
    "/v1/teams/training_sessions/{training_session_id}",
    "/v1/players/{player_id}/training_sessions",
    "/v1/training_sessions/{player_session_id}",
    "/v1/training_sessions/{player_session_id}/session_summary",
    "/v1/training_sessions/{player_session_id}/phase_summaries",
];

pub(crate) fn router(service: &Shared) -> Router<Shared> {
    // Around each GET and nothing else: a wrong method is 405 with and without a token.
    let guarded = |method: MethodRouter<Shared>| {
        method.route_layer(middleware::from_fn_with_state(service.clone(), guard::admit))
    };
    let handlers = [
        get(teams::list),
        get(teams::details),
        get(teams::sport_profiles),
        get(team_sessions::list),
        get(team_sessions::details),
        get(players::sessions),
        get(player_sessions::details),
        get(player_sessions::summary),
        get(player_sessions::phase_summaries),
    ];
    ENDPOINTS
        .into_iter()
        .zip(handlers)
        .fold(Router::new(), |router, (path, handler)| router.route(path, guarded(handler)))
}

/// The answer to an address that is none.
pub(crate) async fn unknown_path() -> Response {
    ApiError::NotFound.into_response()
}

/// The answer to a method that an address does not know.
pub(crate) async fn wrong_method() -> Response {
    ApiError::WrongMethod.into_response()
}
