//! The compact form of a frame.
//!
//! ```text
//! frame   = "TF" version window bucket:varint state:zigzag lanes
//! window  = from:zigzag duration:varint            ms
//! lanes   = count:varint lane*
//! lane    = length:byte channel-key decimals:byte start:zigzag unit:varint first:zigzag lines packed packed
//! lines   = count:varint points-of-each:varint*
//! packed  = the steps of time, then those of the values (zigzag), of all points: see [`bits`](super::bits)
//! ```
//! A lane starts `start` ms after the window does, with the value `first`; its unit divides all steps of time. Steps are
//! taken from the point before, through the whole lane; values are multiplied by 10^decimals. A varint is little-endian base 128, as in Protocol Buffers.
//!
//! Where a bucket holds more values than are kept of it, the unit is the bucket: of its points it is told how they
//! follow each other, not where exactly in the bucket they are, and they come back evenly spread over it. A bucket is
//! no wider than a column of pixels, in which nobody can tell them apart. Otherwise instants come back as they were.

use super::{Frame, Lane, Point, bits};
use crate::model::{Channel, UnknownChannel, Window};

const MAGIC: [u8; 2] = *b"TF";
pub(super) const VERSION: u8 = 2;
/// The most points that are kept of a bucket.
const KEPT_OF_A_BUCKET: u32 = 4;
/// A quantised value with more decimals would not leave room for the digits before the point.
const MAX_DECIMALS: u8 = 9;

