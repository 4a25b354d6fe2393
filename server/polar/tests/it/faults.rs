//! A service that refuses, breaks, stalls and sends nonsense.

use std::future::pending;
use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use futures::stream;
use polar::{ApiError, BodyProblem, ClientSettings, Endpoint, HttpSettings, PolarClient, Urgency};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use url::Url;

use crate::support::{Log, TOKEN, client, client_with, serve, settings, token};

/// Gzip of `{"data": [{"id": "t"}]}`.
const GZIPPED: [u8; 41] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 74, 73, 44, 73, 84, 178, 82, 136, 174, 86, 202, 76,
    1, 210, 74, 37, 74, 181, 177, 181, 0, 175, 118, 176, 5, 23, 0, 0, 0,
];

/// A router whose every address answers like this.
fn always<R: IntoResponse>(answer: impl Fn() -> R + Clone + Send + Sync + 'static) -> Router {
    Router::new().fallback(move || {
        let response: Response = answer().into_response();
        async move { response }
    })
}

/// What asking such a service for teams comes to.
async fn teams_of(router: Router) -> Result<usize, ApiError> {
    let client = client(serve(router).await).await;
    let teams = client.teams(&token(), &Urgency::interactive()).await?;
    Ok(teams.len())
}

async fn error_of(router: Router) -> ApiError {
    let error = teams_of(router).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(TOKEN), "{error:?}");
    error
}

async fn hasty(api_url: Url) -> PolarClient {
    let http = HttpSettings { stall_timeout: Duration::from_millis(50), ..HttpSettings::default() };
    let settings = ClientSettings { http, ..settings(api_url) };
    client_with(settings).await
}

#[tokio::test]
async fn refusals_are_told_apart_even_in_html() {
    let html = Html("<html><body><h1>no</h1></body></html>");
    let said = async |status| error_of(always(move || (status, html))).await;
    assert!(matches!(
        said(StatusCode::UNAUTHORIZED).await,
        ApiError::NotSignedIn { endpoint: Endpoint::Teams }
    ));
    assert!(matches!(said(StatusCode::FORBIDDEN).await, ApiError::Forbidden { .. }));
    assert!(matches!(said(StatusCode::NOT_FOUND).await, ApiError::NotFound { .. }));
    for status in [StatusCode::INTERNAL_SERVER_ERROR, StatusCode::SERVICE_UNAVAILABLE] {
        let error = said(status).await;
        assert!(matches!(error, ApiError::ServerError { status: s, .. } if s == status.as_u16()));
        assert!(error.is_retryable());
    }
    let error = said(StatusCode::NO_CONTENT).await;
    assert!(matches!(error, ApiError::UnexpectedStatus { status: 204, .. }));
    let error = said(StatusCode::BAD_REQUEST).await;
    assert!(matches!(error, ApiError::UnexpectedStatus { status: 400, .. }));
}

#[tokio::test]
async fn a_success_that_is_a_web_page_is_unexpected() {
    let error = error_of(always(|| Html("<html>Maintenance</html>"))).await;
    let expected = BodyProblem::NotJson;
    assert!(matches!(error, ApiError::UnexpectedBody { problem, .. } if problem == expected));
    assert!(error.is_retryable());
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let log = Log::default();
    let router = log.around(always(|| Redirect::temporary("/elsewhere")));
    let error = error_of(router).await;
    assert!(matches!(error, ApiError::UnexpectedStatus { status: 307, .. }));
    assert_eq!(log.requests().len(), 1);
}

