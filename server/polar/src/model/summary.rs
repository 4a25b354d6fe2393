//! What a player did in the trimmed session or in one of its phases, as Polar sums it up.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{AccelerationZone, HeartRateZone, List, PowerZone, SpeedZone, tolerant};
use crate::LocalStamp;

/// Polar's figures for one player over the trimmed session, or over one phase of it. A phase has no name here:
/// [`match_phases`](super::match_phases) finds its marker.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// The recording that was asked for, when the answer repeats it.
    #[serde(deserialize_with = "tolerant::text")]
    pub player_session_id: Option<String>,
    /// When the recording was added to the team's session.
    #[serde(deserialize_with = "tolerant::utc")]
    pub created: Option<DateTime<Utc>>,
    /// When the team's session was last changed.
    #[serde(deserialize_with = "tolerant::utc")]
    pub modified: Option<DateTime<Utc>>,
    /// When the summed-up part started, venue-local.
    #[serde(deserialize_with = "tolerant::stamp")]
    pub trimmed_start_time: Option<LocalStamp>,
    /// How long it was, in ms.
    #[serde(deserialize_with = "tolerant::integer")]
    pub duration_ms: Option<u32>,
    /// Distance covered, in m.
    #[serde(rename = "distance_meters", deserialize_with = "tolerant::number")]
    pub distance_m: Option<f64>,
    /// Energy spent, in kcal.
    #[serde(rename = "kilo_calories", deserialize_with = "tolerant::number")]
    pub energy_kcal: Option<f64>,
    /// Highest heart rate, in bpm.
    #[serde(rename = "heart_rate_max", deserialize_with = "tolerant::number")]
    pub heart_rate_max_bpm: Option<f64>,
    /// Mean heart rate, in bpm.
    #[serde(rename = "heart_rate_avg", deserialize_with = "tolerant::number")]
    pub heart_rate_avg_bpm: Option<f64>,
    /// Lowest heart rate, in bpm.
    #[serde(rename = "heart_rate_min", deserialize_with = "tolerant::number")]
    pub heart_rate_min_bpm: Option<f64>,
    /// Highest heart rate, in percent of the player's maximum.
    #[serde(deserialize_with = "tolerant::number")]
    pub heart_rate_max_percent: Option<f64>,
    /// Mean heart rate, in percent of the player's maximum.
    #[serde(deserialize_with = "tolerant::number")]
    pub heart_rate_avg_percent: Option<f64>,
    /// Lowest heart rate, in percent of the player's maximum.
    #[serde(deserialize_with = "tolerant::number")]
    pub heart_rate_min_percent: Option<f64>,
    /// Sprints, by the threshold in the sport profile.
    #[serde(rename = "sprint_counter", deserialize_with = "tolerant::integer")]
    pub sprints: Option<u32>,
    /// Mean speed, in km/h.
    #[serde(deserialize_with = "tolerant::number")]
    pub speed_avg_kmh: Option<f64>,
    /// Top speed, in km/h.
    #[serde(deserialize_with = "tolerant::number")]
    pub speed_max_kmh: Option<f64>,
    /// Mean cadence, per minute.
    #[serde(rename = "cadence_avg", deserialize_with = "tolerant::number")]
    pub cadence_avg_per_min: Option<f64>,
    /// Highest cadence, per minute.
    #[serde(rename = "cadence_max", deserialize_with = "tolerant::number")]
    pub cadence_max_per_min: Option<f64>,
    /// Polar's training load.
    #[serde(deserialize_with = "tolerant::number")]
    pub training_load: Option<f64>,
    /// Polar's cardio load.
    #[serde(deserialize_with = "tolerant::number")]
    pub cardio_load: Option<f64>,
    /// Polar's class of the cardio load.
    #[serde(deserialize_with = "tolerant::number")]
    pub cardio_load_interpretation: Option<f64>,
    /// Polar's muscle load.
    #[serde(deserialize_with = "tolerant::number")]
    pub muscle_load: Option<f64>,
    /// Polar's class of the muscle load.
    #[serde(deserialize_with = "tolerant::number")]
    pub muscle_load_interpretation: Option<f64>,
    /// Time in heart-rate zones.
    #[serde(deserialize_with = "tolerant::list")]
    pub heart_rate_zones: List<HeartRateZone>,
    /// Time outside of them, in ms.
    #[serde(rename = "out_of_heart_rate_zones", deserialize_with = "tolerant::duration_ms")]
    pub out_of_heart_rate_zones_ms: Option<u32>,
    /// Distance in speed zones.
    #[serde(deserialize_with = "tolerant::list")]
    pub speed_zones_kmh: List<SpeedZone>,
    /// Distance outside of them, in m.
    #[serde(rename = "out_of_speed_zones", deserialize_with = "tolerant::number")]
    pub out_of_speed_zones_m: Option<f64>,
    /// Accelerations and decelerations by their lower limit.
    #[serde(deserialize_with = "tolerant::list")]
    pub acceleration_zones_ms2: List<AccelerationZone>,
    /// Time in power zones.
    #[serde(deserialize_with = "tolerant::list")]
    pub power_zones: List<PowerZone>,
    /// Time outside of them, in ms.
    #[serde(rename = "out_of_power_zones", deserialize_with = "tolerant::duration_ms")]
    pub out_of_power_zones_ms: Option<u32>,
    /// Shortest interval between heartbeats, in ms.
    #[serde(rename = "minimum_rr", deserialize_with = "tolerant::number")]
    pub rr_min_ms: Option<f64>,
    /// Mean interval between heartbeats, in ms.
    #[serde(rename = "average_rr", deserialize_with = "tolerant::number")]
    pub rr_avg_ms: Option<f64>,
    /// Longest interval between heartbeats, in ms.
    #[serde(rename = "maximum_rr", deserialize_with = "tolerant::number")]
    pub rr_max_ms: Option<f64>,
    /// Root mean square of successive differences of the intervals, in ms.
    #[serde(rename = "rmssd", deserialize_with = "tolerant::number")]
    pub rmssd_ms: Option<f64>,
}

