//! Recordings side by side, with a Polar whose answers are known to the letter.

use app::{
    error::AppError,
    model::{Channel, Point, SideBySide, SideBySidePage, Window},
    port::Club,
    preferences::Lanes,
};
use serde_json::{Value, json};

use super::{ClubDesk, scripted, whole};
use crate::sync::testing::{
    ScriptedPolar,
    script::{SESSION, SESSIONS, club, listed_session, recording, session_details},
};

const MINUTE_MS: i32 = 60_000;

fn chosen(ids: &[&str]) -> SideBySide {
    SideBySide::new(ids.iter().map(|id| (*id).into())).unwrap()
}

fn phase(name: &str, from: &str, to: &str) -> Value {
    json!({ "marker_type": "PHASE", "name": name, "start_time": from, "end_time": to })
}

/// The club with a second player in its session, and with another session a week later, which was started five minutes
/// before kick-off and has phases of the same names.
fn club_of_two() -> ScriptedPolar {
    let polar = club();
    let mut first = session_details(2);
    first["participants"] = json!([
        { "player_id": "p", "player_number": 9, "player_session_id": "ps" },
        { "player_id": "q", "player_number": 4, "player_session_id": "ps-q" },
    ]);
    first["markers"] = json!([
        phase("First half", "2026-06-01T10:01:00", "2026-06-01T10:46:00"),
        phase("Penalties", "2026-06-01T11:50:00", "2026-06-01T11:55:00"),
    ]);
    polar.set(SESSION, first);
    let mut later = listed_session(9);
    later["id"] = json!("s8");
    later["name"] = json!("Cup tie");
    for (field, time) in [
        ("record_start_time", "10:00:00"),
        ("start_time", "10:05:00"),
        ("end_time", "11:00:00"),
        ("record_end_time", "11:10:00"),
    ] {
        later[field] = json!(format!("2026-06-08T{time}"));
    }
    polar.set(SESSIONS, json!([later, listed_session(2)]));
    let mut details = later;
    details["participants"] = json!([{ "player_id": "p", "player_session_id": "ps8" }]);
    details["markers"] = json!([phase("First half", "2026-06-08T10:06:00", "2026-06-08T10:51:00")]);
    polar.set("/v1/teams/training_sessions/s8", details);
    for (id, start, metres) in
        [("ps-q", "2026-06-01T10:01:00", 5_000), ("ps8", "2026-06-08T10:06:00", 7_000)]
    {
        let mut body = recording(start);
        body["id"] = json!(id);
        polar.set(&format!("/v1/training_sessions/{id}"), body);
        let summary = json!({ "distance_meters": metres });
        polar.set(&format!("/v1/training_sessions/{id}/session_summary"), summary);
    }
    polar
}

/// The desk once both sessions are known.
async fn opened(polar: &ScriptedPolar) -> (crate::sync::testing::TestSync, ClubDesk) {
    let (sync, desk) = scripted(polar).await;
    for session in ["s", "s8"] {
        whole(async || desk.session(&session.into(), None).await).await;
    }
    (sync, desk)
}

async fn page(
    desk: &ClubDesk,
    ids: &[&str],
    phase: Option<&str>,
    window: Option<Window>,
) -> SideBySidePage {
    let phase = phase.map(str::to_owned);
    whole(async || desk.side_by_side(&chosen(ids), phase.clone(), window, Lanes::default()).await)
        .await
}

fn metres(page: &SideBySidePage) -> Vec<Option<i64>> {
    let whole = |recording: &app::model::RecordingBeside| {
        Some(recording.summary.as_ref()?.distance_m?.round() as i64)
    };
    page.recordings.iter().map(whole).collect()
}

#[tokio::test]
async fn players_of_one_session_share_its_clock() {
    let polar = club_of_two();
    let (_sync, desk) = opened(&polar).await;
    let page = page(&desk, &["ps-q", "ps"], None, None).await;
    assert!(page.is_of_one_session() && !page.is_of_one_player());
    let numbers: Vec<_> = page.recordings.iter().map(|it| it.player.number).collect();
    assert_eq!(numbers, [Some(4), Some(9)], "in the order in which they were chosen");
    assert_eq!(metres(&page), [Some(5_000), Some(6_566)], "Polar’s, of the whole");
    assert!(page.recordings.iter().all(|it| it.offset_ms == 0 && it.window_figures.is_none()));
    assert_eq!(page.recorded_from, "2026-06-01T10:00:00".parse().ok());
    let timeline = page.timeline.unwrap();
    assert_eq!(timeline.trimmed, Window { from_ms: 30_000, to_ms: 115 * MINUTE_MS });
    assert_eq!((page.phases, page.phase), (vec![], None), "there is nothing to align");
    assert_eq!(page.team_mates, [], "everybody is there");
}

