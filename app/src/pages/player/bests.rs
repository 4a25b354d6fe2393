//! The most of everything.

use leptos::prelude::*;

use crate::{
    address,
    components::Quantity,
    format,
    model::{Best, BestOf, Figure},
    preferences::{Locale, locale, texts},
};

/// The best of each kind, with when it was.
#[component]
pub(in crate::pages) fn Bests(bests: Vec<Best>) -> impl IntoView {
    let texts = &texts().season.player;
    (!bests.is_empty()).then(|| {
        let tiles = bests.into_iter().map(|best| view! { <BestTile best/> }).collect_view();
        view! {
            <section class="section" aria-labelledby="bests">
                <h2 id="bests">{texts.bests}</h2>
                <dl class="tiles tiles--bests">{tiles}</dl>
                <p class="footnote">{texts.bests_from}</p>
            </section>
        }
    })
}

#[component]
fn BestTile(best: Best) -> impl IntoView {
    let locale = locale();
    // A length of time and a distance are written like those of a session.
    let (label, figure) = match best.of {
        BestOf::PeakDistance(length_ms) => {
            ((locale.texts().season.player.peak)(length_ms / 60_000), Figure::Distance)
        }
        BestOf::Session(figure) => (label(locale, figure).to_owned(), figure),
    };
    let href =
        address::player_session(&best.session_id, &best.player_session_id, best.window, None);
    let when = best
        .day
        .map_or_else(|| locale.texts().kinds.session.to_owned(), |day| format::day(locale, day));
    view! {
        <div class=format!("tile {}", figure.hue())>
            <dt class="tile__label">{label}</dt>
            <dd class="tile__value">
                <Quantity text=figure.write(locale, best.amount) unit=figure.unit(locale)/>
            </dd>
            <dd class="tile__below"><a class="best" href=href>{when}</a></dd>
        </div>
    }
}

fn label(locale: Locale, figure: Figure) -> &'static str {
    match figure {
        Figure::Time => locale.texts().season.player.longest,
        figure => figure.label(locale),
    }
}
