//! Somebody who sees no team.

use leptos::prelude::*;

/// Says what to do about it.
#[component]
pub(crate) fn NoTeams() -> impl IntoView {
    view! {
        <section class="empty">
            <h2>"No teams"</h2>
            <p>"Your Polar account sees no Team Pro team. Ask your club’s Team Pro administrator to add you as a coach; the team appears here after that."</p>
        </section>
    }
}
