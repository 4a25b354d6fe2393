use std::collections::HashSet;

use app::model::{
    AccelerationCount, Figures, HeartRateZone, PlayerSessionId, SessionFilter, SessionType,
    SpeedZone, TeamId, TrainingSessionId,
};
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    TestStore,
    samples::{local, noon, participant, session, squad},
};
use crate::store::{
    DetailsRead, Marker, PhaseSummaries, PhaseSummary, PlayerSession, SearchedIn, SessionDetails,
    StoreError, Summary, TrainingSession,
};

on_both_databases! {
    summaries_are_current_until_their_session_changes,
    summaries_of_phases_come_back_in_order_as_they_were_put_in,
    sessions_are_listed_newest_first_and_filtered_by_type_and_day,
    a_list_has_pages_and_says_how_many_there_are_in_all,
    a_session_that_a_complete_list_leaves_out_is_hidden_until_polar_lists_it_again,
    what_has_been_hidden_for_long_is_purged,
    what_started_long_ago_is_purged_with_its_recordings,
    details_come_back_in_order_and_remember_which_state_they_are_of,
    a_player_session_is_found_through_the_session_that_names_it,
    summaries_come_back_in_the_squads_order_as_they_were_put_in,
    summaries_survive_new_details,
    a_summary_of_an_unknown_player_session_is_refused,
    what_a_list_or_details_leave_out_is_not_taken_away,
}

async fn listed(store: &TestStore, filter: SessionFilter) -> (Vec<String>, u32) {
    let list = store.sessions(&TeamId::from("t"), &filter, SearchedIn::Everything).await.unwrap();
    (list.sessions.into_iter().map(|session| session.id.0).collect(), list.total)
}

async fn sessions_are_listed_newest_first_and_filtered_by_type_and_day(store: TestStore) {
    let nameless =
        TrainingSession { start: None, record_start: None, ..session("x", 1, SessionType::Other) };
    let sessions = [
        session("a", 10, SessionType::Match),
        session("b", 12, SessionType::Training),
        session("c", 11, SessionType::Unknown("YOGA".to_owned())),
        nameless,
    ];
    store.put_session_list(&TeamId::from("t"), &sessions, true, noon(20)).await.unwrap();
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let day = |day| NaiveDate::from_ymd_opt(2026, 6, day);
    let all = SessionFilter::default();
    assert_eq!(listed(&store, all.clone()).await, (ids(&["b", "c", "a", "x"]), 4));
    for (filter, expected) in [
        (SessionFilter { session_type: Some(SessionType::Match), ..all.clone() }, &["a"][..]),
        (
            SessionFilter {
                session_type: Some(SessionType::Unknown("YOGA".to_owned())),
                ..all.clone()
            },
            &["c"],
        ),
        (SessionFilter { since: day(11), ..all.clone() }, &["b", "c"]),
        (SessionFilter { until: day(11), ..all.clone() }, &["c", "a"]),
        (SessionFilter { since: day(11), until: day(11), ..all.clone() }, &["c"]),
        (SessionFilter { since: day(13), ..all.clone() }, &[]),
    ] {
        assert_eq!(listed(&store, filter.clone()).await.0, ids(expected), "{filter:?}");
    }
    assert_eq!(
        store.newest_session(&TeamId::from("t")).await.unwrap().as_ref(),
        Some(&sessions[1])
    );
    assert_eq!(store.newest_session(&TeamId::from("u")).await.unwrap(), None);
}

async fn a_list_has_pages_and_says_how_many_there_are_in_all(store: TestStore) {
    let sessions: Vec<_> = (0..SessionFilter::PER_PAGE + 3)
        .map(|n| session(&format!("{n:03}"), 1, SessionType::Training))
        .collect();
    store.put_session_list(&TeamId::from("t"), &sessions, true, noon(20)).await.unwrap();
    let (ids, total) = listed(&store, SessionFilter { page: 1, ..SessionFilter::default() }).await;
    assert_eq!((ids, total), (["100", "101", "102"].map(str::to_owned).to_vec(), 103));
    assert_eq!(
        listed(&store, SessionFilter { page: 2, ..SessionFilter::default() }).await,
        (Vec::new(), 103)
    );
}

