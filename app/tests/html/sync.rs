//! How much of what Polar has is here: in the bar of every page, and on a page of its own.

use app::{error::AppError, model::SyncActivity};
use axum::http::StatusCode;

use crate::{
    Fixture,
    browser::post,
    fixture::{Wish, in_part},
    get,
};

fn in_state(activity: SyncActivity) -> Fixture {
    Fixture { sync: Some(in_part(activity)), ..Fixture::default() }
}

/// What somebody with a large screen reads in the bar, and what somebody with a phone does.
async fn indicator(activity: SyncActivity) -> (String, String) {
    let page = get(&in_state(activity), "/teams").await;
    (page.text(".bar a.sync"), page.text(".bar .sync__short"))
}

#[tokio::test]
async fn every_page_says_how_much_is_here_and_leads_to_more() {
    for path in ["/teams", "/teams/first", "/sessions/cup-tie", "/sync", "/nowhere"] {
        let page = get(&Fixture::default(), path).await;
        assert_eq!(page.text(".bar a.sync"), "Data from Polar: Up to date", "{path}");
        assert_eq!(page.link("Data from Polar:"), "/sync", "{path}");
        assert_eq!(page.text(".bar [role=status]"), "Everything that Polar has is here", "{path}");
    }
}

#[tokio::test]
async fn the_bar_tells_each_state_in_words() {
    for (activity, whole, short) in [
        (
            SyncActivity::Fetching,
            "Data from Polar: Syncing 1 204 of 16 230, about 13 min left, 63 requests left",
            "13 min",
        ),
        (SyncActivity::Paused, "Data from Polar: Paused, 1 204 of 16 230 here", "Paused"),
        (
            SyncActivity::WaitsForPolar(45),
            "Data from Polar: Polar does not answer, tried again in 45 s",
            "in 45 s",
        ),
        (SyncActivity::ConnectAgain, "Data from Polar: Connect with Polar again", "Connect"),
    ] {
        assert_eq!(indicator(activity).await, (whole.to_owned(), short.to_owned()));
    }
}

#[tokio::test]
async fn nobody_is_told_nothing() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = get(&nobody, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.all(".sync, [role=status]").len(), 0);
}

#[tokio::test]
async fn a_page_is_whole_when_the_state_is_not_known() {
    let broken = Fixture { error: Some(AppError::Internal), ..Fixture::default() };
    let page = get(&broken, "/?problem=denied").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.all("h1").len(), 1);
    assert_eq!(page.all("a.sync").len(), 0);
    let missing = get(&broken, "/nowhere").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_says_what_is_done_and_how_long_it_takes() {
    let page = get(&in_state(SyncActivity::Fetching), "/sync").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text("h1"), "Data from Polar");
    assert_eq!(page.text("#overall"), "Touchline fetches what is missing");
    assert_eq!(
        page.text(".sync-overall .sync-amount__text"),
        "1 204 of 16 230 parts are here, about 13 min left"
    );
    let bar = page.all(".sync-overall progress")[0];
    assert_eq!((bar.attr("value"), bar.attr("max")), (Some("1204"), Some("16230")));
    assert!(
        page.text(".sync-overall").contains("63 are left right now for pages that people open")
    );
}

#[tokio::test]
async fn each_team_says_what_is_here_and_what_did_not_work() {
    let page = get(&in_state(SyncActivity::Fetching), "/sync").await;
    assert_eq!(
        page.texts(".sync-team"),
        [
            "A-lag herrer 183 sessions known list read 2 min ago 1 204 of 8 211 parts are here What did not work \
             12 players’ recordings: Polar sent something that Touchline cannot read. Tried 3 min ago, again in 7 min. \
             1 session’s details: Polar does not have it, or does not show it. Tried 2 h 5 min ago, again in 45 s.",
            "A-lag kvinner No sessions known yet list not read yet 0 of 8 019 parts are here",
        ]
    );
    assert_eq!(page.link("A-lag herrer"), "/teams/first");
}

