//! Tables as CSV (RFC 4180), for spreadsheets.
//!
//! Spreadsheets read a file by the customs of their country, and most people only double-click it. So a file in German
//! has semicolons between fields and commas in numbers, as Excel there expects, and one in English has commas and points.
//! Each begins with a byte order mark, without which Excel takes UTF-8 for another encoding. Programs are better off with
//! `/api/v1`.

use app::{
    files::{Cell, Table},
    preferences::Language,
};
use csv::{Terminator, Writer, WriterBuilder};

/// So that spreadsheets know that it is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Numbers are exact to so many decimals: a centimetre in degrees.
const DECIMALS: i32 = 7;

/// The whole table.
pub(super) fn written(language: Language, table: &Table) -> Vec<u8> {
    let mut rows = Rows::beginning_with(language, &table.heads);
    for row in &table.rows {
        rows.push(row);
    }
    rows.take()
}

/// Rows as they are written.
pub(super) struct Rows {
    language: Language,
    writer: Writer<Vec<u8>>,
}

impl Rows {
    pub(super) fn beginning_with(language: Language, heads: &[String]) -> Self {
        let mut rows = Self { language, writer: writer(language, BYTE_ORDER_MARK.into()) };
        rows.record(heads.iter().map(|head| guarded(head)));
        rows
    }

    pub(super) fn push(&mut self, row: &[Cell]) {
        let language = self.language;
        self.record(row.iter().map(|cell| match cell {
            Cell::Text(text) => guarded(text),
            Cell::Number(number) => number_text(language, *number),
            Cell::Nothing => String::new(),
        }));
    }

    /// What has been written since the last time.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let next = writer(self.language, Vec::new());
        // Into memory nothing fails.
        std::mem::replace(&mut self.writer, next).into_inner().unwrap_or_default()
    }

    fn record(&mut self, fields: impl Iterator<Item = String>) {
        // Into memory nothing fails, and rows may be of any length.
        let _ = self.writer.write_record(fields);
    }
}

fn writer(language: Language, begun: Vec<u8>) -> Writer<Vec<u8>> {
    WriterBuilder::new()
        .delimiter(match language {
            Language::English => b',',
            Language::German => b';',
        })
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(begun)
}

/// A text that no spreadsheet takes for a formula: what begins like one has an apostrophe before it, which spreadsheets
/// read as "this is text". Names and notes are written by anybody.
fn guarded(text: &str) -> String {
    let trimmed = text.trim_start_matches(char::is_whitespace);
    if text.starts_with(['\t', '\r', '\n'])
        || trimmed.starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠'])
    {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A number without thousands, with as many decimals as it has.
fn number_text(language: Language, number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let scale = 10_f64.powi(DECIMALS);
    // Adding 0 makes a negative zero positive.
    let text = ((number * scale).round() / scale + 0.0).to_string();
    match language {
        Language::English => text,
        Language::German => text.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use csv::ReaderBuilder;
    use proptest::prelude::*;

    use super::*;

    fn table(heads: &[&str], row: &[Cell]) -> Table {
        Table {
            heads: heads.iter().map(|head| (*head).to_owned()).collect(),
            rows: vec![row.to_vec()],
        }
    }

    fn text(language: Language, table: &Table) -> String {
        String::from_utf8(written(language, table)).unwrap()
    }

    #[test]
    fn each_language_has_the_customs_of_its_spreadsheets() {
        let row = [Cell::Text("Åge, 7".into()), Cell::Number(2_062.5), Cell::Nothing];
        let table = table(&["Player", "Distance (m)", "Load"], &row);
        assert_eq!(
            text(Language::English, &table),
            "\u{feff}Player,Distance (m),Load\r\n\"Åge, 7\",2062.5,\r\n"
        );
        assert_eq!(
            text(Language::German, &table),
            "\u{feff}Player;Distance (m);Load\r\nÅge, 7;2062,5;\r\n"
        );
    }

    #[test]
    fn numbers_are_as_they_are() {
        let cases = [
            (-0.0, "0"),
            (-2.5, "-2.5"),
            (1_234_567.0, "1234567"),
            (0.1 + 0.2, "0.3"),
            (60.123_456_78, "60.1234568"),
            (f64::NAN, ""),
        ];
        for (number, text) in cases {
            assert_eq!(number_text(Language::English, number), text);
        }
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for name in ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\r\n=1", "'=1", "＝1"] {
            assert_eq!(guarded(name), format!("'{name}"));
        }
        for name in ["Åge-Bo", "7 = 7", "", "O'Neill"] {
            assert_eq!(guarded(name), name);
        }
        let row = [Cell::Text("=HYPERLINK(\"http://x\")".into()), Cell::Number(-3.0)];
        let written = text(Language::English, &table(&["=a", "b"], &row));
        assert_eq!(written, "\u{feff}'=a,b\r\n\"'=HYPERLINK(\"\"http://x\"\")\",-3\r\n");
    }

    #[test]
    fn rows_come_in_pieces_as_well() {
        let mut rows = Rows::beginning_with(Language::English, &["a".to_owned()]);
        let mut all = rows.take();
        rows.push(&[Cell::Number(1.0)]);
        all.extend(rows.take());
        assert_eq!(all, written(Language::English, &table(&["a"], &[Cell::Number(1.0)])));
        assert_eq!(rows.take(), b"");
    }

    fn cell() -> impl Strategy<Value = Cell> {
        prop_oneof![
            any::<String>().prop_map(Cell::Text),
            "[-=+@\t\r\n;,\"' a-c]{0,8}".prop_map(Cell::Text),
            (-1_000_000..1_000_000_i32).prop_map(|tenths| Cell::Number(f64::from(tenths) / 10.0)),
            Just(Cell::Nothing),
        ]
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(
            rows in prop::collection::vec(prop::collection::vec(cell(), 3), 0..8),
            german in any::<bool>(),
        ) {
            let language = if german { Language::German } else { Language::English };
            let heads = ["a", "b", "c"].map(str::to_owned).to_vec();
            let written = written(language, &Table { heads, rows: rows.clone() });
            let mut reader = ReaderBuilder::new()
                .delimiter(if german { b';' } else { b',' })
                .from_reader(written.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap());
            let read: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(read.len(), rows.len());
            for (read, row) in read.iter().zip(&rows) {
                for (field, cell) in read.iter().zip(row) {
                    match cell {
                        Cell::Text(text) => {
                            prop_assert_eq!(field, guarded(text));
                            prop_assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r']));
                            prop_assert!(field == text || field.strip_prefix('\'') == Some(text));
                        }
                        Cell::Number(number) => {
                            let point = field.replace(',', ".");
                            prop_assert_eq!(point.parse::<f64>(), Ok(*number));
                        }
                        Cell::Nothing => prop_assert_eq!(field, ""),
                    }
                }
            }
        }
    }
}
