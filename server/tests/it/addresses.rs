//! Addresses as people type them.

use reqwest::StatusCode;

use crate::support::{Command, Setup, Stage, location};

#[tokio::test]
async fn a_slash_at_the_end_leads_to_the_page() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    for (typed, page) in [
        ("/teams/", "/teams"),
        ("/teams/some-team/?type=MATCH&page=2", "/teams/some-team?type=MATCH&page=2"),
        ("/sessions/a%2Fb/", "/sessions/a%2Fb"),
        ("/sessions/a/players/b/?from=0&to=5", "/sessions/a/players/b?from=0&to=5"),
    ] {
        let answer = browser.get(typed).await;
        assert_eq!(answer.status(), StatusCode::PERMANENT_REDIRECT, "{typed}");
        assert_eq!(location(&answer), page);
    }
}

#[tokio::test]
async fn a_slash_helps_nothing_that_is_no_page() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    for typed in ["/no/such/page/", "//evil.example/", "/teams/a//"] {
        assert_eq!(browser.status(typed).await, 404, "{typed}");
    }
    assert_eq!(browser.status("/").await, 200);
}

#[tokio::test]
async fn the_demo_alone_shows_every_part_of_the_pages() {
    let stage = Stage::new().await;
    assert_eq!(stage.browser().status("/design").await, 404);
    let demo = Stage::with(Setup { command: Command::Demo, ..Setup::default() }).await;
    assert_eq!(demo.browser().status("/design").await, 200);
}
