//! A service that fails for a while.

use std::future::pending;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures::future::BoxFuture;
use polar::{
    ApiError, Budget, BudgetSettings, ClientSettings, Endpoint, FasterTime, FixedJitter,
    HttpSettings, MemoryKeeper, Observer, PolarClient, RetrySettings, Samples, Time, Urgency,
};

use crate::support::{
    Log, budget, client, client_with, client_within, serve, settings, time, token,
};

const EMPTY: &str = r#"{"data": []}"#;

/// Answers in order, and then with success; the log has the requests.
async fn in_order(answers: Vec<fn() -> Response>) -> (url::Url, Log) {
    let (log, next) = (Log::default(), Arc::new(AtomicUsize::new(0)));
    let router = Router::new().fallback(move || {
        let answer = answers.get(next.fetch_add(1, Ordering::SeqCst)).copied();
        async move { answer.map_or_else(|| EMPTY.into_response(), |answer| answer()) }
    });
    (serve(log.around(router)).await, log)
}

fn unavailable() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, Html("<h1>Back soon</h1>")).into_response()
}

fn bad_gateway() -> Response {
    StatusCode::BAD_GATEWAY.into_response()
}

fn web_page() -> Response {
    Html("<html>Maintenance</html>").into_response()
}

fn cut_short() -> Response {
    r#"{"data": "#.into_response()
}

fn with_retry_after(seconds: &'static str) -> Response {
    let mut response = unavailable();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(seconds));
    response
}

#[tokio::test]
async fn what_heals_in_time_is_no_error() {
    for answers in [
        vec![unavailable as fn() -> Response, bad_gateway],
        vec![web_page, cut_short],
        vec![cut_short],
    ] {
        let failures = answers.len();
        let (url, log) = in_order(answers).await;
        let client = client(url).await;
        assert!(client.teams(&token(), &Urgency::background()).await.unwrap().is_empty());
        assert_eq!(log.requests().len(), failures + 1);
        // Each attempt takes its own turn.
        let level = client.budget().snapshot().level;
        assert!(level <= (failures + 1) as f64, "{level}");
    }
}

#[tokio::test]
async fn every_attempt_is_counted() {
    let hour = Duration::from_hours(1);
    let slow = BudgetSettings { leak_interval: hour, ..BudgetSettings::default() };
    let (url, _) = in_order(vec![unavailable, web_page]).await;
    let client = client_within(settings(url), budget(slow).await);
    client.teams(&token(), &Urgency::interactive()).await.unwrap();
    assert_eq!(client.budget().snapshot().interactive_left, 92);
}

#[derive(Debug, Default)]
struct Told(Mutex<Vec<(Endpoint, &'static str)>>);

impl Observer for Told {
    fn ended(&self, endpoint: Endpoint, outcome: Result<(), &ApiError>) {
        let outcome = outcome.map_or_else(ApiError::kind, |()| "ok");
        self.0.lock().unwrap().push((endpoint, outcome));
    }
}

#[tokio::test]
async fn every_attempt_is_told_with_what_came_of_it() {
    let (url, _) = in_order(vec![unavailable, cut_short]).await;
    let told = Arc::new(Told::default());
    let observer: Arc<dyn Observer> = Arc::<Told>::clone(&told);
    let client = client_with(ClientSettings { observer: Some(observer), ..settings(url) }).await;
    client.teams(&token(), &Urgency::background()).await.unwrap();
    let kinds = ["server_error", "cut_short", "ok"].map(|kind| (Endpoint::Teams, kind));
    assert_eq!(*told.0.lock().unwrap(), kinds);
}

#[tokio::test]
async fn samples_are_tried_again_like_the_rest() {
    fn empty_session() -> Response {
        r#"{"data": {"id": "s"}}"#.into_response()
    }
    let (url, log) = in_order(vec![web_page, cut_short, empty_session]).await;
    let client = client(url).await;
    let session =
        client.player_session_samples(&token(), &Urgency::background(), "s", Samples::All).await;
    assert_eq!(session.unwrap().details.id.as_deref(), Some("s"));
    assert_eq!(log.requests().len(), 3);
}

#[tokio::test]
async fn after_two_retries_it_is_given_up() {
    let (url, log) = in_order(vec![bad_gateway, unavailable, web_page, bad_gateway]).await;
    let client = client(url).await;
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::UnexpectedBody { .. }), "{error:?}");
    assert!(error.is_retryable());
    assert_eq!(log.requests().len(), 3);
}

