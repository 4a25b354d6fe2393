//! Keeps what a person prefers in a cookie of its own: it needs no sign-in, and outlives one.

use std::sync::Arc;

use app::{
    address,
    preferences::{Language, Locale, Preferences, SpeedUnit, Theme},
};
use axum::{
    Form, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Redirect},
    routing::post,
};
use serde::Deserialize;
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

/// How long a browser keeps it.
const LIFETIME: Duration = Duration::days(365);

/// The address that takes what a person prefers.
pub(super) fn router(public_origin: Arc<str>) -> Router {
    Router::new().route(address::PREFERENCES, post(choose)).with_state(public_origin)
}

/// The fields of the form. What is missing or not understood becomes the usual.
#[derive(Deserialize)]
struct Choice {
    language: Option<String>,
    speed_unit: Option<String>,
    theme: Option<String>,
    return_to: Option<String>,
}

/// Sets the cookie and leads back to the page.
async fn choose(
    State(public_origin): State<Arc<str>>,
    Form(choice): Form<Choice>,
) -> impl IntoResponse {
    let preferences = Preferences {
        locale: Locale {
            language: understood(choice.language, Language::from_key),
            speed_unit: understood(choice.speed_unit, SpeedUnit::from_key),
        },
        theme: understood(choice.theme, Theme::from_key),
    };
    let cookie = Cookie::build((Preferences::COOKIE, preferences.to_cookie()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(public_origin.starts_with("https://"))
        .max_age(LIFETIME)
        .build();
    let page = Redirect::to(address::return_to(choice.return_to.as_deref()));
    ([(header::SET_COOKIE, cookie.to_string())], page)
}

fn understood<T: Default>(field: Option<String>, from_key: impl Fn(&str) -> Option<T>) -> T {
    field.and_then(|key| from_key(&key)).unwrap_or_default()
}
