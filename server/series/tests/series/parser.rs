//! The streaming parser against a naive one that goes through a document tree.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};
use series::{Channel, Recording, json, parse_duration_ms};

const ROW_STEP_MS: i32 = 100;

/// `(at_ms, value)` of each channel, by its field name.
type Columns = BTreeMap<&'static str, Vec<(i32, f64)>>;

/// What a recording should hold and how many rows it should drop, read from a
/// document tree in the plainest way.
fn naive(samples: &Value) -> (Columns, u32) {
    let empty = Vec::new();
    let fields = samples["fields"].as_array().unwrap_or(&empty);
    let place = |name: &str| fields.iter().position(|field| field == name);
    let mut columns = Columns::new();
    let mut dropped = 0;
    let mut last_ms = None;
    for (index, row) in samples["values"].as_array().unwrap_or(&empty).iter().enumerate() {
        let at_ms = match place("time") {
            Some(time) => instant_ms(&row[time]),
            None => Some(index as i32 * ROW_STEP_MS),
        };
        match at_ms.filter(|at_ms| last_ms < Some(*at_ms)) {
            None => dropped += 1,
            Some(at_ms) => {
                last_ms = Some(at_ms);
                for channel in Channel::ALL {
                    let measured =
                        place(channel.field_name()).and_then(|place| row[place].as_f64());
                    if let Some(value) = measured.filter(|value| value.abs() <= 2_147_483.647) {
                        let column = columns.entry(channel.field_name()).or_default();
                        column.push((at_ms, value));
                    }
                }
            }
        }
    }
    (columns, dropped)
}

fn instant_ms(cell: &Value) -> Option<i32> {
    let ms = match cell {
        Value::String(text) => parse_duration_ms(text)? as f64,
        _ => (cell.as_f64()? * 1_000.0).round(),
    };
    (ms.abs() <= f64::from(i32::MAX)).then_some(ms as i32)
}

fn field() -> impl Strategy<Value = Value> {
    prop_oneof![
        12 => proptest::sample::select(&Channel::ALL[..]).prop_map(|channel| json!(channel.field_name())),
        3 => Just(json!("time")),
        1 => Just(json!("temperature")),
        1 => Just(Value::Null),
    ]
}

fn cell() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (-5_000..50_000_i32).prop_map(|tenths| json!(f64::from(tenths) / 10.0)),
        3 => (0..300_u32).prop_map(|number| json!(number)),
        2 => any::<i64>().prop_map(|number| json!(number)),
        2 => any::<f64>().prop_map(|number| json!(number)),
        2 => any::<f32>().prop_map(|number| json!(f64::from(number))),
        6 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => "[a-z\"\\\\é]{0,5}".prop_map(Value::String),
        1 => Just(json!([1, [2, {"a": 3}]])),
        1 => Just(json!({"hr": 90})),
    ]
}

/// A row whose first cell is most often the next instant.
fn row() -> impl Strategy<Value = Value> {
    let time = prop_oneof![
        8 => (0..4_u32).prop_map(Some),
        1 => Just(None),
    ];
    let cells = (time, vec(cell(), 0..12));
    prop_oneof![
        20 => cells.prop_map(|(tenths, cells)| json!([tenths, cells])),
        1 => Just(Value::Null),
    ]
}

/// Turns the rows' pauses in tenths of a second into growing times.
fn rows_in_time(rows: Vec<Value>) -> Value {
    let mut tenths = 0;
    let in_time = rows.into_iter().map(|row| {
        if row.is_null() {
            return row;
        }
        let mut cells = row[1].as_array().cloned().unwrap_or_default();
        if let Some(pause) = row[0].as_u64() {
            tenths += pause;
            cells.insert(0, json!(format!("PT{}.{}S", tenths / 10, tenths % 10)));
        }
        Value::Array(cells)
    });
    in_time.collect()
}

fn read(text: &str) -> Result<Recording, json::Error> {
    json::read(&mut text.as_bytes(), Recording::read)
}

proptest! {
    #[test]
    fn any_rows_are_read_like_a_naive_reference(
        time_first: bool,
        fields in vec(field(), 0..12),
        rows in vec(row(), 0..40),
        values_first: bool,
    ) {
        let mut fields = fields;
        if time_first {
            fields.insert(0, json!("time"));
        }
        let samples = json!({"fields": fields, "values": rows_in_time(rows)});
        let (expected, dropped) = naive(&samples);
        let (fields, values) = (&samples["fields"], &samples["values"]);
        let text = if values_first {
            format!(r#"{{"values": {values}, "more": [1], "fields": {fields}}}"#)
        } else {
            format!(r#"{{"fields": {fields}, "more": {{}}, "values": {values}}}"#)
        };

        let recording = read(&text).unwrap();
        prop_assert_eq!(recording.dropped_rows(), dropped);
        prop_assert_eq!(recording.columns().len(), expected.len());
        for column in recording.columns() {
            let expected = &expected[column.channel().field_name()];
            // A column without decimals holds 32-bit floats.
            let kept = |value: f64| if column.decimals().is_none() { f64::from(value as f32) } else { value };
            let expected: Vec<_> = expected.iter().map(|(at_ms, value)| (*at_ms, kept(*value))).collect();
            prop_assert_eq!(column.iter().collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn white_space_changes_nothing(time_first: bool, fields in vec(field(), 1..9), rows in vec(row(), 0..20)) {
        // Between all cells it also keeps rows from being read in one go.
        let fields: Vec<_> = time_first.then(|| json!("time")).into_iter().chain(fields).collect();
        let samples = json!({"fields": fields, "values": rows_in_time(rows)});
        let spread = serde_json::to_string_pretty(&samples).unwrap();
        prop_assert_eq!(read(&spread).unwrap(), read(&samples.to_string()).unwrap());
    }

    #[test]
    fn no_text_panics(text in r#"[{}\[\]",:a-z0-9. ]{0,60}"#) {
        let _ = read(&text);
        let _ = read(&format!(r#"{{"fields": ["time", "hr"], "values": {text}}}"#));
    }
}
