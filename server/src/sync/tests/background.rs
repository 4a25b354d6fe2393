//! What nobody asked for comes by itself, once, the newest first.

use app::model::SessionFilter;
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};

use crate::{
    store::{GrantId, SearchedIn},
    sync::{
        Activity, Need, Problem, Status,
        testing::{
            LONG, ScriptedPolar, TestSync, now,
            script::{
                SESSION, SESSIONS, SUMMARY, TEAM, TEAMS, TOKEN, club, listed_session, recording,
                session, session_details, signed_in, team,
            },
        },
    },
};

/// Waits until the status is as wanted.
async fn until(sync: &TestSync, coach: &GrantId, wanted: impl Fn(&Status) -> bool) -> Status {
    let mut changes = sync.sync.changes();
    loop {
        changes.mark_unchanged();
        let status = sync.sync.status(coach).await.unwrap();
        if wanted(&status) {
            return status;
        }
        let change = tokio::time::timeout(LONG, changes.changed()).await;
        change.unwrap_or_else(|_| panic!("nothing happens any more: {status:?}")).unwrap();
    }
}

fn is_complete(status: &Status) -> bool {
    let all_listed = status.teams.iter().all(|team| team.listed_at.is_some());
    !status.teams.is_empty() && all_listed && status.done() == status.total()
}

const SESSIONS_OF_A_TEAM: usize = 40;
const PLAYERS: usize = 5;

/// Two teams of five, with forty sessions each, one a day; every other one has phases.
fn history() -> ScriptedPolar {
    let polar = ScriptedPolar::default();
    let teams = ["red", "blue"];
    polar.set(
        TEAMS,
        json!(teams.map(|team| json!({ "id": team, "name": team, "organisation": "Club" }))),
    );
    for team in teams {
        polar.set(&format!("/v1/teams/{team}"), json!({ "id": team, "players": [] }));
        let sessions: Vec<Value> = (0..SESSIONS_OF_A_TEAM).map(|day| of_day(team, day)).collect();
        for (day, session) in sessions.iter().enumerate() {
            let id = session["id"].as_str().unwrap();
            let player = |number: usize| json!({ "player_id": format!("p{number}"), "player_session_id": format!("{id}-{number}") });
            let mut details = session.clone();
            details["participants"] = (0..PLAYERS).map(player).collect();
            let phase = json!({
                "marker_type": "PHASE", "name": "First half",
                "start_time": session["start_time"], "end_time": session["end_time"],
            });
            details["markers"] = if has_phases(day) { json!([phase]) } else { json!([]) };
            polar.set(&format!("/v1/teams/training_sessions/{id}"), details);
            for number in 0..PLAYERS {
                let path = format!("/v1/training_sessions/{id}-{number}");
                polar.set(&format!("{path}/session_summary"), json!({ "distance_meters": 5000 }));
                polar.set(&path, recording(session["record_start_time"].as_str().unwrap()));
                polar.set(&format!("{path}/phase_summaries"), json!([]));
            }
        }
        polar.set(&format!("/v1/teams/{team}/training_sessions"), json!(sessions));
    }
    polar
}

fn has_phases(day: usize) -> bool {
    day % 2 == 1
}

fn of_day(team: &str, day: usize) -> Value {
    let start = DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::days(20_000 + day as i64);
    let end = start + TimeDelta::hours(1);
    let stamp = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    json!({
        "id": format!("{team}{day:02}"), "team_id": team, "type": "TRAINING",
        "record_start_time": stamp(start), "record_end_time": stamp(end),
        "start_time": stamp(start), "end_time": stamp(end),
        "modified": stamp(end) + "Z",
    })
}

/// How many requests such a history takes when nothing is asked in vain.
const FEWEST_REQUESTS: usize = {
    let of_a_session = 1 + 2 * PLAYERS;
    let with_phases = SESSIONS_OF_A_TEAM / 2;
    // The list, the roster, and the zones, which the roster does not tell here.
    let of_a_team = 3 + SESSIONS_OF_A_TEAM * of_a_session + with_phases * PLAYERS;
    1 + 2 * of_a_team
};

#[tokio::test]
async fn a_history_comes_by_itself_with_hardly_a_request_in_vain() {
    let polar = history();
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.start();
    until(&sync, &coach, is_complete).await;
    let asked = polar.asked();
    assert!(asked.len() >= FEWEST_REQUESTS, "{}", asked.len());
    assert!(asked.len() * 100 <= FEWEST_REQUESTS * 102, "{} of {FEWEST_REQUESTS}", asked.len());
    assert!(asked.iter().all(|path| !path.contains("page=") || path.contains("per_page=100")));

    // On the next day one session has been changed, and nothing else is asked for again.
    let changed = "red39";
    let mut sessions = vec![of_day("red", 39)];
    sessions[0]["modified"] = json!("2026-01-01T00:00:00Z");
    polar.set("/v1/teams/red/training_sessions", json!(sessions));
    sync.clock.advance(TimeDelta::minutes(10));
    sync.sync.retry(&[]).await.unwrap();
    polar.was_asked(&format!("/v1/teams/training_sessions/{changed}"), 2).await;
    until(&sync, &coach, is_complete).await;
    let later = polar.asked().split_off(asked.len());
    let lists = later.iter().filter(|path| path.contains("since=")).count();
    assert_eq!(lists, 2, "the recent sessions of each team: {later:?}");
    let of_the_session = later.iter().filter(|path| path.contains(changed)).count();
    assert_eq!(of_the_session, 1 + 3 * PLAYERS, "{later:?}");
    assert_eq!(later.len(), lists + of_the_session, "{later:?}");
}

