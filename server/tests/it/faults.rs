//! What people get while something is broken.

use reqwest::{StatusCode, header};
use sqlx::{Connection, SqliteConnection};

use crate::support::{Stage, location};

/// Runs a statement in the stage's database, behind the server's back.
pub(crate) async fn run(stage: &Stage, statement: &'static str) {
    let path = stage.data.path().join("touchline.sqlite");
    let mut database =
        SqliteConnection::connect(&format!("sqlite:{}", path.display())).await.unwrap();
    sqlx::query(statement).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
}

#[tokio::test]
async fn while_the_database_does_not_answer_pages_say_so_and_nobody_is_signed_out() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    run(&stage, "ALTER TABLE web_sessions RENAME TO gone").await;
    for path in ["/teams", "/teams/some", "/sync", "/sessions/a/players/b"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(!answer.headers().contains_key(header::SET_COOKIE), "{path}");
        let page = answer.text().await.unwrap();
        assert!(page.contains("Touchline’s database does not answer"), "{path}: {page}");
        assert!(page.contains(r#"http-equiv="refresh""#), "{path} is tried again: {page}");
    }
    for path in ["/api/v1/progress", "/api/v1/player-sessions/a/series"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(answer.text().await.unwrap().starts_with(r#"{"error":"#), "{path}");
    }
    let signing_in = browser.get("/login").await;
    assert_eq!(location(&signing_in), "/?problem=internal");
    let home = browser.get("/?problem=internal").await.text().await.unwrap();
    assert!(home.contains("Something went wrong on the server"), "{home}");
    run(&stage, "ALTER TABLE gone RENAME TO web_sessions").await;
    browser.page("/teams").await;
}

#[tokio::test]
async fn a_sign_in_that_cannot_be_kept_leads_to_a_page_that_says_so() {
    let stage = Stage::new().await;
    let refuse = "CREATE TRIGGER full BEFORE INSERT ON web_sessions
                  BEGIN SELECT RAISE(ABORT, 'no room'); END";
    run(&stage, refuse).await;
    let answer = stage.browser().get("/login").await;
    assert_eq!(location(&answer), "/?problem=internal");
    assert!(!answer.headers().contains_key(header::SET_COOKIE));
    run(&stage, "DROP TRIGGER full").await;
    stage.signed_in(0).await;
}

#[tokio::test]
async fn a_body_that_is_longer_than_any_form_is_not_read() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    for path in ["/preferences", "/api/ui/pause_sync"] {
        let long = "a".repeat(100_000);
        let answer = browser.post_form(path, &[("language", &long)]).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}
