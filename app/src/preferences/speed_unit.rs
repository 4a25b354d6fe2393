//! The units of speeds.

/// A unit of speeds. Data is in km/h throughout; this is the one place where it becomes something else, to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpeedUnit {
    /// Kilometres per hour.
    #[default]
    KilometresPerHour,
    /// Metres per second.
    MetresPerSecond,
}

impl SpeedUnit {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::KilometresPerHour, Self::MetresPerSecond];

    /// Its name in forms and in the document.
    pub const fn key(self) -> &'static str {
        match self {
            Self::KilometresPerHour => "kmh",
            Self::MetresPerSecond => "mps",
        }
    }

    /// The unit of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.key() == key)
    }

    /// As it stands after a value, in any language.
    pub(crate) const fn symbol(self) -> &'static str {
        match self {
            Self::KilometresPerHour => "km/h",
            Self::MetresPerSecond => "m/s",
        }
    }

    /// How many decimals a speed has.
    pub(crate) const fn decimals(self) -> usize {
        match self {
            Self::KilometresPerHour => 1,
            Self::MetresPerSecond => 2,
        }
    }

    /// How many of it are 1 km/h.
    pub(crate) const fn per_kmh(self) -> f64 {
        match self {
            Self::KilometresPerHour => 1.0,
            Self::MetresPerSecond => 1.0 / 3.6,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metre_per_second_is_3_6_kilometres_per_hour() {
        assert!((36.0 * SpeedUnit::MetresPerSecond.per_kmh() - 10.0).abs() < 1e-9);
        assert!((36.0 * SpeedUnit::KilometresPerHour.per_kmh() - 36.0).abs() < f64::EPSILON);
    }
}
