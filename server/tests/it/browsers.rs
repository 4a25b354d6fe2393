//! The sessions of browsers, from the list of them to their ends, and what the audit log says of it.

use app::{
    error::AppError,
    model::{AuditAction, AuditActor, AuditPage, AuditRow, BrowserRow, BrowsersPage},
};
use reqwest::{StatusCode, header};

use crate::support::{Browser, Stage, ids_in_links, location, until};

const IPAD: &str = "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Version/17.0 Safari/604.1";
const HOUR: u32 = 60 * 60;
const DAY: u32 = 24 * HOUR;

async fn browsers(coach: &Browser) -> Vec<BrowserRow> {
    coach.get("/api/ui/browsers").await.json::<BrowsersPage>().await.unwrap().browsers
}

async fn audit(coach: &Browser) -> Vec<AuditRow> {
    coach.get("/api/ui/audit?page=0").await.json::<AuditPage>().await.unwrap().entries
}

fn actions(entries: &[AuditRow]) -> Vec<AuditAction> {
    entries.iter().map(|entry| entry.action).collect()
}

/// A coach on an iPad.
async fn on_an_ipad(stage: &Stage, coach: usize) -> Browser {
    stage.signed_in_with(Browser::named(&stage.origin, IPAD), coach).await
}

#[tokio::test]
async fn a_coach_signs_out_a_browser_that_was_lost() {
    let stage = Stage::new().await;
    let lost = on_an_ipad(&stage, 0).await;
    stage.advance(HOUR);
    let coach = stage.signed_in(0).await;
    let listed = browsers(&coach).await;
    assert_eq!(listed.len(), 2, "{listed:?}");
    assert!(listed[0].is_this && listed[0].device.is_none() && listed[0].used_before_s == 0);
    let other = &listed[1];
    assert_eq!((other.is_this, other.device.as_deref()), (false, Some("Safari, iPad")));
    assert_eq!(other.opened_before_s, HOUR);
    // The end is kept to the second.
    assert!((7 * DAY - HOUR - 1..=7 * DAY - HOUR).contains(&other.ends_in_s), "{other:?}");
    assert!(coach.page("/browsers").await.contains("Safari, iPad"));

    let stream = lost.get("/api/v1/progress/events").await;
    assert_eq!(stream.status(), StatusCode::OK);
    coach.post_form("/api/ui/end_browser", &[("browser_id", &other.id.0)]).await;
    let refused = lost.get("/teams").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert!(refused.headers().contains_key("clear-site-data"), "also what was kept for offline");
    assert!(!lost.get("/teams").await.headers().contains_key("clear-site-data"), "once is enough");
    // What was open ends as well: the rest of the stream can be read to its end.
    stream.bytes().await.unwrap();
    assert_eq!(browsers(&coach).await.len(), 1);
    let again = coach.post_form("/api/ui/end_browser", &[("browser_id", &other.id.0)]).await;
    assert_eq!(again.json::<AppError>().await.unwrap(), AppError::NotFound);
    assert_eq!(coach.status("/teams").await, 200);
}

#[tokio::test]
async fn all_other_browsers_can_be_ended_but_not_those_of_other_teams() {
    let stage = Stage::new().await;
    let (coach, other_coach) = (stage.signed_in(0).await, stage.signed_in(1).await);
    let others = [stage.signed_in(0).await, on_an_ipad(&stage, 0).await];
    assert_eq!(browsers(&coach).await.len(), 3);
    let strange = browsers(&other_coach).await.remove(0).id;
    let refused = coach.post_form("/api/ui/end_browser", &[("browser_id", &strange.0)]).await;
    assert_eq!(refused.json::<AppError>().await.unwrap(), AppError::NotFound);
    coach.post("/api/ui/end_other_browsers").await;
    for other in &others {
        assert_eq!(other.status("/teams").await, 401);
    }
    assert_eq!(coach.status("/teams").await, 200);
    assert_eq!(other_coach.status("/teams").await, 200);
}

