//! Rows of values.

use chrono::NaiveDateTime;

use crate::{
    model::{Figure, Figures},
    preferences::Locale,
};

/// A table with a name and a unit for each column. All rows are as long as the heads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What each column is, with its unit.
    pub heads: Vec<String>,
    /// What is in it.
    pub rows: Vec<Vec<Cell>>,
}

/// A value in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// What somebody wrote or something is called.
    Text(String),
    /// A number in the unit of the column's head, as it is: not rounded for reading.
    Number(f64),
    /// Nothing was measured.
    Nothing,
}

impl Cell {
    /// A number, when it was measured.
    pub(crate) fn number(value: Option<impl Into<f64>>) -> Self {
        value.map_or(Self::Nothing, |value| Self::Number(value.into()))
    }

    /// A text, when there is any.
    pub(crate) fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.into()))
    }

    /// An instant as ISO 8601 has it: wall time at the venue, whose offset Polar does not tell for sessions.
    pub(crate) fn instant(at: Option<NaiveDateTime>) -> Self {
        Self::text(at.map(crate::format::machine))
    }

    /// A figure in the unit of [`figure_head`]; times are in s, because they are to be reckoned with.
    pub(crate) fn figure(locale: Locale, figure: Figure, value: Option<f64>) -> Self {
        Self::number(value.map(|value| match figure {
            Figure::Time => value / 1_000.0,
            Figure::TopSpeed => value * locale.speed_unit.per_kmh(),
            _ => value,
        }))
    }
}

/// The head of a figure's column.
pub(crate) fn figure_head(locale: Locale, figure: Figure) -> String {
    super::head(figure.label(locale), figure_unit(locale, figure))
}

/// The unit of [`Cell::figure`].
fn figure_unit(locale: Locale, figure: Figure) -> &'static str {
    match figure {
        Figure::Time => "s",
        _ => figure.unit(locale),
    }
}

/// Name, value and unit of every figure, of what stands below figures, and of what only samples tell; nothing but names
/// and units without figures.
pub(crate) fn figure_rows(locale: Locale, figures: Option<&Figures>) -> Vec<[Cell; 3]> {
    let texts = locale.texts();
    let row = |name: &str, value: Cell, unit: &str| {
        let unit = Cell::text(Some(unit).filter(|unit| !unit.is_empty()));
        [Cell::Text(name.to_owned()), value, unit]
    };
    let speed_avg = figures.and_then(|figures| figures.speed_avg_kmh);
    let speed_avg = Cell::figure(locale, Figure::TopSpeed, speed_avg);
    let heart_rate_min = Cell::number(figures.and_then(|figures| figures.heart_rate_min_bpm));
    let demands = figures.and_then(|figures| figures.demands.as_ref());
    let efforts = Cell::number(demands.and_then(|demands| demands.sprint_efforts));
    let rmssd = Cell::number(demands.and_then(|demands| demands.rmssd_ms));
    Figure::ALL
        .iter()
        .map(|figure| {
            let value = figures.and_then(|figures| figure.of(figures));
            let value = Cell::figure(locale, *figure, value);
            row(figure.label(locale), value, figure_unit(locale, *figure))
        })
        .chain([
            row(texts.figures.speed_avg, speed_avg, Figure::TopSpeed.unit(locale)),
            row(texts.figures.heart_rate_min, heart_rate_min, texts.kinds.bpm),
            row(texts.figures.sprint_efforts, efforts, ""),
            row(texts.figures.rmssd, rmssd, texts.figures.milliseconds),
        ])
        .collect()
}
