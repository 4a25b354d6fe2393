use app::model::{
    Demands, Figures, Peak, PeakDemand, PlayerSessionId, SessionFilter, SessionType, SpeedZone,
    TeamId, TrainingSessionId,
};

use super::{
    TestStore,
    samples::{local, noon, session, squad},
};
use crate::store::{
    EncodedSamples, PlayerSeason, RecordedDemands, Recording, SearchedIn, Summary, TrainingSession,
};

on_both_databases! {
    sessions_are_found_by_the_words_in_them,
    a_players_season_has_every_session_of_the_team,
    a_players_season_has_what_is_here_of_the_player,
    demands_are_kept_as_long_as_their_recording,
    demands_of_an_older_recording_are_not_kept,
    sessions_come_with_the_means_of_their_players,
    earlier_figures_are_of_the_last_sessions_of_the_same_type,
}

fn team() -> TeamId {
    TeamId::from("t")
}

async fn season(store: &TestStore, player: &str) -> PlayerSeason {
    store.player_season(&team(), &player.into()).await.unwrap()
}

/// Adds a session in which these players took part, each with a recording of its own.
async fn play(store: &TestStore, session: &TrainingSession, players: &[&str]) {
    let ids: Vec<String> =
        players.iter().map(|player| format!("{player} in {}", session.id)).collect();
    let participants: Vec<_> =
        players.iter().zip(&ids).map(|(player, id)| (*player, Some(id.as_str()))).collect();
    store.put_session_details(session, &squad(&participants), noon(20)).await.unwrap();
}

fn ran(distance_m: f64) -> Figures {
    Figures {
        duration_ms: Some(3_600_000),
        distance_m: Some(distance_m),
        speed_zones: vec![SpeedZone {
            index: 4,
            lower_kmh: Some(14.0),
            upper_kmh: None,
            in_zone_m: distance_m / 10.0,
        }],
        ..Figures::default()
    }
}

async fn summarise(store: &TestStore, player: &str, session: &TrainingSession, figures: Figures) {
    let summary = Summary {
        player_session_id: PlayerSessionId(format!("{player} in {}", session.id)),
        session_modified: session.modified,
        figures,
    };
    store.put_summary(&summary).await.unwrap();
}

async fn record(store: &TestStore, player: &str, session: &TrainingSession) -> Recording {
    let recording = Recording {
        player_session_id: PlayerSessionId(format!("{player} in {}", session.id)),
        session_modified: session.modified,
        start: None,
        speed_unit: None,
        dropped_rows: 0,
        channels: Vec::new(),
    };
    store.put_recording(&recording, &EncodedSamples::default()).await.unwrap();
    recording
}

fn demands_of(recording: &Recording) -> RecordedDemands {
    let peak = PeakDemand {
        length_ms: 60_000,
        distance_m: Some(Peak { from_ms: -1_500, amount: 212.5 }),
        high_speed_m: None,
        heart_rate_bpm: None,
    };
    RecordedDemands {
        player_session_id: recording.player_session_id.clone(),
        session_modified: recording.session_modified,
        demands: Demands { high_speed_m: Some(612.25), peaks: vec![peak], ..Demands::default() },
    }
}

async fn sessions_are_found_by_the_words_in_them(store: TestStore) {
    let named = |id: &str, day, name: &str, note: &str| TrainingSession {
        name: Some(name.to_owned()),
        note: Some(note.to_owned()),
        ..session(id, day, SessionType::Training)
    };
    let place = TrainingSession {
        arena: Some("Ørnebanen".to_owned()),
        ..named("place", 3, "Tactics", "Rain")
    };
    store.put_session_details(&place, &squad(&[]), noon(20)).await.unwrap();
    let mut sessions =
        vec![place, named("cup", 2, "Cup against Ørn", ""), named("ring", 4, "Ring", "ØRN scout")];
    sessions.extend((0..SessionFilter::PER_PAGE).map(|n| named(&format!("x{n:03}"), 1, "Run", "")));
    store.put_session_list(&team(), &sessions, true, noon(20)).await.unwrap();
    let found_in = async |text: &str, page, searched| {
        let filter =
            SessionFilter { text: Some(text.to_owned()), page, ..SessionFilter::default() };
        let list = store.sessions(&team(), &filter, searched).await.unwrap();
        let ids: Vec<_> = list.sessions.into_iter().map(|session| session.id.0).collect();
        (ids, list.total)
    };
    let found = async |text: &str, page| found_in(text, page, SearchedIn::Everything).await;
    let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    assert_eq!(found("ørn", 0).await, (ids(&["ring", "place", "cup"]), 3));
    assert_eq!(found("ørn cup", 0).await, (ids(&["cup"]), 1));
    assert_eq!(found("%", 0).await, (ids(&[]), 0));
    let without_notes = async |text: &str| found_in(text, 0, SearchedIn::NameAndPlace).await;
    assert_eq!(without_notes("ørn").await, (ids(&["place", "cup"]), 2));
    assert_eq!(without_notes("rain").await, (ids(&[]), 0));
    let (runs, total) = found("r", 1).await;
    assert_eq!((runs.len(), total), (3, SessionFilter::PER_PAGE + 3), "the second page");
    let trained = SessionFilter {
        session_type: Some(SessionType::Match),
        text: Some("ørn".to_owned()),
        ..SessionFilter::default()
    };
    assert_eq!(store.sessions(&team(), &trained, SearchedIn::Everything).await.unwrap().total, 0);
}

