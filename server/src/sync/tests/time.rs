//! Stamps without a time zone, with one that is not meant, and with one that is.

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use crate::{
    store::Marker,
    sync::{
        Need,
        testing::script::{
            PLAYER_SESSIONS, RECORDING, SESSION, club, player_session, recording, session,
            session_details, signed_in, synced,
        },
    },
};

fn wall(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn with_markers(markers: Value) -> Value {
    let mut details = session_details(2);
    details["markers"] = markers;
    details
}

fn phase(start: &str, end: &str) -> Value {
    json!({ "marker_type": "PHASE", "name": "First half", "start_time": start, "end_time": end })
}

/// The venue is two hours ahead of UTC.
fn listed() -> Value {
    json!([
        { "id": "other", "start_time": "2026-06-01T18:00:00", "timezone_offset": -300 },
        { "id": "ps", "start_time": "2026-06-01T10:01:00", "timezone_offset": 120 },
    ])
}

async fn markers(details: Value, listed: Option<Value>) -> (Vec<Marker>, usize) {
    let polar = club();
    polar.set(SESSION, details);
    if let Some(listed) = listed {
        polar.set(PLAYER_SESSIONS, listed);
    }
    let (sync, coach) = signed_in(&polar).await;
    assert!(sync.ensure(&coach, vec![Need::Session(session())]).await.is_complete());
    (sync.store.session_details(&session()).await.unwrap().markers, polar.count(PLAYER_SESSIONS))
}

#[tokio::test]
async fn a_marker_is_wall_time_with_and_without_a_z() {
    for (start, end) in [
        ("2026-06-01T10:06:00.500", "2026-06-01T10:51:00.500"),
        ("2026-06-01T10:06:00.500Z", "2026-06-01T10:51:00.500Z"),
    ] {
        let (markers, asked) = markers(with_markers(json!([phase(start, end)])), None).await;
        let expected = Marker {
            kind: Some("PHASE".to_owned()),
            name: Some("First half".to_owned()),
            note: None,
            start: wall("2026-06-01T10:06:00.500"),
            end: wall("2026-06-01T10:51:00.500"),
        };
        assert_eq!((markers, asked), (vec![expected], 0));
    }
}

#[tokio::test]
async fn a_marker_that_is_utc_is_placed_with_the_venues_time_zone() {
    let utc = with_markers(json!([phase("2026-06-01T08:06:00Z", "2026-06-01T08:51:00Z")]));
    let (markers, asked) = markers(utc, Some(listed())).await;
    let placed: Vec<_> = markers.iter().map(|marker| (marker.start, marker.end)).collect();
    assert_eq!(placed, [(wall("2026-06-01T10:06:00"), wall("2026-06-01T10:51:00"))]);
    assert_eq!(asked, 1);
}

#[tokio::test]
async fn a_marker_that_fits_nowhere_is_left_out() {
    let odd = || {
        with_markers(json!([
            phase("2026-06-01T08:06:00Z", "2026-06-01T08:51:00Z"),
            phase("2026-06-01T10:06:00", "2026-06-01T10:07:00"),
            phase("2025-06-01T10:06:00", "2025-06-01T10:07:00"),
        ]))
    };
    // Polar does not say the time zone: only the second one is certain.
    let (markers, _) = markers(odd(), None).await;
    assert_eq!(
        markers.iter().map(|marker| marker.start).collect::<Vec<_>>(),
        [wall("2026-06-01T10:06:00")]
    );
}

async fn start(start_time: &str) -> (Option<NaiveDateTime>, usize) {
    let polar = club();
    polar.set(RECORDING, recording(start_time));
    polar.set(PLAYER_SESSIONS, listed());
    let (sync, _) = synced(&polar).await;
    let recording = sync.store.recording(&player_session()).await.unwrap().unwrap();
    (recording.start, polar.count(PLAYER_SESSIONS))
}

#[tokio::test]
async fn a_player_starts_near_the_teams_recording_by_one_clock_or_the_other() {
    let started = |text| Some(wall(text));
    assert_eq!(start("2026-06-01T10:01:00").await, (started("2026-06-01T10:01:00"), 0));
    assert_eq!(start("2026-06-01T09:31:00").await, (started("2026-06-01T09:31:00"), 0));
    assert_eq!(start("2026-06-01T10:01:00Z").await, (started("2026-06-01T10:01:00"), 0));
    assert_eq!(start("2026-06-01T08:01:00Z").await, (started("2026-06-01T10:01:00"), 1));
    assert_eq!(
        start("2026-06-01T08:01:00").await,
        (None, 0),
        "a day trip that no time zone explains"
    );
    assert_eq!(start("2025-01-01T08:01:00Z").await, (None, 1));
}
