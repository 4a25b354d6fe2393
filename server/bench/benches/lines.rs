//! A whole recording to the lines of a chart a thousand columns wide: ours (M4) against a plain scan of the same
//! numbers and against LTTB, and from stored bytes as well.
//!
//! ```sh
//! cargo bench -p bench --bench lines
//! ```

use std::{hint::black_box, sync::LazyLock};

use divan::{Bencher, counter::ItemsCount};
use series::{Column, Grid, Recording, bucket_ms, lines};

/// How wide the chart is.
const COLUMNS: u32 = 1_000;

static RECORDING: LazyLock<Recording> =
    LazyLock::new(|| match bench::body().and_then(|body| Ok(bench::recording(&body)?)) {
        Ok(recording) => recording,
        Err(error) => panic!("no recording: {error}"),
    });

/// The same numbers as plain arrays, as somebody else's program would hold them.
static ARRAYS: LazyLock<Vec<Vec<f32>>> = LazyLock::new(|| {
    let values = |column: &Column| column.iter().map(|(_, value)| value as f32).collect();
    RECORDING.columns().iter().map(values).collect()
});

fn main() {
    LazyLock::force(&ARRAYS);
    divan::main();
}

fn whole(recording: &Recording) -> std::ops::Range<i32> {
    recording.extent_ms().map_or(0..1, |(first, last)| first..last + 1)
}

fn all_lines<'a>(columns: impl IntoIterator<Item = &'a Column>) -> usize {
    let window = whole(&RECORDING);
    let grid = Grid::new(bucket_ms(window.start.abs_diff(window.end), COLUMNS));
    let lines = columns.into_iter().flat_map(|column| lines(column, window.clone(), grid));
    lines.map(|line| black_box(line).points.len()).sum()
}

fn rows() -> ItemsCount {
    ItemsCount::new(bench::ROWS)
}

/// Ours, from columns in memory.
#[divan::bench]
fn ours(bencher: Bencher) {
    bencher.counter(rows()).bench(|| all_lines(RECORDING.columns()));
}

/// Ours, from stored bytes: checked, unpacked, reduced.
#[divan::bench]
fn ours_from_bytes(bencher: Bencher) {
    let stored: Vec<Vec<u8>> = RECORDING.columns().iter().map(Column::encode).collect();
    bencher.counter(rows()).bench(|| {
        let columns: Vec<Column> =
            stored.iter().filter_map(|bytes| Column::decode(bytes).ok()).collect();
        all_lines(&columns)
    });
}

/// Looks at every number once, and keeps the smallest and the largest.
#[divan::bench]
fn plain_scan(bencher: Bencher) {
    bencher.counter(rows()).bench(|| {
        for values in &*ARRAYS {
            let extremes = values.iter().fold((f32::MAX, f32::MIN), |(min, max), value| {
                (if *value < min { *value } else { min }, if *value > max { *value } else { max })
            });
            black_box(extremes);
        }
    });
}

/// Largest-triangle-three-buckets (Steinarsson 2013), the usual way to make a line shorter.
#[divan::bench]
fn lttb(bencher: Bencher) {
    bencher.counter(rows()).bench(|| {
        for values in &*ARRAYS {
            black_box(largest_triangles(values, COLUMNS as usize));
        }
    });
}

/// The places that it keeps of evenly spaced values.
fn largest_triangles(values: &[f32], kept: usize) -> Vec<usize> {
    if values.len() <= kept {
        return (0..values.len()).collect();
    }
    let width = (values.len() - 2) as f32 / (kept - 2) as f32;
    let edge = |bucket: usize| 1 + (bucket as f32 * width) as usize;
    let mut places = vec![0];
    let mut last = 0;
    for bucket in 0..kept - 2 {
        let (start, end) = (edge(bucket), edge(bucket + 1).min(values.len() - 1));
        let next = &values[end..edge(bucket + 2).min(values.len())];
        let next_value = next.iter().sum::<f32>() / next.len().max(1) as f32;
        let next_place = (end + edge(bucket + 2).min(values.len())) as f32 / 2.0;
        let area = |place: usize| {
            let (x, y) = (last as f32, values[last]);
            ((x - next_place) * (values[place] - y) - (x - place as f32) * (next_value - y)).abs()
        };
        let largest = (start..end).max_by(|a, b| area(*a).total_cmp(&area(*b)));
        last = largest.unwrap_or(start);
        places.push(last);
    }
    places.push(values.len() - 1);
    places
}