async fn a_players_season_has_every_session_of_the_team(store: TestStore) {
    let nameless =
        TrainingSession { start: None, record_start: None, ..session("x", 1, SessionType::Other) };
    let [old, new, unread] = [("old", 1), ("new", 3), ("unread", 2)]
        .map(|(id, day)| session(id, day, SessionType::Training));
    let elsewhere =
        TrainingSession { team_id: "u".into(), ..session("elsewhere", 4, SessionType::Match) };
    store.put_session_list(&team(), &[nameless, unread.clone()], true, noon(20)).await.unwrap();
    play(&store, &old, &["p", "q"]).await;
    let absent = squad(&[("q", Some("q in new")), ("p", None)]);
    store.put_session_details(&new, &absent, noon(20)).await.unwrap();
    play(&store, &elsewhere, &["p"]).await;
    let of = async |player: &str| -> Vec<(String, bool, Option<String>)> {
        let entries = season(&store, player).await.sessions.into_iter();
        entries
            .map(|it| (it.session.id.0, it.took_part, it.player_session_id.map(|id| id.0)))
            .collect()
    };
    let entry = |id: &str, took_part, recording: Option<&str>| {
        (id.to_owned(), took_part, recording.map(str::to_owned))
    };
    let unread = entry("unread", false, None);
    assert_eq!(
        of("p").await,
        [entry("new", true, None), unread.clone(), entry("old", true, Some("p in old"))]
    );
    assert_eq!(of("nobody").await, [entry("new", false, None), unread, entry("old", false, None)]);
    let sessions = season(&store, "p").await.sessions;
    let read: Vec<_> = sessions.iter().map(|entry| entry.session.details.is_some()).collect();
    assert_eq!(read, [true, false, true]);
}

async fn a_players_season_has_what_is_here_of_the_player(store: TestStore) {
    let [full, outdated, bare, empty] = [("full", 4), ("outdated", 3), ("bare", 2), ("empty", 1)]
        .map(|(id, day)| session(id, day, SessionType::Training));
    for session in [&full, &outdated, &bare, &empty] {
        play(&store, session, &["p", "q"]).await;
    }
    let recording = record(&store, "p", &full).await;
    store.put_demands(&[demands_of(&recording)]).await.unwrap();
    let before = TrainingSession { modified: None, ..outdated.clone() };
    let recording = record(&store, "p", &before).await;
    store.put_demands(&[demands_of(&recording)]).await.unwrap();
    for session in [&full, &outdated, &bare] {
        summarise(&store, "p", session, ran(100.0)).await;
        summarise(&store, "q", session, ran(7.0)).await;
    }
    let mut records = season(&store, "p").await.records;
    records.sort_by_key(|record| record.summary.player_session_id.clone());
    let found: Vec<_> = records
        .iter()
        .map(|record| {
            let id = record.summary.player_session_id.as_str();
            (id, record.recorded, record.demands.is_some())
        })
        .collect();
    assert_eq!(
        found,
        [("p in bare", false, false), ("p in full", true, true), ("p in outdated", false, false)]
    );
    assert!(records.iter().all(|record| record.summary.figures == ran(100.0)));
    let kept = demands_of(&record(&store, "q", &full).await).demands;
    assert_eq!(records[1].demands, Some(kept));
}

async fn demands_are_kept_as_long_as_their_recording(store: TestStore) {
    let session = session("s", 1, SessionType::Match);
    play(&store, &session, &["p"]).await;
    summarise(&store, "p", &session, ran(100.0)).await;
    let kept = async || season(&store, "p").await.records[0].demands.clone();
    let demands = demands_of(&record(&store, "p", &session).await);
    assert_eq!(kept().await, None);
    store.put_demands(std::slice::from_ref(&demands)).await.unwrap();
    assert_eq!(kept().await.as_ref(), Some(&demands.demands));
    let other = Demands { rmssd_ms: Some(31.0), ..demands.demands.clone() };
    let again = RecordedDemands { demands: other.clone(), ..demands };
    store.put_demands(std::slice::from_ref(&again)).await.unwrap();
    assert_eq!(kept().await, Some(other));
    record(&store, "p", &session).await;
    assert_eq!(kept().await, None, "it may be another recording");
    store.put_demands(&[again]).await.unwrap();
    store.forget_recording(&PlayerSessionId::from("p in s")).await.unwrap();
    assert_eq!(kept().await, None);
}

