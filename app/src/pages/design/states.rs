//! What stands on a page while its data is fetched, when it did not come, and when there is none.

use leptos::{either::Either, prelude::*};

use super::{Part, Sample};
use crate::{
    components::{
        Missing, NoTeams, Notice, OfflineSign, Progress, SkeletonCard, SkeletonHead, SkeletonTable,
        SkeletonTiles, SyncShown, SyncState, failure,
    },
    error::AppError,
    made_up::sync,
    model::{FetchProblem, Fetching, SyncActivity},
    preferences::{locale, texts},
};

const ACTIVITIES: [SyncActivity; 6] = [
    SyncActivity::UpToDate,
    SyncActivity::Fetching,
    SyncActivity::SomeMissing,
    SyncActivity::Paused,
    SyncActivity::WaitsForPolar(45),
    SyncActivity::ConnectAgain,
];

const ERRORS: [AppError; 6] = [
    AppError::NotSignedIn,
    AppError::NotFound,
    AppError::NotYet,
    AppError::Unreadable,
    AppError::Unreachable,
    AppError::Internal,
];

#[component]
pub(super) fn States() -> impl IntoView {
    let all = texts();
    let texts = &all.design;
    let failures = ERRORS
        .map(|error| {
            let heading = view! { <h3>{all.problems.of(&error).title}</h3> };
            view! { <div class="card">{failure(error, None, heading)}</div> }
        })
        .collect_view();
    view! {
        <Part id="states" title=texts.states>
            <Sample name=texts.progress><ProgressLines/></Sample>
            <Sample name=texts.indicator><Indicators/></Sample>
            <Sample name=texts.loading>
                <SkeletonHead/>
                <SkeletonTiles count=5/>
                <SkeletonCard lines=3/>
                <SkeletonTable rows=3/>
            </Sample>
            <Sample name=texts.failed><div class="pair design__pair">{failures}</div></Sample>
            <Sample name=texts.empty>
                {Missing::DidNotCome.view(|| (), || ())}
                <NoTeams/>
            </Sample>
            <Sample name=texts.notices>
                <Notice><p>{all.bar.offline.page}</p></Notice>
                <OfflineSign/>
            </Sample>
        </Part>
    }
}

/// How far fetching is, and why it does not go on.
#[component]
fn ProgressLines() -> impl IntoView {
    let fetching = |remaining_s, problem| Fetching { done: 12, total: 25, remaining_s, problem };
    [
        fetching(Some(20), None),
        fetching(None, None),
        fetching(None, Some(FetchProblem::PolarUnavailable)),
        fetching(None, Some(FetchProblem::Unreadable)),
        fetching(None, Some(FetchProblem::Internal)),
        fetching(None, Some(FetchProblem::ConnectAgain)),
    ]
    .map(|fetching| view! { <Progress fetching/> })
    .collect_view()
}

/// What the bar says about the data from Polar.
#[component]
fn Indicators() -> impl IntoView {
    let locale = locale();
    let told = ACTIVITIES.map(|activity| (Ok(sync::in_part(activity)), false));
    let not_told =
        [(Ok(sync::in_part(SyncActivity::UpToDate)), true), (Err(AppError::NotSignedIn), false)];
    let states = told
        .into_iter()
        .chain(not_told)
        .map(|(status, lost)| match SyncShown::of(locale, &status, lost) {
            Some(shown) => Either::Left(view! { <li><SyncState shown/></li> }),
            None => Either::Right(()),
        })
        .collect_view();
    view! { <ul class="design__row">{states}</ul> }
}
