//! The token endpoint (RFC 6749, 3.2, 4.1.3, 5 and 6).

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{api::guard::Caller, service::Shared, settings::Client};

use super::{
    SCOPE,
    codes::{Redemption, Refusal},
    credentials,
    params::Params,
    tokens::TokenResponse,
};

/// An error answer (RFC 6749, 5.2).
#[derive(Debug, Serialize)]
pub(super) struct TokenError {
    error: &'static str,
    error_description: &'static str,
}

impl TokenError {
    fn new(error: &'static str, error_description: &'static str) -> Self {
        Self { error, error_description }
    }

    fn invalid_request(description: &'static str) -> Self {
        Self::new("invalid_request", description)
    }

    fn invalid_grant(description: &'static str) -> Self {
        Self::new("invalid_grant", description)
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        if self.error == "invalid_client" {
            let challenge = [(header::WWW_AUTHENTICATE, r#"Basic realm="oauth""#)];
            (StatusCode::UNAUTHORIZED, challenge, Json(self)).into_response()
        } else {
            (StatusCode::BAD_REQUEST, Json(self)).into_response()
        }
    }
}

pub(super) async fn exchange(
    State(service): State<Shared>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let no_store = [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")];
    (no_store, answer(&service, &headers, &body).map(Json)).into_response()
}

fn answer(service: &Shared, headers: &HeaderMap, body: &[u8]) -> Result<TokenResponse, TokenError> {
    if !is_form(headers) {
        return Err(TokenError::invalid_request("the body must be form-encoded"));
    }
    let params = Params::parse(body);
    let client = authenticate(service, headers, &params)?;
    if params.has_repeated() {
        return Err(TokenError::invalid_request("a parameter came more than once"));
    }
    match params.get("grant_type") {
        Some("authorization_code") => from_code(service, client, &params),
        Some("refresh_token") => from_refresh_token(service, client, &params),
        Some(_) => Err(TokenError::new(
            "unsupported_grant_type",
            "grant_type must be authorization_code or refresh_token",
        )),
        None => Err(TokenError::invalid_request("grant_type is missing")),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

fn authenticate<'a>(
    service: &'a Shared,
    headers: &HeaderMap,
    params: &Params,
) -> Result<&'a Client, TokenError> {
    let refused = |description| TokenError::new("invalid_client", description);
    if params.get("client_secret").is_some() {
        return Err(refused("the client must authenticate with HTTP Basic, not in the body"));
    }
    let client = credentials::client(service, headers)
        .ok_or_else(|| refused("HTTP Basic with client id and secret is missing or wrong"))?;
    match params.get("client_id") {
        Some(other) if other != client.id => {
            Err(refused("client_id is not the client of HTTP Basic"))
        }
        _ => Ok(client),
    }
}

fn from_code(
    service: &Shared,
    client: &Client,
    params: &Params,
) -> Result<TokenResponse, TokenError> {
    let code = params.get("code").ok_or(TokenError::invalid_request("code is missing"))?;
    let attempt = Redemption {
        code,
        client_id: &client.id,
        redirect_uri: params.get("redirect_uri"),
        verifier: params.get("code_verifier"),
    };
    let now = service.now();
    match service.codes.redeem(attempt, now) {
        Ok(grant) => {
            let caller = Caller { client_id: grant.client_id, coach: grant.coach };
            Ok(service.tokens.issue_for_code(code, caller, now))
        }
        Err(Refusal::Invalid(description)) => Err(TokenError::invalid_grant(description)),
        Err(Refusal::Reused) => {
            service.tokens.revoke_code(code);
            Err(TokenError::invalid_grant("the code was used before; its tokens are revoked"))
        }
    }
}

fn from_refresh_token(
    service: &Shared,
    client: &Client,
    params: &Params,
) -> Result<TokenResponse, TokenError> {
    let token = params
        .get("refresh_token")
        .ok_or(TokenError::invalid_request("refresh_token is missing"))?;
    if params.get("scope").is_some_and(|scope| scope != SCOPE) {
        return Err(TokenError::new("invalid_scope", "only team_read was granted"));
    }
    service
        .tokens
        .refresh(token, &client.id, service.now())
        .ok_or(TokenError::invalid_grant("the refresh token is not in force"))
}
