//! Columns and RR intervals as compact bytes, for a database.
//!
//! One blob is, in this order (integers of any size are LEB128):
//!
//! | part | form |
//! | --- | --- |
//! | version | one byte, 1 |
//! | kind | one byte: the number of the channel, that and 128 for an outline, or 255 for RR intervals |
//! | of a column or an outline: decimals | one byte: 0 to 3, or 255 for 32-bit floats |
//! | number of values | integer |
//! | of a column: number of runs of the timebase; of an outline: of stretches | integer |
//! | of a column: each run | start after the last instant before it (zigzag), step, count |
//! | of an outline, in place of the runs: each stretch | number of its values |
//! | and all instants, each less the one before | as values, behind the number of their bytes |
//! | packing of the values | one byte: 0 for plain little-endian, 1 for pco |
//! | values | all bytes up to the checksum |
//! | checksum | CRC-32 of everything before it, four bytes, little-endian |
//!
//! Decoding checks every part. Damage fails the checksum before anything is
//! unpacked, and no length may be above what a recording can have, so that
//! neither garbage nor a forged checksum leads to a panic or an endless allocation.

mod column;
mod outline;
mod reader;
mod writer;

pub(crate) use reader::Reader;
pub(crate) use writer::Writer;

use crate::Channel;

/// The first byte of every blob.
const VERSION: u8 = 1;
/// The bytes of the checksum at the end.
const CHECKSUM_BYTES: usize = 4;
/// Added to a channel's number, it makes the kind of an outline.
const OUTLINE: u8 = 128;
/// The kind that is no channel.
const RR_INTERVALS: u8 = 255;
/// Values as they are, which is the shorter form of a few of them.
const PLAIN: u8 = 0;
/// Values as a standalone pco file.
const PACKED: u8 = 1;

/// Why bytes are not a stored series.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodecError {
    /// A newer program wrote the bytes.
    #[error(
        "a stored series has version {0}, this program reads version {VERSION}: update the program"
    )]
    Version(u8),
    /// The bytes are not those that were written.
    #[error("a stored series is damaged, its checksum does not match: fetch the recording again")]
    Checksum,
    /// The bytes end before what they announce.
    #[error("a stored series is cut off: fetch the recording again")]
    Truncated,
    /// The bytes are intact, but break a rule of the format.
    #[error("a stored series is malformed, {0}: fetch the recording again")]
    Malformed(&'static str),
    /// The packed values could not be unpacked.
    #[error("the values of a stored series cannot be unpacked, {0}: fetch the recording again")]
    Values(String),
}

/// What a blob holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Column(Channel),
    Outline(Channel),
    RrIntervals,
}

impl Kind {
    fn to_byte(self) -> u8 {
        match self {
            Self::Column(channel) => channel as u8,
            Self::Outline(channel) => channel as u8 | OUTLINE,
            Self::RrIntervals => RR_INTERVALS,
        }
    }

    fn from_byte(byte: u8) -> Option<Self> {
        let channel = |number| Channel::ALL.get(usize::from(number)).copied();
        match byte {
            RR_INTERVALS => Some(Self::RrIntervals),
            OUTLINE.. => channel(byte - OUTLINE).map(Self::Outline),
            _ => channel(byte).map(Self::Column),
        }
    }
}

/// A number type that values are stored in.
pub(crate) trait Stored: pco::data_types::Number + Default {
    /// The bytes of one plain value.
    const BYTES: usize = size_of::<Self>();
    fn put(self, bytes: &mut Vec<u8>);
    /// The value of exactly [`Stored::BYTES`] bytes.
    fn take(bytes: &[u8]) -> Option<Self>;
}

impl Stored for i32 {
    fn put(self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }

    fn take(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}

impl Stored for f32 {
    fn put(self, bytes: &mut Vec<u8>) {
        bytes.extend(self.to_le_bytes());
    }

    fn take(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
}