async fn demands_of_an_older_recording_are_not_kept(store: TestStore) {
    let session = session("s", 1, SessionType::Match);
    play(&store, &session, &["p"]).await;
    summarise(&store, "p", &session, ran(100.0)).await;
    let mut demands = demands_of(&record(&store, "p", &session).await);
    demands.session_modified = Some(noon(9));
    store.put_demands(&[demands.clone()]).await.unwrap();
    demands.player_session_id = "nobody's".into();
    store.put_demands(&[demands]).await.unwrap();
    assert_eq!(season(&store, "p").await.records[0].demands, None);
}

async fn sessions_come_with_the_means_of_their_players(store: TestStore) {
    let [first, second, later] = [("first", 1), ("second", 2), ("later", 3)]
        .map(|(id, day)| session(id, day, SessionType::Training));
    play(&store, &first, &["p", "q", "r"]).await;
    summarise(&store, "p", &first, Figures { training_load: Some(90.0), ..ran(6_000.0) }).await;
    let half = Figures { duration_ms: Some(1_800_000), ..ran(2_000.0) };
    summarise(&store, "q", &first, half).await;
    let unmoved = Figures { duration_ms: Some(0), ..Figures::default() };
    summarise(&store, "r", &first, unmoved).await;
    let list = [first.clone(), second.clone(), later];
    store.put_session_list(&team(), &list, true, noon(20)).await.unwrap();
    let averaged = store.averaged_sessions(&team(), local(1, 0), local(3, 11)).await.unwrap();
    let ids: Vec<_> = averaged.iter().map(|it| it.session.id.as_str()).collect();
    assert_eq!(ids, ["first", "second"], "the end is not included");
    let means = &averaged[0];
    assert_eq!((means.players, means.distance_m), (3, Some(4_000.0)));
    assert!((means.m_per_min.unwrap() - f64::midpoint(100.0, 2_000.0 / 30.0)).abs() < 1e-9);
    assert_eq!(means.training_load, Some(90.0), "of those who have it");
    let none = &averaged[1];
    assert_eq!((none.players, none.distance_m, none.m_per_min), (0, None, None));
    let from_second = store.averaged_sessions(&team(), local(2, 11), local(3, 0)).await.unwrap();
    assert_eq!(from_second.len(), 1, "the beginning is included");
}

async fn earlier_figures_are_of_the_last_sessions_of_the_same_type(store: TestStore) {
    let sessions: Vec<_> =
        (1..=5).map(|day| session(&format!("s{day}"), day, SessionType::Training)).collect();
    for (session, distance_m) in sessions.iter().zip([1.0, 2.0, 3.0, 4.0, 5.0]) {
        let players: &[&str] = if distance_m < 2.0 { &["p", "q"] } else { &["p"] };
        play(&store, session, players).await;
        for player in players {
            summarise(&store, player, session, ran(distance_m)).await;
        }
    }
    let drill = session("drill", 4, SessionType::Drill);
    play(&store, &drill, &["p"]).await;
    summarise(&store, "p", &drill, ran(9.0)).await;
    let earlier = async |session: &TrainingSession, at_most| -> Vec<(String, f64)> {
        let found = store.earlier_figures(session, at_most).await.unwrap();
        found.into_iter().map(|(id, it)| (id.0, it.distance_m.unwrap())).collect()
    };
    let p = |distance_m| ("p".to_owned(), distance_m);
    let q = |distance_m| ("q".to_owned(), distance_m);
    assert_eq!(earlier(&sessions[4], 2).await, [p(4.0), p(3.0), q(1.0)]);
    assert_eq!(earlier(&sessions[1], 10).await, [p(1.0), q(1.0)]);
    assert_eq!(earlier(&sessions[0], 10).await, []);
    assert_eq!(earlier(&drill, 10).await, []);
    let untyped = TrainingSession {
        id: TrainingSessionId::from("untyped"),
        session_type: None,
        ..session("x", 9, SessionType::Other)
    };
    assert_eq!(earlier(&untyped, 10).await, []);
    let undated = TrainingSession { start: None, record_start: None, ..sessions[4].clone() };
    assert_eq!(earlier(&undated, 10).await, []);
    let whole = store.earlier_figures(&sessions[1], 1).await.unwrap();
    assert_eq!(whole[0].1, ran(1.0), "with their zones");
}
