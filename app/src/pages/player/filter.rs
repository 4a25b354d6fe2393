//! Which sessions of the player to show, as links.

use leptos::prelude::*;

use crate::{
    address,
    model::{PlayerFilter, PlayerPage, Range},
    preferences::texts,
};

/// The types that the player's sessions are of, and how far back to look.
#[component]
pub(in crate::pages) fn Filter(page: PlayerPage) -> impl IntoView {
    let all = texts();
    let texts = &all.season.player;
    let PlayerPage { team, player, filter, session_types, .. } = page;
    let link = move |label: &str, wanted: PlayerFilter, is_shown: bool| {
        let href = address::player(&team.id, &player.id, &wanted);
        view! {
            <li>
                <a class="part" href=href data-noscroll="true" aria-current=is_shown.then_some("true")>
                    <span class="part__label">{label.to_owned()}</span>
                </a>
            </li>
        }
    };
    let every_kind = std::iter::once(None).chain(session_types.into_iter().map(Some));
    let kinds = every_kind
        .map(|kind| {
            let label = kind
                .as_ref()
                .map_or(all.teams.filter.all_kinds, |kind| all.kinds.session_type(kind));
            let is_shown = filter.session_type == kind;
            let wanted = PlayerFilter { session_type: kind.clone(), page: 0, ..filter.clone() };
            link(label, wanted, is_shown)
        })
        .collect_view();
    let ranges = Range::EACH
        .into_iter()
        .map(|range| {
            let wanted = PlayerFilter { range, page: 0, ..filter.clone() };
            link((texts.range)(range), wanted, filter.range == range)
        })
        .collect_view();
    view! {
        <div class="choices">
            <nav class="parts" aria-label=texts.kinds><ul>{kinds}</ul></nav>
            <nav class="parts" aria-label=texts.ranges><ul>{ranges}</ul></nav>
        </div>
    }
}
