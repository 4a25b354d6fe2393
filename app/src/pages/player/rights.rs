//! What coaches can do when the player asks about what is held.

use leptos::prelude::*;

use crate::{
    address,
    components::ForCoaches,
    model::{PlayerId, TeamId},
    preferences::texts,
};

/// Links to what may be asked for. Their answers are documents and files of their own.
#[component]
pub(super) fn Rights(team_id: TeamId, player_id: PlayerId) -> impl IntoView {
    let texts = &texts().rights;
    let export = address::export(&team_id, &player_id);
    let delete = address::deletion(&team_id, &player_id);
    view! {
        <ForCoaches>
            <section class="section player__rights" aria-labelledby="rights">
                <h2 id="rights">{texts.title}</h2>
                <p class="player__asked">
                    <a class="button" href=export.clone() download rel="external">{texts.export}</a>
                    <a class="button" href=delete.clone() rel="external">{texts.delete}</a>
                </p>
            </section>
        </ForCoaches>
    }
}
