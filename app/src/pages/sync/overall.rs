//! All teams together.

use leptos::prelude::*;

use super::amount::Amount;
use crate::{
    address, format,
    model::{FetchProblem, SyncActivity, SyncStatus},
};

/// What is done right now, how much is here and how long the rest takes.
#[component]
pub(super) fn Overall(status: SyncStatus) -> impl IntoView {
    let SyncStatus { activity, done, total, remaining_s, requests_left, .. } = status;
    // As long as nothing is fetched, nothing gets nearer.
    let remaining_s = remaining_s.filter(|_| activity == SyncActivity::Fetching);
    let connect = (activity == SyncActivity::ConnectAgain).then(|| {
        view! {
            <p>
                <a class="button button--primary" href=address::login(address::SYNC) rel="external">
                    "Connect with Polar"
                </a>
            </p>
        }
    });
    view! {
        <section class="card sync-overall" aria-labelledby="overall">
            <h2 id="overall">{what_is_done(activity)}</h2>
            <p>{what_it_means(activity)}</p>
            {connect}
            <Amount done total remaining_s label="Here, of all teams"/>
            <p class="quiet">{budget(requests_left)}</p>
        </section>
    }
}

/// What is done, for a heading.
fn what_is_done(activity: SyncActivity) -> &'static str {
    match activity {
        SyncActivity::UpToDate => "Everything that Polar has is here",
        SyncActivity::Fetching => "Touchline fetches what is missing",
        SyncActivity::SomeMissing => "Some parts did not come",
        SyncActivity::Paused => "Fetching is paused",
        SyncActivity::WaitsForPolar(_) => FetchProblem::PolarUnavailable.what_happened(),
        SyncActivity::ConnectAgain => FetchProblem::ConnectAgain.what_happened(),
    }
}

fn what_it_means(activity: SyncActivity) -> String {
    match activity {
        SyncActivity::UpToDate => "Now and then it is looked for new sessions.".to_owned(),
        SyncActivity::Fetching => {
            "It goes on by itself, also when nobody looks. Pages that people open come first."
                .to_owned()
        }
        SyncActivity::SomeMissing => {
            "Nothing is on its way right now. What did not come is tried again by itself after some time.".to_owned()
        }
        SyncActivity::Paused => {
            "Nothing is fetched in the background until somebody lets it go on.".to_owned()
        }
        SyncActivity::WaitsForPolar(seconds) => {
            let what_comes = FetchProblem::PolarUnavailable.what_comes();
            format!("It is tried again {}. {what_comes}", format::in_time(seconds))
        }
        SyncActivity::ConnectAgain => FetchProblem::ConnectAgain.what_comes().to_owned(),
    }
}

/// How many requests are left, and what that means.
fn budget(requests_left: u32) -> String {
    let left = match requests_left {
        0 => "None is left right now, so a page that needs something new waits for a while."
            .to_owned(),
        1 => "1 is left right now".to_owned(),
        n => format!("{} are left right now", format::number(f64::from(n), 0)),
    };
    let enough = if requests_left == 0 {
        ""
    } else {
        " for pages that people open; a session that is not here yet needs about two for each player."
    };
    format!("Polar limits how many requests Touchline may send. {left}{enough}")
}

#[cfg(test)]
mod tests {
    use super::*;

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
            what_it_means(SyncActivity::WaitsForPolar(45)),
            "It is tried again in 45\u{a0}s. What is missing will be fetched as soon as it does."
        );
    }
}
