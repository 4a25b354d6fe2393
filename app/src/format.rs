//! How numbers, units, times and dates are written. Pure: the server and the browser write the same text.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::{
    model::Window,
    preferences::{Language, Locale},
};

/// What stands where nothing was measured.
pub(crate) const NONE: &str = "–";

/// A number with so many decimals and its thousands apart: `10 234`, `−2.5` (`−2,5`).
pub(crate) fn number(locale: Locale, value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let negative = value < 0.0 && text.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0');
    let mut written = String::with_capacity(text.len() + 4);
    if negative {
        written.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            written.push(THOUSANDS);
        }
        written.push(digit);
    }
    if let Some(fraction) = fraction {
        written.push(decimal_point(locale));
        written.push_str(fraction);
    }
    written
}

/// What stands before decimals.
pub(crate) fn decimal_point(locale: Locale) -> char {
    match locale.language {
        Language::English => '.',
        Language::German => ',',
    }
}

/// A speed in the person's unit, without the unit: `30.5` km/h, `8.46` m/s.
pub(crate) fn speed(locale: Locale, speed_kmh: f64) -> String {
    number(locale, speed_kmh * locale.speed_unit.per_kmh(), locale.speed_unit.decimals())
}

/// Between thousands, in every language: a narrow space that does not break the line.
const THOUSANDS: char = '\u{202f}';

