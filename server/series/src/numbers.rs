//! The values of a column as they are kept, for loops over many of them.

use std::ops::Range;

use crate::{Column, SpeedUnit, column::Values, speed_unit::KMH_PER_M_PER_S};

/// How far below a limit a number still reaches it, in the limit's unit. Limits
/// and values are decimal fractions, which binary ones only come close to.
const ROUNDING: f64 = 5e-7;
/// How far a value that is kept as a 32-bit float may be off, as a share of it.
const FLOAT_ROUNDING: f64 = f32::EPSILON as f64 / 2.0;
/// Beyond all values: what an endless limit is cut to.
const BEYOND_ALL: f64 = 1e9;

/// How many numbers are visited at a time.
const BLOCK: usize = 128;

/// The numbers that stand for a column's values.
///
/// Most are whole, so that sums of them are exact, and windows add up to the last bit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Numbers<'a> {
    pub(crate) column: &'a Column,
    /// How many of the numbers are one of the unit that limits and results are in.
    pub(crate) per_unit: f64,
}

impl<'a> Numbers<'a> {
    /// The numbers of a column that is in the unit of its limits and results.
    pub(crate) fn of(column: &'a Column) -> Self {
        let decimals = column.decimals().unwrap_or(0);
        Self { column, per_unit: 10_f64.powi(decimals.into()) }
    }

    /// The numbers of a speed channel, for limits and results in km/h.
    pub(crate) fn of_speed_kmh(column: &'a Column, unit: SpeedUnit) -> Self {
        let numbers = Self::of(column);
        Self { per_unit: numbers.per_unit * unit.per_kmh(), ..numbers }
    }

    /// The numbers of a speed channel, for limits and results in m/s.
    pub(crate) fn of_speed_m_per_s(column: &'a Column, unit: SpeedUnit) -> Self {
        let numbers = Self::of_speed_kmh(column, unit);
        Self { per_unit: numbers.per_unit * KMH_PER_M_PER_S, ..numbers }
    }

    /// The smallest number that reaches a limit.
    pub(crate) fn reaching(&self, limit: f64) -> f64 {
        let limit = limit.clamp(-BEYOND_ALL, BEYOND_ALL);
        let float_rounding = match self.column.values {
            Values::Scaled { .. } => 0.0,
            Values::Float(_) => limit.abs() * FLOAT_ROUNDING,
        };
        (limit - ROUNDING.max(float_rounding)) * self.per_unit
    }

    /// Visits the numbers of a range of indexes in order.
    #[inline]
    pub(crate) fn each(&self, indexes: Range<usize>, mut visit: impl FnMut(f64)) {
        self.each_block(indexes, |block| block.iter().for_each(|number| visit(*number)));
    }

    /// Visits the numbers of a range of indexes in order, some at a time.
    ///
    /// So there is one loop over them for both ways in which values are kept.
    #[inline]
    pub(crate) fn each_block(&self, indexes: Range<usize>, mut visit: impl FnMut(&[f64])) {
        // Where instants are irregular, steps come one by one: no block for those.
        if indexes.len() == 1 {
            return visit(&[self.get(indexes.start)]);
        }
        let mut block = [0.0; BLOCK];
        for start in indexes.clone().step_by(BLOCK) {
            let part = start..indexes.end.min(start + BLOCK);
            let block = &mut block[..part.len()];
            match &self.column.values {
                Values::Scaled { values, .. } => copy(&values[part], block),
                Values::Float(values) => copy(&values[part], block),
            }
            visit(block);
        }
    }

    /// Visits the number before and the number at the end of each step that ends
    /// at a range of indexes from 1 on.
    #[inline]
    pub(crate) fn each_step(&self, ends: Range<usize>, mut visit: impl FnMut(f64, f64)) {
        let mut before = self.get(ends.start - 1);
        self.each(ends, |number| {
            visit(before, number);
            before = number;
        });
    }

    /// The number at an index that exists.
    pub(crate) fn get(&self, index: usize) -> f64 {
        match &self.column.values {
            Values::Scaled { values, .. } => f64::from(values[index]),
            Values::Float(values) => f64::from(values[index]),
        }
    }
}

fn copy<T: Copy + Into<f64>>(values: &[T], numbers: &mut [f64]) {
    for (number, value) in numbers.iter_mut().zip(values) {
        *number = (*value).into();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    fn speed(value: f64, finest: f64) -> Column {
        Column::from_samples(Channel::Speed, [(0, value), (100, finest)])
    }

    #[test]
    fn limits_in_kmh_are_met_exactly() {
        for finest in [0.0, 0.01, 0.001, 0.000_01] {
            for hundredths in 0..2_000 {
                let (m_per_s, kmh) =
                    (f64::from(hundredths) / 100.0, f64::from(hundredths * 36) / 1e3);
                for (value, unit) in
                    [(m_per_s, SpeedUnit::MetresPerSecond), (kmh, SpeedUnit::KilometresPerHour)]
                {
                    let column = speed(value, finest);
                    let numbers = Numbers::of_speed_kmh(&column, unit);
                    assert!(numbers.get(0) >= numbers.reaching(kmh), "{value} {unit:?} {finest}");
                    assert!(numbers.get(0) < numbers.reaching(kmh + 1e-5), "{value} {unit:?}");
                }
            }
        }
    }

    #[test]
    fn endless_limits_are_beyond_everything() {
        for finest in [0.0, 0.000_01] {
            let column = speed(2e6, finest);
            let numbers = Numbers::of(&column);
            assert!(numbers.get(0) < numbers.reaching(f64::INFINITY));
            assert!(numbers.get(0) > numbers.reaching(f64::NEG_INFINITY));
        }
    }

    #[test]
    fn numbers_are_visited_in_order() {
        let column = Column::from_samples(Channel::Speed, [(0, 0.5), (9, 1.25), (20, 3.0)]);
        let mut visited = Vec::new();
        Numbers::of(&column).each(1..3, |number| visited.push(number));
        assert_eq!(visited, [125.0, 300.0]);
    }
}
