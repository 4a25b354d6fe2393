//! A column to bytes and back.

use std::sync::Arc;

use super::{CodecError, Kind, Reader, Writer};
use crate::{
    Column, MAX_ROWS,
    column::{MAX_DECIMALS, Values},
    timebase::{Timebase, TimebaseBuilder},
};

/// Stands in place of the decimals of values that are 32-bit floats.
pub(super) const FLOAT: u8 = 255;

impl Column {
    /// Packs the column into bytes that [`Column::decode`] reads back.
    pub fn encode(&self) -> Vec<u8> {
        let mut writer = Writer::new(Kind::Column(self.channel));
        writer.byte(self.decimals().unwrap_or(FLOAT));
        writer.length(self.len());
        write_timebase(&self.timebase, &mut writer);
        write_values(&self.values, &mut writer);
        writer.seal()
    }

    /// Reads what [`Column::encode`] wrote. Damaged bytes are an error, never a panic.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        let mut reader = Reader::open(bytes)?;
        let Kind::Column(channel) = reader.kind() else {
            return Err(CodecError::Malformed("it is no column"));
        };
        let decimals = reader.byte()?;
        let length = reader.length(MAX_ROWS as usize)?;
        let timebase = Arc::new(read_timebase(length, &mut reader)?);
        let values = read_values(decimals, length, reader)?;
        Ok(Self { channel, timebase, values })
    }
}

/// The last part of a column or an outline.
pub(super) fn write_values(values: &Values, writer: &mut Writer) {
    match values {
        Values::Scaled { values, .. } => writer.numbers(values),
        Values::Float(values) => writer.numbers(values),
    }
}

pub(super) fn read_values(
    decimals: u8,
    length: usize,
    reader: Reader<'_>,
) -> Result<Values, CodecError> {
    let values = match decimals {
        0..=MAX_DECIMALS => Values::Scaled { decimals, values: reader.numbers(length)? },
        FLOAT => Values::Float(reader.numbers(length)?),
        _ => return Err(CodecError::Malformed("its decimals are out of range")),
    };
    if let Values::Float(values) = &values
        && values.iter().any(|value| !value.is_finite())
    {
        return Err(CodecError::Malformed("a value is not a number"));
    }
    Ok(values)
}

fn write_timebase(timebase: &Timebase, writer: &mut Writer) {
    writer.length(timebase.runs().len());
    let mut last_ms = 0;
    for run in timebase.runs() {
        writer.signed(i64::from(run.start_ms) - i64::from(last_ms));
        writer.integer(u64::from(run.step_ms));
        writer.integer(u64::from(run.count));
        last_ms = run.last_ms();
    }
}

/// Reads runs that add up to exactly `length` instants.
fn read_timebase(length: usize, reader: &mut Reader<'_>) -> Result<Timebase, CodecError> {
    const OUT_OF_RANGE: CodecError = CodecError::Malformed("a run of instants is out of range");
    let mut builder = TimebaseBuilder::default();
    let mut last_ms = 0_i64;
    for _ in 0..reader.length(length)? {
        let start_ms = last_ms.checked_add(reader.signed()?).ok_or(OUT_OF_RANGE)?;
        let start_ms = i32::try_from(start_ms).map_err(|_| OUT_OF_RANGE)?;
        let step_ms = u32::try_from(reader.integer()?).map_err(|_| OUT_OF_RANGE)?;
        let count = u32::try_from(reader.integer()?).map_err(|_| OUT_OF_RANGE)?;
        last_ms = i64::from(builder.push_run(start_ms, step_ms, count).ok_or(OUT_OF_RANGE)?);
    }
    let timebase = builder.finish();
    if timebase.len() == length {
        Ok(timebase)
    } else {
        Err(CodecError::Malformed("its instants are not as many as its values"))
    }
}