impl Summary {
    /// The player's maximum heart rate as Polar has it, in bpm and within rounding: see [`hr_max_bpm`].
    pub fn hr_max_bpm(&self) -> Option<f64> {
        hr_max_bpm(self.heart_rate_max_bpm?, self.heart_rate_max_percent?)
    }
}

/// A player's maximum heart rate, in bpm. The API does not return it, but a heart rate in bpm and in percent of the
/// maximum give it, as exactly as the percent are rounded. `None` for figures that say nothing.
pub fn hr_max_bpm(heart_rate_max_bpm: f64, heart_rate_max_percent: f64) -> Option<f64> {
    let says_something = heart_rate_max_bpm > 0.0 && heart_rate_max_percent > 0.0;
    says_something.then(|| heart_rate_max_bpm / heart_rate_max_percent * 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documentation, with the fields that the later publication adds.
    const DOCUMENTED: &str = r#"{
        "player_session_id": "wp9DQ9ln", "created": "2017-04-13T21:06:58Z",
        "modified": "2017-04-13T21:06:58Z", "trimmed_start_time": "2017-04-14T09:20:06",
        "duration_ms": 180000, "distance_meters": 6566, "kilo_calories": 601,
        "heart_rate_max": 160, "heart_rate_avg": 120, "heart_rate_min": 55,
        "heart_rate_max_percent": 96, "heart_rate_avg_percent": 79, "heart_rate_min_percent": 55,
        "sprint_counter": 12, "speed_avg_kmh": 7.9, "speed_max_kmh": 18.4, "cadence_avg": 60,
        "cadence_max": 100, "training_load": 180, "cardio_load": 27.3, "muscle_load": 34,
        "heart_rate_zones": [{"index": 1, "lower-limit": 110, "upper-limit": 130, "in-zone": "PT4S"}],
        "speed_zones_kmh": [{"index": 1, "lower-limit": 3, "upper-limit": 7, "in-zone_meters": 222}],
        "acceleration_zones_ms2": [{"limit": -3, "counter": 22}],
        "power_zones": [{"index": 1, "lower_limit": 3, "higher_limit": 7, "in_zone": "PT4.2S"}],
        "out_of_heart_rate_zones": "PT4S", "out_of_speed_zones": 222, "out_of_power_zones": "PT4.2S",
        "minimum_rr": 200, "average_rr": 250, "maximum_rr": 300, "rmssd": 50,
        "cardio_load_interpretation": 1, "muscle_load_interpretation": 2
    }"#;

    fn read(json: &str) -> Summary {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    #[test]
    fn the_documented_example_is_read() {
        let list = |items| List { items, skipped: 0 };
        let utc = LocalStamp::parse("2017-04-13T21:06:58Z").unwrap().as_utc();
        let expected = Summary {
            player_session_id: Some("wp9DQ9ln".to_owned()),
            created: Some(utc),
            modified: Some(utc),
            trimmed_start_time: LocalStamp::parse("2017-04-14T09:20:06"),
            duration_ms: Some(180_000),
            distance_m: Some(6566.0),
            energy_kcal: Some(601.0),
            heart_rate_max_bpm: Some(160.0),
            heart_rate_avg_bpm: Some(120.0),
            heart_rate_min_bpm: Some(55.0),
            heart_rate_max_percent: Some(96.0),
            heart_rate_avg_percent: Some(79.0),
            heart_rate_min_percent: Some(55.0),
            sprints: Some(12),
            speed_avg_kmh: Some(7.9),
            speed_max_kmh: Some(18.4),
            cadence_avg_per_min: Some(60.0),
            cadence_max_per_min: Some(100.0),
            training_load: Some(180.0),
            cardio_load: Some(27.3),
            cardio_load_interpretation: Some(1.0),
            muscle_load: Some(34.0),
            muscle_load_interpretation: Some(2.0),
            heart_rate_zones: list(vec![HeartRateZone {
                index: Some(1),
                lower_bpm: Some(110.0),
                upper_bpm: Some(130.0),
                in_zone_ms: Some(4_000),
                in_zone_m: None,
            }]),
            out_of_heart_rate_zones_ms: Some(4_000),
            speed_zones_kmh: List {
                items: vec![SpeedZone {
                    index: Some(1),
                    lower_kmh: Some(3.0),
                    upper_kmh: Some(7.0),
                    in_zone_ms: None,
                    in_zone_m: Some(222.0),
                }],
                skipped: 0,
            },
            out_of_speed_zones_m: Some(222.0),
            acceleration_zones_ms2: List {
                items: vec![AccelerationZone { limit_ms2: Some(-3.0), count: Some(22) }],
                skipped: 0,
            },
            power_zones: List {
                items: vec![PowerZone {
                    index: Some(1),
                    lower_w: Some(3.0),
                    upper_w: Some(7.0),
                    in_zone_ms: Some(4_200),
                    in_zone_muscle_load: None,
                }],
                skipped: 0,
            },
            out_of_power_zones_ms: Some(4_200),
            rr_min_ms: Some(200.0),
            rr_avg_ms: Some(250.0),
            rr_max_ms: Some(300.0),
            rmssd_ms: Some(50.0),
        };
        assert_eq!(read(DOCUMENTED), expected);
    }

    #[test]
    fn any_field_may_be_missing_or_null() {
        let whole: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(DOCUMENTED).unwrap();
        assert_eq!(read("{}"), Summary::default());
        for field in whole.keys() {
            let mut without = whole.clone();
            without.remove(field);
            let mut null = whole.clone();
            null.insert(field.clone(), serde_json::Value::Null);
            let [without, null] =
                [without, null].map(|map| serde_json::Value::Object(map).to_string());
            assert_eq!(read(&without), read(&null), "{field}");
            assert_ne!(read(&without), read(DOCUMENTED), "{field}");
        }
    }

    #[test]
    fn a_bad_zone_costs_that_zone_only() {
        let summary = read(
            r#"{"heart_rate_zones": [{"index": 1}, 7, {"index": 3}], "speed_zones_kmh": "none", "sprint_counter": 3}"#,
        );
        let indexes: Vec<_> = summary.heart_rate_zones.iter().map(|zone| zone.index).collect();
        assert_eq!(indexes, [Some(1), Some(3)]);
        assert_eq!(summary.heart_rate_zones.skipped, 1);
        assert_eq!((summary.speed_zones_kmh.sent(), summary.sprints), (1, Some(3)));
    }

    #[test]
    fn the_maximum_heart_rate_follows_from_percent() {
        let inferred = read(DOCUMENTED).hr_max_bpm().unwrap();
        assert!((inferred - 166.67).abs() < 0.01, "{inferred}");
        assert_eq!(hr_max_bpm(190.0, 100.0), Some(190.0));
        assert_eq!(hr_max_bpm(0.0, 96.0), None);
        assert_eq!(hr_max_bpm(160.0, 0.0), None);
        assert_eq!(Summary::default().hr_max_bpm(), None);
    }
}
