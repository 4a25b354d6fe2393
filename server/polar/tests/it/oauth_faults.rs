//! A sign-in service that answers in every way.

use std::collections::HashMap;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, RequestExt, Router};
use polar::oauth::{OAuthClient, OAuthError, OAuthSettings, PkceVerifier, Tokens};
use polar::{AuthorizationCode, ClientSecret, HttpSettings, RefreshToken};
use tokio::net::TcpListener;
use url::Url;

use crate::support::{Log, serve};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const TOKENS: &str = r#"{"access_token": "a", "token_type": "bearer", "refresh_token": "r",
    "expires_in": 43199, "scope": "team_read", "jti": "2dede3ca"}"#;

fn client(auth_url: Url) -> OAuthClient {
    OAuthClient::new(OAuthSettings {
        auth_url,
        client_id: "club one".to_owned(),
        client_secret: ClientSecret::new("s3cret:/"),
        http: HttpSettings::default(),
    })
    .unwrap()
}

fn always<R: IntoResponse>(answer: impl Fn() -> R + Clone + Send + Sync + 'static) -> Router {
    Router::new().fallback(move || {
        let response: Response = answer().into_response();
        async move { response }
    })
}

async fn exchange(router: Router) -> Result<Tokens, OAuthError> {
    let redirect_uri = Url::parse("https://club.example/auth/callback").unwrap();
    let verifier = PkceVerifier::new(VERIFIER).unwrap();
    let client = client(serve(router).await);
    client.exchange(AuthorizationCode::new("c0de"), verifier, &redirect_uri).await
}

async fn refresh(router: Router) -> Result<Tokens, OAuthError> {
    client(serve(router).await).refresh(&RefreshToken::new("0ld")).await
}

/// Answers with tokens when Basic and form are as they should be, and says what is not otherwise.
fn strict(expected_form: &'static [(&str, &str)]) -> Router {
    let token = move |request: Request| async move {
        // base64("club+one:s3cret%3A%2F"): both halves are form-encoded first, by RFC 6749.
        let basic = "Basic Y2x1YitvbmU6czNjcmV0JTNBJTJG";
        let sent = request.headers()[header::AUTHORIZATION].to_str().unwrap().to_owned();
        let Form(form): Form<HashMap<String, String>> = request.extract().await.unwrap();
        let expected = expected_form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
        if sent == basic && form == expected.collect() {
            TOKENS.into_response()
        } else {
            (StatusCode::IM_A_TEAPOT, format!("{sent} {form:?}")).into_response()
        }
    };
    Router::new().route("/oauth/token", post(token))
}

#[tokio::test]
async fn a_code_is_exchanged_with_basic_and_a_form() {
    let tokens = exchange(strict(&[
        ("grant_type", "authorization_code"),
        ("code", "c0de"),
        ("code_verifier", VERIFIER),
        ("redirect_uri", "https://club.example/auth/callback"),
    ]))
    .await
    .unwrap();
    assert_eq!(tokens.access_token.expose(), "a");
    assert_eq!(tokens.refresh_token.unwrap().expose(), "r");
    assert_eq!(tokens.expires_in_s, 43_199);
}

#[tokio::test]
async fn a_refresh_token_is_exchanged_with_basic_and_a_form() {
    let form = &[("grant_type", "refresh_token"), ("refresh_token", "0ld")];
    assert_eq!(refresh(strict(form)).await.unwrap().access_token.expose(), "a");
}

#[tokio::test]
async fn an_answer_may_lack_refresh_token_and_lifetime() {
    let tokens =
        refresh(always(|| r#"{"access_token": "a", "token_type": "bearer"}"#)).await.unwrap();
    assert!(tokens.refresh_token.is_none());
    assert_eq!(tokens.expires_in_s, 12 * 60 * 60);
}

#[tokio::test]
async fn a_web_page_of_refusal_breaks_nothing() {
    let page = Html("<html><body><h1>HTTP Status 401</h1></body></html>");
    let refused = |status| always(move || (status, page));
    for status in [StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED] {
        let error = refresh(refused(status)).await.unwrap_err();
        assert!(matches!(error, OAuthError::InvalidGrant), "{error:?}");
        assert!(error.needs_reconnect());
    }
    let error = exchange(refused(StatusCode::UNAUTHORIZED)).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidClient), "{error:?}");
    let error = refresh(refused(StatusCode::BAD_GATEWAY)).await.unwrap_err();
    assert!(matches!(error, OAuthError::Unexpected { status: 502 }), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn error_codes_are_told_apart() {
    let refused = |status, body: &'static str| always(move || (status, body));
    let unauthorized = StatusCode::UNAUTHORIZED;
    let error = refresh(refused(unauthorized, r#"{"error": "invalid_client"}"#)).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidClient), "{error:?}");
    let bad = StatusCode::BAD_REQUEST;
    let error = exchange(refused(bad, r#"{"error": "invalid_grant"}"#)).await.unwrap_err();
    assert!(matches!(error, OAuthError::InvalidGrant), "{error:?}");
    let error =
        refresh(refused(StatusCode::TOO_MANY_REQUESTS, r#"{"error":{"status":429}}"#)).await;
    assert!(matches!(error, Err(OAuthError::Unexpected { status: 429 })));
}

#[tokio::test]
async fn a_success_without_tokens_is_unexpected() {
    for body in ["<html>Hello</html>", "", "{}", r#"{"access_token": null}"#] {
        let error = exchange(always(move || body)).await.unwrap_err();
        assert!(matches!(error, OAuthError::UnexpectedBody), "{body}: {error:?}");
        assert!(!error.is_retryable());
    }
    let error = refresh(always(|| "x".repeat(1_000_000))).await.unwrap_err();
    assert!(matches!(error, OAuthError::UnexpectedBody), "{error:?}");
    let error = refresh(always(|| (StatusCode::UNAUTHORIZED, "x".repeat(1_000_000)))).await;
    assert!(matches!(error, Err(OAuthError::InvalidGrant)));
}

#[tokio::test]
async fn a_broken_token_answer_is_not_quoted() {
    let error = exchange(always(|| r#"{"access_token": "v3ry-secret", "#)).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("v3ry"), "{error:?}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let log = Log::default();
    let error =
        refresh(log.around(always(|| Redirect::temporary("/elsewhere")))).await.unwrap_err();
    assert!(matches!(error, OAuthError::Unexpected { status: 307 }), "{error:?}");
    assert_eq!(log.requests(), ["/oauth/token"]);
}

#[tokio::test]
async fn a_service_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(url.parse().unwrap()).refresh(&RefreshToken::new("0ld")).await.unwrap_err();
    assert!(matches!(error, OAuthError::Unreachable(_)), "{error:?}");
    assert!(error.is_retryable() && !error.needs_reconnect());
}
