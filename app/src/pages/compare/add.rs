//! What else can be put beside.

use leptos::prelude::*;

use super::whose;
use crate::{
    address, format,
    model::{PlayerFilter, PlayerSessionId, SideBySidePage, Window},
    preferences::locale,
};

/// Ways to put another one beside: somebody of the same session, or another session of the same player. Open as long as
/// one is alone; nothing when there is no room.
#[component]
pub(super) fn Add(page: Memo<SideBySidePage>, window: Memo<Option<Window>>) -> impl IntoView {
    let texts = &locale().texts().compare;
    let alone = Memo::new(move |_| page.with(|page| page.recordings.len() == 1));
    let has_room = Memo::new(move |_| page.with(|page| page.chosen.has_room()));
    move || {
        has_room.get().then(|| {
            view! {
                <details class="settings" open=move || alone.get()>
                    <summary class="settings__open">{texts.add}</summary>
                    <div class="settings__form"><Ways page window/></div>
                </details>
            }
        })
    }
}

#[component]
fn Ways(page: Memo<SideBySidePage>, window: Memo<Option<Window>>) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let way =
        move |page: &SideBySidePage, id: &PlayerSessionId, part, name: String, note: String| {
            let chosen = page.chosen.with(id.clone())?;
            let href = address::compare(&chosen, page.phase.as_deref(), part);
            Some(view! {
                <li>
                    <a class="part" href=href data-noscroll="true">
                        <span class="part__label">{name}" "</span>
                        <span class="part__span">{note}</span>
                    </a>
                </li>
            })
        };
    move || {
        page.with(|page| {
            let first = page.recordings.first()?.clone();
            // A window of one session is on its clock; those of several share another.
            let part = window.get().filter(|_| page.is_of_one_session());
            let mates = page.team_mates.iter().filter_map(|mate| {
                let number = mate.player.number.map_or_else(String::new, |it| format!("{it} "));
                let name = format!("{number}{}", mate.player.name);
                way(
                    page,
                    &mate.player_session_id,
                    part,
                    name,
                    mate.player.role.clone().unwrap_or_default(),
                )
            });
            let sessions = page.other_sessions.iter().filter_map(|other| {
                let day = other.session.start.map(|at| format::day(locale, at.date()));
                let name = texts.kinds.title_of_row(&other.session).to_owned();
                way(page, &other.player_session_id, None, name, day.unwrap_or_default())
            });
            let group = |name: String, ways: Vec<_>| {
                (!ways.is_empty()).then(|| {
                    view! {
                        <div class="beside__group">
                            <p class="beside__of">{name}</p>
                            <ul class="beside__choices">{ways}</ul>
                        </div>
                    }
                })
            };
            let session = texts.kinds.title_of_session(&first.head);
            let season =
                address::player(&first.head.team_id, &first.player.id, &PlayerFilter::default());
            Some(view! {
                {group((texts.compare.from_session)(session), mates.collect())}
                {group((texts.compare.other_sessions)(&whose(&first)), sessions.collect())}
                <p><a class="button" href=season>{texts.compare.all_sessions}</a></p>
            })
        })
    }
}
