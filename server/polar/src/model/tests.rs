//! All models against answers that are not as documented.

use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::*;

/// The documented examples, complete, by the type that reads them.
fn each_example(check: impl Check) {
    let zone = json!({"index": 1, "lower_limit": 3, "higher_limit": 7.5, "in_zone": "PT4.2S", "in_zone_meters": 222,
        "in_zone_muscle_load": 333});
    let player = json!({"player_id": "p", "player_number": 12, "role": "Midfielder", "first_name": "John",
        "last_name": "Doe", "player_session_id": "s"});
    let marker = json!({"start_time": "2020-08-24T10:28:43.498Z", "end_time": "2020-08-24T10:28:43.498Z",
        "marker_type": "PHASE", "name": "Intervals", "note": "Cooling down"});
    let profile = json!({"sport": "SOCCER", "created": "2025-05-16T11:52:54Z", "modified": "2025-05-16T11:52:54Z",
        "sprint_threshold_type": "ACCELERATION", "sprint_threshold": 2.8, "gps_state": "ON_NORMAL",
        "muscle_load_setting": "ON", "heart_rate_zone_type": "THRESHOLD", "speed_zone_type": "FREE",
        "power_zone_type": "DEFAULT", "zones": {"heart_rate": [zone], "speed": [zone], "power": [zone]},
        "acceleration_zones": {"free_acceleration_zones": true, "acceleration_zones": [0.5, 1.0],
            "deceleration_zones": [-0.5, -1.0]}});
    let team = json!({"id": "t", "name": "Team1", "organisation": "Organisation1", "created": "2017-04-13T21:06:58Z",
        "modified": "2017-04-13T21:06:58Z", "players": [player], "sport_profiles": [profile]});
    let session = json!({"id": "s", "team_id": "t", "name": "Match", "type": "MATCH", "note": "0-8",
        "created": "2017-04-13T21:06:58Z", "modified": "2017-04-13T21:06:58Z",
        "record_start_time": "2017-04-14T09:17:22", "record_end_time": "2017-04-14T09:56:47",
        "start_time": "2017-04-14T09:20:06", "end_time": "2017-04-14T09:50:06", "latitude": 55.6, "longitude": 12.4,
        "sport": "SOCCER", "arena": "Valby", "distance": 6566.0, "kilocalories": 601, "training_load": 78,
        "heart_rate_average": 79, "cardio_load": 27.2, "cardio_load_interpretation": 3, "participants": [player],
        "markers": [marker], "heart_rate_zones": [zone], "speed_zones_kmh": [zone], "power_zones": [zone]});
    let recording = json!({"id": "r", "type": "TEAM", "created": "2017-04-13T21:06:58Z",
        "modified": "2017-04-13T21:06:58Z", "sport": "SOCCER", "name": "Rowing", "feeling": "AWESOME,", "note": "n",
        "latitude": 55.6, "longitude": 12.4, "start_time": "2017-04-14T09:20:06", "stop_time": "2017-04-14T09:50:06",
        "duration_ms": 180_000, "timezone_offset": 120, "calories": 601, "distance_meters": 6566, "ascent": 46.3,
        "recovery_time_ms": 480_277_990, "heart_rate_max": 96, "sprint_counter": 12, "product": "Polar Pro"});
    let summary = json!({"player_session_id": "r", "trimmed_start_time": "2017-04-14T09:20:06",
        "duration_ms": 180_000, "speed_avg_kmh": 7.9, "heart_rate_zones": [zone], "out_of_heart_rate_zones": "PT4S",
        "acceleration_zones_ms2": [{"limit": -3, "counter": 22}], "rmssd": 50});

    check.example::<TeamDetails>(&team);
    check.example::<Player>(&player);
    check.example::<SportProfile>(&profile);
    check.example::<TrainingSessionDetails>(&session);
    check.example::<Participant>(&player);
    check.example::<Marker>(&marker);
    check.example::<PlayerSession>(&recording);
    check.example::<PlayerSessionDetails>(&recording);
    check.example::<Summary>(&summary);
    check.example::<HeartRateZone>(&zone);
    check.example::<SpeedZone>(&zone);
    check.example::<PowerZone>(&zone);
    check.example::<AccelerationZone>(&json!({"limit": -3, "counter": 22}));
    check.example::<ZoneLimits>(&zone);
}

/// Something to find out about each type and its example.
trait Check {
    fn example<T: DeserializeOwned + PartialEq + std::fmt::Debug>(&self, json: &Value);
}

/// The fields whose loss is the loss of the whole: what they name could not be asked for again.
const NEEDED: [&str; 2] = ["id", "player_id"];

/// Any other field may be missing, null or of another kind: the thing is read all the same, and a field that says
/// nothing is as good as a missing one.
struct AnyFieldMayBeWrong;

impl Check for AnyFieldMayBeWrong {
    fn example<T: DeserializeOwned + PartialEq + std::fmt::Debug>(&self, json: &Value) {
        let read = |json: &Value| {
            serde_json::from_value::<T>(json.clone())
                .unwrap_or_else(|error| panic!("{json}: {error}"))
        };
        let whole = read(json);
        for field in
            json.as_object().unwrap().keys().filter(|field| !NEEDED.contains(&field.as_str()))
        {
            let without = |value: Option<Value>| {
                let mut object = json.as_object().unwrap().clone();
                object.remove(field);
                object.extend(value.map(|value| (field.clone(), value)));
                read(&Value::Object(object))
            };
            let missing = without(None);
            assert_eq!(without(Some(Value::Null)), missing, "{field}");
            for wrong in
                [json!({"x": [1, null]}), json!([{"x": 1}]), json!("?"), json!(-1.5), json!(true)]
            {
                without(Some(wrong));
            }
            assert_eq!(without(Some(json[field].clone())), whole, "{field}");
        }
    }
}

#[test]
fn any_field_may_be_missing_or_null_or_wrong() {
    each_example(AnyFieldMayBeWrong);
}

/// Unknown fields are left alone.
struct MoreFieldsAreFine;

impl Check for MoreFieldsAreFine {
    fn example<T: DeserializeOwned + PartialEq + std::fmt::Debug>(&self, json: &Value) {
        let mut more = json.clone();
        more["a_later_field"] = json!({"deep": [1, {"x": null}]});
        let read = |json| serde_json::from_value::<T>(json).unwrap();
        assert_eq!(read(more), read(json.clone()));
    }
}

#[test]
fn fields_of_later_publications_are_left_alone() {
    each_example(MoreFieldsAreFine);
}

/// Text that is JSON or nearly so, cut and garbled, is an error or a value and never a panic.
struct NeverPanics {
    cut: usize,
    at: usize,
    byte: u8,
}

impl Check for NeverPanics {
    fn example<T: DeserializeOwned + PartialEq + std::fmt::Debug>(&self, json: &Value) {
        let mut text = json.to_string().into_bytes();
        text.truncate(1 + self.cut % text.len());
        let at = self.at % text.len();
        text[at] = self.byte;
        let _ = serde_json::from_slice::<T>(&text);
        let _ = serde_json::from_slice::<List<T>>(&[b"[".as_slice(), &text, b"]"].concat());
    }
}

proptest! {
    #[test]
    fn garbled_answers_never_panic(cut in any::<usize>(), at in any::<usize>(), byte in any::<u8>()) {
        each_example(NeverPanics { cut, at, byte });
    }
}
