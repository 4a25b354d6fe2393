//! What happens when Polar does not give what was asked for.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    store::GrantId,
    sync::{
        Need, Problem,
        testing::{
            ScriptedPolar, TestSync,
            script::{
                PROFILES, RECORDING, SESSION, SESSIONS, SUMMARY, TEAM, TEAMS, TOKEN, club,
                player_session, session, session_details, signed_in, synced, team,
            },
        },
    },
};

async fn problem(sync: &TestSync, coach: &GrantId, need: Need) -> Option<Problem> {
    sync.ensure(coach, vec![need]).await.problem
}

#[tokio::test]
async fn a_failure_is_told_and_not_tried_again_for_a_while() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    polar.set_status(TEAMS, StatusCode::BAD_GATEWAY, json!(null));
    for _ in 0..3 {
        assert_eq!(problem(&sync, &coach, Need::Teams).await, Some(Problem::PolarUnavailable));
    }
    assert_eq!(polar.count(TEAMS), 1);
    polar.set(TEAMS, json!([]));
    sync.clock.advance(TimeDelta::seconds(30));
    assert_eq!(problem(&sync, &coach, Need::Teams).await, None);
    assert_eq!(polar.count(TEAMS), 2);
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_stores_nothing_and_is_left_alone_for_longer() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    sync.clock.advance(TimeDelta::hours(2));
    polar.set(TEAM, json!(5));
    for _ in 0..3 {
        assert_eq!(problem(&sync, &coach, Need::Team(team())).await, Some(Problem::Unreadable));
        sync.clock.advance(TimeDelta::minutes(3));
    }
    assert_eq!(polar.count(TEAM), 2);
    assert_eq!(sync.store.roster(&team()).await.unwrap().unwrap().members.len(), 1);
}

#[tokio::test]
async fn what_polar_does_not_show_is_done_but_not_visible() {
    let polar = club();
    polar.set_status(SUMMARY, StatusCode::NOT_FOUND, json!(null));
    polar.set_status(RECORDING, StatusCode::FORBIDDEN, json!(null));
    let (sync, coach) = signed_in(&polar).await;
    sync.ensure(&coach, vec![Need::Session(session())]).await;
    let needs = || vec![Need::Summary(player_session()), Need::Samples(player_session())];
    for _ in 0..3 {
        let progress = sync.ensure(&coach, needs()).await;
        assert!(progress.is_complete(), "{progress:?}");
        assert_eq!(progress.not_visible.len(), 2);
    }
    assert_eq!(
        (polar.count(SUMMARY), polar.count(RECORDING)),
        (1, 1),
        "and is left alone for a while"
    );
}

#[tokio::test]
async fn a_recording_that_no_session_names_is_not_asked_for() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    let progress = sync.ensure(&coach, vec![Need::Samples(player_session())]).await;
    assert_eq!(progress.not_visible, [Need::Samples(player_session())]);
    assert_eq!(polar.asked(), [] as [String; 0]);
}

#[tokio::test]
async fn a_team_that_polar_does_not_show_any_more_is_taken_from_the_coach_and_from_nobody_else() {
    for (need, path) in [
        (Need::Team(team()), TEAM),
        (Need::Sessions(team()), SESSIONS),
        (Need::Session(session()), SESSION),
    ] {
        let polar = club();
        let (sync, coach) = synced(&polar).await;
        let other = sync.sign_in("good too", None).await;
        sync.ensure(&other, vec![Need::Teams]).await;
        sync.clock.advance(TimeDelta::hours(2));
        polar.set_status(path, StatusCode::NOT_FOUND, json!(null));
        sync.ensure(&coach, vec![need.clone()]).await;
        assert!(sync.store.grant_sees_team(&coach, &team()).await.unwrap(), "it is still listed");
        polar.set(TEAMS, json!([]));
        sync.clock.advance(TimeDelta::hours(2));
        sync.ensure(&coach, vec![need]).await;
        assert!(!sync.store.grant_sees_team(&coach, &team()).await.unwrap());
        assert!(sync.store.grant_sees_team(&other, &team()).await.unwrap());
    }
}

