//! What the part that is shown demanded of the player, counted from the samples.

use leptos::prelude::*;

use super::Shown;
use crate::{
    components::{Figure, limits_of_demands, tile},
    format,
    model::{DemandLimits, Demands},
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
    let loading = move || shown.with(Shown::is_loading);
    move || {
        demands.get().map(|demands| {
            let tiles = tiles(locale, &demands)
                .into_iter()
                .map(|(label, hue, text, unit)| tile(label, hue, text, unit, None))
                .collect_view();
            view! {
                <section class="section" class:section--busy=loading aria-labelledby="demands">
                    <h2 id="demands">{texts.demands}</h2>
                    <dl class="tiles tiles--player tiles--demands">{tiles}</dl>
                    <p class="footnote">{limits(locale, demands.limits)}</p>
                </section>
            }
        })
    }
}

/// Of each tile the label, the class of its colour, the value and its unit.
fn tiles(
    locale: Locale,
    demands: &Demands,
) -> [(&'static str, &'static str, String, &'static str); 7] {
    let texts = &locale.texts().figures;
    let number = |value: Option<f64>| {
        value.map_or_else(|| format::NONE.to_owned(), |value| format::number(locale, value, 0))
    };
    let count = |count: Option<u32>| number(count.map(f64::from));
    let of_squad = |figure: Figure, text: String| {
        (figure.label(locale), figure.hue(), text, figure.unit(locale))
    };
    [
        of_squad(Figure::HighSpeed, number(demands.high_speed_m)),
        of_squad(Figure::SprintDistance, number(demands.sprint_m)),
        (texts.sprint_efforts, Figure::SprintDistance.hue(), count(demands.sprint_efforts), ""),
        of_squad(Figure::Accelerations, count(demands.accelerations)),
        of_squad(Figure::Decelerations, count(demands.decelerations)),
        of_squad(Figure::TrimpEdwards, number(demands.trimp_edwards)),
        (texts.rmssd, Figure::HeartRateAvg.hue(), number(demands.rmssd_ms), texts.milliseconds),
    ]
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
        let texts = tiles(Locale::default(), &demands).map(|(_, _, text, _)| text);
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
