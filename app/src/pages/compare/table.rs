//! How much: the figures of all recordings, and how far they are from those of the first one.

use leptos::prelude::*;

use super::{
    Letter, called,
    rows::{Group, Row, groups},
};
use crate::{
    chart::Mark,
    components::{Figure, Save, limits_of_demands, missing_in_part, part_in_full},
    model::{Figures, SideBySidePage, Window},
    pages::shown::{NotLoaded, Shown, is_late},
    preferences::locale,
};

/// A row for each figure, a column for each recording.
#[component]
pub(super) fn Table(
    page: Memo<SideBySidePage>,
    window: Memo<Option<Window>>,
    shown: Memo<Shown<Vec<Option<Figures>>>>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let loading = Memo::new(move |_| shown.with(Shown::is_loading));
    // While they are on their way there may be fewer than recordings, or those of others.
    let each = Memo::new(move |_| {
        let count = page.with(|page| page.recordings.len());
        let mut each = shown.with(|shown| shown.at_hand().cloned().unwrap_or_default());
        each.resize(count, None);
        each
    });
    let are_there = Memo::new(move |_| each.with(|each| each.iter().any(Option::is_some)));
    let part = move || {
        page.with(|page| {
            part_in_full(texts, page.timeline.as_ref(), page.recorded_from, window.get())
        })
    };
    let bodies = move || {
        each.with(|each| groups(locale, each))
            .into_iter()
            .map(|Group { title, rows }| {
                let columns = each.with(Vec::len) + 1;
                let rows = rows.into_iter().map(|row| view! { <Line row/> }).collect_view();
                view! {
                    <tbody>
                        <tr class="compare__group"><th scope="rowgroup" colspan=columns><span>{title}</span></th></tr>
                        {rows}
                    </tbody>
                }
            })
            .collect_view()
    };
    view! {
        <section
            class="section"
            class:section--busy=is_late(loading)
            aria-busy=move || loading.get().then_some("true")
            aria-labelledby="figures"
        >
            <h2 id="figures">{texts.session.figures} " " <span class="section__part">{part}</span></h2>
            {move || are_there.get().then(|| view! {
                <Save what=texts.session.figures files=[("figures.csv", "")]/>
            })}
            <div class="card card--flush">
                <div class="exact__scroll" role="group" aria-labelledby="figures" tabindex="0">
                    <table class="compare">
                        <Heads page/>
                        {bodies}
                    </table>
                </div>
            </div>
            <NotLoaded shown/>
            <Footnotes each window/>
        </section>
    }
}

/// The letters of the recordings, and what each is called: by the player, the session, or both.
#[component]
fn Heads(page: Memo<SideBySidePage>) -> impl IntoView {
    let locale = locale();
    let heads = move || {
        page.with(|page| {
            page.recordings
                .iter()
                .zip(Mark::ALL)
                .map(|(recording, mark)| {
                    view! {
                        <th scope="col" class="number">
                            <span class="compare__head"><Letter mark/> " " {called(locale, page, recording)}</span>
                        </th>
                    }
                })
                .collect_view()
        })
    };
    view! { <thead><tr><td class="compare__figure"></td>{heads}</tr></thead> }
}

/// What differences are to, by which limits demands are counted, and why something is missing.
#[component]
fn Footnotes(each: Memo<Vec<Option<Figures>>>, window: Memo<Option<Window>>) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    move || {
        each.with(|each| {
            let figures = each.iter().flatten();
            let missing = window
                .get()
                .and_then(|_| missing_in_part(texts, &Figure::ALL, figures.clone()))
                .map(str::to_owned);
            let limits = figures.clone().find_map(|figures| Some(figures.demands.as_ref()?.limits));
            let limits = limits.and_then(|limits| limits_of_demands(locale, &Figure::ALL, limits));
            let differences =
                (each.len() > 1).then(|| (texts.compare.differences)(Mark::A.letter()));
            [differences, limits, missing]
                .into_iter()
                .flatten()
                .map(|footnote| view! { <p class="footnote">{footnote}</p> })
                .collect_view()
        })
    }
}

#[component]
fn Line(row: Row) -> impl IntoView {
    let Row { label, unit, hue, cells } = row;
    let cells = cells
        .into_iter()
        .map(|cell| {
            let difference = cell
                .difference
                .map(|difference| view! { " " <span class="diff">{difference}</span> });
            view! { <td class="number">{cell.value}{difference}</td> }
        })
        .collect_view();
    view! {
        <tr>
            <th scope="row" class=format!("compare__figure {hue}")>
                {label} " " <span class="choice__unit">{unit}</span>
            </th>
            {cells}
        </tr>
    }
}
