//! How much: the player's figures.

use leptos::prelude::*;

use super::Shown;
use crate::{
    components::{Figure, Missing, Save, SkeletonTiles, Tile, missing_in_part, part_in_full},
    model::{PlayerSessionPage, Timeline, Window},
    pages::shown::NotLoaded,
    preferences::{Locale, locale},
};

/// What the tiles show.
const FIGURES: [Figure; 9] = [
    Figure::Time,
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::TopSpeed,
    Figure::Sprints,
    Figure::HeartRateAvg,
    Figure::HeartRateMax,
    Figure::Load,
];

/// The figures of the part that is shown, and below each what the whole session had.
#[component]
pub(in crate::pages) fn PlayerFigures(
    page: Memo<PlayerSessionPage>,
    timeline: Memo<Option<Timeline>>,
    window: Memo<Option<Window>>,
    shown: Memo<Shown>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let part = move || {
        let from = page.with(|page| page.head.recorded_from);
        timeline.with(|timeline| part_in_full(texts, timeline.as_ref(), from, window.get()))
    };
    let tiles = move || {
        let figures = shown.with(|shown| shown.figures().cloned());
        let tiles = || {
            let tiles = FIGURES
                .map(|figure| {
                    let value = figures.as_ref().and_then(|figures| figure.of(figures));
                    let below = below(locale, figure, &page.read(), figures.as_ref(), window.get());
                    view! { <Tile figure value>{below}</Tile> }
                })
                .collect_view();
            view! { <dl class="tiles tiles--player">{tiles}</dl> }
        };
        // Without figures, and when there are none to come, each tile has a dash.
        let missing = if figures.is_some() { Missing::NotThere } else { missing.get() };
        missing.view(
            || view! { <SkeletonTiles count=FIGURES.len() class="tiles tiles--player"/> },
            tiles,
        )
    };
    let are_there = Memo::new(move |_| shown.with(|shown| shown.figures().is_some()));
    let loading = move || shown.with(Shown::is_loading);
    let footnote = move || {
        window.get()?;
        let missing =
            shown.with(|shown| missing_in_part(texts, &FIGURES, shown.figures().into_iter()));
        missing.map(|missing| view! { <p class="footnote">{missing}</p> })
    };
    view! {
        <section
            class="section"
            class:section--busy=loading
            aria-busy=move || loading().then_some("true")
            aria-labelledby="figures"
        >
            <h2 id="figures">{texts.session.figures} " " <span class="section__part">{part}</span></h2>
            {move || are_there.get().then(|| view! {
                <Save what=texts.session.figures files=[("figures.csv", "")] print=true/>
            })}
            {tiles}
            <NotLoaded shown/>
            {footnote}
        </section>
    }
}

/// What stands below a figure: its share of the maximum, the mean speed below the highest, the lowest heart rate below the
/// mean, and what the whole session had.
fn below(
    locale: Locale,
    figure: Figure,
    page: &PlayerSessionPage,
    figures: Option<&crate::model::Figures>,
    window: Option<Window>,
) -> Vec<impl IntoView + use<>> {
    let texts = &locale.texts().session;
    let percent = match figure {
        Figure::HeartRateAvg => Some(Figure::HeartRateAvgPercent),
        Figure::HeartRateMax => Some(Figure::HeartRateMaxPercent),
        _ => None,
    };
    let of_maximum = percent.and_then(|percent| {
        let value = percent.of(figures?)?;
        Some((texts.percent_of_max)(&percent.write(locale, value)))
    });
    let beside = figures.and_then(|figures| match figure {
        Figure::TopSpeed => Some((texts.on_average)(&figure.write(locale, figures.speed_avg_kmh?))),
        Figure::HeartRateAvg => {
            Some((texts.at_least)(&figure.write(locale, figures.heart_rate_min_bpm?)))
        }
        _ => None,
    });
    let whole = window.and(page.summary.as_ref()).and_then(|summary| {
        let value = figure.of(summary)?;
        Some((texts.whole)(&figure.write(locale, value)))
    });
    [of_maximum, beside, whole]
        .into_iter()
        .flatten()
        .map(|line| view! { <p class="tile__range">{line}</p> })
        .collect()
}
