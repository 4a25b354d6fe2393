//! A made-up recording for tests: a match of 90 minutes at 10 Hz with a half-time break and lost samples.

use std::f64::consts::TAU;

use super::scene::Backdrop;
use crate::{
    model::{
        Channel, Frame, HeartRateZone, Lane, Line, Marker, MarkerKind, Point, SpeedZone, Window,
    },
    preferences::Locale,
};

/// The whole recording.
pub(crate) const WHOLE: Window = Window { from_ms: 0, to_ms: 5_400_000 };

/// The recording reduced to columns, as the server does it: first, lowest, highest and last value of each.
pub(crate) fn frame(channels: &[Channel], columns: i32) -> Frame {
    let lane = |channel: &Channel| {
        let lines =
            recorded(*channel).iter().map(|line| reduced(line, WHOLE.to_ms / columns)).collect();
        Lane { channel: *channel, lines }
    };
    Frame { window: WHOLE, bucket_ms: 100, state: 0, lanes: channels.iter().map(lane).collect() }
}

/// Two phases, a note, five zones each.
pub(crate) fn backdrop() -> Backdrop {
    let marker = |kind, name: &str, start_ms, end_ms| Marker {
        kind,
        name: Some(name.to_owned()),
        note: None,
        start_ms,
        end_ms,
    };
    let heart_rate_zone = |(index, lower)| HeartRateZone {
        index,
        lower_bpm: Some(lower),
        upper_bpm: Some(lower + 20.0),
        in_zone_ms: 0,
    };
    let speed_zone = |(index, lower, upper)| SpeedZone {
        index,
        lower_kmh: Some(lower),
        upper_kmh: Some(upper),
        in_zone_m: 0.0,
    };
    Backdrop {
        locale: Locale::default(),
        spikes: Vec::new(),
        recorded_from: "2025-09-14T17:58:20".parse().ok(),
        markers: vec![
            marker(MarkerKind::Phase, "First half", 60_000, 2_460_000),
            marker(MarkerKind::Recovery, "Break \"<tea>\" #000003", 2_460_000, 2_900_000),
            marker(MarkerKind::Phase, "Second half", 2_900_000, 5_300_000),
            marker(MarkerKind::Note, "Knock", 4_000_000, 4_000_000),
        ],
        heart_rate_zones: (1..=5)
            .zip([100.0, 120.0, 140.0, 160.0, 180.0])
            .map(heart_rate_zone)
            .collect(),
        speed_zones: [
            (1, 0.7, 7.2),
            (2, 7.2, 14.4),
            (3, 14.4, 19.8),
            (4, 19.8, 25.2),
            (5, 25.2, 50.0),
        ]
        .map(speed_zone)
        .to_vec(),
    }
}

/// Unbroken lines: the strap is lost for 40 s, and once a single value comes through.
fn recorded(channel: Channel) -> Vec<Line> {
    let step_ms = if channel == Channel::HeartRate { 1_000 } else { 100 };
    let scale = 10_f64.powi(channel.decimals().into());
    let point = |i: i32| {
        let value = value(channel, f64::from(i * step_ms) / 1_000.0);
        Point { at_ms: i * step_ms, value: (value * scale).round() / scale }
    };
    let count = WHOLE.to_ms / step_ms;
    let lost = |second: i32| (1_200..1_240).contains(&second) && second != 1_220;
    let points: Vec<Point> = (0..count).map(point).collect();
    points
        .chunk_by(|a, b| lost(a.at_ms / 1_000) == lost(b.at_ms / 1_000))
        .filter(|line| !lost(line[0].at_ms / 1_000))
        .map(<[Point]>::to_vec)
        .collect()
}

/// Efforts of a few seconds, more often in the halves than in the break, with noise that is the same each time.
fn value(channel: Channel, second: f64) -> f64 {
    let noise = ((second * 12.989_8).sin() * 43_758.545).fract();
    let playing = if (2_460.0..2_900.0).contains(&second) { 0.2 } else { 1.0 };
    let effort = playing
        * (0.5 + 0.5 * (second / 37.0 * TAU).sin()).powi(4)
        * (0.6 + 0.4 * (second / 411.0).sin());
    match channel {
        Channel::BeatInterval => 60_000.0 / value(Channel::HeartRate, second),
        Channel::HeartRate => 105.0 + 45.0 * playing + 30.0 * effort + 4.0 * noise,
        // A satellite fix jumps once.
        Channel::Speed if (3_300.0..3_300.3).contains(&second) => 61.3,
        Channel::Speed => (30.0 * effort + 3.0 * playing + 0.8 * noise).max(0.0),
        Channel::Distance => second * 1.9 + 40.0 * (second / 300.0).sin(),
        Channel::Cadence => (160.0 * effort + 8.0 * noise).max(0.0),
        Channel::Altitude => 12.0 + (second / 900.0).sin() + 0.3 * noise,
        Channel::Latitude => 69.649 + 0.000_4 * (second / 20.0).sin(),
        Channel::Longitude => 18.934 + 0.000_8 * (second / 31.0).cos(),
        Channel::ForwardAcceleration => 2.5 * effort * (second * 1.3).sin() + 0.4 * noise,
        Channel::Power => (900.0 * effort + 60.0 * noise).max(0.0),
    }
}

fn reduced(line: &[Point], column_ms: i32) -> Line {
    let mut points = Vec::new();
    for column in line.chunk_by(|a, b| a.at_ms / column_ms == b.at_ms / column_ms) {
        let lowest = column.iter().min_by(|a, b| a.value.total_cmp(&b.value));
        let highest = column.iter().max_by(|a, b| a.value.total_cmp(&b.value));
        let mut four: Vec<Point> = [column.first(), lowest, highest, column.last()]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        four.sort_by_key(|point| point.at_ms);
        four.dedup();
        points.extend(four);
    }
    points
}