#[tokio::test]
async fn zones_that_polar_does_not_tell_cost_no_roster() {
    let polar = club();
    polar.set(PROFILES, json!([{ "sport": "SOCCER", "zones": {} }]));
    let (sync, coach) = synced(&polar).await;
    polar.set_status(PROFILES, StatusCode::BAD_GATEWAY, json!(null));
    sync.clock.advance(TimeDelta::hours(2));
    assert!(sync.ensure(&coach, vec![Need::Team(team())]).await.is_complete());
    let profiles = sync.store.sport_profiles(&team()).await.unwrap();
    assert_eq!(profiles.len(), 1, "what is stored stays");
}

/// A coach whose token Polar does not accept, and who gets another one for it.
async fn with_a_refused_token(polar: &ScriptedPolar) -> (TestSync, GrantId) {
    polar.set_status(
        TOKEN,
        StatusCode::OK,
        json!({ "access_token": "good again", "token_type": "bearer", "refresh_token": "next", "expires_in": 43199 }),
    );
    let sync = TestSync::with_polar(polar.start().await).await;
    let coach = sync.sign_in("withdrawn", Some("refresh")).await;
    (sync, coach)
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let polar = club();
    let (sync, coach) = with_a_refused_token(&polar).await;
    assert!(sync.ensure(&coach, vec![Need::Teams]).await.is_complete());
    assert_eq!((polar.count(TEAMS), polar.count(TOKEN)), (2, 1));
}

#[tokio::test]
async fn however_many_requests_meet_a_refused_token_it_is_replaced_once() {
    const MANY: usize = 50;
    let polar = club();
    let (sync, coach) = with_a_refused_token(&polar).await;
    let path = |number: usize| format!("/v1/teams/training_sessions/s{number}");
    let needs = (0..MANY).map(|number| {
        let mut details = session_details(2);
        details["id"] = json!(format!("s{number}"));
        details["participants"] = json!([]);
        polar.set(&path(number), details);
        Need::Session(format!("s{number}").as_str().into())
    });
    let needs = needs.collect();
    polar.hold("/v1/teams/training_sessions/");
    let all_refused = async {
        polar.was_asked("/v1/teams/training_sessions/", MANY).await;
        polar.release();
    };
    let (progress, ()) = tokio::join!(sync.ensure(&coach, needs), all_refused);
    assert!(progress.is_complete(), "{progress:?}");
    assert_eq!(polar.count(TOKEN), 1);
    assert_eq!(polar.asked().len(), 2 * MANY + 1);
}

#[tokio::test]
async fn a_grant_that_is_over_is_told_and_does_no_harm_to_another_one() {
    let polar = club();
    polar.set_status(TOKEN, StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" }));
    let sync = TestSync::with_polar(polar.start().await).await;
    let (withdrawn, good) =
        (sync.sign_in("withdrawn", Some("refresh")).await, sync.sign_in("good", None).await);
    polar.hold(TEAM);
    let need = || vec![Need::Team(team())];
    // The first one's flight is the one that both wait for.
    let first = sync.ensure(&withdrawn, need());
    let second = async {
        polar.was_asked(TEAM, 1).await;
        let waiting = sync.ensure(&good, need());
        tokio::pin!(waiting);
        tokio::select! {
            _ = &mut waiting => panic!("the answer is held back"),
            _ = sync.ensure(&good, vec![Need::Teams]) => {}
        }
        polar.release();
        waiting.await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.problem, Some(Problem::ConnectAgain));
    assert!(second.is_complete(), "{second:?}");
}

#[tokio::test]
async fn a_session_that_was_deleted_is_not_visible() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    sync.clock.advance(TimeDelta::hours(1));
    polar.set_status(SESSION, StatusCode::NOT_FOUND, json!(null));
    let progress = sync.ensure(&coach, vec![Need::Session(session())]).await;
    assert_eq!(progress.not_visible, [Need::Session(session())]);
}
