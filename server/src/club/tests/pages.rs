//! What pages say, with a Polar whose answers are known to the letter.

use app::{
    error::AppError,
    model::{
        Channel, FetchProblem, Fetching, Figures, MarkerKind, PlayerName, Role, SessionFilter,
        SessionType, Spike, Viewer, Window,
    },
    port::Club,
    preferences::Lanes,
};
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use serde_json::json;

use super::{script, scripted, whole};
use crate::store::{EncodedColumn, EncodedSamples};
use crate::sync::Need;
use crate::sync::testing::script::{
    RECORDING, SESSION, SESSIONS, SUMMARY, TEAM, TEAMS, club, listed_session, recording,
    session_details,
};

const MINUTE_MS: i32 = 60_000;

fn ann() -> PlayerName {
    PlayerName { id: "p".into(), number: Some(9), name: "Ann Lee".to_owned(), role: None }
}

#[tokio::test]
async fn a_coach_is_called_by_the_clubs_of_the_teams() {
    let polar = club();
    let (_sync, desk) = scripted(&polar).await;
    let viewer = |label: &str| Ok(Some(Viewer { label: label.to_owned(), role: Role::Coach }));
    assert_eq!(desk.viewer().await, viewer("Coach"), "before the teams are known");
    polar.set(
        TEAMS,
        json!([
            { "id": "t", "organisation": "Club" },
            { "id": "u", "organisation": "Academy" },
            { "id": "v", "organisation": "Club" },
            { "id": "w" },
        ]),
    );
    for (id, club) in [("u", json!("Academy")), ("v", json!("Club")), ("w", json!(null))] {
        polar.set(&format!("/v1/teams/{id}"), json!({ "id": id, "organisation": club }));
        polar.set(&format!("/v1/teams/{id}/training_sessions"), json!([]));
    }
    whole(async || desk.teams().await).await;
    assert_eq!(desk.viewer().await, viewer("Academy, Club"));
}

#[tokio::test]
async fn a_card_shows_the_roster_and_the_newest_session() {
    let (_sync, desk) = scripted(&club()).await;
    let page = whole(async || desk.teams().await).await;
    let [card] = &page.teams[..] else { panic!("{page:?}") };
    assert_eq!((card.team.name.as_str(), card.roster_size), ("First team", Some(1)));
    let newest = card.last_session.as_ref().unwrap();
    assert_eq!(
        (newest.name.as_deref(), newest.duration_ms),
        (Some("Derby"), Some(114 * 60_000 + 30_000))
    );
}

#[tokio::test]
async fn a_team_page_lists_what_passes_the_filter() {
    let polar = club();
    let mut drill = listed_session(2);
    (drill["id"], drill["type"], drill["name"]) = (json!("d"), json!("DRILL"), json!(null));
    polar.set(SESSIONS, json!([drill, listed_session(2)]));
    let (_sync, desk) = scripted(&polar).await;
    let all = whole(async || desk.team(&script::team(), SessionFilter::default()).await).await;
    assert_eq!((all.total_sessions, all.roster), (2, vec![ann()]));
    let filter =
        SessionFilter { session_type: Some(SessionType::Drill), ..SessionFilter::default() };
    let drills = desk.team(&script::team(), filter.clone()).await.unwrap();
    let types: Vec<_> = drills.sessions.into_iter().map(|session| session.session_type).collect();
    assert_eq!(
        (types, drills.total_sessions, drills.filter),
        (vec![Some(SessionType::Drill)], 1, filter)
    );
}

