//! A whole recording to the lines of a chart a thousand columns wide: ours (M4) against a plain scan of the same
//! numbers and against LTTB, and from stored bytes as well.
//!
//! ```sh
//! cargo bench -p bench --bench lines
//! ```

use std::{hint::black_box, sync::LazyLock};

use divan::{Bencher, counter::ItemsCount};
use series::{Channel, Column, Grid, Outline, Recording, bucket_ms, lines};

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

/// How many players a page of a whole team draws.
const PLAYERS: u32 = 30;
/// How wide each of its charts is.
const SMALL_COLUMNS: u32 = 300;
/// What it draws of them.
const OF_A_TEAM: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

fn column(channel: Channel) -> &'static Column {
    RECORDING.column(channel).unwrap_or_else(|| panic!("no {channel:?}"))
}

/// A channel of thirty players from stored outlines.
#[divan::bench(args = OF_A_TEAM)]
fn team_from_outlines(bencher: Bencher, channel: Channel) {
    let stored = Outline::of(column(channel)).encode();
    let window = whole(&RECORDING);
    let grid = Outline::grid(bucket_ms(window.start.abs_diff(window.end), SMALL_COLUMNS));
    bencher.bench(|| {
        for _ in 0..PLAYERS {
            let outline = Outline::decode(black_box(&stored));
            black_box(outline.map(|outline| outline.lines(window.clone(), grid)).ok());
        }
    });
}

/// The same from the stored columns.
#[divan::bench(args = OF_A_TEAM)]
fn team_from_columns(bencher: Bencher, channel: Channel) {
    let stored = column(channel).encode();
    let window = whole(&RECORDING);
    let grid = Grid::new(bucket_ms(window.start.abs_diff(window.end), SMALL_COLUMNS));
    bencher.bench(|| {
        for _ in 0..PLAYERS {
            let column = Column::decode(black_box(&stored));
            black_box(column.map(|column| lines(&column, window.clone(), grid)).ok());
        }
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
