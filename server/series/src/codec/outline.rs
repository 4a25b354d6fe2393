//! An outline to bytes and back.

use std::sync::Arc;

use super::{
    CodecError, Kind, Reader, Writer,
    column::{FLOAT, read_values, write_values},
};
use crate::{Column, MAX_ROWS, Outline, timebase::TimebaseBuilder};

impl Outline {
    /// Packs the outline into bytes that [`Outline::decode`] reads back.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new(Kind::Outline(self.channel()));
        writer.byte(self.kept.decimals().unwrap_or(FLOAT));
        writer.length(self.kept.len());
        writer.length(self.ends.len());
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        for (start, end) in starts.zip(&self.ends) {
            writer.length(end - start);
        }
        // Steps may take the whole range of 32 bits: they are kept modulo it.
        let steps_ms: Vec<i32> = (self.kept.iter())
            .scan(0_i32, |last_ms, (at_ms, _)| {
                let step_ms = at_ms.wrapping_sub(*last_ms);
                *last_ms = at_ms;
                Some(step_ms)
            })
            .collect();
        writer.numbers_before_others(&steps_ms);
        write_values(&self.kept.values, &mut writer);
        writer.seal()
    }

    /// Reads what [`Outline::encode`] wrote. Damaged bytes are an error, never a panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        let mut reader = Reader::open(bytes)?;
        let Kind::Outline(channel) = reader.kind() else {
            return Err(CodecError::Malformed("it is no outline"));
        };
        let decimals = reader.byte()?;
        let length = reader.length(MAX_ROWS as usize)?;
        let mut ends = Vec::new();
        let mut end = 0;
        for _ in 0..reader.length(length)? {
            let values = reader.length(length - end)?;
            if values == 0 {
                return Err(CodecError::Malformed("a stretch has no values"));
            }
            end += values;
            ends.push(end);
        }
        if end != length {
            return Err(CodecError::Malformed("its stretches do not cover its values"));
        }
        let mut timebase = TimebaseBuilder::default();
        let mut at_ms = 0_i32;
        for step_ms in reader.numbers_before_others::<i32>(length)? {
            at_ms = at_ms.wrapping_add(step_ms);
            if !timebase.push(at_ms) {
                return Err(CodecError::Malformed("an instant is not after the one before"));
            }
        }
        let values = read_values(decimals, length, reader)?;
        let kept = Column { channel, timebase: Arc::new(timebase.finish()), values };
        Ok(Self { kept, ends })
    }
}
