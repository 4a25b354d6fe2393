//! What a page asks for while it is made, and how long it waits for it.

use std::time::Duration;

use app::{
    error::AppError,
    model::{FetchProblem, Fetching},
};
use tokio::time::Instant;

use crate::{
    store::GrantId,
    sync::{Need, Problem, Progress, Sync},
};

/// How long a page waits for what is missing before it shows what is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long it waits for something without which there is no page at all.
const LAST_PATIENCE: Duration = Duration::from_secs(10);

/// One page's needs. All of them share one time to wait.
pub(super) struct Gathering<'a> {
    sync: &'a Sync,
    grant: &'a GrantId,
    started: Instant,
    progress: Progress,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(sync: &'a Sync, grant: &'a GrantId) -> Self {
        Self { sync, grant, started: Instant::now(), progress: Progress::default() }
    }

    /// Whose page it is.
    pub(super) fn grant(&self) -> &'a GrantId {
        self.grant
    }

    /// Asks for something that the page shows, and waits as long as the page may still wait.
    pub(super) async fn need(&mut self, needs: Vec<Need>) {
        self.wait_for(needs, PATIENCE).await;
    }

    /// Asks for something without which there is no page.
    pub(super) async fn must_have(&mut self, need: Need) {
        self.wait_for(vec![need], LAST_PATIENCE).await;
    }

    /// Waits for something that decides what the person sees, and is nothing of the page; tells why it did not come.
    pub(super) async fn check(&self, need: Need) -> Option<Problem> {
        self.sync.check(self.grant, need, LAST_PATIENCE).await
    }

    /// Has something brought up to date behind the page, which does not wait for it.
    pub(super) async fn refresh(&self, need: Need) {
        self.sync.ensure(self.grant, vec![need], Duration::ZERO).await;
    }

    async fn wait_for(&mut self, needs: Vec<Need>, patience: Duration) {
        let left = patience.saturating_sub(self.started.elapsed());
        let progress = self.sync.ensure(self.grant, needs, left).await;
        self.progress = std::mem::take(&mut self.progress).and(progress);
    }

    /// Whether everything has come that was asked for.
    pub(super) fn is_whole(&self) -> bool {
        self.progress.is_complete()
    }

    /// Whether Polar said that there is no such thing for this coach.
    pub(super) fn is_hidden(&self, need: &Need) -> bool {
        self.progress.not_visible.contains(need)
    }

    /// The answer when something without which there is no page did not come.
    pub(super) fn failure(&self) -> AppError {
        if !self.progress.not_visible.is_empty() {
            return AppError::NotFound;
        }
        match self.progress.problem {
            Some(Problem::ConnectAgain) => AppError::NotSignedIn,
            Some(Problem::Internal) => AppError::Internal,
            Some(Problem::Unreadable) => AppError::Unreadable,
            Some(Problem::PolarUnavailable | Problem::NotVisible) | None => AppError::NotYet,
        }
    }

    /// What is still on its way.
    pub(super) fn fetching(self) -> Option<Fetching> {
        (!self.progress.is_complete()).then_some(Fetching {
            done: self.progress.done,
            total: self.progress.total,
            remaining_s: self.progress.remaining_s,
            problem: self.progress.problem.and_then(fetch_problem),
        })
    }
}

/// A problem in the words of the screen; `None` for what Polar does not have.
pub(super) fn fetch_problem(problem: Problem) -> Option<FetchProblem> {
    match problem {
        Problem::Internal => Some(FetchProblem::Internal),
        Problem::Unreadable => Some(FetchProblem::Unreadable),
        Problem::ConnectAgain => Some(FetchProblem::ConnectAgain),
        Problem::PolarUnavailable => Some(FetchProblem::PolarUnavailable),
        Problem::NotVisible => None,
    }
}
