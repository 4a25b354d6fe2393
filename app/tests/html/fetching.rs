//! Pages of which a part is still being fetched.

use app::model::{FetchProblem, Fetching};

use crate::{Fixture, get};

fn fetching(problem: Option<FetchProblem>) -> Fixture {
    let fetching = Fetching { done: 12, total: 25, remaining_s: Some(20), problem };
    Fixture { fetching: Some(fetching), ..Fixture::default() }
}

const PAGES: [&str; 4] =
    ["/teams", "/teams/first", "/sessions/cup-tie", "/sessions/cup-tie/players/recording-6"];

#[tokio::test]
async fn the_page_says_how_far_it_is_and_fills_in_by_itself() {
    for path in PAGES {
        let page = get(&fetching(None), path).await;
        assert_eq!(
            page.text(".progress__text"),
            "Fetching from Polar: 12 of 25 are here, about 20 s left",
            "{path}"
        );
        let refresh = format!(
            r#"<noscript><meta http-equiv="refresh" content="3; url={path}?unattended=yes"></noscript>"#
        );
        assert!(page.html.contains(&refresh), "{path}");
    }
}

#[tokio::test]
async fn what_is_there_is_shown_and_the_rest_has_a_place() {
    let session = get(&fetching(None), "/sessions/cup-tie").await;
    assert!(session.texts(".squad__row")[0].starts_with("1 Mikkel Aslaksen Keeper 1:33:24"));
    assert_eq!(session.all(".squad__row:has(.bone)").len(), 7);
    let teams = get(&fetching(None), "/teams").await;
    assert_eq!(teams.all(".team-card:has(.bone)").len(), 2);
    let player = get(&fetching(None), "/sessions/cup-tie/players/recording-6").await;
    assert!(!player.all(".tiles--player .bone").is_empty());
}

/// Nothing has come, and nothing is on its way.
fn nothing_came(problem: FetchProblem) -> Fixture {
    let fetching = Fetching { done: 0, total: 3, remaining_s: None, problem: Some(problem) };
    Fixture { fetching: Some(fetching), empty: true, ..Fixture::default() }
}

#[tokio::test]
async fn what_did_not_come_is_not_said_to_be_nothing() {
    for (problem, said) in [
        (FetchProblem::PolarUnavailable, "Polar does not answer"),
        (FetchProblem::Unreadable, "Polar sent something"),
        (FetchProblem::ConnectAgain, "Polar does not accept"),
    ] {
        for (path, places) in PAGES.into_iter().zip([1, 2, 2, 3]) {
            let page = get(&nothing_came(problem), path).await;
            assert!(page.text(".progress strong").starts_with(said), "{path}");
            assert_eq!(page.texts(".empty"), vec!["Not here yet"; places], "{path}");
            assert_eq!(page.all("main .bone").len(), 0, "{path}: nothing is on its way");
            assert_eq!(
                page.all(".tile, .count").len(),
                0,
                "{path}: a dash or a 0 is a figure, too"
            );
        }
    }
}

#[tokio::test]
async fn what_did_not_come_of_a_part_is_not_said_to_be_nothing() {
    let in_part = Fixture { empty: false, ..nothing_came(FetchProblem::Unreadable) };
    let session = get(&in_part, "/sessions/cup-tie").await;
    let absent = session.texts(".squad__absent");
    assert_eq!(absent.len(), 8);
    assert!(absent[..7].iter().all(|said| said == "Not here yet"), "{absent:?}");
    assert_eq!(absent[7], "No recording", "that is known from the session");
    let teams = get(&in_part, "/teams").await;
    assert_eq!(teams.texts(".team-card__last .quiet")[1..], ["Not here yet", "Not here yet"]);
}

#[tokio::test]
async fn polar_being_away_is_said_and_tried_again() {
    // The second time nothing is added to the address.
    for address in ["/teams?page=2", "/teams?page=2&unattended=yes"] {
        let page = get(&fetching(Some(FetchProblem::PolarUnavailable)), address).await;
        assert!(page.text(".progress__text").starts_with("Polar does not answer right now."));
        let refresh = r#"http-equiv="refresh" content="3; url=/teams?page=2&amp;unattended=yes""#;
        assert!(page.html.contains(refresh), "{address}");
    }
}

#[tokio::test]
async fn what_is_read_out_by_itself_has_no_number_that_changes() {
    for (problem, said) in [
        (
            FetchProblem::Unreadable,
            "Polar sent something that Touchline cannot read. It will be asked for again in some minutes.",
        ),
        (
            FetchProblem::ConnectAgain,
            "Polar does not accept the club’s sign-in any more. Connect again to fetch what is missing.",
        ),
    ] {
        let page = get(&fetching(Some(problem)), "/teams").await;
        let read_out = page.text("main [role=status]");
        assert_eq!(read_out, said);
        assert_eq!(page.text(".progress__text"), format!("{read_out} 12 of 25 are here"));
    }
}

#[tokio::test]
async fn what_cannot_be_read_or_kept_is_said_beside_what_is_there() {
    for (problem, said) in [
        (FetchProblem::Unreadable, "Polar sent something that Touchline cannot read."),
        (FetchProblem::Internal, "Touchline could not keep what Polar sent."),
    ] {
        let page = get(&fetching(Some(problem)), "/teams").await;
        assert!(page.text(".progress__text").starts_with(said));
        assert_eq!(page.all(".team-card").len(), 3);
    }
}

#[tokio::test]
async fn a_lost_grant_leads_to_signing_in_and_back() {
    let page =
        get(&fetching(Some(FetchProblem::ConnectAgain)), "/sessions/cup-tie?sort=load&dir=desc")
            .await;
    let connect = page.link("Connect with Polar");
    assert_eq!(connect, "/login?return_to=%2Fsessions%2Fcup-tie%3Fsort%3Dload%26dir%3Ddesc");
    assert!(!page.html.contains(r#"http-equiv="refresh""#), "reloading would not help");
}

#[tokio::test]
async fn what_is_complete_is_not_reloaded() {
    for path in PAGES {
        let page = get(&Fixture::default(), path).await;
        assert!(!page.html.contains(r#"http-equiv="refresh""#), "{path}");
        assert_eq!(page.all(".progress, .bone").len(), 0, "{path}");
    }
}
