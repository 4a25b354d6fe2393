//! ISO 8601 durations, the form in which Polar writes the time of a sample.

/// Units before the `T`, longest first, with their length in ms.
const DATE_UNITS: [(u8, i64); 2] = [(b'W', 7 * 86_400_000), (b'D', 86_400_000)];
/// Units after the `T`, longest first, with their length in ms.
const TIME_UNITS: [(u8, i64); 3] = [(b'H', 3_600_000), (b'M', 60_000), (b'S', 1_000)];
/// Digits of a fraction that are read; what follows is far below a millisecond.
const FRACTION_DIGITS: usize = 9;

/// Reads an ISO 8601 duration such as `PT0.1S`, `PT1M3.5S` or `P1DT1H`, in
/// milliseconds, rounded to the nearest one.
///
/// A sign may stand in front, the decimal mark may be a comma, and every
/// component may have a fraction. `None` if the text is anything else, if the
/// duration has no fixed length (years, months) or does not fit an `i64`.
///
/// ```
/// use series::parse_duration_ms;
///
/// assert_eq!(parse_duration_ms("PT4.2S"), Some(4_200));
/// assert_eq!(parse_duration_ms("PT1H2M3S"), Some(3_723_000));
/// assert_eq!(parse_duration_ms("P1M"), None);
/// ```
pub fn parse_duration_ms(text: &str) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let text = text.strip_prefix('P')?;
    let (date, time) = match text.split_once('T') {
        // A `T` promises a time component, and a `P` alone says nothing.
        Some((_, "")) | None if text.is_empty() || text.ends_with('T') => return None,
        Some((date, time)) => (date, time),
        None => (text, ""),
    };
    let date_ms = sum_of_components(date.as_bytes(), &DATE_UNITS)?;
    let time_ms = sum_of_components(time.as_bytes(), &TIME_UNITS)?;
    Some(sign * date_ms.checked_add(time_ms)?)
}

/// Adds up components such as `1H2M3.5S`, each unit at most once and in order.
fn sum_of_components(mut text: &[u8], mut units: &[(u8, i64)]) -> Option<i64> {
    let mut total_ms = 0_i64;
    while !text.is_empty() {
        let (whole, rest) = split_digits(text);
        if whole.is_empty() {
            return None;
        }
        let (fraction, rest) = match rest {
            [b'.' | b',', rest @ ..] => split_digits(rest),
            _ => (&b"0"[..], rest),
        };
        let [unit, rest @ ..] = rest else { return None };
        let place = units.iter().position(|(name, _)| name == unit)?;
        let unit_ms = units[place].1;
        total_ms = total_ms
            .checked_add(number(whole)?.checked_mul(unit_ms)?)?
            .checked_add(fraction_of(unit_ms, fraction)?)?;
        units = &units[place + 1..];
        text = rest;
    }
    Some(total_ms)
}

fn split_digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

fn number(digits: &[u8]) -> Option<i64> {
    digits
        .iter()
        .try_fold(0_i64, |value, digit| value.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
}

/// The decimal fraction `digits` of a unit, rounded to a millisecond. `None` without a digit.
fn fraction_of(unit_ms: i64, digits: &[u8]) -> Option<i64> {
    let digits = &digits[..digits.len().min(FRACTION_DIGITS)];
    let scale = 10_i64.pow(u32::try_from(digits.len()).ok()?);
    // At most 1e9 times the ms of a week: far inside an i64.
    let scaled = number(digits)? * unit_ms;
    (!digits.is_empty()).then_some((scaled + scale / 2) / scale)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_is_read() {
        for (text, expected_ms) in [
            ("PT0S", 0),
            ("PT0.1S", 100),
            ("PT4S", 4_000),
            ("PT4.2S", 4_200),
            ("PT4,2S", 4_200),
            ("PT0.0004S", 0),
            ("PT0.0005S", 1),
            ("PT1.9999999999999S", 2_000),
            ("PT1M3.5S", 63_500),
            ("PT90M", 5_400_000),
            ("PT1H2M3S", 3_723_000),
            ("PT1H30.5S", 3_630_500),
            ("PT0.5H", 1_800_000),
            ("P1D", 86_400_000),
            ("P1DT1H", 90_000_000),
            ("P2W", 1_209_600_000),
            ("-PT0.5S", -500),
            ("+PT1S", 1_000),
        ] {
            assert_eq!(parse_duration_ms(text), Some(expected_ms), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "-",
            "P1DT",
            "1S",
            "T1S",
            "PT1",
            "PTS",
            "PT.5S",
            "PT1.S",
            "PT1S ",
            " PT1S",
            "pt1s",
            "PT1S1M",
            "PT1S1S",
            "PT1M1H",
            "P1H",
            "PT1D",
            "P1Y",
            "P1M",
            "PT1e3S",
            "PT-1S",
            "PT1TS",
            "PT1T1S",
            "PT1.2.3S",
            "PTéS",
            "PT99999999999999999999S",
            "P99999999999999W",
        ] {
            assert_eq!(parse_duration_ms(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_duration_is_read_back(
            days in 0_i64..1000, hours in 0_i64..100, minutes in 0_i64..100, ms in 0_i64..100_000,
        ) {
            let text = format!("P{days}DT{hours}H{minutes}M{}.{:03}S", ms / 1000, ms % 1000);
            let expected_ms = ((days * 24 + hours) * 60 + minutes) * 60_000 + ms;
            prop_assert_eq!(parse_duration_ms(&text), Some(expected_ms));
        }

        #[test]
        fn no_text_panics(text in "[-+]?P?[0-9.,WDTHMSé]{0,40}") {
            let _ = parse_duration_ms(&text);
        }
    }
}
