//! Where a player was, and on which field.

use std::ops::RangeInclusive;

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// A player's way over a part of a session, on the plane around a reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// From where metres count. The same for all players and parts of a session, as long as no more of its
    /// recordings arrive.
    pub reference: GeoPoint,
    /// The field that the session was on.
    pub field: Field,
    /// Who says that this is the field.
    pub origin: FieldOrigin,
    /// The way, with a new stretch after each gap; none when the player was not seen in this part.
    pub stretches: Vec<Vec<TrackPoint>>,
}

/// A place on earth from which metres count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GeoPoint {
    /// Degrees north.
    pub latitude_deg: f64,
    /// Degrees east.
    pub longitude_deg: f64,
}

/// One place of a way. Sent as a list of its four numbers, since there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "PointNumbers", into = "PointNumbers")]
pub struct TrackPoint {
    /// When, on the session clock, in ms.
    pub at_ms: i32,
    /// Decimetres to the east of the reference.
    pub east_dm: i32,
    /// Decimetres to the north of the reference.
    pub north_dm: i32,
    /// How fast, in tenths of km/h; `None` where that was not measured.
    pub speed_tenth_kmh: Option<u16>,
}

type PointNumbers = (i32, i32, i32, Option<u16>);

impl From<PointNumbers> for TrackPoint {
    fn from((at_ms, east_dm, north_dm, speed_tenth_kmh): PointNumbers) -> Self {
        Self { at_ms, east_dm, north_dm, speed_tenth_kmh }
    }
}

impl From<TrackPoint> for PointNumbers {
    fn from(point: TrackPoint) -> Self {
        (point.at_ms, point.east_dm, point.north_dm, point.speed_tenth_kmh)
    }
}

/// A rectangle on the ground.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Metres from the reference to the middle, to the east.
    pub east_m: f64,
    /// Metres from the reference to the middle, to the north.
    pub north_m: f64,
    /// Where its length points to, in degrees clockwise from north.
    pub bearing_deg: f64,
    /// How long it is, in m.
    pub length_m: f64,
    /// How wide it is, in m.
    pub width_m: f64,
}

impl Field {
    /// How long a field that is kept can be, in m.
    pub const LENGTH_M: RangeInclusive<f64> = 20.0..=150.0;
    /// How wide a field that is kept can be, in m.
    pub const WIDTH_M: RangeInclusive<f64> = 10.0..=120.0;
    /// How far the middle of a field can be from where a session was, in m.
    pub const FARTHEST_M: f64 = 2_000.0;

    /// Whether it can be the field of a session that was around the reference.
    pub fn is_plausible(&self) -> bool {
        Self::LENGTH_M.contains(&self.length_m)
            && Self::WIDTH_M.contains(&self.width_m)
            && self.bearing_deg.is_finite()
            && self.east_m.hypot(self.north_m) <= Self::FARTHEST_M
    }
}

/// Who says where a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldOrigin {
    /// A coach has drawn it, for all sessions of the team at this venue.
    Kept,
    /// It was fitted to where the session's players were, and they were all over a pitch.
    FittedPitch,
    /// It was fitted to where the session's players were, which was no whole pitch: it has no lines.
    FittedArea,
}

/// A field as a coach has drawn it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrawnField {
    /// From where its metres count.
    pub reference: GeoPoint,
    /// The field.
    pub field: Field,
}

/// Why a field was not kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum FieldError {
    /// It is not [plausible](Field::is_plausible).
    #[error("a field is 20 to 150 m long, 10 to 120 m wide, and within 2 km of the players")]
    Implausible,
    /// The session is not there for this person, or it could not be kept right now.
    #[error(transparent)]
    Other(#[from] AppError),
}

impl FieldError {
    /// The HTTP status of an answer that says so.
    pub fn status(&self) -> u16 {
        match self {
            Self::Implausible => 422,
            Self::Other(error) => error.status(),
        }
    }
}

impl FromServerFnError for FieldError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        Self::Other(AppError::from_server_fn_error(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Field =
        Field { east_m: 1.0, north_m: -2.0, bearing_deg: 17.0, length_m: 105.0, width_m: 68.0 };

    #[test]
    fn a_point_is_sent_as_its_numbers() {
        let points = [
            TrackPoint { at_ms: 1_000, east_dm: -52, north_dm: 7, speed_tenth_kmh: Some(184) },
            TrackPoint { at_ms: 2_000, east_dm: -50, north_dm: 9, speed_tenth_kmh: None },
        ];
        let json = serde_json::to_string(&points).unwrap();
        assert_eq!(json, "[[1000,-52,7,184],[2000,-50,9,null]]");
        assert_eq!(serde_json::from_str::<Vec<TrackPoint>>(&json).unwrap(), points);
    }

    #[test]
    fn a_field_has_the_size_of_one_and_is_where_the_session_was() {
        assert!(FIELD.is_plausible());
        for field in [
            Field { length_m: 19.9, ..FIELD },
            Field { length_m: 150.1, ..FIELD },
            Field { width_m: 9.9, ..FIELD },
            Field { width_m: 120.1, ..FIELD },
            Field { width_m: f64::NAN, ..FIELD },
            Field { bearing_deg: f64::INFINITY, ..FIELD },
            Field { east_m: f64::NAN, ..FIELD },
            Field { east_m: 1_500.0, north_m: 1_500.0, ..FIELD },
        ] {
            assert!(!field.is_plausible(), "{field:?}");
        }
    }
}
