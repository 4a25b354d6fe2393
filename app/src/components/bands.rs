//! Accelerations and decelerations by how strong they were.

use leptos::prelude::*;

use crate::{
    format,
    model::AccelerationCount,
    preferences::{Locale, texts},
};

/// Says why a part of a session has no accelerations.
#[component]
pub(crate) fn NoAccelerations() -> impl IntoView {
    let texts = &texts().figures;
    view! {
        <section class="section" aria-labelledby="accelerations">
            <h2 id="accelerations">{texts.accelerations}</h2>
            <p class="footnote">{texts.no_accelerations_in_part}</p>
        </section>
    }
}

/// How often a player accelerated or braked with a strength inside one band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    /// The strength in m/s², without a sign: `1.0–2.0`, `from 3.0`.
    pub(crate) strength: String,
    /// Whether it is about braking.
    pub(crate) braking: bool,
    /// How often.
    pub(crate) count: u32,
}

/// The bands between the limits, in the order in which they come: from the strongest deceleration up.
pub(crate) fn bands(locale: Locale, counts: &[AccelerationCount]) -> Vec<Band> {
    counts
        .iter()
        .map(|band| {
            let braking = band.limit_ms2 < 0.0;
            let stronger = counts
                .iter()
                .filter(|other| (other.limit_ms2 < 0.0) == braking)
                .map(|other| other.limit_ms2.abs())
                .filter(|strength| *strength > band.limit_ms2.abs())
                .reduce(f64::min);
            let strength = format::band(locale, Some(band.limit_ms2.abs()), stronger, |limit| {
                format::number(locale, limit, 1)
            })
            .unwrap_or_default();
            Band { strength, braking, count: band.count }
        })
        .collect()
}

/// The class that shades a count in comparison with the largest one: five steps, none for nothing.
pub(crate) fn heat(count: u32, largest: u32) -> &'static str {
    match (count, largest) {
        (0, _) | (_, 0) => "heat-0",
        (count, largest) => match u64::from(count) * 5 / u64::from(largest) {
            0 => "heat-1",
            1 => "heat-2",
            2 => "heat-3",
            3 => "heat-4",
            _ => "heat-5",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_reaches_to_the_next_stronger_one() {
        let counts =
            [-3.0, -2.0, -0.5, 0.5, 2.0].map(|limit_ms2| AccelerationCount { limit_ms2, count: 4 });
        let labels: Vec<_> = bands(Locale::default(), &counts)
            .into_iter()
            .map(|band| (band.strength, band.braking))
            .collect();
        let expected = [
            ("from 3.0", true),
            ("2.0–3.0", true),
            ("0.5–2.0", true),
            ("0.5–2.0", false),
            ("from 2.0", false),
        ];
        assert_eq!(labels, expected.map(|(strength, braking)| (strength.to_owned(), braking)));
    }

    #[test]
    fn shades_rise_with_the_count() {
        assert_eq!(heat(0, 10), "heat-0");
        assert_eq!(heat(1, 10), "heat-1");
        assert_eq!(heat(5, 10), "heat-3");
        assert_eq!(heat(10, 10), "heat-5");
        assert_eq!(heat(0, 0), "heat-0");
    }
}
