//! What people see: the shell of every page and the route table.

// A page is one type.
#![recursion_limit = "256"]
#![expect(
    unreachable_pub,
    reason = "the component and server macros put public items beside each function"
)]

pub mod address;
#[cfg(feature = "ssr")]
pub mod answers;
pub mod api;
pub mod chart;
mod components;
#[cfg(feature = "ssr")]
mod document;
pub mod error;
#[cfg(feature = "ssr")]
pub mod files;
mod format;
mod grab;
#[cfg(feature = "ssr")]
pub mod made_up;
pub mod model;
mod pages;
#[cfg(feature = "ssr")]
pub mod port;
pub mod preferences;
#[cfg(feature = "ssr")]
mod program;
mod routes;
mod scroll;
mod texts;
mod timer;

#[cfg(feature = "hydrate")]
pub use components::take_over;
#[cfg(feature = "ssr")]
pub use document::{design, shell};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::PageFrame,
    pages::{NotFound, Offline},
    preferences::Preferences,
    routes::{
        AuditRoute, BrowsersRoute, CompareRoute, HomeRoute, PassRoute, PassesRoute, PlayerRoute,
        PlayerSessionRoute, SessionRoute, SyncRoute, TeamRoute, TeamsRoute,
    },
};

/// The route table. Every page is rendered completely before it is sent, so that it can be read without scripts.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Preferences::provide();
    view! {
        <Title formatter=|title: String| format!("{title} · Touchline")/>
        <Router>
            <PageFrame>
                <Routes fallback=NotFound>
                    <Route path=path!("/") view={Lazy::<HomeRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/offline") view=Offline ssr=SsrMode::Async/>
                    <Route path=path!("/pass") view={Lazy::<PassRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/passes") view={Lazy::<PassesRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/browsers") view={Lazy::<BrowsersRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/audit") view={Lazy::<AuditRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/sync") view={Lazy::<SyncRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/teams") view={Lazy::<TeamsRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/teams/:team_id") view={Lazy::<TeamRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/teams/:team_id/players/:player_id") view={Lazy::<PlayerRoute>::new()} ssr=SsrMode::Async/>
                    <Route path=path!("/sessions/:training_session_id") view={Lazy::<SessionRoute>::new()} ssr=SsrMode::Async/>
                    <Route
                        path=path!("/sessions/:training_session_id/players/:player_session_id")
                        view={Lazy::<PlayerSessionRoute>::new()}
                        ssr=SsrMode::Async
                    />
                    <Route path=path!("/compare") view={Lazy::<CompareRoute>::new()} ssr=SsrMode::Async/>
                </Routes>
            </PageFrame>
        </Router>
    }
}