/// A duration to the second: `15:51`, `1:32:05`.
pub(crate) fn duration(ms: u32) -> String {
    let seconds = (u64::from(ms) + 500) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// About how long something takes: `45 s`, `12 min`, `2 h 5 min`, `3 days`.
pub(crate) fn span(locale: Locale, seconds: u32) -> String {
    span_with(seconds, locale.texts().time.days)
}

fn span_with(seconds: u32, days: &str) -> String {
    let minutes = rounded(seconds, 60);
    match (minutes / 60, minutes % 60) {
        _ if seconds < 90 => format!("{seconds}\u{a0}s"),
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (48.., _) => format!("{}\u{a0}{days}", rounded(seconds, 24 * 3_600)),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h {minutes}\u{a0}min"),
    }
}

/// How many units, to the nearest.
fn rounded(seconds: u32, unit: u32) -> u32 {
    seconds.saturating_add(unit / 2) / unit
}

/// How long ago something was: `just now`, `2 min ago`.
pub(crate) fn ago(locale: Locale, seconds: u32) -> String {
    let texts = &locale.texts().time;
    if seconds < 10 {
        texts.just_now.to_owned()
    } else {
        (texts.ago)(&span_with(seconds, texts.days_ago_or_in))
    }
}

/// When something will be: `now`, `in 7 min`.
pub(crate) fn in_time(locale: Locale, seconds: u32) -> String {
    let texts = &locale.texts().time;
    if seconds == 0 {
        texts.now.to_owned()
    } else {
        (texts.in_span)(&span_with(seconds, texts.days_ago_or_in))
    }
}

/// A share in percent without decimals: `12 %`. What is there but would round to nothing is `<1 %`.
pub(crate) fn share(locale: Locale, part: f64, whole: f64) -> String {
    if whole <= 0.0 {
        return NONE.to_owned();
    }
    match part / whole * 100.0 {
        percent if percent > 0.0 && percent < 0.5 => "<1\u{a0}%".to_owned(),
        percent => format!("{}\u{a0}%", number(locale, percent, 0)),
    }
}

/// A share (0 to 1) as a length in an SVG: `12.34%`.
pub(crate) fn svg_share(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

/// A band of values, the lower limit inclusive: `14.4–19.7`, `from 25.2`, `below 7.1`. Its limits are written like
/// other values of the same kind.
pub(crate) fn band(
    locale: Locale,
    lower: Option<f64>,
    upper: Option<f64>,
    write: impl Fn(f64) -> String,
) -> Option<String> {
    let texts = &locale.texts().figures;
    let [lower, upper] = [lower, upper].map(|limit| limit.map(&write));
    match (lower, upper) {
        (Some(lower), Some(upper)) => Some(format!("{lower}–{upper}")),
        (Some(lower), None) => Some((texts.from)(&lower)),
        (None, Some(upper)) => Some((texts.below)(&upper)),
        (None, None) => None,
    }
}

/// A time of day: `17:58`.
pub(crate) fn time(at: NaiveDateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// A time of day to the second: `17:58:10`.
pub(crate) fn time_to_second(at: NaiveDateTime) -> String {
    format!("{}:{:02}", time(at), at.second())
}

/// A day: `Sun 14 Sep 2025`, `So., 14. Sep. 2025`.
pub(crate) fn day(locale: Locale, day: NaiveDate) -> String {
    let texts = &locale.texts().time;
    let month = texts.months_short[day.month0() as usize];
    (texts.date)(&weekday_and_day(locale, day), month, day.year())
}

/// A day of a month that is known: `Sun 14`, `So., 14.`.
pub(crate) fn weekday_and_day(locale: Locale, day: NaiveDate) -> String {
    let texts = &locale.texts().time;
    let weekday = texts.weekdays[day.weekday().num_days_from_monday() as usize];
    (texts.weekday_and_day)(weekday, day.day())
}

/// A month: `September 2025`.
pub(crate) fn month(locale: Locale, day: NaiveDate) -> String {
    format!("{} {}", locale.texts().time.months[day.month0() as usize], day.year())
}

/// An instant for machines, as `<time datetime>` wants it: `2025-09-14T17:58:10`, without an offset because it is
/// wall time at the venue.
pub(crate) fn machine(at: NaiveDateTime) -> String {
    format!("{}T{}", at.date(), time_to_second(at))
}

/// An instant of the session clock as a time of day when the start of the recording is known, else as the time
/// since then; to the second.
pub(crate) fn instant(recorded_from: Option<NaiveDateTime>, at_ms: i32) -> String {
    wall(recorded_from, at_ms).map_or_else(|| since_start(at_ms), time_to_second)
}

/// An instant of the session clock like [`instant`], without seconds when they say nothing: `17:58`.
pub(crate) fn instant_to_minute(recorded_from: Option<NaiveDateTime>, at_ms: i32) -> String {
    wall(recorded_from, at_ms).map_or_else(|| since_start(at_ms), time)
}

/// When a part of a session was and how long it took: `17:58–18:13 · 15:00`.
pub(crate) fn part(recorded_from: Option<NaiveDateTime>, part: Window) -> String {
    let [from, to] =
        [part.from_ms, part.to_ms].map(|at_ms| instant_to_minute(recorded_from, at_ms));
    format!("{from}–{to} · {}", duration(part.duration_ms()))
}

/// The wall time of an instant of the session clock.
pub(crate) fn wall(recorded_from: Option<NaiveDateTime>, at_ms: i32) -> Option<NaiveDateTime> {
    recorded_from?.checked_add_signed(TimeDelta::milliseconds(i64::from(at_ms)))
}

fn since_start(at_ms: i32) -> String {
    let sign = if at_ms < 0 { "−" } else { "" };
    format!("{sign}{}", duration(at_ms.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::SpeedUnit;

    const EN: Locale =
        Locale { language: Language::English, speed_unit: SpeedUnit::KilometresPerHour };
    const DE: Locale = Locale { language: Language::German, ..EN };

    fn kick_off() -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2025, 9, 14).unwrap().and_hms_opt(17, 58, 10).unwrap()
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(number(EN, 0.0, 0), "0");
        assert_eq!(number(EN, 999.4, 0), "999");
        assert_eq!(number(EN, 999.5, 0), "1\u{202f}000");
        assert_eq!(number(EN, 10_234.0, 0), "10\u{202f}234");
        assert_eq!(number(EN, 1_234_567.891, 2), "1\u{202f}234\u{202f}567.89");
    }

    #[test]
    fn only_what_is_below_zero_after_rounding_has_a_minus() {
        assert_eq!(number(EN, -2.5, 1), "−2.5");
        assert_eq!(number(EN, -0.04, 1), "0.0");
        assert_eq!(number(EN, -0.0, 0), "0");
    }

    #[test]
    fn what_is_no_number_is_a_dash() {
        assert_eq!(number(EN, f64::NAN, 1), NONE);
        assert_eq!(number(EN, f64::INFINITY, 1), NONE);
        assert_eq!(share(EN, 1.0, 0.0), NONE);
    }

    #[test]
    fn durations_show_hours_only_when_there_are_some() {
        assert_eq!(duration(0), "0:00");
        assert_eq!(duration(15 * 60_000 + 51_400), "15:51");
        assert_eq!(duration(59 * 60_000 + 59_600), "1:00:00");
        assert_eq!(duration(5_525_000), "1:32:05");
    }

    #[test]
    fn spans_have_the_unit_that_people_would_use() {
        let spans = [
            (0, "0 s"),
            (45, "45 s"),
            (89, "89 s"),
            (90, "2 min"),
            (12 * 60 + 29, "12 min"),
            (59 * 60 + 29, "59 min"),
            (59 * 60 + 30, "1 h"),
            (2 * 3_600 + 5 * 60, "2 h 5 min"),
            (26 * 3_600, "26 h"),
            (48 * 3_600, "2 days"),
            (7 * 24 * 3_600, "7 days"),
        ];
        for (seconds, written) in spans {
            assert_eq!(span(EN, seconds).replace('\u{a0}', " "), written);
        }
        assert!(span(EN, u32::MAX).ends_with("days"));
    }

    #[test]
    fn what_was_and_what_will_be_are_told_from_now() {
        assert_eq!(
            [ago(EN, 0), ago(EN, 9), ago(EN, 10)],
            ["just now", "just now", "10\u{a0}s ago"]
        );
        assert_eq!(ago(EN, 120), "2\u{a0}min ago");
        assert_eq!([in_time(EN, 0), in_time(EN, 420)], ["now", "in 7\u{a0}min"]);
    }

    #[test]
    fn a_share_that_is_there_is_never_zero() {
        assert_eq!(share(EN, 0.0, 10.0), "0\u{a0}%");
        assert_eq!(share(EN, 0.01, 10.0), "<1\u{a0}%");
        assert_eq!(share(EN, 1.25, 10.0), "12\u{a0}%");
        assert_eq!(share(EN, 10.0, 10.0), "100\u{a0}%");
    }

    #[test]
    fn bands_say_which_limits_they_have() {
        let one = |limit| number(EN, limit, 1);
        assert_eq!(band(EN, Some(14.4), Some(19.7), one).as_deref(), Some("14.4–19.7"));
        assert_eq!(band(EN, Some(25.2), None, one).as_deref(), Some("from 25.2"));
        assert_eq!(band(EN, None, Some(7.1), one).as_deref(), Some("below 7.1"));
        assert_eq!(band(EN, None, None, one), None);
    }

    #[test]
    fn days_and_times_are_those_of_the_venue() {
        assert_eq!(day(EN, kick_off().date()), "Sun 14 Sep 2025");
        assert_eq!(month(EN, kick_off().date()), "September 2025");
        assert_eq!(time(kick_off()), "17:58");
        assert_eq!(machine(kick_off()), "2025-09-14T17:58:10");
    }

    #[test]
    fn instants_fall_back_to_the_time_since_the_start() {
        assert_eq!(instant(Some(kick_off()), 60_000), "17:59:10");
        assert_eq!(instant(None, 61_000), "1:01");
        assert_eq!(instant(None, -1_000), "−0:01");
        assert_eq!(instant_to_minute(Some(kick_off()), -60_000), "17:57");
    }

    #[test]
    fn a_part_says_when_it_was_and_how_long_it_took() {
        let quarter = Window { from_ms: 0, to_ms: 900_000 };
        assert_eq!(part(Some(kick_off()), quarter), "17:58–18:13 · 15:00");
        assert_eq!(part(None, quarter), "0:00–15:00 · 15:00");
    }

    #[test]
    fn in_german_numbers_have_a_comma_and_the_same_thousands() {
        assert_eq!(number(DE, 10_234.5, 1), "10\u{202f}234,5");
        assert_eq!(number(DE, -2.5, 1), "−2,5");
        assert_eq!(share(DE, 1.25, 10.0), "12\u{a0}%");
        let one = |limit| number(DE, limit, 1);
        assert_eq!(band(DE, Some(25.2), None, one).as_deref(), Some("ab 25,2"));
    }

    #[test]
    fn in_german_days_have_the_german_form() {
        assert_eq!(day(DE, kick_off().date()), "So., 14. Sep. 2025");
        assert_eq!(weekday_and_day(DE, kick_off().date()), "So., 14.");
        let march = NaiveDate::from_ymd_opt(2025, 3, 1).unwrap();
        assert_eq!(month(DE, march), "März 2025");
        assert_eq!(day(DE, march), "Sa., 1. März 2025");
    }

    #[test]
    fn in_german_days_that_went_by_stand_in_the_dative() {
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(plain(ago(DE, 72 * 3_600)), "vor 3 Tagen");
        assert_eq!(plain(in_time(DE, 72 * 3_600)), "in 3 Tagen");
        assert_eq!(plain(span(DE, 72 * 3_600)), "3 Tage");
        assert_eq!([ago(DE, 0), in_time(DE, 0)], ["gerade eben", "jetzt"]);
    }

    #[test]
    fn speeds_are_in_the_persons_unit() {
        let metres = Locale { speed_unit: SpeedUnit::MetresPerSecond, ..DE };
        assert_eq!([speed(EN, 25.2), speed(DE, 25.2)], ["25.2", "25,2"]);
        assert_eq!(speed(metres, 25.2), "7,00");
    }
}
