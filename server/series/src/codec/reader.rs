//! The reading half of the format.

use pco::standalone::simple_decompress_into;

use super::{CHECKSUM_BYTES, CodecError, Kind, PACKED, PLAIN, Stored, VERSION};

/// Reads the parts of one blob, in order.
pub(crate) struct Reader<'a> {
    kind: Kind,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Checks the version, the checksum and the kind.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, CodecError> {
        // A later version may have another checksum, so the version comes first.
        match bytes.first() {
            None => return Err(CodecError::Truncated),
            Some(&VERSION) => {}
            Some(version) => return Err(CodecError::Version(*version)),
        }
        let (content, checksum) =
            bytes.split_last_chunk::<CHECKSUM_BYTES>().ok_or(CodecError::Truncated)?;
        if crc32fast::hash(content) != u32::from_le_bytes(*checksum) {
            return Err(CodecError::Checksum);
        }
        let [_, kind, rest @ ..] = content else { return Err(CodecError::Truncated) };
        let kind = Kind::from_byte(*kind).ok_or(CodecError::Malformed("its kind is unknown"))?;
        Ok(Self { kind, rest })
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn byte(&mut self) -> Result<u8, CodecError> {
        let (byte, rest) = self.rest.split_first().ok_or(CodecError::Truncated)?;
        self.rest = rest;
        Ok(*byte)
    }

    /// A length that is checked against the most that there can be.
    pub(crate) fn length(&mut self, most: usize) -> Result<usize, CodecError> {
        usize::try_from(self.integer()?)
            .ok()
            .filter(|length| *length <= most)
            .ok_or(CodecError::Malformed("a length is out of range"))
    }

    pub(crate) fn integer(&mut self) -> Result<u64, CodecError> {
        let mut integer = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            integer |= bits << shift;
            // The tenth byte has room for one bit only.
            if bits << shift >> shift != bits {
                break;
            }
            if byte & 0x80 == 0 {
                return Ok(integer);
            }
        }
        Err(CodecError::Malformed("an integer is out of range"))
    }

    pub(crate) fn signed(&mut self) -> Result<i64, CodecError> {
        let integer = self.integer()?;
        Ok((integer >> 1) as i64 ^ -((integer & 1) as i64))
    }

    /// The last part: exactly `length` values, and nothing after them.
    pub(crate) fn numbers<T: Stored>(mut self, length: usize) -> Result<Vec<T>, CodecError> {
        match self.byte()? {
            PLAIN => self.plain(length),
            PACKED => self.packed(length),
            _ => Err(CodecError::Malformed("its packing is unknown")),
        }
    }

    /// The values of a part that others follow.
    pub(crate) fn numbers_before_others<T: Stored>(
        &mut self,
        length: usize,
    ) -> Result<Vec<T>, CodecError> {
        let bytes = self.length(self.rest.len())?;
        let (part, rest) = self.rest.split_at_checked(bytes).ok_or(CodecError::Truncated)?;
        self.rest = rest;
        Reader { kind: self.kind, rest: part }.numbers(length)
    }

    fn plain<T: Stored>(&self, length: usize) -> Result<Vec<T>, CodecError> {
        if self.rest.len() != length * T::BYTES {
            return Err(CodecError::Malformed("it has another number of values than announced"));
        }
        Ok(self.rest.chunks_exact(T::BYTES).filter_map(T::take).collect())
    }

    fn packed<T: Stored>(&self, length: usize) -> Result<Vec<T>, CodecError> {
        let mut numbers = vec![T::default(); length];
        let progress = simple_decompress_into(self.rest, &mut numbers)
            .map_err(|error| CodecError::Values(error.to_string()))?;
        if progress.n_processed != length || !progress.finished {
            return Err(CodecError::Malformed("it has another number of values than announced"));
        }
        Ok(numbers)
    }
}
