//! The teams.

use crate::{Fixture, get, text};

#[tokio::test]
async fn each_team_has_a_card() {
    let page = get(&Fixture::default(), "/teams").await;
    let cards = page.texts(".team-card");
    assert_eq!(
        cards,
        [
            "Alfheim IL A-lag herrer 22 on the roster Last session Match Cup tie Sun 14 Sep 2025 · 1:15:00",
            "Alfheim IL A-lag kvinner 24 on the roster Last session Drill Økt 181 Wed 10 Sep 2025 · 1:15:26",
            "Alfheim IL Gutter 19 Nobody on the roster No sessions yet",
        ]
    );
    assert_eq!(page.link("A-lag herrer"), "/teams/first");
}

#[tokio::test]
async fn who_sees_no_team_learns_what_to_do() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, "/teams").await;
    assert_eq!(page.text(".empty h2"), "No teams");
}

#[tokio::test]
async fn the_coach_is_named_and_can_sign_out() {
    let page = get(&Fixture::default(), "/teams").await;
    assert_eq!(page.text(".coach__name"), "Alfheim IL");
    let form = page.all(".coach form")[0];
    assert_eq!((form.attr("method"), form.attr("action")), (Some("post"), Some("/logout")));
    assert_eq!(text(form), "Sign out");
}
