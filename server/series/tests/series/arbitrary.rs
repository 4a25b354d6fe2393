//! Random columns and recordings.

use proptest::{collection::vec, prelude::*};
use series::{Channel, Column, Recording};

pub(crate) fn channel() -> impl Strategy<Value = Channel> {
    proptest::sample::select(&Channel::ALL[..])
}

/// Pauses in ms as they occur: grids, jitter, holes.
fn pause_ms() -> impl Strategy<Value = i32> {
    prop_oneof![
        20 => Just(100),
        5 => Just(1_000),
        3 => 1..400_i32,
        1 => 1_000..120_000_i32,
    ]
}

/// Values with any number of decimals, whole ones and ones with few decimals most of the time.
fn values() -> impl Strategy<Value = BoxedStrategy<f64>> {
    let decimals =
        |scale: f64| (-50_000_i32..50_000).prop_map(move |value| f64::from(value) / scale);
    proptest::sample::select(vec![
        decimals(1.0).boxed(),
        decimals(10.0).boxed(),
        decimals(100.0).boxed(),
        decimals(1_000.0).boxed(),
        decimals(99_999.0).boxed(),
        (0..4_i32).prop_map(f64::from).boxed(),
        (-2_147_483.6..2_147_483.6).boxed(),
    ])
}

/// `(at_ms, value)` in order of time.
pub(crate) fn samples(most: usize) -> impl Strategy<Value = Vec<(i32, f64)>> {
    (values(), -100_000..100_000_i32).prop_flat_map(move |(values, start_ms)| {
        vec((pause_ms(), values), 0..most).prop_map(move |rows| {
            let in_time = |at_ms: &mut i32, (pause_ms, value): (i32, f64)| {
                *at_ms += pause_ms;
                Some((*at_ms, value))
            };
            rows.into_iter().scan(start_ms, in_time).collect()
        })
    })
}

pub(crate) fn column(most: usize) -> impl Strategy<Value = Column> {
    (channel(), samples(most)).prop_map(|(channel, samples)| Column::from_samples(channel, samples))
}

/// Speed, distance and heart rate as a body has them, each with pauses of its own.
pub(crate) fn recording() -> impl Strategy<Value = Recording> {
    let series = |channel: Channel, values: std::ops::Range<i32>| {
        vec((pause_ms(), values), 0..120).prop_map(move |rows| {
            let (mut at_ms, mut total) = (0, 0.0);
            let samples = rows.into_iter().map(|(pause_ms, value)| {
                at_ms += pause_ms;
                total += f64::from(value) / 10.0;
                let value = if channel == Channel::Distance { total } else { f64::from(value) };
                (at_ms, value)
            });
            Column::from_samples(channel, samples)
        })
    };
    (
        series(Channel::Speed, 0..12),
        proptest::option::of(series(Channel::Distance, 0..12)),
        proptest::option::of(series(Channel::HeartRate, 60..200)),
        proptest::option::of(series(Channel::ForwardAcceleration, -6..7)),
    )
        .prop_map(|(speed, distance, heart_rate, acceleration)| {
            let others = [distance, heart_rate, acceleration];
            Recording::from_columns(others.into_iter().flatten().chain([speed]))
        })
}
