//! Amounts by zone.

use crate::season::clubs::SpeedLimits;

/// Five zones between six limits, and what was found in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Zones {
    /// A zone includes its lower limit and not its upper one.
    pub(crate) limits: [u32; 6],
    pub(crate) inside: [u64; 5],
    pub(crate) outside: u64,
}

impl Zones {
    fn between(limits: [u32; 6]) -> Self {
        Self { limits, inside: [0; 5], outside: 0 }
    }

    /// From 50 to 100 percent of the maximum in steps of ten, in beats per minute.
    pub(crate) fn of_heart_rate(hr_max: f64) -> Self {
        Self::between([0.5, 0.6, 0.7, 0.8, 0.9, 1.0].map(|share| (hr_max * share).round() as u32))
    }

    /// In thousandths of km/h.
    pub(crate) fn of_speed(limits_kmh: &SpeedLimits) -> Self {
        Self::between(limits_kmh.map(|limit| (limit * 1000.0).round() as u32))
    }

    /// Puts `amount` where `value` belongs.
    pub(crate) fn add(&mut self, value: u32, amount: u64) {
        let limits_below = self.limits.partition_point(|limit| *limit <= value);
        match limits_below {
            1..=5 => self.inside[limits_below - 1] += amount,
            _ => self.outside += amount,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_inclusive_below_and_exclusive_above() {
        let mut zones = Zones::of_speed(&[3.0, 7.2, 14.4, 19.8, 25.2, 399.0]);
        for (speed_mkmh, amount) in
            [(2_999, 1), (3_000, 10), (7_199, 100), (7_200, 1_000), (25_200, 5), (399_000, 7)]
        {
            zones.add(speed_mkmh, amount);
        }
        assert_eq!(zones.inside, [110, 1_000, 0, 0, 5]);
        assert_eq!(zones.outside, 8);
    }

    #[test]
    fn heart_rate_zones_are_shares_of_the_maximum() {
        assert_eq!(Zones::of_heart_rate(193.0).limits, [97, 116, 135, 154, 174, 193]);
    }
}
