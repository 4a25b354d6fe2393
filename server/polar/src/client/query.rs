//! What the calls can be asked.

use std::fmt;

use chrono::NaiveDateTime;

/// Which sessions a list shall have, by when their recording started (not by the trimmed start).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Only what started later, venue-local.
    pub since: Option<NaiveDateTime>,
    /// Only what started earlier, venue-local.
    pub until: Option<NaiveDateTime>,
}

/// Whose sessions a player's list shall have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlayerSessionKind {
    /// The team's and the player's own.
    #[default]
    All,
    /// The team's.
    Team,
    /// The player's own.
    Individual,
}

impl PlayerSessionKind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::All => "ALL",
            Self::Team => "TEAM",
            Self::Individual => "INDIVIDUAL",
        }
    }
}

/// Which samples shall come with a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Samples<'a> {
    /// Whatever was recorded, power included.
    All,
    /// These kinds; an empty list asks for none.
    Only(&'a [SampleKind]),
}

/// A kind of samples, as far as they can be asked for one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SampleKind {
    /// Distance covered so far.
    Distance,
    /// Latitude and longitude.
    Location,
    /// Heart rate.
    HeartRate,
    /// Speed.
    Speed,
    /// Cadence.
    Cadence,
    /// Altitude.
    Altitude,
    /// Acceleration in the direction of running.
    ForwardAcceleration,
    /// Intervals between heartbeats.
    RrIntervals,
}

impl SampleKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Distance => "distance",
            Self::Location => "location",
            Self::HeartRate => "hr",
            Self::Speed => "speed",
            Self::Cadence => "cadence",
            Self::Altitude => "altitude",
            Self::ForwardAcceleration => "forward_acceleration",
            Self::RrIntervals => "rr",
        }
    }
}

/// The value of the query's `samples`.
impl fmt::Display for Samples<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All => f.write_str("all"),
            Self::Only(kinds) => {
                for (index, kind) in kinds.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{}", kind.as_str())?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_asked_for_by_name() {
        use SampleKind::{
            Altitude, Cadence, Distance, ForwardAcceleration, HeartRate, Location, RrIntervals,
            Speed,
        };
        assert_eq!(Samples::All.to_string(), "all");
        let every = [
            Distance,
            Location,
            HeartRate,
            Speed,
            Cadence,
            Altitude,
            ForwardAcceleration,
            RrIntervals,
        ];
        assert_eq!(
            Samples::Only(&every).to_string(),
            "distance,location,hr,speed,cadence,altitude,forward_acceleration,rr"
        );
        assert_eq!(Samples::Only(&[HeartRate]).to_string(), "hr");
    }
}
