//! Times on the axis: the venue's wall clock when it is known, else the time since the recording started.

use chrono::{NaiveDateTime, Timelike};

use crate::{format, model::Window, preferences::Locale};

/// How instants are told to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The wall time of the recording's start; `None` to count from the start.
    recorded_from: Option<NaiveDateTime>,
    locale: Locale,
}

/// How fine a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// 18:05 on the wall clock; seconds are always told when counting from the start.
    Minutes,
    /// 18:05:42.
    Seconds,
    /// 18:05:42.3.
    Tenths,
}

/// An instant to be marked on the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The instant on the session clock, in ms.
    pub at_ms: i32,
    /// What people call it.
    pub label: String,
}

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Distances between ticks. Those above half an hour are for recordings that somebody forgot to stop.
const STEPS_MS: [i64; 16] = [
    SECOND_MS,
    2 * SECOND_MS,
    5 * SECOND_MS,
    10 * SECOND_MS,
    15 * SECOND_MS,
    30 * SECOND_MS,
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    3 * HOUR_MS,
    12 * HOUR_MS,
    DAY_MS,
];

impl Clock {
    /// The clock of a recording that started at `recorded_from`, venue-local wall time.
    pub fn new(recorded_from: Option<NaiveDateTime>, locale: Locale) -> Self {
        Self { recorded_from, locale }
    }

    /// How the person reads whom it tells the time.
    pub fn locale(self) -> Locale {
        self.locale
    }

    /// What people call an instant: `18:05:42`, or `−1:05` and `1:15:00` when counting from the start.
    pub fn label(self, at_ms: i32, precision: Precision) -> String {
        let point = format::decimal_point(self.locale);
        match (precision, format::wall(self.recorded_from, at_ms)) {
            (Precision::Minutes, _) => format::instant_to_minute(self.recorded_from, at_ms),
            (Precision::Seconds, _) => format::instant(self.recorded_from, at_ms),
            (Precision::Tenths, Some(wall)) => {
                let tenths = wall.nanosecond() / 100_000_000;
                format!("{}{point}{tenths}", format::time_to_second(wall))
            }
            (Precision::Tenths, None) => {
                let (sign, ms) = (if at_ms < 0 { "−" } else { "" }, at_ms.unsigned_abs());
                let tenths = ms % 1_000 / 100;
                format!("{sign}{}{point}{tenths}", format::duration(ms / 1_000 * 1_000))
            }
        }
    }

    /// What people call a window: `18:03:10 to 18:08:10 (5:00)`.
    pub fn window_label(self, window: Window) -> String {
        let precision = Precision::within(window);
        let [from, to] = [window.from_ms, window.to_ms].map(|at_ms| self.label(at_ms, precision));
        let duration = duration_label(self.locale, window.duration_ms());
        (self.locale.texts().chart.window)(&from, &to, &duration)
    }

    /// At most `max_count` instants to be marked, at round times of the clock.
    pub fn ticks(self, window: Window, max_count: usize) -> Vec<Tick> {
        let start_ms = self.recorded_from.map_or(0, |start| {
            i64::from(start.num_seconds_from_midnight()) * SECOND_MS
                + i64::from(start.nanosecond() / 1_000_000)
        });
        let first_at = |step: i64| {
            let from = start_ms + i64::from(window.from_ms);
            from.div_euclid(step) * step + if from.rem_euclid(step) == 0 { 0 } else { step }
        };
        let end = start_ms + i64::from(window.to_ms);
        let count = |step: i64| (end - 1 - first_at(step)).div_euclid(step) + 1;
        let step =
            STEPS_MS.into_iter().find(|step| count(*step) <= max_count as i64).unwrap_or(DAY_MS);
        let precision = if step < MINUTE_MS { Precision::Seconds } else { Precision::Minutes };
        (0..count(step).min(max_count as i64))
            .map(|i| (first_at(step) + i * step - start_ms) as i32)
            .map(|at_ms| Tick { at_ms, label: self.label(at_ms, precision) })
            .collect()
    }
}

impl Precision {
    /// How fine the ends of a window, and instants inside, are told.
    pub fn within(window: Window) -> Self {
        if i64::from(window.duration_ms()) < MINUTE_MS { Self::Tenths } else { Self::Seconds }
    }
}