/// Bytes that are not a frame. A page that meets one should be reloaded, so that it has the server's version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// It does not start as a frame does.
    #[error("this is not a chart frame")]
    NotAFrame,
    /// Another version of Touchline wrote it.
    #[error(
        "the chart frame has version {0}, this program reads version {VERSION}; reload the page"
    )]
    Version(u8),
    /// It ends in the middle.
    #[error("the chart frame ends too early")]
    Truncated,
    /// It goes on after its end.
    #[error("the chart frame is followed by {0} more bytes")]
    TooLong(usize),
    /// It holds a channel that this program does not know.
    #[error(transparent)]
    Channel(#[from] UnknownChannel),
    /// A number is out of its range.
    #[error("the chart frame's {0} is out of range")]
    OutOfRange(&'static str),
}

pub(super) fn encode(frame: &Frame) -> Vec<u8> {
    let points: usize = frame.lanes.iter().flat_map(|lane| &lane.lines).map(Vec::len).sum();
    let mut bytes = Vec::with_capacity(16 + 16 * frame.lanes.len() + 2 * points);
    bytes.extend(MAGIC);
    bytes.push(VERSION);
    write_zigzag(&mut bytes, frame.window.from_ms.into());
    write_varint(&mut bytes, frame.window.duration_ms().into());
    write_varint(&mut bytes, frame.bucket_ms.into());
    write_zigzag(&mut bytes, frame.state);
    write_varint(&mut bytes, frame.lanes.len() as u64);
    for lane in &frame.lanes {
        encode_lane(&mut bytes, lane, frame);
    }
    bytes
}

fn encode_lane(bytes: &mut Vec<u8>, lane: &Lane, frame: &Frame) {
    let key = lane.channel.key();
    bytes.push(key.len() as u8);
    bytes.extend(key.as_bytes());
    bytes.push(lane.channel.decimals());
    let from_ms = frame.window.from_ms;
    let first_ms = lane.lines.iter().flatten().next().map_or(from_ms, |point| point.at_ms);
    let (start_ms, unit_ms) = clock(lane, first_ms, frame.bucket_ms);
    write_zigzag(bytes, i64::from(start_ms) - i64::from(from_ms));
    write_varint(bytes, unit_ms.into());
    let scale = scale(lane.channel.decimals());
    let quantised = |point: &Point| nearest(point.value * scale);
    let first = lane.lines.iter().flatten().next().map_or(0, quantised);
    write_zigzag(bytes, first);
    write_varint(bytes, lane.lines.len() as u64);
    for line in &lane.lines {
        write_varint(bytes, line.len() as u64);
    }
    let points = lane.lines.iter().map(Vec::len).sum();
    let (mut times, mut values) = (Vec::with_capacity(points), Vec::with_capacity(points));
    let (mut time, mut value) = (0, first);
    for point in lane.lines.iter().flatten() {
        let (next_time, next_value) = (step(start_ms, point.at_ms) / unit_ms, quantised(point));
        times.push(u64::from(next_time.wrapping_sub(time)));
        values.push(zigzag(next_value.wrapping_sub(value)));
        (time, value) = (next_time, next_value);
    }
    bits::write(bytes, &times);
    bits::write(bytes, &values);
}

/// Where a lane starts, and the unit of its steps of time, in ms: the largest that divides all of them or, when
/// buckets hold more than is kept of them, the bucket.
fn clock(lane: &Lane, first_ms: i32, bucket_ms: u32) -> (i32, u32) {
    let edge_ms = i64::from(first_ms) - i64::from(first_ms).rem_euclid(i64::from(bucket_ms.max(1)));
    let (mut at_ms, mut unit_ms) = (first_ms, 0);
    for point in lane.lines.iter().flatten() {
        unit_ms = greatest_common_divisor(step(at_ms, point.at_ms), unit_ms);
        at_ms = point.at_ms;
        // Further points can only make the unit smaller.
        if unit_ms > 0
            && bucket_ms > unit_ms.saturating_mul(KEPT_OF_A_BUCKET)
            && let Ok(edge_ms) = i32::try_from(edge_ms)
        {
            return (edge_ms, bucket_ms);
        }
    }
    (first_ms, unit_ms.max(1))
}

fn step(from_ms: i32, to_ms: i32) -> u32 {
    to_ms.wrapping_sub(from_ms).cast_unsigned()
}

fn greatest_common_divisor(mut a: u32, mut b: u32) -> u32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

pub(super) fn decode(bytes: &[u8]) -> Result<Frame, FrameError> {
    let mut reader = Reader { rest: bytes };
    if reader.take(MAGIC.len()).ok() != Some(&MAGIC) {
        return Err(FrameError::NotAFrame);
    }
    match reader.byte()? {
        VERSION => {}
        other => return Err(FrameError::Version(other)),
    }
    let window = reader.window()?;
    let bucket_ms = u32::try_from(reader.varint()?);
    let bucket_ms = bucket_ms.map_err(|_| FrameError::OutOfRange("bucket"))?;
    let state = reader.zigzag()?;
    let lanes = reader.list(MIN_LANE_BYTES, |reader| reader.lane(window.from_ms))?;
    match reader.rest.len() {
        0 => Ok(Frame { window, bucket_ms, state, lanes }),
        more => Err(FrameError::TooLong(more)),
    }
}

// The least that one of each can take; no count is believed that promises more than the bytes can hold.
const MIN_LANE_BYTES: usize = 7;
const MIN_LINE_BYTES: usize = 1;

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], FrameError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(FrameError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, FrameError> {
        let (&byte, rest) = self.rest.split_first().ok_or(FrameError::Truncated)?;
        self.rest = rest;
        Ok(byte)
    }

    fn varint(&mut self) -> Result<u64, FrameError> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if (bits << shift) >> shift != bits {
                break;
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(FrameError::OutOfRange("number"))
    }

    fn zigzag(&mut self) -> Result<i64, FrameError> {
        Ok(unzigzag(self.varint()?))
    }

    fn window(&mut self) -> Result<Window, FrameError> {
        let out_of_range = || FrameError::OutOfRange("window");
        let from_ms = i32::try_from(self.zigzag()?).map_err(|_| out_of_range())?;
        let duration_ms = u32::try_from(self.varint()?).map_err(|_| out_of_range())?;
        let to_ms = from_ms.checked_add_unsigned(duration_ms).ok_or_else(out_of_range)?;
        Window::new(from_ms, to_ms).ok_or_else(out_of_range)
    }

    /// As many as a count says, each of which takes at least `min_bytes`.
    fn list<T>(
        &mut self,
        min_bytes: usize,
        mut item: impl FnMut(&mut Self) -> Result<T, FrameError>,
    ) -> Result<Vec<T>, FrameError> {
        let count = usize::try_from(self.varint()?).map_err(|_| FrameError::Truncated)?;
        if count > self.rest.len() / min_bytes {
            return Err(FrameError::Truncated);
        }
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(item(self)?);
        }
        Ok(items)
    }

    fn lane(&mut self, from_ms: i32) -> Result<Lane, FrameError> {
        let length = self.byte()?;
        let key = String::from_utf8_lossy(self.take(length.into())?);
        let channel: Channel = key.parse()?;
        let decimals = self.byte()?;
        if decimals > MAX_DECIMALS {
            return Err(FrameError::OutOfRange("number of decimals"));
        }
        let scale = scale(decimals);
        let out_of_range = || FrameError::OutOfRange("time");
        let start_ms =
            self.zigzag()?.checked_add(from_ms.into()).and_then(|start| i32::try_from(start).ok());
        let unit_ms = u32::try_from(self.varint()?).map_err(|_| out_of_range())?;
        let start_ms = start_ms.ok_or_else(out_of_range)?;
        let mut quantised = self.zigzag()?;
        let lengths = self.list(MIN_LINE_BYTES, |reader| {
            usize::try_from(reader.varint()?).map_err(|_| FrameError::Truncated)
        })?;
        let points = lengths.iter().try_fold(0_usize, |sum, length| sum.checked_add(*length));
        let points = points.ok_or(FrameError::Truncated)?;
        let times = bits::read(&mut self.rest, points).ok_or(FrameError::Truncated)?;
        let values = bits::read(&mut self.rest, points).ok_or(FrameError::Truncated)?;
        let instants = instants(&times, start_ms, unit_ms).ok_or_else(out_of_range)?;
        let mut points = instants.into_iter().zip(values).map(|(at_ms, step)| {
            quantised = quantised.wrapping_add(unzigzag(step));
            Point { at_ms, value: quantised as f64 / scale }
        });
        let lines = lengths.into_iter().map(|length| points.by_ref().take(length).collect());
        Ok(Lane { channel, lines: lines.collect() })
    }
}

