//! Passes for staff, from the coach's form to a tablet and to their end.

use app::{
    error::AppError,
    model::{PassState, PassesPage},
};
use reqwest::{StatusCode, header};

use crate::support::{Browser, Stage, ids_in_links, location};

/// Makes a pass for the coach's first team, and tells its ticket.
async fn make(coach: &Browser, label: &str) -> String {
    let team = ids_in_links(&coach.page("/teams").await, "/teams/").remove(0);
    let fields = [("label", label), ("team", &team), ("days", "7")];
    let html = coach.post_form("/passes", &fields).await.text().await.unwrap();
    let link = html.split("/pass#").nth(1).unwrap();
    link.chars().take_while(char::is_ascii_alphanumeric).collect()
}

async fn open(browser: &Browser, ticket: &str) -> reqwest::Response {
    browser.post_form("/pass", &[("ticket", ticket)]).await
}

async fn passes(coach: &Browser) -> PassesPage {
    coach.get("/api/ui/passes").await.json().await.unwrap()
}

#[tokio::test]
async fn a_tablet_has_a_session_of_its_own_until_a_coach_revokes_the_pass() {
    let stage = Stage::new().await;
    let (coach, tablet) = (stage.signed_in(0).await, stage.browser());
    let ticket = make(&coach, "Tablet").await;
    assert!(matches!(passes(&coach).await.passes[0].state, PassState::Waiting(_)));
    let opened = open(&tablet, &ticket.to_lowercase()).await;
    assert_eq!(location(&opened), "/teams");
    assert!(opened.headers().contains_key("clear-site-data"), "of whoever was here before");
    let teams = tablet.page("/teams").await;
    assert_eq!(ids_in_links(&teams, "/teams/").len(), 1, "of the coach's two teams");
    assert!(teams.contains("Tablet") && teams.contains("Movement only"));
    let refused = tablet.post_form("/api/ui/pause_sync", &[("paused", "true")]).await;
    assert_eq!(refused.json::<AppError>().await.unwrap(), AppError::CoachesOnly);

    let stream = tablet.get("/api/v1/progress/events").await;
    assert_eq!(stream.status(), StatusCode::OK);
    let id = passes(&coach).await.passes[0].id.to_string();
    coach.post_form("/api/ui/revoke_pass", &[("pass_id", &id)]).await;
    let refused = tablet.get("/teams").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert!(refused.headers().contains_key("clear-site-data"));
    assert_eq!(passes(&coach).await.passes[0].state, PassState::Revoked);
    // What was open ends as well: the rest of the stream can be read to its end.
    stream.bytes().await.unwrap();
    assert_eq!(coach.status("/teams").await, 200);
}

#[tokio::test]
async fn whatever_a_ticket_is_not_there_is_one_answer() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let [used, revoked, expired] =
        [make(&coach, "used").await, make(&coach, "revoked").await, make(&coach, "expired").await];
    assert_eq!(location(&open(&stage.browser(), &used).await), "/teams");
    let list = passes(&coach).await.passes;
    let id = list.iter().find(|pass| pass.label == "revoked").unwrap().id.to_string();
    coach.post_form("/api/ui/revoke_pass", &[("pass_id", &id)]).await;
    let mut answers = Vec::new();
    for ticket in [&used, &revoked, "0123-4567", ""] {
        let browser = stage.browser();
        let answer = open(&browser, ticket).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{ticket}");
        assert_eq!(browser.status("/teams").await, 401);
        answers.push(answer.text().await.unwrap());
    }
    stage.advance(8 * 24 * 60 * 60);
    answers.push(open(&stage.browser(), &expired).await.text().await.unwrap());
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:#?}");
    assert!(answers[0].contains("This pass cannot be opened"));
}

#[tokio::test]
async fn a_coach_who_opens_a_pass_is_signed_out() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let ticket = make(&browser, "Tablet").await;
    assert_eq!(location(&open(&browser, &ticket).await), "/teams");
    assert_eq!(browser.status("/passes").await, 403);
    assert_eq!(location(&browser.post("/logout").await), "/");
    assert_eq!(browser.status("/teams").await, 401);
}

#[tokio::test]
async fn who_tries_too_often_has_to_wait() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let (ticket, thief) = (make(&coach, "Tablet").await, stage.browser());
    for _ in 0..20 {
        assert_eq!(open(&thief, "guess").await.status(), StatusCode::FORBIDDEN);
    }
    let answer = open(&thief, "guess").await;
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.headers()[header::RETRY_AFTER], "3");
    assert!(answer.text().await.unwrap().contains("Too many attempts"));
    assert_eq!(location(&open(&stage.browser(), &ticket).await), "/teams", "nobody is locked out");
    stage.advance(3);
    assert_eq!(open(&thief, "guess").await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_ticket_is_nowhere_in_the_data_folder() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let ticket = make(&coach, "Tablet beside the pitch").await;
    let groups: Vec<&str> = (0..26).step_by(4).map(|at| &ticket[at..26.min(at + 4)]).collect();
    let mut readable = Vec::new();
    for file in std::fs::read_dir(stage.data.path()).unwrap().map(Result::unwrap) {
        if file.path().is_file() {
            readable.extend(std::fs::read(file.path()).unwrap());
        }
    }
    let contains =
        |text: &str| readable.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(contains("Tablet beside the pitch"), "the database was read");
    assert!(!contains(&ticket) && !contains(&groups.join("-")));
}

#[tokio::test]
async fn half_a_form_makes_no_pass() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let answer = coach.post_form("/passes", &[("label", "Tablet"), ("days", "7")]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().await.unwrap().contains("The pass was not made"));
    assert_eq!(passes(&coach).await.passes, []);
}
