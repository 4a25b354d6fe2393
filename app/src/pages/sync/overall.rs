//! All teams together.

use leptos::prelude::*;

use super::amount::Amount;
use crate::{
    address, format,
    model::{FetchProblem, SyncActivity, SyncStatus},
    preferences::{Locale, locale},
    texts::Count,
};

/// What is done right now, how much is here and how long the rest takes.
#[component]
pub(in crate::pages) fn Overall(status: SyncStatus) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let SyncStatus { activity, done, total, remaining_s, requests_left, .. } = status;
    // As long as nothing is fetched, nothing gets nearer.
    let remaining_s = remaining_s.filter(|_| activity == SyncActivity::Fetching);
    let connect = (activity == SyncActivity::ConnectAgain).then(|| {
        view! {
            <p>
                <a class="button button--primary" href=address::login(address::SYNC) rel="external">
                    {texts.problems.connect_with_polar}
                </a>
            </p>
        }
    });
    view! {
        <section class="card sync-overall" aria-labelledby="overall">
            <h2 id="overall">{what_is_done(locale, activity)}</h2>
            <p>{what_it_means(locale, activity)}</p>
            {connect}
            <Amount done total remaining_s label=texts.sync.here_of_all_teams/>
            <p class="quiet">{(texts.sync.budget)(Count::new(locale, requests_left))}</p>
        </section>
    }
}

/// What is done, for a heading.
fn what_is_done(locale: Locale, activity: SyncActivity) -> &'static str {
    let texts = locale.texts();
    let problem = |problem| texts.problems.fetching.of(problem).what_happened;
    match activity {
        SyncActivity::UpToDate => texts.sync.up_to_date.0,
        SyncActivity::Fetching => texts.sync.fetching.0,
        SyncActivity::SomeMissing => texts.sync.some_missing.0,
        SyncActivity::Paused => texts.sync.paused.0,
        SyncActivity::WaitsForPolar(_) => problem(FetchProblem::PolarUnavailable),
        SyncActivity::ConnectAgain => problem(FetchProblem::ConnectAgain),
    }
}

fn what_it_means(locale: Locale, activity: SyncActivity) -> String {
    let texts = locale.texts();
    let problem = |problem| texts.problems.fetching.of(problem).what_comes;
    match activity {
        SyncActivity::UpToDate => texts.sync.up_to_date.1.to_owned(),
        SyncActivity::Fetching => texts.sync.fetching.1.to_owned(),
        SyncActivity::SomeMissing => texts.sync.some_missing.1.to_owned(),
        SyncActivity::Paused => texts.sync.paused.1.to_owned(),
        SyncActivity::WaitsForPolar(seconds) => {
            let again = (texts.sync.tried_again)(&format::in_time(locale, seconds));
            format!("{again} {}", problem(FetchProblem::PolarUnavailable))
        }
        SyncActivity::ConnectAgain => problem(FetchProblem::ConnectAgain).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(requests_left: u32) -> String {
        let locale = Locale::default();
        (locale.texts().sync.budget)(Count::new(locale, requests_left))
    }

    #[test]
    fn a_number_of_requests_has_a_meaning() {
        assert_eq!(
            budget(63),
            "Polar limits how many requests Touchline may send. 63 are left right now for pages that people open; a \
             session that is not here yet needs about two for each player."
        );
        assert!(budget(1).contains("1 is left right now for pages"));
        assert!(budget(0).ends_with("waits for a while."));
    }

    #[test]
    fn waiting_has_an_end() {
        assert_eq!(
            what_it_means(Locale::default(), SyncActivity::WaitsForPolar(45)),
            "It is tried again in 45\u{a0}s. What is missing will be fetched as soon as it does."
        );
    }
}
