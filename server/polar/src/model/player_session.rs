//! One player's recordings.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{Feeling, PlayerSessionType, tolerant};
use crate::{LocalStamp, local_to_utc};

/// A recording of a player, as the list of a player's sessions has it. All times but `created` and `modified` are
/// venue-local. Nothing here names the team session that it belongs to; that link is in
/// [`Participant`](super::Participant).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PlayerSession {
    /// The recording's id.
    #[serde(deserialize_with = "tolerant::id")]
    pub id: String,
    /// Whose session it was.
    #[serde(rename = "type", default, deserialize_with = "tolerant::word")]
    pub session_type: Option<PlayerSessionType>,
    /// When it was made.
    #[serde(default, deserialize_with = "tolerant::utc")]
    pub created: Option<DateTime<Utc>>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "tolerant::utc")]
    pub modified: Option<DateTime<Utc>>,
    /// The sport, like `SOCCER`.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub sport: Option<String>,
    /// Its name.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub name: Option<String>,
    /// How the player felt.
    #[serde(default, deserialize_with = "tolerant::word")]
    pub feeling: Option<Feeling>,
    /// What the player wrote about it.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub note: Option<String>,
    /// Where it started, in degrees north.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub latitude: Option<f64>,
    /// Where it started, in degrees east.
    #[serde(default, deserialize_with = "tolerant::number")]
    pub longitude: Option<f64>,
    /// When it started.
    #[serde(default, deserialize_with = "tolerant::stamp")]
    pub start_time: Option<LocalStamp>,
    /// When it ended.
    #[serde(default, deserialize_with = "tolerant::stamp")]
    pub stop_time: Option<LocalStamp>,
    /// How long it was, in ms.
    #[serde(default, deserialize_with = "tolerant::integer")]
    pub duration_ms: Option<u32>,
    /// How far the venue's clock was ahead of UTC, in minutes. The only place in the API that says it.
    #[serde(rename = "timezone_offset", default, deserialize_with = "tolerant::integer")]
    pub timezone_offset_min: Option<i32>,
}

impl PlayerSession {
    /// When it started, in UTC; `None` unless start and offset are known.
    pub fn start_utc(&self) -> Option<DateTime<Utc>> {
        local_to_utc(self.start_time?.wall, self.timezone_offset_min?)
    }
}

