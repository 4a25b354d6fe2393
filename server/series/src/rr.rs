//! The times between heart beats, in ms, which Polar sends beside the samples.
//!
//! A recording has them as `Vec<Option<u16>>`: in order, `None` where the sensor
//! missed a beat. For a field of a serde model:
//!
//! ```
//! #[derive(serde::Deserialize)]
//! struct Details {
//!     #[serde(default, deserialize_with = "series::rr::deserialize")]
//!     rr_intervals: Vec<Option<u16>>,
//! }
//!
//! let details: Details = serde_json::from_str(r#"{"rr_intervals": [485, null, 483]}"#)?;
//! assert_eq!(details.rr_intervals, [Some(485), None, Some(483)]);
//! # Ok::<_, serde_json::Error>(())
//! ```

use std::fmt;

use serde::{
    Deserializer,
    de::{Error, SeqAccess, Visitor},
};

use crate::{
    Channel, Column, Recording,
    codec::{self, CodecError, Kind},
    recording::Cell,
};

/// The most intervals that one recording may have: 24 hours at 300 beats a minute.
pub const MAX_INTERVALS: usize = 24 * 60 * 300;

/// What stands for a missed beat among encoded intervals.
const MISSED: i32 = -1;

/// Reads a list of intervals in ms, rounded to whole ones; `null` is an empty list.
///
/// What is no number from 1 to 65,535 is a missed beat. More than
/// [`MAX_INTERVALS`] and anything that is no list are errors.
pub fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Option<u16>>, D::Error> {
    deserializer.deserialize_any(IntervalsVisitor)
}

struct IntervalsVisitor;

impl<'de> Visitor<'de> for IntervalsVisitor {
    type Value = Vec<Option<u16>>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RR intervals, a list of milliseconds")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut intervals_ms = Vec::new();
        while let Some(cell) = list.next_element::<Cell>()? {
            if intervals_ms.len() == MAX_INTERVALS {
                return Err(A::Error::custom(format_args!(
                    "more than {MAX_INTERVALS} RR intervals"
                )));
            }
            intervals_ms.push(cell.measured().and_then(interval_ms));
        }
        Ok(intervals_ms)
    }
}

fn interval_ms(ms: f64) -> Option<u16> {
    let ms = ms.round();
    (1.0..=f64::from(u16::MAX)).contains(&ms).then_some(ms as u16)
}

/// The root mean square of successive differences, in ms (Task Force of the ESC
/// and NASPE 1996): √(Σ (RRᵢ₊₁ − RRᵢ)² ÷ n) over the n pairs of neighbouring beats.
///
/// A pair with a missed beat in it is left out; `None` without any pair. The RMSSD
/// of a session does not compare with one at rest.
///
/// ```
/// let intervals_ms = [Some(800), Some(810), None, Some(500), Some(520)];
/// assert_eq!(series::rr::rmssd_ms(&intervals_ms), Some(250_f64.sqrt()));
/// ```
pub fn rmssd_ms(intervals_ms: &[Option<u16>]) -> Option<f64> {
    let mut differences = Differences::default();
    for interval_ms in intervals_ms {
        differences.add(*interval_ms);
    }
    differences.rmssd_ms()
}

/// The differences of neighbouring intervals.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Differences {
    /// The interval that the next one is a neighbour of.
    before_ms: Option<u16>,
    /// At most 2³² for each of [`MAX_INTERVALS`].
    squares_ms2: u64,
    count: u32,
}

impl Differences {
    /// Adds the next interval; `None` for a missed beat, or where the next ones are no neighbours.
    pub(crate) fn add(&mut self, interval_ms: Option<u16>) {
        if let (Some(before_ms), Some(after_ms)) = (self.before_ms, interval_ms) {
            self.squares_ms2 += u64::from(before_ms.abs_diff(after_ms)).pow(2);
            self.count += 1;
        }
        self.before_ms = interval_ms;
    }

    pub(crate) fn rmssd_ms(&self) -> Option<f64> {
        (self.count > 0).then(|| (self.squares_ms2 as f64 / f64::from(self.count)).sqrt())
    }
}

/// Below this no heart beats, in ms: 240 a minute.
pub const SHORTEST_MS: u16 = 250;

