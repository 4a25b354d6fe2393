//! JSON that has to be held as a document before it is looked at, of a size that does no harm.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The most values that a document may consist of. The largest that the service sends, a team's roster, has a few
/// thousand; a document of so many takes some megabytes.
const MAX_VALUES: u32 = 100_000;

/// A JSON value like [`Value`], but more values than anybody sends are an error: packed as `[[],[],…`, an answer of
/// allowed size would take ten times as much memory.
pub(crate) struct Document(pub(crate) Value);

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut left = MAX_VALUES;
        Part { left: &mut left }.deserialize(deserializer).map(Self)
    }
}

/// A value of a document, with how many more the document may have.
struct Part<'a> {
    left: &'a mut u32,
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err(D::Error::custom("too many values"));
        };
        *self.left = left;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element_seed(Part { left: self.left })? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key()? {
            values.insert(key, map.next_value_seed(Part { left: self.left })?);
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_value_that_was_sent() {
        let json = r#"{"a":[null,true,-1,18446744073709551615,0.5,"x\ny",{}],"b":{"c":[]}}"#;
        let document: Document = serde_json::from_str(json).unwrap();
        assert_eq!(document.0, serde_json::from_str::<Value>(json).unwrap());
    }

    #[test]
    fn too_many_values_are_an_error_however_they_are_packed() {
        for element in ["0", "[]", "[[0]]", r#"{"a":0}"#] {
            let json = |count| format!("[{}]", vec![element; count].join(","));
            assert!(serde_json::from_str::<Document>(&json(33_000)).is_ok(), "{element}");
            assert!(serde_json::from_str::<Document>(&json(100_000)).is_err(), "{element}");
        }
    }
}
