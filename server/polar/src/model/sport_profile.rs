//! How a team's sensors are set up for a sport: the thresholds and zones that its figures are made with.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{List, tolerant};

/// The settings of a team for one sport. Words like `ACCELERATION` or `ON_NORMAL` are kept as text.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct SportProfile {
    /// The sport, like `SOCCER`.
    #[serde(deserialize_with = "tolerant::text")]
    pub sport: Option<String>,
    /// When it was made.
    #[serde(deserialize_with = "tolerant::utc")]
    pub created: Option<DateTime<Utc>>,
    /// When it was last changed.
    #[serde(deserialize_with = "tolerant::utc")]
    pub modified: Option<DateTime<Utc>>,
    /// What makes a sprint: `ACCELERATION` or `SPEED`.
    #[serde(deserialize_with = "tolerant::text")]
    pub sprint_threshold_type: Option<String>,
    /// From where on it is one: in m/s² or km/h.
    #[serde(deserialize_with = "tolerant::number")]
    pub sprint_threshold: Option<f64>,
    /// How positions are recorded.
    #[serde(deserialize_with = "tolerant::text")]
    pub gps_state: Option<String>,
    /// Whether muscle load is recorded: `ON` or `OFF`.
    #[serde(deserialize_with = "tolerant::text")]
    pub muscle_load_setting: Option<String>,
    /// Where the heart-rate zones come from.
    #[serde(deserialize_with = "tolerant::text")]
    pub heart_rate_zone_type: Option<String>,
    /// Where the speed zones come from.
    #[serde(deserialize_with = "tolerant::text")]
    pub speed_zone_type: Option<String>,
    /// Where the power zones come from.
    #[serde(deserialize_with = "tolerant::text")]
    pub power_zone_type: Option<String>,
    /// The zones.
    #[serde(deserialize_with = "tolerant::object")]
    pub zones: Option<SportZones>,
    /// The limits of accelerations and decelerations.
    #[serde(deserialize_with = "tolerant::object")]
    pub acceleration_zones: Option<AccelerationThresholds>,
}

/// The zones of a sport profile, lowest first.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct SportZones {
    /// In bpm.
    #[serde(rename = "heart_rate", deserialize_with = "tolerant::list")]
    pub heart_rate_bpm: List<ZoneLimits>,
    /// In km/h.
    #[serde(rename = "speed", deserialize_with = "tolerant::list")]
    pub speed_kmh: List<ZoneLimits>,
    /// In W.
    #[serde(rename = "power", deserialize_with = "tolerant::list")]
    pub power_w: List<ZoneLimits>,
}

/// From where to where a zone goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ZoneLimits {
    /// Lower limit, inclusive.
    #[serde(rename = "lower_limit", deserialize_with = "tolerant::number")]
    pub lower: Option<f64>,
    /// Upper limit, exclusive; 399 km/h means none.
    #[serde(rename = "higher_limit", deserialize_with = "tolerant::number")]
    pub upper: Option<f64>,
}

/// From where on an acceleration or deceleration counts, weakest first.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct AccelerationThresholds {
    /// Whether the club has set them itself.
    #[serde(rename = "free_acceleration_zones", deserialize_with = "tolerant::flag")]
    pub free: Option<bool>,
    /// Above 0, in m/s².
    #[serde(rename = "acceleration_zones", deserialize_with = "tolerant::list")]
    pub accelerations_ms2: List<f64>,
    /// Below 0, in m/s².
    #[serde(rename = "deceleration_zones", deserialize_with = "tolerant::list")]
    pub decelerations_ms2: List<f64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> SportProfile {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    #[test]
    fn the_published_example_is_read() {
        let profile = read(
            r#"{"sport": "SOCCER", "created": "2025-05-16T11:52:54Z", "modified": "2025-05-16T11:52:54Z",
                "sprint_threshold_type": "ACCELERATION", "sprint_threshold": 2.8, "gps_state": "ON_NORMAL",
                "muscle_load_setting": "ON", "heart_rate_zone_type": "THRESHOLD", "speed_zone_type": "FREE",
                "power_zone_type": "DEFAULT",
                "zones": {
                    "heart_rate": [{"lower_limit": 100.0, "higher_limit": 120.0}],
                    "speed": [{"lower_limit": 15.0, "higher_limit": 17.1}, {"lower_limit": 20, "higher_limit": 399}],
                    "power": []
                },
                "acceleration_zones": {
                    "free_acceleration_zones": true,
                    "acceleration_zones": [0.5, 1.0, 2.0, 3.0], "deceleration_zones": [-0.5, -1.0, -2.0, -3.0]
                }}"#,
        );
        assert_eq!(profile.sprint_threshold, Some(2.8));
        assert_eq!(profile.muscle_load_setting.as_deref(), Some("ON"));
        let zones = profile.zones.unwrap();
        assert_eq!(zones.speed_kmh[0], ZoneLimits { lower: Some(15.0), upper: Some(17.1) });
        assert_eq!((zones.heart_rate_bpm.len(), zones.power_w.len()), (1, 0));
        let thresholds = profile.acceleration_zones.unwrap();
        assert_eq!(thresholds.free, Some(true));
        assert_eq!(thresholds.decelerations_ms2.items, [-0.5, -1.0, -2.0, -3.0]);
    }

    #[test]
    fn a_broken_part_costs_that_part_only() {
        let profile = read(r#"{"sport": "SOCCER", "zones": "many", "acceleration_zones": null}"#);
        assert_eq!(
            profile,
            SportProfile { sport: Some("SOCCER".to_owned()), ..SportProfile::default() }
        );
    }
}
