//! What was measured at an instant, in words.

use std::iter;

use super::{
    loaded::lines_of,
    recordings::{Mark, Recording, Recordings},
    scene::Backdrop,
    time_axis::{Clock, Precision},
};
use crate::{
    format,
    model::{Channel, Point, Window},
    preferences::Locale,
};

/// What a lane says about an instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Which lane.
    pub channel: Channel,
    /// Of which recording; `None` for one alone.
    pub mark: Option<Mark>,
    /// What was measured.
    pub value: Measured,
}

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measured {
    /// The nearest measured value.
    Value(Point),
    /// Nothing: the instant lies in a gap.
    Nothing,
    /// Not known yet: the data of this part are on their way.
    NotLoaded,
}

impl Reading {
    /// The value with its unit, for example `164 bpm`, after the letter of its recording.
    pub fn label(self, locale: Locale) -> String {
        let texts = &locale.texts().chart;
        let value = match self.value {
            Measured::Value(point) => value_label(locale, self.channel, point.value),
            Measured::Nothing => texts.no_data.to_owned(),
            Measured::NotLoaded => texts.loading.to_owned(),
        };
        match self.mark {
            Some(mark) => format!("{}\u{a0}{value}", mark.letter()),
            None => value,
        }
    }
}

/// What every lane says about an instant, lane by lane, and in each recording by recording.
pub fn readings(recordings: &Recordings, at_ms: i32, tolerance_ms: u32) -> Vec<Reading> {
    let in_lane = |channel: Channel| {
        recordings.each().iter().map(move |recording| Reading {
            channel,
            mark: recording.mark,
            value: read(recording, channel, at_ms, tolerance_ms),
        })
    };
    recordings.lanes().iter().copied().flat_map(in_lane).collect()
}

/// What was measured at an instant. Beside a line its end still counts within `tolerance_ms`, so that a single value
/// between gaps can be pointed at.
pub fn read(recording: &Recording, channel: Channel, at_ms: i32, tolerance_ms: u32) -> Measured {
    let loaded = &recording.loaded;
    // Others in the chart may have more channels, and reach further.
    if !loaded.channels().contains(&channel) || !loaded.whole().contains(at_ms) {
        return Measured::Nothing;
    }
    match loaded.frame_at(at_ms, channel) {
        None => Measured::NotLoaded,
        Some(frame) => lines_of(frame, channel)
            .filter_map(|line| nearest(line, at_ms, tolerance_ms))
            .min_by_key(|point| point.at_ms.abs_diff(at_ms))
            .map_or(Measured::Nothing, Measured::Value),
    }
}

/// The point of a line that is nearest to an instant, when the instant lies within the line or close to its ends.
fn nearest(line: &[Point], at_ms: i32, tolerance_ms: u32) -> Option<Point> {
    let (first, last) = (line.first()?, line.last()?);
    let inside = (first.at_ms..=last.at_ms).contains(&at_ms);
    let after = line.partition_point(|point| point.at_ms < at_ms);
    line[after.saturating_sub(1)..line.len().min(after + 1)]
        .iter()
        .min_by_key(|point| point.at_ms.abs_diff(at_ms))
        .filter(|point| inside || point.at_ms.abs_diff(at_ms) <= tolerance_ms)
        .copied()
}

/// A value with its unit, rounded as people read it.
pub fn value_label(locale: Locale, channel: Channel, value: f64) -> String {
    let unit = locale.texts().kinds.unit(channel, locale.speed_unit);
    format!("{}\u{a0}{unit}", number(locale, channel, value))
}

fn number(locale: Locale, channel: Channel, value: f64) -> String {
    let decimals = match channel {
        Channel::Speed => return format::speed(locale, value),
        Channel::ForwardAcceleration => 1,
        Channel::HeartRate
        | Channel::Distance
        | Channel::Cadence
        | Channel::Altitude
        | Channel::Power
        | Channel::BeatInterval => 0,
        Channel::Latitude | Channel::Longitude => 5,
    };
    format::number(locale, value, decimals)
}

