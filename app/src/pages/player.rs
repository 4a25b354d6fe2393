//! A player over time.

pub(super) mod bests;
mod calendar;
#[cfg(feature = "ssr")]
mod files;
pub(super) mod filter;
pub(super) mod load;
mod rights;
pub(super) mod sessions;
mod trend;
pub(super) mod trends;

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{
    bests::Bests, calendar::PlayerCalendar, filter::Filter, load::LoadTiles, rights::Rights,
    sessions::Played, trends::Trends,
};
use crate::{
    address,
    api::get_player,
    components::{
        Crumb, Crumbs, Later, Loaded, Missing, PageTitle, ProgressLine, SkeletonCard, SkeletonHead,
        SkeletonTiles,
    },
    format,
    model::{PlayerFilter, PlayerId, PlayerPage, SessionFilter, TeamId},
    preferences::{locale, texts},
    texts::Count,
};

/// A player's sessions with a team: how much over time, and what was usual.
#[component]
pub(crate) fn Player() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let key = Memo::new(move |_| {
        let (team_id, player_id) = params.with(|params| {
            let param = |name| params.get(name).unwrap_or_default();
            (TeamId(param("team_id")), PlayerId(param("player_id")))
        });
        (team_id, player_id, query.with(|query| PlayerFilter::from_query(|key| query.get_str(key))))
    });
    view! {
        <Loaded
            key
            load=|(team_id, player_id, filter)| get_player(team_id, player_id, filter)
            fetching=|page: &PlayerPage| page.fetching.as_ref()
            skeleton=|| view! { <Skeleton/> }
            let:page
        >
            <Content page/>
        </Loaded>
    }
}

#[component]
fn Content(page: Memo<PlayerPage>) -> impl IntoView {
    let fetching = Memo::new(move |_| page.with(|page| page.fetching.clone()));
    let missing = Missing::follow(fetching);
    let played_none = Memo::new(move |_| page.with(|page| page.sessions.is_empty()));
    let sections = move || {
        if played_none.get() {
            Either::Left(move || {
                missing.get().view(
                    || view! { <SkeletonCard lines=10/> },
                    || page.with(|page| view! { <Nothing page=page.clone()/> }),
                )
            })
        } else {
            Either::Right(view! {
                <Later>{move || page.with(|page| view! { <PlayerCalendar page=page.clone()/> })}</Later>
                <Later>{move || page.with(|page| view! { <Bests bests=page.bests.clone()/> })}</Later>
                <Later>{move || page.with(|page| view! { <Trends sessions=page.sessions.clone() hides_health=page.hides_health/> })}</Later>
                <Later>{move || page.with(|page| view! { <Played page=page.clone()/> })}</Later>
            })
        }
    };
    let who = Memo::new(move |_| page.with(|page| (page.team.id.clone(), page.player.id.clone())));
    let rights = move || {
        let (team_id, player_id) = who.get();
        view! { <Rights team_id player_id/> }
    };
    view! {
        <PageTitle text=move || page.with(|page| format!("{}, {}", page.player.name, page.team.name))/>
        <Header page/>
        <ProgressLine fetching/>
        {move || page.with(|page| view! { <Filter page=page.clone()/> })}
        {move || page.with(|page| (page.unread > 0).then(|| view! { <Unread count=page.unread/> }))}
        {move || page.with(|page| page.load.map(|load| view! { <LoadTiles load/> }))}
        {sections}
        {rights}
    }
}

/// Who, in which team, and up to when.
#[component]
fn Header(page: Memo<PlayerPage>) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let crumbs = Signal::derive(move || {
        page.with(|page| {
            let team = address::team(&page.team.id, &SessionFilter::default());
            vec![
                Crumb::new(texts.general.teams, address::TEAMS),
                Crumb::new(page.team.name.clone(), team),
            ]
        })
    });
    let player = move || {
        let player = page.with(|page| page.player.clone());
        let number = player.number.map(|number| {
            view! {
                <span class="player__number">
                    <span class="visually-hidden">{texts.general.number}" "</span>
                    {number}
                </span>
            }
        });
        view! {
            <div class="player__name">
                {number}
                <h1>{player.name}</h1>
                {player.role.map(|role| view! { <span class="player__role">{role}</span> })}
            </div>
        }
    };
    let until = move || {
        let until = page.with(|page| page.until)?;
        let text = (texts.season.player.until)(&format::day(locale, until));
        Some(view! { <p class="head__facts">{text}</p> })
    };
    view! {
        <header class="head player">
            <Crumbs crumbs/>
            <div class="player__row">{player}</div>
            {until}
        </header>
    }
}

/// That not everything is here, so that nobody takes what is shown for everything.
#[component]
fn Unread(count: u32) -> impl IntoView {
    let locale = locale();
    let text = (locale.texts().season.player.unread)(Count::new(locale, count));
    view! { <p class="footnote">{text}</p> }
}

/// Why there is nothing, and the way out of it.
#[component]
fn Nothing(page: PlayerPage) -> impl IntoView {
    let texts = &texts().season.player;
    let all = PlayerFilter::default();
    let is_filtered = page.filter != all && !page.session_types.is_empty();
    let way_out = is_filtered.then(|| {
        let href = address::player(&page.team.id, &page.player.id, &all);
        view! { <a class="button" href=href data-noscroll="true">{texts.show_all}</a> }
    });
    view! {
        <div class="empty">
            <p>{if is_filtered { texts.none_passes } else { texts.none_yet }}</p>
            {way_out}
        </div>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <SkeletonTiles count=5/>
        <SkeletonCard lines=7/>
        <SkeletonCard lines=12/>
    }
}
