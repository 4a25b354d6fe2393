//! Who, in which session, and who is next.

use leptos::{either::Either, prelude::*};

use crate::{
    address,
    components::{Crumb, Crumbs, TypeBadge, When, team_crumbs},
    format,
    model::{Neighbour, PlayerFilter, PlayerName, PlayerSessionPage, SideBySide, Window},
    pages::sort::Sort,
    preferences::{locale, texts},
};

/// The player's name between the ways to the players before and after, which keep the window and the squad's order.
#[component]
pub(super) fn PlayerHeader(
    page: Memo<PlayerSessionPage>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let crumbs = Signal::derive(move || {
        page.with(|page| {
            let session = address::session(&page.head.id, window.get(), sort.get().query());
            let mut crumbs = team_crumbs(texts, &page.head);
            crumbs.push(Crumb::new(texts.kinds.title_of_session(&page.head), session));
            crumbs
        })
    });
    let player = move || {
        page.with(|page| {
            let player = page.player.clone();
            view! {
                <div class="player__name">
                    {player.number.map(|number| view! { <span class="player__number"><span class="visually-hidden">{texts.general.number} " "</span>{number}</span> })}
                    <h1>{player.name}</h1>
                    {player.role.map(|role| view! { <span class="player__role">{role}</span> })}
                </div>
            }
        })
    };
    let step = move |neighbour: fn(&PlayerSessionPage) -> Option<Neighbour>, way: Way| {
        move || {
            page.with(|page| {
                let step = neighbour(page).map(|Neighbour { player, player_session_id }| {
                    let order = sort.get().query();
                    let href = address::player_session(
                        &page.head.id,
                        &player_session_id,
                        window.get(),
                        order,
                    );
                    (player, href)
                });
                view! { <Step step way/> }
            })
        }
    };
    let compare = move || {
        let alone = page.with(|page| SideBySide::new([page.player_session_id.clone()]));
        let href = alone.ok().map(|alone| address::compare(&alone, None, window.get()));
        href.map(|href| view! { <a class="button" href=href>{texts.compare.with_others}</a> })
    };
    let season = move || {
        let href = page.with(|page| {
            address::player(&page.head.team_id, &page.player.id, &PlayerFilter::default())
        });
        view! { <a class="button" href=href>{texts.session.season}</a> }
    };
    let session = move || {
        page.with(|page| {
            let head = page.head.clone();
            let start = page.timeline.as_ref().map_or(0, |timeline| timeline.trimmed.from_ms);
            view! {
                <p class="player__session">
                    {head.session_type.clone().map(|session_type| view! { <TypeBadge session_type/> })}
                    {format::wall(head.recorded_from, start).map(|at| view! {
                        <span>
                            <When at text=format!("{}, {}", format::day(locale, at.date()), format::time(at))/>
                        </span>
                    })}
                </p>
            }
        })
    };
    view! {
        <header class="head player">
            <Crumbs crumbs/>
            <div class="player__row">
                {player}
                <div class="player__ways">{season}{compare}</div>
                <nav class="player__steps" aria-label=texts.session.other_players>
                    {step(|page| page.previous.clone(), Way::Previous)}
                    {step(|page| page.next.clone(), Way::Next)}
                </nav>
            </div>
            {session}
        </header>
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Previous,
    Next,
}

/// The way to another player, or its place when there is none.
#[component]
fn Step(
    /// Who, and the address of the page.
    step: Option<(PlayerName, String)>,
    way: Way,
) -> impl IntoView {
    let texts = &texts().session;
    let (rel, label, points) = match way {
        Way::Previous => ("prev", texts.previous_player, "M10 3L5 8l5 5"),
        Way::Next => ("next", texts.next_player, "M6 3l5 5-5 5"),
    };
    let arrow = view! {
        <svg class="step__arrow" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d=points/></svg>
    };
    match step {
        Some((player, href)) => Either::Left(view! {
            <a
                class=format!("step step--{rel}")
                rel=rel
                href=href
                data-noscroll="true"
            >
                {arrow}
                <span class="visually-hidden">{label}</span>
                {player.number.map(|number| view! { <span class="step__number">{number}" "</span> })}
                <span class="step__name">{player.name}</span>
            </a>
        }),
        None => Either::Right(
            view! { <span class=format!("step step--{rel} step--none") aria-hidden="true">{arrow}</span> },
        ),
    }
}