#[tokio::test]
async fn a_session_page_shows_polars_figures_of_the_trimmed_session() {
    let polar = club();
    let mut details = session_details(2);
    details["arena"] = json!("Valby");
    details["participants"] = json!([
        { "player_id": "q", "role": "Keeper" },
        { "player_id": "p", "player_number": 9, "player_session_id": "ps" },
        { "player_id": "r", "player_number": 4, "player_session_id": "ps-r" },
    ]);
    details["markers"] = json!([{
        "marker_type": "PHASE", "name": "First half",
        "start_time": "2026-06-01T10:06:00", "end_time": "2026-06-01T10:51:00.500",
    }]);
    polar.set(SESSION, details);
    let (_sync, desk) = scripted(&polar).await;
    let page = whole(async || desk.session(&script::session(), None).await).await;

    let at_ten = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap().and_hms_opt(10, 0, 0);
    assert_eq!((page.head.recorded_from, page.head.arena.as_deref()), (at_ten, Some("Valby")));
    let timeline = page.timeline.unwrap();
    assert_eq!(timeline.recording, Window { from_ms: 0, to_ms: 120 * MINUTE_MS });
    assert_eq!(timeline.trimmed, Window { from_ms: 30_000, to_ms: 115 * MINUTE_MS });
    let [marker] = &timeline.markers[..] else { panic!("{timeline:?}") };
    assert_eq!((&marker.kind, marker.name.as_deref()), (&MarkerKind::Phase, Some("First half")));
    assert_eq!((marker.start_ms, marker.end_ms), (6 * MINUTE_MS, 51 * MINUTE_MS + 500));

    // By number, those without one last; Polar has no summary for the second player.
    let [r, p, q] = &page.squad[..] else { panic!("{:?}", page.squad) };
    assert_eq!((r.player.name.as_str(), &r.figures), ("r", &None));
    let mut figures = p.figures.clone().unwrap();
    let demands = figures.demands.take().unwrap();
    let expected = Figures { distance_m: Some(6566.0), ..Figures::default() };
    assert_eq!((&p.player, figures), (&ann(), expected));
    assert_eq!((demands.sprint_efforts, demands.limits.sprint_kmh), (Some(0), 25.2));
    assert_eq!((q.player.role.as_deref(), &q.player_session_id), (Some("Keeper"), &None));
}

#[tokio::test]
async fn a_window_is_measured_on_the_session_clock_and_by_the_summarys_limits() {
    let polar = club();
    polar.set(
        SUMMARY,
        json!({
            "heart_rate_max": 180, "heart_rate_max_percent": 90,
            "heart_rate_zones": [
                { "index": 1, "lower-limit": 100, "upper-limit": 120, "in-zone": "PT1S" },
                { "index": 2, "lower-limit": 120, "upper-limit": 140, "in-zone": "PT1S" },
            ],
            "speed_zones_kmh": [{ "index": 3, "lower-limit": 14, "upper-limit": 399, "in-zone_meters": 1 }],
        }),
    );
    let (_sync, desk) = scripted(&polar).await;
    // The player's recording runs from 1:00 to 2:00 on the session clock, at 4 m/s.
    let window = Window { from_ms: 90_000, to_ms: 100_000 };
    let page = whole(async || desk.session(&script::session(), Some(window)).await).await;
    assert_eq!(page.window, Some(window));
    let figures = page.squad[0].figures.clone().unwrap();
    assert_eq!(figures.duration_ms, Some(10_000));
    assert!((figures.distance_m.unwrap() - 40.0).abs() < 1e-6, "{figures:?}");
    assert!((figures.speed_avg_kmh.unwrap() - 14.4).abs() < 1e-6);
    assert_eq!(
        (figures.heart_rate_avg_bpm, figures.heart_rate_avg_percent),
        (Some(120.0), Some(60.0))
    );
    let zones: Vec<_> =
        figures.heart_rate_zones.iter().map(|zone| (zone.index, zone.in_zone_ms)).collect();
    assert_eq!(zones, [(1, 0), (2, 10_000)]);
    assert_eq!((figures.speed_zones[0].index, figures.speed_zones[0].upper_kmh), (3, Some(399.0)));
    assert!((figures.speed_zones[0].in_zone_m - 40.0).abs() < 1e-6);
    assert_eq!((figures.training_load, figures.sprints), (None, None), "only Polar knows");

    let same = desk.player_figures(&script::session(), &script::player_session(), window).await;
    let mut same = same.unwrap().unwrap();
    // The times between beats are read for one player, not for a squad.
    assert_eq!(figures.demands.as_ref().unwrap().rmssd_ms, None);
    same.demands.as_mut().unwrap().rmssd_ms = None;
    assert_eq!(same, figures);

    let outside = Window { from_ms: 0, to_ms: 60_000 };
    let nothing = desk.player_figures(&script::session(), &script::player_session(), outside).await;
    let nothing = nothing.unwrap().unwrap();
    assert_eq!((nothing.duration_ms, nothing.distance_m), (Some(0), None));
}