#[tokio::test]
async fn sessions_are_aligned_at_kick_off_or_at_a_phase_that_all_have() {
    let polar = club_of_two();
    let (_sync, desk) = opened(&polar).await;
    let at_kick_off = page(&desk, &["ps", "ps8"], None, None).await;
    assert!(!at_kick_off.is_of_one_session() && at_kick_off.is_of_one_player());
    let offsets = |page: &SideBySidePage| -> Vec<i32> {
        page.recordings.iter().map(|it| it.offset_ms).collect()
    };
    assert_eq!(offsets(&at_kick_off), [30_000, 5 * MINUTE_MS]);
    assert_eq!(at_kick_off.recorded_from, None);
    assert_eq!(at_kick_off.phases, ["First half"], "the other one had no penalties");
    let parts: Vec<_> = at_kick_off.recordings.iter().map(|it| it.part).collect();
    assert_eq!(parts, [Window::new(0, 6_870_000), Window::new(0, 55 * MINUTE_MS)]);
    let timeline = at_kick_off.timeline.unwrap();
    assert_eq!(timeline.trimmed, Window { from_ms: 0, to_ms: 6_870_000 });
    assert_eq!(timeline.markers[0].start_ms, 30_000, "a minute after the recording began");

    let at_phase = page(&desk, &["ps", "ps8"], Some("First half"), None).await;
    assert_eq!(at_phase.phase.as_deref(), Some("First half"));
    assert_eq!(offsets(&at_phase), [MINUTE_MS, 6 * MINUTE_MS]);
    let timeline = at_phase.timeline.unwrap();
    assert_eq!((timeline.markers[0].start_ms, timeline.trimmed.from_ms), (0, -MINUTE_MS));

    let elsewhere = page(&desk, &["ps", "ps8"], Some("Penalties"), None).await;
    assert_eq!((elsewhere.phase.clone(), offsets(&elsewhere)), (None, vec![30_000, 300_000]));
}

#[tokio::test]
async fn a_window_is_measured_in_each_on_the_shared_clock() {
    let polar = club_of_two();
    let (_sync, desk) = opened(&polar).await;
    // Both recordings run for a minute at 4 m/s, from the start of the first half on.
    let window = Window { from_ms: 10_000, to_ms: 20_000 };
    let half = Some("First half");
    let at_phase = page(&desk, &["ps", "ps8"], half, Some(window)).await;
    assert_eq!(at_phase.window, Some(window));
    let distances: Vec<_> = at_phase
        .recordings
        .iter()
        .map(|it| it.window_figures.as_ref().unwrap().distance_m.unwrap())
        .collect();
    assert!(distances.iter().all(|metres| (metres - 40.0).abs() < 1e-6), "{distances:?}");
    assert_eq!(metres(&at_phase), [Some(6_566), Some(7_000)]);
    let firsts: Vec<i32> = at_phase
        .recordings
        .iter()
        .map(|it| {
            let frame = it.frame.as_ref().unwrap();
            let points = frame.lane(Channel::Speed).unwrap().lines.concat();
            let inside = |point: &&Point| frame.window.contains(point.at_ms);
            points.iter().find(inside).unwrap().at_ms - it.offset_ms
        })
        .collect();
    assert_eq!(firsts, [10_000, 10_000], "frames are on their own session clocks");
    let chosen = chosen(&["ps", "ps8"]);
    let later = desk.figures_side_by_side(&chosen, half.map(str::to_owned), window).await.unwrap();
    let in_page: Vec<_> = at_phase.recordings.into_iter().map(|it| it.window_figures).collect();
    assert_eq!(later, in_page);

    // The second session is over by then.
    let late = Window { from_ms: 100 * MINUTE_MS, to_ms: 101 * MINUTE_MS };
    let late = desk.figures_side_by_side(&chosen, None, late).await.unwrap();
    assert_eq!((late[0].is_some(), late[1].is_some()), (true, false));

    // All of the second session, but not of the first one: both are counted from the samples.
    let most = Window { from_ms: 0, to_ms: 60 * MINUTE_MS };
    let most = desk.figures_side_by_side(&chosen, None, most).await.unwrap();
    for figures in most {
        let metres = figures.unwrap().distance_m.unwrap();
        assert!((metres - 239.6).abs() < 1.0, "{metres}");
    }
}

#[tokio::test]
async fn one_alone_is_offered_team_mates_and_other_sessions() {
    let polar = club_of_two();
    let (_sync, desk) = opened(&polar).await;
    let alone = page(&desk, &["ps"], None, None).await;
    let mates: Vec<_> = alone.team_mates.iter().map(|it| it.player_session_id.as_str()).collect();
    assert_eq!(mates, ["ps-q"]);
    let others: Vec<_> = alone
        .other_sessions
        .iter()
        .map(|it| (it.session.name.as_deref(), it.player_session_id.as_str()))
        .collect();
    assert_eq!(others, [(Some("Cup tie"), "ps8")]);
    let both = page(&desk, &["ps", "ps8"], None, None).await;
    assert_eq!(both.other_sessions, [], "it is there already");
}

#[tokio::test]
async fn beside_something_that_does_not_exist_there_is_nothing() {
    let polar = club_of_two();
    let (_sync, desk) = opened(&polar).await;
    let page = desk.side_by_side(&chosen(&["ps", "other"]), None, None, Lanes::default()).await;
    assert_eq!(page.err(), Some(AppError::NotFound));
}

#[tokio::test]
async fn the_ends_of_time_are_no_special_case() {
    let polar = club_of_two();
    let (_sync, desk) = opened(&polar).await;
    let everything = Window { from_ms: i32::MIN, to_ms: i32::MAX };
    let ids = ["ps", "ps8"];
    assert_eq!(page(&desk, &ids, None, Some(everything)).await.window, None);
    let beyond = Window { from_ms: i32::MAX - 1, to_ms: i32::MAX };
    assert_eq!(page(&desk, &ids, None, Some(beyond)).await.window, None);
    let nothing = desk.figures_side_by_side(&chosen(&ids), None, beyond).await.unwrap();
    assert_eq!(nothing, [None, None]);
}
