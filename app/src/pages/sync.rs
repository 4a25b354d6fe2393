//! How much of what Polar has is here, and what is done about the rest.

mod amount;
mod controls;
mod overall;
mod team;
mod teams;

use leptos::{either::Either, prelude::*};
use leptos_meta::Title;

use self::{controls::Controls, overall::Overall, teams::Teams};
use crate::{
    address,
    components::{Crumb, Crumbs, Failed, Notice, SyncFeed},
    error::AppError,
    model::SyncStatus,
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
    let lost = feed.lost();
    let status = Memo::new(move |last: Option<&Option<SyncStatus>>| {
        status.with(|status| status.as_ref().ok().or(last.and_then(Option::as_ref)).cloned())
    });
    view! {
        <Title text="Data from Polar"/>
        <header class="head">
            <Crumbs crumbs=vec![Crumb::new("Teams", address::TEAMS)]/>
            <h1>"Data from Polar"</h1>
        </header>
        {move || lost.get().then(|| view! {
            <Notice>
                <p>"The Touchline server does not tell any more. What you see was so before."</p>
                <a class="button" href=address::SYNC rel="external">"Reload"</a>
            </Notice>
        })}
        {still_without_scripts()}
        {move || status.with(|status| {
            status.as_ref().map(|status| view! { <Overall status=status.clone()/> })
        })}
        <Controls status feed/>
        {move || status.get().map(|status| view! { <Teams status/> })}
    }
}

/// The contents are text for a browser with scripts, so they are not a view that hydration would look for.
fn still_without_scripts() -> impl IntoView {
    view! {
        <noscript inner_html=r#"<p class="quiet sync-again">Without scripts the numbers stand still. <a href="/sync">Look again</a></p>"#></noscript>
    }
}
