use app::model::{Figures, PlayerSessionId, SessionType, TeamId, TrainingSessionId};
use chrono::{DateTime, Utc};

use super::{
    TestStore,
    samples::{local, noon, session, squad},
};
use crate::store::{
    EncodedSamples, Failure, Marker, Missing, PhaseSummaries, Recording, SessionDetails, Summary,
    TeamCounts, TrainingSession,
};

on_both_databases! {
    what_is_missing_is_told_newest_session_first_and_in_the_squads_order,
    what_was_fetched_is_not_missing_until_its_session_changes,
    who_is_not_in_the_squad_any_more_lacks_nothing,
    sessions_that_polar_does_not_list_lack_nothing,
    what_failed_is_left_out_until_it_may_be_tried_again,
    a_failure_takes_the_place_of_the_last_one,
    what_failed_is_forgotten_with_the_session_and_the_player,
    what_failed_may_work_once_its_session_has_changed,
    an_item_is_claimed_by_one_process_until_it_gives_it_back_or_its_time_is_up,
    the_background_is_paused_until_it_may_go_on,
}

fn team() -> TeamId {
    TeamId::from("t")
}

async fn missing(store: &TestStore) -> Vec<Missing> {
    store.missing(&[team()], noon(30), 100).await.unwrap()
}

async fn list(store: &TestStore, sessions: &[TrainingSession]) {
    store.put_session_list(&team(), sessions, true, noon(20)).await.unwrap();
}

fn with_phases(details: SessionDetails) -> SessionDetails {
    let marker = |kind: &str| Marker {
        kind: Some(kind.to_owned()),
        name: None,
        note: None,
        start: local(1, 10),
        end: local(1, 11),
    };
    SessionDetails { markers: vec![marker("NOTE"), marker("PHASE"), marker("PHASE")], ..details }
}

fn details(id: &str) -> Missing {
    Missing::Details(TrainingSessionId::from(id))
}

fn summary(id: &str) -> Missing {
    Missing::Summary(PlayerSessionId::from(id))
}

fn samples(id: &str) -> Missing {
    Missing::Samples(PlayerSessionId::from(id))
}

fn phases(id: &str) -> Missing {
    Missing::PhaseSummaries(PlayerSessionId::from(id))
}

/// Puts in what is missing, as of a state of its session.
async fn put(store: &TestStore, missing: &Missing, session_modified: Option<DateTime<Utc>>) {
    match missing.clone() {
        Missing::Details(_) => panic!("who took part is not known here"),
        Missing::Summary(player_session_id) => {
            let figures = Figures::default();
            let summary = Summary { player_session_id, session_modified, figures };
            store.put_summary(&summary).await.unwrap();
        }
        Missing::Samples(player_session_id) => {
            let recording = Recording {
                player_session_id,
                session_modified,
                start: None,
                speed_unit: None,
                dropped_rows: 0,
                channels: Vec::new(),
            };
            store.put_recording(&recording, &EncodedSamples::default()).await.unwrap();
        }
        Missing::PhaseSummaries(player_session_id) => {
            let phases = Vec::new();
            let summaries = PhaseSummaries { player_session_id, session_modified, phases };
            store.put_phase_summaries(&summaries).await.unwrap();
        }
    }
}

async fn what_is_missing_is_told_newest_session_first_and_in_the_squads_order(store: TestStore) {
    assert_eq!(store.counts(&team()).await.unwrap(), TeamCounts::default());
    let [old, new, newest] = [("old", 1), ("new", 2), ("newest", 3)]
        .map(|(id, day)| session(id, day, SessionType::Match));
    let undated = TrainingSession {
        start: None,
        record_start: None,
        ..session("undated", 9, SessionType::Match)
    };
    let of_others =
        TrainingSession { team_id: "u".into(), ..session("other", 4, SessionType::Match) };
    list(&store, &[undated, old.clone(), new.clone(), newest]).await;
    store.put_session_list(&"u".into(), &[of_others], true, noon(20)).await.unwrap();
    let squad_of_old = with_phases(squad(&[("p", Some("z")), ("q", None), ("r", Some("a"))]));
    store.put_session_details(&old, &squad_of_old, noon(20)).await.unwrap();
    store.put_session_details(&new, &squad(&[("p", Some("m"))]), noon(20)).await.unwrap();

    let expected = [
        details("newest"),
        summary("m"),
        samples("m"),
        summary("z"),
        summary("a"),
        samples("z"),
        samples("a"),
        phases("z"),
        phases("a"),
        details("undated"),
    ];
    assert_eq!(missing(&store).await, expected);
    assert_eq!(store.missing(&[team()], noon(30), 3).await.unwrap(), expected[..3]);
    assert_eq!(store.missing(&[], noon(30), 100).await.unwrap(), []);
    let both = [team(), "u".into()];
    assert_eq!(
        store.missing(&both, noon(30), 2).await.unwrap(),
        [details("other"), details("newest")]
    );
    let counts = TeamCounts {
        sessions: 4,
        with_details: 2,
        player_sessions: 3,
        with_phases: 2,
        ..TeamCounts::default()
    };
    assert_eq!(store.counts(&team()).await.unwrap(), counts);
}

