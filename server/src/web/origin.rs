//! Nobody else's page may change anything here.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses requests that may change something unless they come from our own pages, by what browsers say of
/// them: `Sec-Fetch-Site`, or `Origin` from those that do not send it.
pub(super) async fn same_origin_only(
    State(public_origin): State<Arc<str>>,
    request: Request,
    next: Next,
) -> Response {
    if request.method().is_safe() || is_own(&request, &public_origin) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This request did not come from a page of this Touchline server.\n")
        .into_response()
}

fn is_own(request: &Request, public_origin: &str) -> bool {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    match header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => header(header::ORIGIN.as_str()) == Some(public_origin),
    }
}
