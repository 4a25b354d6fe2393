//! The sampled quantities that can be shown.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// One sampled quantity of a player session, in the unit in which it travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Heart rate in beats per minute.
    #[serde(rename = "hr")]
    HeartRate,
    /// Speed in km/h.
    Speed,
    /// Distance covered since the start of the recording, in m.
    Distance,
    /// Cadence in steps per minute.
    Cadence,
    /// Altitude in m.
    Altitude,
    /// Latitude in degrees.
    #[serde(rename = "lat")]
    Latitude,
    /// Longitude in degrees.
    #[serde(rename = "lon")]
    Longitude,
    /// Forward acceleration in m/s².
    ForwardAcceleration,
    /// Running power in W.
    Power,
    /// The time between two heart beats in ms.
    #[serde(rename = "rr")]
    BeatInterval,
}

impl Channel {
    /// All channels, in the order in which lanes are stacked.
    pub const ALL: [Self; 10] = [
        Self::HeartRate,
        Self::Speed,
        Self::ForwardAcceleration,
        Self::Distance,
        Self::Cadence,
        Self::Altitude,
        Self::Power,
        Self::BeatInterval,
        Self::Latitude,
        Self::Longitude,
    ];

    /// Those that can be lanes over time; positions belong on a pitch.
    pub const LANES: [Self; 8] = [
        Self::HeartRate,
        Self::Speed,
        Self::ForwardAcceleration,
        Self::Distance,
        Self::Cadence,
        Self::Altitude,
        Self::Power,
        Self::BeatInterval,
    ];

    /// What any of several recordings has, in the order of [all](Self::ALL).
    pub fn of_any<'a>(recorded: impl Iterator<Item = &'a [Self]>) -> Vec<Self> {
        let recorded: Vec<Self> = recorded.flatten().copied().collect();
        Self::ALL.into_iter().filter(|channel| recorded.contains(channel)).collect()
    }

    /// Whether it tells of a person's health, which not everybody may see who may see movement.
    pub fn is_health(self) -> bool {
        match self {
            Self::HeartRate | Self::BeatInterval => true,
            Self::Speed
            | Self::Distance
            | Self::Cadence
            | Self::Altitude
            | Self::Latitude
            | Self::Longitude
            | Self::ForwardAcceleration
            | Self::Power => false,
        }
    }

    /// The name in addresses and in the wire form.
    pub fn key(self) -> &'static str {
        match self {
            Self::HeartRate => "hr",
            Self::Speed => "speed",
            Self::Distance => "distance",
            Self::Cadence => "cadence",
            Self::Altitude => "altitude",
            Self::Latitude => "lat",
            Self::Longitude => "lon",
            Self::ForwardAcceleration => "forward_acceleration",
            Self::Power => "power",
            Self::BeatInterval => "rr",
        }
    }

    /// The unit in which values travel. People may be shown another one.
    pub fn unit(self) -> &'static str {
        match self {
            Self::HeartRate => "bpm",
            Self::Speed => "km/h",
            Self::Distance | Self::Altitude => "m",
            Self::Cadence => "spm",
            Self::Latitude | Self::Longitude => "°",
            Self::ForwardAcceleration => "m/s²",
            Self::Power => "W",
            Self::BeatInterval => "ms",
        }
    }

    /// How many decimals a value keeps on its way to the screen.
    pub fn decimals(self) -> u8 {
        match self {
            Self::HeartRate | Self::Cadence | Self::Power | Self::BeatInterval => 0,
            Self::Distance | Self::Altitude => 1,
            Self::Speed | Self::ForwardAcceleration => 2,
            Self::Latitude | Self::Longitude => 6,
        }
    }
}

/// A channel name that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no channel “{0}”; known are hr, speed, distance, cadence, altitude, lat, lon, forward_acceleration, power, rr"
)]
pub struct UnknownChannel(pub String);

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(key: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.key() == key)
            .ok_or_else(|| UnknownChannel(key.to_owned()))
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_have_is_in_the_order_of_all() {
        let [one, other] = [
            [Channel::Cadence, Channel::ForwardAcceleration],
            [Channel::Distance, Channel::Cadence],
        ];
        let any = Channel::of_any([one.as_slice(), &other].into_iter());
        assert_eq!(any, [Channel::ForwardAcceleration, Channel::Distance, Channel::Cadence]);
    }
}
