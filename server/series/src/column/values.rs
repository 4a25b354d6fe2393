//! How the values of a column are kept.

use std::ops::Range;

use crate::Channel;

/// The finest decimals that scaled values have.
pub(crate) const MAX_DECIMALS: u8 = 3;
/// 10 to the power of the index: what a value is multiplied by to keep that many decimals.
const SCALES: [f64; MAX_DECIMALS as usize + 1] = [1.0, 10.0, 100.0, 1_000.0];
const WHOLE_SCALES: [i64; MAX_DECIMALS as usize + 1] = [1, 10, 100, 1_000];
/// The largest value that fits an `i32` at every scale, so that refining one never overflows.
pub(super) const LARGEST: f64 = i32::MAX as f64 / SCALES[MAX_DECIMALS as usize];

/// Finite numbers, as small as they can be without losing what was sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Values {
    /// Integers that stand for themselves divided by 10 to the power of `decimals`.
    Scaled { decimals: u8, values: Vec<i32> },
    /// Positions, and channels that were sent with more decimals than can be scaled.
    Float(Vec<f32>),
}

impl Values {
    /// No values yet. Positions start, and stay, as the 32-bit floats that Polar sends.
    pub(super) fn for_channel(channel: Channel) -> Self {
        if channel.is_position() {
            Self::Float(Vec::new())
        } else {
            Self::Scaled { decimals: 0, values: Vec::new() }
        }
    }

    /// Appends a value within ±[`LARGEST`], refining the scale if it has more decimals.
    pub(super) fn push(&mut self, value: f64) {
        match self {
            Self::Scaled { decimals, values } => {
                if let Some(scaled) = scaled(value, *decimals) {
                    values.push(scaled);
                } else {
                    self.refine_for(value);
                    self.push(value);
                }
            }
            Self::Float(values) => values.push(value as f32),
        }
    }

    /// The integer that stands for `digits` divided by 10 to the power of `places`, if the value is
    /// within ±[`LARGEST`] and the scale need not be refined for it.
    #[inline]
    pub(super) fn scaled(&self, digits: i64, places: u8) -> Option<i32> {
        let Self::Scaled { decimals, .. } = self else { return None };
        let missing = decimals.checked_sub(places)?;
        let scaled = digits.checked_mul(WHOLE_SCALES[usize::from(missing)])?;
        let finest = scaled.checked_mul(WHOLE_SCALES[usize::from(MAX_DECIMALS - decimals)])?;
        i32::try_from(finest.unsigned_abs()).is_ok().then_some(scaled as i32)
    }

    /// Appends an integer of this scale.
    #[inline]
    pub(super) fn push_scaled(&mut self, scaled: i32) {
        if let Self::Scaled { values, .. } = self {
            values.push(scaled);
        }
    }

    /// Moves to the coarsest form that keeps `value` as well.
    fn refine_for(&mut self, value: f64) {
        let Self::Scaled { decimals, values } = self else { return };
        let mut finer = *decimals + 1..=MAX_DECIMALS;
        if let Some(finer) = finer.find(|finer| scaled(value, *finer).is_some()) {
            let factor = 10_i32.pow(u32::from(finer - *decimals));
            for value in values {
                *value *= factor;
            }
            *decimals = finer;
        } else {
            let indexes = 0..values.len();
            *self = Self::Float(indexes.map(|index| self.get(index) as f32).collect());
        }
    }

    pub(super) fn shrink_to_fit(&mut self) {
        match self {
            Self::Scaled { values, .. } => values.shrink_to_fit(),
            Self::Float(values) => values.shrink_to_fit(),
        }
    }

    pub(super) fn decimals(&self) -> Option<u8> {
        match self {
            Self::Scaled { decimals, .. } => Some(*decimals),
            Self::Float(_) => None,
        }
    }

    /// The value at an index that exists: of a scaled one the very
    /// number that was pushed, since both are the `f64` nearest to the same decimal fraction.
    pub(crate) fn get(&self, index: usize) -> f64 {
        match self {
            Self::Scaled { decimals, values } => {
                f64::from(values[index]) / SCALES[usize::from(*decimals)]
            }
            Self::Float(values) => f64::from(values[index]),
        }
    }

    /// The values at some indexes that exist.
    pub(super) fn picked(&self, indexes: &[usize]) -> Self {
        match self {
            Self::Scaled { decimals, values } => Self::Scaled {
                decimals: *decimals,
                values: indexes.iter().map(|index| values[*index]).collect(),
            },
            Self::Float(values) => {
                Self::Float(indexes.iter().map(|index| values[*index]).collect())
            }
        }
    }

