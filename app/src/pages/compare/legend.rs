//! What is side by side.

use leptos::prelude::*;

use super::{Letter, which, whose};
use crate::{
    address,
    chart::Mark,
    model::{RecordingBeside, SideBySide, SideBySidePage, Window},
    preferences::locale,
};

/// The recordings with their letters, each a link to the player's page, with the ways to put it first and to leave it
/// out.
#[component]
pub(super) fn Legend(page: Memo<SideBySidePage>, window: Memo<Option<Window>>) -> impl IntoView {
    let texts = &locale().texts().compare;
    let rows = move || {
        page.with(|page| {
            let each = page.recordings.iter().cloned().zip(Mark::ALL);
            each.map(|(recording, mark)| {
                // One session has one clock; on those of several the window is elsewhere.
                let part = window.get().filter(|_| page.is_of_one_session());
                let beside = |chosen: Option<SideBySide>| {
                    let chosen = chosen.filter(|chosen| *chosen != page.chosen)?;
                    // With another one in front, the clock of several sessions is another.
                    let phase = page.phase.as_deref();
                    Some(address::compare(&chosen, phase, part))
                };
                let id = &recording.player_session_id;
                let lead = beside(Some(page.chosen.led_by(id)));
                let remove = beside(page.chosen.without(id));
                view! { <Row recording mark part lead remove/> }
            })
            .collect_view()
        })
    };
    view! {
        <ul class="beside" aria-label=texts.recordings>{rows}</ul>
    }
}

#[component]
fn Row(
    recording: RecordingBeside,
    mark: Mark,
    part: Option<Window>,
    /// The address with it in front; `None` where it is there already.
    lead: Option<String>,
    /// The address without it; `None` when nothing would be left.
    remove: Option<String>,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().compare;
    let (whose, which) = (whose(&recording), which(locale, &recording));
    let full = format!("{whose}, {which}");
    let href =
        address::player_session(&recording.head.id, &recording.player_session_id, part, None);
    let way = |href: String, text: &'static str, label: String| {
        view! { <a class="button button--quiet" href=href data-noscroll="true" aria-label=label>{text}</a> }
    };
    view! {
        <li class="beside__row">
            <Letter mark/>
            <a class="beside__whose" href=href>
                <span class="beside__player">{whose}" "</span>
                <span class="beside__session">{which}</span>
            </a>
            <span class="beside__ways">
                {lead.map(|href| way(href, texts.lead, (texts.lead_by)(&full)))}
                {remove.map(|href| way(href, texts.remove, (texts.remove_one)(&full)))}
            </span>
        </li>
    }
}