#[tokio::test]
async fn the_heading_follows_what_is_done() {
    for (activity, heading) in [
        (SyncActivity::UpToDate, "Everything that Polar has is here"),
        (SyncActivity::Paused, "Fetching is paused"),
        (SyncActivity::WaitsForPolar(45), "Polar does not answer right now."),
        (SyncActivity::ConnectAgain, "Polar does not accept the club’s sign-in any more."),
    ] {
        let page = get(&in_state(activity), "/sync").await;
        assert_eq!(page.text("#overall"), heading);
        assert_eq!(
            page.text(".sync-overall .sync-amount__text"),
            "1 204 of 16 230 parts are here",
            "{heading}"
        );
        let connect = page.all("main a[href='/login?return_to=%2Fsync'][rel=external]").len();
        assert_eq!(connect, usize::from(activity == SyncActivity::ConnectAgain), "{heading}");
    }
}

#[tokio::test]
async fn there_is_a_button_for_what_can_be_done() {
    let buttons = |activity| async move {
        let page = get(&in_state(activity), "/sync").await;
        let wish = page.all("button[name=paused]")[0].attr("value").unwrap().to_owned();
        (page.texts("main form button"), wish)
    };
    let (texts, wish) = buttons(SyncActivity::Fetching).await;
    assert_eq!((texts.join(", ").as_str(), wish.as_str()), ("Pause, Try again now", "true"));
    let (texts, wish) = buttons(SyncActivity::Paused).await;
    assert_eq!((texts.join(", ").as_str(), wish.as_str()), ("Go on, Try again now", "false"));
    let complete = get(&Fixture::default(), "/sync").await;
    assert_eq!(complete.texts("main form button"), ["Pause"], "nothing failed");
}

#[tokio::test]
async fn the_forms_lead_back_to_the_page_without_scripts() {
    let club = in_state(SyncActivity::Fetching);
    let page = get(&club, "/sync").await;
    let forms = page.all("main form[method=post]");
    let actions: Vec<_> = forms.iter().map(|form| form.attr("action").unwrap()).collect();
    let [pause, retry] = actions.try_into().unwrap();
    for (action, fields) in [(pause, "paused=true"), (pause, "paused=false"), (retry, "")] {
        let answer = post(&club, action, fields, "/sync").await;
        assert_eq!(answer.status, StatusCode::FOUND, "{action} {fields}");
        let location = answer.location.unwrap();
        assert_eq!(location.trim_end_matches('?'), "http://touchline.test/sync");
    }
    let wishes = club.wishes.lock().unwrap();
    assert_eq!(*wishes, [Wish::Pause(true), Wish::Pause(false), Wish::Retry]);
}

#[tokio::test]
async fn a_wish_that_fails_leads_back_to_the_page_which_says_so() {
    let broken = Fixture { error: Some(AppError::Internal), ..Fixture::default() };
    let answer = post(&broken, "/api/ui/retry_sync", "", "/sync").await;
    assert_eq!(answer.status, StatusCode::FOUND);
    let back = answer.location.unwrap();
    let path = back.strip_prefix("http://touchline.test").unwrap();
    let page = get(&in_state(SyncActivity::Fetching), path).await;
    assert_eq!(
        page.text("main [role=alert]"),
        "That did not work. Something went wrong on the server. It has been logged."
    );
    let later = get(&in_state(SyncActivity::Fetching), "/sync").await;
    assert_eq!(later.text("main [role=alert]"), "");
}

#[tokio::test]
async fn without_teams_the_page_says_what_to_do() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, "/sync").await;
    assert_eq!(page.text(".empty h2"), "No teams");
}

#[tokio::test]
async fn who_is_not_signed_in_can_do_so_and_comes_back() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = get(&nobody, "/sync").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(page.link("Sign in with Polar"), "/login?return_to=%2Fsync");
}