/// All that the API says about a recording but its samples. Figures may be of the whole recording, where
/// [`Summary`](super::Summary) is of the trimmed session: never put the two side by side.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct PlayerSessionDetails {
    /// The id that was asked for, when the answer repeats it.
    #[serde(deserialize_with = "tolerant::text")]
    pub id: Option<String>,
    /// Whose session it was.
    #[serde(rename = "type", deserialize_with = "tolerant::word")]
    pub session_type: Option<PlayerSessionType>,
    /// When it was made.
    #[serde(deserialize_with = "tolerant::utc")]
    pub created: Option<DateTime<Utc>>,
    /// When it was last changed.
    #[serde(deserialize_with = "tolerant::utc")]
    pub modified: Option<DateTime<Utc>>,
    /// Its name.
    #[serde(deserialize_with = "tolerant::text")]
    pub name: Option<String>,
    /// How the player felt.
    #[serde(deserialize_with = "tolerant::word")]
    pub feeling: Option<Feeling>,
    /// What the player wrote about it.
    #[serde(deserialize_with = "tolerant::text")]
    pub note: Option<String>,
    /// Where it started, in degrees north.
    #[serde(deserialize_with = "tolerant::number")]
    pub latitude: Option<f64>,
    /// Where it started, in degrees east.
    #[serde(deserialize_with = "tolerant::number")]
    pub longitude: Option<f64>,
    /// When it started, venue-local: the zero of its samples.
    #[serde(deserialize_with = "tolerant::stamp")]
    pub start_time: Option<LocalStamp>,
    /// When it ended, venue-local.
    #[serde(deserialize_with = "tolerant::stamp")]
    pub stop_time: Option<LocalStamp>,
    /// How long it was, in ms.
    #[serde(deserialize_with = "tolerant::integer")]
    pub duration_ms: Option<u32>,
    /// Energy spent, in kcal.
    #[serde(rename = "calories", deserialize_with = "tolerant::number")]
    pub energy_kcal: Option<f64>,
    /// Distance covered, in m.
    #[serde(rename = "distance_meters", deserialize_with = "tolerant::number")]
    pub distance_m: Option<f64>,
    /// Polar's training load.
    #[serde(deserialize_with = "tolerant::number")]
    pub training_load: Option<f64>,
    /// Polar's word for what the training was good for, like `TEMPO_TRAINING`.
    #[serde(deserialize_with = "tolerant::text")]
    pub training_benefit: Option<String>,
    /// Polar's cardio load.
    #[serde(deserialize_with = "tolerant::number")]
    pub cardio_load: Option<f64>,
    /// Polar's muscle load.
    #[serde(deserialize_with = "tolerant::number")]
    pub muscle_load: Option<f64>,
    /// Time to recover, in ms.
    #[serde(deserialize_with = "tolerant::integer")]
    pub recovery_time_ms: Option<u64>,
    /// Energy from fat, in percent.
    #[serde(deserialize_with = "tolerant::number")]
    pub fat_percentage: Option<f64>,
    /// Energy from carbohydrates, in percent.
    #[serde(deserialize_with = "tolerant::number")]
    pub carbo_percentage: Option<f64>,
    /// Energy from protein, in percent.
    #[serde(deserialize_with = "tolerant::number")]
    pub protein_percentage: Option<f64>,
    /// Highest heart rate, in bpm.
    #[serde(rename = "heart_rate_max", deserialize_with = "tolerant::number")]
    pub heart_rate_max_bpm: Option<f64>,
    /// Mean heart rate, in bpm.
    #[serde(rename = "heart_rate_avg", deserialize_with = "tolerant::number")]
    pub heart_rate_avg_bpm: Option<f64>,
    /// The sport, like `SOCCER`.
    #[serde(deserialize_with = "tolerant::text")]
    pub sport: Option<String>,
    /// Polar's running index.
    #[serde(deserialize_with = "tolerant::number")]
    pub running_index: Option<f64>,
    /// Metres up.
    #[serde(rename = "ascent", deserialize_with = "tolerant::number")]
    pub ascent_m: Option<f64>,
    /// Metres down.
    #[serde(rename = "descent", deserialize_with = "tolerant::number")]
    pub descent_m: Option<f64>,
    /// Time spent walking, in ms.
    #[serde(deserialize_with = "tolerant::integer")]
    pub walking_duration_ms: Option<u32>,
    /// Distance walked, in m.
    #[serde(rename = "walking_distance_meters", deserialize_with = "tolerant::number")]
    pub walking_distance_m: Option<f64>,
    /// Sprints, by the threshold in the sport profile.
    #[serde(rename = "sprint_counter", deserialize_with = "tolerant::integer")]
    pub sprints: Option<u32>,
    /// The device.
    #[serde(deserialize_with = "tolerant::text")]
    pub product: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_list_entry_is_read() {
        let session: PlayerSession = serde_json::from_str(
            r#"{"id": "wp9DQ9ln", "type": "TEAM", "created": "2017-04-13T21:06:58Z",
                "modified": "2017-04-13T21:06:58Z", "sport": "SOCCER", "name": "Rowing", "feeling": "AWESOME,",
                "note": "Awesome training.", "latitude": 55.67336654663086, "longitude": 12.49395084381104,
                "start_time": "2017-04-14T09:20:06", "stop_time": "2017-04-14T09:50:06",
                "duration_ms": 180000, "timezone_offset": 120}"#,
        )
        .unwrap();
        assert_eq!(session.session_type, Some(PlayerSessionType::Team));
        assert_eq!(session.feeling, Some(Feeling::Awesome));
        assert_eq!(session.duration_ms, Some(180_000));
        assert_eq!(session.start_utc().unwrap().to_rfc3339(), "2017-04-14T07:20:06+00:00");
    }

    #[test]
    fn without_an_offset_there_is_no_utc() {
        let session: PlayerSession =
            serde_json::from_str(r#"{"id": "p", "start_time": "2017-04-14T09:20:06"}"#).unwrap();
        assert_eq!(session.start_utc(), None);
    }

    #[test]
    fn the_documented_details_are_read() {
        let details: PlayerSessionDetails = serde_json::from_str(
            r#"{"id": "wp9DQ9ln", "type": "INDIVIDUAL", "feeling": "MEH", "duration_ms": 180000.4,
                "calories": 601, "distance_meters": 6566.0, "training_load": 78,
                "training_benefit": "BASIC_TRAINING", "cardio_load": 27.3, "muscle_load": 34,
                "recovery_time_ms": 5480277990, "fat_percentage": 28, "carbo_percentage": 44,
                "protein_percentage": 30, "heart_rate_max": 96, "heart_rate_avg": 79.4, "sport": "SOCCER",
                "running_index": 28, "ascent": 46.3, "descent": 12.5, "walking_duration_ms": 180000,
                "walking_distance_meters": 6566.0, "sprint_counter": 12, "product": "Polar Pro"}"#,
        )
        .unwrap();
        let expected = PlayerSessionDetails {
            id: Some("wp9DQ9ln".to_owned()),
            session_type: Some(PlayerSessionType::Individual),
            feeling: Some(Feeling::Unknown("MEH".to_owned())),
            duration_ms: Some(180_000),
            energy_kcal: Some(601.0),
            distance_m: Some(6566.0),
            training_load: Some(78.0),
            training_benefit: Some("BASIC_TRAINING".to_owned()),
            cardio_load: Some(27.3),
            muscle_load: Some(34.0),
            recovery_time_ms: Some(5_480_277_990),
            fat_percentage: Some(28.0),
            carbo_percentage: Some(44.0),
            protein_percentage: Some(30.0),
            heart_rate_max_bpm: Some(96.0),
            heart_rate_avg_bpm: Some(79.4),
            sport: Some("SOCCER".to_owned()),
            running_index: Some(28.0),
            ascent_m: Some(46.3),
            descent_m: Some(12.5),
            walking_duration_ms: Some(180_000),
            walking_distance_m: Some(6566.0),
            sprints: Some(12),
            product: Some("Polar Pro".to_owned()),
            ..PlayerSessionDetails::default()
        };
        assert_eq!(details, expected);
    }
}
