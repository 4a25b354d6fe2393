//! Misbehaviour on demand: what the real service, or what stands before it, does on bad days.
//!
//! [`rule`] decides which requests are struck, [`effect`] what they get instead of their answer.

mod body;
mod effect;
mod kind;
mod rewrite;
mod rule;
mod syntax;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};

use crate::{endpoint::Endpoint, service::Shared};

pub use kind::{FaultKind, RetryAfter};
pub use rule::{Fault, Faults, Frequency};
pub use syntax::FaultSyntax;

/// Middleware around all endpoints.
pub(crate) async fn strike(
    State(service): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let endpoint = request.extensions().get::<Endpoint>().copied();
    match endpoint.and_then(|endpoint| service.faults.strike(endpoint)) {
        Some(kind) => effect::answer(kind, service.utc_now(), next.run(request)).await,
        None => next.run(request).await,
    }
}
