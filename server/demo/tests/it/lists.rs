//! Pages, time filters and types of lists.

use axum::http::StatusCode;
use demo::Coach;
use serde_json::Value;

use crate::support::{Service, id};

#[tokio::test]
async fn pages_join_to_the_whole_list() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = id(&api.teams().await[0]).to_owned();
    let uri = format!("/v1/teams/{team}/training_sessions");
    let whole = api.all(&uri).await;
    assert!(whole.len() > 100, "a client that pages wrongly must notice");

    for per_page in [1, 7, 20, 99, 100] {
        let pages = whole.len().div_ceil(per_page);
        let mut joined = Vec::new();
        for page in (0..pages).step_by(if per_page == 1 { 25 } else { 1 }) {
            let list = api.json(&format!("{uri}?page={page}&per_page={per_page}")).await;
            assert_eq!(list["page"]["per_page"], per_page);
            assert_eq!(list["page"]["total_elements"], whole.len());
            assert_eq!(list["page"]["page_number"], page);
            assert_eq!(list["page"]["total_pages"], pages);
            let start = page * per_page;
            let expected = &whole[start..whole.len().min(start + per_page)];
            assert_eq!(list["data"].as_array().expect("a list"), expected);
            joined.extend(list["data"].as_array().expect("a list").clone());
        }
        assert!(per_page == 1 || joined == whole);
    }
    let default = api.json(&uri).await;
    assert_eq!(default["page"]["per_page"], 20);
    assert_eq!(default["data"].as_array().map(Vec::len), Some(20));
    let past_the_end = api.json(&format!("{uri}?page=1000000&per_page=100")).await;
    assert_eq!(past_the_end["data"], Value::Array(Vec::new()));
    assert_eq!(past_the_end["page"]["total_elements"], whole.len());
}

#[tokio::test]
async fn parameters_out_of_range_are_refused() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = id(&api.teams().await[0]).to_owned();
    for query in [
        "per_page=0",
        "per_page=101",
        "per_page=ten",
        "page=-1",
        "page=1.5",
        "page=0&page=1",
        "since=yesterday",
        "since=2025-09-01",
        "until=2025-09-01T00:00:00%2B02:00",
    ] {
        let answer = api.get(&format!("/v1/teams/{team}/training_sessions?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(answer.json()["error"]["status"], 400);
    }
    let unknown = api.get("/v1/teams?sort=name").await;
    assert_eq!(unknown.status, StatusCode::OK, "unknown parameters are ignored");
}

#[tokio::test]
async fn since_and_until_filter_on_the_start_of_the_recording() {
    let service = Service::new();
    let api = service.as_coach(Coach::Second);
    let team = id(&api.teams().await[0]).to_owned();
    let uri = format!("/v1/teams/{team}/training_sessions");
    let all = api.all(&uri).await;
    let start = |session: &Value| session["record_start_time"].as_str().expect("a time").to_owned();
    let (from, to) = (start(&all[10]), start(&all[20]));
    let trimmed = all[10]["start_time"].as_str().expect("a time");
    assert!(all.is_sorted_by_key(start), "lists go by time");

    for zone in ["", "Z"] {
        let between = api.all(&format!("{uri}?since={from}{zone}&until={to}{zone}")).await;
        assert_eq!(between, all[11..20], "both ends are excluded");
    }
    let fraction = api.all(&format!("{uri}?since={from}.5&until={to}.5")).await;
    assert_eq!(fraction, all[11..=20]);
    let since_trimmed = api.all(&format!("{uri}?since={trimmed}")).await;
    assert_eq!(since_trimmed, all[11..], "the trimmed start does not matter");
    let none = api.json(&format!("{uri}?since={to}&until={from}")).await;
    assert_eq!(none["page"]["total_pages"], 0);
}

#[tokio::test]
async fn player_sessions_by_type_and_time() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = id(&api.teams().await[0]).to_owned();
    let details = api.data(&format!("/v1/teams/{team}")).await;
    let mut saw_individual = false;
    for player in details["players"].as_array().expect("players") {
        let player_id = player["player_id"].as_str().expect("an id");
        let uri = format!("/v1/players/{player_id}/training_sessions");
        let all = api.all(&uri).await;
        assert_eq!(api.all(&format!("{uri}?type=ALL")).await, all);
        let mut by_type = Vec::new();
        for kind in ["TEAM", "INDIVIDUAL"] {
            let some = api.all(&format!("{uri}?type={kind}")).await;
            assert!(some.iter().all(|session| session["type"] == kind));
            saw_individual |= kind == "INDIVIDUAL" && !some.is_empty();
            by_type.extend(some);
        }
        assert_eq!(by_type.len(), all.len());
        if let Some(session) = all.get(3) {
            let start = session["start_time"].as_str().expect("a time");
            let later = api.all(&format!("{uri}?since={start}")).await;
            assert_eq!(later, all[4..]);
        }
        let wrong = api.get(&format!("{uri}?type=team")).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    }
    assert!(saw_individual);
}