async fn what_was_fetched_is_not_missing_until_its_session_changes(store: TestStore) {
    for modified in [None, Some(noon(1)), Some(noon(2))] {
        let session = TrainingSession { modified, ..session("s", 1, SessionType::Match) };
        list(&store, std::slice::from_ref(&session)).await;
        assert_eq!(missing(&store).await, [details("s")], "they tell who took part");
        let old = TeamCounts { sessions: 1, ..TeamCounts::default() };
        assert_eq!(store.counts(&team()).await.unwrap(), old);

        let squad = with_phases(squad(&[("p", Some("ps"))]));
        store.put_session_details(&session, &squad, noon(20)).await.unwrap();
        let mut left = vec![summary("ps"), samples("ps"), phases("ps")];
        while !left.is_empty() {
            assert_eq!(missing(&store).await, left);
            put(&store, &left.remove(0), modified).await;
        }
        assert_eq!(missing(&store).await, []);
        let all = TeamCounts {
            sessions: 1,
            with_details: 1,
            player_sessions: 1,
            summaries: 1,
            recordings: 1,
            with_phases: 1,
            phase_summaries: 1,
        };
        assert_eq!(store.counts(&team()).await.unwrap(), all);
    }
}

async fn who_is_not_in_the_squad_any_more_lacks_nothing(store: TestStore) {
    let session = session("s", 1, SessionType::Match);
    let both = squad(&[("p", Some("a")), ("q", Some("b"))]);
    store.put_session_details(&session, &both, noon(20)).await.unwrap();
    // Polar may name a recording twice.
    let one = squad(&[("q", Some("b")), ("q", Some("b"))]);
    store.put_session_details(&session, &one, noon(21)).await.unwrap();
    assert_eq!(missing(&store).await, [summary("b"), samples("b")]);
    assert_eq!(store.counts(&team()).await.unwrap().player_sessions, 1);
}

async fn sessions_that_polar_does_not_list_lack_nothing(store: TestStore) {
    let session = session("s", 1, SessionType::Match);
    store.put_session_details(&session, &squad(&[("p", Some("ps"))]), noon(20)).await.unwrap();
    list(&store, &[]).await;
    assert_eq!(missing(&store).await, []);
    assert_eq!(store.counts(&team()).await.unwrap(), TeamCounts::default());
    list(&store, &[session]).await;
    assert_eq!(missing(&store).await.len(), 2);
}

fn failure(missing: &Missing, retry_at: DateTime<Utc>) -> Failure {
    Failure {
        item: missing.item(),
        team_id: team(),
        problem: "Unreadable".to_owned(),
        attempts: 1,
        at: noon(20),
        retry_at,
    }
}

async fn what_failed_is_left_out_until_it_may_be_tried_again(store: TestStore) {
    let known = session("known", 1, SessionType::Match);
    let with_player = with_phases(squad(&[("p", Some("ps"))]));
    list(&store, &[known.clone(), session("new", 2, SessionType::Match)]).await;
    store.put_session_details(&known, &with_player, noon(20)).await.unwrap();
    let all = missing(&store).await;
    assert_eq!(all.len(), 4, "one of each kind: {all:?}");
    for failed in &all {
        store.put_failure(&failure(failed, noon(25))).await.unwrap();
        let others: Vec<_> = all.iter().filter(|other| *other != failed).cloned().collect();
        assert_eq!(store.missing(&[team()], noon(24), 100).await.unwrap(), others);
        assert_eq!(store.missing(&[team()], noon(25), 100).await.unwrap(), all);
        let ahead = "it failed by a clock that was ahead";
        assert_eq!(store.missing(&[team()], noon(19), 100).await.unwrap(), all, "{ahead}");
        store.clear_failure(&failed.item()).await.unwrap();
        assert_eq!(store.missing(&[team()], noon(24), 100).await.unwrap(), all);
        store.clear_failure(&failed.item()).await.unwrap();
    }
}

