//! Whom of the roster the words of the filter find.

use leptos::prelude::*;

use crate::{
    address,
    model::{PlayerFilter, TeamPage},
    preferences::texts,
};

/// The players that were found, with the way to each.
#[component]
pub(super) fn Found(page: Memo<TeamPage>) -> impl IntoView {
    let texts = &texts().season.search;
    let team_id = Memo::new(move |_| page.with(|page| page.team.id.clone()));
    let found = Memo::new(move |_| page.with(|page| page.found.clone()));
    move || {
        let players = found.get();
        (!players.is_empty()).then(|| {
            let links = players
                .into_iter()
                .map(|player| {
                    let href = team_id
                        .with(|team| address::player(team, &player.id, &PlayerFilter::default()));
                    view! {
                        <li>
                            <a class="part" href=href>
                                <span class="part__label">
                                    {player.number.map(|number| format!("{number} "))}
                                    {player.name}
                                </span>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! { <nav class="parts team-found" aria-label=texts.players><p>{texts.players}</p><ul>{links}</ul></nav> }
        })
    }
}