async fn a_session_that_a_complete_list_leaves_out_is_hidden_until_polar_lists_it_again(
    store: TestStore,
) {
    let (a, b) = (session("a", 1, SessionType::Match), session("b", 2, SessionType::Match));
    let team_id = TeamId::from("t");
    store.put_session_list(&team_id, &[a.clone(), b.clone()], true, noon(1)).await.unwrap();
    store.put_session_details(&a, &squad(&[("p", Some("ps"))]), noon(1)).await.unwrap();

    store.put_session_list(&team_id, std::slice::from_ref(&b), false, noon(2)).await.unwrap();
    assert!(
        store.session(&a.id).await.unwrap().is_some(),
        "a list of recent sessions says nothing about older ones"
    );

    store.put_session_list(&team_id, std::slice::from_ref(&b), true, noon(3)).await.unwrap();
    assert_eq!(listed(&store, SessionFilter::default()).await, (vec!["b".to_owned()], 1));
    assert_eq!(store.session(&a.id).await.unwrap(), None);
    assert_eq!(store.player_session(&PlayerSessionId::from("ps")).await.unwrap(), None);

    store.put_session_list(&team_id, &[a.clone(), b], true, noon(4)).await.unwrap();
    assert!(store.session(&a.id).await.unwrap().is_some());
    assert!(store.player_session(&PlayerSessionId::from("ps")).await.unwrap().is_some());
}

async fn what_has_been_hidden_for_long_is_purged(store: TestStore) {
    let (stays, goes) =
        (session("stays", 1, SessionType::Match), session("goes", 2, SessionType::Match));
    let lists = async |sessions: &[TrainingSession], day| {
        store.put_session_list(&stays.team_id, sessions, true, noon(day)).await.unwrap();
    };
    lists(&[stays.clone(), goes.clone()], 1).await;
    let both = squad(&[("p", Some("left")), ("q", Some("took-part"))]);
    store.put_session_details(&stays, &both, noon(1)).await.unwrap();
    store.put_session_details(&goes, &squad(&[("p", Some("gone"))]), noon(1)).await.unwrap();
    for day in [2, 3] {
        lists(std::slice::from_ref(&stays), day).await;
    }
    let purge = async |day| store.purge_hidden_sessions(noon(day)).await.unwrap();
    assert_eq!(purge(2).await, 0, "hidden since then, not since before");
    assert_eq!(purge(3).await, 1);
    let fewer = squad(&[("q", Some("took-part"))]);
    store.put_session_details(&stays, &fewer, noon(4)).await.unwrap();
    assert_eq!(purge(3).await, 1, "the recording of the player who did not take part");
    assert_eq!(purge(3).await, 0);
    lists(&[stays.clone(), goes.clone()], 5).await;
    assert!(store.session_details(&goes.id).await.unwrap().participants.is_empty());
    assert!(store.player_session(&PlayerSessionId::from("took-part")).await.unwrap().is_some());
}

async fn what_started_long_ago_is_purged_with_its_recordings(store: TestStore) {
    let nameless =
        TrainingSession { start: None, record_start: None, ..session("x", 1, SessionType::Other) };
    store.put_session_list(&TeamId::from("t"), &[nameless], false, noon(20)).await.unwrap();
    // More than are deleted at once.
    for number in 0..15 {
        let (id, player) = (format!("old{number}"), format!("ps{number}"));
        let squad = squad(&[("p", Some(player.as_str()))]);
        let session = session(&id, 9, SessionType::Training);
        store.put_session_details(&session, &squad, noon(20)).await.unwrap();
    }
    let squad = squad(&[("p", Some("ps"))]);
    let kept = session("kept", 10, SessionType::Training);
    store.put_session_details(&kept, &squad, noon(20)).await.unwrap();
    // It starts at 11:00.
    assert_eq!(store.purge_old_sessions(local(10, 11)).await.unwrap(), 15);
    assert_eq!(store.purge_old_sessions(local(10, 11)).await.unwrap(), 0);
    let (left, _) = listed(&store, SessionFilter::default()).await;
    assert_eq!(left, ["kept", "x"]);
    assert!(store.player_session(&"ps".into()).await.unwrap().is_some());
    assert!(store.player_session(&"ps0".into()).await.unwrap().is_none());
}

