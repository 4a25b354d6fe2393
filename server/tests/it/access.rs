//! Who sees what.

use crate::support::{Browser, Stage, ids_in_links, until};

/// The addresses of one team of the coach who is signed in here, down to a player's samples.
async fn own_addresses(browser: &Browser) -> Vec<String> {
    let team = ids_in_links(&browser.page("/teams").await, "/teams/").remove(0);
    let team = format!("/teams/{team}");
    let session =
        until(async || ids_in_links(&browser.page(&team).await, "/sessions/").into_iter().next())
            .await;
    let session = format!("/sessions/{session}");
    let players = format!("{session}/players/");
    let player =
        until(async || ids_in_links(&browser.page(&session).await, &players).into_iter().next())
            .await;
    let series = format!("/api/v1/player-sessions/{player}/series");
    let roster = format!("{team}/players/");
    let member =
        until(async || ids_in_links(&browser.page(&team).await, &roster).into_iter().next()).await;
    let compare = format!("/compare?of={player}");
    let player = format!("{players}{player}");
    let member = format!("{roster}{member}");
    let files = [
        format!("{team}/sessions.csv"),
        format!("{session}/squad.csv"),
        format!("{session}/squad-speed.svg"),
        format!("{player}/chart.png"),
        format!("{player}/samples.csv"),
        format!("{member}/sessions.csv"),
    ];
    [team, session, player, series, member, compare].into_iter().chain(files).collect()
}

#[tokio::test]
async fn a_coach_sees_nothing_of_another_coachs_team() {
    let stage = Stage::new().await;
    let first = stage.signed_in(0).await;
    let addresses = own_addresses(&first).await;
    let second = stage.signed_in(1).await;
    let stranger = stage.browser();
    for address in &addresses {
        until(async || (first.status(address).await == 200).then_some(())).await;
        assert_eq!(second.status(address).await, 404, "{address}");
        assert_eq!(stranger.status(address).await, 401, "{address}");
    }
    let shown = second.page("/teams").await;
    for name in demo::Coach::ALL[0].team_names() {
        assert!(!shown.contains(name), "{name} is shown");
    }
}

#[tokio::test]
async fn a_player_session_opens_in_its_own_session_only() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let addresses = own_addresses(&browser).await;
    let player = addresses[2].rsplit('/').next().unwrap();
    let team = &addresses[0];
    let other = ids_in_links(&browser.page(team).await, "/sessions/").remove(1);
    assert_eq!(browser.status(&format!("/sessions/{other}/players/{player}")).await, 404);
}

#[tokio::test]
async fn a_player_opens_in_the_own_team_only() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    let teams = ids_in_links(&browser.page("/teams").await, "/teams/");
    let [own, other] = [&teams[0], &teams[1]].map(|team| format!("/teams/{team}"));
    let players = format!("{own}/players/");
    let player =
        until(async || ids_in_links(&browser.page(&own).await, &players).into_iter().next()).await;
    assert_eq!(browser.status(&format!("{players}{player}")).await, 200);
    assert_eq!(browser.status(&format!("{other}/players/{player}")).await, 404);
}

#[tokio::test]
async fn what_does_not_exist_looks_like_what_may_not_be_seen() {
    let stage = Stage::new().await;
    let browser = stage.signed_in(0).await;
    for address in [
        "/teams/nothing",
        "/teams/nothing/players/nothing",
        "/sessions/nothing",
        "/sessions/nothing/players/nothing",
        "/compare?of=nothing&of=nothing-else",
        "/api/v1/player-sessions/nothing/series",
        "/teams/nothing/sessions.csv",
        "/sessions/nothing/squad.csv",
        "/sessions/nothing/players/nothing/samples.csv",
        "/no/such/page",
    ] {
        assert_eq!(browser.status(address).await, 404, "{address}");
    }
}
