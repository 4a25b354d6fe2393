//! Polar's `samples` object, read as a stream.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::{
    Recording,
    rows::{Field, MAX_FIELDS, RowSink, Rows, WaitingRows},
};

impl<'de> Deserialize<'de> for Recording {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SamplesVisitor)
    }
}

/// The members of the object that mean something.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Member {
    Fields,
    Values,
    #[serde(other)]
    Unknown,
}

struct SamplesVisitor;

impl<'de> Visitor<'de> for SamplesVisitor {
    type Value = Recording;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("samples, an object with `fields` and `values`")
    }

    fn visit_unit<E>(self) -> Result<Recording, E> {
        Ok(Recording::default())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Recording, A::Error> {
        let mut rows: Option<Rows> = None;
        let mut waiting: Option<WaitingRows> = None;
        let mut has_values = false;
        while let Some(member) = object.next_key()? {
            match member {
                Member::Fields if rows.is_some() => {
                    return Err(A::Error::duplicate_field("fields"));
                }
                Member::Values if has_values => return Err(A::Error::duplicate_field("values")),
                Member::Fields => rows = Some(Rows::new(object.next_value_seed(Fields)?)),
                Member::Values => {
                    has_values = true;
                    match &mut rows {
                        Some(rows) => object.next_value_seed(Values(rows))?,
                        None => object
                            .next_value_seed(Values(waiting.insert(WaitingRows::default())))?,
                    }
                }
                Member::Unknown => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        // Without names there is nothing to tell the cells by.
        let Some(mut rows) = rows else { return Ok(Recording::default()) };
        if let Some(waiting) = waiting {
            waiting.replay(&mut rows).map_err(A::Error::custom)?;
        }
        Ok(rows.finish())
    }
}

/// Reads `fields`, a list of names. Null among them is an unknown field.
struct Fields;

impl<'de> DeserializeSeed<'de> for Fields {
    type Value = Vec<Field>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<Field>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<Field>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("fields, a list of names")
    }

    fn visit_unit<E>(self) -> Result<Vec<Field>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Field>, A::Error> {
        let mut fields = Vec::new();
        while fields.len() < MAX_FIELDS
            && let Some(field) = list.next_element()?
        {
            fields.push(field);
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(fields)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FieldVisitor)
    }
}

struct FieldVisitor;

impl Visitor<'_> for FieldVisitor {
    type Value = Field;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<Field, E> {
        Ok(Field::from_name(name))
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Unknown)
    }
}

/// Reads `values`, a list of rows, into a sink.
struct Values<'a, S>(&'a mut S);

impl<'de, S: RowSink> DeserializeSeed<'de> for Values<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: RowSink> Visitor<'de> for Values<'_, S> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("values, a list of sample rows")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Row(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// Reads one row into a sink. A row that is null has no cells.
struct Row<'a, S>(&'a mut S);

impl<'de, S: RowSink> DeserializeSeed<'de> for Row<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: RowSink> Visitor<'de> for Row<'_, S> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a sample row, a list of cells")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.end_row().map_err(E::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut cells: A) -> Result<(), A::Error> {
        let sink = self.0;
        for place in 0..sink.width() {
            let Some(cell) = cells.next_element()? else { break };
            sink.cell(place, cell).map_err(A::Error::custom)?;
        }
        while cells.next_element::<IgnoredAny>()?.is_some() {}
        sink.end_row().map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    fn parse(json: &str) -> Recording {
        serde_json::from_str(json).unwrap()
    }

    fn error(json: &str) -> String {
        serde_json::from_str::<Recording>(json).unwrap_err().to_string()
    }

    fn samples(recording: &Recording, channel: Channel) -> Vec<(i32, f64)> {
        recording.column(channel).map(|column| column.iter().collect()).unwrap_or_default()
    }

    #[test]
    fn values_may_come_before_fields() {
        let rows = r#"[["PT0S", 90, 1.5, 7], ["PT0.1S"], null, ["PT0.2S", 91, null], ["PT0.3S", null, 2]]"#;
        let fields = r#"["time", "hr", "speed"]"#;
        let in_order = parse(&format!(r#"{{"fields": {fields}, "values": {rows}}}"#));
        let reversed = parse(&format!(r#"{{"values": {rows}, "fields": {fields}}}"#));
        assert_eq!(in_order, reversed);
        assert_eq!(samples(&in_order, Channel::HeartRate), [(0, 90.0), (200, 91.0)]);
        assert_eq!(samples(&in_order, Channel::Speed), [(0, 1.5), (300, 2.0)]);
        assert_eq!(in_order.dropped_rows(), 1, "the null row has no time");
    }

    #[test]
    fn missing_and_null_parts_are_no_samples() {
        for json in [
            "null",
            "{}",
            r#"{"fields": null, "values": null}"#,
            r#"{"fields": ["time", "hr"]}"#,
            r#"{"fields": ["time", "hr"], "values": []}"#,
            r#"{"values": [["PT0S", 90]]}"#,
            r#"{"values": [["PT0S", 90]], "fields": null}"#,
            r#"{"fields": [], "values": [["PT0S", 90]]}"#,
            r#"{"fields": [null, "new"], "values": [["PT0S", 90]], "more": {"a": [1]}}"#,
        ] {
            assert_eq!(parse(json), Recording::default(), "{json}");
        }
    }

    #[test]
    fn what_is_no_samples_object_is_an_error() {
        for (json, part) in [
            ("[]", "samples, an object"),
            ("3", "samples, an object"),
            (r#"{"fields": 1}"#, "fields, a list of names"),
            (r#"{"fields": [1]}"#, "the name of a field"),
            (r#"{"fields": [], "values": {}}"#, "values, a list"),
            (r#"{"fields": [], "values": [1]}"#, "a sample row"),
            (r#"{"fields": [], "fields": []}"#, "duplicate field `fields`"),
            (r#"{"values": [], "values": []}"#, "duplicate field `values`"),
            (r#"{"fields": ["hr"], "values": [[1e999]]}"#, "number out of range"),
            (r#"{"fields": ["hr"], "values": [[1"#, "EOF"),
        ] {
            assert!(error(json).contains(part), "{json}: {}", error(json));
        }
    }

    #[test]
    fn of_a_repeated_field_the_first_counts() {
        let recording = parse(
            r#"{"fields": ["time", "hr", "hr", "time"], "values": [["PT1S", 90, 50, "PT9S"], ["PT2S", null, 60]]}"#,
        );
        assert_eq!(samples(&recording, Channel::HeartRate), [(1_000, 90.0)]);
    }

    #[test]
    fn rows_without_a_time_field_are_a_tenth_of_a_second_apart() {
        let recording = parse(r#"{"fields": ["speed"], "values": [[1], [null], null, [2.5], []]}"#);
        assert_eq!(samples(&recording, Channel::Speed), [(0, 1.0), (300, 2.5)]);
        assert_eq!(recording.dropped_rows(), 0);
    }

    #[test]
    fn rows_must_move_on_in_time() {
        let recording = parse(
            r#"{"fields": ["time", "hr"], "values": [
                ["PT1S", 1], ["PT1S", 2], ["PT0.5S", 3], [null, 4], ["soon", 5], [], ["PT1.5S", 6], [2, 7], [2.25, 8]
            ]}"#,
        );
        assert_eq!(
            samples(&recording, Channel::HeartRate),
            [(1_000, 1.0), (1_500, 6.0), (2_000, 7.0), (2_250, 8.0)]
        );
        assert_eq!(recording.dropped_rows(), 5);
    }
}