/// Above this somebody who moves has missed a beat, in ms: 30 a minute.
pub const LONGEST_MS: u16 = 2_000;

/// By which share an interval may differ from the one before (Malik 1989): more is an extra beat or a missed one.
pub const MOST_CHANGE: f64 = 0.2;

/// After so many in a row that are left out, the next one is compared with nothing.
const LEFT_OUT_IN_A_ROW: u32 = 3;

/// The times between beats over a recording, in ms, as a column: each at the instant of the beat that ends it, without
/// artefacts.
///
/// Intervals come without instants, and without those of the time in which the
/// heart was not felt. So beats are laid end to end over the unbroken stretches of
/// the heart rate channel, or from the start of the recording where there is no
/// such channel. A missed beat takes as long as the beat before it, so an instant
/// may be off by a few beats late in a recording.
///
/// Left out are missed beats, intervals that no heart has ([`SHORTEST_MS`], [`LONGEST_MS`]) and those that differ too
/// much from the last one that was kept ([`MOST_CHANGE`]).
pub fn tachogram(recording: &Recording) -> Column {
    let kept = placed(recording).into_iter().flat_map(without_artefacts);
    Column::from_samples(Channel::HeartRate, kept)
}

fn without_artefacts(beats: Vec<(i64, Option<u16>)>) -> Vec<(i32, f64)> {
    let mut kept = Vec::with_capacity(beats.len());
    let (mut before, mut left_out) = (None::<f64>, 0);
    for (at_ms, interval_ms) in beats {
        let possible = interval_ms.filter(|ms| (SHORTEST_MS..=LONGEST_MS).contains(ms));
        let alike =
            |ms: &f64| before.is_none_or(|before| (ms - before).abs() <= MOST_CHANGE * before);
        let fits = possible.map(f64::from).filter(alike).zip(i32::try_from(at_ms).ok());
        if let Some((interval_ms, at_ms)) = fits {
            kept.push((at_ms, interval_ms));
            (before, left_out) = (Some(interval_ms), 0);
        } else {
            left_out += 1;
            if left_out >= LEFT_OUT_IN_A_ROW {
                before = None;
            }
        }
    }
    kept
}

/// Each interval with the instant of the beat that ends it, see [`tachogram`]; by unbroken stretches.
pub(crate) fn placed(recording: &Recording) -> Vec<Vec<(i64, Option<u16>)>> {
    let mut intervals_ms = recording.rr_intervals_ms.iter().copied();
    // What a missed beat takes before the first that was measured.
    let Some(mut usual_ms) = intervals_ms.clone().flatten().next() else { return Vec::new() };
    let mut stretches = stretches(recording).into_iter().peekable();
    let mut placed = Vec::new();
    while let Some((from_ms, to_ms)) = stretches.next() {
        // Beats that are left over belong to the last stretch.
        let to_ms = if stretches.peek().is_some() { i64::from(to_ms) } else { i64::MAX };
        let mut at_ms = i64::from(from_ms);
        let mut beats = Vec::new();
        while at_ms < to_ms
            && let Some(interval_ms) = intervals_ms.next()
        {
            usual_ms = interval_ms.unwrap_or(usual_ms);
            at_ms += i64::from(usual_ms);
            beats.push((at_ms, interval_ms));
        }
        placed.push(beats);
    }
    placed
}

/// The unbroken stretches of the heart rate, from where to where.
fn stretches(recording: &Recording) -> Vec<(i32, i32)> {
    let of_column = |column: &Column| {
        let timebase = column.timebase();
        column
            .segments()
            .map(|segment| {
                (timebase.instant_ms(segment.start), timebase.instant_ms(segment.end - 1))
            })
            .collect()
    };
    let heart_rate = recording.column(Channel::HeartRate).map(of_column);
    heart_rate.unwrap_or_else(|| vec![recording.extent_ms().unwrap_or_default()])
}

/// Packs intervals into bytes that [`decode`] reads back.
pub fn encode(intervals_ms: &[Option<u16>]) -> Vec<u8> {
    let stored: Vec<i32> =
        intervals_ms.iter().map(|interval_ms| interval_ms.map_or(MISSED, i32::from)).collect();
    let mut writer = codec::Writer::new(Kind::RrIntervals);
    writer.length(stored.len());
    writer.numbers(&stored);
    writer.seal()
}