#[tokio::test]
async fn pages_tell_no_session_id() {
    let stage = Stage::new().await;
    let browser = stage.browser();
    let callback = browser.consent(0, "grant", "/teams").await;
    let answer = browser.get(&callback).await;
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    let id = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    for path in ["/browsers", "/api/ui/browsers", "/audit", "/api/ui/audit?page=0"] {
        let page = browser.page(path).await;
        assert!(!page.contains(&id), "{path}");
    }
    let listed = &browsers(&browser).await[0].id.0;
    let with_listed = reqwest::Client::builder().no_proxy().build().unwrap();
    let with_listed = with_listed
        .get(format!("{}/teams", stage.origin))
        .header(header::COOKIE, format!("touchline={listed}"));
    assert_eq!(with_listed.send().await.unwrap().status(), 401, "what is listed opens nothing");
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_after_a_week_at_the_latest() {
    let stage = Stage::new().await;
    let (used, idle) = (stage.signed_in(0).await, stage.signed_in(0).await);
    // What a page asks for by itself is no use, whether a script reloads it or the browser.
    let by_script = idle.client.get(idle.url("/api/ui/teams")).header("unattended", "yes");
    for _ in 0..3 {
        assert_eq!(used.status("/teams").await, 200);
        idle.get("/api/ui/sync_status").await;
        idle.get("/api/v1/progress").await;
        assert_eq!(by_script.try_clone().unwrap().send().await.unwrap().status(), 200);
        assert_eq!(idle.status("/teams?unattended=yes").await, 200);
        stage.advance(DAY);
    }
    assert_eq!(idle.status("/teams").await, 401);
    for _ in 0..3 {
        assert_eq!(used.status("/teams").await, 200);
        stage.advance(DAY);
    }
    assert_eq!(used.status("/teams").await, 200);
    stage.advance(DAY);
    assert_eq!(used.status("/teams").await, 401);
}

#[tokio::test]
async fn sessions_end_with_the_grant() {
    let stage = Stage::new().await;
    let (coach, other_coach) = (stage.signed_in(0).await, stage.signed_in(1).await);
    assert_eq!(other_coach.status("/teams").await, 200);
    coach.page("/teams").await;
    stage.demo.revoke_all_tokens();
    stage.advance(20 * 60);
    until(async || (coach.status("/teams").await == 401).then_some(())).await;
    let back = stage.signed_in(0).await;
    let entries = audit(&back).await;
    assert_eq!(
        actions(&entries),
        [AuditAction::SignedIn, AuditAction::AccessLost, AuditAction::SignedIn]
    );
    assert_eq!(entries[1].actor, AuditActor::Polar);
    assert_eq!(entries[1].teams.len(), 2);
}

#[tokio::test]
async fn the_log_tells_coaches_what_was_done_with_their_teams() {
    let stage = Stage::new().await;
    let (coach, other_coach) = (on_an_ipad(&stage, 0).await, stage.signed_in(1).await);
    let teams = ids_in_links(&coach.page("/teams").await, "/teams/");
    let fields = [("label", "Physio"), ("team", &*teams[0]), ("days", "7")];
    let made = coach.post_form("/passes", &fields).await.text().await.unwrap();
    let ticket = made.split("/pass#").nth(1).unwrap();
    let ticket: String = ticket.chars().take_while(char::is_ascii_alphanumeric).collect();
    let tablet = stage.browser();
    assert_eq!(location(&tablet.post_form("/pass", &[("ticket", &ticket)]).await), "/teams");
    assert_eq!(tablet.status("/audit").await, 403);
    assert_eq!(
        actions(&audit(&coach).await),
        [AuditAction::PassOpened, AuditAction::PassMade, AuditAction::SignedIn]
    );

    coach.post_form("/api/ui/pause_sync", &[("paused", "true")]).await;
    coach.post_form("/api/ui/pause_sync", &[("paused", "false")]).await;
    coach.post("/api/ui/retry_sync").await;
    let denied = stage.browser();
    let callback = denied.consent(0, "deny", "/teams").await;
    denied.get(&callback).await;
    stage.signed_in(0).await.post("/logout").await;
    let entries = audit(&coach).await;
    let expected = [
        AuditAction::SignedOut,
        AuditAction::SignedIn,
        AuditAction::SignInRefused,
        AuditAction::SyncRetried,
        AuditAction::SyncResumed,
        AuditAction::SyncPaused,
        AuditAction::PassOpened,
        AuditAction::PassMade,
        AuditAction::SignedIn,
    ];
    assert_eq!(actions(&entries), expected);
    let made = &entries[7];
    assert_eq!((made.actor, made.actor_name.as_deref()), (AuditActor::Coach, Some("Safari, iPad")));
    assert_eq!((made.subject.as_deref(), made.teams.len()), (Some("Physio"), 1));
    assert_eq!(
        (entries[6].actor, entries[6].actor_name.as_deref()),
        (AuditActor::Pass, Some("Physio"))
    );

    let elsewhere = actions(&audit(&other_coach).await);
    let everybodys = [
        AuditAction::SignInRefused,
        AuditAction::SyncResumed,
        AuditAction::SyncPaused,
        AuditAction::SignedIn,
    ];
    assert_eq!(elsewhere, everybodys, "only the coach's own and what concerns everybody");
}
