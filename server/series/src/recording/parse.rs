//! Polar's `samples` object, read as a stream.

use serde::{
    Deserialize,
    de::{Error, IgnoredAny},
};

use super::{
    Cell, Recording, plain_row,
    rows::{Field, MAX_FIELDS, RowSink, Rows, WaitingRows},
};
use crate::json::{Json, Stop};

impl Recording {
    /// Reads the object that Polar calls `samples`:
    /// `{"fields": ["time", "hr", …], "values": [["PT0S", 94.0, …], …]}`. Cells go straight from
    /// the stream into columns.
    ///
    /// - Rows are read by field name. They may be shorter or longer than `fields`,
    ///   unknown fields are skipped, and of a repeated field the first counts.
    /// - `time` cells are ISO 8601 durations, or numbers of seconds. They decide the
    ///   instants; rows without one, or not after the row before, are dropped and
    ///   counted in [`Recording::dropped_rows`]. Without a `time` field, rows are 100 ms apart.
    /// - A cell that is not a usable number (null, text, out of range) is not
    ///   measured: there is no entry for it in the column.
    /// - `null` for the object, or for a part of it, is a recording without samples.
    ///   Anything that is no such object, more than [`MAX_ROWS`](crate::MAX_ROWS) rows, and
    ///   JSON's own errors are errors.
    pub fn read(json: &mut Json<'_>) -> Result<Self, Stop> {
        let mut rows: Option<Rows> = None;
        let mut waiting: Option<WaitingRows> = None;
        let mut has_values = false;
        let Some(mut samples) = json.members("samples, an object with `fields` and `values`")?
        else {
            return Ok(Self::default());
        };
        while let Some(member) = samples.name()? {
            let json = samples.value()?;
            match member.as_str() {
                "fields" if rows.is_some() => return Err(Stop::duplicate_field("fields")),
                "fields" => rows = Some(Rows::new(fields(json)?)),
                "values" if has_values => return Err(Stop::duplicate_field("values")),
                "values" => {
                    has_values = true;
                    match &mut rows {
                        Some(rows) => values(json, rows)?,
                        None => values(json, waiting.insert(WaitingRows::default()))?,
                    }
                }
                _ => {
                    IgnoredAny::deserialize(json)?;
                }
            }
        }
        // Without names there is nothing to tell the cells by.
        let Some(mut rows) = rows else { return Ok(Self::default()) };
        if let Some(waiting) = waiting {
            waiting.replay(&mut rows).map_err(Stop::custom)?;
        }
        Ok(rows.finish())
    }
}

/// Reads the names of the fields. Null among them is an unknown field.
fn fields(json: &mut Json<'_>) -> Result<Vec<Field>, Stop> {
    let mut fields = Vec::new();
    json.list("fields, a list of names", |json| {
        if fields.len() == MAX_FIELDS {
            return IgnoredAny::deserialize(json).map(drop);
        }
        let name = Option::<String>::deserialize(json)?;
        fields.push(name.map_or(Field::Unknown, |name| Field::from_name(&name)));
        Ok(())
    })?;
    Ok(fields)
}

fn values(json: &mut Json<'_>, sink: &mut impl RowSink) -> Result<(), Stop> {
    json.list("values, a list of sample rows", |json| row(json, sink))
}

/// Reads one row. A row that is null has no cells.
fn row(json: &mut Json<'_>, sink: &mut impl RowSink) -> Result<(), Stop> {
    if let Some(bytes) = plain_row::scan(json.ahead(), sink) {
        json.pass(bytes);
    } else {
        sink.restart_row();
        let mut place = 0;
        json.list("a sample row, a list of cells", |json| {
            if place == sink.width() {
                return IgnoredAny::deserialize(json).map(drop);
            }
            place += 1;
            sink.cell(place - 1, Cell::deserialize(json)?).map_err(Stop::custom)
        })?;
    }
    sink.end_row().map_err(Stop::custom)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, json};

    fn parse(json: &str) -> Recording {
        read(json).unwrap()
    }

    fn read(json: &str) -> Result<Recording, json::Error> {
        json::read(&mut json.as_bytes(), Recording::read)
    }

    fn error(json: &str) -> String {
        read(json).unwrap_err().to_string()
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
            (r#"{"fields": [1]}"#, "expected a string"),
            (r#"{"fields": [], "values": {}}"#, "values, a list"),
            (r#"{"fields": [], "values": [1]}"#, "a sample row"),
            (r#"{"fields": [], "fields": []}"#, "duplicate field `fields`"),
            (r#"{"values": [], "values": []}"#, "duplicate field `values`"),
            (r#"{"fields": ["hr"], "values": [[1e999]]}"#, "number out of range"),
            (r#"{"fields": ["hr"], "values": [[1"#, "ends too early"),
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