/// The instants of steps of time. Several in one unit are evenly spread over it.
fn instants(times: &[u64], start_ms: i32, unit_ms: u32) -> Option<Vec<i32>> {
    let mut instants = Vec::with_capacity(times.len());
    let (mut units, mut left) = (0_u32, times);
    while let [step, rest @ ..] = left {
        let in_unit = 1 + rest.iter().take_while(|step| **step == 0).count();
        units = units.wrapping_add(u32::try_from(*step).ok()?);
        let from_ms = start_ms.wrapping_add_unsigned(units.checked_mul(unit_ms)?);
        for place in 0..in_unit {
            let into_ms = u64::from(unit_ms) * place as u64 / in_unit as u64;
            instants.push(from_ms.wrapping_add_unsigned(into_ms as u32));
        }
        left = &left[in_unit..];
    }
    Some(instants)
}

fn scale(decimals: u8) -> f64 {
    10_f64.powi(decimals.into())
}

/// The nearest whole number, and unlike with `f64::round` without a call.
fn nearest(number: f64) -> i64 {
    (number + 0.5_f64.copysign(number)) as i64
}

fn write_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn write_zigzag(bytes: &mut Vec<u8>, number: i64) {
    write_varint(bytes, zigzag(number));
}

/// Small numbers of either sign as small numbers.
fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> (i64::BITS - 1))).cast_unsigned()
}

