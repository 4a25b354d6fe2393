//! The writing half of the format.

use pco::{ChunkConfig, standalone::simple_compress};

use super::{Kind, PACKED, PLAIN, Stored, VERSION};

/// Writes the parts of one blob, in order.
pub(crate) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { bytes: vec![VERSION, kind.to_byte()] }
    }

    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    pub(crate) fn length(&mut self, length: usize) {
        self.integer(length as u64);
    }

    /// LEB128: seven bits a byte, the lowest first, the top bit set on all but the last.
    pub(crate) fn integer(&mut self, mut integer: u64) {
        while integer >= 0x80 {
            self.bytes.push(integer as u8 | 0x80);
            integer >>= 7;
        }
        self.bytes.push(integer as u8);
    }

    /// A number that may be negative, so that small ones of both signs are short.
    pub(crate) fn signed(&mut self, number: i64) {
        self.integer(((number << 1) ^ (number >> 63)) as u64);
    }

    /// The last part: all values in the shorter of the two packings.
    pub(crate) fn numbers<T: Stored>(&mut self, numbers: &[T]) {
        let plain_bytes = numbers.len() * T::BYTES;
        match simple_compress(numbers, &ChunkConfig::default()) {
            Ok(packed) if packed.len() < plain_bytes => {
                self.byte(PACKED);
                self.bytes.extend(packed);
            }
            _ => {
                self.byte(PLAIN);
                for number in numbers {
                    number.put(&mut self.bytes);
                }
            }
        }
    }

    /// The same, behind the number of its bytes, so that other parts can follow.
    pub(crate) fn numbers_before_others<T: Stored>(&mut self, numbers: &[T]) {
        let mut part = Self { bytes: Vec::new() };
        part.numbers(numbers);
        self.length(part.bytes.len());
        self.bytes.extend(part.bytes);
    }

    /// The whole blob.
    pub(crate) fn seal(mut self) -> Vec<u8> {
        let checksum = crc32fast::hash(&self.bytes);
        self.bytes.extend(checksum.to_le_bytes());
        self.bytes
    }
}