#[tokio::test]
async fn the_newest_session_comes_first_and_whole() {
    let polar = history();
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.start();
    until(&sync, &coach, is_complete).await;
    let asked = polar.asked();
    let first = |part: &str| asked.iter().position(|path| path.contains(part)).unwrap();
    let last = |part: &str| asked.iter().rposition(|path| path.contains(part)).unwrap();
    for (newer, older) in [("39", "37"), ("20", "18"), ("02", "00")] {
        for team in ["red", "blue"] {
            let (newer, older) = (format!("{team}{newer}"), format!("{team}{older}"));
            assert!(last(&newer) < first(&older), "{newer} before {older}");
        }
    }
}

#[tokio::test]
async fn what_is_there_is_not_fetched_again_after_a_restart() {
    let polar = history();
    let url = polar.start().await;
    let sync = TestSync::with_polar(url.clone()).await;
    let coach = sync.sign_in("good", None).await;
    sync.sync.start();
    until(&sync, &coach, |status| status.done() > 100).await;
    sync.sync.stop().await;
    let sync = sync.restarted(url).await;
    sync.sync.start();
    until(&sync, &coach, is_complete).await;
    let mut asked = polar.asked();
    let all = asked.len();
    asked.sort_unstable();
    asked.dedup();
    let at_most_under_way = 4;
    assert!(all - asked.len() <= at_most_under_way, "{} asked twice", all - asked.len());
}

#[tokio::test]
async fn what_changed_at_polar_is_fetched_again_and_what_disappeared_is_hidden() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.start();
    until(&sync, &coach, is_complete).await;
    polar.set(SESSIONS, json!([listed_session(3)]));
    polar.set(SESSION, session_details(3));
    sync.clock.advance(TimeDelta::minutes(10));
    sync.sync.retry(&[]).await.unwrap();
    polar.was_asked(SUMMARY, 2).await;
    assert_eq!(polar.count(SESSION), 2);

    polar.set(SESSIONS, json!([]));
    sync.clock.advance(TimeDelta::hours(12));
    sync.sync.retry(&[]).await.unwrap();
    until(&sync, &coach, |status| status.teams[0].sessions == 0).await;
    let listed = sync
        .store
        .sessions(&team(), &SessionFilter::default(), SearchedIn::Everything)
        .await
        .unwrap();
    assert_eq!(listed.total, 0);
}

#[tokio::test]
async fn what_does_not_work_is_told_and_tried_later_and_the_rest_goes_on() {
    let polar = club();
    polar.set(SUMMARY, json!(5));
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.start();
    let left_alone_for = |minutes| {
        move |status: &Status| {
            let setbacks = status.teams.iter().flat_map(|team| &team.setbacks);
            let pauses = setbacks.map(|setback| (setback.retry_at - setback.at).num_minutes());
            pauses.eq([minutes]) && status.done() == 2
        }
    };
    let status = until(&sync, &coach, left_alone_for(10)).await;
    assert_eq!(status.teams[0].setbacks[0].problem, Problem::Unreadable);
    let minutes_later = async |minutes| {
        sync.clock.advance(TimeDelta::minutes(minutes));
        // Lets it look again, and forget everything but what was noted.
        sync.sync.retry(&[]).await.unwrap();
    };
    minutes_later(10).await;
    until(&sync, &coach, left_alone_for(20)).await;

    // It is good now, but left alone for twenty minutes, while an older session comes.
    polar.set(SUMMARY, json!({ "distance_meters": 6566 }));
    let mut older = session_details(2);
    older["id"] = json!("older");
    older["record_start_time"] = json!("2026-05-01T10:00:00");
    older["participants"] = json!([]);
    polar.set(SESSIONS, json!([listed_session(2), &older]));
    polar.set("/v1/teams/training_sessions/older", older);
    minutes_later(10).await;
    until(&sync, &coach, |status| status.done() == 3).await;
    assert_eq!(polar.count(SUMMARY), 2, "not before its time");
    minutes_later(10).await;
    let status = until(&sync, &coach, is_complete).await;
    assert!(status.teams[0].setbacks.is_empty());
}

