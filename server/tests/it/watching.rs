//! What there is for whoever looks after the server.

use std::process::Command;

use reqwest::{Response, StatusCode};

use crate::{
    faults,
    support::{Browser, Stage, ids_in_links, until},
};

/// What the server says about its numbers.
async fn metrics(stage: &Stage) -> String {
    let answer = stage.browser().get(&format!("{}/metrics", stage.metrics_origin)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let media_type = answer.headers()["content-type"].to_str().unwrap();
    assert!(media_type.starts_with("application/openmetrics-text"), "{media_type}");
    answer.text().await.unwrap()
}

/// The value of the line that begins so.
fn value(metrics: &str, name: &str) -> f64 {
    told(metrics, name).unwrap_or_else(|| panic!("{name} is missing in\n{metrics}"))
}

/// The same, if there is one.
fn told(metrics: &str, name: &str) -> Option<f64> {
    let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
    Some(line.parse().unwrap())
}

#[tokio::test]
async fn the_numbers_tell_what_the_server_does_and_nothing_about_anybody() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let team = ids_in_links(&browser.page("/teams").await, "/teams/").remove(0);
    let sessions = until(async || {
        let sessions = ids_in_links(&browser.page(&format!("/teams/{team}")).await, "/sessions/");
        (!sessions.is_empty()).then_some(sessions)
    })
    .await;
    browser.page(&format!("/sessions/{}", sessions[0])).await;
    assert_eq!(browser.status("/api/v1/progress").await, 200);
    assert_eq!(stage.browser().status("/api/v1/progress").await, 401);
    let stream = browser.get("/api/v1/progress/events").await;

    let text = metrics(&stage).await;
    let requests = |route: &str, status: u16| {
        let labels = format!(r#"{{method="GET",route="{route}",status="{status}"}}"#);
        value(&text, &format!("touchline_requests_total{labels}"))
    };
    assert!((requests("/api/v1/progress", 200) - 1.0).abs() < 1e-9);
    assert!((requests("/api/v1/progress", 401) - 1.0).abs() < 1e-9);
    assert!(requests("/teams/{team_id}", 200) >= 1.0);
    let teams = r#"{endpoint="/v1/teams",outcome="ok"}"#;
    assert!(value(&text, &format!("touchline_polar_requests_total{teams}")) >= 1.0);
    let left = value(&text, r#"touchline_polar_budget_left{by="people"}"#);
    assert!((1.0..95.0).contains(&left), "{left}");
    assert!((value(&text, "touchline_event_streams") - 1.0).abs() < 1e-9);
    for name in [
        "touchline_polar_requests_waiting",
        "touchline_fetches_under_way",
        "touchline_columns_cache_bytes",
        "touchline_columns_cache_hits_total",
        r#"touchline_database_errors_total{kind="unavailable"}"#,
    ] {
        assert!(value(&text, name) >= 0.0, "{name}");
    }
    for id in sessions.iter().chain([&team]) {
        assert!(!text.contains(id.as_str()), "{id} is in\n{text}");
    }

    // Counting may take longer than the numbers wait for it, and there is nothing to count before the background has looked.
    until(async || {
        let text = metrics(&stage).await;
        let lag_s = told(&text, "touchline_sync_lag_seconds")?;
        assert!(lag_s >= 0.0);
        told(&text, "touchline_sync_missing").filter(|missing| *missing > 0.0)
    })
    .await;

    drop(stream);
    until(async || {
        let streams = value(&metrics(&stage).await, "touchline_event_streams");
        (streams < 0.5).then_some(())
    })
    .await;
}

#[tokio::test]
async fn the_numbers_are_not_among_the_pages() {
    let stage = Stage::new().await;
    assert_eq!(stage.signed_in(0).await.status("/metrics").await, 404);
}

#[tokio::test]
async fn what_the_database_does_not_do_is_counted() {
    let stage = Stage::new().await;
    let errors = r#"touchline_database_errors_total{kind="unavailable"}"#;
    let before = value(&metrics(&stage).await, errors);
    faults::run(&stage, "ALTER TABLE web_sessions RENAME TO gone").await;
    stage.browser().get("/login").await;
    assert!(value(&metrics(&stage).await, errors) > before);
}

#[tokio::test]
async fn a_request_keeps_the_name_that_a_proxy_gave_it() {
    let stage = Stage::new().await;
    let Browser { client, .. } = stage.browser();
    let named = async |id: &str| {
        let request = client.get(format!("{}/healthz", stage.origin)).header("x-request-id", id);
        name(&request.send().await.unwrap())
    };
    assert_eq!(named("0a1B-2.c_d").await, "0a1B-2.c_d");
    for harmful in ["two words", "a=\"b\"", &"long".repeat(20)] {
        let instead = named(harmful).await;
        assert_eq!(instead.len(), 22, "{harmful}: {instead}");
    }
    assert_ne!(named("").await, named("").await);
}

fn name(answer: &Response) -> String {
    answer.headers()["x-request-id"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_server_says_that_it_is_well_only_when_it_is() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let ready = async || {
        let answer = browser.get("/readyz").await;
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(ready().await, (200, "ready\n".to_owned()));

    let step =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                VALUES (99990101000000, 'of tomorrow', TRUE, x'00', 0)";
    faults::run(&stage, step).await;
    assert_eq!(ready().await, (503, "the database's tables are of a newer version\n".to_owned()));
    faults::run(&stage, "DELETE FROM _sqlx_migrations").await;
    assert_eq!(ready().await, (503, "the database's tables are of an older version\n".to_owned()));
    faults::run(&stage, "ALTER TABLE _sqlx_migrations RENAME COLUMN version TO gone").await;
    assert_eq!(ready().await, (503, "the database does not answer\n".to_owned()));
    assert_eq!(browser.page("/healthz").await, "alive\n");
}

#[tokio::test]
async fn a_key_that_opens_nothing_is_not_ready_until_a_coach_has_signed_in_again() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    faults::run(&stage, "UPDATE grants SET access_token = x'00'").await;
    let answer = browser.get("/readyz").await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.text().await.unwrap(), "the key opens none of the coaches' tokens\n");
    let again = stage.signed_in(0).await;
    assert_eq!(again.page("/readyz").await, "ready\n");
}

#[test]
fn the_log_can_be_read_by_programs() {
    let nobody = "127.0.0.1:1";
    let outcome = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .args(["healthcheck", "--site-addr", nobody, "--log-format", "json"])
        .output()
        .unwrap();
    assert!(!outcome.status.success());
    let line: serde_json::Value = serde_json::from_slice(&outcome.stderr).unwrap();
    assert_eq!(line["level"], "ERROR");
    let message = line["message"].as_str().unwrap();
    assert!(message.starts_with("nothing answers at 127.0.0.1:1"), "{message}");
}