/// Reads what [`encode`] wrote. Damaged bytes are an error, never a panic.
pub fn decode(bytes: &[u8]) -> Result<Vec<Option<u16>>, CodecError> {
    let mut reader = codec::Reader::open(bytes)?;
    if reader.kind() != Kind::RrIntervals {
        return Err(CodecError::Malformed("these are no RR intervals"));
    }
    let length = reader.length(MAX_INTERVALS)?;
    let stored: Vec<i32> = reader.numbers(length)?;
    stored
        .into_iter()
        .map(|stored| match stored {
            MISSED => Ok(None),
            interval_ms => u16::try_from(interval_ms)
                .map(Some)
                .map_err(|_| CodecError::Malformed("an RR interval is out of range")),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<Vec<Option<u16>>, serde_json::Error> {
        deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn only_whole_positive_16_bit_intervals_are_beats() {
        let json =
            r#"[485, null, 483.4, 483.5, 65535, 65536, 0, -5, 0.2, "485", true, [1], {"a": 1}]"#;
        let beats = [Some(485), None, Some(483), Some(484), Some(65_535)];
        let parsed = parse(json).unwrap();
        assert_eq!(parsed[..5], beats);
        assert_eq!(parsed[5..], [None; 8]);
    }

    #[test]
    fn rmssd_is_over_pairs_of_neighbours() {
        // 10² + 20² + 0² over three pairs; the missed beat has none.
        let intervals = [Some(500), Some(510), Some(490), None, Some(800), Some(800)];
        assert_eq!(rmssd_ms(&intervals), Some((500.0_f64 / 3.0).sqrt()));
        for without_a_pair in [&[][..], &[Some(500)], &[None, None], &[Some(500), None, Some(510)]]
        {
            assert_eq!(rmssd_ms(without_a_pair), None);
        }
        assert_eq!(rmssd_ms(&[Some(1), Some(u16::MAX)].repeat(200_000)), Some(65_534.0));
    }

    fn tachogram_of(intervals_ms: &[u16]) -> Vec<(i32, f64)> {
        let heart_rate =
            Column::from_samples(Channel::HeartRate, (0..60).map(|second| (second * 1_000, 60.0)));
        let mut recording = Recording::from_columns([heart_rate]);
        recording.rr_intervals_ms =
            intervals_ms.iter().map(|ms| (*ms > 0).then_some(*ms)).collect();
        tachogram(&recording).iter().collect()
    }

    #[test]
    fn intervals_are_where_their_beats_end() {
        let kept = tachogram_of(&[500, 510, 0, 490]);
        assert_eq!(
            kept,
            [(500, 500.0), (1_010, 510.0), (2_010, 490.0)],
            "the missed one takes 510"
        );
        assert_eq!(tachogram_of(&[]), []);
        assert_eq!(tachogram_of(&[0, 0]), []);
    }

    #[test]
    fn what_no_heart_does_is_left_out() {
        let kept = |intervals_ms: &[u16]| {
            tachogram_of(intervals_ms).into_iter().map(|(_, ms)| ms).collect::<Vec<_>>()
        };
        assert_eq!(kept(&[500, 300, 690, 500, 249, 2_001, 505]), [500.0, 500.0, 505.0]);
        assert_eq!(kept(&[500, 600, 480]), [500.0, 600.0, 480.0], "a fifth is not too much");
        assert_eq!(kept(&[500, 601]), [500.0]);
        let lasting = kept(&[500, 800, 800, 800, 810, 820]);
        assert_eq!(lasting, [500.0, 810.0, 820.0], "what lasts is no artefact");
    }

    #[test]
    fn null_is_no_intervals_and_anything_else_an_error() {
        assert_eq!(parse("null").unwrap(), []);
        assert_eq!(parse("[]").unwrap(), []);
        for json in ["3", "{}", "\"485\"", "[485"] {
            assert!(parse(json).is_err(), "{json}");
        }
        let too_many = format!("[{}]", vec!["1"; MAX_INTERVALS + 1].join(","));
        assert!(
            parse(&too_many).unwrap_err().to_string().contains("more than 432000 RR intervals")
        );
    }
}
