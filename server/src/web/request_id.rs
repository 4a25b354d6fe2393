//! A name for each request, by which what the log says about it can be found.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};
use tower_http::classify::ServerErrorsFailureClass;
use tracing::Span;

use crate::entropy::{Entropy, random_name};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest name that is taken over from whoever asks.
const LONGEST: usize = 64;

/// The name of a request.
#[derive(Clone, Debug)]
pub(super) struct RequestId(HeaderValue);

impl RequestId {
    fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or_default()
    }
}

/// Gives the request its name, the one that a proxy gave it when it is a plain word, and tells it with the answer.
pub(super) async fn identify(
    State(entropy): State<Arc<dyn Entropy>>,
    mut request: Request,
    next: Next,
) -> Response {
    let given = request.headers().get(HEADER).filter(|id| is_plain(id)).cloned();
    // Without randomness it stays without a name, which is no reason to fail.
    let id = given.or_else(|| HeaderValue::try_from(random_name(&*entropy).ok()?).ok());
    if let Some(id) = &id {
        request.extensions_mut().insert(RequestId(id.clone()));
    }
    let mut response = next.run(request).await;
    response.headers_mut().extend(id.map(|id| (HEADER, id)));
    response
}

/// Whether it is short and can do no harm in a log.
fn is_plain(id: &HeaderValue) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(is_plain)
}

/// The log's span of a request: its name, and the path without its query, in which Polar sends codes.
pub(super) fn span(request: &Request) -> Span {
    let id = request.extensions().get::<RequestId>().map_or("", RequestId::as_str);
    tracing::info_span!("request", id, method = %request.method(), path = request.uri().path())
}

/// Writes down that a request was not answered as it should have been. What is only not there yet is no fault: what is
/// behind it, the database for one, tells of it by itself.
pub(super) fn log_failure(failure: ServerErrorsFailureClass, latency: Duration, _: &Span) {
    let latency_ms = latency.as_millis() as u64;
    match failure {
        ServerErrorsFailureClass::StatusCode(StatusCode::SERVICE_UNAVAILABLE) => {
            tracing::info!(latency_ms, "what was asked for is not there yet");
        }
        failure => tracing::error!(%failure, latency_ms, "a request failed"),
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;
    use crate::test_log;

    #[test]
    fn the_log_names_the_request_and_keeps_its_query_to_itself() {
        let mut request =
            Request::get("/auth/callback?code=one-time&state=s").body(Body::empty()).unwrap();
        request.extensions_mut().insert(RequestId(HeaderValue::from_static("abc-1")));
        // What is around a handler may open spans of its own.
        let call = || tracing::info_span!("call").in_scope(|| tracing::error!("it broke"));
        let lines = test_log::lines(|| span(&request).in_scope(call));
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        assert_eq!(line["message"], "it broke");
        let of_request = &line["spans"][0];
        assert_eq!(
            (&of_request["id"], &of_request["path"]),
            (&"abc-1".into(), &"/auth/callback".into())
        );
        assert!(!line.to_string().contains("one-time"), "{line}");
    }

    #[test]
    fn what_is_not_there_yet_is_no_error_of_the_log() {
        let level = |status| {
            let failure = ServerErrorsFailureClass::StatusCode(status);
            let lines =
                test_log::lines(|| log_failure(failure, Duration::from_secs(1), &Span::none()));
            lines[0]["level"].as_str().unwrap().to_owned()
        };
        assert_eq!(level(StatusCode::SERVICE_UNAVAILABLE), "INFO");
        assert_eq!(level(StatusCode::INTERNAL_SERVER_ERROR), "ERROR");
    }

    #[test]
    fn only_a_plain_word_is_taken_over() {
        for (id, plain) in
            [("7f3a-B_c.9", true), ("", false), ("a b", false), ("a=b", false), ("ä", false)]
        {
            assert_eq!(is_plain(&HeaderValue::from_bytes(id.as_bytes()).unwrap()), plain, "{id}");
        }
        assert!(is_plain(&HeaderValue::from_str(&"a".repeat(64)).unwrap()));
        assert!(!is_plain(&HeaderValue::from_str(&"a".repeat(65)).unwrap()));
    }
}