#[tokio::test]
async fn the_demands_of_a_player_are_on_the_session_clock() {
    let polar = club();
    // From 1:20 on the session clock on, twenty seconds at 8 m/s; the rest at 2 m/s.
    let speed = |row: i32| if (200..400).contains(&row) { 8.0 } else { 2.0 };
    let rows = (0..1_200).scan(0.0, |distance_m, row| {
        *distance_m += speed(row) / 10.0;
        Some(json!([f64::from(row) / 10.0, *distance_m, speed(row)]))
    });
    let mut body = recording("2026-06-01T10:01:00");
    body["samples"] =
        json!({ "fields": ["time", "distance", "speed"], "values": rows.collect::<Vec<_>>() });
    polar.set(RECORDING, body);
    let (_sync, desk) = scripted(&polar).await;
    let page = whole(async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    })
    .await;
    let demands = page.summary.unwrap().demands.unwrap();
    assert_eq!((demands.sprint_efforts, demands.trimp_edwards), (Some(1), None));
    assert!((demands.sprint_m.unwrap() - 160.0).abs() < 1.0, "{demands:?}");
    let [minute] = &demands.peaks[..] else { panic!("{:?}", demands.peaks) };
    assert_eq!(minute.length_ms, 60_000);
    let peak = minute.distance_m.unwrap();
    // Twenty seconds at 8 m/s and forty at 2: the earliest minute that holds all of the fast ones.
    assert!((peak.amount - 240.0).abs() < 1.0, "{peak:?}");
    assert!((60_000..=80_000).contains(&peak.from_ms), "{peak:?}");
    assert!((minute.high_speed_m.unwrap().amount - 160.0).abs() < 1.0);
}

#[tokio::test]
async fn a_squads_lines_come_from_outlines_unless_the_window_is_short() {
    let (_sync, desk) = scripted(&club()).await;
    let frame = async |window| {
        let page = whole(async || desk.session(&script::session(), window).await).await;
        page.squad[0].frame.clone().unwrap()
    };
    let whole_session = frame(None).await;
    let channels: Vec<_> = whole_session.lanes.iter().map(|lane| lane.channel).collect();
    assert_eq!(channels, [Channel::HeartRate, Channel::Speed]);
    assert_eq!(whole_session.bucket_ms, 100_000);
    let points = &whole_session.lanes[1].lines[0];
    assert_eq!((points[0].at_ms, points[0].value), (60_000, 14.4));
    assert_eq!(points.last().unwrap().at_ms, 119_900);
    let minute = frame(Window::new(60_000, 120_000)).await;
    assert_eq!(minute.bucket_ms, 800, "finer than any outline");
    assert!(minute.lanes[1].lines[0].len() > 100);
}

#[tokio::test]
async fn a_damaged_outline_is_fetched_again() {
    let (sync, desk) = scripted(&club()).await;
    let page = async || desk.session(&script::session(), None).await;
    let before = whole(page).await.squad[0].frame.clone();
    let recording = sync.store.recording(&script::player_session()).await.unwrap().unwrap();
    let damaged = EncodedSamples {
        columns: vec![EncodedColumn {
            channel: series::Channel::Speed,
            bytes: Vec::new(),
            outline: Some(b"\x01damaged".to_vec()),
        }],
        rr_intervals: None,
    };
    sync.store.put_recording(&recording, &damaged).await.unwrap();
    let seen = page().await.unwrap();
    assert_eq!(seen.squad[0].frame, None);
    assert!(before.is_some());
    assert_eq!(whole(page).await.squad[0].frame, before);
}

#[tokio::test]
async fn the_teams_zones_stand_in_for_those_that_a_summary_does_not_tell() {
    let polar = club();
    polar.set(
        TEAM,
        json!({ "id": "t", "players": [], "sport_profiles": [
            { "sport": "RUNNING", "zones": { "speed": [{ "lower_limit": 1, "higher_limit": 2 }] } },
            { "sport": "SOCCER", "sprint_threshold_type": "SPEED", "sprint_threshold": 14,
              "zones": { "speed": [{ "lower_limit": 3, "higher_limit": 7 }, { "lower_limit": 7 }] } },
        ]}),
    );
    let mut details = session_details(2);
    details["sport"] = json!("SOCCER");
    polar.set(SESSION, details);
    let (_sync, desk) = scripted(&polar).await;
    let window = Window { from_ms: 60_000, to_ms: 120_000 };
    let page = whole(async || desk.session(&script::session(), Some(window)).await).await;
    let figures = page.squad[0].figures.clone().unwrap();
    let zones: Vec<_> =
        figures.speed_zones.iter().map(|zone| (zone.index, zone.in_zone_m.round())).collect();
    assert_eq!((zones, figures.sprints), (vec![(1, 0.0), (2, 240.0)], Some(1)));
}

