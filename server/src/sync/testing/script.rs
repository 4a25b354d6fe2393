//! A small club for a scripted Polar: the team `t`, its session `s`, the player `p` with the recording `ps`.

use app::model::{PlayerSessionId, TeamId, TrainingSessionId};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{ScriptedPolar, TestSync};
use crate::{store::GrantId, sync::Need};

pub(crate) const TEAMS: &str = "/v1/teams";
pub(crate) const TEAM: &str = "/v1/teams/t";
pub(crate) const PROFILES: &str = "/v1/teams/t/sport-profiles";
pub(crate) const SESSIONS: &str = "/v1/teams/t/training_sessions";
pub(crate) const SESSION: &str = "/v1/teams/training_sessions/s";
pub(crate) const RECORDING: &str = "/v1/training_sessions/ps";
pub(crate) const SUMMARY: &str = "/v1/training_sessions/ps/session_summary";
pub(crate) const PLAYER_SESSIONS: &str = "/v1/players/p/training_sessions";
pub(crate) const TOKEN: &str = "/oauth/token";

pub(crate) fn team() -> TeamId {
    "t".into()
}

pub(crate) fn session() -> TrainingSessionId {
    "s".into()
}

pub(crate) fn player_session() -> PlayerSessionId {
    "ps".into()
}

/// Everything that there is to fetch, each after what it hangs from.
pub(crate) fn every_need() -> [Need; 6] {
    [
        Need::Teams,
        Need::Team(team()),
        Need::Sessions(team()),
        Need::Session(session()),
        Need::Summary(player_session()),
        Need::Samples(player_session()),
    ]
}

/// The session as the list has it, last changed on a day of June 2026.
pub(crate) fn listed_session(modified_day: u32) -> Value {
    json!({
        "id": "s", "team_id": "t", "name": "Derby", "type": "MATCH",
        "record_start_time": "2026-06-01T10:00:00", "record_end_time": "2026-06-01T12:00:00",
        "start_time": "2026-06-01T10:00:30", "end_time": "2026-06-01T11:55:00",
        "modified": format!("2026-06-{modified_day:02}T12:00:00Z"),
    })
}

/// The session's details.
pub(crate) fn session_details(modified_day: u32) -> Value {
    let mut details = listed_session(modified_day);
    details["participants"] =
        json!([{ "player_id": "p", "player_number": 9, "player_session_id": "ps" }]);
    details["markers"] = json!([]);
    details
}

/// The recording: a run at 4 m/s for a minute.
pub(crate) fn recording(start_time: &str) -> Value {
    let rows: Vec<Value> = (0..600)
        .map(|row| {
            json!([
                f64::from(row) / 10.0,
                f64::from(row) * 0.4,
                4.0,
                (row % 10 == 0).then_some(120)
            ])
        })
        .collect();
    json!({
        "id": "ps", "start_time": start_time, "rr_intervals": [500, null, 510],
        "samples": { "fields": ["time", "distance", "speed", "hr"], "values": rows }
    })
}

/// Answers everything about the club.
pub(crate) fn club() -> ScriptedPolar {
    let polar = ScriptedPolar::default();
    polar.set(TEAMS, json!([{ "id": "t", "name": "First team", "organisation": "Club" }]));
    polar.set(
        TEAM,
        json!({ "id": "t", "name": "First team", "organisation": "Club", "players": [
            { "player_id": "p", "player_number": 9, "first_name": "Ann", "last_name": "Lee" }
        ]}),
    );
    polar.set_status(PROFILES, StatusCode::NOT_FOUND, json!(null));
    polar.set(SESSIONS, json!([listed_session(2)]));
    polar.set(SESSION, session_details(2));
    polar.set(SUMMARY, json!({ "distance_meters": 6566, "modified": "2026-06-02T12:00:00Z" }));
    polar.set(RECORDING, recording("2026-06-01T10:01:00"));
    polar
}

/// A sync with this Polar and a coach who is signed in.
pub(crate) async fn signed_in(polar: &ScriptedPolar) -> (TestSync, GrantId) {
    let sync = TestSync::with_polar(polar.start().await).await;
    let coach = sync.sign_in("good", None).await;
    (sync, coach)
}

/// The same, with everything fetched.
pub(crate) async fn synced(polar: &ScriptedPolar) -> (TestSync, GrantId) {
    let (sync, coach) = signed_in(polar).await;
    for need in every_need() {
        let progress = sync.ensure(&coach, vec![need.clone()]).await;
        assert!(
            progress.is_complete() && progress.not_visible.is_empty(),
            "{need:?}: {progress:?}"
        );
    }
    (sync, coach)
}
