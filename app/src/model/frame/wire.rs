//! The compact form of a frame.
//!
//! ```text
//! frame   = "TF" version window lanes
//! window  = from:zigzag duration:varint            ms
//! lanes   = count:varint lane*
//! lane    = length:byte channel-key decimals:byte start:zigzag unit:varint lines
//! lines   = count:varint line*
//! line    = count:varint point*
//! point   = time-step:varint value-step:zigzag     units of ms; value × 10^decimals
//! ```
//! A lane starts at its first point, `start` ms after the window does; its unit divides all steps of time, so that
//! the usual step of one sample is 1. Steps are taken from the point before, through the whole lane, the first ones
//! from the lane's start and from the value 0. A varint is little-endian base 128, as in Protocol Buffers. Steps of
//! time are not negative, because points are in order; a step back would take five bytes, and come back, too.

use super::{Frame, Lane, Line, Point};
use crate::model::{Channel, UnknownChannel, Window};

const MAGIC: [u8; 2] = *b"TF";
const VERSION: u8 = 1;
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
    let mut bytes = Vec::with_capacity(16 + 8 * frame.lanes.len() + 3 * points);
    bytes.extend(MAGIC);
    bytes.push(VERSION);
    write_zigzag(&mut bytes, frame.window.from_ms.into());
    write_varint(&mut bytes, frame.window.duration_ms().into());
    write_varint(&mut bytes, frame.lanes.len() as u64);
    for lane in &frame.lanes {
        encode_lane(&mut bytes, lane, frame.window.from_ms);
    }
    bytes
}

fn encode_lane(bytes: &mut Vec<u8>, lane: &Lane, from_ms: i32) {
    let key = lane.channel.key();
    bytes.push(key.len() as u8);
    bytes.extend(key.as_bytes());
    bytes.push(lane.channel.decimals());
    let start_ms = lane.lines.iter().flatten().next().map_or(from_ms, |point| point.at_ms);
    let unit_ms = unit(lane, start_ms);
    write_zigzag(bytes, i64::from(start_ms) - i64::from(from_ms));
    write_varint(bytes, unit_ms.into());
    let scale = scale(lane.channel.decimals());
    let (mut at_ms, mut quantised) = (start_ms, 0_i64);
    write_varint(bytes, lane.lines.len() as u64);
    for line in &lane.lines {
        write_varint(bytes, line.len() as u64);
        for point in line {
            write_varint(bytes, u64::from(step(at_ms, point.at_ms) / unit_ms));
            at_ms = point.at_ms;
            let next = (point.value * scale).round() as i64;
            write_zigzag(bytes, next.wrapping_sub(quantised));
            quantised = next;
        }
    }
}

/// The largest unit that divides all steps of a lane, in ms.
fn unit(lane: &Lane, start_ms: i32) -> u32 {
    let mut at_ms = start_ms;
    let unit = lane.lines.iter().flatten().fold(0, |unit, point| {
        let step = step(at_ms, point.at_ms);
        at_ms = point.at_ms;
        greatest_common_divisor(unit, step)
    });
    unit.max(1)
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
    let lanes = reader.list(MIN_LANE_BYTES, |reader| reader.lane(window.from_ms))?;
    match reader.rest.len() {
        0 => Ok(Frame { window, lanes }),
        more => Err(FrameError::TooLong(more)),
    }
}

// The least that one of each can take; no count is believed that promises more than the bytes can hold.
const MIN_LANE_BYTES: usize = 5;
const MIN_LINE_BYTES: usize = 1;
const MIN_POINT_BYTES: usize = 2;

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
        let folded = self.varint()?;
        Ok((folded >> 1).cast_signed() ^ -(folded & 1).cast_signed())
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
        let (mut at_ms, mut quantised) = (start_ms.ok_or_else(out_of_range)?, 0_i64);
        let lines = self.list(MIN_LINE_BYTES, |reader| -> Result<Line, FrameError> {
            reader.list(MIN_POINT_BYTES, |reader| {
                let steps = u32::try_from(reader.varint()?).ok();
                let step =
                    steps.and_then(|steps| steps.checked_mul(unit_ms)).ok_or_else(out_of_range)?;
                at_ms = at_ms.wrapping_add_unsigned(step);
                quantised = quantised.wrapping_add(reader.zigzag()?);
                Ok(Point { at_ms, value: quantised as f64 / scale })
            })
        })?;
        Ok(Lane { channel, lines })
    }
}

fn scale(decimals: u8) -> f64 {
    10_f64.powi(decimals.into())
}

