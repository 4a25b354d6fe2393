//! The Team Pro API: everything under `/v1`.

mod bodies;
pub(crate) mod error;
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

use crate::{endpoint::Endpoint, service::Shared};

use error::ApiError;

pub(crate) fn router(service: &Shared) -> Router<Shared> {
    // Around each GET and nothing else: a wrong method is 405 with and without a token.
    let guarded = |method: MethodRouter<Shared>| {
        method.route_layer(middleware::from_fn_with_state(service.clone(), guard::admit))
    };
    [
        (Endpoint::Teams, get(teams::list)),
        (Endpoint::Team, get(teams::details)),
        (Endpoint::SportProfiles, get(teams::sport_profiles)),
        (Endpoint::TeamSessions, get(team_sessions::list)),
        (Endpoint::TeamSession, get(team_sessions::details)),
        (Endpoint::PlayerSessions, get(players::sessions)),
        (Endpoint::PlayerSession, get(player_sessions::details)),
        (Endpoint::SessionSummary, get(player_sessions::summary)),
        (Endpoint::PhaseSummaries, get(player_sessions::phase_summaries)),
    ]
    .into_iter()
    .fold(Router::new(), |router, (endpoint, handler)| {
        router.route(endpoint.path(), guarded(handler))
    })
}

/// The answer to an address that is none.
pub(crate) async fn unknown_path() -> Response {
    ApiError::NotFound.into_response()
}

/// The answer to a method that an address does not know.
pub(crate) async fn wrong_method() -> Response {
    ApiError::WrongMethod.into_response()
}
