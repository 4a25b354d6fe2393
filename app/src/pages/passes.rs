//! The passes that a coach has handed out.

pub(super) mod form;
pub(super) mod list;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use self::{form::NewPassForm, list::PassList};
use crate::{
    api::{RevokePass, get_passes},
    components::{ClubHead, Loaded, SkeletonCard, SkeletonHead, SkeletonTable},
    model::{PassesPage, TeamId},
    preferences::texts,
};

/// All passes with the way to revoke each, and a form for a new one.
#[component]
pub(crate) fn Passes() -> impl IntoView {
    let query = use_query_map();
    let preselected = Memo::new(move |_| query.with(|query| query.get("team").map(TeamId)));
    let revoke = ServerAction::<RevokePass>::new();
    // What was revoked is another list.
    let key = Memo::new(move |_| revoke.version().get());
    view! {
        <Loaded
            key
            load=|_| get_passes()
            fetching=|_: &PassesPage| None
            skeleton=|| view! { <Skeleton/> }
            let:page
        >
            <Content page revoke preselected/>
        </Loaded>
    }
}

#[component]
fn Content(
    page: Memo<PassesPage>,
    revoke: ServerAction<RevokePass>,
    preselected: Memo<Option<TeamId>>,
) -> impl IntoView {
    let texts = &texts().passes;
    let teams = Memo::new(move |_| page.with(|page| page.teams.clone()));
    let passes = Memo::new(move |_| page.with(|page| page.passes.clone()));
    view! {
        <ClubHead title=texts.title lead=texts.lead/>
        <NewPassForm teams preselected/>
        <PassList passes revoke/>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <SkeletonCard lines=6/>
        <SkeletonTable rows=4/>
    }
}