/// A duration as `5:00`, or `4.5 s` below ten seconds.
pub fn duration_label(locale: Locale, duration_ms: u32) -> String {
    if duration_ms < 10_000 {
        return format!("{}\u{a0}s", format::number(locale, f64::from(duration_ms) / 1_000.0, 1));
    }
    format::duration(duration_ms)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::preferences::Language;

    /// A recording that started at 17:58:20.
    fn evening() -> Clock {
        Clock::new(
            NaiveDate::from_ymd_opt(2025, 9, 14).and_then(|day| day.and_hms_opt(17, 58, 20)),
            Locale::default(),
        )
    }

    fn window(from_s: i32, to_s: i32) -> Window {
        Window { from_ms: from_s * 1_000, to_ms: to_s * 1_000 }
    }

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn ticks_are_at_round_wall_times() {
        let ticks = evening().ticks(window(0, 20 * 60), 9);
        assert_eq!(labels(&ticks), ["18:00", "18:05", "18:10", "18:15"]);
        assert_eq!(ticks[0].at_ms, 100_000);
        assert_eq!(
            labels(&evening().ticks(window(100, 105), 5)),
            ["18:00:00", "18:00:01", "18:00:02", "18:00:03", "18:00:04"]
        );
        assert_eq!(
            labels(&evening().ticks(window(0, 4 * 3_600), 4)),
            ["18:00", "19:00", "20:00", "21:00"]
        );
    }

    #[test]
    fn without_a_wall_time_the_axis_counts_from_the_start() {
        let clock = Clock::new(None, Locale::default());
        assert_eq!(
            labels(&clock.ticks(window(-60, 120), 7)),
            ["−1:00", "−0:30", "0:00", "0:30", "1:00", "1:30"]
        );
        assert_eq!(clock.label(75 * 60_000, Precision::Minutes), "1:15:00");
        assert_eq!(clock.label(-250, Precision::Tenths), "−0:00.2");
        assert_eq!(clock.label(61_980, Precision::Tenths), "1:01.9");
    }

    #[test]
    fn midnight_starts_a_new_day() {
        let late = Clock::new(
            NaiveDate::from_ymd_opt(2025, 9, 14)
                .and_then(|day| day.and_hms_milli_opt(23, 59, 0, 500)),
            Locale::default(),
        );
        assert_eq!(late.label(60_000, Precision::Tenths), "00:00:00.5");
        assert_eq!(late.label(-86_400_000, Precision::Seconds), "23:59:00");
        assert_eq!(labels(&late.ticks(window(0, 120), 3)), ["00:00", "00:01"]);
    }

    #[test]
    fn windows_are_told_as_precisely_as_they_are_wide() {
        assert_eq!(evening().window_label(window(0, 300)), "17:58:20 to 18:03:20 (5:00)");
        assert_eq!(
            evening().window_label(Window { from_ms: 0, to_ms: 2_500 }),
            "17:58:20.0 to 17:58:22.5 (2.5\u{a0}s)"
        );
        let german = Locale { language: Language::German, ..Locale::default() };
        assert_eq!(
            Clock { locale: german, ..evening() }.window_label(Window { from_ms: 0, to_ms: 2_500 }),
            "17:58:20,0 bis 17:58:22,5 (2,5\u{a0}s)"
        );
        assert_eq!(
            [9_999, 10_000, 59_499, 59_500].map(|ms| duration_label(Locale::default(), ms)),
            ["10.0\u{a0}s", "0:10", "0:59", "1:00"]
        );
    }

    proptest! {
        #[test]
        fn ticks_are_inside_in_order_and_not_too_many(
            from_ms in any::<i32>(), width_ms in 1..2_000_000_000_u32, max_count in 1..30_usize, wall in any::<bool>(),
        ) {
            let clock = if wall { evening() } else { Clock::new(None, Locale::default()) };
            let Some(window) = from_ms.checked_add_unsigned(width_ms).and_then(|to_ms| Window::new(from_ms, to_ms))
            else { return Ok(()) };
            let ticks = clock.ticks(window, max_count);
            prop_assert!(ticks.len() <= max_count);
            prop_assert!(ticks.iter().all(|tick| window.contains(tick.at_ms)));
            prop_assert!(ticks.is_sorted_by(|a, b| a.at_ms < b.at_ms));
        }
    }
}
