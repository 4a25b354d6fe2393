//! Sessions that change and go, and teams that a coach loses.

use std::time::Duration;

use axum::http::StatusCode;
use demo::Coach;
use serde_json::Value;

use crate::support::{Api, Service, id, player_sessions};

const PLAYER_SESSION: &str = "/v1/training_sessions";

/// The list entry of a team session.
async fn listed(api: &Api<'_>, session: &str) -> Option<Value> {
    api.sessions().await.into_iter().find(|other| id(other) == session)
}

/// The list of sessions of the player who recorded a player session.
async fn of_same_player(api: &Api<'_>, details: &Value, player_session: &str) -> Vec<Value> {
    let participants = details["participants"].as_array().expect("participants");
    let participant =
        participants.iter().find(|one| one["player_session_id"] == player_session).expect("one");
    let player = participant["player_id"].as_str().expect("an id");
    api.all(&format!("/v1/players/{player}/training_sessions")).await
}

fn name(session: &Value) -> &str {
    session["name"].as_str().expect("a name")
}

#[tokio::test]
async fn a_touched_session_is_modified_now() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let before = api.session_of_type("DRILL").await;
    let (session, player_session) = (id(&before), player_sessions(&before)[2]);
    let uri = format!("{PLAYER_SESSION}/{player_session}");
    let all = api.sessions().await;
    let [player_before, summary_before] =
        [api.data(&uri).await, api.data(&format!("{uri}/session_summary")).await];
    service.pass(Duration::from_secs(1_000));

    let elapsed = service.demo.requests().last().expect("a request").at.as_secs() + 1_000;
    service.demo.touch_session(session).expect("a session");
    let modified = format!("2025-11-17T00:{:02}:{:02}Z", elapsed / 60, elapsed % 60);
    let after = listed(&api, session).await.expect("still there");
    assert_eq!(after["modified"], modified.as_str());
    assert_eq!(name(&after), format!("{} (edited)", name(&before)));
    let details = api.data(&format!("/v1/teams/training_sessions/{session}")).await;
    assert_eq!(details["modified"], modified.as_str());
    assert_eq!(details["markers"], before["markers"]);
    assert_eq!(details["created"], before["created"]);
    let player_after = api.data(&uri).await;
    assert_eq!(player_after["modified"], modified.as_str());
    assert_eq!(player_after["distance_meters"], player_before["distance_meters"]);
    let mut summary = api.data(&format!("{uri}/session_summary")).await;
    assert_eq!(summary["modified"], modified.as_str());
    summary["modified"] = summary_before["modified"].clone();
    assert_eq!(summary, summary_before);

    let others = |sessions: Vec<Value>| -> Vec<Value> {
        sessions.into_iter().filter(|other| id(other) != session).collect()
    };
    assert_eq!(others(api.sessions().await), others(all), "nothing else changes");
    service.demo.touch_session(session).expect("a session");
    let again = listed(&api, session).await.expect("still there");
    assert_eq!(name(&again), format!("{} (edited) (edited)", name(&before)));
}

#[tokio::test]
async fn a_player_session_can_be_touched_alone() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let before = api.session_of_type("DRILL").await;
    let ids = player_sessions(&before);
    service.demo.touch_session(ids[2]).expect("a session");
    let touched = api.data(&format!("{PLAYER_SESSION}/{}", ids[2])).await;
    assert!(name(&touched).ends_with(" (edited)"));
    let other = api.data(&format!("{PLAYER_SESSION}/{}", ids[3])).await;
    assert_eq!(name(&other), name(&before));
    assert_eq!(api.session_of_type("DRILL").await, before);
}

#[tokio::test]
async fn a_session_without_a_name_gets_one() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let sessions = api.sessions().await;
    let nameless = sessions.iter().find(|session| session["name"].is_null()).expect("one");
    service.demo.touch_session(id(nameless)).expect("a session");
    let touched = listed(&api, id(nameless)).await.expect("still there");
    assert_eq!(name(&touched), "(edited)");
}

#[tokio::test]
async fn a_removed_session_is_gone_from_everywhere() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let details = api.session_of_type("MATCH").await;
    let (session, player_session) = (id(&details), player_sessions(&details)[2]);
    let team_sessions = api.sessions().await.len();
    let of_player = of_same_player(&api, &details, player_session).await;

    service.demo.remove_session(session).expect("a session");
    assert_eq!(listed(&api, session).await, None);
    assert_eq!(api.sessions().await.len(), team_sessions - 1);
    let uri = format!("{PLAYER_SESSION}/{player_session}");
    for uri in [
        format!("/v1/teams/training_sessions/{session}"),
        uri.clone(),
        format!("{uri}/session_summary"),
        format!("{uri}/phase_summaries"),
    ] {
        assert_eq!(api.get(&uri).await.status, StatusCode::NOT_FOUND, "{uri}");
    }
    let left = of_same_player(&api, &details, player_session).await;
    assert_eq!(left.len(), of_player.len() - 1);
    assert!(left.iter().all(|session| of_player.contains(session)));
    assert!(service.demo.remove_session(session).is_err(), "it cannot go twice");
}

#[tokio::test]
async fn a_removed_player_session_leaves_its_participant() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let before = api.session_of_type("DRILL").await;
    let player_session = player_sessions(&before)[2];
    service.demo.remove_session(player_session).expect("a session");
    let after = api.session_of_type("DRILL").await;
    let count = |details: &Value| details["participants"].as_array().map(Vec::len);
    assert_eq!(count(&after), count(&before));
    assert_eq!(player_sessions(&after).len(), player_sessions(&before).len() - 1);
    assert!(!player_sessions(&after).contains(&player_session));
}

#[tokio::test]
async fn a_team_is_taken_away_and_given_back() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let teams = api.teams().await;
    let details = api.session_of_type("DRILL").await;
    let uris = [
        format!("/v1/teams/{}", id(&teams[0])),
        format!("/v1/teams/{}/training_sessions", id(&teams[0])),
        format!("/v1/teams/training_sessions/{}", id(&details)),
        format!("{PLAYER_SESSION}/{}", player_sessions(&details)[2]),
    ];
    service.demo.take_team(id(&teams[0])).expect("a team");
    assert_eq!(api.teams().await, teams[1..]);
    for uri in &uris {
        assert_eq!(api.get(uri).await.status, StatusCode::NOT_FOUND, "{uri}");
    }
    service.demo.give_team_back(id(&teams[0])).expect("a team");
    assert_eq!(api.teams().await, teams);
    for uri in &uris {
        assert_eq!(api.get(uri).await.status, StatusCode::OK, "{uri}");
    }
}

#[tokio::test]
async fn only_what_exists_can_be_edited() {
    let service = Service::new();
    let team = id(&service.as_coach(Coach::First).teams().await[0]).to_owned();
    let demo = &service.demo;
    for outcome in [demo.touch_session(&team), demo.remove_session("nothing"), demo.take_team("x")]
    {
        assert!(outcome.expect_err("a wrong id").to_string().contains("with the id"));
    }
}
