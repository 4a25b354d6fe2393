//! How single fields are read: for `#[serde(deserialize_with = "…")]`, each with `default` on the struct.
//!
//! All of them build on [`Scalar`], which takes any JSON value without keeping a document of it.

use std::fmt;

use super::List;
use super::document::Document;
use crate::LocalStamp;
use chrono::{DateTime, Utc};
use serde::de::{
    Deserialize, DeserializeOwned, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

/// A JSON value, as far as a single field is concerned.
enum Scalar {
    /// `null`, or something that has no place in a single field.
    Absent,
    Flag(bool),
    Whole(i64),
    Decimal(f64),
    Text(String),
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;

        impl<'de> Visitor<'de> for ScalarVisitor {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_unit<E>(self) -> Result<Scalar, E> {
                Ok(Scalar::Absent)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar::Flag(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Scalar, E> {
                Ok(Scalar::Whole(value))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Scalar, E> {
                Ok(i64::try_from(value).map_or(Scalar::Decimal(value as f64), Scalar::Whole))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Scalar, E> {
                Ok(Scalar::Decimal(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<Scalar, E> {
                // Not every database takes a text with a NUL in it.
                let text = value.replace('\0', "");
                Ok(Scalar::Text(text.trim().to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Scalar, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Scalar::Absent)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scalar, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Scalar::Absent)
            }
        }

        deserializer.deserialize_any(ScalarVisitor)
    }
}

impl Scalar {
    fn number(self) -> Option<f64> {
        let number = match self {
            Self::Whole(whole) => whole as f64,
            Self::Decimal(decimal) => decimal,
            Self::Text(text) => text.parse().ok()?,
            Self::Absent | Self::Flag(_) => return None,
        };
        number.is_finite().then_some(number)
    }

    fn integer(self) -> Option<i64> {
        if let Self::Whole(whole) = self {
            return Some(whole);
        }
        let rounded = self.number()?.round();
        // Up to here every whole number is exact; nothing that the API counts comes near it.
        (rounded.abs() < 9e15).then_some(rounded as i64)
    }

    fn text(self) -> Option<String> {
        match self {
            Self::Text(text) => (!text.is_empty()).then_some(text),
            Self::Whole(whole) => Some(whole.to_string()),
            Self::Decimal(decimal) => Some(decimal.to_string()),
            Self::Flag(flag) => Some(flag.to_string()),
            Self::Absent => None,
        }
    }
}

/// A number: 7.9, 7, "7.9".
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    Ok(Scalar::deserialize(deserializer)?.number())
}

/// A whole number: 7, 7.0, "7"; decimals are rounded, and what does not fit `T` is left out.
pub(crate) fn integer<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<i64>,
{
    let whole = Scalar::deserialize(deserializer)?.integer();
    Ok(whole.and_then(|whole| T::try_from(whole).ok()))
}

/// Text, trimmed and without NUL; the empty text is none.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Scalar::deserialize(deserializer)?.text())
}

/// A word out of a documented list.
pub(crate) fn word<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    let text = Scalar::deserialize(deserializer)?.text();
    Ok(text.as_deref().map(T::from))
}

/// Yes or no.
pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<bool>, D::Error> {
    Ok(match Scalar::deserialize(deserializer)? {
        Scalar::Flag(flag) => Some(flag),
        Scalar::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Scalar::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    })
}

/// An id: the one thing that must be there.
pub(crate) fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Scalar::deserialize(deserializer)?.text().ok_or_else(|| D::Error::custom("an empty id"))
}

/// A UTC time stamp.
pub(crate) fn utc<'de, D>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error>
where
    D: Deserializer<'de>,
{
    Ok(stamp(deserializer)?.map(|stamp| stamp.as_utc()))
}

/// A venue-local time stamp.
pub(crate) fn stamp<'de, D>(deserializer: D) -> Result<Option<LocalStamp>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = Scalar::deserialize(deserializer)?.text();
    Ok(text.as_deref().and_then(LocalStamp::parse))
}

/// An ISO 8601 duration like `PT4.2S`, in ms.
pub(crate) fn duration_ms<'de, D>(deserializer: D) -> Result<Option<u32>, D::Error>
where
    D: Deserializer<'de>,
{
    let text = Scalar::deserialize(deserializer)?.text();
    let ms = text.as_deref().and_then(series::parse_duration_ms);
    Ok(ms.and_then(|ms| u32::try_from(ms).ok()))
}

/// A list inside of something else: not being a list at all counts as one bad element.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<List<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Document(value) = Document::deserialize(deserializer)?;
    Ok(List::deserialize(value).unwrap_or(List { items: Vec::new(), skipped: 1 }))
}

/// An object inside of something else.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Document(value) = Document::deserialize(deserializer)?;
    Ok(T::deserialize(value).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;
    use serde_json::Value;

    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Fields {
        #[serde(deserialize_with = "number")]
        number: Option<f64>,
        #[serde(deserialize_with = "integer")]
        integer: Option<u16>,
        #[serde(deserialize_with = "text")]
        text: Option<String>,
        #[serde(deserialize_with = "flag")]
        flag: Option<bool>,
        #[serde(deserialize_with = "duration_ms")]
        duration_ms: Option<u32>,
        #[serde(deserialize_with = "list")]
        list: List<u8>,
    }

    fn read(json: &str) -> Fields {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    #[test]
    fn missing_and_null_are_none() {
        assert_eq!(read("{}"), Fields::default());
        let null = r#"{"number":null,"integer":null,"text":null,"flag":null,"duration_ms":null,"list":null}"#;
        assert_eq!(read(null), Fields::default());
    }

    #[test]
    fn numbers_come_as_they_like() {
        for json in [r#"{"number":7.9}"#, r#"{"number":"7.9"}"#, r#"{"number":" 7.90 "}"#] {
            assert_eq!(read(json).number, Some(7.9));
        }
        for json in ["160", "160.0", "159.6", "\"160\"", "\"160.4\""] {
            assert_eq!(read(&format!(r#"{{"integer":{json}}}"#)).integer, Some(160), "{json}");
        }
        for json in ["-1", "70000", "1e300", "\"NaN\"", "\"inf\"", "\"many\"", "true", "[1]", "{}"]
        {
            assert_eq!(read(&format!(r#"{{"integer":{json}}}"#)).integer, None, "{json}");
        }
        assert_eq!(
            read(r#"{"number":18446744073709551615}"#).number,
            Some(18_446_744_073_709_551_615.0)
        );
    }

    #[test]
    fn text_is_trimmed_and_never_empty() {
        assert_eq!(read(r#"{"text":" Rowing "}"#).text.as_deref(), Some("Rowing"));
        assert_eq!(read(r#"{"text":"  "}"#).text, None);
        assert_eq!(read(r#"{"text":"\u0000 A\u0000B \u0000"}"#).text.as_deref(), Some("AB"));
        assert_eq!(read(r#"{"text":12}"#).text.as_deref(), Some("12"));
    }

    #[test]
    fn durations_are_iso_8601() {
        let duration = |text| read(&format!(r#"{{"duration_ms":{text}}}"#)).duration_ms;
        assert_eq!(duration(r#""PT4S""#), Some(4_000));
        assert_eq!(duration(r#""PT4.2S""#), Some(4_200));
        assert_eq!(duration(r#""PT1H2M3.5S""#), Some(3_723_500));
        assert_eq!(duration(r#""4 seconds""#), None);
        assert_eq!(duration("4"), None);
        assert_eq!(duration(r#""-PT4S""#), None);
    }

    #[test]
    fn what_should_be_a_list_and_is_none_counts_as_one() {
        assert_eq!(read(r#"{"list":"none"}"#).list.skipped, 1);
        assert_eq!(read(r#"{"list":[1,"x"]}"#).list, List { items: vec![1], skipped: 1 });
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 16, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map("[a-z]{1,3}", inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        /// Whatever stands in a single field, the others are read all the same.
        #[test]
        fn no_value_of_one_field_costs_another(value in any_json()) {
            for field in ["number", "integer", "flag", "duration_ms", "list", "unknown"] {
                let mut json = serde_json::json!({ "text": "here" });
                json[field] = value.clone();
                let read = read(&json.to_string());
                prop_assert_eq!(read.text.as_deref(), Some("here"));
            }
        }
    }
}
