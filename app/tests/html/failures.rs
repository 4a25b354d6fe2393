//! Pages that cannot be shown.

use app::error::AppError;
use axum::http::StatusCode;

use crate::{Fixture, get};

#[tokio::test]
async fn who_is_not_signed_in_can_do_so_and_comes_back() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = get(&nobody, "/teams/first?page=1").await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
    assert_eq!(page.text("h1"), "Sign in to see this page");
    assert_eq!(page.link("Sign in with Polar"), "/login?return_to=%2Fteams%2Ffirst%3Fpage%3D1");
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    for path in [
        "/teams/other",
        "/sessions/other",
        "/sessions/cup-tie/players/recording-12",
        "/nowhere",
        "/teams/first/nowhere",
    ] {
        let page = get(&Fixture::default(), path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(page.text("h1"), "There is nothing here", "{path}");
        assert_eq!(page.link("Go to the teams"), "/teams", "{path}");
    }
}

#[tokio::test]
async fn what_may_pass_is_tried_again_without_scripts_too() {
    for (error, refresh) in [
        (AppError::NotYet, Some(5)),
        (AppError::Unreadable, Some(60)),
        (AppError::Internal, None),
        (AppError::NotFound, None),
    ] {
        let refresh: Vec<_> = refresh
            .map(|s| {
                let address = "/sessions/cup-tie?unattended=yes";
                format!(r#"<meta http-equiv="refresh" content="{s}; url={address}">"#)
            })
            .into_iter()
            .collect();
        let club = Fixture { error: Some(error.clone()), ..Fixture::default() };
        let page = get(&club, "/sessions/cup-tie").await;
        assert_eq!(page.texts("main noscript"), refresh, "{error:?}");
    }
}

#[tokio::test]
async fn what_went_wrong_can_be_tried_again() {
    let broken = Fixture { error: Some(AppError::Internal), ..Fixture::default() };
    for path in
        ["/teams", "/teams/first", "/sessions/cup-tie", "/sessions/cup-tie/players/recording-6"]
    {
        let page = get(&broken, path).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert_eq!(page.text("h1"), "Something went wrong on the server", "{path}");
        assert_eq!(page.link("Try again"), path);
    }
}
