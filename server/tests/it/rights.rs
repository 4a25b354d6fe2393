//! What a player may ask for.

use app::model::{AuditAction, AuditPage};
use reqwest::StatusCode;

use crate::{
    downloads::pages,
    support::{Stage, location},
};

/// What is between two texts.
fn between<'a>(html: &'a str, before: &str, after: &str) -> &'a str {
    html.split_once(before).unwrap().1.split_once(after).unwrap().0
}

#[tokio::test]
async fn a_player_is_deleted_and_does_not_come_back() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let [team, session, _, member] = pages(&coach).await;
    let (deletion, id) = (format!("{member}/delete"), member.rsplit('/').next().unwrap());
    assert!(coach.page(&member).await.contains(&format!("href=\"{deletion}\"")));
    let question = coach.page(&deletion).await;
    let name = between(&question, "<h2 id=\"deletion\">", ", ").to_owned();
    assert!(coach.page(&team).await.contains(&name) && coach.page(&session).await.contains(&name));
    // Of the others nobody has looked at, it is not known yet who took part.
    assert!(between(&question, "The part in ", "</li>").starts_with("1 session, on "));
    assert!(!question.contains("<script"));

    let strange = coach.client.post(coach.url(&deletion)).header("sec-fetch-site", "cross-site");
    assert_eq!(strange.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    assert_eq!(coach.status(&member).await, 200);
    let answer = coach.post(&deletion).await;
    assert_eq!(location(&answer), format!("{team}?deleted=yes"));
    assert!(answer.headers().contains_key("clear-site-data"), "what it kept for reading offline");
    let shown = coach.page(&location(&answer)).await;
    assert!(shown.contains("Everything about the player was deleted here"));
    assert!(!coach.page(&team).await.contains("Everything about the player was deleted here"));

    // Everything is old, and read again.
    for seconds in [0, 24 * 60 * 60] {
        stage.advance(seconds);
        let others = pages(&coach).await;
        assert_ne!(others[3], member);
        for page in [&team, &session] {
            let html = coach.page(page).await;
            assert!(!html.contains(&name) && !html.contains(id), "{page}");
        }
        assert_eq!(coach.status(&member).await, 404);
        assert_eq!(coach.status(&deletion).await, 404);
    }
    assert_eq!(coach.post(&deletion).await.status(), StatusCode::NOT_FOUND);

    let log = coach.get("/api/ui/audit?page=0").await.json::<AuditPage>().await.unwrap();
    let entries: Vec<_> =
        log.entries.iter().filter(|entry| entry.action == AuditAction::PlayerDeleted).collect();
    let [entry] = entries.as_slice() else { panic!("{log:?}") };
    assert_eq!(entry.subject.as_deref(), Some(id));
    assert!(!format!("{log:?}").contains(&name));
}
