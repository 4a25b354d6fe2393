//! Numbers.

/// The most digits of which any number fits a `u64`.
const EXACT_DIGITS: usize = 19;
/// Up to here every whole number is an `f64`.
const LARGEST_EXACT: u64 = 1 << 53;
/// The powers of ten that can be needed. All are exact, as they are up to 1e22.
const POWERS: [f64; EXACT_DIGITS] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18,
];

/// A JSON number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    /// `digits` divided by 10 to the power of `places`, which are at most 2^53 and 18: all that
    /// sensors send. Never a negative zero.
    Short { digits: i64, places: u8 },
    /// A whole number that is not that short.
    Positive(u64),
    /// A whole number that is not that short.
    Negative(i64),
    /// Anything else. May be infinite: there are larger numbers than an `f64` holds.
    Decimal(f64),
}

impl Number {
    /// Whether an `f64` holds it.
    #[inline]
    pub(crate) fn is_finite(self) -> bool {
        !matches!(self, Self::Decimal(number) if number.is_infinite())
    }

    /// The nearest `f64`.
    #[inline]
    pub(crate) fn value(self) -> f64 {
        match self {
            // Both are exact, so that their quotient is the nearest there is.
            Self::Short { digits, places } => digits as f64 / POWERS[usize::from(places)],
            Self::Positive(number) => number as f64,
            Self::Negative(number) => number as f64,
            Self::Decimal(number) => number,
        }
    }
}

/// Whether a byte can be part of a number.
pub(super) fn is_part(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Reads the number at the start of `bytes`: how long it is, and the number unless it is malformed.
/// The `f64` is always the one nearest to what is written.
#[expect(clippy::inline_always, reason = "see plain_row")]
#[inline(always)]
pub(crate) fn scan(bytes: &[u8]) -> (usize, Option<Number>) {
    let is_negative = bytes.first() == Some(&b'-');
    let mut digits = Digits { bytes, at: usize::from(is_negative), mantissa: 0 };
    let starts_with_zero = digits.byte() == Some(b'0');
    let whole = digits.pass();
    if whole == 0 || (starts_with_zero && whole > 1) {
        return (digits.at, None);
    }
    let mut fraction = 0;
    if digits.byte() == Some(b'.') {
        digits.at += 1;
        fraction = digits.pass();
        if fraction == 0 {
            return (digits.at, None);
        }
    }
    let Digits { at, mantissa, .. } = digits;
    if let Some(b'e' | b'E') = digits.byte() {
        return with_exponent(bytes, at + 1);
    }
    let is_short = whole + fraction <= EXACT_DIGITS && mantissa <= LARGEST_EXACT;
    if !is_short || (is_negative && mantissa == 0) {
        return (at, rare(&bytes[..at]));
    }
    let digits = if is_negative { -(mantissa as i64) } else { mantissa as i64 };
    (at, Some(Number::Short { digits, places: fraction as u8 }))
}

/// The part of a number that is digits and nothing else.
struct Digits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// All digits so far. Means nothing if they are more than [`EXACT_DIGITS`].
    mantissa: u64,
}

impl Digits<'_> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over digits and returns how many they are.
    fn pass(&mut self) -> usize {
        let start = self.at;
        while let Some(byte @ b'0'..=b'9') = self.byte() {
            self.mantissa = self.mantissa.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
            self.at += 1;
        }
        self.at - start
    }
}

/// Goes on after the `e`.
#[cold]
fn with_exponent(bytes: &[u8], mut at: usize) -> (usize, Option<Number>) {
    if let Some(b'+' | b'-') = bytes.get(at) {
        at += 1;
    }
    let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = at + digits;
    (end, if digits == 0 { None } else { rare(&bytes[..end]) })
}

/// Reads what the few steps above do not: with an exponent or of many digits.
fn rare(bytes: &[u8]) -> Option<Number> {
    let text = str::from_utf8(bytes).ok()?;
    let positive = || text.parse().ok().map(Number::Positive);
    // -0 is no whole number: its sign would be lost.
    let negative = || text.parse().ok().filter(|whole| *whole < 0).map(Number::Negative);
    positive().or_else(negative).or_else(|| text.parse().ok().map(Number::Decimal))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<Number> {
        let (length, number) = scan(text.as_bytes());
        number.filter(|_| length == text.len())
    }

    fn decimal(text: &str) -> Option<f64> {
        read(text).map(Number::value)
    }

    #[test]
    fn whole_numbers_are_whole_as_long_as_they_fit() {
        for (text, number) in [
            ("0", Number::Short { digits: 0, places: 0 }),
            ("-94", Number::Short { digits: -94, places: 0 }),
            ("9.40", Number::Short { digits: 940, places: 2 }),
            ("9007199254740992", Number::Short { digits: 1 << 53, places: 0 }),
            ("9007199254740993", Number::Positive((1 << 53) + 1)),
            ("18446744073709551615", Number::Positive(u64::MAX)),
            ("18446744073709551616", Number::Decimal(18_446_744_073_709_551_616.0)),
            ("-9223372036854775808", Number::Negative(i64::MIN)),
            ("-9223372036854775809", Number::Decimal(-9_223_372_036_854_775_808.0)),
        ] {
            assert_eq!(read(text), Some(number), "{text}");
        }
        assert!(decimal("-0").is_some_and(|zero| zero == 0.0 && zero.is_sign_negative()));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "-", "+1", "01", "-01", "00", ".5", "1.", "1.e5", "1e", "1e+", "--1", "1x", "NaN"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_it_cannot_go_on() {
        for (text, length) in [("94,", 3), ("-0.02]", 6), ("1e5 ", 4), ("0-1", 2), ("1.5.5", 4)] {
            assert_eq!(scan(text.as_bytes()).0 + 1, length, "{text}");
        }
    }

    #[test]
    fn beyond_all_numbers_is_infinite() {
        for text in ["1e999", "-1e999"] {
            assert!(decimal(text).is_some_and(f64::is_infinite), "{text}");
        }
        let long = format!("1{}", "0".repeat(400));
        assert!(decimal(&long).is_some_and(f64::is_infinite));
    }

    proptest! {
        #[test]
        fn every_decimal_is_the_nearest(
            text in "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,25})?([eE][-+]?[0-9]{1,3})?",
        ) {
            let nearest: f64 = text.parse().unwrap();
            let number = read(&text).unwrap();
            prop_assert_eq!(number.value().to_bits(), nearest.to_bits());
            match number {
                Number::Positive(whole) => prop_assert_eq!(whole.to_string(), text),
                Number::Negative(whole) => prop_assert_eq!(whole.to_string(), text),
                Number::Short { .. } | Number::Decimal(_) => {}
            }
        }

        #[test]
        fn every_f64_is_read_back(number: f64) {
            prop_assume!(number.is_finite());
            for text in [format!("{number:?}"), format!("{number:e}")] {
                prop_assert_eq!(text.parse(), Ok(number));
                prop_assert_eq!(decimal(&text).map(f64::to_bits), Some(number.to_bits()));
            }
        }
    }
}
