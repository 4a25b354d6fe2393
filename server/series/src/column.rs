//! One channel's values over one recording.

mod builder;
mod values;

use std::{ops::Range, sync::Arc};

pub use builder::ColumnBuilder;
pub(crate) use values::{MAX_DECIMALS, Values};

use crate::{Channel, Timebase, timebase::TimebaseBuilder};

/// One channel's measured values with their instants.
///
/// Only what was measured is in a column: an instant without a value has no
/// entry, so nothing here can be mistaken for a zero. A pause longer than
/// [`Column::gap_after_ms`] is a gap, in drawing and in every figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub(crate) channel: Channel,
    pub(crate) timebase: Arc<Timebase>,
    pub(crate) values: Values,
}

impl Column {
    /// A column of `(at_ms, value)` in order of time.
    ///
    /// What [`ColumnBuilder::push`] refuses is left out.
    pub fn from_samples(channel: Channel, samples: impl IntoIterator<Item = (i32, f64)>) -> Self {
        let mut builder = ColumnBuilder::new(channel);
        for (at_ms, value) in samples {
            builder.push(at_ms, value);
        }
        builder.finish()
    }

    /// What was measured.
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// The number of measured values.
    pub fn len(&self) -> usize {
        self.timebase.len()
    }

    /// Whether nothing was measured.
    pub fn is_empty(&self) -> bool {
        self.timebase.is_empty()
    }

    /// The instants of the values, shared with the columns measured at the same instants.
    pub fn timebase(&self) -> &Arc<Timebase> {
        &self.timebase
    }

    /// The decimals that every value of the column is exact in; `None` for a
    /// column that is kept as 32-bit floats.
    pub fn decimals(&self) -> Option<u8> {
        self.values.decimals()
    }

    /// The value at `index`.
    pub fn value(&self, index: usize) -> Option<f64> {
        (index < self.len()).then(|| self.values.get(index))
    }

    /// All values as `(at_ms, value)`, in order of time.
    pub fn iter(&self) -> impl Iterator<Item = (i32, f64)> {
        self.samples(0..self.len())
    }

    /// About how much memory its values and instants take, in bytes.
    pub fn memory_bytes(&self) -> usize {
        self.len() * size_of::<i32>() + self.timebase.memory_bytes()
    }

    /// A column of some of its values, in order.
    pub(crate) fn picked(&self, indexes: &[usize]) -> Self {
        let mut timebase = TimebaseBuilder::default();
        for index in indexes {
            timebase.push(self.timebase.instant_ms(*index));
        }
        Self {
            channel: self.channel,
            timebase: Arc::new(timebase.finish()),
            values: self.values.picked(indexes),
        }
    }

    /// The values of a range of indexes as `(at_ms, value)`. What lies beyond the end is left out.
    pub fn samples(&self, indexes: Range<usize>) -> impl Iterator<Item = (i32, f64)> {
        let instants = self.timebase.instants(indexes.clone());
        instants.zip(indexes).map(|(at_ms, index)| (at_ms, self.values.get(index)))
    }

    /// The smallest and the largest value.
    pub fn value_range(&self) -> Option<(f64, f64)> {
        let (min, max) = self.values.extremes(0..self.len())?;
        Some((self.values.get(min), self.values.get(max)))
    }

    /// See [`Timebase::index_at_or_after`].
    pub fn index_at_or_after(&self, at_ms: i32) -> usize {
        self.timebase.index_at_or_after(at_ms)
    }

    /// See [`Timebase::gap_after_ms`].
    pub fn gap_after_ms(&self) -> u32 {
        self.timebase.gap_after_ms()
    }

    /// The unbroken stretches of the column as ranges of indexes, in order.
    pub fn segments(&self) -> impl Iterator<Item = Range<usize>> {
        self.timebase.segments(0..self.len())
    }

    /// The same values `offset_ms` later; `None` if an instant would leave the `i32` range.
    pub fn shifted(self, offset_ms: i32) -> Option<Self> {
        Some(Self { timebase: Arc::new(self.timebase.shifted(offset_ms)?), ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speed(samples: &[(i32, f64)]) -> Column {
        Column::from_samples(Channel::Speed, samples.iter().copied())
    }

    #[test]
    fn values_are_read_back_as_they_were_given() {
        let column = speed(&[(0, 0.04), (100, -0.02), (200, 7.9), (300, 12.0)]);
        assert_eq!(
            column.iter().collect::<Vec<_>>(),
            [(0, 0.04), (100, -0.02), (200, 7.9), (300, 12.0)]
        );
        assert_eq!(column.samples(1..3).collect::<Vec<_>>(), [(100, -0.02), (200, 7.9)]);
        assert_eq!(column.samples(3..9).count(), 1);
        assert_eq!(column.value_range(), Some((-0.02, 12.0)));
        assert_eq!((column.value(2), column.value(4)), (Some(7.9), None));
        assert_eq!((column.index_at_or_after(101), column.index_at_or_after(301)), (2, 4));
    }

    #[test]
    fn an_empty_column_has_no_values_and_no_range() {
        let column = speed(&[]);
        assert!(column.is_empty());
        assert_eq!((column.len(), column.value(0), column.value_range()), (0, None, None));
        assert_eq!((column.iter().count(), column.segments().count()), (0, 0));
    }

    #[test]
    fn a_column_moves_in_time_with_its_gaps() {
        let column = speed(&[(0, 1.0), (100, 2.0), (90_000, 3.0), (90_100, 4.0)]);
        let moved = column.clone().shifted(-50_000).unwrap();
        assert_eq!(moved.iter().next(), Some((-50_000, 1.0)));
        assert_eq!(moved.segments().collect::<Vec<_>>(), column.segments().collect::<Vec<_>>());
        assert_eq!(moved.shifted(50_000), Some(column));
        assert_eq!(speed(&[(0, 1.0), (100, 1.0)]).shifted(i32::MAX), None);
    }
}
