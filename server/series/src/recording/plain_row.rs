//! Rows as Polar writes them, which are nearly all: no white space but behind commas, and nothing but short
//! numbers, nulls and times in them.

use super::{Cell, rows::RowSink};
use crate::{duration, json::scan_number};

/// Reads a row at the start of `ahead`, if it is plain and ends there, and returns its length in bytes.
///
/// `None` is no error: the row has to be read again, cell by cell.
pub(super) fn scan(ahead: &[u8], sink: &mut impl RowSink) -> Option<usize> {
    let [b'[', ..] = ahead else { return None };
    let mut at = 1;
    for place in 0..sink.width() {
        // Each kind of cell is handed on where it is known: a cell that is first put together and
        // then taken apart again costs as much as reading it.
        let length = match &ahead[at..] {
            [b'n', b'u', b'l', b'l', ..] => {
                sink.cell(place, Cell::Nothing).ok()?;
                4
            }
            [b'"', b'P', text @ ..] => {
                let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'.';
                let length = text.iter().position(|byte| !is_plain(byte))?;
                let cell = duration::after_p(&text[..length]).map_or(Cell::Nothing, Cell::Duration);
                sink.cell(place, cell).ok()?;
                if text[length] != b'"' {
                    return None;
                }
                length + 3
            }
            rest => {
                let (length, number) = scan_number(rest);
                let number = number.filter(|number| number.is_finite())?;
                sink.cell(place, Cell::Number(number)).ok()?;
                length
            }
        };
        at += length;
        match ahead[at..] {
            [b']', ..] => return Some(at + 1),
            [b',', b' ', ..] => at += 2,
            [b',', ..] => at += 1,
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{
        super::rows::{Field, Rows},
        *,
    };
    use crate::Channel;

    fn length(ahead: &str) -> Option<usize> {
        let speed = Field::Channel(Channel::Speed);
        scan(ahead.as_bytes(), &mut Rows::new(vec![Field::Time, speed, Field::Unknown]))
    }

    #[test]
    fn plain_rows_end_at_their_bracket() {
        for row in [
            r#"["PT0.1S",2.5,null]"#,
            r#"["PT0.1S", 2.5, null]"#,
            r#"["PT1M"]"#,
            r#"["Pigeon",-1e-3]"#,
            "[null,null,0]",
        ] {
            assert_eq!(length(&format!("{row},[1]]")), Some(row.len()), "{row}");
        }
    }

    #[test]
    fn everything_else_is_read_cell_by_cell() {
        for row in [
            "null,null]",
            "[]",
            "[ 1]",
            "[1 ]",
            "[1,  2]",
            "[1,]",
            "[1,2,3,4]",
            "[1,[2]]",
            "[true]",
            "[1e999]",
            "[01]",
            r#"["PT1S\u0020"]"#,
            r#"["Pé"]"#,
            r#"["soon"]"#,
        ] {
            assert_eq!(length(&format!("{row},[1]]")), None, "{row}");
        }
    }

    #[test]
    fn a_row_that_has_not_arrived_as_a_whole_waits() {
        let row = r#"["PT0.1S",2.5,null]"#;
        for end in 0..row.len() {
            assert_eq!(length(&row[..end]), None, "{end}");
            assert_eq!(length(&format!("{}\0", &row[..end])), None, "{end}");
        }
    }
}