fn unzigzag(folded: u64) -> i64 {
    (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    /// A lane of points at multiples of a tenth of a second, in order.
    fn lane() -> impl Strategy<Value = Lane> {
        select(Channel::ALL.to_vec()).prop_flat_map(|channel| {
            let scale = scale(channel.decimals());
            let step = (prop_oneof![1..4_i32, 1..5_000_i32], -(1_i64 << 40)..(1 << 40));
            (-100_000..100_000_i32, vec(vec(step, 0..20), 0..4)).prop_map(move |(start, lines)| {
                let mut at_ms = start * 100;
                let mut point = |(step, quantised): (i32, i64)| {
                    at_ms += step * 100;
                    Point { at_ms, value: quantised as f64 / scale }
                };
                let mut line = |steps: Vec<_>| steps.into_iter().map(&mut point).collect();
                Lane { channel, lines: lines.into_iter().map(&mut line).collect() }
            })
        })
    }

    fn frame(bucket_ms: impl Strategy<Value = u32>) -> impl Strategy<Value = Frame> {
        let window = (any::<i32>(), any::<i32>())
            .prop_filter_map("an empty window", |(a, b)| Window::new(a.min(b), a.max(b)));
        (window, bucket_ms, any::<i64>(), vec(lane(), 0..5))
            .prop_map(|(window, bucket_ms, state, lanes)| Frame { window, bucket_ms, state, lanes })
    }

    proptest! {
        #[test]
        fn a_frame_of_narrow_buckets_comes_back(frame in frame(0..400_u32)) {
            prop_assert_eq!(decode(&encode(&frame)), Ok(frame));
        }

        #[test]
        fn of_wide_buckets_everything_comes_back_but_the_place_in_the_bucket(frame in frame(0..20_000_u32)) {
            let back = decode(&encode(&frame)).unwrap();
            prop_assert_eq!((back.window, back.lanes.len()), (frame.window, frame.lanes.len()));
            prop_assert_eq!(back.state, frame.state);
            for (back, lane) in back.lanes.iter().zip(&frame.lanes) {
                prop_assert_eq!(back.channel, lane.channel);
                let lengths = |lane: &Lane| lane.lines.iter().map(Vec::len).collect::<Vec<_>>();
                prop_assert_eq!(lengths(back), lengths(lane));
                let points = || back.lines.iter().flatten().zip(lane.lines.iter().flatten());
                for (back, point) in points() {
                    prop_assert_eq!(back.value.to_bits(), point.value.to_bits());
                    let width = frame.bucket_ms.max(1).cast_signed();
                    prop_assert!(back.at_ms == point.at_ms || back.at_ms.div_euclid(width) == point.at_ms.div_euclid(width));
                }
                prop_assert!(back.lines.iter().flatten().is_sorted_by_key(|point| point.at_ms));
            }
        }

        #[test]
        fn a_part_of_a_frame_is_none(frame in frame(0..20_000_u32), keep in any::<prop::sample::Index>()) {
            let bytes = encode(&frame);
            prop_assert!(decode(&bytes[..keep.index(bytes.len())]).is_err());
        }

        #[test]
        fn any_bytes_give_a_frame_or_an_error(garbage in vec(any::<u8>(), 0..400)) {
            let mut bytes = vec![MAGIC[0], MAGIC[1], VERSION];
            bytes.extend(&garbage);
            if let Ok(frame) = decode(&bytes) {
                let points: usize = frame.lanes.iter().flat_map(|lane| &lane.lines).map(Vec::len).sum();
                prop_assert!(points <= garbage.len() * 8);
            }
        }

        #[test]
        fn a_changed_byte_gives_a_frame_or_an_error(
            frame in frame(0..20_000_u32),
            at in any::<prop::sample::Index>(),
            byte in any::<u8>(),
        ) {
            let mut bytes = encode(&frame);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            // Whatever it is, it has an encoding of its own.
            if let Ok(frame) = decode(&bytes) {
                prop_assert!(decode(&encode(&frame)).is_ok());
            }
        }
    }

    fn header() -> Vec<u8> {
        vec![b'T', b'F', VERSION, 0, 100, 0, 0]
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let with = |tail: &[u8]| {
            decode(&[header().as_slice(), tail].concat()).map(|frame| frame.lanes.len())
        };
        let lane = |decimals: u8, start: &[u8]| {
            [&[1, 2, b'h', b'r', decimals], start, &[1, 0, 0, 0, 0]].concat()
        };
        assert_eq!(with(&[0]), Ok(0));
        assert_eq!(with(&[0, 7, 7]), Err(FrameError::TooLong(2)));
        assert_eq!(
            with(&[1, 2, b'x', b'y', 0, 0, 1, 0, 0, 0, 0]),
            Err(UnknownChannel("xy".to_owned()).into())
        );
        assert_eq!(with(&lane(10, &[0])), Err(FrameError::OutOfRange("number of decimals")));
        assert_eq!(with(&lane(0, &[1])), Ok(1));
        assert_eq!(with(&lane(0, &[0xfe, 0xff, 0xff, 0xff, 0x0f])), Ok(1));
        assert_eq!(
            with(&lane(0, &[0xfe, 0xff, 0xff, 0xff, 0x1f])),
            Err(FrameError::OutOfRange("time"))
        );
        assert_eq!(with(&[0xff; 11]), Err(FrameError::OutOfRange("number")));
        assert_eq!(decode(b"<!doctype html>"), Err(FrameError::NotAFrame));
        assert_eq!(decode(b""), Err(FrameError::NotAFrame));
        assert_eq!(decode(b"TF\x01"), Err(FrameError::Version(1)));
        assert_eq!(decode(&[b'T', b'F', VERSION, 0, 0, 0]), Err(FrameError::OutOfRange("window")));
    }

    #[test]
    fn a_count_that_the_bytes_cannot_hold_reserves_nothing() {
        let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
        assert_eq!(decode(&[header().as_slice(), &huge].concat()), Err(FrameError::Truncated));
        let lane = [1, 2, b'h', b'r', 0, 0, 1, 0];
        for lines in [&huge[..], &[1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]] {
            assert_eq!(
                decode(&[header().as_slice(), &lane, lines, &[0, 0]].concat()),
                Err(FrameError::Truncated)
            );
        }
    }

    #[test]
    fn a_dense_line_takes_little_more_than_its_steps_of_value() {
        let line = (0..1_000)
            .map(|i| Point { at_ms: i * 100, value: f64::from((i % 60 - 30).abs()) / 100.0 })
            .collect();
        let lanes = vec![Lane { channel: Channel::Speed, lines: vec![line] }];
        let window = Window { from_ms: 0, to_ms: 100_000 };
        let bytes = encode(&Frame { window, bucket_ms: 100, state: 0, lanes });
        assert!(bytes.len() < 750, "{}", bytes.len());
    }

    #[test]
    fn points_are_spread_over_their_bucket_in_order() {
        let point = |at_ms, value| Point { at_ms, value };
        let line = vec![
            point(100, 1.0),
            point(2_300, 5.0),
            point(2_400, 0.0),
            point(9_900, 2.0),
            point(10_000, 3.0),
        ];
        let lanes = vec![Lane { channel: Channel::HeartRate, lines: vec![line] }];
        let window = Window { from_ms: 0, to_ms: 100_000 };
        let back = decode(&encode(&Frame { window, bucket_ms: 10_000, state: 0, lanes })).unwrap();
        let expected = [(0, 1.0), (2_500, 5.0), (5_000, 0.0), (7_500, 2.0), (10_000, 3.0)];
        assert_eq!(back.lanes[0].lines, [expected.map(|(at_ms, value)| point(at_ms, value))]);
    }
}
