//! A column so coarse that the columns of a whole team can be read at once.

use std::ops::Range;

use crate::{
    Channel, Column, Grid,
    lines::{Line, kept_indexes, lines_along},
};

/// What M4 keeps of a column in buckets of ten seconds: enough to draw an hour and a half on a few hundred pixels.
///
/// Buckets begin at multiples of [`Outline::STEP_MS`] on the recording's own clock. Where the buckets of a chart do,
/// too, and are as wide as a multiple of it, the chart's line covers the same pixels as one of the whole column.
///
/// An outline is sparse, so where its column has gaps cannot be told from its instants; it knows them itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// What was kept; its timebase's own gaps mean nothing.
    pub(crate) kept: Column,
    /// Where each unbroken stretch of it ends, as indexes.
    pub(crate) ends: Vec<usize>,
}

impl Outline {
    /// How wide its buckets are, in ms.
    pub const STEP_MS: u32 = 10_000;

    /// The outline of a column.
    pub fn of(column: &Column) -> Self {
        let grid = Grid::new(Self::STEP_MS);
        let mut kept = Vec::new();
        let mut ends = Vec::new();
        for stretch in column.segments() {
            kept.extend(kept_indexes(column, stretch, grid));
            ends.push(kept.len());
        }
        Self { kept: column.picked(&kept), ends }
    }

    /// What was measured.
    pub fn channel(&self) -> Channel {
        self.kept.channel()
    }

    /// The first and the last instant, in ms.
    pub fn extent_ms(&self) -> Option<(i32, i32)> {
        self.kept.timebase().extent_ms()
    }

    /// The narrowest grid that an outline can fill and whose buckets are at least `width_ms` wide.
    pub fn grid(width_ms: u32) -> Grid {
        Grid::new(width_ms.max(1).div_ceil(Self::STEP_MS).saturating_mul(Self::STEP_MS))
    }

    /// The lines of a window, as [`lines()`](crate::lines()) draws them on a grid of [`Outline::grid`].
    pub fn lines(&self, window: Range<i32>, grid: Grid) -> Vec<Line> {
        lines_along(&self.kept, window, grid, |indexes| self.stretches(indexes))
    }

    /// The unbroken stretches inside a range of indexes.
    fn stretches(&self, indexes: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self.ends.partition_point(|end| *end <= indexes.start);
        let mut start = indexes.start;
        self.ends[first..].iter().map_while(move |end| {
            let stretch = start..(*end).min(indexes.end);
            start = stretch.end;
            (!stretch.is_empty()).then_some(stretch)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(samples: impl IntoIterator<Item = (i32, f64)>) -> Column {
        Column::from_samples(Channel::Speed, samples)
    }

    #[test]
    fn it_keeps_four_values_of_ten_seconds() {
        let column = column((0..6_000).map(|row| (row * 100, f64::from(row * 37 % 301))));
        let outline = Outline::of(&column);
        assert!(outline.kept.len() <= 240, "{}", outline.kept.len());
        assert_eq!(outline.channel(), Channel::Speed);
        assert_eq!(outline.extent_ms(), Some((0, 599_900)));
    }

    #[test]
    fn a_gap_stays_one_however_short_it_is() {
        let rows = (0..3_000).filter(|row| !(1_000..1_020).contains(row));
        let column = column(rows.map(|row| (row * 100, f64::from(row % 70))));
        let lines = Outline::of(&column).lines(0..300_000, Outline::grid(30_000));
        let ends: Vec<_> = lines.iter().map(|line| line.points.last().map(|p| p.at_ms)).collect();
        assert_eq!(ends, [Some(99_900), Some(299_900)]);
    }

    #[test]
    fn values_ten_seconds_apart_are_no_gap_where_the_column_has_none() {
        let column = column((0..600).map(|row| (row * 100, f64::from(row))));
        let outline = Outline::of(&column);
        assert_eq!(outline.lines(0..60_000, Outline::grid(1)).len(), 1);
        assert_eq!(outline.lines(12_000..12_100, Outline::grid(1)).len(), 1);
    }

    #[test]
    fn its_grid_is_as_wide_as_asked_or_wider() {
        let width_ms = |asked_ms| Outline::grid(asked_ms).width_ms;
        assert_eq!(
            [0, 1, 10_000, 10_001, 45_000].map(width_ms),
            [10_000, 10_000, 10_000, 20_000, 50_000]
        );
        assert!(width_ms(u32::MAX) >= u32::MAX - Outline::STEP_MS);
    }

    #[test]
    fn the_largest_value_is_kept_as_well() {
        // As 32-bit floats, since it has many decimals beside it: larger than a builder takes.
        let column = column([(0, 0.123_456), (100, 2_147_483.647)]);
        let outline = Outline::of(&column);
        assert_eq!(Outline::decode(&outline.encode()), Ok(outline.clone()));
        assert_eq!(outline.kept.iter().collect::<Vec<_>>(), column.iter().collect::<Vec<_>>());
    }

    #[test]
    fn nothing_has_an_empty_outline() {
        let outline = Outline::of(&column([]));
        assert_eq!(outline.extent_ms(), None);
        assert_eq!(outline.lines(0..1_000, Outline::grid(1)), []);
    }
}
