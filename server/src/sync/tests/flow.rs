//! What comes from Polar gets into the store, once.

use std::time::Duration;

use app::model::{SessionFilter, SessionType};
use futures::future::join_all;
use polar::BudgetSettings;
use serde_json::json;
use series::{Channel, SpeedUnit};

use crate::{
    store::SearchedIn,
    sync::{
        Need, Problem, Progress,
        testing::{
            LONG,
            script::{
                RECORDING, SESSION, SESSIONS, TEAMS, club, listed_session, player_session,
                recording, session, session_details, signed_in, synced, team,
            },
        },
    },
};

#[tokio::test]
async fn everything_gets_into_the_store() {
    let (sync, coach) = synced(&club()).await;
    assert!(sync.store.grant_sees_team(&coach, &team()).await.unwrap());
    assert_eq!(sync.store.roster(&team()).await.unwrap().unwrap().members.len(), 1);
    let list = sync
        .store
        .sessions(&team(), &SessionFilter::default(), SearchedIn::Everything)
        .await
        .unwrap();
    assert_eq!(list.sessions[0].session_type, Some(SessionType::Match));
    assert_eq!(sync.store.session_details(&session()).await.unwrap().participants.len(), 1);
    let summary = sync.store.summary(&player_session()).await.unwrap().unwrap();
    assert_eq!(summary.figures.distance_m, Some(6566.0));
    let recording = sync.store.recording(&player_session()).await.unwrap().unwrap();
    assert_eq!(recording.channels, [Channel::HeartRate, Channel::Speed, Channel::Distance]);
    assert_eq!(recording.speed_unit, Some(SpeedUnit::MetresPerSecond));
    let speed = sync.store.column(&player_session(), Channel::Speed).await.unwrap().unwrap();
    assert_eq!(series::Column::decode(&speed).unwrap().len(), 600);
    let beats = sync.store.rr_intervals(&player_session()).await.unwrap().unwrap();
    assert_eq!(series::rr::decode(&beats).unwrap(), [Some(500), None, Some(510)]);
}

#[tokio::test]
async fn however_many_ask_polar_is_asked_once() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let other = sync.sign_in("good too", None).await;
    let need = || vec![Need::Session(session())];
    sync.clock.advance(chrono::TimeDelta::hours(1));
    polar.hold(SESSION);
    let before = polar.count(SESSION);
    let asking = join_all([&coach, &other, &coach, &other].map(|who| sync.ensure(who, need())));
    let release = async {
        polar.was_asked(SESSION, before + 1).await;
        polar.release();
    };
    let (progress, ()) = tokio::join!(asking, release);
    assert!(progress.iter().all(Progress::is_complete), "{progress:?}");
    assert_eq!(polar.count(SESSION), before + 1);
}

#[tokio::test]
async fn each_coach_has_a_list_of_teams() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let other = sync.sign_in("good too", None).await;
    assert_eq!(sync.store.grant_teams(&other).await.unwrap(), None);
    sync.ensure(&coach, vec![Need::Teams]).await;
    sync.ensure(&other, vec![Need::Teams]).await;
    assert_eq!(polar.count(TEAMS), 2);
    assert!(sync.store.grant_sees_team(&other, &team()).await.unwrap());
}

#[tokio::test]
async fn what_takes_too_long_goes_on_behind_the_page() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    polar.hold(TEAMS);
    let needs = || vec![Need::Teams, Need::Team(team())];
    let progress = sync.sync.ensure(&coach, needs(), Duration::ZERO).await;
    let expected = Progress { done: 0, total: 2, remaining_s: Some(1), ..Progress::default() };
    assert_eq!(progress, expected);
    polar.release();
    // Nobody asks Polar again: the second look only waits for what is under way.
    assert!(sync.ensure(&coach, needs()).await.is_complete());
    assert_eq!(polar.count(TEAMS), 1);
}

#[tokio::test]
async fn a_need_that_is_there_costs_nothing_and_one_that_is_not_is_counted() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let asked = polar.asked().len();
    let progress =
        sync.sync.ensure(&coach, vec![Need::Teams, Need::Session("other".into())], LONG).await;
    assert_eq!((progress.done, progress.total), (2, 2));
    assert_eq!(progress.not_visible, [Need::Session("other".into())]);
    assert_eq!(polar.asked().len(), asked + 1);
}

#[tokio::test]
async fn a_stop_ends_what_is_under_way() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    polar.hold(TEAMS);
    let asking = sync.ensure(&coach, vec![Need::Teams]);
    let stop = async {
        polar.was_asked(TEAMS, 1).await;
        sync.sync.stop().await;
    };
    let (progress, ()) = tokio::join!(asking, stop);
    assert_eq!(progress.problem, Some(Problem::Internal));
    assert_eq!(sync.store.grant_teams(&coach).await.unwrap(), None);
}

