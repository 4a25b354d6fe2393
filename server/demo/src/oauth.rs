//! Sign-in as the Polar documentation describes it: the OAuth 2 authorization code flow.

mod authorize;
pub(crate) mod codes;
mod consent;
mod credentials;
mod params;
mod pkce;
mod secrets;
mod token;
pub(crate) mod tokens;

use axum::{
    Router,
    routing::{get, post},
};

use crate::{endpoint::Endpoint, service::Shared};

/// The only scope there is.
const SCOPE: &str = "team_read";

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route(Endpoint::Authorize.path(), get(authorize::ask).post(authorize::decide))
        .route(Endpoint::Token.path(), post(token::exchange))
}
