//! The rate limit and the request log.

use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use demo::{Coach, Endpoint};
use proptest::prelude::*;

use crate::support::{CLIENT, OTHER_CLIENT, SECRET, Service};

#[tokio::test]
async fn a_client_has_one_bucket_for_all_its_coaches() {
    let service = Service::new();
    let [first, second] = Coach::ALL.map(|coach| service.demo.issue_tokens(CLIENT, coach));
    let get = |token: String| {
        let service = &service;
        async move { service.request(Method::GET, "/v1/teams", Some(&token)).await }
    };
    for _ in 0..50 {
        assert_eq!(get(first.access_token.clone()).await.status, StatusCode::OK);
        assert_eq!(get(second.access_token.clone()).await.status, StatusCode::OK);
        // Not a token of anybody: nobody's bucket.
        assert_eq!(get("made-up".into()).await.status, StatusCode::UNAUTHORIZED);
    }
    for _ in 0..3 {
        let refused = get(first.access_token.clone()).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.json()["error"]["status"], 429);
        assert_eq!(refused.header(header::RETRY_AFTER), "1");
    }
    let stranger = service.demo.issue_tokens(OTHER_CLIENT, Coach::First);
    assert_eq!(get(stranger.access_token).await.status, StatusCode::OK);

    service.pass(Duration::from_secs(2));
    for expected in [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS] {
        assert_eq!(get(second.access_token.clone()).await.status, expected);
    }
}

#[tokio::test]
async fn not_found_and_bad_requests_count_as_well() {
    let service = Service::new();
    let token = service.demo.issue_tokens(CLIENT, Coach::First).access_token;
    for _ in 0..50 {
        for uri in ["/v1/teams/nobody", "/v1/teams?per_page=0"] {
            let status = service.request(Method::GET, uri, Some(&token)).await.status;
            assert!(status == StatusCode::NOT_FOUND || status == StatusCode::BAD_REQUEST);
        }
    }
    let refused = service.request(Method::GET, "/v1/teams", Some(&token)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_log_tells_everything() {
    let service = Service::new();
    let token = service.demo.issue_tokens(CLIENT, Coach::First).access_token;
    service.pass(Duration::from_secs(3));
    service.request(Method::GET, "/v1/teams?page=0", Some(&token)).await;
    service.request(Method::GET, "/v1/teams/nobody", Some(&token)).await;
    service.request(Method::GET, "/v1/teams", None).await;
    service.request(Method::GET, "/nowhere", None).await;

    let log = service.demo.requests();
    let summary: Vec<_> = log
        .iter()
        .map(|request| {
            let client = request.client_id.as_deref();
            let status = request.status.map(|status| status.as_u16());
            (request.uri.as_str(), request.endpoint, client, status)
        })
        .collect();
    assert_eq!(
        summary,
        [
            ("/v1/teams?page=0", Some(Endpoint::Teams), Some(CLIENT), Some(200)),
            ("/v1/teams/nobody", Some(Endpoint::Team), Some(CLIENT), Some(404)),
            ("/v1/teams", Some(Endpoint::Teams), None, Some(401)),
            ("/nowhere", None, None, Some(404)),
        ]
    );
    assert!(log.iter().all(|request| request.at == Duration::from_secs(3)));
    assert_eq!(service.demo.request_count("/v1/teams"), 2);
    assert_eq!(service.demo.request_count("/v1/teams/{team_id}/sport-profiles"), 0);
}

#[tokio::test]
async fn the_log_keeps_as_many_as_it_was_told() {
    let mut settings = crate::support::settings();
    settings.requests_kept = 2;
    let service = Service::with(settings);
    for uri in ["/v1/teams/a", "/v1/teams/b", "/v1/teams/c"] {
        service.request(Method::GET, uri, None).await;
    }
    let log = service.demo.requests();
    let kept: Vec<_> = log.iter().map(|request| (request.uri.as_str(), request.status)).collect();
    let refused = Some(StatusCode::UNAUTHORIZED);
    assert_eq!(kept, [("/v1/teams/b", refused), ("/v1/teams/c", refused)]);
    assert_eq!(service.demo.request_count("/v1/teams/{team_id}"), 3, "counts know all of them");
}

#[tokio::test]
async fn redeeming_and_refreshing_are_told_apart() {
    let service = Service::new();
    let refresh_token = service.demo.issue_tokens(CLIENT, Coach::First).refresh_token;
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", &refresh_token)];
    let redeem = [("grant_type", "authorization_code"), ("code", "made-up")];
    for form in [&refresh, &redeem] {
        service.post("/oauth/token", Some((CLIENT, SECRET)), form).await;
    }
    let log = service.demo.requests();
    let seen: Vec<_> = log.iter().map(|request| (request.endpoint, request.status)).collect();
    let (good, bad) = (Some(StatusCode::OK), Some(StatusCode::BAD_REQUEST));
    assert_eq!(seen, [(Some(Endpoint::Refresh), good), (Some(Endpoint::Token), bad)]);
    assert_eq!(service.demo.request_count("/oauth/token"), 2);
}

#[tokio::test(start_paused = true)]
async fn latency_delays_the_api_only() {
    let mut settings = crate::support::settings();
    settings.latency = Some(Duration::from_millis(900));
    let service = Service::with(settings);
    let token = service.demo.issue_tokens(CLIENT, Coach::First).access_token;
    let start = tokio::time::Instant::now();
    service.request(Method::GET, "/", None).await;
    assert_eq!(start.elapsed(), Duration::ZERO);
    service.request(Method::GET, "/v1/teams", Some(&token)).await;
    assert_eq!(start.elapsed().as_millis(), 900);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn never_more_than_100_and_the_seconds_that_passed(
        steps in prop::collection::vec(0_u64..1_600, 150..220)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let service = Service::new();
        let token = service.demo.issue_tokens(CLIENT, Coach::First).access_token;
        for step in steps {
            service.pass(Duration::from_millis(step));
            // A burst now and then.
            for _ in 0..=if step % 10 == 0 { 20 } else { 0 } {
                runtime.block_on(service.request(Method::GET, "/v1/teams/x", Some(&token)));
            }
        }
        let log = service.demo.requests();
        let accepted: Vec<Duration> = log
            .iter()
            .filter(|request| request.status != Some(StatusCode::TOO_MANY_REQUESTS))
            .map(|request| request.at)
            .collect();
        for (index, from) in accepted.iter().enumerate() {
            for (count, to) in accepted[index..].iter().enumerate() {
                let most = 100_000 + to.abs_diff(*from).as_millis();
                prop_assert!((count as u128 + 1) * 1_000 <= most);
            }
        }
    }
}
