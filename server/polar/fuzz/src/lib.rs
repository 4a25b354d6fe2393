//! What must hold for any bytes: for the fuzz targets, and for the tests that run their seeds.

use chrono::{NaiveDateTime, TimeDelta};
use polar::{
    LocalStamp, local_to_utc,
    model::{
        List, PlayerSession, PlayerSessionDetails, SportProfile, Summary, Team, TeamDetails,
        TrainingSession, TrainingSessionDetails, place_markers,
    },
    oauth::Callback,
    utc_to_local,
};
use serde::de::DeserializeOwned;

/// Reads these bytes as each of the documents that the API has, and reckons with what they say.
pub fn documents(bytes: &[u8]) {
    read::<List<Team>>(bytes);
    read::<TeamDetails>(bytes);
    read::<List<SportProfile>>(bytes);
    read::<List<TrainingSession>>(bytes);
    read::<PlayerSessionDetails>(bytes);
    read::<List<Summary>>(bytes);
    for session in read::<List<PlayerSession>>(bytes).into_iter().flatten() {
        assert!(!session.id.is_empty());
        session.start_utc();
    }
    if let Some(summary) = read::<Summary>(bytes) {
        assert!(summary.distance_m.is_none_or(f64::is_finite));
        assert!(summary.hr_max_bpm().is_none_or(|bpm| bpm.is_finite() && bpm > 0.0));
    }
    if let Some(details) = read::<TrainingSessionDetails>(bytes)
        && let Some(recording) = details.session.recording()
    {
        for offset_min in [None, Some(0), Some(i32::MIN), Some(i32::MAX)] {
            let placed = place_markers(&details.markers, &recording, offset_min);
            assert_eq!(placed.len(), details.markers.len());
            for marker in placed.into_iter().flatten() {
                assert!(recording.contains(&marker.start) && marker.start <= marker.end);
            }
        }
    }
}

/// Reads this text as a time, and as every field of a recording in which the API sends text.
pub fn texts(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    if let Some(stamp) = LocalStamp::parse(text) {
        let again = LocalStamp::parse(&stamp.wall.format("%Y-%m-%dT%H:%M:%S%.f").to_string());
        assert_eq!(again.map(|stamp| stamp.wall), Some(stamp.wall));
        stamp.as_utc();
        for offset_min in [i32::MIN, -720, 0, 840, i32::MAX] {
            there_and_back(stamp.wall, offset_min);
        }
    }
    let fields = [
        "id",
        "type",
        "created",
        "modified",
        "name",
        "start_time",
        "stop_time",
        "trimmed_start_time",
        "duration",
        "duration_ms",
        "timezone_offset",
        "distance_meters",
        "latitude",
        "feeling",
        "heart_rate_max",
        "out_of_heart_rate_zones_duration",
        "sprints",
        "record_start_time",
    ];
    let object: serde_json::Value = fields
        .into_iter()
        .map(|name| (name.to_owned(), text.into()))
        .collect::<serde_json::Map<_, _>>()
        .into();
    let document = serde_json::json!({ "data": [object.clone()] }).to_string();
    documents(document.as_bytes());
    documents(object.to_string().as_bytes());
    documents(serde_json::json!([object]).to_string().as_bytes());
}

/// Reads these bytes as the query with which Polar sends a browser back.
pub fn callback(bytes: &[u8]) {
    let Ok(callback) = serde_urlencoded::from_bytes::<Callback>(bytes) else { return };
    let shown = format!("{callback:?}");
    match callback.into_code() {
        Ok(code) => {
            // A short one may stand there by chance.
            let is_shown = code.expose().len() > 20 && shown.contains(code.expose());
            assert!(!is_shown, "a code is a secret");
        }
        Err(error) => {
            let said = error.to_string();
            assert!(said.len() < 300 && !said.contains(char::is_control), "{said:?}");
        }
    }
}

/// From the venue's clock to UTC and back. A leap second, which is no time to reckon with, comes back as the one before.
fn there_and_back(wall: NaiveDateTime, offset_min: i32) {
    if let Some(utc) = local_to_utc(wall, offset_min) {
        let back = utc_to_local(utc, offset_min).expect("where it came from");
        assert!((wall - back).abs() <= TimeDelta::seconds(1), "{wall} is back at {back}");
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}
