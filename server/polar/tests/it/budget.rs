//! What the client makes of "too many requests".

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use polar::{ApiError, Budget, BudgetSettings, ClientSettings, PolarClient, Priority};

use crate::support::{fast_budget, serve, settings, token};

/// Refuses with these headers so many times before it answers; counts all requests.
async fn refusing(
    times: u32,
    headers: &[(HeaderName, &'static str)],
    attempts: u32,
    budget: Budget,
) -> (PolarClient, Arc<AtomicU32>) {
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
    let count = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&count);
    let answer = move || -> Response {
        if counted.fetch_add(1, Ordering::SeqCst) < times {
            let body = r#"{"error":{"status":429,"message":"Too many requests"}}"#;
            (StatusCode::TOO_MANY_REQUESTS, headers.clone(), body).into_response()
        } else {
            r#"{"data": []}"#.into_response()
        }
    };
    let url = serve(Router::new().fallback(move || {
        let answer = answer();
        async move { answer }
    }))
    .await;
    let settings = ClientSettings { rate_limit_attempts: attempts, ..settings(url) };
    (PolarClient::new(settings, budget).unwrap(), count)
}

/// How long the first refusal pauses the budget.
async fn pause_after(headers: &[(HeaderName, &'static str)]) -> Duration {
    let (client, _) = refusing(1, headers, 1, fast_budget()).await;
    let error = client.teams(&token(), Priority::Interactive).await.unwrap_err();
    let ApiError::RateLimited { retry_after, .. } = error else { panic!("{error:?}") };
    assert!(error.is_retryable());
    let left = client.budget().snapshot().paused_for.unwrap_or_default();
    assert!(left <= retry_after && left + Duration::from_secs(5) > retry_after, "{left:?}");
    retry_after
}

#[tokio::test]
async fn the_pause_is_what_the_service_says() {
    let date = (header::DATE, "Sun, 06 Nov 1994 08:49:37 GMT");
    let until = (header::RETRY_AFTER, "Sun, 06 Nov 1994 08:50:07 GMT");
    assert_eq!(pause_after(&[(header::RETRY_AFTER, "17")]).await, Duration::from_secs(17));
    assert_eq!(pause_after(&[date, until]).await, Duration::from_secs(30));
    assert_eq!(pause_after(&[]).await, Duration::from_secs(10));
    assert_eq!(pause_after(&[(header::RETRY_AFTER, "soon")]).await, Duration::from_secs(10));
    assert_eq!(pause_after(&[(header::RETRY_AFTER, "31536000")]).await, Duration::from_mins(10));
}

#[tokio::test]
async fn a_refused_call_is_sent_again_after_the_pause() {
    let (client, count) = refusing(2, &[(header::RETRY_AFTER, "0")], 3, fast_budget()).await;
    assert!(client.teams(&token(), Priority::Interactive).await.is_ok());
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_call_is_not_sent_again_for_ever() {
    let (client, count) = refusing(u32::MAX, &[(header::RETRY_AFTER, "0")], 3, fast_budget()).await;
    let error = client.teams(&token(), Priority::Background).await.unwrap_err();
    assert!(matches!(error, ApiError::RateLimited { .. }), "{error:?}");
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_refusal_of_one_pauses_all() {
    let budget = fast_budget();
    let (refused, _) = refusing(1, &[(header::RETRY_AFTER, "60")], 1, budget.clone()).await;
    let (other, count) = refusing(0, &[], 1, budget).await;
    assert!(refused.teams(&token(), Priority::Background).await.is_err());
    let token = token();
    let call = other.teams(&token, Priority::Interactive);
    assert!(tokio::time::timeout(Duration::from_millis(50), call).await.is_err());
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn every_request_is_counted_once() {
    let hour = Duration::from_hours(1);
    let slow = BudgetSettings { leak_interval: hour, ..BudgetSettings::default() };
    let (client, _) = refusing(0, &[], 1, Budget::new(slow, 0)).await;
    for _ in 0..3 {
        client.teams(&token(), Priority::Interactive).await.unwrap();
    }
    let snapshot = client.budget().snapshot();
    assert_eq!((snapshot.interactive_left, snapshot.background_left), (92, 37));
    assert!((snapshot.level - 3.0).abs() < 0.01, "{snapshot:?}");
}
