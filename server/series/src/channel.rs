//! The quantities that a recording samples.

/// One sampled quantity of a player session.
///
/// The discriminants are written into encoded columns: append new channels,
/// never renumber old ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Channel {
    /// Beats per minute, measured about once a second.
    HeartRate = 0,
    /// Metres per second or kilometres per hour: see [`SpeedUnit`](crate::SpeedUnit).
    Speed = 1,
    /// Metres moved since the start of the recording, never falling.
    Distance = 2,
    /// Steps per minute.
    Cadence = 3,
    /// Metres above sea level.
    Altitude = 4,
    /// Degrees north.
    Latitude = 5,
    /// Degrees east.
    Longitude = 6,
    /// Metres per second squared along the direction of movement.
    ForwardAcceleration = 7,
    /// Watts.
    Power = 8,
}

impl Channel {
    /// Every channel, in the order in which a recording keeps them.
    pub const ALL: [Self; 9] = [
        Self::HeartRate,
        Self::Speed,
        Self::Distance,
        Self::Cadence,
        Self::Altitude,
        Self::Latitude,
        Self::Longitude,
        Self::ForwardAcceleration,
        Self::Power,
    ];

    /// The name that Polar gives the channel in `fields`.
    pub const fn field_name(self) -> &'static str {
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
        }
    }

    /// The channel of a name in Polar's `fields`; `None` for a name that is not known (yet).
    pub fn from_field_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.field_name() == name)
    }

    /// Whether the channel is one half of a position.
    pub const fn is_position(self) -> bool {
        matches!(self, Self::Latitude | Self::Longitude)
    }

    /// The place in [`Channel::ALL`], which is also the number in encoded columns.
    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_channel_is_found_by_its_field_name_and_by_its_index() {
        for (index, channel) in Channel::ALL.into_iter().enumerate() {
            assert_eq!(Channel::from_field_name(channel.field_name()), Some(channel));
            assert_eq!(channel.index(), index);
        }
    }

    #[test]
    fn names_are_exact() {
        for name in ["", "HR", "heart_rate", "time", "rr"] {
            assert_eq!(Channel::from_field_name(name), None, "{name}");
        }
    }
}
