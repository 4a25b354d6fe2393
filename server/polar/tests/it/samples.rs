//! Recordings with samples, which are parsed while they arrive.

use std::io;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures::{StreamExt, stream};
use polar::{
    ApiError, BodyProblem, ClientSettings, Endpoint, HttpSettings, PolarClient, RecordedSession,
    SampleKind, Samples, Urgency,
};
use series::Channel;

use crate::support::{Log, client, client_with, serve, settings, token};

async fn read(client: &PolarClient) -> Result<RecordedSession, ApiError> {
    client.player_session_samples(&token(), &Urgency::background(), "s", Samples::All).await
}

async fn read_body(body: &'static str) -> Result<RecordedSession, ApiError> {
    read(&client(serve(Router::new().fallback(async move || body)).await).await).await
}

/// An hour of rows at 10 Hz in an answer that comes in pieces of an odd size.
fn hour() -> Body {
    let rows: Vec<_> = (0..36_000)
        .map(|n| {
            let heart_rate = if n % 10 == 0 { "150" } else { "null" };
            format!(r#"["PT{}.{}S", {heart_rate}, 3.25]"#, n / 10, n % 10)
        })
        .collect();
    let json = format!(
        r#"{{"data": {{"id": "s", "samples": {{"fields": ["time", "hr", "speed"], "values": [{}]}},
            "rr_intervals": [400, null], "name": "Hour"}}}}"#,
        rows.join(",")
    );
    let pieces: Vec<_> = json.as_bytes().chunks(7_919).map(Bytes::copy_from_slice).collect();
    Body::from_stream(stream::iter(pieces.into_iter().map(Ok::<_, io::Error>)))
}

#[tokio::test]
async fn an_hour_of_samples_arrives_in_columns() {
    let log = Log::default();
    let client = client(serve(log.around(Router::new().fallback(async || hour()))).await).await;
    let session = read(&client).await.unwrap();
    assert_eq!(session.details.name.as_deref(), Some("Hour"));
    assert_eq!(session.recording.column(Channel::HeartRate).unwrap().len(), 3_600);
    assert_eq!(session.recording.column(Channel::Speed).unwrap().len(), 36_000);
    assert_eq!(session.recording.extent_ms(), Some((0, 3_599_900)));
    assert_eq!(session.recording.rr_intervals_ms, [Some(400), None]);
    assert_eq!(log.requests(), ["/v1/training_sessions/s?samples=all"]);
}

#[tokio::test]
async fn single_kinds_can_be_asked_for() {
    let log = Log::default();
    let client = client(serve(log.around(Router::new().fallback(async || hour()))).await).await;
    let kinds = [SampleKind::HeartRate, SampleKind::RrIntervals];
    client
        .player_session_samples(&token(), &Urgency::interactive(), "s", Samples::Only(&kinds))
        .await
        .unwrap();
    assert_eq!(log.requests(), ["/v1/training_sessions/s?samples=hr%2Crr"]);
}

#[tokio::test]
async fn ragged_rows_and_missing_parts_are_read() {
    let session = read_body(
        r#"{"data": {"samples": {"fields": ["time", "hr", "brightness"], "values": [
            ["PT0S", 94.0], ["PT0.1S", null, 1, 2, 3], null, ["PT0.2S", "95"], ["PT0.3S", 96]
        ]}, "rr_intervals": null}, "more": [1, {"x": 2}]}"#,
    )
    .await
    .unwrap();
    let heart_rate: Vec<_> = session.recording.column(Channel::HeartRate).unwrap().iter().collect();
    assert_eq!(heart_rate.first(), Some(&(0, 94.0)));
    assert_eq!(heart_rate.last(), Some(&(300, 96.0)));
    assert_eq!(session.details.id, None);

    let nothing = read_body(r#"{"data": {"id": "s", "samples": null}}"#).await.unwrap();
    assert!(nothing.recording.columns().is_empty());
}

#[tokio::test]
async fn what_is_no_recording_says_so() {
    let problem = async |body| match read_body(body).await.unwrap_err() {
        ApiError::UnexpectedBody { problem, line, .. } => (problem, line),
        other => panic!("{body}: {other}"),
    };
    assert_eq!(problem("<html>Maintenance</html>").await, (BodyProblem::NotJson, 1));
    assert_eq!(problem(r#"{"data": ["s"]}"#).await.0, BodyProblem::Shape);
    assert_eq!(problem("{}").await.0, BodyProblem::Shape);
    assert_eq!(problem("{\"data\":\n {\"samples\": 7}}").await, (BodyProblem::Shape, 2));
    assert_eq!(problem(r#"{"data": {"id": "s"}} {}"#).await.0, BodyProblem::Syntax);
}

#[tokio::test]
async fn refusals_are_those_of_any_call() {
    let router = Router::new().fallback(async || (StatusCode::NOT_FOUND, "<html>404</html>"));
    let error = read(&client(serve(router).await).await).await.unwrap_err();
    let endpoint = Endpoint::PlayerSessionSamples;
    assert!(matches!(error, ApiError::NotFound { endpoint: e } if e == endpoint), "{error:?}");
}

#[tokio::test]
async fn a_body_that_breaks_off_can_be_tried_again() {
    let error = read_body(r#"{"data": {"samples": {"fields": ["time"], "values": [["PT0S""#).await;
    let error = error.unwrap_err();
    assert!(matches!(error, ApiError::CutShort { .. }), "{error:?}");

    let broken = Router::new().fallback(async || {
        let parts = [Ok(r#"{"data": {"id": "#), Err(io::Error::other("gone"))];
        Body::from_stream(stream::iter(parts))
    });
    let error = read(&client(serve(broken).await).await).await.unwrap_err();
    assert!(matches!(error, ApiError::Unreachable { .. }), "{error:?}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn an_answer_larger_than_allowed_is_not_read_to_its_end() {
    let endless = Router::new().fallback(async || {
        let head = stream::once(async { Bytes::from(r#"{"data": {"rr_intervals": [1"#) });
        let beats = stream::repeat_with(|| Bytes::from(",1".repeat(1_000)));
        Body::from_stream(head.chain(beats).map(Ok::<_, io::Error>))
    });
    let settings = ClientSettings { max_samples_bytes: 100_000, ..settings(serve(endless).await) };
    let client = client_with(settings).await;
    let error = read(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::BodyTooLarge { limit_bytes: 100_000, .. }), "{error:?}");
}

#[tokio::test]
async fn a_body_that_stalls_times_out() {
    let stalled = Router::new().fallback(async || {
        let head = stream::iter([Ok::<_, io::Error>(r#"{"data": {"id": "#)]);
        Body::from_stream(head.chain(stream::pending()))
    });
    let http = HttpSettings { stall_timeout: Duration::from_millis(50), ..HttpSettings::default() };
    let settings = ClientSettings { http, ..settings(serve(stalled).await) };
    let client = client_with(settings).await;
    let error = read(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::TimedOut { .. }), "{error:?}");
}

#[tokio::test]
async fn a_body_that_drips_has_a_deadline() {
    let drip = Router::new().fallback(async || {
        let byte = async |()| {
            tokio::task::yield_now().await;
            Some((Ok::<_, io::Error>(" "), ()))
        };
        Body::from_stream(stream::unfold((), byte))
    });
    let samples_timeout = Duration::from_millis(50);
    let settings = ClientSettings { samples_timeout, ..settings(serve(drip).await) };
    let client = client_with(settings).await;
    let error = read(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::TimedOut { .. }), "{error:?}");
}
