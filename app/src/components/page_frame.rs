//! What is around every page: the bar with the name and the person, and the main part.

use leptos::{html, prelude::*};
use leptos_router::hooks::{use_location, use_url};

use super::{
    menu::Menu,
    offline::{Keeper, OfflineMark},
    sync::{SyncFeed, SyncIndicator},
};
use crate::{
    address,
    api::{Loading, get_viewer},
    error::AppError,
    model::{Role, Viewer},
    preferences::texts,
    scroll::Scroll,
};

/// Who is signed in, loaded once for all pages.
pub(crate) type ViewerResource = Loading<Result<Option<Viewer>, AppError>>;

/// The bar, and the page below it.
#[component]
pub(crate) fn PageFrame(children: Children) -> impl IntoView {
    let viewer: ViewerResource = Loading::new_with_options(|| (), |()| get_viewer(), false);
    provide_context(viewer);
    let feed = SyncFeed::provide(viewer);
    let main = NodeRef::<html::Main>::new();
    focus_after_navigation(main);
    Scroll::provide();
    let keeper = Keeper::provide();
    #[cfg(feature = "hydrate")]
    super::preload::follow();
    view! {
        // The browser itself must move the focus, which the router would not.
        <a class="skip-link" href="#main" rel="external">{texts().bar.skip_link}</a>
        <header class="bar">
            <a class="bar__brand" href=address::HOME>
                <Mark/>
                <span class="bar__name">"Touchline"</span>
            </a>
            <SyncIndicator feed/>
            <Suspense>
                {move || Suspend::new(async move { viewer.await.ok().flatten().map(|viewer| view! { <Person viewer/> }) })}
            </Suspense>
            <Menu/>
        </header>
        <OfflineMark keeper/>
        <main id="main" class="page" tabindex="-1" node_ref=main>{children()}</main>
    }
}

/// The address of the page, as the way back to it.
pub(crate) fn here() -> Signal<String> {
    let url = use_url();
    Signal::derive(move || {
        url.with(|url| match url.search() {
            "" => url.path().to_owned(),
            search => format!("{}?{search}", url.path()),
        })
    })
}

/// Who is signed in, and the way out.
#[component]
fn Person(viewer: Viewer) -> impl IntoView {
    let texts = &texts().bar;
    let movement_only = viewer.role == Role::Pass { sees_health: false };
    view! {
        <div class="coach">
            <span class="coach__name">{viewer.label}</span>
            {movement_only.then(|| view! { <span class="badge coach__only">{texts.movement_only}</span> })}
            <form method="post" action="/logout">
                <button class="button button--quiet" type="submit">{texts.sign_out}</button>
            </form>
        </div>
    }
}

/// The mark: a pitch's touchline and a trace along it.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="bar__mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
            <rect class="bar__mark-field" width="32" height="32" rx="7"/>
            <path class="bar__mark-line" d="M5 25.5h22"/>
            <path class="bar__mark-trace" d="M5 19.5l5-3 4 2.5 5-11 4 8 4-2.5"/>
        </svg>
    }
}

/// A link that leads to another page takes the focus with it when it disappears; without this, people with a
/// keyboard or a screen reader would start again at the top of the document.
fn focus_after_navigation(main: NodeRef<html::Main>) {
    let path = use_location().pathname;
    Effect::new(move |last: Option<String>| {
        let path = path.get();
        if last.is_some_and(|last| last != path) {
            // By the next frame the other page has taken the place of the link.
            request_animation_frame(move || {
                let lost =
                    document().active_element().is_none_or(|element| element.tag_name() == "BODY");
                if lost && let Some(main) = main.get_untracked() {
                    // An element that takes no focus stays without: nothing to do about it.
                    let _ = main.focus();
                }
            });
        }
        path
    });
}
