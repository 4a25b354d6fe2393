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

use crate::service::Shared;

/// The only scope there is.
const SCOPE: &str = "team_read";

pub(crate) fn router() -> Router<Shared> {
    Router::new()
        .route("/oauth/authorize", get(authorize::ask).post(authorize::decide))
        .route("/oauth/token", post(token::exchange))
}
