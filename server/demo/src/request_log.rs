//! What was asked, when and by whom: the evidence with which tests judge a client.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
    time::Duration,
};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};

use crate::{
    api::guard::Caller,
    service::{Shared, lock},
};

/// Enough for a day at the rate limit; older entries make room.
const KEPT: usize = 100_000;

/// One request and how it was answered.
#[derive(Debug, Clone)]
pub struct LoggedRequest {
    /// When it arrived, by the service's clock.
    pub at: Duration,
    /// Its method.
    pub method: Method,
    /// Its path and query.
    pub uri: String,
    /// The endpoint that it matched, such as `/v1/teams/{team_id}`; empty if none.
    pub endpoint: String,
    /// The client whose token it carried, for API requests with a valid one.
    pub client_id: Option<String>,
    /// The status of the answer.
    pub status: StatusCode,
}

#[derive(Default)]
pub(crate) struct RequestLog {
    entries: Mutex<VecDeque<LoggedRequest>>,
    counts: Mutex<HashMap<String, u64>>,
}

impl RequestLog {
    fn push(&self, request: LoggedRequest) {
        *lock(&self.counts).entry(request.endpoint.clone()).or_default() += 1;
        let mut entries = lock(&self.entries);
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(request);
    }

    pub(crate) fn entries(&self) -> Vec<LoggedRequest> {
        lock(&self.entries).iter().cloned().collect()
    }

    pub(crate) fn count(&self, endpoint: &str) -> u64 {
        lock(&self.counts).get(endpoint).copied().unwrap_or(0)
    }
}

/// Middleware around all routes.
pub(crate) async fn record(
    State(service): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let at = service.now();
    let method = request.method().clone();
    let uri = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let endpoint = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(String::new, |path| path.as_str().to_owned());
    let response = next.run(request).await;
    let client_id = response.extensions().get::<Caller>().map(|caller| caller.client_id.clone());
    let status = response.status();
    tracing::debug!(%method, endpoint, status = status.as_u16(), "request answered");
    service.log.push(LoggedRequest { at, method, uri, endpoint, client_id, status });
    response
}
