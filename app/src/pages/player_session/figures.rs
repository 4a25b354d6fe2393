//! How much: the player's figures.

use leptos::prelude::*;

use super::Shown;
use crate::{
    components::{Figure, Missing, Save, SkeletonTiles, Tile, missing_in_part, part_in_full},
    model::{Figures, PlayerSessionPage, Timeline, Window},
    pages::shown::{NotLoaded, is_late},
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
    let figures = Memo::new(move |_| shown.with(|shown| shown.figures().cloned()));
    let are_there = Memo::new(move |_| figures.with(Option::is_some));
    let is_part = Memo::new(move |_| window.with(Option::is_some));
    // They stay while a gesture changes what they tell, several times a second.
    let tile = move |figure: Figure| {
        let value = Memo::new(move |_| figures.with(|figures| figure.of(figures.as_ref()?)));
        let below = Memo::new(move |_| {
            page.with(|page| {
                figures.with(|it| below(locale, figure, page, it.as_ref(), is_part.get()))
            })
        });
        let below = move || {
            let line = |line| view! { <p class="tile__range">{line}</p> };
            below.get().into_iter().map(line).collect_view()
        };
        view! { <Tile figure value>{below}</Tile> }
    };
    let tiles = move || {
        // Without figures, and when there are none to come, each tile has a dash.
        let missing = if are_there.get() { Missing::NotThere } else { missing.get() };
        missing.view(
            || view! { <SkeletonTiles count=FIGURES.len() class="tiles tiles--player"/> },
            || view! { <dl class="tiles tiles--player">{FIGURES.map(tile).collect_view()}</dl> },
        )
    };
    let loading = Memo::new(move |_| shown.with(Shown::is_loading));
    let footnote = Memo::new(move |_| {
        let explained =
            |figures: Option<&Figures>| missing_in_part(texts, &FIGURES, figures.into_iter());
        is_part.get().then(|| figures.with(|figures| explained(figures.as_ref()))).flatten()
    });
    view! {
        <section
            class="section"
            class:section--busy=is_late(loading)
            aria-busy=move || loading.get().then_some("true")
            aria-labelledby="figures"
        >
            <h2 id="figures">{texts.session.figures} " " <span class="section__part">{part}</span></h2>
            {move || are_there.get().then(|| view! {
                <Save what=texts.session.figures files=[("figures.csv", "")] print=true/>
            })}
            {tiles}
            <NotLoaded shown/>
            {move || footnote.get().map(|missing| view! { <p class="footnote">{missing}</p> })}
        </section>
    }
}

/// What stands below a figure: its share of the maximum, the mean speed below the highest, the lowest heart rate below the
/// mean, and what the whole session had.
fn below(
    locale: Locale,
    figure: Figure,
    page: &PlayerSessionPage,
    figures: Option<&Figures>,
    is_part: bool,
) -> Vec<String> {
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
    let whole = page.summary.as_ref().filter(|_| is_part).and_then(|summary| {
        let value = figure.of(summary)?;
        Some((texts.whole)(&figure.write(locale, value)))
    });
    [of_maximum, beside, whole].into_iter().flatten().collect()
}
