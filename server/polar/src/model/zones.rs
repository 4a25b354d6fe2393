//! How much of a session was spent in which zone.

use serde::Deserialize;

use super::tolerant;

/// Time spent in one heart-rate zone; the lower limit is inclusive, the upper one exclusive.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "RawZone")]
pub struct HeartRateZone {
    /// 1 for the lowest zone.
    pub index: Option<u32>,
    /// Lower limit, in bpm.
    pub lower_bpm: Option<f64>,
    /// Upper limit, in bpm.
    pub upper_bpm: Option<f64>,
    /// Time spent inside, in ms.
    pub in_zone_ms: Option<u32>,
    /// Distance covered inside, in m; team summaries only.
    pub in_zone_m: Option<f64>,
}

/// Distance covered in one speed zone; the lower limit is inclusive, the upper one exclusive.
///
/// Zone 1 need not start at 0, so the zones need not add up to the distance covered. The last zone's upper limit can
/// be 399, which means none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "RawZone")]
pub struct SpeedZone {
    /// 1 for the slowest zone.
    pub index: Option<u32>,
    /// Lower limit, in km/h.
    pub lower_kmh: Option<f64>,
    /// Upper limit, in km/h.
    pub upper_kmh: Option<f64>,
    /// Time spent inside, in ms; team summaries only.
    pub in_zone_ms: Option<u32>,
    /// Distance covered inside, in m.
    pub in_zone_m: Option<f64>,
}

/// Time spent in one power zone; the lower limit is inclusive, the upper one exclusive.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "RawZone")]
pub struct PowerZone {
    /// 1 for the lowest zone.
    pub index: Option<u32>,
    /// Lower limit, in W.
    pub lower_w: Option<f64>,
    /// Upper limit, in W.
    pub upper_w: Option<f64>,
    /// Time spent inside, in ms.
    pub in_zone_ms: Option<u32>,
    /// Muscle load gathered inside.
    pub in_zone_muscle_load: Option<f64>,
}

/// How often a player accelerated (limit above 0) or braked (below 0) so hard.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "RawAcceleration")]
pub struct AccelerationZone {
    /// Lower limit, in m/s².
    pub limit_ms2: Option<f64>,
    /// How often.
    pub count: Option<u32>,
}

/// A zone in every spelling that has been seen, even two of them at once.
#[derive(Default, Deserialize)]
#[serde(default)]
struct RawZone {
    #[serde(deserialize_with = "tolerant::integer")]
    index: Option<u32>,
    #[serde(rename = "lower-limit", deserialize_with = "tolerant::number")]
    lower_dash_limit: Option<f64>,
    #[serde(deserialize_with = "tolerant::number")]
    lower_limit: Option<f64>,
    #[serde(rename = "upper-limit", deserialize_with = "tolerant::number")]
    upper_dash_limit: Option<f64>,
    #[serde(deserialize_with = "tolerant::number")]
    upper_limit: Option<f64>,
    #[serde(rename = "higher-limit", deserialize_with = "tolerant::number")]
    higher_dash_limit: Option<f64>,
    #[serde(deserialize_with = "tolerant::number")]
    higher_limit: Option<f64>,
    #[serde(rename = "in-zone", deserialize_with = "tolerant::duration_ms")]
    in_dash_zone: Option<u32>,
    #[serde(deserialize_with = "tolerant::duration_ms")]
    in_zone: Option<u32>,
    #[serde(rename = "in-zone_meters", deserialize_with = "tolerant::number")]
    in_dash_zone_meters: Option<f64>,
    #[serde(deserialize_with = "tolerant::number")]
    in_zone_meters: Option<f64>,
    #[serde(rename = "in-zone_muscle_load", deserialize_with = "tolerant::number")]
    in_dash_zone_muscle_load: Option<f64>,
    #[serde(deserialize_with = "tolerant::number")]
    in_zone_muscle_load: Option<f64>,
}

impl RawZone {
    fn lower(&self) -> Option<f64> {
        self.lower_dash_limit.or(self.lower_limit)
    }

    fn upper(&self) -> Option<f64> {
        self.upper_dash_limit.or(self.upper_limit).or(self.higher_limit).or(self.higher_dash_limit)
    }

    fn time_ms(&self) -> Option<u32> {
        self.in_dash_zone.or(self.in_zone)
    }

