//! A calendar as a picture.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::calendar::{Day, Steps};
use crate::{
    files::{Anchor, Drawing, Picture, Swatch, drawing_width_px, light},
    format,
    model::Week,
    preferences::Locale,
};

/// What a calendar is of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CalendarOf<'a> {
    /// The first week.
    pub(crate) first: Week,
    /// The last week.
    pub(crate) last: Week,
    /// Whose it is.
    pub(crate) of: &'a str,
    /// What the amounts are.
    pub(crate) measure: &'a str,
}

const NAME_PX: f64 = 40.0;
const MONTH_PX: f64 = 22.0;
/// The widest that a day is, so that a few weeks do not fill the sheet.
const WIDEST_PX: f64 = 40.0;
const TEXT_PX: f64 = 11.0;
/// How much of its hue a step has, as on pages.
const SHADES: [f64; Steps::COUNT] = [0.08, 0.18, 0.3, 0.45, 1.0];
const HUE: &str = "--accent";

/// The weeks as columns, Monday on top, each day shaded by how much there was.
pub(crate) fn picture(locale: Locale, calendar: CalendarOf<'_>, days: &[Day]) -> Picture {
    let texts = locale.texts();
    let weeks: Vec<Week> = calendar.first.to(calendar.last).collect();
    let steps = Steps::of(days.iter().filter_map(|day| day.amount));
    let by_day: HashMap<NaiveDate, &Day> = days.iter().map(|day| (day.date, day)).collect();
    let size_px = ((drawing_width_px() - NAME_PX) / weeks.len().max(1) as f64).min(WIDEST_PX);
    let mut drawing = Drawing::new(MONTH_PX + 7.0 * size_px);
    for (row, weekday) in texts.time.weekdays.iter().enumerate() {
        let y_px = MONTH_PX + (row as f64 + 0.5) * size_px + TEXT_PX / 3.0;
        drawing.write(0.0, y_px, Anchor::Start, TEXT_PX, "--text-quiet", weekday);
    }
    for (column, week) in weeks.iter().enumerate() {
        let left_px = NAME_PX + column as f64 * size_px;
        if let Some(begins) = week.days().find(|day| day.day() == 1) {
            let month = texts.time.months_short[begins.month0() as usize];
            drawing.write(left_px, TEXT_PX, Anchor::Start, TEXT_PX, "--text-quiet", month);
        }
        for (row, day) in week.days().enumerate() {
            let Some(day) = by_day.get(&day) else { continue };
            let at_px = (left_px, MONTH_PX + row as f64 * size_px);
            draw_day(&mut drawing, at_px, size_px, day, steps);
        }
    }
    let bands = steps.into_iter().flat_map(|steps| {
        SHADES.iter().enumerate().map(move |(step, shade)| {
            let (lower, upper) = steps.limits(step);
            let label =
                format::band(locale, Some(lower), upper, |limit| steps.write(locale, limit));
            Swatch { colour: light(HUE), opacity: *shade, label: label.unwrap_or_default() }
        })
    });
    let unknown = Swatch {
        colour: light("--hairline"),
        opacity: 1.0,
        label: texts.season.calendar.not_known.to_owned(),
    };
    let legend: Vec<Swatch> = bands.chain([unknown]).collect();
    let of = format!("{} · {}", calendar.of, calendar.measure);
    Picture::new(texts.season.calendar.title, &of, &legend, drawing)
}

fn draw_day(
    drawing: &mut Drawing,
    at_px: (f64, f64),
    size_px: f64,
    day: &Day,
    steps: Option<Steps>,
) {
    let (inner_px, inset_px) = (size_px * 0.88, size_px * 0.06);
    let place_px = (at_px.0 + inset_px, at_px.1 + inset_px);
    let step = day.amount.zip(steps).map(|(amount, steps)| steps.step(amount));
    let (colour, shade) = step.map_or(("--hairline", 1.0), |step| (HUE, SHADES[step]));
    let corner = if day.is_round { inner_px / 2.0 } else { inner_px / 8.0 };
    drawing.shape(place_px, &rounded(inner_px, corner), colour, shade);
    if let Some(letter) = &day.letter {
        let ink = if step == Some(Steps::COUNT - 1) { "--on-accent" } else { "--text" };
        let [x_px, y_px] = [at_px.0, at_px.1].map(|px| px + size_px / 2.0);
        drawing.write(x_px, y_px + TEXT_PX / 3.0, Anchor::Middle, TEXT_PX, ink, letter);
    }
}

/// A square with round corners, as a path.
fn rounded(size: f64, corner: f64) -> String {
    let straight = size - 2.0 * corner;
    format!(
        "M{corner:.2} 0h{straight:.2}a{corner:.2} {corner:.2} 0 0 1 {corner:.2} {corner:.2}v{straight:.2}\
         a{corner:.2} {corner:.2} 0 0 1 -{corner:.2} {corner:.2}h-{straight:.2}\
         a{corner:.2} {corner:.2} 0 0 1 -{corner:.2} -{corner:.2}v-{straight:.2}\
         a{corner:.2} {corner:.2} 0 0 1 {corner:.2} -{corner:.2}z"
    )
}
