//! What people can do about fetching. Forms, so that they work without scripts.

use leptos::prelude::*;

use crate::{
    api::{PauseSync, RetrySync},
    components::SyncFeed,
    error::AppError,
    model::{SyncActivity, SyncStatus},
    preferences::texts,
};

/// Buttons to pause, to go on, and to try again what did not work.
#[component]
pub(super) fn Controls(status: Memo<Option<SyncStatus>>, feed: SyncFeed) -> impl IntoView {
    let all = texts();
    let texts = &all.sync;
    let pause = ServerAction::<PauseSync>::new();
    let retry = ServerAction::<RetrySync>::new();
    Effect::new(move |_| {
        if pause.version().get() + retry.version().get() > 0 {
            feed.refresh();
        }
    });
    let paused = Memo::new(move |_| {
        status.with(|status| {
            status.as_ref().is_some_and(|status| status.activity == SyncActivity::Paused)
        })
    });
    // Once it is there it stays: a button that disappears takes the focus with it.
    let can_retry = Memo::new(move |last: Option<&bool>| {
        last.copied().unwrap_or_default()
            || status.with(|status| status.as_ref().is_some_and(something_failed))
    });
    let busy = |is_busy: bool| is_busy.then_some("true");
    let failed = move || {
        let failure = |value: Option<Result<(), AppError>>| value.and_then(Result::err);
        failure(pause.value().get()).or_else(|| failure(retry.value().get()))
    };
    view! {
        <section class="sync-controls" aria-label=texts.controls>
            <ActionForm action=pause>
                <button
                    class="button"
                    type="submit"
                    name="paused"
                    value=move || (!paused.get()).to_string()
                    aria-busy=move || busy(pause.pending().get())
                >
                    {move || if paused.get() { texts.go_on } else { texts.pause }}
                </button>
            </ActionForm>
            {move || can_retry.get().then(|| view! {
                <ActionForm action=retry>
                    <button class="button" type="submit" aria-busy=move || busy(retry.pending().get())>{texts.retry}</button>
                </ActionForm>
            })}
            <p class="sync-controls__note quiet">{texts.pausing_is_for_all}</p>
            <div class="sync-controls__failed" role="alert">
                {move || failed().map(|error| view! { <p>{texts.did_not_work} " " {all.problems.of(&error).sentence}</p> })}
            </div>
        </section>
    }
}

/// Whether trying again now may help. As long as Polar does not accept the sign-in it does not.
fn something_failed(status: &SyncStatus) -> bool {
    match status.activity {
        SyncActivity::ConnectAgain => false,
        SyncActivity::SomeMissing | SyncActivity::WaitsForPolar(_) => true,
        SyncActivity::UpToDate | SyncActivity::Fetching | SyncActivity::Paused => {
            status.teams_problem.is_some()
                || status.teams.iter().any(|team| !team.setbacks.is_empty())
        }
    }
}
