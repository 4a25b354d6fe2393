//! A team's training sessions: who took part, and what was marked.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Deserialize;

use super::{HeartRateZone, List, Marker, PowerZone, SessionType, SpeedZone, tolerant};
use crate::LocalStamp;

/// A session of a team, as the list of sessions has it. All times but `created` and `modified` are venue-local.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TrainingSession {
    /// The session's id.
    #[serde(deserialize_with = "tolerant::id")]
    pub id: String,
    /// Its team.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub team_id: Option<String>,
    /// What the coach called it.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub name: Option<String>,
    /// What kind of session it was.
    #[serde(rename = "type", default, deserialize_with = "tolerant::word")]
    pub session_type: Option<SessionType>,
    /// What the coach wrote about it.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub note: Option<String>,
    /// When it was made.
    #[serde(default, deserialize_with = "tolerant::utc")]
    pub created: Option<DateTime<Utc>>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "tolerant::utc")]
    pub modified: Option<DateTime<Utc>>,
    /// When the recording started: the zero of markers and samples.
    #[serde(default, deserialize_with = "tolerant::stamp")]
    pub record_start_time: Option<LocalStamp>,
    /// When the recording ended.
    #[serde(default, deserialize_with = "tolerant::stamp")]
    pub record_end_time: Option<LocalStamp>,
    /// When the trimmed session started.
    #[serde(default, deserialize_with = "tolerant::stamp")]
    pub start_time: Option<LocalStamp>,
    /// When the trimmed session ended.
    #[serde(default, deserialize_with = "tolerant::stamp")]
    pub end_time: Option<LocalStamp>,
    /// Where it started, in degrees north.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub latitude: Option<f64>,
    /// Where it started, in degrees east.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub longitude: Option<f64>,
    /// The sport, like `SOCCER`.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub sport: Option<String>,
}

impl TrainingSession {
    /// The recording on the venue's clock; `None` when an end is missing or they are in the wrong order.
    pub fn recording(&self) -> Option<RangeInclusive<NaiveDateTime>> {
        let recording = self.record_start_time?.wall..=self.record_end_time?.wall;
        (!recording.is_empty()).then_some(recording)
    }
}

/// A session of a team with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TrainingSessionDetails {
    /// What the list says about it.
    #[serde(flatten)]
    pub session: TrainingSession,
    /// Where it was.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub arena: Option<String>,
    /// Distance covered, in m.
    #[serde(rename = "distance", default, deserialize_with = "tolerant::number")]
    pub distance_m: Option<f64>,
    /// Energy spent, in kcal.
    #[serde(rename = "kilocalories", default, deserialize_with = "tolerant::number")]
    pub energy_kcal: Option<f64>,
    /// Polar's training load.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub training_load: Option<f64>,
    /// Mean heart rate, in bpm.
    #[serde(rename = "heart_rate_average", default, deserialize_with = "tolerant::number")]
    pub heart_rate_avg_bpm: Option<f64>,
    /// Polar's cardio load.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub cardio_load: Option<f64>,
    /// Polar's class of the cardio load.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub cardio_load_interpretation: Option<f64>,
    /// Who took part.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub participants: List<Participant>,
    /// What was marked; [`place_markers`](super::place_markers) says when.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub markers: List<Marker>,
    /// The team's time in heart-rate zones.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub heart_rate_zones: List<HeartRateZone>,
    /// The team's distance in speed zones.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub speed_zones_kmh: List<SpeedZone>,
    /// The team's time in power zones.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub power_zones: List<PowerZone>,
}

