//! One cell of a row.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{json::Number, parse_duration_ms};

/// One JSON value of a row, read without an allocation and reduced to what a recording can use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell {
    /// A number, which a column or the time may take.
    Number(Number),
    /// A text that is an ISO 8601 duration, in ms, which only the time may take.
    Duration(i64),
    /// Null, and everything else that can stand where a measurement should.
    Nothing,
}

impl Cell {
    /// The measured value in this cell.
    #[inline]
    pub(crate) fn measured(self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(number.value()),
            Self::Duration(_) | Self::Nothing => None,
        }
    }

    /// The instant in this cell: a duration, or a number of seconds.
    #[inline]
    pub(crate) fn instant_ms(self) -> Option<i32> {
        match self {
            Self::Number(seconds) => {
                let ms = (seconds.value() * 1_000.0).round();
                (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&ms).then_some(ms as i32)
            }
            Self::Duration(ms) => i32::try_from(ms).ok(),
            Self::Nothing => None,
        }
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl<'de> Visitor<'de> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("one cell of a sample row")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
        Ok(Cell::Number(Number::Decimal(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
        Ok(Cell::Number(Number::Positive(number)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Number(Number::Negative(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(parse_duration_ms(text).map_or(Cell::Nothing, Cell::Duration))
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Cell, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Cell, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Nothing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(json: &str) -> Cell {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn numbers_are_measured_and_everything_else_is_not() {
        for (json, expected) in [("94", 94.0), ("94.0", 94.0), ("-0.02", -0.02), ("-3", -3.0)] {
            assert_eq!(cell(json).measured(), Some(expected), "{json}");
        }
        for json in ["null", "true", "\"94\"", "\"PT1S\"", "[1, [2]]", r#"{"a": {"b": 1}}"#] {
            assert_eq!(cell(json).measured(), None, "{json}");
        }
    }

    #[test]
    fn durations_and_seconds_are_instants() {
        for (json, expected_ms) in [
            ("\"PT0.1S\"", 100),
            ("\"PT1H\"", 3_600_000),
            ("0.1", 100),
            ("12", 12_000),
            ("-1.5", -1_500),
        ] {
            assert_eq!(cell(json).instant_ms(), Some(expected_ms), "{json}");
        }
        for json in ["null", "\"\"", "\"12:00\"", "1e12", "-1e12", "\"P300D\"", "[]"] {
            assert_eq!(cell(json).instant_ms(), None, "{json}");
        }
        assert_eq!(Cell::Number(Number::Decimal(f64::NAN)).instant_ms(), None);
    }
}