/// How the paths of all recordings start.
const RECORDINGS: &str = "/v1/training_sessions/ps";

#[tokio::test]
async fn recordings_come_a_few_at_a_time() {
    let polar = club();
    let players = 6;
    let mut details = session_details(2);
    details["participants"] = (0..players)
        .map(|n| json!({ "player_id": format!("p{n}"), "player_session_id": format!("ps{n}") }))
        .collect();
    polar.set(SESSION, details);
    for n in 0..players {
        polar.set(&format!("{RECORDINGS}{n}"), recording("2026-06-01T10:00:00"));
    }
    let (sync, coach) = signed_in(&polar).await;
    sync.ensure(&coach, vec![Need::Session(session())]).await;
    polar.hold(RECORDINGS);
    let needs = (0..players).map(|n| Need::Samples(format!("ps{n}").into())).collect();
    let asking = sync.ensure(&coach, needs);
    let release = async {
        polar.was_asked(RECORDINGS, 4).await;
        // Whatever else could go out would have gone out before this comes back.
        sync.ensure(&coach, vec![Need::Teams]).await;
        let asked = polar.asked().iter().filter(|asked| asked.starts_with(RECORDINGS)).count();
        polar.release();
        asked
    };
    let (progress, asked_at_once) = tokio::join!(asking, release);
    assert_eq!(asked_at_once, 4);
    assert!(progress.is_complete(), "{progress:?}");
}

#[tokio::test]
async fn the_whole_budget_can_go_to_people_in_front_of_pages() {
    let (sync, _) = signed_in(&club()).await;
    let left = sync.client.budget().snapshot().interactive_left;
    assert_eq!(left, 10_000 - BudgetSettings::default().margin);
}

#[tokio::test]
async fn what_is_fetched_while_its_player_is_deleted_is_not_visible_any_more() {
    let polar = club();
    let (sync, coach) = signed_in(&polar).await;
    for need in [Need::Teams, Need::Team(team()), Need::Session(session())] {
        assert!(sync.ensure(&coach, vec![need]).await.is_complete());
    }
    // The summary's path begins like the recording's.
    let needs = vec![Need::Samples(player_session()), Need::Summary(player_session())];
    polar.hold(RECORDING);
    let asking = sync.ensure(&coach, needs.clone());
    let deleting = async {
        polar.was_asked(RECORDING, 2).await;
        sync.store.delete_player(&team(), &"p".into(), sync.sync.now()).await.unwrap();
        sync.store.purge_orphans().await.unwrap();
        polar.release();
    };
    let (progress, ()) = tokio::join!(asking, deleting);
    assert_eq!((progress.is_complete(), progress.problem), (true, None));
    assert_eq!(progress.not_visible.len(), needs.len());
}

#[tokio::test]
async fn a_deleted_player_stays_away_when_everything_is_read_again() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let (team, player) = (team(), "p".into());
    sync.store.delete_player(&team, &player, sync.sync.now()).await.unwrap();
    sync.store.purge_orphans().await.unwrap();
    // The session was changed, so that nothing of it is fresh any more, and each list is old.
    polar.set(SESSIONS, json!([listed_session(3)]));
    polar.set(SESSION, session_details(3));
    sync.clock.advance(chrono::TimeDelta::days(1));
    let before = polar.count(RECORDING);
    for need in [Need::Teams, Need::Team(team.clone()), Need::Sessions(team.clone())] {
        assert!(sync.ensure(&coach, vec![need]).await.is_complete());
    }
    let seen = polar.count(SESSION);
    sync.ensure(&coach, vec![Need::Session(session())]).await;
    assert_eq!(polar.count(SESSION), seen + 1, "the session was read again");
    sync.ensure(&coach, vec![Need::Summary(player_session()), Need::Samples(player_session())])
        .await;

    assert_eq!(sync.store.roster(&team).await.unwrap().unwrap().members, []);
    assert_eq!(sync.store.participations(&team, &player).await.unwrap(), []);
    assert_eq!(sync.store.summary(&player_session()).await.unwrap(), None);
    assert_eq!(sync.store.recording(&player_session()).await.unwrap(), None);
    assert_eq!(polar.count(RECORDING), before, "it is not even asked for");
    let missing = sync.store.missing(&[team], sync.sync.now(), 10).await.unwrap();
    assert_eq!(missing, [], "nor is it missed");
}
