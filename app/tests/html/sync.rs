//! How much of what Polar has is here: in the bar of every page, and on a page of its own.

use app::{
    error::AppError,
    model::{FetchProblem, SyncActivity, SyncStatus},
};
use axum::http::StatusCode;

use crate::{
    Fixture,
    browser::{Page, post},
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
        (
            SyncActivity::SomeMissing,
            "Data from Polar: 1 204 of 16 230 here, 15 026 missing",
            "15 026 missing",
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
async fn what_is_read_out_by_itself_has_no_number_that_changes() {
    for (activity, said) in [
        (SyncActivity::Fetching, "Fetching from Polar"),
        (SyncActivity::SomeMissing, "Some parts did not come from Polar"),
        (SyncActivity::Paused, "Fetching from Polar is paused"),
        (SyncActivity::WaitsForPolar(45), "Polar does not answer"),
    ] {
        let page = get(&in_state(activity), "/teams").await;
        assert_eq!(page.texts("[role=status]"), [said]);
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
        (SyncActivity::SomeMissing, "Some parts did not come"),
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
        let connect = page.all(CONNECT).len();
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
    let without_teams = |status| Fixture {
        sync: Some(SyncStatus { teams: Vec::new(), ..status }),
        ..Fixture::default()
    };
    let lists = get(&without_teams(in_part(SyncActivity::SomeMissing)), "/sync").await;
    assert_eq!(lists.texts("main form button"), ["Pause", "Try again now"]);
    let (texts, _) = buttons(SyncActivity::ConnectAgain).await;
    assert_eq!(texts, ["Pause"], "only connecting helps");
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

/// The page of somebody of whom no team is known.
async fn without_teams(activity: SyncActivity, problem: Option<FetchProblem>) -> Page {
    let nothing = SyncStatus { done: 0, total: 0, teams_problem: problem, ..in_part(activity) };
    let status = SyncStatus { teams: Vec::new(), ..nothing };
    get(&Fixture { sync: Some(status), ..Fixture::default() }, "/sync").await
}

#[tokio::test]
async fn that_there_are_no_teams_is_said_when_it_is_known() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, "/sync").await;
    assert_eq!(page.text(".empty h2"), "No teams");
    for (activity, problem, said) in [
        (SyncActivity::Fetching, None, Some("No team is known yet.")),
        (SyncActivity::Paused, None, Some("No team is known yet.")),
        (SyncActivity::WaitsForPolar(45), None, Some("No team is known yet.")),
        (SyncActivity::SomeMissing, Some(FetchProblem::Unreadable), None),
        (SyncActivity::ConnectAgain, Some(FetchProblem::ConnectAgain), None),
        (SyncActivity::ConnectAgain, None, None),
    ] {
        let page = without_teams(activity, problem).await;
        assert!(!page.html.contains("administrator"), "{activity:?}");
        assert_eq!(page.texts(".empty").first().map(String::as_str), said, "{activity:?}");
        assert_eq!(page.all("main progress").len(), 0, "{activity:?}: a part of nothing");
        assert!(!page.html.contains("0 of 0"), "{activity:?}");
    }
}

#[tokio::test]
async fn teams_that_could_not_be_listed_have_a_reason_and_another_try() {
    let page = without_teams(SyncActivity::SomeMissing, Some(FetchProblem::Unreadable)).await;
    assert_eq!(
        page.text(".notice"),
        "The list of your teams could not be read Polar sent something that Touchline cannot read. \
         It will be asked for again in some minutes."
    );
    assert_eq!(page.texts("main form button"), ["Pause", "Try again now"]);
    let known = SyncStatus {
        teams_problem: Some(FetchProblem::PolarUnavailable),
        ..in_part(SyncActivity::Fetching)
    };
    let page = get(&Fixture { sync: Some(known), ..Fixture::default() }, "/sync").await;
    assert!(page.text(".notice").starts_with("The list of your teams could not be read"));
    assert_eq!(page.all(".sync-team").len(), 2, "what was read before stays");
}

const CONNECT: &str = "main a[href='/login?return_to=%2Fsync'][rel=external]";

#[tokio::test]
async fn an_ended_sign_in_offers_only_to_connect() {
    let page = without_teams(SyncActivity::ConnectAgain, Some(FetchProblem::ConnectAgain)).await;
    assert_eq!(page.text(CONNECT), "Connect with Polar");
    assert_eq!(page.all("main .notice, main .empty").len(), 0);
    assert_eq!(page.texts("main form button"), ["Pause"]);
    // Another coach's sign-in may go on, so that only the list of teams is cut off.
    let page = without_teams(SyncActivity::Paused, Some(FetchProblem::ConnectAgain)).await;
    assert_eq!(page.link("Connect with Polar"), "/login?return_to=%2Fsync");
}

#[tokio::test]
async fn who_is_not_signed_in_can_do_so_and_comes_back() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = get(&nobody, "/sync").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(page.link("Sign in with Polar"), "/login?return_to=%2Fsync");
}