    fn distance_m(&self) -> Option<f64> {
        self.in_dash_zone_meters.or(self.in_zone_meters)
    }
}

impl From<RawZone> for HeartRateZone {
    fn from(raw: RawZone) -> Self {
        Self {
            index: raw.index,
            lower_bpm: raw.lower(),
            upper_bpm: raw.upper(),
            in_zone_ms: raw.time_ms(),
            in_zone_m: raw.distance_m(),
        }
    }
}

impl From<RawZone> for SpeedZone {
    fn from(raw: RawZone) -> Self {
        Self {
            index: raw.index,
            lower_kmh: raw.lower(),
            upper_kmh: raw.upper(),
            in_zone_ms: raw.time_ms(),
            in_zone_m: raw.distance_m(),
        }
    }
}

impl From<RawZone> for PowerZone {
    fn from(raw: RawZone) -> Self {
        Self {
            index: raw.index,
            lower_w: raw.lower(),
            upper_w: raw.upper(),
            in_zone_ms: raw.time_ms(),
            in_zone_muscle_load: raw.in_dash_zone_muscle_load.or(raw.in_zone_muscle_load),
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RawAcceleration {
    #[serde(deserialize_with = "tolerant::number")]
    limit: Option<f64>,
    #[serde(deserialize_with = "tolerant::integer")]
    counter: Option<u32>,
    #[serde(deserialize_with = "tolerant::integer")]
    count: Option<u32>,
}

impl From<RawAcceleration> for AccelerationZone {
    fn from(raw: RawAcceleration) -> Self {
        Self { limit_ms2: raw.limit, count: raw.counter.or(raw.count) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: for<'de> Deserialize<'de>>(json: &str) -> T {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    #[test]
    fn both_spellings_of_a_heart_rate_zone_are_read() {
        let expected = HeartRateZone {
            index: Some(1),
            lower_bpm: Some(110.0),
            upper_bpm: Some(130.0),
            in_zone_ms: Some(4_000),
            in_zone_m: None,
        };
        for json in [
            r#"{"index":1,"lower-limit":110,"upper-limit":130,"in-zone":"PT4S"}"#,
            r#"{"index":1,"lower_limit":110,"higher_limit":130,"in_zone":"PT4S"}"#,
            r#"{"index":1,"lower_limit":110,"upper_limit":130,"in_zone":"PT4S"}"#,
            r#"{"index":1,"lower-limit":110,"lower_limit":110,"upper-limit":130,"higher_limit":130,
                "in-zone":"PT4S","in_zone":"PT4S"}"#,
            r#"{"index":1,"lower-limit":null,"lower_limit":110,"upper-limit":130,"in-zone":null,"in_zone":"PT4S"}"#,
        ] {
            assert_eq!(read::<HeartRateZone>(json), expected, "{json}");
        }
    }

    #[test]
    fn speed_zones_have_distance_and_decimals() {
        let dashed = r#"{"index":4,"lower-limit":17.1,"upper-limit":399,"in-zone_meters":222}"#;
        let underscored =
            r#"{"index":4,"lower_limit":17.1,"higher_limit":399,"in_zone_meters":222.0}"#;
        for json in [dashed, underscored] {
            let zone: SpeedZone = read(json);
            assert_eq!((zone.lower_kmh, zone.upper_kmh), (Some(17.1), Some(399.0)));
            assert_eq!((zone.in_zone_m, zone.in_zone_ms), (Some(222.0), None));
        }
    }

    #[test]
    fn power_zones_have_muscle_load() {
        let zone: PowerZone = read(
            r#"{"index":1,"lower_limit":3,"higher_limit":7,"in_zone":"PT4.2S","in_zone_muscle_load":333}"#,
        );
        assert_eq!((zone.in_zone_ms, zone.in_zone_muscle_load), (Some(4_200), Some(333.0)));
    }

    #[test]
    fn accelerations_are_counted_by_either_name() {
        for json in [
            r#"{"limit":-3,"counter":22}"#,
            r#"{"limit":-3.0,"count":22.0}"#,
            r#"{"limit":-3,"counter":22,"count":22}"#,
        ] {
            let zone: AccelerationZone = read(json);
            assert_eq!(zone, AccelerationZone { limit_ms2: Some(-3.0), count: Some(22) }, "{json}");
        }
    }
}
