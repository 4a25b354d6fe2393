//! Texts.

use super::{
    error::{Cause, Stop},
    input::{END, Input},
};

/// Reads a text behind its opening quotation mark. One without escapes that lies in one chunk is
/// used where it lies; any other is put together in `scratch`.
#[inline]
pub(super) fn read<'a>(
    input: &'a mut Input<'_>,
    scratch: &'a mut Vec<u8>,
) -> Result<&'a str, Stop> {
    scratch.clear();
    let length = loop {
        let plain = plain_bytes(input.ahead());
        match input.ahead()[plain] {
            b'"' => break plain,
            b'\\' => {
                scratch.extend(input.take(plain));
                input.advance();
                scratch.extend(escaped(input)?.encode_utf8(&mut [0; 4]).bytes());
            }
            other => {
                scratch.extend(input.take(plain));
                if other != END || !input.is_used_up() || !input.refill()? {
                    return Err(input.unexpected("a control character in a text"));
                }
            }
        }
    };
    let last = &input.take(length + 1)[..length];
    let text = if scratch.is_empty() {
        last
    } else {
        scratch.extend(last);
        scratch
    };
    str::from_utf8(text).map_err(|_| Cause::Syntax("this text is not UTF-8").into())
}

/// How many bytes stand for themselves.
fn plain_bytes(ahead: &[u8]) -> usize {
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    ahead.iter().position(is_special).unwrap_or(ahead.len())
}

/// Reads what an escape stands for, behind its backslash.
fn escaped(input: &mut Input<'_>) -> Result<char, Stop> {
    let simple = match input.peek()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode(input),
        _ => return Err(input.unexpected("this escape is unknown")),
    };
    input.advance();
    Ok(simple)
}

/// Reads `uXXXX`, and the half that must follow the first half of a pair.
fn unicode(input: &mut Input<'_>) -> Result<char, Stop> {
    let first = code_unit(input)?;
    let mut units = [first, 0];
    let is_pair = matches!(first, 0xd800..0xdc00);
    if is_pair {
        input.word(br"\")?;
        units[1] = code_unit(input)?;
    }
    match char::decode_utf16(units).next() {
        Some(Ok(character)) => Ok(character),
        Some(Err(_)) | None => Err(Cause::Syntax("half of a pair of escapes").into()),
    }
}

fn code_unit(input: &mut Input<'_>) -> Result<u16, Stop> {
    input.word(b"u")?;
    let mut unit = 0;
    for _ in 0..4 {
        let Some(digit) = char::from(input.peek()?).to_digit(16) else {
            return Err(input.unexpected("an escape of other than four hexadecimal digits"));
        };
        input.advance();
        unit = unit << 4 | digit as u16;
    }
    Ok(unit)
}
