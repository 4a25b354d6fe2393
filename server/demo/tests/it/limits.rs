//! The rate limit and the request log.

use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use demo::Coach;
use proptest::prelude::*;

use crate::support::{CLIENT, OTHER_CLIENT, Service};

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
            (request.uri.as_str(), request.endpoint.as_str(), client, request.status.as_u16())
        })
        .collect();
    assert_eq!(
        summary,
        [
            ("/v1/teams?page=0", "/v1/teams", Some(CLIENT), 200),
            ("/v1/teams/nobody", "/v1/teams/{team_id}", Some(CLIENT), 404),
            ("/v1/teams", "/v1/teams", None, 401),
            ("/nowhere", "", None, 404),
        ]
    );
    assert!(log.iter().all(|request| request.at == Duration::from_secs(3)));
    assert_eq!(service.demo.request_count("/v1/teams"), 2);
    assert_eq!(service.demo.request_count("/v1/teams/{team_id}/sport-profiles"), 0);
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
            .filter(|request| request.status != StatusCode::TOO_MANY_REQUESTS)
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
