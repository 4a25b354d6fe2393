//! ISO 8601 durations, the form in which Polar writes the time of a sample.

/// Units before the `T`, longest first, with their length in ms.
const DATE_UNITS: [(u8, i64); 2] = [(b'W', 7 * 86_400_000), (b'D', 86_400_000)];
/// Units after the `T`, longest first, with their length in ms.
const TIME_UNITS: [(u8, i64); 3] = [(b'H', 3_600_000), (b'M', 60_000), (b'S', 1_000)];
const BILLION: i64 = 1_000_000_000;

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
    Some(sign * after_p(text.strip_prefix('P')?.as_bytes())?)
}

/// Reads what stands behind the `P`.
pub(crate) fn after_p(text: &[u8]) -> Option<i64> {
    let (date, time) = match text {
        [b'T', time @ ..] => (&b""[..], time),
        _ => match text.iter().position(|byte| *byte == b'T') {
            Some(place) => (&text[..place], &text[place + 1..]),
            // A `P` alone says nothing.
            None if !text.is_empty() => return sum_of_components(text, &DATE_UNITS),
            None => return None,
        },
    };
    // A `T` promises a time component.
    if time.is_empty() {
        return None;
    }
    let date_ms = sum_of_components(date, &DATE_UNITS)?;
    date_ms.checked_add(sum_of_components(time, &TIME_UNITS)?)
}

/// Adds up components such as `1H2M3.5S`, each unit at most once and in order.
fn sum_of_components(mut text: &[u8], mut units: &[(u8, i64)]) -> Option<i64> {
    let mut total_ms = 0_i64;
    while !text.is_empty() {
        let (whole, rest) = whole_number(text)?;
        let (billionths, rest) = match rest {
            [b'.' | b',', rest @ ..] => fraction(rest)?,
            _ => (0, rest),
        };
        let [unit, rest @ ..] = rest else { return None };
        let place = units.iter().position(|(name, _)| name == unit)?;
        let unit_ms = units[place].1;
        // The fraction is below 1e9 times the ms of a week: far inside an i64.
        let fraction_ms = (billionths * unit_ms + BILLION / 2) / BILLION;
        total_ms = total_ms.checked_add(whole.checked_mul(unit_ms)?)?.checked_add(fraction_ms)?;
        units = &units[place + 1..];
        text = rest;
    }
    Some(total_ms)
}

/// The number at the start of `text`, of at least one digit, and what follows it.
fn whole_number(text: &[u8]) -> Option<(i64, &[u8])> {
    let (mut number, mut rest) = (0_i64, text);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = number.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
        rest = after;
    }
    (rest.len() < text.len()).then_some((number, rest))
}

/// The fraction at the start of `text`, of at least one digit, in billionths, and what follows it.
fn fraction(text: &[u8]) -> Option<(i64, &[u8])> {
    let (mut billionths, mut rest) = (0, text);
    let mut place = BILLION;
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        // From the tenth digit on this is 0: those are far below a millisecond.
        place /= 10;
        billionths += i64::from(digit - b'0') * place;
        rest = after;
    }
    (rest.len() < text.len()).then_some((billionths, rest))
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
