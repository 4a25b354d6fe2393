//! What is still being fetched from Polar.

use std::time::Duration;

use leptos::{either::Either, prelude::*};

use super::{page_frame::here, refresh::refresh_without_scripts};
use crate::{
    address, format,
    model::{FetchProblem, Fetching},
    preferences::{Locale, locale},
    texts::Count,
};

/// A quiet line that says how far fetching is, or why it does not go on. Without scripts it reloads the page.
#[component]
pub(crate) fn ProgressLine(#[prop(into)] fetching: Signal<Option<Fetching>>) -> impl IntoView {
    move || {
        fetching.get().map(|fetching| {
            // Only people can do something about a lost grant, with the link in the line.
            let reload = reload_after(&fetching)
                .filter(|_| fetching.problem != Some(FetchProblem::ConnectAgain))
                .map(refresh_without_scripts);
            view! { <Progress fetching/> {reload} }
        })
    }
}

/// The line itself.
#[component]
pub(crate) fn Progress(fetching: Fetching) -> impl IntoView {
    let here = here();
    let locale = locale();
    let texts = locale.texts();
    match fetching.problem {
        None => Either::Left(view! {
            <div class="progress">
                <progress
                    class="progress__bar"
                    max=fetching.total.max(1)
                    value=fetching.done
                    aria-label=texts.general.fetching.bar
                ></progress>
                <p class="progress__text">{text(locale, &fetching)}</p>
            </div>
        }),
        Some(problem) => {
            let words = texts.problems.fetching.of(problem);
            let way_on = (problem == FetchProblem::ConnectAgain).then(|| view! {
                <a class="button" href=move || address::login(&here.get()) rel="external">{texts.problems.connect_with_polar}</a>
            });
            Either::Right(view! {
                <div class="progress progress--problem">
                    <p class="progress__text">
                        // The number changes with every answer and would be read out each time.
                        <span role="status">
                            <strong>{words.what_happened} " "</strong>
                            {words.what_comes}
                        </span>
                        " "
                        {done(locale, &fetching)}
                    </p>
                    {way_on}
                </div>
            })
        }
    }
}

/// In what time the page should ask again.
pub(super) fn reload_after(fetching: &Fetching) -> Option<Duration> {
    match fetching.problem {
        _ if fetching.is_under_way() => Some(Duration::from_secs(1)),
        None | Some(FetchProblem::PolarUnavailable) => Some(Duration::from_secs(10)),
        Some(FetchProblem::Unreadable | FetchProblem::Internal) => Some(Duration::from_mins(1)),
        Some(FetchProblem::ConnectAgain) => None,
    }
}

fn text(locale: Locale, fetching: &Fetching) -> String {
    let left = fetching.remaining_s.filter(|seconds| *seconds > 0);
    let left = left.map(|seconds| format::span(locale, seconds));
    (locale.texts().general.fetching.under_way)(&done(locale, fetching), left.as_deref())
}

fn done(locale: Locale, fetching: &Fetching) -> String {
    let count = |n| Count::new(locale, n);
    (locale.texts().general.fetching.done)(count(fetching.done), count(fetching.total))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetching(remaining_s: Option<u32>, problem: Option<FetchProblem>) -> Fetching {
        Fetching { done: 12, total: 25, remaining_s, problem }
    }

    #[test]
    fn the_line_says_how_far_it_is() {
        assert_eq!(
            text(Locale::default(), &fetching(Some(20), None)),
            "Fetching from Polar: 12 of 25 are here, about 20\u{a0}s left"
        );
        assert_eq!(
            text(Locale::default(), &fetching(Some(150), None)),
            "Fetching from Polar: 12 of 25 are here, about 3\u{a0}min left"
        );
        assert_eq!(
            text(Locale::default(), &fetching(None, None)),
            "Fetching from Polar: 12 of 25 are here"
        );
        assert_eq!(
            text(Locale::default(), &fetching(Some(0), None)),
            "Fetching from Polar: 12 of 25 are here"
        );
    }

    #[test]
    fn only_a_new_sign_in_helps_a_lost_grant() {
        assert_eq!(reload_after(&fetching(None, Some(FetchProblem::ConnectAgain))), None);
        assert!(
            reload_after(&fetching(None, Some(FetchProblem::PolarUnavailable)))
                > reload_after(&fetching(None, None))
        );
        assert_eq!(
            reload_after(&fetching(Some(5), Some(FetchProblem::Unreadable))),
            reload_after(&fetching(Some(5), None)),
            "the rest is on its way"
        );
    }
}
