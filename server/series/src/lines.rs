//! Any window of a column, reduced to lines that a chart can draw.
//!
//! The reduction is M4 (Jugel and others, 2014): of every bucket of time the
//! first, the smallest, the largest and the last value are kept. Where a bucket
//! is no wider than a pixel column, a line through these covers the same pixels
//! as a line through everything.

use std::ops::Range;

use crate::{Column, Timebase};

/// One point of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The instant, in ms.
    pub at_ms: i32,
    /// The measured value, in the channel's unit.
    pub value: f64,
}

/// Measured points without a gap between them, in order of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// One point at least.
    pub points: Vec<Point>,
}

/// The steps between two powers of ten on the ladder of bucket widths.
const LADDER: [u32; 10] = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];
/// The most points that M4 keeps of one bucket.
const KEPT_PER_BUCKET: usize = 4;

/// The narrowest bucket width, in ms, with which a window of `window_ms` has at
/// most `columns` buckets wherever it starts.
///
/// Widths come from a fixed ladder (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100,
/// 120, … ms), so neighbouring zoom levels share them and results can be cached.
/// Fewer than two columns are taken as two, since a window can straddle an edge.
pub fn bucket_ms(window_ms: u32, columns: u32) -> u32 {
    // A window of n ms touches at most ceil((n - 1) / width) + 1 buckets.
    let narrowest = window_ms.saturating_sub(1).div_ceil(columns.max(2) - 1);
    let mut power = 1;
    loop {
        if let Some(width) = LADDER
            .map(|step| step.saturating_mul(power))
            .into_iter()
            .find(|width| *width >= narrowest)
        {
            return width;
        }
        power *= 10; // Ends below the limit: the ladder saturates before the power does.
    }
}

/// Where buckets of time begin and end: at an instant, and at every multiple of their width from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// How wide a bucket is, in ms; at least 1.
    pub width_ms: u32,
    /// An instant at which a bucket begins, in ms.
    pub zero_ms: i32,
}

impl Grid {
    /// Buckets of a width (0 is taken as 1 ms) that begin at 0.
    pub fn new(width_ms: u32) -> Self {
        Self { width_ms: width_ms.max(1), zero_ms: 0 }
    }

    /// The same buckets, moved so that one begins at an instant.
    #[must_use]
    pub fn beginning_at(self, zero_ms: i32) -> Self {
        Self { zero_ms, ..self }
    }

    /// The instant that begins the bucket of an instant.
    fn edge_at_or_before(self, at_ms: i32) -> i64 {
        let (width_ms, zero_ms) = (i64::from(self.width_ms.max(1)), i64::from(self.zero_ms));
        let since_zero_ms = i64::from(at_ms) - zero_ms;
        zero_ms + since_zero_ms.div_euclid(width_ms) * width_ms
    }

    /// The instant that ends the bucket of an instant.
    fn edge_after(self, at_ms: i32) -> i64 {
        self.edge_at_or_before(at_ms) + i64::from(self.width_ms.max(1))
    }
}

/// The lines of a window `[start, end)` of ms, with at most four points of each unbroken stretch a bucket.
///
/// - Bucket edges are on the recording's own clock, wherever the window is, and a bucket that the window cuts is
///   kept whole: what is drawn does not change while the window pans.
/// - A bucket with up to four values is kept exactly.
/// - Gaps ([`Column::gap_after_ms`]) part the lines.
/// - One connected point beyond each side lets the lines run out of the window.
pub fn lines(column: &Column, window: Range<i32>, grid: Grid) -> Vec<Line> {
    lines_along(column, window, grid, |indexes| column.timebase().segments(indexes))
}

/// The lines of a window of a column whose unbroken stretches inside a range of indexes are told by `stretches`.
pub(crate) fn lines_along<S: Iterator<Item = Range<usize>>>(
    column: &Column,
    window: Range<i32>,
    grid: Grid,
    stretches: impl FnOnce(Range<usize>) -> S,
) -> Vec<Line> {
    if window.is_empty() {
        return Vec::new();
    }
    let inside = column
        .timebase()
        .indexes_in(grid.edge_at_or_before(window.start)..grid.edge_after(window.end - 1));
    let with_neighbours = inside.start.saturating_sub(1)..(inside.end + 1).min(column.len());
    stretches(with_neighbours)
        // A neighbour that no line connects with the window is none of its points.
        .filter(|stretch| stretch.len() > 1 || inside.contains(&stretch.start))
        .map(|stretch| Line { points: points(column, stretch, grid) })
        .collect()
}