async fn what_failed_may_work_once_its_session_has_changed(store: TestStore) {
    let changed = session("changed", 1, SessionType::Match);
    let other = session("other", 2, SessionType::Match);
    list(&store, &[changed.clone(), other.clone()]).await;
    store.put_session_details(&changed, &squad(&[("p", Some("ps"))]), noon(20)).await.unwrap();
    for failed in [details("changed"), summary("ps"), details("other")] {
        store.put_failure(&failure(&failed, noon(25))).await.unwrap();
    }
    list(&store, &[changed.clone(), other.clone()]).await;
    assert_eq!(store.failures(&team()).await.unwrap().len(), 3, "nothing has changed");
    let changed = TrainingSession { modified: Some(noon(23)), ..changed };
    list(&store, &[changed, other]).await;
    let left = store.failures(&team()).await.unwrap();
    assert_eq!(left, [failure(&details("other"), noon(25))]);
}

async fn what_failed_is_forgotten_with_the_session_and_the_player(store: TestStore) {
    let (listed, gone) =
        (session("listed", 1, SessionType::Match), session("gone", 2, SessionType::Match));
    list(&store, &[listed.clone(), gone.clone()]).await;
    let both = squad(&[("p", Some("stays")), ("q", Some("leaves"))]);
    store.put_session_details(&listed, &both, noon(20)).await.unwrap();
    let of_the_team = Failure { item: "team t".to_owned(), ..failure(&details("-"), noon(25)) };
    store.put_failure(&of_the_team).await.unwrap();
    for failed in
        [details("listed"), details("gone"), summary("stays"), samples("leaves"), phases("leaves")]
    {
        store.put_failure(&failure(&failed, noon(25))).await.unwrap();
    }
    let items = async || {
        let failures = store.failures(&team()).await.unwrap();
        failures.into_iter().map(|failure| failure.item).collect::<Vec<_>>()
    };
    list(&store, std::slice::from_ref(&listed)).await;
    assert_eq!(
        items().await,
        ["phases leaves", "samples leaves", "session listed", "summary stays", "team t"]
    );
    store.put_session_details(&listed, &squad(&[("p", Some("stays"))]), noon(20)).await.unwrap();
    assert_eq!(items().await, ["session listed", "summary stays", "team t"]);
}

async fn a_failure_takes_the_place_of_the_last_one(store: TestStore) {
    list(&store, &[]).await;
    store.put_session_list(&"u".into(), &[], true, noon(20)).await.unwrap();
    let first = Failure { at: noon(21), ..failure(&summary("a"), noon(25)) };
    let other = Failure { at: noon(22), ..failure(&samples("a"), noon(25)) };
    let again = Failure { at: noon(23), attempts: 2, retry_at: noon(27), ..first.clone() };
    let elsewhere = Failure { team_id: "u".into(), ..failure(&summary("b"), noon(25)) };
    for failure in [&first, &other, &elsewhere] {
        store.put_failure(failure).await.unwrap();
    }
    assert_eq!(store.failures(&team()).await.unwrap(), [other.clone(), first]);
    store.put_failure(&again).await.unwrap();
    assert_eq!(store.failures(&team()).await.unwrap(), [again, other]);
    store.clear_failures(&team()).await.unwrap();
    assert_eq!(store.failures(&team()).await.unwrap(), []);
    assert_eq!(store.failures(&"u".into()).await.unwrap(), [elsewhere]);
}

async fn an_item_is_claimed_by_one_process_until_it_gives_it_back_or_its_time_is_up(
    store: TestStore,
) {
    let claim = async |holder, now, until| {
        store.claim("item", holder, noon(now), noon(until)).await.unwrap()
    };
    assert!(claim("a", 1, 3).await);
    assert!(!claim("b", 2, 9).await);
    assert!(claim("a", 2, 4).await, "one's own can be made longer");
    assert!(!claim("b", 3, 9).await);
    assert!(claim("b", 4, 9).await, "its time is up");
    store.release("item", "a").await.unwrap();
    assert!(!claim("a", 5, 9).await, "only one's own can be given back");
    store.release("item", "b").await.unwrap();
    assert!(claim("a", 5, 9).await);
    assert!(store.claim("other item", "b", noon(5), noon(9)).await.unwrap());
    store.release_all("a").await.unwrap();
    assert!(claim("c", 5, 9).await);
    assert!(!store.claim("other item", "c", noon(5), noon(9)).await.unwrap(), "that was b's");
}

async fn the_background_is_paused_until_it_may_go_on(store: TestStore) {
    assert!(!store.is_paused().await.unwrap());
    for paused in [true, true, false, false, true] {
        store.set_paused(paused).await.unwrap();
        assert_eq!(store.is_paused().await.unwrap(), paused);
    }
    assert!(store.reopen().await.is_paused().await.unwrap());
}
