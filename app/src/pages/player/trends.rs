//! Small charts of figures over time, drawn without scripts.

use std::fmt::Write;

use leptos::{either::Either, prelude::*};

use super::{
    sessions::{address_of, title_of},
    trend::{Point, Trend, Usual},
};
use crate::{
    components::{Save, follow},
    format,
    model::{Figure, PlayedSession, Reference, Side},
    preferences::{Locale, locale, texts},
};

/// What is drawn.
pub(super) const FIGURES: [Figure; 6] = [
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::TopSpeed,
    Figure::HeartRateAvg,
    Figure::Load,
];

/// A chart for each of some figures.
#[component]
pub(in crate::pages) fn Trends(sessions: Vec<PlayedSession>, hides_health: bool) -> impl IntoView {
    let texts = &texts().season.trend;
    let figures = FIGURES.into_iter().filter(|figure| !(hides_health && figure.is_health()));
    let trends: Vec<_> = figures.map(|figure| (figure, Trend::of(figure, &sessions))).collect();
    let any = trends.iter().any(|(_, trend)| trend.is_some());
    let save = any.then(|| {
        view! { <Save what=texts.title files=[("trends.svg", ""), ("trends.png", "")]/> }
    });
    let charts = trends
        .into_iter()
        .map(|(figure, trend)| view! { <Chart figure trend sessions=sessions.clone()/> })
        .collect_view();
    let explained = (texts.band)(Reference::SESSIONS as u32, Reference::LEAST_SESSIONS as u32);
    view! {
        <section class="section" aria-labelledby="trends">
            <h2 id="trends">{texts.title}</h2>
            {save}
            <div class="trends">{charts}</div>
            <p class="footnote">
                {texts.points}" "{explained}" "
                <Sample side=Side::Above/>{texts.above}", "
                <Sample side=Side::Below/>{texts.below}
            </p>
        </section>
    }
}

#[component]
fn Chart(figure: Figure, trend: Option<Trend>, sessions: Vec<PlayedSession>) -> impl IntoView {
    let locale = locale();
    let label = figure.label(locale);
    let body = match trend {
        Some(trend) => Either::Left(view! { <Plot figure trend sessions/> }),
        None => Either::Right(view! { <p class="quiet">{locale.texts().season.trend.none}</p> }),
    };
    view! {
        <figure class=format!("card trend-card {}", figure.hue())>
            <figcaption class="trend__title">
                <strong>{label}</strong>" "
                <span class="quiet">{figure.column_unit(locale)}</span>
            </figcaption>
            {body}
        </figure>
    }
}

/// The points are passed over by people with a keyboard: the table below has the same links.
#[component]
fn Plot(figure: Figure, trend: Trend, sessions: Vec<PlayedSession>) -> impl IntoView {
    let locale = locale();
    let (first, last) = trend.days;
    let steps = trend.ticks.len().saturating_sub(1).max(1) as f64;
    let lines = (0..trend.ticks.len())
        .map(|tick| {
            let y = place_y(tick as f64 / steps);
            view! { <line class="trend__grid" x1="0" x2="100%" y1=y.clone() y2=y/> }
        })
        .collect_view();
    let points = trend
        .points
        .iter()
        .filter_map(|point| Some((*point, sessions.get(point.session)?.clone())))
        .map(|(point, played)| view! { <Dot figure point played/> })
        .collect_view();
    let values = trend
        .ticks
        .iter()
        .rev()
        .map(|tick| view! { <span>{figure.write(locale, *tick)}</span> })
        .collect_view();
    let last = (first != last).then(|| view! { <span>{format::day(locale, last)}</span> });
    view! {
        <div class="trend__chart">
            <div class="trend__values">{values}</div>
            <svg class="trend__plot" role="group" aria-label=figure.label(locale)>
                {lines}
                <svg class="trend__fill" viewBox="0 0 1000 1000" preserveAspectRatio="none">
                    <path class="trend__band" d=band_path(&trend.band)/>
                    <path class="trend__mean" d=mean_path(&trend.band)/>
                </svg>
                {points}
            </svg>
            <div class="trend__days"><span>{format::day(locale, first)}</span>{last}</div>
        </div>
    }
}