/// The sentence for people who do not see the crosshair: `18:05:42: heart rate 164 bpm, speed 21.3 km/h`.
pub fn sentence(clock: Clock, window: Window, at_ms: i32, readings: &[Reading]) -> String {
    let locale = clock.locale();
    let texts = locale.texts();
    let name = |channel| (texts.chart.in_sentence)(texts.kinds.channel(channel));
    let values: Vec<String> = readings
        .chunk_by(|a, b| a.channel == b.channel)
        .map(|lane| {
            let values: Vec<String> = lane.iter().map(|reading| reading.label(locale)).collect();
            let name = lane.first().map(|reading| name(reading.channel)).unwrap_or_default();
            format!("{name} {}", values.join(", "))
        })
        .collect();
    format!("{}: {}", clock.label(at_ms, Precision::within(window)), values.join(", "))
}

/// The sentence for people who do not see the chart at all, about what is inside the window:
/// `17:58:20 to 18:13:20 (15:00). Heart rate 92 to 181 bpm. Speed 0.0 to 31.0 km/h.`
///
/// Of several recordings each has a sentence for each lane. What cannot be true is counted, in all of them together.
pub fn summary(recordings: &Recordings, backdrop: &Backdrop, window: Window) -> String {
    let (clock, locale) = (backdrop.clock(), backdrop.locale);
    let texts = locale.texts();
    let of_one = |channel: Channel, recording: &Recording| {
        let letter = recording.mark.map_or_else(String::new, |mark| format!(" {}", mark.letter()));
        let name = format!("{}{letter}", texts.kinds.channel(channel));
        match recording.loaded.range_in(window, channel) {
            None => format!("{name}: {}", texts.chart.no_data),
            Some(seen) => (texts.chart.range)(
                &name,
                &number(locale, channel, seen.low),
                &value_label(locale, channel, seen.high),
            ),
        }
    };
    let lanes = recordings.lanes().iter().map(|channel| {
        let each: Vec<String> =
            recordings.each().iter().map(|recording| of_one(*channel, recording)).collect();
        let lane = each.join(". ");
        match backdrop.spikes_in(window, *channel).count() {
            0 => lane,
            count => format!("{lane}, {}", (texts.chart.spikes)(count)),
        }
    });
    let sentences: Vec<String> = iter::once(clock.window_label(window)).chain(lanes).collect();
    format!("{}.", sentences.join(". "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chart::loaded::Loaded,
        model::{Frame, Lane, Spike},
        preferences::{Language, SpeedUnit},
    };

    fn loaded() -> Recordings {
        one().into()
    }

    fn one() -> Loaded {
        Loaded::new(frame(), Window { from_ms: 0, to_ms: 100_000 })
    }

    fn frame() -> Frame {
        let point = |at_ms, value| Point { at_ms, value };
        let lanes = vec![
            Lane {
                channel: Channel::HeartRate,
                lines: vec![
                    vec![point(0, 120.0), point(1_000, 121.0), point(9_000, 130.0)],
                    vec![point(30_000, 150.0)],
                ],
            },
            Lane {
                channel: Channel::Speed,
                lines: vec![vec![point(0, 1.26), point(59_000, 21.34)]],
            },
        ];
        Frame { window: Window { from_ms: 0, to_ms: 60_000 }, bucket_ms: 100, state: 0, lanes }
    }

    fn heart_rate_at(at_ms: i32) -> String {
        readings(&loaded(), at_ms, 500)[0].label(Locale::default())
    }

    #[test]
    fn the_nearest_value_that_was_measured_is_read() {
        assert_eq!(heart_rate_at(400), "120\u{a0}bpm");
        assert_eq!(heart_rate_at(600), "121\u{a0}bpm");
        assert_eq!(heart_rate_at(5_001), "130\u{a0}bpm");
        assert_eq!(heart_rate_at(9_000), "130\u{a0}bpm");
    }

    #[test]
    fn gaps_are_not_filled_but_single_values_can_be_met() {
        assert_eq!(heart_rate_at(9_400), "130\u{a0}bpm");
        assert_eq!(heart_rate_at(9_600), "no data");
        assert_eq!(heart_rate_at(29_600), "150\u{a0}bpm");
        assert_eq!(heart_rate_at(30_501), "no data");
    }

    #[test]
    fn what_was_not_fetched_yet_is_not_called_a_gap() {
        assert_eq!(heart_rate_at(70_000), "loading");
    }

    #[test]
    fn the_whole_is_summed_up() {
        let window = Window { from_ms: 0, to_ms: 60_000 };
        assert_eq!(
            summary(&loaded(), &Backdrop::default(), window),
            "0:00 to 1:00 (1:00). Heart rate 120 to 150\u{a0}bpm. Speed 1.3 to 21.3\u{a0}km/h."
        );
    }

    #[test]
    fn what_cannot_be_true_is_told() {
        let spike = |channel, at_ms| Spike { channel, at_ms, value: 99.0 };
        let spikes = vec![spike(Channel::Speed, 10), spike(Channel::Speed, 70_000)];
        let backdrop = Backdrop { spikes, ..Backdrop::default() };
        let told = summary(&loaded(), &backdrop, Window { from_ms: 0, to_ms: 60_000 });
        assert!(told.ends_with("21.3\u{a0}km/h, ✕ 1 value that cannot be true."), "{told}");
        assert!(told.contains("150\u{a0}bpm. "), "{told}");
    }

    #[test]
    fn it_is_told_in_the_persons_language_and_unit() {
        let locale = Locale { language: Language::German, speed_unit: SpeedUnit::MetresPerSecond };
        let (clock, window) = (Clock::new(None, locale), Window { from_ms: 0, to_ms: 60_000 });
        assert_eq!(
            summary(&loaded(), &Backdrop { locale, ..Backdrop::default() }, window),
            "0:00 bis 1:00 (1:00). Herzfrequenz 120 bis 150\u{a0}S/min. Geschwindigkeit 0,35 bis \
             5,93\u{a0}m/s."
        );
        assert_eq!(
            sentence(clock, window, 59_000, &readings(&loaded(), 59_000, 500)),
            "0:59: Herzfrequenz keine Daten, Geschwindigkeit 5,93\u{a0}m/s"
        );
    }

    #[test]
    fn of_several_recordings_each_is_told_after_its_letter() {
        let whole = Window { from_ms: 0, to_ms: 100_000 };
        let mut speed = frame();
        speed.lanes.retain(|lane| lane.channel == Channel::Speed);
        let without_heart_rate = Loaded::new(speed, whole).of(vec![Channel::Speed]);
        let both = Recordings::new(
            vec![
                Recording { loaded: one(), mark: Some(Mark::A) },
                Recording { loaded: without_heart_rate, mark: Some(Mark::B) },
            ],
            vec![Channel::HeartRate, Channel::Speed],
        );
        let window = Window { from_ms: 0, to_ms: 60_000 };
        let clock = Clock::new(None, Locale::default());
        assert_eq!(
            sentence(clock, window, 400, &readings(&both, 400, 0)),
            "0:00: heart rate A\u{a0}120\u{a0}bpm, B\u{a0}no data, speed A\u{a0}1.3\u{a0}km/h, \
             B\u{a0}1.3\u{a0}km/h"
        );
        assert_eq!(
            summary(&both, &Backdrop::default(), window),
            "0:00 to 1:00 (1:00). Heart rate A 120 to 150\u{a0}bpm. Heart rate B: no data. \
             Speed A 1.3 to 21.3\u{a0}km/h. Speed B 1.3 to 21.3\u{a0}km/h."
        );
    }

    #[test]
    fn beyond_a_recording_there_is_nothing_and_nothing_comes() {
        let readings = readings(&loaded(), 100_000, 500);
        assert!(readings.iter().all(|reading| reading.value == Measured::Nothing), "{readings:?}");
    }

    #[test]
    fn a_part_is_summed_up_without_the_rest() {
        let window = Window { from_ms: 0, to_ms: 30_000 };
        assert_eq!(
            summary(&loaded(), &Backdrop::default(), window),
            "0:00.0 to 0:30.0 (0:30). Heart rate 120 to 130\u{a0}bpm. Speed 1.3 to 1.3\u{a0}km/h."
        );
        let later = Window { from_ms: 61_000, to_ms: 100_000 };
        assert!(summary(&loaded(), &Backdrop::default(), later).ends_with("Speed: no data."));
    }

    #[test]
    fn the_sentence_has_time_and_units() {
        let window = Window { from_ms: 0, to_ms: 60_000 };
        let readings = readings(&loaded(), 40_000, 500);
        assert_eq!(
            sentence(Clock::new(None, Locale::default()), window, 40_000, &readings),
            "0:40: heart rate no data, speed 21.3\u{a0}km/h"
        );
    }
}
