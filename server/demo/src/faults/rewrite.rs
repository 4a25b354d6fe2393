//! JSON with other numbers and lengths, most of which serde would not write.

use serde_json::Value;

/// How long a row that is too long is.
const LONG: usize = 64;

/// The JSON with `text` in place of every number and string that `is_meant`, strings with their
/// quotes.
pub(super) fn replace(json: &[u8], is_meant: impl Fn(&[u8]) -> bool, text: &str) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(json.len());
    let mut rest = json;
    while !rest.is_empty() {
        let (token, behind) = rest.split_at(token_length(rest));
        replaced.extend(if is_meant(token) { text.as_bytes() } else { token });
        rest = behind;
    }
    replaced
}

/// How long the string or number is that this starts with, or 1 if it is neither.
fn token_length(json: &[u8]) -> usize {
    let length = match json[0] {
        b'"' => {
            let mut escaped = false;
            let end = json[1..].iter().position(|byte| {
                let ends = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                ends
            });
            end.map(|inside| inside + 2)
        }
        b'-' | b'0'..=b'9' => json.iter().position(|byte| !b"+-.0123456789eE".contains(byte)),
        _ => Some(1),
    };
    length.unwrap_or(json.len())
}

/// The JSON with its rows made empty and too long in turn, and everything in its lists of objects
/// twice. What is not JSON stays as it is.
pub(super) fn lengths(json: Vec<u8>) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice(&json) else { return json };
    distort(&mut value, &mut false);
    value.to_string().into_bytes()
}

fn distort(value: &mut Value, stretch: &mut bool) {
    match value {
        Value::Array(items) => {
            let is_row = !items.iter().any(|item| item.is_array() || item.is_object());
            if is_row {
                let length = if *stretch { LONG } else { 0 };
                let last = items.last().cloned().unwrap_or_default();
                items.resize(length, last);
                *stretch = !*stretch;
                return;
            }
            for item in &mut *items {
                distort(item, stretch);
            }
            if items.iter().any(Value::is_object) {
                items.extend_from_within(..);
            }
        }
        Value::Object(members) => {
            for member in members.values_mut() {
                distort(member, stretch);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"a\"1":[-1.5e3,"PT4.2S",20,"7 \\",null],"b":0}"#;

    fn replaced(is_meant: impl Fn(&[u8]) -> bool, text: &str) -> String {
        String::from_utf8(replace(JSON.as_bytes(), is_meant, text)).unwrap()
    }

    #[test]
    fn numbers_are_replaced_and_nothing_else() {
        let is_number = |token: &[u8]| token[0] == b'-' || token[0].is_ascii_digit();
        let expected = r#"{"a\"1":[1e999,"PT4.2S",1e999,"7 \\",null],"b":1e999}"#;
        assert_eq!(replaced(is_number, "1e999"), expected);
    }

    #[test]
    fn strings_are_replaced_with_their_quotes() {
        let expected = r#"{"a\"1":[-1.5e3,"P1Y",20,"7 \\",null],"b":0}"#;
        assert_eq!(replaced(|token| token == b"\"PT4.2S\"", "\"P1Y\""), expected);
    }

    #[test]
    fn what_ends_in_the_middle_is_left_alone() {
        for json in ["\"open", "12", "\"\\", "[1,"] {
            assert_eq!(replace(json.as_bytes(), |_| false, ""), json.as_bytes());
        }
        assert_eq!(lengths(b"<html>".to_vec()), b"<html>");
    }

    #[test]
    fn rows_and_lists_get_other_lengths() {
        let json = br#"{"rows":[[1,2],[3,4],[]],"list":[{"a":1}]}"#;
        let value: Value = serde_json::from_slice(&lengths(json.to_vec())).unwrap();
        let rows: Vec<usize> =
            (0..3).map(|row| value["rows"][row].as_array().unwrap().len()).collect();
        assert_eq!(rows, [0, LONG, 0]);
        assert_eq!(value["rows"][1][LONG - 1], 4);
        assert_eq!(value["list"], serde_json::json!([{ "a": 1 }, { "a": 1 }]));
    }
}
