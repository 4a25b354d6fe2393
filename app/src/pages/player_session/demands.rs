//! What the part that is shown demanded of the player, counted from the samples.

use leptos::prelude::*;

use super::Shown;
use crate::{
    components::{Figure, limits_of_demands, tile},
    format,
    model::{DemandLimits, Demands},
    pages::shown::is_late,
    preferences::{Locale, locale},
};

/// Those of the demands that are also figures of the squad.
const FIGURES: [Figure; 4] =
    [Figure::SprintDistance, Figure::Accelerations, Figure::Decelerations, Figure::TrimpEdwards];

/// Tiles, with the limits below by which they were counted. Nothing when there are no samples to count from.
#[component]
pub(in crate::pages) fn DemandTiles(shown: Memo<Shown>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().figures;
    let demands = Memo::new(move |_| {
        shown.with(|shown| shown.figures().and_then(|figures| figures.demands.clone()))
    });
    let limits_told =
        Memo::new(move |_| demands.with(|demands| Some(limits(locale, demands.as_ref()?.limits))));
    let are_there = Memo::new(move |_| demands.with(Option::is_some));
    let loading = Memo::new(move |_| shown.with(Shown::is_loading));
    let late = is_late(loading);
    move || {
        are_there.get().then(|| {
            // They stay while a gesture changes what they tell, several times a second.
            let tiles = tiles(locale)
                .map(|Told { label, hue, unit, value }| {
                    let text = Memo::new(move |_| {
                        let value = demands.with(|demands| demands.as_ref().and_then(value));
                        number(locale, value)
                    });
                    tile(label, hue, text.into(), unit, None)
                })
                .collect_view();
            view! {
                <section class="section" class:section--busy=late aria-labelledby="demands">
                    <h2 id="demands">{texts.demands}</h2>
                    <dl class="tiles tiles--player tiles--demands">{tiles}</dl>
                    <p class="footnote">{limits_told}</p>
                </section>
            }
        })
    }
}

/// What a tile tells.
struct Told {
    label: &'static str,
    /// The class of its colour.
    hue: &'static str,
    unit: &'static str,
    value: fn(&Demands) -> Option<f64>,
}

fn tiles(locale: Locale) -> [Told; 7] {
    let texts = &locale.texts().figures;
    let of_squad = |figure: Figure, value| Told {
        label: figure.label(locale),
        hue: figure.hue(),
        unit: figure.unit(locale),
        value,
    };
    [
        of_squad(Figure::HighSpeed, |demands| demands.high_speed_m),
        of_squad(Figure::SprintDistance, |demands| demands.sprint_m),
        Told {
            label: texts.sprint_efforts,
            hue: Figure::SprintDistance.hue(),
            unit: "",
            value: |demands| demands.sprint_efforts.map(f64::from),
        },
        of_squad(Figure::Accelerations, |demands| demands.accelerations.map(f64::from)),
        of_squad(Figure::Decelerations, |demands| demands.decelerations.map(f64::from)),
        of_squad(Figure::TrimpEdwards, |demands| demands.trimp_edwards),
        Told {
            label: texts.rmssd,
            hue: Figure::HeartRateAvg.hue(),
            unit: texts.milliseconds,
            value: |demands| demands.rmssd_ms,
        },
    ]
}

fn number(locale: Locale, value: Option<f64>) -> String {
    value.map_or_else(|| format::NONE.to_owned(), |value| format::number(locale, value, 0))
}

/// All limits in sentences.
fn limits(locale: Locale, limits: DemandLimits) -> String {
    let texts = &locale.texts().figures;
    let speed =
        |kmh: f64| format!("{}\u{a0}{}", format::speed(locale, kmh), locale.speed_unit.symbol());
    let seconds = format::number(locale, f64::from(limits.sprint_ms) / 1_000.0, 1);
    let high_speed = (texts.high_speed_limit)(&speed(limits.high_speed_kmh));
    let efforts = (texts.sprint_effort_limit)(&speed(limits.sprint_kmh), &seconds);
    let of_squad = limits_of_demands(locale, &FIGURES, limits).unwrap_or_default();
    [high_speed.as_str(), &efforts, &of_squad, texts.rmssd_is].join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_a_dash_and_zero_is_zero() {
        let demands =
            Demands { sprint_efforts: Some(0), rmssd_ms: Some(41.6), ..Demands::default() };
        let locale = Locale::default();
        let texts = tiles(locale).map(|told| number(locale, (told.value)(&demands)));
        assert_eq!(texts, ["–", "–", "0", "–", "–", "–", "42"]);
    }

    #[test]
    fn every_limit_is_told() {
        let told = limits(
            Locale::default(),
            DemandLimits {
                high_speed_kmh: 19.8,
                sprint_kmh: 25.2,
                sprint_ms: 1_000,
                acceleration_ms2: 2.5,
                acceleration_ms: 500,
            },
        );
        for limit in
            ["19.8\u{a0}km/h", "25.2\u{a0}km/h", "1.0\u{a0}s", "2.5\u{a0}m/s²", "0.5\u{a0}s", "RR"]
        {
            assert!(told.contains(limit), "{limit}: {told}");
        }
    }
}
