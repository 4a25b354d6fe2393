//! The way in.

use axum::http::StatusCode;

use crate::{Fixture, get};

fn nobody() -> Fixture {
    Fixture { signed_out: true, ..Fixture::default() }
}

#[tokio::test]
async fn nobody_sees_what_touchline_is_and_one_way_in() {
    let page = get(&nobody(), "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text("h1"), "What happened in the session, and to whom.");
    assert_eq!(page.link("Sign in with Polar"), "/login?return_to=%2Fteams");
    assert_eq!(page.all("form[action='/logout']").len(), 0, "nobody cannot sign out");
}

#[tokio::test]
async fn the_way_back_is_kept_when_it_is_our_own() {
    let page = get(&nobody(), "/?return_to=%2Fsessions%2Fcup-tie%3Ffrom%3D1%26to%3D2").await;
    assert_eq!(
        page.link("Sign in with Polar"),
        "/login?return_to=%2Fsessions%2Fcup-tie%3Ffrom%3D1%26to%3D2"
    );
    let foreign = get(&nobody(), "/?return_to=%2F%2Fevil.example").await;
    assert_eq!(foreign.link("Sign in with Polar"), "/login?return_to=%2Fteams");
}

#[tokio::test]
async fn who_is_signed_in_goes_on() {
    let page = get(&Fixture::default(), "/").await;
    assert_eq!((page.status, page.location.as_deref()), (StatusCode::FOUND, Some("/teams")));
    let page = get(&Fixture::default(), "/?return_to=%2Fteams%2Ffirst").await;
    assert_eq!(page.location.as_deref(), Some("/teams/first"));
}

#[tokio::test]
async fn a_sign_in_that_did_not_work_says_why() {
    let page = get(&nobody(), "/?problem=expired&return_to=%2Fteams%2Ffirst").await;
    assert_eq!(page.text("[role=alert] h2"), "The sign-in took too long");
    assert_eq!(page.link("Sign in with Polar again"), "/login?return_to=%2Fteams%2Ffirst");
    let unknown = get(&nobody(), "/?problem=nonsense").await;
    assert_eq!(unknown.all("[role=alert]").len(), 0);
}

#[tokio::test]
async fn a_problem_is_not_skipped_for_who_is_signed_in() {
    let page = get(&Fixture::default(), "/?problem=denied").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.text("[role=alert] h2"), "Access was not granted");
    assert_eq!(page.link("Go to the teams"), "/teams");
}