async fn details_come_back_in_order_and_remember_which_state_they_are_of(store: TestStore) {
    let marker = |name: &str, hour| Marker {
        kind: Some("PHASE".to_owned()),
        name: Some(name.to_owned()),
        note: None,
        start: local(1, hour),
        end: local(1, hour + 1),
    };
    let details = SessionDetails {
        participants: vec![
            participant("z", Some("ps-z")),
            participant("a", None),
            participant("b", Some("ps-b")),
        ],
        markers: vec![marker("Second", 11), marker("First", 10)],
    };
    let plain =
        TrainingSession { arena: Some("Valby".to_owned()), ..session("a", 1, SessionType::Match) };
    store.put_session_details(&plain, &details, noon(2)).await.unwrap();
    assert_eq!(store.session_details(&plain.id).await.unwrap(), details);
    let read = DetailsRead { at: noon(2), modified: Some(noon(1)) };
    let with_details = TrainingSession { details: Some(read), ..plain.clone() };
    assert_eq!(store.session(&plain.id).await.unwrap().as_ref(), Some(&with_details));

    let changed = TrainingSession { modified: Some(noon(5)), arena: None, ..plain.clone() };
    store.put_session_list(&plain.team_id, &[changed], false, noon(6)).await.unwrap();
    let expected = TrainingSession { modified: Some(noon(5)), ..with_details };
    assert_eq!(
        store.session(&plain.id).await.unwrap(),
        Some(expected),
        "lists do not tell the arena"
    );

    store.put_session_details(&plain, &squad(&[]), noon(7)).await.unwrap();
    assert_eq!(store.session_details(&plain.id).await.unwrap(), SessionDetails::default());
    assert_eq!(store.player_session(&PlayerSessionId::from("ps-z")).await.unwrap(), None);
}

async fn a_player_session_is_found_through_the_session_that_names_it(store: TestStore) {
    let session = session("a", 1, SessionType::Match);
    store.put_session_details(&session, &squad(&[("p", Some("ps"))]), noon(2)).await.unwrap();
    let expected = PlayerSession {
        id: PlayerSessionId::from("ps"),
        player_id: "p".into(),
        session: TrainingSession {
            details: Some(DetailsRead { at: noon(2), modified: Some(noon(1)) }),
            ..session
        },
    };
    assert_eq!(store.player_session(&expected.id).await.unwrap(), Some(expected));
    assert_eq!(store.player_session(&PlayerSessionId::from("other")).await.unwrap(), None);
}

fn figures() -> Figures {
    Figures {
        duration_ms: Some(5_400_000),
        distance_m: Some(10_566.5),
        speed_avg_kmh: Some(7.9),
        speed_max_kmh: Some(31.2),
        sprints: Some(12),
        heart_rate_min_bpm: Some(55.0),
        heart_rate_avg_bpm: Some(150.0),
        heart_rate_max_bpm: Some(191.0),
        heart_rate_avg_percent: Some(75.0),
        heart_rate_max_percent: Some(96.0),
        training_load: Some(180.0),
        heart_rate_zones: vec![HeartRateZone {
            index: 1,
            lower_bpm: Some(110.0),
            upper_bpm: None,
            in_zone_ms: 4_200,
        }],
        speed_zones: vec![SpeedZone {
            index: 5,
            lower_kmh: Some(17.1),
            upper_kmh: Some(399.0),
            in_zone_m: 222.5,
        }],
        accelerations: vec![AccelerationCount { limit_ms2: -3.0, count: 22 }],
        demands: None,
    }
}

async fn summaries_come_back_in_the_squads_order_as_they_were_put_in(store: TestStore) {
    let session = session("a", 1, SessionType::Match);
    let squad = squad(&[("p", Some("z")), ("q", None), ("r", Some("a")), ("s", Some("m"))]);
    store.put_session_details(&session, &squad, noon(2)).await.unwrap();
    let summary = |id: &str, figures| Summary {
        player_session_id: PlayerSessionId::from(id),
        session_modified: Some(noon(1)),
        figures,
    };
    let (full, empty) = (summary("z", figures()), summary("a", Figures::default()));
    store.put_summary(&empty).await.unwrap();
    store.put_summary(&summary("z", Figures::default())).await.unwrap();
    store.put_summary(&full).await.unwrap();
    assert_eq!(store.summary(&full.player_session_id).await.unwrap().as_ref(), Some(&full));
    assert_eq!(store.summary(&PlayerSessionId::from("m")).await.unwrap(), None);
    assert_eq!(store.summaries(&session.id).await.unwrap(), [full, empty]);
    assert_eq!(store.summaries(&TrainingSessionId::from("b")).await.unwrap(), []);
}

async fn summaries_are_current_until_their_session_changes(store: TestStore) {
    for (id, modified) in [("known", Some(noon(1))), ("unknown", None)] {
        let session = TrainingSession { modified, ..session(id, 1, SessionType::Match) };
        let nobody = format!("nobody in {id}");
        let squad = squad(&[("p", Some(id)), ("q", Some(&nobody))]);
        store.put_session_details(&session, &squad, noon(2)).await.unwrap();
        let ids = [id, &nobody, "other"].map(PlayerSessionId::from);
        store.put_summary(&summary(id, modified)).await.unwrap();
        store.put_phase_summaries(&phases(id, modified, &[])).await.unwrap();
        let current = || async {
            (
                store.current_summaries(&ids).await.unwrap(),
                store.current_phase_summaries(&ids).await.unwrap(),
            )
        };
        let only = HashSet::from([ids[0].clone()]);
        assert_eq!(current().await, (only.clone(), only), "{id}");
        let changed = TrainingSession { modified: Some(noon(3)), ..session };
        store.put_session_list(&changed.team_id.clone(), &[changed], false, noon(3)).await.unwrap();
        assert_eq!(current().await, (HashSet::new(), HashSet::new()), "{id}");
    }
}

