//! What a page shows when it cannot show what was asked for.

use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;

use super::{here, refresh::refresh_without_scripts, set_status};
use crate::{address, error::AppError, preferences::texts};

/// Says what happened and offers the way forward. On the server it also sets the HTTP status.
#[component]
pub(crate) fn Failed(
    error: AppError,
    /// Loads again.
    #[prop(optional)]
    retry: Option<Callback<()>>,
) -> impl IntoView {
    set_status(error.status());
    let retry_after = error.retry_after();
    let title = texts().problems.of(&error).title;
    view! {
        <Title text=title/>
        {failure(error, retry, view! { <h1>{title}</h1> })}
        {retry_after.map(refresh_without_scripts)}
    }
}

/// The same as a part of a page, which has a heading of its own.
pub(crate) fn failure(
    error: AppError,
    retry: Option<Callback<()>>,
    heading: impl IntoView,
) -> impl IntoView {
    let here = here();
    let texts = &texts().problems;
    let explanation = texts.of(&error).explanation;
    let status = error.status();
    let way_forward = match error {
        AppError::NotSignedIn => EitherOf3::A(view! {
            <a class="button button--primary" href=move || address::login(&here.get()) rel="external">
                {texts.sign_in_with_polar}
            </a>
        }),
        AppError::NotFound | AppError::CoachesOnly => EitherOf3::B(
            view! { <a class="button button--primary" href=address::TEAMS>{texts.go_to_teams}</a> },
        ),
        AppError::NotUnderstood
        | AppError::NotYet
        | AppError::Unreadable
        | AppError::Unreachable
        | AppError::Unavailable
        | AppError::Internal => EitherOf3::C(view! {
            <a
                class="button button--primary"
                href=here
                rel="external"
                on:click=move |event| {
                    if let Some(retry) = retry {
                        event.prevent_default();
                        retry.run(());
                    }
                }
            >
                {texts.try_again}
            </a>
        }),
    };
    view! {
        <section class="failed">
            <p class="failed__status" aria-hidden="true">{status}</p>
            {heading}
            <p class="failed__text">{explanation}</p>
            <p>{way_forward}</p>
        </section>
    }
}

/// Something that is to be known about the page, above what it is about.
#[component]
pub(crate) fn Notice(children: Children) -> impl IntoView {
    view! { <div class="notice" role="status">{children()}</div> }
}
