//! Who may pass: a token in force, and room in the client's bucket.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{season::coaches::Coach, service::Shared};

use super::error::ApiError;

/// On whose behalf a request comes.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) client_id: String,
    pub(crate) coach: Coach,
}

/// Middleware around every endpoint. It leaves the [`Caller`] in the request for the handler and
/// in the answer for the log.
pub(super) async fn admit(
    State(service): State<Shared>,
    mut request: Request,
    next: Next,
) -> Response {
    let now = service.now();
    let caller =
        bearer_token(request.headers()).and_then(|token| service.tokens.caller(token, now));
    let Some(caller) = caller else {
        return ApiError::Unauthorized.into_response();
    };
    let mut response = match service.rate_limit.charge(&caller.client_id, now) {
        Ok(()) => {
            if let Some(latency) = service.settings.latency {
                tokio::time::sleep(latency).await;
            }
            request.extensions_mut().insert(caller.clone());
            next.run(request).await
        }
        Err(wait) => ApiError::TooMany(wait).into_response(),
    };
    response.extensions_mut().insert(caller);
    response
}

fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}
