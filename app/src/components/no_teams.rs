//! Somebody who sees no team.

use leptos::prelude::*;

use crate::preferences::texts;

/// Says what to do about it.
#[component]
pub(crate) fn NoTeams() -> impl IntoView {
    let texts = &texts().general;
    view! {
        <section class="empty">
            <h2>{texts.no_teams}</h2>
            <p>{texts.no_teams_why}</p>
        </section>
    }
}