#[tokio::test]
async fn a_coach_can_have_it_tried_at_once() {
    let polar = club();
    polar.set(SUMMARY, json!(5));
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.start();
    until(&sync, &coach, |status| {
        status.teams.iter().any(|team| !team.setbacks.is_empty()) && status.done() == 2
    })
    .await;
    polar.set(SUMMARY, json!({ "distance_meters": 6566 }));
    sync.sync.retry(&[team()]).await.unwrap();
    let status = until(&sync, &coach, is_complete).await;
    assert!(status.teams[0].setbacks.is_empty());
}

#[tokio::test]
async fn what_polar_does_not_show_is_not_waited_for() {
    let polar = club();
    polar.set_status(SUMMARY, StatusCode::NOT_FOUND, json!(null));
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.start();
    let status = until(&sync, &coach, is_complete).await;
    assert_eq!((status.done(), status.total(), status.remaining_s), (2, 2, None));
}

#[tokio::test]
async fn while_it_is_paused_only_pages_fetch() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    sync.sync.set_paused(true).await.unwrap();
    sync.sync.start();
    sync.ensure(&coach, vec![Need::Teams]).await;
    sync.ensure(&coach, vec![Need::Team(team())]).await;
    let status = sync.sync.status(&coach).await.unwrap();
    assert_eq!(status.activity, Activity::Paused);
    assert_eq!((polar.count(TEAM), polar.count(SESSIONS)), (1, 0));
    sync.sync.set_paused(false).await.unwrap();
    until(&sync, &coach, is_complete).await;
}

#[tokio::test]
async fn a_grant_that_is_over_stops_its_own_sync_alone() {
    let polar = club();
    polar.set_status(TOKEN, StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" }));
    let sync = TestSync::with_polar(polar.start().await).await;
    let withdrawn = sync.sign_in("withdrawn", Some("refresh")).await;
    let good = sync.sign_in("good", None).await;
    sync.sync.start();
    until(&sync, &good, is_complete).await;
    let status = until(&sync, &withdrawn, |status| status.activity == Activity::ConnectAgain).await;
    assert_eq!(status.teams, []);
    assert_eq!(sync.sync.status(&good).await.unwrap().activity, Activity::Runs);
}

#[tokio::test]
async fn what_one_coach_has_lost_still_comes_for_another_one() {
    let polar = club();
    let sync = TestSync::with_polar(polar.start().await).await;
    let keeps = sync.sign_in("good", None).await;
    sync.clock.advance(TimeDelta::minutes(1));
    // Of two who see a team, the one who signed in last is asked with.
    let loses = sync.sign_in("good until now", None).await;
    for coach in [&keeps, &loses] {
        sync.ensure(coach, vec![Need::Teams]).await;
    }
    sync.clock.advance(TimeDelta::minutes(1));
    polar.hide("/v1/", "good until now");
    sync.sync.start();
    until(&sync, &keeps, is_complete).await;
    assert!(!sync.store.grant_sees_team(&loses, &team()).await.unwrap());
    assert_eq!(sync.store.failures(&team()).await.unwrap(), []);
}

#[tokio::test]
async fn while_nobody_can_be_signed_in_again_nothing_is_tried_over_and_over() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    let expired = sync.sign_in("withdrawn", Some("refresh")).await;
    sync.store.set_grant_teams(&expired, &[team()], now()).await.unwrap();
    sync.ensure(&coach, vec![Need::Teams]).await;
    sync.ensure(&coach, vec![Need::Sessions(team())]).await;
    sync.store.end_grant(&coach).await.unwrap();
    polar.set_status(TOKEN, StatusCode::SERVICE_UNAVAILABLE, json!(null));
    sync.sync.start();
    let waits = |status: &Status| matches!(status.activity, Activity::WaitsForPolar(_));
    until(&sync, &expired, waits).await;
    assert_eq!(polar.count(TOKEN), 1);
    assert_eq!(sync.store.failures(&team()).await.unwrap(), []);
}

#[tokio::test]
async fn while_polar_is_down_it_is_left_alone() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    sync.ensure(&coach, vec![Need::Teams]).await;
    for path in [TEAM, SESSIONS, SESSION, TEAMS] {
        polar.set_status(path, StatusCode::SERVICE_UNAVAILABLE, json!(null));
    }
    sync.sync.start();
    let needs = [Need::Team(team()), Need::Sessions(team()), Need::Session(session())];
    for need in needs {
        sync.ensure(&coach, vec![need]).await;
    }
    let down = |status: &Status| matches!(status.activity, Activity::WaitsForPolar(_));
    let other = sync.sign_in("good too", None).await;
    sync.ensure(&other, vec![Need::Teams]).await;
    let third = sync.sign_in("good three", None).await;
    sync.ensure(&third, vec![Need::Teams]).await;
    until(&sync, &coach, down).await;
    let asked = polar.asked().len();
    let late = sync.sign_in("good four", None).await;
    let progress = sync.ensure(&late, vec![Need::Teams]).await;
    assert_eq!(progress.problem, Some(Problem::PolarUnavailable));
    assert_eq!(polar.asked().len(), asked, "nobody asks while it is down");
}
