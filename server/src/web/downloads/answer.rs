//! A file as an answer: what it is, what it is called, and that nobody keeps it on the way.

use app::{error::AppError, files, preferences::Locale};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// What a file can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Csv,
    Svg,
    Png,
    Zip,
}

/// What an archive says that it is.
pub(in crate::web) const ZIP: &str = "application/zip";

impl Kind {
    /// What its name ends in.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Zip => "zip",
        }
    }

    const fn media_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Zip => ZIP,
        })
    }
}

/// A file to be saved, named by what its page is about and what it is of it. That it is personal and not to be kept is
/// said of every answer that says nothing else.
pub(super) fn file(about: &[String], name: &str, kind: Kind, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.media_type()),
        (header::CONTENT_DISPOSITION, attachment(about, name, kind)),
    ];
    (headers, body.into()).into_response()
}

/// Why there is no file, in the person's language.
pub(super) fn refused(locale: Locale, error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, files::refusal(locale, error)).into_response()
}

/// The name twice (RFC 6266): in letters that every browser takes, and as it is.
fn attachment(about: &[String], name: &str, kind: Kind) -> HeaderValue {
    let words: Vec<String> = about.iter().map(|word| plain(word)).collect();
    let name = format!("{} {name}.{}", words.join(" "), kind.ending());
    let name = name.trim();
    let ascii: String =
        name.chars().map(|letter| if letter.is_ascii() { letter } else { '_' }).collect();
    let encoded = utf8(name);
    HeaderValue::from_str(&format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

/// So much of each word is in a file's name, so that file systems take all of them.
const LONGEST_WORD: usize = 60;

/// Without what no file's name may have, on any system, or what ends a quoted string.
fn plain(word: &str) -> String {
    let plain = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' => '-',
        letter if letter.is_control() => ' ',
        letter => letter,
    };
    let word: String = word.chars().map(plain).take(LONGEST_WORD).collect();
    word.trim().trim_matches('.').to_owned()
}

/// Percent-encoded as RFC 8187 has it.
fn utf8(name: &str) -> String {
    let encoded = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    name.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(about: &[&str]) -> String {
        let about: Vec<String> = about.iter().map(|word| (*word).to_owned()).collect();
        attachment(&about, "squad", Kind::Csv).to_str().unwrap().to_owned()
    }

    #[test]
    fn a_name_is_told_in_plain_letters_and_as_it_is() {
        assert_eq!(
            named(&["Ås IL", "2025-09-14"]),
            "attachment; filename=\"_s IL 2025-09-14 squad.csv\"; \
             filename*=UTF-8''%C3%85s%20IL%202025-09-14%20squad.csv"
        );
    }

    #[test]
    fn a_name_cannot_leave_its_folder_or_its_header() {
        let named = named(&["../../etc", "a\"; x=\"b\r\nSet-Cookie: c", "C:\\d"]);
        assert!(!named.contains('/') && !named.contains('\\') && !named.contains('\r'), "{named}");
        assert_eq!(named.matches('"').count(), 2, "{named}");
    }

    #[test]
    fn a_long_name_is_cut() {
        assert!(named(&["ø".repeat(500).as_str()]).len() < 600);
    }
}
