//! One large figure, with what it is compared to.

use leptos::prelude::*;

use super::{Figure, Quantity};
use crate::{format, preferences::locale};

/// A figure with its label above; what it is compared to goes below, as children. Belongs into a `dl`.
#[component]
pub(crate) fn Tile(
    figure: Figure,
    /// The value, when there is one.
    #[prop(into)]
    value: Signal<Option<f64>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let locale = locale();
    let text = Signal::derive(move || {
        let value = value.get();
        value.map_or_else(|| format::NONE.to_owned(), |value| figure.write(locale, value))
    });
    tile(figure.label(locale), figure.hue(), text, figure.unit(locale), children)
}

/// The same for what is no figure of the squad. The hue is the class of its colour.
pub(crate) fn tile(
    label: &'static str,
    hue: &'static str,
    text: Signal<String>,
    unit: &'static str,
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("tile {hue}")>
            <dt class="tile__label">{label}</dt>
            <dd class="tile__value">
                <Quantity text unit/>
            </dd>
            {children.map(|children| view! { <dd class="tile__below">{children()}</dd> })}
        </div>
    }
}

/// How the values of the squad are spread: a dot for each player and a line at the average.
#[component]
pub(crate) fn Spread(values: Vec<f64>, average: f64) -> impl IntoView {
    let scale = Scale::of(&values);
    let at = move |value| format::svg_share(scale.share(value));
    view! {
        <svg class="spread" width="100%" height="14" aria-hidden="true">
            <line class="spread__axis" x1="0" x2="100%" y1="7" y2="7"/>
            {values.into_iter().map(|value| view! { <circle class="spread__dot" cx=at(value) cy="7" r="3.5"/> }).collect_view()}
            <line class="spread__average" x1=at(average) x2=at(average) y1="0" y2="14"/>
        </svg>
    }
}

/// Values on a line, with room for half a dot at both ends.
#[derive(Clone, Copy, Debug)]
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    const ROOM: f64 = 0.03;

    fn of(values: &[f64]) -> Self {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Self { low, high }
    }

    fn share(self, value: f64) -> f64 {
        let inside =
            if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        Self::ROOM + inside * (1.0 - 2.0 * Self::ROOM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_is_left_and_the_highest_right() {
        let scale = Scale::of(&[20.0, 10.0, 15.0]);
        assert!((scale.share(10.0) - 0.03).abs() < 1e-9);
        assert!((scale.share(15.0) - 0.5).abs() < 1e-9);
        assert!((scale.share(20.0) - 0.97).abs() < 1e-9);
    }

    #[test]
    fn a_single_value_is_in_the_middle() {
        assert!((Scale::of(&[12.0]).share(12.0) - 0.5).abs() < 1e-9);
    }
}
