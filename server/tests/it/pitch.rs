//! A player's way, and the field that a coach keeps for it.

use app::model::{Field, FieldOrigin, Track};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::support::{Browser, Stage, ids_in_links, until};

/// A player's session with positions: the first one found in the team's newest sessions. Tells the session, the
/// recording, and the way in it.
pub(crate) async fn a_way(browser: &Browser) -> (String, String, Track) {
    let team = ids_in_links(&browser.page("/teams").await, "/teams/").remove(0);
    let sessions = until(async || {
        let sessions = ids_in_links(&browser.page(&format!("/teams/{team}")).await, "/sessions/");
        (!sessions.is_empty()).then_some(sessions)
    })
    .await;
    for id in sessions {
        let session = format!("/sessions/{id}");
        let players = format!("{session}/players/");
        let squad = until(async || {
            let squad = ids_in_links(&browser.page(&session).await, &players);
            (!squad.is_empty()).then_some(squad)
        })
        .await;
        let player = squad.into_iter().next().unwrap();
        let way = until(async || {
            let answer = browser.get(&track_of(&player)).await;
            (answer.status() == StatusCode::OK).then_some(answer)
        })
        .await;
        if let Some(track) = way.json::<Option<Track>>().await.unwrap() {
            return (id, player, track);
        }
    }
    panic!("no session has positions");
}

fn track_of(player: &str) -> String {
    format!("/api/ui/track?player_session_id={player}")
}

/// Saves as the page does.
async fn save(stage: &Stage, browser: &Browser, player: &str, field: Value) -> Response {
    let body = json!({ "player_session_id": player, "field": field });
    browser
        .client
        .post(format!("{}/api/ui/save_field", stage.origin))
        .header("sec-fetch-site", "same-origin")
        .json(&body)
        .send()
        .await
        .unwrap()
}

#[tokio::test]
async fn a_field_is_kept_by_a_coach_of_the_team_only_and_only_if_it_can_be_one() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let (_, player, track) = a_way(&coach).await;
    assert_ne!(track.origin, FieldOrigin::Kept);
    let wanted = Field { east_m: 2.0, length_m: 101.0, width_m: 61.0, ..track.field };
    let drawn = |field: Field| json!({ "reference": track.reference, "field": field });

    let other = stage.signed_in(1).await;
    let nobody = stage.browser();
    for (browser, status) in [(&other, 404), (&nobody, 401)] {
        assert_eq!(save(&stage, browser, &player, drawn(wanted)).await.status(), status);
        assert_eq!(save(&stage, browser, &player, Value::Null).await.status(), status);
        assert_eq!(browser.status(&track_of(&player)).await, status);
    }
    for field in [
        Field { length_m: 19.0, ..wanted },
        Field { width_m: 121.0, ..wanted },
        Field { north_m: 2_100.0, ..wanted },
    ] {
        assert_eq!(save(&stage, &coach, &player, drawn(field)).await.status(), 422, "{field:?}");
    }
    for nonsense in [json!("field"), json!({ "reference": track.reference })] {
        assert!(!save(&stage, &coach, &player, nonsense).await.status().is_success());
    }
    let now = async || coach.get(&track_of(&player)).await.json::<Track>().await.unwrap();
    assert_ne!(now().await.origin, FieldOrigin::Kept, "nothing was kept yet");

    assert_eq!(save(&stage, &coach, &player, drawn(wanted)).await.status(), 200);
    let kept = now().await;
    assert_eq!(kept.origin, FieldOrigin::Kept);
    assert_eq!((kept.field.length_m.round(), kept.field.width_m.round()), (101.0, 61.0));
    assert_eq!(save(&stage, &coach, &player, Value::Null).await.status(), 200);
    assert_ne!(now().await.origin, FieldOrigin::Kept);
}

#[tokio::test]
async fn another_site_cannot_save_a_field() {
    let stage = Stage::new().await;
    let coach = stage.signed_in(0).await;
    let foreign = coach
        .client
        .post(format!("{}/api/ui/save_field", stage.origin))
        .header("sec-fetch-site", "cross-site")
        .json(&json!({ "player_session_id": "any", "field": null }))
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
}
