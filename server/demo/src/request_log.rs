//! What was asked, when and by whom: the evidence with which tests judge a client.

use std::{
    collections::{HashMap, VecDeque},
    sync::Mutex,
    time::Duration,
};

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};

use crate::{
    api::guard::Caller,
    endpoint::Endpoint,
    service::{Shared, lock},
};

/// One request and how it was answered.
#[derive(Debug, Clone)]
pub struct LoggedRequest {
    /// When it arrived, by the service's clock.
    pub at: Duration,
    /// Its method.
    pub method: Method,
    /// Its path and query.
    pub uri: String,
    /// The endpoint that it is for; none for pages and for addresses that are none.
    pub endpoint: Option<Endpoint>,
    /// The client whose token it carried, for answered API requests with a valid one.
    pub client_id: Option<String>,
    /// The status of the answer; none as long as there is no answer.
    pub status: Option<StatusCode>,
}

/// The log of one service.
pub(crate) struct RequestLog {
    kept: usize,
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    latest: VecDeque<LoggedRequest>,
    /// How many made room, which is the number of the first in `latest`.
    dropped: u64,
    counts: HashMap<&'static str, u64>,
}

impl RequestLog {
    /// Keeps so many requests.
    pub(crate) fn new(kept: usize) -> Self {
        Self { kept, entries: Mutex::default() }
    }

    /// Notes a request, and gives the number under which its answer is noted later.
    fn arrived(&self, request: LoggedRequest) -> u64 {
        let mut entries = lock(&self.entries);
        if let Some(endpoint) = request.endpoint {
            *entries.counts.entry(endpoint.path()).or_default() += 1;
        }
        let number = entries.dropped + entries.latest.len() as u64;
        entries.latest.push_back(request);
        if entries.latest.len() > self.kept {
            entries.latest.pop_front();
            entries.dropped += 1;
        }
        number
    }

    fn answered(&self, number: u64, response: &Response) {
        let mut entries = lock(&self.entries);
        let index = number.checked_sub(entries.dropped);
        if let Some(entry) = index.and_then(|index| entries.latest.get_mut(index as usize)) {
            entry.status = Some(response.status());
            entry.client_id =
                response.extensions().get::<Caller>().map(|caller| caller.client_id.clone());
        }
    }

    pub(crate) fn entries(&self) -> Vec<LoggedRequest> {
        lock(&self.entries).latest.iter().cloned().collect()
    }

    pub(crate) fn count(&self, path: &str) -> u64 {
        lock(&self.entries).counts.get(path).copied().unwrap_or(0)
    }
}

/// Middleware around all routes. It leaves the [`Endpoint`] in the request.
pub(crate) async fn record(
    State(service): State<Shared>,
    request: Request,
    next: Next,
) -> Response {
    let at = service.now();
    let (endpoint, mut request) = Endpoint::of(request).await;
    let method = request.method().clone();
    let uri = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    let arrived = LoggedRequest { at, method, uri, endpoint, client_id: None, status: None };
    let number = service.log.arrived(arrived);
    if let Some(endpoint) = endpoint {
        request.extensions_mut().insert(endpoint);
    }
    let response = next.run(request).await;
    tracing::debug!(?endpoint, status = response.status().as_u16(), "request answered");
    service.log.answered(number, &response);
    response
}