/// Somebody who took part in a session.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Participant {
    /// Who.
    #[serde(deserialize_with = "tolerant::id")]
    pub player_id: String,
    /// The number on the shirt, in this session.
    #[serde(default, deserialize_with = "tolerant::integer")]
    pub player_number: Option<i32>,
    /// The role in this session: free text in the club's language.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub role: Option<String>,
    /// The player's recording of this session; the only link between the two. `None` without a recording.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub player_session_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MarkerType;

    const DOCUMENTED: &str = r#"{
        "id": "R8rMB4j7", "team_id": "wMYz6L4w", "name": "Match against Brazil national team",
        "type": "MATCH", "note": "Game started very well, but we lost 0-8",
        "created": "2017-04-13T21:06:58Z", "modified": "2017-04-13T21:06:58Z",
        "record_start_time": "2017-04-14T09:17:22", "record_end_time": "2017-04-14T09:56:47",
        "start_time": "2017-04-14T09:20:06", "end_time": "2017-04-14T09:50:06",
        "latitude": 55.67336654663086, "longitude": 12.49395084381104, "sport": "SOCCER",
        "arena": "Valby old stadium Denmark",
        "distance": 6566.0, "kilocalories": 601, "training_load": 78, "heart_rate_average": 79,
        "cardio_load": 27.2, "cardio_load_interpretation": 3,
        "participants": [
            {"player_id": "ZmozZxkr", "player_number": 12, "role": "Midfielder", "player_session_id": "wp9DQ9ln"}
        ],
        "markers": [
            {"start_time": "2017-04-14T09:28:43.464Z", "end_time": "2017-04-14T09:28:43.464Z",
             "marker_type": "PHASE", "name": "Intervals", "note": "Cooling down"}
        ],
        "heart_rate_zones": [{"index": 1, "lower_limit": 110, "higher_limit": 130, "in_zone": "PT4S", "in_zone_meters": 222}],
        "speed_zones_kmh": [{"index": 1, "lower_limit": 3, "higher_limit": 7, "in_zone": "PT4.2S", "in_zone_meters": 222}],
        "power_zones": [{"index": 1, "lower_limit": 3, "higher_limit": 7, "in_zone": "PT4.2S", "in_zone_muscle_load": 333}]
    }"#;

    fn read(json: &str) -> TrainingSessionDetails {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    fn wall(text: &str) -> NaiveDateTime {
        LocalStamp::parse(text).unwrap().wall
    }

    #[test]
    fn the_documented_example_is_read() {
        let details = read(DOCUMENTED);
        let session = &details.session;
        assert_eq!(
            (session.id.as_str(), session.team_id.as_deref()),
            ("R8rMB4j7", Some("wMYz6L4w"))
        );
        assert_eq!(session.session_type, Some(SessionType::Match));
        assert_eq!(session.start_time.unwrap().wall, wall("2017-04-14T09:20:06"));
        assert_eq!(
            session.recording(),
            Some(wall("2017-04-14T09:17:22")..=wall("2017-04-14T09:56:47"))
        );
        assert_eq!(session.latitude, Some(55.673_366_546_630_86));
        assert_eq!(details.arena.as_deref(), Some("Valby old stadium Denmark"));
        assert_eq!((details.distance_m, details.energy_kcal), (Some(6566.0), Some(601.0)));
        assert_eq!(
            (details.cardio_load, details.cardio_load_interpretation),
            (Some(27.2), Some(3.0))
        );
        assert_eq!(details.participants[0].player_session_id.as_deref(), Some("wp9DQ9ln"));
        assert_eq!(details.markers[0].marker_type, Some(MarkerType::Phase));
        assert_eq!(details.heart_rate_zones[0].in_zone_m, Some(222.0));
        assert_eq!(details.speed_zones_kmh[0].in_zone_ms, Some(4_200));
        assert_eq!(details.power_zones[0].upper_w, Some(7.0));
    }

    #[test]
    fn only_the_id_is_needed() {
        let details = read(
            r#"{"id": "s", "name": null, "type": "YOGA", "start_time": "soon", "participants": null, "markers": 3}"#,
        );
        assert_eq!(details.session.name, None);
        assert_eq!(details.session.session_type, Some(SessionType::Unknown("YOGA".to_owned())));
        assert_eq!(details.session.start_time, None);
        assert_eq!(details.session.recording(), None);
        assert_eq!((details.participants.sent(), details.markers.skipped), (0, 1));
    }

    #[test]
    fn a_participant_can_lack_a_recording() {
        let details = read(
            r#"{"id": "s", "participants": [
                {"player_id": "a"}, {"player_id": "b", "player_session_id": ""},
                {"player_session_id": "x"}, {"player_id": "c", "player_session_id": "y"}
            ]}"#,
        );
        let links: Vec<_> =
            details.participants.iter().map(|p| p.player_session_id.as_deref()).collect();
        assert_eq!(links, [None, None, Some("y")]);
        assert_eq!(details.participants.skipped, 1);
    }
}
