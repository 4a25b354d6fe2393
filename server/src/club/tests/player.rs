//! Players over time.

use app::{
    error::AppError,
    model::{
        Best, BestOf, Figure, Monotony, PlayerFilter, PlayerId, Range, SessionFilter, SessionType,
        Week,
    },
    port::Club,
};
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use demo::Coach;
use serde_json::{Value, json};

use super::{ClubDesk, SeasonClub, script, scripted, whole};
use crate::sync::{
    Need,
    testing::{
        ScriptedPolar, TestSync,
        script::{SESSIONS, SUMMARY, TEAM, club, every_need, listed_session, recording},
    },
};

fn player() -> PlayerId {
    "p".into()
}

/// The desk of the scripted club when June 2026 is over.
async fn in_july(polar: &ScriptedPolar) -> (TestSync, ClubDesk) {
    let (sync, desk) = scripted(polar).await;
    sync.clock.advance(TimeDelta::days(230));
    (sync, desk)
}

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

/// A club with one more training for each of these days of June 2026, and what the player's load was in it.
fn busy_club(trainings: &[(u32, Option<u32>)]) -> ScriptedPolar {
    let polar = club();
    let mut sessions = vec![listed_session(2)];
    for (day, load) in trainings {
        let mut session = listed_session(2);
        session["id"] = json!(format!("s{day}"));
        session["type"] = json!("TRAINING");
        for field in ["record_start_time", "record_end_time", "start_time", "end_time"] {
            let time = session[field].as_str().unwrap()[10..].to_owned();
            session[field] = json!(format!("2026-06-{day:02}{time}"));
        }
        sessions.push(session.clone());
        let id = format!("ps{day}");
        session["participants"] = json!([{ "player_id": "p", "player_session_id": id }]);
        session["markers"] = json!([]);
        polar.set(&format!("/v1/teams/training_sessions/s{day}"), session);
        let summary = json!({ "distance_meters": 100 * day, "training_load": load });
        polar.set(&format!("/v1/training_sessions/{id}/session_summary"), summary);
        let start = format!("2026-06-{day:02}T10:01:00");
        polar.set(&format!("/v1/training_sessions/{id}"), recording(&start));
    }
    polar.set(SESSIONS, Value::Array(sessions));
    polar
}

/// Everything about these trainings and the match.
async fn fetch(sync: &TestSync, desk: &ClubDesk, trainings: &[u32]) {
    for need in every_need() {
        assert!(sync.ensure(desk.grant().unwrap(), vec![need]).await.is_complete());
    }
    for day in trainings {
        let id = || format!("ps{day}").into();
        let session = Need::Session(format!("s{day}").into());
        for need in [session, Need::Summary(id()), Need::Samples(id())] {
            assert!(sync.ensure(desk.grant().unwrap(), vec![need]).await.is_complete());
        }
    }
}

async fn page(desk: &ClubDesk, filter: PlayerFilter) -> app::model::PlayerPage {
    whole(async || desk.player(&script::team(), &player(), filter.clone()).await).await
}

#[tokio::test]
async fn a_page_has_the_players_sessions_newest_first() {
    let polar = busy_club(&[(3, Some(50)), (5, None)]);
    polar.set(SUMMARY, json!({ "distance_meters": 6566, "training_load": 120 }));
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[3]).await;
    let found = page(&desk, PlayerFilter::default()).await;
    assert_eq!((found.player.name.as_str(), found.until), ("Ann Lee", Some(day(5))));
    let sessions: Vec<_> = found
        .sessions
        .iter()
        .map(|played| (played.session.id.as_str(), played.value(Figure::Distance)))
        .collect();
    assert_eq!(sessions, [("s3", Some(300.0)), ("s", Some(6566.0))]);
    assert_eq!(found.unread, 1, "nobody knows yet who was there on the 5th");
    assert_eq!(found.session_types, [SessionType::Training, SessionType::Match]);
    let filter = PlayerFilter { session_type: Some(SessionType::Match), ..PlayerFilter::default() };
    let matches = page(&desk, filter).await;
    assert_eq!((matches.sessions.len(), matches.session_types.len()), (1, 2));
}

#[tokio::test]
async fn a_range_ends_with_the_teams_last_session() {
    let polar = busy_club(&[(2, None), (28, None), (29, None)]);
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[2, 28]).await;
    let days = async |range| -> Vec<Option<NaiveDate>> {
        let found = page(&desk, PlayerFilter { range, ..PlayerFilter::default() }).await;
        found.sessions.iter().map(|it| it.session.start.map(|start| start.date())).collect()
    };
    let four_weeks = [28, 2].map(|of| Some(day(of)));
    assert_eq!(days(Range::FourWeeks).await, four_weeks, "to the 29th, when others trained");
    assert_eq!(days(Range::TwelveWeeks).await.len(), 3);
    assert_eq!(days(Range::All).await.len(), 3);
}

