//! Keeps what a person prefers in a cookie of its own: it needs no sign-in, and outlives one.

use std::sync::Arc;

use app::{address, preferences::Preferences};
use axum::{
    Form,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect},
};
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

use super::addresses::Addresses;

/// How long a browser keeps it.
const LIFETIME: Duration = Duration::days(365);

/// The address that takes what a person prefers.
pub(super) fn router(public_origin: Arc<str>) -> Addresses {
    Addresses::new().post(address::PREFERENCES, choose).with_state(public_origin)
}

/// Sets the cookie and leads back to the page. Fields that are missing or not understood change nothing.
async fn choose(
    State(public_origin): State<Arc<str>>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> impl IntoResponse {
    let preferences = Preferences::of_request(&headers).changed_by(&fields);
    let cookie = Cookie::build((Preferences::COOKIE, preferences.to_cookie()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(public_origin.starts_with("https://"))
        .max_age(LIFETIME)
        .build();
    let return_to = fields.iter().find(|(name, _)| name == "return_to");
    let page = Redirect::to(address::return_to(return_to.map(|(_, page)| page.as_str())));
    ([(header::SET_COOKIE, cookie.to_string())], page)
}
