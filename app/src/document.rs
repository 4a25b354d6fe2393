//! The document around every page.

use leptos::{html, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

use crate::{
    App,
    components::PageFrame,
    pages::{self, NotFound},
    preferences::{Preferences, Theme},
    program::Program,
};

/// The document with a page of the app.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let scripts = view! {
        <AutoReload options=options.clone()/>
        <Program options=options.clone()/>
    };
    document(options, scripts, view! { <App/> })
}

/// A document of its own, without scripts: every part of the pages in every state.
pub fn design(options: LeptosOptions) -> impl IntoView {
    document(options, (), view! { <DesignPage/> })
}

pub(crate) fn document(
    options: LeptosOptions,
    scripts: impl IntoView,
    body: impl IntoView,
) -> impl IntoView {
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
pub(crate) fn frame_colours(theme: Theme) -> impl IntoView {
    theme
        .frame_colours()
        .iter()
        .map(|(colour, media)| {
            html::meta().name("theme-color").content(*colour).attr("media", *media)
        })
        .collect_view()
}

/// What is around the pages, with the one page that is no page of the app.
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
