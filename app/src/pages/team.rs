//! A team: its sessions and its roster.

pub(super) mod calendar;
#[cfg(feature = "ssr")]
mod files;
pub(super) mod filter;
pub(super) mod roster;
mod search;
pub(super) mod sessions;
pub(super) mod week;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{
    calendar::TeamCalendar, filter::Filter, roster::Roster, search::Found, sessions::Sessions,
    week::WeekCard,
};
use crate::{
    address,
    api::get_team,
    components::{
        Crumb, Crumbs, Later, Loaded, Missing, Notice, PageTitle, ProgressLine, Save, SkeletonCard,
        SkeletonHead, SkeletonTable,
    },
    model::{SessionFilter, TeamId, TeamPage},
    preferences::texts,
};

/// A team with its sessions, newest first, and its roster.
#[component]
pub(crate) fn Team() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let key = Memo::new(move |_| {
        let team_id = TeamId(params.with(|params| params.get("team_id").unwrap_or_default()));
        (team_id, query.with(|query| SessionFilter::from_query(|key| query.get_str(key))))
    });
    view! {
        <Loaded
            key
            load=|(team_id, filter)| get_team(team_id, filter)
            fetching=|page: &TeamPage| page.fetching.as_ref()
            skeleton=|| view! { <Skeleton/> }
            let:page
        >
            <Content page/>
        </Loaded>
    }
}

#[component]
fn Content(page: Memo<TeamPage>) -> impl IntoView {
    let all = texts();
    let (texts, deleted) = (&all.general, all.rights.deleted);
    let query = use_query_map();
    let was_deleted =
        Memo::new(move |_| query.with(|query| query.get_str(address::DELETED).is_some()));
    let team = Memo::new(move |_| page.with(|page| page.team.clone()));
    let fetching = Memo::new(move |_| page.with(|page| page.fetching.clone()));
    let roster = Memo::new(move |_| page.with(|page| page.roster.clone()));
    let team_id = Signal::derive(move || team.with(|team| team.id.clone()));
    let filter = Signal::derive(move || page.with(|page| page.filter.clone()));
    let missing = Missing::follow(fetching);
    let nothing_listed = Signal::derive(move || {
        page.with(|page| page.sessions.is_empty() && page.fetching.is_none())
    });
    view! {
        <PageTitle text=move || team.with(|team| team.name.clone())/>
        <header class="head">
            <Crumbs crumbs=vec![Crumb::new(texts.teams, address::TEAMS)]/>
            <h1>{move || team.with(|team| team.name.clone())}</h1>
            <p class="head__facts">{move || team.with(|team| team.organisation.clone())}</p>
        </header>
        {move || was_deleted.get().then(|| view! { <Notice><p>{deleted}</p></Notice> })}
        <ProgressLine fetching/>
        <Later><WeekCard page/></Later>
        <Later><TeamCalendar page/></Later>
        <div class="team-layout section">
            <section class="team-layout__main" aria-labelledby="sessions">
                <h2 id="sessions">{texts.sessions}</h2>
                {move || page.with(|page| !page.sessions.is_empty()).then(|| view! {
                    <Save what=texts.sessions files=[("sessions.csv", "")]/>
                })}
                <Later><Filter team_id filter nothing_listed/></Later>
                <Found page/>
                <Later><Sessions page missing/></Later>
            </section>
            <Later><Roster team_id roster missing/></Later>
        </div>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <div class="team-layout">
            <div class="team-layout__main">
                <SkeletonTable rows=10/>
            </div>
            <SkeletonCard lines=12/>
        </div>
    }
}