#[tokio::test]
async fn bests_name_their_session_and_peaks_their_window() {
    let polar = busy_club(&[(3, Some(50)), (5, Some(40))]);
    polar.set(SUMMARY, json!({ "distance_meters": 400, "training_load": 120 }));
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[3, 5]).await;
    let found = page(&desk, PlayerFilter::default()).await;
    let best = |of| found.bests.iter().find(|best| best.of == of);
    let farthest = best(BestOf::Session(Figure::Distance)).unwrap();
    assert_eq!((farthest.amount, farthest.session_id.as_str()), (500.0, "s5"));
    assert_eq!((farthest.player_session_id.as_str(), farthest.day), ("ps5", Some(day(5))));
    assert_eq!(farthest.window, None);
    let hardest = best(BestOf::Session(Figure::Load)).unwrap();
    assert_eq!((hardest.amount, hardest.session_id.as_str()), (120.0, "s"));
    assert_eq!(best(BestOf::Session(Figure::TopSpeed)), None, "no summary has it");
    let kept = sync.store.player_season(&script::team(), &player()).await.unwrap();
    assert!(kept.records.iter().all(|record| record.demands.is_some()));
    assert_eq!(best(BestOf::PeakDistance(60_000)), None, "no recording is that long");
}

/// A recording of 130 s at 4 m/s, and from 65 s on at 5 m/s.
fn accelerating(start_time: &str) -> Value {
    let mut recording = recording(start_time);
    let mut distance_m = 0.0;
    let rows = (0..1_300).map(|row| {
        let speed = if row < 650 { 4.0 } else { 5.0 };
        distance_m += speed / 10.0;
        json!([f64::from(row) / 10.0, distance_m, speed, null])
    });
    recording["samples"]["values"] = rows.collect();
    recording
}

#[tokio::test]
async fn the_hardest_minute_is_on_the_session_clock() {
    let polar = busy_club(&[(3, None), (5, None)]);
    polar.set("/v1/training_sessions/ps3", accelerating("2026-06-03T10:02:00"));
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[3, 5]).await;
    let found = page(&desk, PlayerFilter::default()).await;
    let of_a_minute = |best: &&Best| best.of == BestOf::PeakDistance(60_000);
    let hardest = found.bests.iter().find(of_a_minute).unwrap();
    assert!((hardest.amount - 300.0).abs() < 1.0, "{hardest:?}");
    assert_eq!(hardest.session_id.as_str(), "s3");
    let window = hardest.window.unwrap();
    assert_eq!(window.duration_ms(), 60_000);
    // Two minutes after the team's recording, the player's started.
    assert!((184_900..=190_100).contains(&window.from_ms), "{window:?}");
    let figures = desk.player_figures(&"s3".into(), &"ps3".into(), window).await.unwrap().unwrap();
    assert!((figures.distance_m.unwrap() - hardest.amount).abs() < 1.0, "{figures:?}");
}

#[tokio::test]
async fn what_recordings_demanded_is_computed_once() {
    let polar = busy_club(&[(3, Some(50))]);
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[3]).await;
    let first = page(&desk, PlayerFilter::default()).await;
    let season = async || sync.store.player_season(&script::team(), &player()).await.unwrap();
    let mut record = season().await.records.remove(0);
    let mut kept = record.demands.take().unwrap();
    kept.rmssd_ms = Some(7.0);
    let kept = crate::store::RecordedDemands {
        player_session_id: record.summary.player_session_id,
        session_modified: record.summary.session_modified,
        demands: kept,
    };
    sync.store.put_demands(std::slice::from_ref(&kept)).await.unwrap();
    assert_eq!(page(&desk, PlayerFilter::default()).await, first);
    assert_eq!(season().await.records[0].demands.as_ref(), Some(&kept.demands), "as it was kept");
    let mut by_other_limits = kept;
    by_other_limits.demands.limits.high_speed_kmh = 1.0;
    sync.store.put_demands(&[by_other_limits]).await.unwrap();
    page(&desk, PlayerFilter::default()).await;
    assert_ne!(season().await.records[0].demands.as_ref().unwrap().rmssd_ms, Some(7.0));
}

#[tokio::test]
async fn the_load_counts_rest_as_nothing_and_what_is_not_known_not_at_all() {
    let trainings: Vec<(u32, Option<u32>)> = (3..=8).map(|day| (day, Some(10 * day))).collect();
    let polar = busy_club(&trainings);
    polar.set(SUMMARY, json!({ "training_load": 0 }));
    let (sync, desk) = in_july(&polar).await;
    let days: Vec<u32> = trainings.iter().map(|(day, _)| *day).collect();
    fetch(&sync, &desk, &days[..5]).await;
    let load = async || page(&desk, PlayerFilter::default()).await.load.unwrap();
    assert_eq!((load().await.acute, load().await.monotony), (None, Monotony::NotKnown));
    fetch(&sync, &desk, &days).await;
    let known = load().await;
    assert_eq!(known.until, day(8));
    assert!((known.acute.unwrap() - 330.0 / 7.0).abs() < 1e-9, "{known:?}");
    assert_eq!(known.chronic, None, "the first session was a week ago");
    let matches =
        PlayerFilter { session_type: Some(SessionType::Match), ..PlayerFilter::default() };
    assert_eq!(page(&desk, matches).await.load, Some(known), "whatever the filter");
}

