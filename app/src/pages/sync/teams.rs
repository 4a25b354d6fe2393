//! The teams, and what is known about who sees which.

use leptos::{either::EitherOf4, prelude::*};

use super::team::Team;
use crate::{
    address,
    components::NoTeams,
    model::{FetchProblem, SyncActivity, SyncStatus},
    preferences::texts,
};

/// Each team; above them what went wrong with the list of them. That there is none is only said when it is known.
#[component]
pub(in crate::pages) fn Teams(status: SyncStatus) -> impl IntoView {
    let SyncStatus { activity, teams, teams_problem, .. } = status;
    // When the sign-in itself has ended, the head of the page says so and offers the way to connect.
    let problem = teams_problem.filter(|_| activity != SyncActivity::ConnectAgain);
    let list = match (teams.is_empty(), problem, activity) {
        (false, ..) => {
            let teams = teams
                .into_iter()
                .enumerate()
                .map(|(place, team)| view! { <Team team place/> })
                .collect_view();
            EitherOf4::A(view! { <div class="sync-teams">{teams}</div> })
        }
        (true, None, SyncActivity::UpToDate) => EitherOf4::B(view! { <NoTeams/> }),
        (true, Some(_), _) | (true, None, SyncActivity::ConnectAgain) => EitherOf4::C(()),
        (true, None, _) => {
            EitherOf4::D(view! { <p class="empty">{texts().sync.no_team_is_known}</p> })
        }
    };
    view! {
        {problem.map(|problem| view! { <Unread problem/> })}
        {list}
    }
}

/// The list of teams could not be read.
#[component]
fn Unread(problem: FetchProblem) -> impl IntoView {
    let texts = texts();
    let words = texts.problems.fetching.of(problem);
    let connect = (problem == FetchProblem::ConnectAgain).then(|| {
        view! {
            <a class="button" href=address::login(address::SYNC) rel="external">{texts.problems.connect_with_polar}</a>
        }
    });
    view! {
        <section class="notice" aria-labelledby="teams-unread">
            <div>
                <h2 id="teams-unread">{texts.sync.teams_unread}</h2>
                <p>{words.what_happened} " " {words.what_comes}</p>
            </div>
            {connect}
        </section>
    }
}
