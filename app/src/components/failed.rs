//! What a page shows when it cannot show what was asked for.

use leptos::{either::EitherOf3, prelude::*};
use leptos_meta::Title;

use super::{here, refresh::refresh_without_scripts, set_status};
use crate::{address, error::AppError};

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
    let here = here();
    let (title, explanation) = match error {
        AppError::NotSignedIn => (
            "Sign in to see this page",
            "You are not signed in, or not any more. You come back here afterwards.",
        ),
        AppError::NotFound => (
            "There is nothing here",
            "The page does not exist, or it belongs to a team that your account does not see. The link may be old, \
             or mistyped.",
        ),
        AppError::NotYet => (
            "This is on its way from Polar",
            "Polar takes its time to answer, or cannot be reached right now. The page is tried again every few seconds.",
        ),
        AppError::Unreadable => (
            "Polar sent something that cannot be read",
            "Without it there is nothing to show. It will be asked for again in some minutes.",
        ),
        AppError::Unreachable => (
            "The Touchline server cannot be reached",
            "Check the network of this device; the server may also be starting again. The page is tried again every few \
             seconds.",
        ),
        AppError::Internal => (
            "Something went wrong on the server",
            "It has been logged. Trying again may help; if it does not, tell whoever runs this server.",
        ),
    };
    let way_forward = match error {
        AppError::NotSignedIn => EitherOf3::A(view! {
            <a class="button button--primary" href=move || address::login(&here.get()) rel="external">
                "Sign in with Polar"
            </a>
        }),
        AppError::NotFound => EitherOf3::B(
            view! { <a class="button button--primary" href=address::TEAMS>"Go to the teams"</a> },
        ),
        AppError::NotYet | AppError::Unreadable | AppError::Unreachable | AppError::Internal => {
            EitherOf3::C(view! {
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
                    "Try again"
                </a>
            })
        }
    };
    view! {
        <Title text=title/>
        <section class="failed">
            <p class="failed__status" aria-hidden="true">{error.status()}</p>
            <h1>{title}</h1>
            <p class="failed__text">{explanation}</p>
            <p>{way_forward}</p>
            {retry_after.map(refresh_without_scripts)}
        </section>
    }
}

/// Something that is to be known about the page, above what it is about.
#[component]
pub(crate) fn Notice(children: Children) -> impl IntoView {
    view! { <div class="notice" role="status">{children()}</div> }
}