fn write_varint(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn write_zigzag(bytes: &mut Vec<u8>, number: i64) {
    write_varint(bytes, ((number << 1) ^ (number >> (i64::BITS - 1))).cast_unsigned());
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    fn lane() -> impl Strategy<Value = Lane> {
        select(Channel::ALL.to_vec()).prop_flat_map(|channel| {
            let scale = scale(channel.decimals());
            let point =
                (any::<i32>(), -(1_i64 << 40)..(1 << 40)).prop_map(move |(at_ms, quantised)| {
                    Point { at_ms, value: quantised as f64 / scale }
                });
            vec(vec(point, 0..20), 0..4).prop_map(move |lines| Lane { channel, lines })
        })
    }

    fn frame() -> impl Strategy<Value = Frame> {
        let window = (any::<i32>(), any::<i32>())
            .prop_filter_map("an empty window", |(a, b)| Window::new(a.min(b), a.max(b)));
        (window, vec(lane(), 0..5)).prop_map(|(window, lanes)| Frame { window, lanes })
    }

    proptest! {
        #[test]
        fn a_frame_comes_back(frame in frame()) {
            prop_assert_eq!(decode(&encode(&frame)), Ok(frame));
        }

        #[test]
        fn a_part_of_a_frame_is_none(frame in frame(), keep in any::<prop::sample::Index>()) {
            let bytes = encode(&frame);
            prop_assert!(decode(&bytes[..keep.index(bytes.len())]).is_err());
        }

        #[test]
        fn any_bytes_give_a_frame_or_an_error(garbage in vec(any::<u8>(), 0..400)) {
            let mut bytes = vec![MAGIC[0], MAGIC[1], VERSION];
            bytes.extend(&garbage);
            if let Ok(frame) = decode(&bytes) {
                let points: usize = frame.lanes.iter().flat_map(|lane| &lane.lines).map(Vec::len).sum();
                prop_assert!(points <= garbage.len() / MIN_POINT_BYTES);
            }
        }

        #[test]
        fn a_changed_byte_gives_a_frame_or_an_error(
            frame in frame(),
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
        vec![b'T', b'F', VERSION, 0, 100]
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let with = |tail: &[u8]| {
            decode(&[header().as_slice(), tail].concat()).map(|frame| frame.lanes.len())
        };
        assert_eq!(with(&[0]), Ok(0));
        assert_eq!(with(&[0, 7, 7]), Err(FrameError::TooLong(2)));
        assert_eq!(
            with(&[1, 2, b'x', b'y', 0, 0, 1, 0]),
            Err(UnknownChannel("xy".to_owned()).into())
        );
        assert_eq!(
            with(&[1, 2, b'h', b'r', 10, 0, 1, 0]),
            Err(FrameError::OutOfRange("number of decimals"))
        );
        assert_eq!(with(&[1, 2, b'h', b'r', 0, 1, 1, 0]), Ok(1));
        let late = [1, 2, b'h', b'r', 0, 0xfe, 0xff, 0xff, 0xff, 0x0f, 1, 0];
        assert_eq!(with(&late), Ok(1));
        let too_late = [1, 2, b'h', b'r', 0, 0xfe, 0xff, 0xff, 0xff, 0x1f, 1, 0];
        assert_eq!(with(&too_late), Err(FrameError::OutOfRange("time")));
        assert_eq!(with(&[0xff; 11]), Err(FrameError::OutOfRange("number")));
        assert_eq!(decode(b"<!doctype html>"), Err(FrameError::NotAFrame));
        assert_eq!(decode(b""), Err(FrameError::NotAFrame));
        assert_eq!(decode(b"TF\x02"), Err(FrameError::Version(2)));
        assert_eq!(decode(&[b'T', b'F', VERSION, 0, 0, 0]), Err(FrameError::OutOfRange("window")));
    }

    #[test]
    fn a_count_that_the_bytes_cannot_hold_reserves_nothing() {
        let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
        assert_eq!(decode(&[header().as_slice(), &huge].concat()), Err(FrameError::Truncated));
        let lane = [1, 2, b'h', b'r', 0, 0, 1];
        assert_eq!(
            decode(&[header().as_slice(), &lane, &huge].concat()),
            Err(FrameError::Truncated)
        );
        assert_eq!(
            decode(&[header().as_slice(), &lane, &[1], &huge].concat()),
            Err(FrameError::Truncated)
        );
    }

    #[test]
    fn a_dense_line_takes_about_two_bytes_a_point() {
        let line = (0..1_000)
            .map(|i| Point { at_ms: i * 100, value: f64::from(i % 30) / 100.0 })
            .collect();
        let lanes = vec![Lane { channel: Channel::Speed, lines: vec![line] }];
        let bytes = encode(&Frame { window: Window { from_ms: 0, to_ms: 100_000 }, lanes });
        assert!(bytes.len() < 2_030, "{}", bytes.len());
    }
}
