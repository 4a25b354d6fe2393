//! What the client makes of "too many requests".

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use polar::{
    ApiError, Budget, BudgetSettings, ClientSettings, MemoryKeeper, PolarClient, RetrySettings,
    Urgency,
};

use crate::support::{budget, client_within, fast_budget, serve, settings, time, token};

/// Refuses with this `Retry-After` so many times before it answers; counts all requests.
async fn refusing(
    times: u32,
    retry_after: Option<&'static str>,
    retries: u32,
    budget: Budget,
) -> (PolarClient, Arc<AtomicU32>) {
    let count = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&count);
    let answer = move || -> Response {
        if counted.fetch_add(1, Ordering::SeqCst) < times {
            let headers = retry_after.map(|wait| [(header::RETRY_AFTER, wait)]);
            let body = r#"{"error":{"status":429,"message":"Too many requests"}}"#;
            match headers {
                Some(headers) => (StatusCode::TOO_MANY_REQUESTS, headers, body).into_response(),
                None => (StatusCode::TOO_MANY_REQUESTS, body).into_response(),
            }
        } else {
            r#"{"data": []}"#.into_response()
        }
    };
    let url = serve(Router::new().fallback(move || {
        let answer = answer();
        async move { answer }
    }))
    .await;
    let retry = RetrySettings { rate_limit_retries: retries, ..RetrySettings::default() };
    (client_within(ClientSettings { retry, ..settings(url) }, budget), count)
}

/// How long the first refusal pauses the budget.
async fn pause_after(header: Option<&'static str>) -> Duration {
    let (client, _) = refusing(1, header, 0, fast_budget().await).await;
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    let ApiError::RateLimited { retry_after, .. } = error else { panic!("{error:?}") };
    assert!(error.is_retryable());
    let left = client.budget().snapshot().paused_for.unwrap_or_default();
    assert!(left <= retry_after && left + Duration::from_secs(5) > retry_after, "{left:?}");
    retry_after
}

#[tokio::test]
async fn the_pause_is_what_the_service_says() {
    assert_eq!(pause_after(Some("17")).await, Duration::from_secs(17));
    assert_eq!(pause_after(None).await, Duration::from_secs(10));
    assert_eq!(pause_after(Some("soon")).await, Duration::from_secs(10));
    assert_eq!(pause_after(Some("Sun, 06 Nov 1994 08:50:07 GMT")).await, Duration::from_secs(10));
    assert_eq!(pause_after(Some("31536000")).await, Duration::from_mins(10));
}

#[tokio::test]
async fn a_date_counts_from_the_time_that_was_handed_in() {
    // Half a minute after the time that the tests' budget starts at.
    let pause = pause_after(Some("Fri, 15 Jan 2027 08:00:30 GMT")).await;
    assert!((Duration::from_secs(25)..=Duration::from_secs(30)).contains(&pause), "{pause:?}");
}

#[tokio::test]
async fn a_refused_call_is_sent_again_after_the_pause() {
    let (client, count) = refusing(2, Some("0"), 2, fast_budget().await).await;
    assert!(client.teams(&token(), &Urgency::interactive()).await.is_ok());
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_call_is_not_sent_again_for_ever() {
    let (client, count) = refusing(u32::MAX, Some("0"), 2, fast_budget().await).await;
    let error = client.teams(&token(), &Urgency::background()).await.unwrap_err();
    assert!(matches!(error, ApiError::RateLimited { .. }), "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_refusal_of_one_pauses_all_processes() {
    let (keeper, time) = (Arc::new(MemoryKeeper::default()), time());
    let process =
        |name| Budget::open(BudgetSettings::default(), keeper.clone(), name, Arc::clone(&time));
    let (refused, _) = refusing(1, Some("60"), 0, process("one").await).await;
    let (other, count) = refusing(0, None, 0, process("another").await).await;
    assert!(refused.teams(&token(), &Urgency::background()).await.is_err());
    refused.budget().close().await;
    let (token, urgency) = (token(), Urgency::interactive());
    let call = other.teams(&token, &urgency);
    assert!(tokio::time::timeout(Duration::from_millis(50), call).await.is_err());
    assert_eq!(count.load(Ordering::SeqCst), 0);
    assert!(other.budget().snapshot().paused_for > Some(Duration::from_secs(50)));
}

#[tokio::test]
async fn every_request_is_counted_once() {
    let hour = Duration::from_hours(1);
    let slow = BudgetSettings { leak_interval: hour, ..BudgetSettings::default() };
    let (client, _) = refusing(0, None, 0, budget(slow).await).await;
    for _ in 0..3 {
        client.teams(&token(), &Urgency::interactive()).await.unwrap();
    }
    let snapshot = client.budget().snapshot();
    assert_eq!((snapshot.interactive_left, snapshot.background_left), (92, 37));
    assert!((snapshot.level - 3.0).abs() < 0.01, "{snapshot:?}");
}