#[tokio::test]
async fn somebody_of_another_team_is_not_found() {
    let (_sync, desk) = scripted(&club()).await;
    let find =
        async |id: &str| desk.player(&script::team(), &id.into(), PlayerFilter::default()).await;
    assert_eq!(find("p").await.unwrap().player.number, Some(9));
    assert_eq!(find("q").await.err(), Some(AppError::NotFound));
}

#[tokio::test]
async fn before_the_roster_is_read_nobody_is_said_not_to_be_there() {
    let polar = club();
    polar.set_status(TEAM, StatusCode::SERVICE_UNAVAILABLE, json!(null));
    let (_sync, desk) = scripted(&polar).await;
    let found = desk.player(&script::team(), &player(), PlayerFilter::default()).await;
    assert_eq!(found.err(), Some(AppError::NotYet));
}

#[tokio::test]
async fn a_squad_is_compared_with_its_earlier_sessions() {
    let polar = busy_club(&[(2, None), (3, None), (4, None), (5, None), (6, None)]);
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[2, 3, 4, 5, 6]).await;
    let usual = async |day: u32| {
        let id = format!("s{day}").into();
        let session = whole(async || desk.session(&id, None).await).await;
        session.squad[0].usual.get(Figure::Distance)
    };
    assert_eq!(usual(5).await, None, "three are too few, and the match is another type");
    let reference = usual(6).await.unwrap();
    assert_eq!((reference.mean, reference.sessions), (350.0, 4));
    let window = app::model::Window { from_ms: 60_000, to_ms: 70_000 };
    let part = whole(async || desk.session(&"s6".into(), Some(window)).await).await;
    assert_eq!(part.squad[0].usual.get(Figure::Distance), None);
}

#[tokio::test]
async fn a_team_page_has_the_year_around_a_week() {
    let polar = busy_club(&[(3, Some(50)), (10, Some(70))]);
    let (sync, desk) = in_july(&polar).await;
    fetch(&sync, &desk, &[3]).await;
    let of = async |week: Option<Week>| {
        let filter = SessionFilter { week, ..SessionFilter::default() };
        whole(async || desk.team(&script::team(), filter.clone()).await).await.season.unwrap()
    };
    let season = of(None).await;
    assert_eq!(season.week.to_string(), "2026-W24");
    assert_eq!((season.last, season.first.to(season.last).count()), (season.week, 52));
    let loads: Vec<_> = (season.sessions.iter())
        .map(|session| (session.session.id.as_str(), session.players, session.training_load))
        .collect();
    assert_eq!(loads, [("s", 1, None), ("s3", 1, Some(50.0)), ("s10", 0, None)]);
    assert_eq!(season.match_days, [day(1)], "of the week before");
    let earlier = of("2026-W20".parse().ok()).await;
    assert_eq!((earlier.week.to_string().as_str(), earlier.match_days.len()), ("2026-W20", 0));
    assert_eq!(earlier.last, season.last);
    let another_year = of("2025-W01".parse().ok()).await;
    assert!(another_year.sessions.is_empty() && another_year.last < season.first);
    let future = of("2030-W01".parse().ok()).await;
    assert_eq!(future.week, season.week, "nothing has happened then");
}

#[tokio::test]
async fn players_and_sessions_are_found_by_their_words() {
    let polar = busy_club(&[(3, Some(50))]);
    let (_sync, desk) = in_july(&polar).await;
    let of = async |text: &str| {
        let filter = SessionFilter { text: Some(text.to_owned()), ..SessionFilter::default() };
        let page = whole(async || desk.team(&script::team(), filter.clone()).await).await;
        (page.found.len(), page.total_sessions)
    };
    assert_eq!(of("ANN lee").await, (1, 0));
    assert_eq!(of("derby").await, (0, 2));
    assert_eq!(of("nobody").await, (0, 0));
}

#[tokio::test]
async fn a_season_of_the_stand_in_is_told_by_a_few_looks_into_the_store() {
    let club = SeasonClub::open().await;
    let desk = club.desk_of(Coach::First).await;
    let team = whole(async || desk.teams().await).await.teams[0].team.id.clone();
    let page = whole(async || desk.team(&team, SessionFilter::default()).await).await;
    let found = desk.player(&team, &page.roster[3].id, PlayerFilter::default()).await.unwrap();
    assert_eq!((found.sessions.len(), found.bests.len()), (0, 0));
    assert_eq!(found.unread, page.total_sessions, "nothing was fetched for it");
    assert_eq!(found.load, None);
}
