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
pub mod error;
#[cfg(feature = "ssr")]
pub mod files;
mod format;
#[cfg(feature = "ssr")]
pub mod made_up;
pub mod model;
mod pages;
#[cfg(feature = "ssr")]
pub mod port;
pub mod preferences;
mod routes;
mod scroll;
mod texts;
mod timer;

use leptos::{html, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    Lazy, SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    components::PageFrame,
    pages::{NotFound, Offline},
    preferences::{Preferences, Theme},
    routes::{
        CompareRoute, HomeRoute, PassRoute, PassesRoute, PlayerRoute, PlayerSessionRoute,
        SessionRoute, SyncRoute, TeamRoute, TeamsRoute,
    },
};

/// The document around every page; only the server renders it.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let scripts = view! {
        <AutoReload options=options.clone()/>
        <HydrationScripts options=options.clone()/>
    };
    document(options, scripts, view! { <App/> })
}

/// A document of its own, without scripts: every part of the pages in every state.
#[cfg(feature = "ssr")]
pub fn design(options: LeptosOptions) -> impl IntoView {
    document(options, (), view! { <DesignPage/> })
}

fn document(options: LeptosOptions, scripts: impl IntoView, body: impl IntoView) -> impl IntoView {
    let preferences = Preferences::of_page();
    let Preferences { locale, theme, .. } = preferences;
    view! {
        <!DOCTYPE html>
        <html
            lang=locale.language.key()
            data-speed-unit=locale.speed_unit.key()
            data-theme=theme.attribute()
            data-columns=preferences.columns_key()
            data-comparison=preferences.comparison.key()
            data-lanes=preferences.lanes.key()
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content=theme.color_scheme()/>
                {frame_colours(theme)}
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="apple-touch-icon" href="/icon-192.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <HashedStylesheet options/>
                {scripts}
                <MetaTags/>
            </head>
            <body>{body}</body>
        </html>
    }
}

/// The colours of the browser's own frame around the page.
fn frame_colours(theme: Theme) -> impl IntoView {
    theme
        .frame_colours()
        .iter()
        .map(|(colour, media)| {
            html::meta().name("theme-color").content(*colour).attr("media", *media)
        })
        .collect_view()
}

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

/// What is around the pages, with the one page that is no page of the app.
#[cfg(feature = "ssr")]
#[component]
fn DesignPage() -> impl IntoView {
    provide_meta_context();
    Preferences::provide();
    view! {
        <Title formatter=|title: String| format!("{title} · Touchline")/>
        <Router>
            <PageFrame>
                <Routes fallback=NotFound>
                    <Route path=path!("/design") view=pages::Design ssr=SsrMode::Async/>
                </Routes>
            </PageFrame>
        </Router>
    }
}
