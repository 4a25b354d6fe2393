//! Counting requests, and telling what was counted.

use std::time::Duration;

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::time::Instant;

use crate::{
    club::ClubDesk,
    metrics::{Metrics, Now},
    store,
    sync::Sync,
};

/// How long counting what is missing may take: with a database that hangs, the other numbers are told without it.
const PATIENCE: Duration = Duration::from_secs(5);

const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Counts each answer by its address's template; the site's files and what has no address count together.
pub(super) async fn count(
    State(metrics): State<Metrics>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let method = name(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("/{*rest}", MatchedPath::as_str);
    metrics.answered(method, route, response.status().as_u16(), began.elapsed());
    response
}

/// Anybody can make up methods.
fn name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

/// Where the numbers come from.
#[derive(Clone, Debug)]
pub(crate) struct Gauges {
    pub(crate) metrics: Metrics,
    pub(crate) desk: ClubDesk,
    pub(crate) sync: Sync,
}

/// `/metrics`: for a listener of its own, since it knows nobody and asks for no sign-in.
pub(crate) fn metrics_router(gauges: Gauges) -> Router {
    Router::new().route("/metrics", get(tell)).with_state(gauges)
}

async fn tell(State(Gauges { metrics, desk, sync }): State<Gauges>) -> Response {
    let now = Now {
        work: sync.workload(PATIENCE).await,
        columns: desk.columns_usage(),
        database_errors: store::database_errors(),
    };
    match metrics.text(&now) {
        Ok(text) => ([(header::CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
