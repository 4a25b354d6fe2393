//! The orders of the squad where there are no columns to click on.

use leptos::prelude::*;

use super::{FIVE, order_by};
use crate::{
    model::{TrainingSessionId, Window},
    pages::sort::{Column, Sort},
    preferences::locale,
};

/// Stands in for the heads of the columns on a phone, where there are no columns.
#[component]
pub(super) fn SortBy(
    session_id: Signal<TrainingSessionId>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let way = move |column: Column, label: &'static str| {
        let direction =
            move || Some(sort.get().aria(column)).filter(|direction| *direction != "none");
        let said = move || match sort.get() {
            Sort { descending: true, .. } => texts.session.descending,
            Sort { descending: false, .. } => texts.session.ascending,
        };
        view! {
            <li>
                <a
                    class="sort-by__way"
                    href=move || order_by(column, session_id, window, sort)
                    aria-current=move || direction().map(|_| "true")
                    data-direction=direction
                    data-noscroll="true"
                >
                    {label}
                    {move || direction().map(|_| view! {
                        <span class="visually-hidden">" "{said()}</span>
                    })}
                </a>
            </li>
        }
    };
    let figures =
        FIVE.map(|figure| way(Column::Figure(figure), figure.label(locale))).collect_view();
    view! {
        <nav class="sort-by" aria-labelledby="sort-by">
            <p id="sort-by" class="sort-by__label">{texts.session.sort_by}</p>
            <ul class="sort-by__ways">
                {way(Column::Number, texts.general.number)}
                {figures}
            </ul>
        </nav>
    }
}
