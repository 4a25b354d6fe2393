//! The layout of a page before its data is there. Hidden from assistive technology, which hears from [`Loaded`] that
//! it loads.
//!
//! [`Loaded`]: super::Loaded

use leptos::prelude::*;

use crate::preferences::texts;

/// The head of a page: a line, the title, a line.
#[component]
pub(crate) fn SkeletonHead() -> impl IntoView {
    view! {
        <div class="skeleton-head" aria-hidden="true">
            <Bone class="bone bone--line"/>
            <Bone class="bone bone--title"/>
            <Bone class="bone bone--line bone--wide"/>
        </div>
    }
}

/// A row of tiles.
#[component]
pub(crate) fn SkeletonTiles(
    count: usize,
    /// The class of the row.
    #[prop(default = "tiles")]
    class: &'static str,
) -> impl IntoView {
    let tiles = (0..count)
        .map(|_| {
            view! {
                <div class="tile tile--bones">
                    <Bone class="bone bone--line"/>
                    <Bone class="bone bone--figure"/>
                </div>
            }
        })
        .collect_view();
    view! { <div class=class aria-hidden="true">{tiles}</div> }
}

/// A card with lines.
#[component]
pub(crate) fn SkeletonCard(lines: usize) -> impl IntoView {
    view! { <div class="card"><Bones lines/></div> }
}

/// Lines of text that are still to come.
#[component]
pub(crate) fn Bones(lines: usize) -> impl IntoView {
    let lines =
        (0..lines).map(|_| view! { <Bone class="bone bone--line bone--wide"/> }).collect_view();
    view! { <div class="bones" aria-hidden="true">{lines}</div> }
}

/// A card with a table.
#[component]
pub(crate) fn SkeletonTable(rows: usize) -> impl IntoView {
    let rows = (0..rows)
        .map(|_| {
            view! {
                <div class="skeleton-row">
                    <Bone class="bone bone--name"/>
                    <Bone class="bone bone--cells"/>
                </div>
            }
        })
        .collect_view();
    view! { <div class="card"><div class="bones" aria-hidden="true">{rows}</div></div> }
}

/// A cell whose value is still being fetched.
#[component]
pub(crate) fn PendingCell() -> impl IntoView {
    view! {
        <span class="bone bone--cell" aria-hidden="true"></span>
        <span class="visually-hidden">{texts().general.still_to_come}</span>
    }
}

#[component]
fn Bone(class: &'static str) -> impl IntoView {
    view! { <span class=class></span> }
}
