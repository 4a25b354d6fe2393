use std::io;

use serde::{
    Deserialize,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::Value;

use super::*;

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read(&mut text.as_bytes(), |json| T::deserialize(json))
}

fn error(text: &str) -> String {
    parse::<Value>(text).unwrap_err().to_string()
}

#[test]
fn errors_say_what_and_where() {
    for (text, expected) in [
        ("[1,\n 2,\n  x]", "this is no JSON value at line 3 column 3"),
        ("[1 2]", "a comma or the end is missing at line 1 column 4"),
        ("[1,]", "this is no JSON value at line 1 column 4"),
        ("{\"a\" 1}", "a colon is missing at line 1 column 6"),
        ("{1: 2}", "this is no name at line 1 column 2"),
        ("[01]", "this is no number at line 1 column 4"),
        ("[nul]", "this is no JSON value at line 1 column 5"),
        ("[1] 2", "more after the document at line 1 column 5"),
        ("[\"a\tb\"]", "a control character in a text at line 1 column 4"),
        ("\"\\x\"", "this escape is unknown at line 1 column 3"),
        ("\"\\u00g0\"", "an escape of other than four hexadecimal digits at line 1 column 6"),
        ("[1\0]", "a comma or the end is missing at line 1 column 3"),
        ("[1, 2", "the document ends too early, at line 1 column 5"),
        ("", "the document ends too early, at line 1 column 1"),
    ] {
        assert_eq!(error(text), expected, "{text}");
    }
    let wrong_type = parse::<Vec<u8>>("[1,\n-2]").unwrap_err();
    assert!(matches!(wrong_type, Error::Shape { line: 2, .. }), "{wrong_type}");
}

#[test]
fn places_are_right_beyond_the_first_chunk() {
    let text = format!("[{}{}?", "1,\n".repeat(100_000), " ".repeat(100_000));
    assert_eq!(error(&text), "this is no JSON value at line 100001 column 100001");
}

#[test]
fn values_nest_only_so_deep() {
    let nested = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let deepest = nested(usize::from(MAX_DEPTH));
    assert!(parse::<Value>(&deepest).is_ok());
    assert!(serde_json::from_str::<Value>(&deepest).is_ok());
    let deeper = nested(usize::from(MAX_DEPTH) + 1);
    assert!(error(&deeper).contains("too many lists and objects in each other"));
    assert!(parse::<IgnoredAny>(&deeper).is_err(), "also where nobody looks");
}

#[test]
fn a_number_out_of_range_matters_only_where_it_is_wanted() {
    assert!(error("[1e999]").contains("number out of range"));
    assert!(parse::<IgnoredAny>("[1e999]").is_ok());
}

#[test]
fn serde_types_of_all_kinds_are_read() {
    #[derive(Debug, PartialEq, Deserialize)]
    enum Kind {
        Plain,
        Deep(u8),
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Wrapped(Option<String>);

    assert_eq!(
        parse::<Vec<Kind>>(r#"["Plain", {"Deep": 3}]"#).unwrap(),
        [Kind::Plain, Kind::Deep(3)]
    );
    assert_eq!(
        parse::<(Wrapped, Wrapped)>(r#"[null, "\ud83d\ude00"]"#).unwrap(),
        (Wrapped(None), Wrapped(Some("😀".to_owned())))
    );
    assert!(parse::<(u8, u8)>("[1, 2, 3]").is_err());
    assert!(parse::<Kind>("7").is_err());
}

#[test]
fn a_failing_reader_is_told_apart() {
    struct Failing(u8);

    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 => Err(io::ErrorKind::Interrupted.into()),
                2 => (&b"[1"[..]).read(buffer),
                _ => Err(io::ErrorKind::ConnectionReset.into()),
            }
        }
    }

    let failed = read(&mut Failing(0), |json| Vec::<u8>::deserialize(json)).unwrap_err();
    let Error::Io(error) = failed else { panic!("{failed}") };
    assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
}
