//! From the teams down to the samples, and the address of the samples.

use app::model::{Channel, Frame, SyncStatus};
use reqwest::{StatusCode, header};
use serde_json::Value;

use crate::support::{Browser, Stage, ids_in_links, until};

/// The newest session of the first team in which somebody was recorded: its path and a recording's id.
async fn a_recording(browser: &Browser) -> (String, String) {
    let team = ids_in_links(&browser.page("/teams").await, "/teams/").remove(0);
    let sessions = until(async || {
        let sessions = ids_in_links(&browser.page(&format!("/teams/{team}")).await, "/sessions/");
        (!sessions.is_empty()).then_some(sessions)
    })
    .await;
    let session = format!("/sessions/{}", sessions[0]);
    let players = format!("{session}/players/");
    let player =
        until(async || ids_in_links(&browser.page(&session).await, &players).into_iter().next())
            .await;
    (session, player)
}

#[tokio::test]
async fn pages_fill_with_what_the_stand_in_service_has() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let (session, player) = a_recording(&browser).await;
    let page = until(async || {
        let page = browser.page(&session).await;
        page.contains("bpm").then_some(page)
    })
    .await;
    for part in ["Distance", "Heart-rate zones", "Speed zones"] {
        assert!(page.to_lowercase().contains(&part.to_lowercase()), "{part} is missing");
    }
    let page = until(async || {
        let page = browser.page(&format!("{session}/players/{player}")).await;
        page.contains("<svg").then_some(page)
    })
    .await;
    assert!(page.contains("km/h"));
}

#[tokio::test]
async fn a_window_comes_in_binary_and_as_json_alike() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let (_, player) = a_recording(&browser).await;
    let address = format!(
        "/api/v1/player-sessions/{player}/series?channels=speed,hr&from_ms=600000&to_ms=1200000&points=300"
    );
    let answer = until(async || {
        let answer = browser.get(&address).await;
        (answer.status() == StatusCode::OK).then_some(answer)
    })
    .await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], Frame::MEDIA_TYPE);
    let etag = answer.headers()[header::ETAG].clone();
    let gzip = browser.client.get(format!("{}{address}", stage.origin));
    let packed = gzip.header(header::ACCEPT_ENCODING, "gzip").send().await.unwrap();
    assert!(!packed.headers().contains_key(header::CONTENT_ENCODING), "it has no redundance left");
    let frame = Frame::decode(&answer.bytes().await.unwrap()).unwrap();
    let channels: Vec<Channel> = frame.lanes.iter().map(|lane| lane.channel).collect();
    assert_eq!(channels, [Channel::Speed, Channel::HeartRate]);
    let inside = |at_ms: i32| (600_000..1_200_000).contains(&at_ms);
    assert!(
        frame.lanes[0].lines.iter().flatten().filter(|point| inside(point.at_ms)).count() > 300
    );

    let url = format!("{}{address}", stage.origin);
    let json: Value = browser
        .client
        .get(&url)
        .header(header::ACCEPT, "application/json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(json["channels"][0]["channel"], "speed");
    assert_eq!(json["channels"][0]["unit"], "km/h");
    let first = frame.lanes[0].lines[0][0];
    // In the compact form an instant is exact to the bucket.
    let exact_ms = json["channels"][0]["lines"][0][0][0].as_i64().unwrap();
    let bucket_ms = i64::from(frame.bucket_ms);
    assert_eq!(exact_ms.div_euclid(bucket_ms), i64::from(first.at_ms).div_euclid(bucket_ms));
    assert_eq!(json["channels"][0]["lines"][0][0][1].as_f64(), Some(first.value));

    for (edition, may_change) in [(frame.edition().unwrap(), false), ("2-0".to_owned(), true)] {
        let answer = browser.get(&format!("{address}&edition={edition}")).await;
        let keep = answer.headers()[header::CACHE_CONTROL].to_str().unwrap();
        assert_eq!(keep.contains("no-cache"), may_change, "{keep}");
        assert_eq!(keep.contains("immutable"), !may_change, "{keep}");
        assert!(answer.headers()[header::VARY].to_str().unwrap().contains("cookie"));
    }

    let again = browser.client.get(&url).header(header::IF_NONE_MATCH, etag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_told_so() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let (_, player) = a_recording(&browser).await;
    for query in ["channels=pulse", "from_ms=5&to_ms=5", "from_ms=x", "points=0", "points=100000"] {
        let answer = browser.get(&format!("/api/v1/player-sessions/{player}/series?{query}")).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{query}");
        let problem: Value = answer.json().await.unwrap();
        assert!(problem["error"].as_str().is_some_and(|text| !text.is_empty()), "{query}");
    }
}

#[tokio::test]
async fn the_address_is_described() {
    let stage = Stage::new().await;
    let document: Value = stage.browser().get("/api/v1/openapi.json").await.json().await.unwrap();
    assert!(
        document["paths"]["/api/v1/player-sessions/{player_session_id}/series"]["get"].is_object()
    );
}

#[tokio::test]
async fn the_event_stream_begins_with_the_whole_status() {
    let stage = Stage::new().await;
    let nobody = stage.browser();
    assert_eq!(nobody.status("/api/v1/progress/events").await, 401);
    let browser = stage.signed_in(0).await;
    a_recording(&browser).await;
    let mut stream = browser.get("/api/v1/progress/events").await;
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    let first = stream.chunk().await.unwrap().unwrap();
    let data = std::str::from_utf8(&first).unwrap().strip_prefix("data: ").unwrap();
    let told: SyncStatus = serde_json::from_str(data.trim_end()).unwrap();
    let teams: Vec<_> = told.teams.iter().map(|team| team.id.clone()).collect();
    let asked = browser.get("/api/v1/progress").await.json::<SyncStatus>().await.unwrap();
    assert_eq!(teams, asked.teams.iter().map(|team| team.id.clone()).collect::<Vec<_>>());
    assert!(!teams.is_empty(), "{told:?}");
}