    /// The indexes of the first smallest and the first largest value of a range.
    pub(crate) fn extremes(&self, indexes: Range<usize>) -> Option<(usize, usize)> {
        match self {
            Self::Scaled { values, .. } => extremes(values, indexes),
            Self::Float(values) => extremes(values, indexes),
        }
    }
}

/// Looks for the values first and for their places afterwards: both are loops without branches, which go over several
/// values at a time.
fn extremes<T: Copy + PartialOrd>(values: &[T], indexes: Range<usize>) -> Option<(usize, usize)> {
    let start = indexes.start;
    let values = &values[indexes];
    let first = *values.first()?;
    let (min, max) = values.iter().fold((first, first), |(min, max), value| {
        (if *value < min { *value } else { min }, if *value > max { *value } else { max })
    });
    let place = |wanted: T| values.iter().position(|value| *value == wanted);
    Some((start + place(min)?, start + place(max)?))
}

/// The integer that stands for `value` at `decimals`, if that loses nothing.
#[expect(clippy::float_cmp, reason = "nothing is lost if the very same number comes back")]
fn scaled(value: f64, decimals: u8) -> Option<i32> {
    let scale = SCALES[usize::from(decimals)];
    // Rounds to the nearest, and unlike `f64::round` without a call.
    let scaled = (value * scale + 0.5_f64.copysign(value)) as i32;
    (f64::from(scaled) / scale == value).then_some(scaled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(channel: Channel, given: &[f64]) -> Values {
        let mut values = Values::for_channel(channel);
        for value in given {
            values.push(*value);
        }
        values
    }

    #[test]
    fn the_decimals_are_the_payloads_own() {
        for (given, decimals, expected) in [
            (&[94.0, 0.0][..], 0, vec![94, 0]),
            (&[7.9, 94.0], 1, vec![79, 940]),
            (&[0.0, 0.04, -0.02], 2, vec![0, 4, -2]),
            (&[1.0, 0.5, 0.25, 0.125], 3, vec![1_000, 500, 250, 125]),
            (&[2_147_483.0, 0.001], 3, vec![2_147_483_000, 1]),
        ] {
            assert_eq!(
                values(Channel::Speed, given),
                Values::Scaled { decimals, values: expected }
            );
        }
    }

    #[test]
    fn more_than_three_decimals_are_kept_as_floats() {
        let expected = Values::Float(vec![1.5, 12.3, 0.012_34, 3.0]);
        assert_eq!(values(Channel::Speed, &[1.5, 12.3, 0.012_34, 3.0]), expected);
    }

    #[test]
    fn positions_are_floats_from_the_first_value() {
        let expected = Values::Float(vec![12.0, 55.673_367]);
        assert_eq!(values(Channel::Latitude, &[12.0, 55.673_366_546_630_86]), expected);
    }

    #[test]
    fn every_value_with_three_decimals_is_read_back_exactly() {
        for thousandths in -20_000..20_000 {
            let value = f64::from(thousandths) / 1_000.0;
            assert_eq!(
                values(Channel::Speed, &[0.001, value]).get(1).to_bits(),
                (value + 0.0).to_bits()
            );
        }
    }

    #[test]
    fn short_numbers_are_scaled_without_arithmetic_on_decimals() {
        let hundredths = values(Channel::Speed, &[0.01]);
        for (digits, places, scaled) in [
            (794, 2, Some(794)),
            (-8, 1, Some(-80)),
            (12, 0, Some(1_200)),
            // Of more decimals than the scale has, even if they are zeros.
            (7_940, 3, None),
            (214_748_364, 2, Some(214_748_364)),
            (214_748_365, 2, None),
            (-214_748_364, 2, Some(-214_748_364)),
            (-214_748_365, 2, None),
            (i64::MIN, 0, None),
            (i64::MAX, 2, None),
        ] {
            assert_eq!(hundredths.scaled(digits, places), scaled, "{digits} {places}");
        }
        // -2,147,483.648 would fit, and is not within the limits.
        assert_eq!(values(Channel::Speed, &[0.001]).scaled(-2_147_483_648, 3), None);
        assert_eq!(values(Channel::Latitude, &[]).scaled(12, 0), None);
    }

    #[test]
    fn of_equal_extremes_the_first_counts() {
        let values = values(Channel::Speed, &[5.0, 1.0, 9.0, 1.0, 9.0]);
        assert_eq!(values.extremes(0..5), Some((1, 2)));
        assert_eq!(values.extremes(3..5), Some((3, 4)));
        assert_eq!(values.extremes(2..2), None);
    }
}
