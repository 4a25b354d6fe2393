//! What is stored is fetched again when it may have changed, and not before.

use app::model::SessionFilter;
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    store::SearchedIn,
    sync::{
        Need,
        testing::script::{
            RECORDING, SESSION, SESSIONS, SUMMARY, TEAM, TEAMS, club, every_need, listed_session,
            player_session, session, session_details, synced, team,
        },
    },
};

#[tokio::test]
async fn nothing_is_fetched_twice_while_it_is_recent() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let asked = polar.asked();
    sync.clock.advance(TimeDelta::seconds(59));
    assert!(sync.ensure(&coach, every_need().to_vec()).await.is_complete());
    assert_eq!(polar.asked(), asked);
}

#[tokio::test]
async fn each_thing_is_recent_for_a_time_of_its_own() {
    for (need, path, lifetime) in [
        (Need::Teams, TEAMS, TimeDelta::minutes(5)),
        (Need::Team(team()), TEAM, TimeDelta::hours(1)),
        (Need::Sessions(team()), SESSIONS, TimeDelta::minutes(1)),
        (Need::Session(session()), SESSION, TimeDelta::minutes(5)),
    ] {
        let polar = club();
        let (sync, coach) = synced(&polar).await;
        sync.clock.advance(lifetime - TimeDelta::milliseconds(1));
        sync.ensure(&coach, vec![need.clone()]).await;
        assert_eq!(polar.count(path), 1, "{need:?}");
        sync.clock.advance(TimeDelta::milliseconds(1));
        sync.ensure(&coach, vec![need.clone()]).await;
        assert_eq!(polar.count(path), 2, "{need:?}");
    }
}

#[tokio::test]
async fn summaries_and_recordings_stand_until_the_session_changes() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let of_player = || vec![Need::Summary(player_session()), Need::Samples(player_session())];
    sync.clock.advance(TimeDelta::days(300));
    sync.ensure(&coach, of_player()).await;
    assert_eq!((polar.count(SUMMARY), polar.count(RECORDING)), (1, 1));

    // The list shows that the session was changed: details, summary and recording are old now.
    polar.set(SESSIONS, json!([listed_session(3)]));
    polar.set(SESSION, session_details(3));
    polar.set(SUMMARY, json!({ "distance_meters": 1 }));
    sync.ensure(&coach, vec![Need::Sessions(team())]).await;
    assert!(sync.ensure(&coach, every_need().to_vec()).await.is_complete());
    assert_eq!((polar.count(SESSION), polar.count(SUMMARY), polar.count(RECORDING)), (2, 2, 2));
    let summary = sync.store.summary(&player_session()).await.unwrap().unwrap();
    assert_eq!(summary.figures.distance_m, Some(1.0));

    sync.ensure(&coach, of_player()).await;
    assert_eq!((polar.count(SUMMARY), polar.count(RECORDING)), (2, 2));
}

#[tokio::test]
async fn a_change_is_noticed_by_somebody_who_comes_straight_to_the_session() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    polar.set(SESSION, session_details(3));
    sync.clock.advance(TimeDelta::minutes(5));
    sync.ensure(&coach, vec![Need::Session(session())]).await;
    sync.ensure(&coach, vec![Need::Summary(player_session())]).await;
    assert_eq!((polar.count(SESSION), polar.count(SUMMARY)), (2, 2));
}

#[tokio::test]
async fn a_session_that_says_nothing_about_changes_is_fetched_once() {
    let polar = club();
    let mut timeless = session_details(2);
    timeless["modified"] = json!(null);
    polar.set(SESSION, timeless.clone());
    polar.set(SESSIONS, json!([timeless]));
    let (sync, coach) = synced(&polar).await;
    sync.ensure(&coach, every_need().to_vec()).await;
    assert_eq!((polar.count(SESSION), polar.count(SUMMARY), polar.count(RECORDING)), (1, 1, 1));
}

#[tokio::test]
async fn only_recent_sessions_are_listed_while_a_complete_list_stands() {
    let polar = club();
    let (sync, coach) = synced(&polar).await;
    let next = || async {
        sync.clock.advance(TimeDelta::minutes(1));
        sync.ensure(&coach, vec![Need::Sessions(team())]).await;
        polar.asked().pop().unwrap()
    };
    assert!(
        next().await.contains("since=2025-11-02T20%3A01%3A00"),
        "a session of next summer does not make those of today old"
    );

    sync.clock.advance(TimeDelta::days(300));
    assert!(!next().await.contains("since="));
    assert!(next().await.contains("since=2026-05-18T10%3A00%3A00"));

    polar.set(SESSIONS, json!([]));
    assert!(next().await.contains("since="));
    let listed = || async {
        sync.store
            .sessions(&team(), &SessionFilter::default(), SearchedIn::Everything)
            .await
            .unwrap()
            .total
    };
    assert_eq!(listed().await, 1, "a list of recent sessions hides nothing");

    sync.clock.advance(TimeDelta::hours(12));
    assert!(!next().await.contains("since="));
    assert_eq!(listed().await, 0, "a complete one does");
}
