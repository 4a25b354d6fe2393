//! Lists that page in every way.

use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use chrono::NaiveDate;
use futures::{StreamExt, TryStreamExt};
use polar::{ApiError, ClientSettings, Period, PlayerSessionKind, PolarClient, Urgency};
use serde::Deserialize;
use url::Url;

use crate::support::{Log, client, client_with, serve, settings, token};

#[derive(Deserialize)]
struct Paging {
    page: u32,
    per_page: usize,
}

/// A list of sessions with so many of them on each page, and what it says about its pages.
async fn list(pages: &'static [usize], total_pages: &'static str, log: &Log) -> Url {
    let answer = move |Query(Paging { page, per_page }): Query<Paging>| async move {
        let count = pages.get(page as usize).copied().unwrap_or(0).min(per_page);
        let sessions: Vec<_> = (0..count).map(|n| format!(r#"{{"id": "{page}-{n}"}}"#)).collect();
        let sessions = sessions.join(",");
        format!(
            r#"{{"data": [{sessions}], "page": {{"total_pages": {total_pages}, "page_number": {page}}}}}"#
        )
    };
    let router = Router::new()
        .route("/v1/teams/t/training_sessions", get(answer))
        .route("/v1/players/p/training_sessions", get(answer));
    serve(log.around(router)).await
}

async fn session_counts(client: &PolarClient) -> Result<Vec<usize>, ApiError> {
    client
        .training_sessions(&token(), &Urgency::background(), "t", Period::default())
        .map_ok(|page| page.len())
        .try_collect()
        .await
}

#[tokio::test]
async fn every_page_is_asked_for_with_its_full_size() {
    let log = Log::default();
    let client = client(list(&[100, 100, 3], "3", &log).await).await;
    assert_eq!(session_counts(&client).await.unwrap(), [100, 100, 3]);
    let expected =
        [0, 1, 2].map(|page| format!("/v1/teams/t/training_sessions?page={page}&per_page=100"));
    assert_eq!(log.requests(), expected);
}

#[tokio::test]
async fn a_service_with_smaller_pages_loses_no_session() {
    let client = client(list(&[20, 20, 1], "3", &Log::default()).await).await;
    assert_eq!(session_counts(&client).await.unwrap(), [20, 20, 1]);
}

#[tokio::test]
async fn without_a_number_of_pages_a_short_one_ends_the_list() {
    let log = Log::default();
    let client = client(list(&[100, 7, 100], "null", &log).await).await;
    assert_eq!(session_counts(&client).await.unwrap(), [100, 7]);
    assert_eq!(log.requests().len(), 2);
}

#[tokio::test]
async fn an_empty_page_ends_the_list_whatever_is_announced() {
    let log = Log::default();
    let client = client(list(&[100], "1000000", &log).await).await;
    assert_eq!(session_counts(&client).await.unwrap(), [100, 0]);
    assert_eq!(log.requests().len(), 2);
}

#[tokio::test]
async fn a_list_without_end_is_given_up() {
    let log = Log::default();
    let always_full = log.around(Router::new().fallback(|| async {
        let sessions = vec![r#"{"id": "again"}"#; 100].join(",");
        format!(r#"{{"data": [{sessions}]}}"#)
    }));
    let url = serve(always_full).await;
    let settings = ClientSettings { max_pages: 4, ..settings(url) };
    let client = client_with(settings).await;
    let error = session_counts(&client).await.unwrap_err();
    assert!(matches!(error, ApiError::EndlessList { pages: 4, .. }), "{error:?}");
    assert_eq!(log.requests().len(), 4);
}

#[tokio::test]
async fn a_page_is_requested_only_when_it_is_wanted() {
    let log = Log::default();
    let client = client(list(&[100, 100], "2", &log).await).await;
    let mut pages =
        client.training_sessions(&token(), &Urgency::background(), "t", Period::default());
    assert!(log.requests().is_empty());
    assert_eq!(pages.next().await.unwrap().unwrap().len(), 100);
    drop(pages);
    assert_eq!(log.requests().len(), 1);
}

#[tokio::test]
async fn a_bad_session_costs_no_other() {
    let router = Router::new().fallback(|| async {
        r#"{"data": [{"id": "a"}, {"name": "no id"}, null, {"id": "b", "type": {"x": 1}}], "page": {"total_pages": 1}}"#
    });
    let client = client(serve(router).await).await;
    let mut pages =
        client.training_sessions(&token(), &Urgency::background(), "t", Period::default());
    let page = pages.next().await.unwrap().unwrap();
    let ids: Vec<_> = page.iter().map(|session| session.id.as_str()).collect();
    assert_eq!((ids, page.skipped), (vec!["a", "b"], 2));
}

#[tokio::test]
async fn period_and_kind_are_asked_for_on_every_page() {
    let log = Log::default();
    let client = client(list(&[100, 1], "2", &log).await).await;
    let day = |day| NaiveDate::from_ymd_opt(2018, 4, day).unwrap().and_hms_opt(6, 30, 0);
    let period = Period { since: day(14), until: day(15) };
    let pages = client.player_sessions(
        &token(),
        &Urgency::background(),
        "p",
        period,
        PlayerSessionKind::Team,
    );
    assert_eq!(pages.try_collect::<Vec<_>>().await.unwrap().len(), 2);
    let expected = [0, 1].map(|page| {
        format!(
            "/v1/players/p/training_sessions?since=2018-04-14T06%3A30%3A00&until=2018-04-15T06%3A30%3A00\
             &type=TEAM&page={page}&per_page=100"
        )
    });
    assert_eq!(log.requests(), expected);
}
