//! All figures of a whole recording, against a plain scan of the four columns that they are made of.
//!
//! ```sh
//! cargo bench -p bench --bench figures
//! ```

use std::{hint::black_box, sync::LazyLock};

use divan::{Bencher, counter::ItemsCount};
use series::{Channel, FigureSettings, Recording, SpeedUnit, Zone, figures};

static RECORDING: LazyLock<Recording> =
    LazyLock::new(|| match bench::body().and_then(|body| Ok(bench::recording(&body)?)) {
        Ok(recording) => recording,
        Err(error) => panic!("no recording: {error}"),
    });

fn main() {
    LazyLock::force(&RECORDING);
    divan::main();
}

/// Five zones of each kind and everything else that can be told without a laboratory.
fn settings() -> FigureSettings {
    let zones = |edges: [f64; 6]| {
        edges.windows(2).map(|edge| Zone { lower: edge[0], upper: edge[1] }).collect()
    };
    FigureSettings {
        speed_unit: SpeedUnit::tell(&RECORDING),
        heart_rate_zones: zones([100.0, 120.0, 140.0, 160.0, 180.0, 200.0]),
        speed_zones: zones([3.0, 7.0, 11.0, 15.0, 19.0, 50.0]),
        hr_max_bpm: Some(200.0),
        hr_rest_bpm: Some(60.0),
        ..FigureSettings::default()
    }
}

fn of_window(bencher: Bencher, minutes: Option<i32>, settings: &FigureSettings) {
    let window = RECORDING.extent_ms().map_or(0..1, |(first, last)| {
        first..minutes.map_or(last + 1, |minutes| first + minutes * 60_000)
    });
    // Beats are left out: how they lie is told apart.
    let mut recording = RECORDING.clone();
    recording.rr_intervals_ms.clear();
    bencher
        .counter(ItemsCount::new(bench::ROWS))
        .bench(|| black_box(figures(&recording, window.clone(), settings)));
}

#[divan::bench]
fn ours(bencher: Bencher) {
    of_window(bencher, None, &settings());
}

#[divan::bench]
fn ours_without_peaks(bencher: Bencher) {
    of_window(bencher, None, &FigureSettings { peak_lengths_ms: Vec::new(), ..settings() });
}

#[divan::bench]
fn ours_of_ten_minutes(bencher: Bencher) {
    of_window(bencher, Some(10), &settings());
}

/// Adds up the numbers of the four columns one by one, with their instants.
#[divan::bench]
fn plain_scan(bencher: Bencher) {
    use Channel::{Distance, ForwardAcceleration, HeartRate, Speed};
    bencher.counter(ItemsCount::new(bench::ROWS)).bench(|| {
        for channel in [HeartRate, Speed, Distance, ForwardAcceleration] {
            let column = RECORDING.column(channel);
            let sum: f64 =
                column.into_iter().flat_map(series::Column::iter).map(|(_, value)| value).sum();
            black_box(sum);
        }
    });
}