/// The points of an unbroken stretch that M4 keeps.
fn points(column: &Column, segment: Range<usize>, grid: Grid) -> Vec<Point> {
    let span_ms = column
        .timebase()
        .instant_ms(segment.end - 1)
        .abs_diff(column.timebase().instant_ms(segment.start));
    let most_buckets = span_ms as usize / grid.width_ms.max(1) as usize + 2;
    let mut points = Vec::with_capacity(segment.len().min(KEPT_PER_BUCKET * most_buckets));
    let mut buckets = Buckets::new(column.timebase(), segment, grid);
    while let Some(bucket) = buckets.next() {
        for index in kept_of(column, bucket) {
            let at_ms = buckets.instant_ms(index);
            points.push(Point { at_ms, value: column.values.get(index) });
        }
    }
    points
}

/// The indexes of what M4 keeps of an unbroken stretch.
pub(crate) fn kept_indexes(
    column: &Column,
    stretch: Range<usize>,
    grid: Grid,
) -> impl Iterator<Item = usize> {
    let mut buckets = Buckets::new(column.timebase(), stretch, grid);
    std::iter::from_fn(move || buckets.next()).flat_map(|bucket| kept_of(column, bucket))
}

/// Walks a range of indexes bucket by bucket.
struct Buckets<'a> {
    timebase: &'a Timebase,
    /// What is left of the range.
    left: Range<usize>,
    /// The run of the index that is next.
    run: usize,
    edge_ms: i64,
    grid: Grid,
    /// The run in which the bucket began that was told last.
    began_in: usize,
}

impl<'a> Buckets<'a> {
    /// The range must not be empty.
    fn new(timebase: &'a Timebase, left: Range<usize>, grid: Grid) -> Self {
        let run = timebase.run_of(left.start);
        let edge_ms = grid.edge_at_or_before(timebase.instant_ms(left.start));
        Self { timebase, left, run, edge_ms, grid, began_in: run }
    }

    /// The part of the range that falls into the next bucket which has any of it.
    fn next(&mut self) -> Option<Range<usize>> {
        if self.left.is_empty() {
            return None;
        }
        let runs = self.timebase.runs();
        let start = self.left.start;
        let start_ms = runs[self.run].instant_of(start);
        // Nearly always the bucket after the last one.
        self.edge_ms += i64::from(self.grid.width_ms.max(1));
        if self.edge_ms <= i64::from(start_ms) {
            self.edge_ms = self.grid.edge_after(start_ms);
        }
        self.began_in = self.run;
        let mut end = runs[self.run].end_before(self.edge_ms);
        while end == runs[self.run].indexes().end && end < self.left.end {
            self.run += 1;
            if i64::from(runs[self.run].start_ms) >= self.edge_ms {
                break;
            }
            end = runs[self.run].end_before(self.edge_ms);
        }
        self.left.start = end.min(self.left.end);
        Some(start..self.left.start)
    }

    /// The instant of an index in the bucket that was told last.
    fn instant_ms(&self, index: usize) -> i32 {
        let runs = &self.timebase.runs()[self.began_in..];
        let run = runs.iter().find(|run| index < run.indexes().end);
        run.map_or_else(|| self.timebase.instant_ms(index), |run| run.instant_of(index))
    }
}

