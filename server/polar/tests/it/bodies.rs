//! Bodies that are too large, too deep, or not what their heads promise.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use futures::stream;
use polar::{
    ApiError, BodyProblem, ClientSettings, HttpSettings, PolarClient, RecordedSession, Samples,
    Urgency,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use url::Url;

use crate::support::{client, client_with, serve, settings, token};

fn always<R: IntoResponse>(answer: impl Fn() -> R + Clone + Send + Sync + 'static) -> Router {
    Router::new().fallback(move || {
        let response: Response = answer().into_response();
        async move { response }
    })
}

async fn teams(client: &PolarClient) -> Result<usize, ApiError> {
    Ok(client.teams(&token(), &Urgency::interactive()).await?.len())
}

async fn samples(client: &PolarClient) -> Result<RecordedSession, ApiError> {
    client.player_session_samples(&token(), &Urgency::interactive(), "s", Samples::All).await
}

/// A server that answers every request with these bytes, head and all, and closes.
async fn raw(answer: &'static str) -> Url {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let _ = connection.read(&mut request).await;
                let _ = connection.write_all(answer.as_bytes()).await;
                let _ = connection.shutdown().await;
            });
        }
    });
    Url::parse(&format!("http://{address}")).unwrap()
}

#[tokio::test]
async fn a_wrong_length_is_a_cut_or_broken_answer() {
    let too_long = raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\": ").await;
    let too_short = raw("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"data\": []}").await;
    for url in [too_long, too_short] {
        let client = client(url).await;
        for error in [teams(&client).await.unwrap_err(), samples(&client).await.unwrap_err()] {
            assert_cut_or_broken(&error);
        }
    }
}

fn assert_cut_or_broken(error: &ApiError) {
    let expected = matches!(error, ApiError::CutShort { .. } | ApiError::Unreachable { .. });
    assert!(expected && error.is_retryable(), "{error:?}");
}

#[tokio::test]
async fn a_head_that_is_no_http_is_unreachable() {
    for head in [
        "",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
    ] {
        let error = teams(&client(raw(head).await).await).await.unwrap_err();
        assert_cut_or_broken(&error);
    }
}

#[tokio::test]
async fn a_gzip_bomb_is_not_unpacked_to_its_end() {
    // White space packs a thousand to one.
    let bomb = || format!("{{\"data\": {}", " ".repeat(2_000_000));
    let url = serve(always(bomb).layer(CompressionLayer::new())).await;
    let limits =
        ClientSettings { max_body_bytes: 100_000, max_samples_bytes: 200_000, ..settings(url) };
    let client = client_with(limits).await;
    let error = teams(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::BodyTooLarge { limit_bytes: 100_000, .. }), "{error:?}");
    let error = samples(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::BodyTooLarge { limit_bytes: 200_000, .. }), "{error:?}");
}

#[tokio::test]
async fn a_small_answer_that_drips_has_a_deadline() {
    let drip = || {
        let byte = async |()| {
            tokio::task::yield_now().await;
            Some((Ok::<_, io::Error>(" "), ()))
        };
        Body::from_stream(stream::unfold((), byte))
    };
    let http =
        HttpSettings { request_timeout: Duration::from_millis(50), ..HttpSettings::default() };
    let client = client_with(ClientSettings { http, ..settings(serve(always(drip)).await) }).await;
    let error = teams(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::TimedOut { .. }), "{error:?}");
}

#[tokio::test]
async fn deep_nesting_is_an_error_wherever_it_is() {
    let nested = |prefix: &'static str, open: &'static str| {
        move || format!("{{\"data\": {prefix}{}", open.repeat(100_000))
    };
    for (prefix, open) in [
        ("", "["),
        ("", "{\"a\":"),
        (r#"{"id": "s", "unknown": "#, "["),
        (r#"{"id": "s", "samples": {"fields": "#, "["),
        (r#"{"id": "s", "samples": {"fields": ["time"], "values": [["#, "["),
        (r#"{"id": "s", "rr_intervals": ["#, "["),
    ] {
        let client = client(serve(always(nested(prefix, open))).await).await;
        for error in [teams(&client).await.unwrap_err(), samples(&client).await.unwrap_err()] {
            // What is skipped anyway is skipped at any depth, until it ends too early.
            let expected =
                matches!(error, ApiError::UnexpectedBody { .. } | ApiError::CutShort { .. });
            assert!(expected, "{prefix}: {error:?}");
        }
    }
}

#[tokio::test]
async fn a_number_beyond_all_numbers_is_an_error_and_the_rest_is_tolerated() {
    let beyond =
        client(serve(always(|| r#"{"data": {"id": "s", "distance_meters": 1e999}}"#)).await);
    let error = samples(&beyond.await).await.unwrap_err();
    let expected = BodyProblem::Syntax;
    assert!(
        matches!(error, ApiError::UnexpectedBody { problem, .. } if problem == expected),
        "{error:?}"
    );
    assert!(!error.is_retryable());

    let absurd = r#"{"data": {"id": "s", "duration_ms": -5, "calories": 1e300, "distance_meters": -1e308,
        "duration": "-PT5S", "heart_rate_max": 99999999999999999999999999,
        "samples": {"fields": ["time", "hr", "speed"], "values": [
            ["PT0S", 94, 1e308], ["-PT1S", 95, 1], ["PT99999999999999999999S", 96, 1], ["PT1S", -1e300, 1e-320]
        ]},
        "rr_intervals": [-1, 1e300, 70000, 0.2, 480]}}"#;
    let session = samples(&client(serve(always(move || absurd)).await).await).await.unwrap();
    assert_eq!(session.details.duration_ms, None);
    assert_eq!(session.recording.rr_intervals_ms, [None, None, None, None, Some(480)]);
    assert_eq!(session.recording.dropped_rows(), 2);
}

#[tokio::test]
async fn arrays_larger_than_any_real_one_are_refused() {
    let session = |field: &'static str, element: &'static str| {
        let elements = vec![element; 2_000_000].join(",");
        format!(r#"{{"data": {{"id": "s", {field}[{elements}]}}}}"#)
    };
    let rows =
        session(r#""samples": {"fields": ["time"], "values": "#, "[]").replace("]}}", "]}}}");
    let beats = session(r#""rr_intervals": "#, "1");
    for body in [rows, beats] {
        let body = Bytes::from(body);
        let client = client(serve(always(move || body.clone())).await).await;
        let error = samples(&client).await.unwrap_err();
        let expected = BodyProblem::Shape;
        assert!(
            matches!(error, ApiError::UnexpectedBody { problem, .. } if problem == expected),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn documents_larger_than_any_real_one_are_refused() {
    let packed =
        format!(r#"{{"data": {{"heart_rate_zones": [{}]}}}}"#, vec!["[]"; 500_000].join(","));
    let client = client(serve(always(move || packed.clone())).await).await;
    let error = client.session_summary(&token(), &Urgency::interactive(), "s").await.unwrap_err();
    let ApiError::UnexpectedBody { problem, path, .. } = &error else { panic!("{error:?}") };
    assert_eq!((*problem, path.as_str()), (BodyProblem::Shape, "data.heart_rate_zones[99999]"));
}
