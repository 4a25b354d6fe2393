//! How much of what Polar has is here, and what is done about the rest.

mod amount;
mod controls;
pub(super) mod overall;
mod team;
pub(super) mod teams;

use leptos::{either::Either, prelude::*};

use self::{controls::Controls, overall::Overall, teams::Teams};
use crate::{
    address,
    components::{ClubHead, Failed, ForCoaches, Keeper, Notice, SyncFeed},
    error::AppError,
    model::SyncStatus,
    preferences::texts,
    scroll::Scroll,
};

/// The state of all teams and of each, live, with the ways to pause and to try again.
#[component]
pub(crate) fn SyncPage() -> impl IntoView {
    let feed = expect_context::<SyncFeed>();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let status = feed.status().await;
                let error = Memo::new(move |_| status.with(|status| status.as_ref().err().cloned()));
                move || match error.get() {
                    Some(error) => Either::Left(view! { <Unknown error feed/> }),
                    None => Either::Right(view! { <Content status feed/> }),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Unknown(error: AppError, feed: SyncFeed) -> impl IntoView {
    view! { <Failed error retry=Callback::new(move |()| feed.refresh())/> }
}

#[component]
fn Content(status: Memo<Result<SyncStatus, AppError>>, feed: SyncFeed) -> impl IntoView {
    let all = texts();
    let texts = &all.sync;
    let scroll = expect_context::<Scroll>();
    let keeper = expect_context::<Keeper>();
    Effect::new(move |_| {
        scroll.arrived();
        keeper.shown(address::SYNC);
    });
    let lost = feed.lost();
    let status = Memo::new(move |last: Option<&Option<SyncStatus>>| {
        status.with(|status| status.as_ref().ok().or(last.and_then(Option::as_ref)).cloned())
    });
    view! {
        <ClubHead title=texts.title/>
        {move || lost.get().then(|| view! {
            <Notice>
                <p>{texts.not_told_any_more}</p>
                <a class="button" href=address::SYNC rel="external">{texts.reload}</a>
            </Notice>
        })}
        {still_without_scripts()}
        {move || status.with(|status| {
            status.as_ref().map(|status| view! { <Overall status=status.clone()/> })
        })}
        <ForCoaches><Controls status feed/></ForCoaches>
        {move || status.get().map(|status| view! { <Teams status/> })}
    }
}

/// The contents are text for a browser with scripts, so they are not a view that hydration would look for.
fn still_without_scripts() -> impl IntoView {
    let texts = &texts().sync;
    let (still, again, here) = (texts.still_without_scripts, texts.look_again, address::SYNC);
    let inside = format!(r#"<p class="quiet sync-again">{still} <a href="{here}">{again}</a></p>"#);
    view! { <noscript inner_html=inside></noscript> }
}
