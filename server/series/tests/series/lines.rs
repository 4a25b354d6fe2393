//! Lines against a naive scan of everything.

use std::{collections::BTreeMap, ops::Range};

use proptest::{prelude::*, test_runner::TestCaseResult};
use series::{Column, Grid, Line, Outline, bucket_ms, lines};

use crate::arbitrary;

fn points(line: &Line) -> Vec<(i32, f64)> {
    line.points.iter().map(|point| (point.at_ms, point.value)).collect()
}

/// First, lowest, highest and last value of each bucket.
fn outline(samples: &[(i32, f64)], bucket_ms: i32) -> BTreeMap<i32, [f64; 4]> {
    let mut buckets = BTreeMap::new();
    for (at_ms, value) in samples.iter().copied() {
        let bucket = buckets.entry(at_ms.div_euclid(bucket_ms)).or_insert([value; 4]);
        *bucket = [bucket[0], bucket[1].min(value), bucket[2].max(value), value];
    }
    buckets
}

/// Unbroken stretches of the column's samples, cut to whole buckets of the window.
fn stretches(column: &Column, window: &Range<i32>, bucket_ms: i32) -> Vec<Vec<(i32, f64)>> {
    let from_ms = window.start.div_euclid(bucket_ms) * bucket_ms;
    let to_ms = (window.end - 1).div_euclid(bucket_ms) * bucket_ms + bucket_ms;
    let stretches = column.segments().map(|segment| {
        column.samples(segment).filter(|sample| (from_ms..to_ms).contains(&sample.0)).collect()
    });
    stretches.filter(|stretch: &Vec<_>| !stretch.is_empty()).collect()
}

/// Lines show of every bucket of the window what everything would.
fn check(column: &Column, window: &Range<i32>, bucket_ms: i32, lines: &[Line]) -> TestCaseResult {
    let all: Vec<_> = column.iter().collect();
    let is_inside = |at_ms: i32| {
        (window.start.div_euclid(bucket_ms)..=(window.end - 1).div_euclid(bucket_ms))
            .contains(&at_ms.div_euclid(bucket_ms))
    };

    let drawn: Vec<Vec<_>> = lines.iter().map(points).collect();
    for line in &drawn {
        prop_assert!(line.iter().all(|point| all.contains(point)), "every point was measured");
        prop_assert!(line.is_sorted_by(|before, after| before.0 < after.0));
        let outside = line.iter().filter(|point| !is_inside(point.0)).count();
        prop_assert!(outside <= 2, "one neighbour on each side at most");
    }

    // Bucket by bucket, first, lowest, highest and last are those of everything.
    let inside: Vec<Vec<_>> = drawn
        .iter()
        .map(|line| line.iter().copied().filter(|point| is_inside(point.0)).collect())
        .filter(|line: &Vec<_>| !line.is_empty())
        .collect();
    let expected = stretches(column, window, bucket_ms);
    prop_assert_eq!(inside.len(), expected.len());
    for (line, stretch) in inside.iter().zip(&expected) {
        prop_assert_eq!(outline(line, bucket_ms), outline(stretch, bucket_ms));
        for bucket in line.chunk_by(|a, b| a.0.div_euclid(bucket_ms) == b.0.div_euclid(bucket_ms)) {
            let edge_ms = bucket[0].0.div_euclid(bucket_ms) * bucket_ms;
            let all_of_it: Vec<_> = stretch
                .iter()
                .copied()
                .filter(|sample| (edge_ms..edge_ms + bucket_ms).contains(&sample.0))
                .collect();
            prop_assert!(bucket.len() <= 4);
            prop_assert!(all_of_it.len() > 4 || bucket == all_of_it, "few points are kept exactly");
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn lines_have_the_outline_of_everything(
        column in arbitrary::column(400),
        start in -110_000..200_000_i32,
        length in 1..300_000_i32,
        bucket_ms in 1..20_000_i32,
    ) {
        let window = start..start + length;
        let lines = lines(&column, window.clone(), Grid::new(bucket_ms as u32));
        check(&column, &window, bucket_ms, &lines)?;
    }

    #[test]
    fn an_outline_draws_what_its_column_does(
        column in arbitrary::column(900),
        start in -110_000..200_000_i32,
        length in 1..300_000_i32,
        width_ms in 1..60_000_u32,
    ) {
        let window = start..start + length;
        let grid = Outline::grid(width_ms);
        let lines = Outline::of(&column).lines(window.clone(), grid);
        check(&column, &window, grid.width_ms as i32, &lines)?;
    }

    #[test]
    fn panning_does_not_change_what_is_drawn(
        column in arbitrary::column(300),
        start in -50_000..50_000_i32,
        moved_ms in 0..30_000_i32,
        bucket_ms in 1..5_000_i32,
    ) {
        let (here, there) = (start..start + 60_000, start + moved_ms..start + moved_ms + 60_000);
        let in_both = (there.start + bucket_ms)..(here.end - bucket_ms);
        let drawn = |window: Range<i32>| -> Vec<_> {
            let lines = lines(&column, window, Grid::new(bucket_ms as u32));
            lines.iter().flat_map(points).filter(|point| in_both.contains(&point.0)).collect()
        };
        prop_assert_eq!(drawn(here), drawn(there));
    }

    #[test]
    fn a_window_never_has_more_buckets_than_columns(
        window_ms: u32,
        columns in 2..5_000_u32,
        start: i32,
    ) {
        let bucket_ms = i64::from(bucket_ms(window_ms, columns));
        let (start, end) = (i64::from(start), i64::from(start) + i64::from(window_ms));
        let touched = (end - 1).div_euclid(bucket_ms) - start.div_euclid(bucket_ms) + 1;
        prop_assert!(touched <= i64::from(columns));
        let narrowest_ms = (i64::from(window_ms) - 1).max(0).div_euclid(i64::from(columns) - 1) + 1;
        prop_assert!(bucket_ms == 10 || bucket_ms * 3 <= narrowest_ms * 4, "one step of the ladder");
    }
}