#[tokio::test]
async fn a_player_page_shows_the_player_between_the_neighbours() {
    let polar = club();
    let mut details = session_details(2);
    details["participants"] = json!([
        { "player_id": "p", "player_number": 9, "player_session_id": "ps" },
        { "player_id": "x", "player_number": 10 },
        { "player_id": "q", "player_number": 11, "player_session_id": "ps-q" },
        { "player_id": "r", "player_number": 4, "player_session_id": "ps-r" },
    ]);
    polar.set(SESSION, details);
    let (_sync, desk) = scripted(&polar).await;
    let page = whole(async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    })
    .await;
    assert_eq!(page.player, ann());
    let neighbour =
        |neighbour: Option<app::model::Neighbour>| neighbour.map(|it| it.player_session_id.0);
    let sides = (neighbour(page.previous), neighbour(page.next));
    assert_eq!(sides, (Some("ps-r".to_owned()), Some("ps-q".to_owned())));
    assert_eq!(page.summary.unwrap().distance_m, Some(6566.0));
    assert_eq!((page.window, page.window_figures), (None, None));
    let frame = page.frame.unwrap();
    assert_eq!(frame.window, Window { from_ms: 0, to_ms: 120 * MINUTE_MS });
    let lanes: Vec<_> = frame.lanes.iter().map(|lane| lane.channel).collect();
    assert_eq!(lanes, [Channel::HeartRate, Channel::Speed]);
}

#[tokio::test]
async fn a_window_is_cut_to_the_trimmed_session() {
    let polar = club();
    let (_sync, desk) = scripted(&polar).await;
    let of = async |from_ms, to_ms| {
        let window = Some(Window { from_ms, to_ms });
        whole(async || desk.session(&script::session(), window).await).await.window
    };
    let (start_ms, end_ms) = (30_000, 115 * MINUTE_MS);
    assert_eq!(of(-5_000, start_ms + 100).await, Window::new(start_ms, start_ms + 100));
    assert_eq!(of(end_ms - 1, i32::MAX).await, Window::new(end_ms - 1, end_ms));
    assert_eq!(of(end_ms, end_ms + 5).await, None, "nothing of it is asked for");
    assert_eq!(of(0, 120 * MINUTE_MS).await, None, "that is all of it");

    let figures = async |from_ms, to_ms| {
        let window = Window { from_ms, to_ms };
        let (session, player) = (script::session(), script::player_session());
        desk.player_figures(&session, &player, window).await.unwrap().unwrap()
    };
    assert_eq!(figures(-5_000, 90_000).await, figures(start_ms, 90_000).await);
    let polars = figures(0, 120 * MINUTE_MS).await;
    assert_eq!(polars.distance_m, Some(6566.0), "Polar's, as on the page");
}

#[tokio::test]
async fn a_player_page_of_a_window_has_its_figures_and_its_lines() {
    let (_sync, desk) = scripted(&club()).await;
    let window = Window { from_ms: 70_000, to_ms: 80_000 };
    let page = whole(async || {
        desk.player_session(
            &script::session(),
            &script::player_session(),
            Some(window),
            Lanes::default(),
        )
        .await
    })
    .await;
    assert_eq!((page.window, page.frame.unwrap().window), (Some(window), window));
    assert!((page.window_figures.unwrap().distance_m.unwrap() - 40.0).abs() < 1e-6);
    let whole = page.summary.unwrap();
    assert_eq!(whole.distance_m, Some(6566.0), "never mixed with Polar's");
    // A minute of it was recorded, from 1:00 on; its peak is a way to there from any window.
    let peaks = whole.demands.unwrap().peaks;
    let hardest: Vec<_> = peaks.iter().filter_map(|peak| peak.heart_rate_bpm).collect();
    assert!(hardest.iter().all(|peak| peak.from_ms >= 60_000), "{hardest:?}");
}

#[tokio::test]
async fn what_cannot_be_true_is_told_on_the_session_clock_and_in_kmh() {
    let polar = club();
    let mut lost = script::recording("2026-06-01T10:01:00");
    // For a tenth of a second, 20 s after the start at 1:00.
    lost["samples"]["values"][200][2] = json!(15.0);
    polar.set(RECORDING, lost);
    let (_sync, desk) = scripted(&polar).await;
    let (session, player) = (script::session(), script::player_session());
    let page =
        whole(async || desk.player_session(&session, &player, None, Lanes::default()).await).await;
    let spike = Spike { channel: Channel::Speed, at_ms: 80_000, value: 54.0 };
    assert_eq!(page.spikes, [spike]);
}