#[tokio::test]
async fn a_request_says_who_asks_and_accepts_gzip() {
    let echo = |headers: HeaderMap| async move {
        let sent = |name| headers[name].to_str().unwrap().to_owned();
        assert_eq!(sent(header::AUTHORIZATION), format!("Bearer {TOKEN}"));
        assert_eq!(sent(header::USER_AGENT), "polar-tests");
        assert_eq!(sent(header::ACCEPT), "application/json");
        let team = format!(r#"{{"id": "{}"}}"#, sent(header::ACCEPT_ENCODING));
        format!(r#"{{"data": [{}]}}"#, vec![team; 50].join(","))
    };
    let router = Router::new().route("/v1/teams", get(echo)).layer(CompressionLayer::new());
    let client = client(serve(router).await).await;
    let teams = client.teams(&token(), &Urgency::interactive()).await.unwrap();
    assert_eq!((teams.len(), teams[0].id.as_str()), (50, "gzip"));
}

#[tokio::test]
async fn ids_travel_as_one_segment() {
    let log = Log::default();
    let router = log.around(always(|| r#"{"data": {"id": "t"}}"#));
    let client = client(serve(router).await).await;
    client.team(&token(), &Urgency::interactive(), "a/../b?c#d").await.unwrap();
    assert_eq!(log.requests(), ["/v1/teams/a%2F..%2Fb%3Fc%23d"]);
}

#[tokio::test]
async fn a_body_that_breaks_off_can_be_tried_again() {
    let broken = || {
        let parts = [Ok(Bytes::from(r#"{"data": ["#)), Err(io::Error::other("gone"))];
        Body::from_stream(stream::iter(parts))
    };
    let error = error_of(always(broken)).await;
    assert!(matches!(error, ApiError::Unreachable { .. }), "{error:?}");
    assert!(error.is_retryable());

    let error = error_of(always(|| r#"{"data": [{"id": "t""#)).await;
    assert!(matches!(error, ApiError::CutShort { .. }), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn gzip_cut_at_any_byte_is_an_error() {
    let gzipped =
        |bytes: &'static [u8]| always(move || ([(header::CONTENT_ENCODING, "gzip")], bytes));
    assert_eq!(teams_of(gzipped(&GZIPPED)).await.unwrap(), 1);
    for cut in 0..GZIPPED.len() {
        let error = error_of(gzipped(&GZIPPED[..cut])).await;
        assert!(matches!(error, ApiError::CutShort { .. }), "{cut}: {error:?}");
    }
    let error = error_of(gzipped(b"this is no gzip at all, whatever the header says")).await;
    assert!(matches!(error, ApiError::CutShort { .. }), "{error:?}");
}

#[tokio::test]
async fn a_service_that_says_nothing_times_out() {
    let router = Router::new().fallback(pending::<Response>);
    let client = hasty(serve(router).await).await;
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::TimedOut { endpoint: Endpoint::Teams }), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn a_service_that_stops_in_the_middle_times_out() {
    let stalled = || {
        let part = stream::iter([Ok::<_, io::Error>(r#"{"data": ["#)]);
        Body::from_stream(futures::StreamExt::chain(part, stream::pending()))
    };
    let client = hasty(serve(always(stalled)).await).await;
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::TimedOut { .. }), "{error:?}");
}

#[tokio::test]
async fn a_service_that_is_not_there_is_unreachable() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = client(address.parse().unwrap()).await;
    let error = client.team(&token(), &Urgency::interactive(), "t").await.unwrap_err();
    assert!(matches!(error, ApiError::Unreachable { endpoint: Endpoint::Team, .. }), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn an_answer_larger_than_allowed_is_not_read_to_its_end() {
    let endless = || {
        Body::from_stream(stream::repeat_with(|| {
            Ok::<_, io::Error>(Bytes::from_static(&[b' '; 8192]))
        }))
    };
    let url = serve(always(endless)).await;
    let settings = ClientSettings { max_body_bytes: 100_000, ..settings(url) };
    let client = client_with(settings).await;
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::BodyTooLarge { limit_bytes: 100_000, .. }), "{error:?}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn the_limit_counts_what_was_unpacked() {
    let bomb = || vec![b' '; 1_000_000];
    let router = always(bomb).layer(CompressionLayer::new());
    let url = serve(router).await;
    let settings = ClientSettings { max_body_bytes: 100_000, ..settings(url) };
    let client = client_with(settings).await;
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::BodyTooLarge { .. }), "{error:?}");
}

#[tokio::test]
async fn deep_nesting_is_refused() {
    let error = error_of(always(|| format!(r#"{{"data": {}"#, "[".repeat(1_000_000)))).await;
    assert!(matches!(error, ApiError::UnexpectedBody { .. }), "{error:?}");
}