/// The indexes of one bucket that M4 keeps, in order.
fn kept_of(column: &Column, bucket: Range<usize>) -> impl Iterator<Item = usize> {
    let mut kept = [bucket.start, bucket.start + 1, bucket.start + 2, bucket.start + 3];
    if bucket.len() > KEPT_PER_BUCKET
        && let Some((min, max)) = column.values.extremes(bucket.clone())
    {
        kept = [bucket.start, min.min(max), min.max(max), bucket.end - 1];
    }
    let mut last = None;
    kept.into_iter()
        .filter(move |index| bucket.contains(index) && last.replace(*index) != Some(*index))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    fn column(samples: impl IntoIterator<Item = (i32, f64)>) -> Column {
        Column::from_samples(Channel::Speed, samples)
    }

    fn points(lines: &[Line]) -> Vec<Vec<(i32, f64)>> {
        lines
            .iter()
            .map(|line| line.points.iter().map(|point| (point.at_ms, point.value)).collect())
            .collect()
    }

    #[test]
    fn a_full_bucket_keeps_first_min_max_and_last() {
        let values = [3.0, 9.0, 5.0, 1.0, 5.0, 4.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.5];
        let column = column((0..).step_by(100).zip(values));
        assert_eq!(
            points(&lines(&column, 0..1_200, Grid::new(600))),
            [[(0, 3.0), (100, 9.0), (300, 1.0), (500, 4.0), (600, 2.0), (1_100, 2.5)]],
        );
    }

    #[test]
    fn a_bucket_with_few_points_is_kept_exactly() {
        let column = column((0..40).map(|row| (row * 100, f64::from(row % 7))));
        let everything: Vec<_> = column.iter().collect();
        assert_eq!(points(&lines(&column, 0..4_000, Grid::new(400))), [everything]);
    }

    #[test]
    fn a_window_keeps_its_cut_buckets_whole_and_one_point_on_each_side() {
        let column = column((0..100).map(|row| (row * 100, f64::from(row))));
        let kept: Vec<_> = (19..41).map(|row| (row * 100, f64::from(row))).collect();
        assert_eq!(points(&lines(&column, 2_100..3_900, Grid::new(200))), [&kept[..]]);
        assert_eq!(points(&lines(&column, 2_000..4_000, Grid::new(200))), [kept]);
    }

    #[test]
    fn buckets_begin_where_they_are_told_to() {
        let column = column((0..12).map(|row| (row * 100, f64::from(row % 5))));
        let grid = Grid::new(600).beginning_at(-300);
        let expected =
            [(0, 0.0), (100, 1.0), (200, 2.0), (300, 3.0), (400, 4.0), (500, 0.0), (800, 3.0)];
        assert_eq!(points(&lines(&column, 0..900, grid))[0][..7], expected);
        for zero_ms in [300, 900, -900] {
            assert_eq!(
                lines(&column, 0..900, grid.beginning_at(zero_ms)),
                lines(&column, 0..900, grid)
            );
        }
    }

    #[test]
    fn gaps_part_lines_and_a_neighbour_across_a_gap_stays_out() {
        let column = column([(0, 1.0), (100, 2.0), (5_000, 3.0), (5_100, 4.0), (9_000, 5.0)]);
        assert_eq!(
            points(&lines(&column, 0..10_000, Grid::new(10))),
            [vec![(0, 1.0), (100, 2.0)], vec![(5_000, 3.0), (5_100, 4.0)], vec![(9_000, 5.0)]],
        );
        assert_eq!(
            points(&lines(&column, 4_990..5_110, Grid::new(10))),
            [[(5_000, 3.0), (5_100, 4.0)]]
        );
        assert_eq!(points(&lines(&column, 200..4_000, Grid::new(10))), [] as [Vec<_>; 0]);
    }

    #[test]
    fn a_line_crosses_a_window_that_has_no_point() {
        let column = column([(0, 60.0), (1_000, 61.0), (2_000, 62.0)]);
        assert_eq!(
            points(&lines(&column, 1_200..1_300, Grid::new(10))),
            [[(1_000, 61.0), (2_000, 62.0)]]
        );
    }

    #[test]
    fn odd_windows_are_no_special_case() {
        let column =
            column([(i32::MIN, 1.0), (i32::MIN + 1, 2.0), (i32::MAX - 1, 3.0), (i32::MAX, 4.0)]);
        assert_eq!(lines(&column, 5..5, Grid::new(10)), []);
        #[expect(clippy::reversed_empty_ranges, reason = "what a caller may pass by mistake")]
        let reversed = 9..5;
        assert_eq!(lines(&column, reversed, Grid::new(10)), []);
        assert_eq!(lines(&column, i32::MIN..i32::MAX, Grid::new(0)).len(), 2);
        assert_eq!(lines(&column, i32::MIN..i32::MAX, Grid::new(u32::MAX)).len(), 2);
    }

    #[test]
    fn bucket_widths_are_the_narrowest_of_the_ladder() {
        for (window_ms, columns, expected_ms) in [
            (0, 1_000, 10),
            (1_000, 1_000, 10),
            (300_000, 1_000, 400),
            (5_400_000, 1_000, 6_000),
            (5_400_000, 2_000, 3_000),
            (86_400_000, 1_000, 100_000),
            (10_001, 1_001, 10),
            (10_002, 1_001, 12),
            (u32::MAX, 100, 50_000_000),
            (500, 0, 500),
        ] {
            assert_eq!(bucket_ms(window_ms, columns), expected_ms, "{window_ms} in {columns}");
        }
    }
}
