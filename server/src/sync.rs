//! Brings from Polar what a page needs, when it needs it.
//!
//! A page tells its [`Need`]s and how long it can wait. [`Sync::ensure`] looks at what is stored, fetches what is
//! missing or old, and answers when everything is there or when the time is up, whichever comes first. Fetching
//! does not depend on the page: it goes on when the page has been sent, and when its reader has gone away.
//!
//! - The same thing is fetched once at a time, however many pages ask for it.
//! - Each fetch uses the token of the coach who asked, so that Polar decides what that coach may see.
//! - What was fetched is in the store before anybody is told. Nothing is handed over in any other way.
//! - What failed is left alone for a while.

mod fetch;
mod flight;
mod freshness;
mod need;
mod progress;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc, time::Duration};

use futures::{StreamExt, stream::FuturesUnordered};
use polar::PolarClient;
use tokio::time::Instant;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    clock::Clock,
    login::Grants,
    store::{GrantId, Store},
};

pub use need::Need;
pub use progress::{Problem, Progress};

use fetch::Fetcher;
use flight::{Flight, Flights, Landing, Status};

/// What is known about a need.
enum State {
    Settled(Result<(), Problem>),
    UnderWay(Flight),
}

/// Fetches from Polar into the store. Clones share everything.
#[derive(Clone)]
pub struct Sync(Arc<Inner>);

struct Inner {
    fetcher: Arc<Fetcher>,
    flights: Flights,
    tasks: TaskTracker,
    stop: CancellationToken,
}

impl fmt::Debug for Sync {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sync").field("flights", &self.0.flights).finish_non_exhaustive()
    }
}

impl Sync {
    /// A sync that puts what `client` brings into `store`, with the tokens of `grants`.
    pub fn new(
        store: Arc<dyn Store>,
        client: PolarClient,
        grants: Grants,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self(Arc::new(Inner {
            fetcher: Arc::new(Fetcher::new(store, client, grants, clock)),
            flights: Flights::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }))
    }

    /// Sees to it that everything that is needed is in the store and recent. Starts what is missing at once, and
    /// waits until everything is there or `wait` is over.
    pub async fn ensure(&self, grant: &GrantId, needs: Vec<Need>, wait: Duration) -> Progress {
        let deadline = Instant::now() + wait;
        let mut progress = Progress { total: needs.len() as u32, ..Progress::default() };
        let begun = self.begin(grant, &needs).await;
        let mut settling: FuturesUnordered<_> =
            needs.iter().zip(begun).map(|(need, state)| self.settle(grant, need, state)).collect();
        while let Ok(Some((need, outcome))) =
            tokio::time::timeout_at(deadline, settling.next()).await
        {
            match outcome {
                Ok(()) => progress.done += 1,
                Err(Problem::NotVisible) => {
                    progress.done += 1;
                    progress.not_visible.push(need.clone());
                }
                Err(problem) => progress.problem = progress.problem.max(Some(problem)),
            }
        }
        progress.remaining_s =
            progress::remaining_s(&self.0.fetcher.budget().snapshot(), settling.len() as u32);
        progress
    }

    /// Ends what is being fetched and waits until it has ended. Nothing is left half stored.
    pub async fn stop(&self) {
        self.0.stop.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }

    /// Looks which needs are there, and starts to fetch the others.
    async fn begin(&self, grant: &GrantId, needs: &[Need]) -> Vec<State> {
        match self.0.fetcher.are_fresh(grant, needs).await {
            Ok(fresh) => {
                let begun = |(need, fresh)| {
                    if fresh { State::Settled(Ok(())) } else { self.board(grant, need) }
                };
                needs.iter().zip(fresh).map(begun).collect()
            }
            Err(problem) => needs.iter().map(|_| State::Settled(Err(problem))).collect(),
        }
    }

    /// Joins the flight that brings the need, or begins one, unless it failed a moment ago.
    fn board(&self, grant: &GrantId, need: &Need) -> State {
        match self.0.flights.board(need, grant, self.0.fetcher.now()) {
            Status::Failed(problem) => State::Settled(Err(problem)),
            Status::UnderWay(flight) => State::UnderWay(flight),
            Status::ToFetch(landing, flight) => {
                self.fetch(grant.clone(), need.clone(), landing);
                State::UnderWay(flight)
            }
        }
    }

    /// Waits for the outcome. When a flight failed, boarding again tells whether it was the coach's own; if not,
    /// the coach's own token may do better.
    async fn settle<'a>(
        &self,
        grant: &GrantId,
        need: &'a Need,
        mut state: State,
    ) -> (&'a Need, Result<(), Problem>) {
        loop {
            match state {
                State::Settled(outcome) => return (need, outcome),
                State::UnderWay(flight) => match flight.landed().await {
                    Ok(()) => return (need, Ok(())),
                    Err(_) => state = self.board(grant, need),
                },
            }
        }
    }

    /// Fetches in a task of its own.
    fn fetch(&self, grant: GrantId, need: Need, landing: Landing) {
        let (fetcher, stop) = (Arc::clone(&self.0.fetcher), self.0.stop.clone());
        self.0.tasks.spawn(async move {
            if let Some(outcome) = stop.run_until_cancelled(fetcher.fetch(&grant, &need)).await {
                landing.land(outcome, fetcher.now());
            }
        });
    }
}