#[tokio::test]
async fn what_the_service_refuses_is_not_sent_again() {
    fn gone() -> Response {
        StatusCode::GONE.into_response()
    }
    fn not_found() -> Response {
        StatusCode::NOT_FOUND.into_response()
    }
    fn unauthorized() -> Response {
        (StatusCode::UNAUTHORIZED, Html("<h1>401</h1>")).into_response()
    }
    fn other_shape() -> Response {
        r#"{"data": 7}"#.into_response()
    }
    for answer in [gone, not_found, unauthorized, other_shape] {
        let (url, log) = in_order(vec![answer]).await;
        assert!(client(url).await.teams(&token(), &Urgency::interactive()).await.is_err());
        assert_eq!(log.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_service_that_is_away_for_long_is_not_waited_for() {
    let (url, log) = in_order(vec![|| with_retry_after("3600")]).await;
    let error = client(url).await.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    let expected = Some(Duration::from_hours(1));
    assert!(
        matches!(error, ApiError::ServerError { status: 503, retry_after, .. } if retry_after == expected),
        "{error:?}"
    );
    assert_eq!(log.requests().len(), 1);
}

/// A clock that writes down how long somebody sleeps by it.
#[derive(Debug)]
struct WrittenDown {
    time: FasterTime,
    sleeps: Mutex<Vec<Duration>>,
}

impl Time for WrittenDown {
    fn now(&self) -> DateTime<Utc> {
        self.time.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleeps.lock().unwrap().push(duration);
        self.time.sleep(duration)
    }
}

#[tokio::test]
async fn waits_go_by_the_time_that_was_handed_in() {
    let time = FasterTime::new(time(), NonZeroU32::new(100).unwrap());
    let time = Arc::new(WrittenDown { time, sleeps: Mutex::default() });
    let keeper = Arc::new(MemoryKeeper::default());
    let budget = Budget::open(BudgetSettings::default(), keeper, "test", time.clone()).await;
    let (url, log) = in_order(vec![|| with_retry_after("7"), bad_gateway]).await;
    let client = PolarClient::new(settings(url), budget, Arc::new(FixedJitter(0.75))).unwrap();
    client.teams(&token(), &Urgency::interactive()).await.unwrap();
    assert_eq!(log.requests().len(), 3);
    let sleeps = time.sleeps.lock().unwrap();
    let [seven, three_quarters] = [Duration::from_secs(7), Duration::from_millis(750)];
    assert!(sleeps.contains(&seven) && sleeps.contains(&three_quarters), "{sleeps:?}");
}

#[tokio::test]
async fn a_call_has_a_deadline_and_says_what_went_wrong_before_it() {
    let url = serve(Router::new().fallback(pending::<Response>)).await;
    let deadline = ClientSettings { call_deadline: Duration::from_millis(50), ..settings(url) };
    let call_deadline = deadline.call_deadline;
    let budget_settings = BudgetSettings::default();
    let client = client_within(deadline, budget(budget_settings.clone()).await);
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::TimedOut { .. }), "{error:?}");

    let (url, _) = in_order(vec![bad_gateway]).await;
    let retry = RetrySettings { base_delay: Duration::from_hours(1), ..RetrySettings::default() };
    let retry = RetrySettings { max_delay: Duration::from_hours(1), ..retry };
    let settings = ClientSettings { retry, call_deadline, ..settings(url) };
    let budget = budget(budget_settings).await;
    let client = PolarClient::new(settings, budget, Arc::new(FixedJitter(1.0))).unwrap();
    let error = client.teams(&token(), &Urgency::interactive()).await.unwrap_err();
    assert!(matches!(error, ApiError::ServerError { status: 502, .. }), "{error:?}");
}

#[tokio::test]
async fn a_timeout_is_tried_again() {
    let next = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&next);
    let router = Router::new().fallback(move || {
        let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        async move { if first { pending().await } else { EMPTY } }
    });
    let http = HttpSettings { stall_timeout: Duration::from_millis(50), ..HttpSettings::default() };
    let settings = ClientSettings { http, ..settings(serve(router).await) };
    let client = crate::support::client_with(settings).await;
    assert!(client.teams(&token(), &Urgency::interactive()).await.is_ok());
    assert_eq!(next.load(Ordering::SeqCst), 2);
}