#[tokio::test]
async fn the_chart_begins_with_the_lanes_that_are_wanted_and_were_recorded() {
    let (_sync, desk) = scripted(&club()).await;
    let shown = async |lanes| {
        let (session, player) = (script::session(), script::player_session());
        let page = whole(async || desk.player_session(&session, &player, None, lanes).await).await;
        let lanes: Vec<_> = page.frame.unwrap().lanes.iter().map(|lane| lane.channel).collect();
        (page.channels, lanes)
    };
    let recorded =
        vec![Channel::HeartRate, Channel::Speed, Channel::Distance, Channel::BeatInterval];
    let wanted = Lanes::of([Channel::Power, Channel::Distance, Channel::HeartRate]).unwrap();
    assert_eq!(
        shown(wanted).await,
        (recorded.clone(), vec![Channel::Distance, Channel::HeartRate])
    );
    let nothing_of_it = Lanes::of([Channel::Cadence]).unwrap();
    assert_eq!(shown(nothing_of_it).await, (recorded, vec![Channel::HeartRate, Channel::Speed]));
}

#[tokio::test]
async fn a_recording_without_samples_has_no_chart() {
    let polar = club();
    polar.set(RECORDING, json!({ "start_time": "2026-06-01T10:01:00" }));
    let (_sync, desk) = scripted(&polar).await;
    let page = whole(async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    })
    .await;
    assert_eq!(page.frame.map(|frame| frame.lanes), Some(Vec::new()));
}

#[tokio::test]
async fn a_speed_in_no_known_unit_is_not_shown() {
    let polar = club();
    let mut still = recording("2026-06-01T10:01:00");
    for row in still["samples"]["values"].as_array_mut().unwrap() {
        (row[1], row[2]) = (json!(0), json!(0.1));
    }
    polar.set(RECORDING, still);
    let (_sync, desk) = scripted(&polar).await;
    let page = whole(async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    })
    .await;
    let lanes: Vec<_> = page.frame.unwrap().lanes.into_iter().map(|lane| lane.channel).collect();
    assert_eq!(lanes, [Channel::HeartRate]);
}

#[tokio::test]
async fn a_page_waits_a_while_and_then_shows_what_is_there() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    whole(async || desk.teams().await).await;
    for need in [Need::Session(script::session()), Need::Summary(script::player_session())] {
        assert!(sync.ensure(desk.grant().unwrap(), vec![need]).await.is_complete());
    }
    polar.hold(RECORDING);
    // The recording is held back, and pages come all the same.
    let squad = desk.session(&script::session(), None).await.unwrap().squad;
    assert_eq!(squad[0].figures.as_ref().unwrap().distance_m, Some(6566.0));
    assert_eq!(squad[0].frame, None);
    let page = desk
        .player_session(&script::session(), &script::player_session(), None, Lanes::default())
        .await
        .unwrap();
    assert_eq!(page.summary.unwrap().distance_m, Some(6566.0));
    assert_eq!(page.frame, None);
    let expected = Fetching { done: 3, total: 4, remaining_s: Some(1), problem: None };
    assert_eq!(page.fetching, Some(expected));
    polar.release();
    let page = whole(async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    })
    .await;
    assert!(page.frame.is_some());
}

#[tokio::test]
async fn while_polar_is_down_pages_show_what_is_stored() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let session = async || desk.session(&script::session(), None).await;
    let before = whole(session).await;
    sync.clock.advance(TimeDelta::hours(2));
    for path in [TEAMS, TEAM, SESSIONS, SESSION, SUMMARY] {
        polar.set_status(path, StatusCode::SERVICE_UNAVAILABLE, json!(null));
    }
    let page = session().await.unwrap();
    assert_eq!(page.squad, before.squad);
    assert_eq!(page.fetching.unwrap().problem, Some(FetchProblem::PolarUnavailable));
    let team = desk.team(&script::team(), SessionFilter::default()).await.unwrap();
    assert_eq!(team.sessions.len(), 1);
    assert_eq!(team.fetching.unwrap().problem, Some(FetchProblem::PolarUnavailable));
}

#[tokio::test]
async fn a_coach_whose_grant_is_over_sees_no_team_and_is_told_to_sign_in_again() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    whole(async || desk.teams().await).await;
    sync.store.end_grant(desk.grant().unwrap()).await.unwrap();
    let page = desk.teams().await.unwrap();
    assert_eq!(page.teams, []);
    assert_eq!(page.fetching.unwrap().problem, Some(FetchProblem::ConnectAgain));
    let team = desk.team(&script::team(), SessionFilter::default()).await;
    assert_eq!(team.unwrap_err(), AppError::NotSignedIn);
}
