//! The parts of the pages in their states, over a made-up club.
//!
//! The page is rendered on the server alone: a browser that could take it over would have to load all parts of all
//! pages, and those parts could not stay in the files of their pages.

mod controls;
mod foundations;
mod samples;
mod states;

use leptos::prelude::*;
use leptos_meta::Title;

use self::{
    controls::Controls,
    foundations::Foundations,
    samples::{AboutTheClub, PlayerInSession, PlayerOverTime, SessionOfSquad, TeamOverTime},
    states::States,
};
use crate::preferences::texts;

/// What everything is made from, then controls and states, then the parts of each page.
#[component]
pub(crate) fn Design() -> impl IntoView {
    let texts = &texts().design;
    view! {
        <Title text=texts.title/>
        <header class="head">
            <h1>{texts.title}</h1>
            <p class="head__note">{texts.lead}</p>
        </header>
        <Foundations/>
        <Controls/>
        <States/>
        <Part id="session" title=texts.session><SessionOfSquad/></Part>
        <Part id="player-session" title=texts.player_session><PlayerInSession/></Part>
        <Part id="team" title=texts.team><TeamOverTime/></Part>
        <Part id="player" title=texts.player><PlayerOverTime/></Part>
        <Part id="club" title=texts.club><AboutTheClub/></Part>
    }
}

/// A part of the page under a heading.
#[component]
fn Part(id: &'static str, title: &'static str, children: Children) -> impl IntoView {
    let id = format!("design-{id}");
    let labelled_by = id.clone();
    view! {
        <section class="design" aria-labelledby=labelled_by>
            <h2 class="design__title" id=id>{title}</h2>
            {children()}
        </section>
    }
}

/// Something on the page with what it is called.
#[component]
fn Sample(#[prop(into)] name: String, children: Children) -> impl IntoView {
    view! {
        <div class="design__sample">
            <h3 class="design__name">{name}</h3>
            {children()}
        </div>
    }
}
