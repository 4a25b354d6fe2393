//! Dates and spans of time.

#[derive(Debug)]
pub(crate) struct Time {
    /// From Monday on.
    pub(crate) weekdays: [&'static str; 7],
    /// As they stand in a date.
    pub(crate) months_short: [&'static str; 12],
    pub(crate) months: [&'static str; 12],
    /// A day of a month that is known.
    pub(crate) weekday_and_day: fn(weekday: &str, day: u32) -> String,
    pub(crate) date: fn(weekday_and_day: &str, month: &str, year: i32) -> String,
    pub(crate) days: &'static str,
    /// The same in [`ago`](Self::ago) and [`in_span`](Self::in_span).
    pub(crate) days_ago_or_in: &'static str,
    pub(crate) just_now: &'static str,
    pub(crate) ago: fn(span: &str) -> String,
    pub(crate) now: &'static str,
    pub(crate) in_span: fn(span: &str) -> String,
    /// Between when something began and when it ended.
    pub(crate) to: &'static str,
    /// A length.
    pub(crate) minutes: fn(minutes: u32) -> String,
}

pub(super) const ENGLISH: Time = Time {
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months_short: [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    weekday_and_day: |weekday, day| format!("{weekday} {day}"),
    date: |weekday_and_day, month, year| format!("{weekday_and_day} {month} {year}"),
    days: "days",
    days_ago_or_in: "days",
    just_now: "just now",
    ago: |span| format!("{span} ago"),
    now: "now",
    in_span: |span| format!("in {span}"),
    to: "to",
    minutes: |minutes| format!("{minutes}\u{a0}min"),
};

pub(super) const GERMAN: Time = Time {
    weekdays: ["Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."],
    months_short: [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.",
        "Dez.",
    ],
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    weekday_and_day: |weekday, day| format!("{weekday}, {day}."),
    date: |weekday_and_day, month, year| format!("{weekday_and_day} {month} {year}"),
    days: "Tage",
    days_ago_or_in: "Tagen",
    just_now: "gerade eben",
    ago: |span| format!("vor {span}"),
    now: "jetzt",
    in_span: |span| format!("in {span}"),
    to: "bis",
    minutes: |minutes| format!("{minutes}\u{a0}min"),
};