fn summary(id: &str, session_modified: Option<DateTime<Utc>>) -> Summary {
    Summary {
        player_session_id: PlayerSessionId::from(id),
        session_modified,
        figures: Figures::default(),
    }
}

fn phases(id: &str, modified: Option<DateTime<Utc>>, phases: &[PhaseSummary]) -> PhaseSummaries {
    PhaseSummaries {
        player_session_id: PlayerSessionId::from(id),
        session_modified: modified,
        phases: phases.to_vec(),
    }
}

async fn summaries_of_phases_come_back_in_order_as_they_were_put_in(store: TestStore) {
    let session = session("a", 1, SessionType::Match);
    let squad = squad(&[("p", Some("z")), ("q", None), ("r", Some("a")), ("s", Some("m"))]);
    store.put_session_details(&session, &squad, noon(2)).await.unwrap();
    let phase =
        |hour, figures| PhaseSummary { start: local(1, hour), end: local(1, hour + 1), figures };
    let second = phase(12, figures());
    let first = phase(10, Figures::default());
    let nameless = phase(11, figures());
    let of_z = phases("z", Some(noon(1)), &[second.clone(), first.clone()]);
    let of_a = phases("a", None, &[nameless]);
    let of_m = phases("m", Some(noon(1)), &[]);
    store.put_phase_summaries(&of_m).await.unwrap();
    store.put_phase_summaries(&phases("z", None, &[first, second.clone(), second])).await.unwrap();
    store.put_phase_summaries(&of_a).await.unwrap();
    store.put_phase_summaries(&of_z).await.unwrap();
    assert_eq!(store.phase_summaries(&session.id).await.unwrap(), [of_z, of_a, of_m]);
    assert_eq!(store.phase_summaries(&TrainingSessionId::from("b")).await.unwrap(), []);
    assert!(store.put_phase_summaries(&phases("unknown", None, &[])).await.is_err());
}

async fn summaries_survive_new_details(store: TestStore) {
    let session = session("a", 1, SessionType::Match);
    let squad = squad(&[("p", Some("ps"))]);
    store.put_session_details(&session, &squad, noon(2)).await.unwrap();
    let summary = Summary {
        player_session_id: PlayerSessionId::from("ps"),
        session_modified: None,
        figures: figures(),
    };
    store.put_summary(&summary).await.unwrap();
    store.put_session_details(&session, &squad, noon(3)).await.unwrap();
    assert_eq!(store.summaries(&session.id).await.unwrap(), [summary]);
}

async fn a_summary_of_an_unknown_player_session_is_refused(store: TestStore) {
    let summary = Summary {
        player_session_id: PlayerSessionId::from("ps"),
        session_modified: None,
        figures: figures(),
    };
    let refused = store.put_summary(&summary).await;
    assert!(matches!(refused, Err(StoreError::Orphan(_))), "{refused:?}");
    assert_eq!(store.summary(&summary.player_session_id).await.unwrap(), None);
}

async fn what_a_list_or_details_leave_out_is_not_taken_away(store: TestStore) {
    let told = TrainingSession {
        name: Some("Cup tie".to_owned()),
        modified: Some(noon(5)),
        ..session("a", 1, SessionType::Match)
    };
    store
        .put_session_list(&told.team_id, std::slice::from_ref(&told), true, noon(6))
        .await
        .unwrap();
    let silent = TrainingSession {
        name: None,
        session_type: None,
        record_start: None,
        record_end: None,
        start: None,
        end: None,
        modified: None,
        ..told.clone()
    };
    let earlier = TrainingSession { modified: Some(noon(4)), ..silent.clone() };
    for (details, hour) in [(silent, 7), (earlier, 8)] {
        store.put_session_details(&details, &squad(&[]), noon(hour)).await.unwrap();
        let stored = store.session(&told.id).await.unwrap().unwrap();
        let read = DetailsRead { at: noon(hour), modified: details.modified };
        assert_eq!(stored.details, Some(read), "of the state that they name");
        assert_eq!(TrainingSession { details: None, ..stored }, told);
    }
}