#[component]
fn Dot(figure: Figure, point: Point, played: PlayedSession) -> impl IntoView {
    let locale = locale();
    let label = label_of(locale, figure, point, &played);
    let href = address_of(&played);
    let title = label.clone();
    let (class, shape) = shape_of(point.side);
    view! {
        <svg class="trend__point" x=place_x(point.x) y=place_y(point.y)>
            <a class=class href=href.clone() aria-label=label tabindex="-1" on:click=follow(Some(href))>
                <title>{title}</title>
                <circle class="trend__room" r="10"/>
                <path d=shape/>
            </a>
        </svg>
    }
}

/// A point in the explanation.
#[component]
fn Sample(side: Side) -> impl IntoView {
    let (class, shape) = shape_of(Some(side));
    view! {
        <svg class=format!("trend__sample {class}") viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">
            <path d=shape/>
        </svg>
    }
}

fn label_of(locale: Locale, figure: Figure, point: Point, played: &PlayedSession) -> String {
    let texts = &locale.texts().season.trend;
    let day = played.session.start.map(|at| format::day(locale, at.date())).unwrap_or_default();
    let mut amount = figure.write(locale, point.value);
    let unit = figure.unit(locale);
    if !unit.is_empty() {
        amount.push('\u{a0}');
        amount.push_str(unit);
    }
    let side = match point.side {
        Some(Side::Above) => Some(texts.above),
        Some(Side::Below) => Some(texts.below),
        None => None,
    };
    if let Some(side) = side {
        amount.push_str(", ");
        amount.push_str(side);
    }
    (texts.point)(&day, title_of(locale, &played.session), &amount)
}

/// A dot, or a triangle that points to where the value lies.
fn shape_of(side: Option<Side>) -> (&'static str, &'static str) {
    match side {
        None => ("trend__dot", "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z"),
        Some(Side::Above) => ("trend__dot trend__dot--above", "M0 -6L5.5 4H-5.5z"),
        Some(Side::Below) => ("trend__dot trend__dot--below", "M0 6L5.5 -4H-5.5z"),
    }
}

/// Room at the sides for half a point.
const ROOM: f64 = 0.05;

pub(super) fn inset(share: f64) -> f64 {
    ROOM + share * (1.0 - 2.0 * ROOM)
}

fn place_x(share: f64) -> String {
    format::svg_share(inset(share))
}

fn place_y(share: f64) -> String {
    format::svg_share(inset(1.0 - share))
}

/// A place in the part of the picture that is 1000 wide and high.
fn place(x: f64, y: f64) -> (f64, f64) {
    (inset(x) * 1_000.0, inset(1.0 - y) * 1_000.0)
}

fn mean_path(band: &[Usual]) -> String {
    path(band.iter().map(|usual| place(usual.x, usual.mean)))
}

fn band_path(band: &[Usual]) -> String {
    let upper = band.iter().map(|usual| place(usual.x, usual.high));
    let lower = band.iter().rev().map(|usual| place(usual.x, usual.low));
    path(upper.chain(lower))
}

fn path(places: impl Iterator<Item = (f64, f64)>) -> String {
    let mut path = String::new();
    for (i, (x, y)) in places.enumerate() {
        let step = if i == 0 { 'M' } else { 'L' };
        // Writing into a string cannot fail.
        let _ = write!(path, "{step}{x:.0} {y:.0}");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_band_goes_forth_above_and_back_below() {
        let usual = |x| Usual { x, low: 0.0, mean: 0.5, high: 1.0 };
        let band = [usual(0.0), usual(1.0)];
        assert_eq!(band_path(&band), "M50 50L950 50L950 950L50 950");
        assert_eq!(mean_path(&band), "M50 500L950 500");
        assert_eq!(mean_path(&[]), "");
    }
}
