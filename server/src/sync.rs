//! Brings everything that Polar has into the store: what a page needs ahead of everything else, and the rest by itself.
//!
//! A page tells its [`Need`]s and how long it can wait. [`Sync::ensure`] looks at what is stored, fetches what is
//! missing or old, and answers when everything is there or when the time is up, whichever comes first. Fetching
//! does not depend on the page: it goes on when the page has been sent, and when its reader has gone away.
//!
//! - The same thing is fetched once at a time, however many pages ask for it.
//! - Each fetch uses the token of the coach who asked, so that Polar decides what that coach may see.
//! - What was fetched is in the store before anybody is told. Nothing is handed over in any other way.
//! - What failed is left alone for a while.
//!
//! In the background a [`worker`] fetches whatever the store lacks, in the order of the [`plan`]. The same flights carry
//! both: when a page asks for what the background has begun, that becomes as urgent as the page.

mod breaker;
mod budget;
mod fetch;
mod flight;
mod freshness;
mod need;
mod plan;
mod progress;
mod resting;
mod status;
mod worker;
mod workload;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc, time::Duration};

use app::model::TeamId;
use chrono::{DateTime, NaiveDate, Utc};
use futures::{StreamExt, stream::FuturesUnordered};
use polar::{PolarClient, Urgency};
use tokio::{
    sync::{Notify, watch},
    time::Instant,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    clock::Clock,
    login::Grants,
    retention::TrainingRetention,
    store::{GrantId, GrantTeams, Store, StoreError},
};

pub use budget::StoredBudget;
pub use need::{Need, Part};
pub use progress::{Problem, Progress};
pub use status::{Activity, Setback, Status, TeamStatus};
pub(crate) use workload::Workload;

use fetch::{Asker, Fetcher};
use flight::{Boarded, Flight, Flights, Landing};
use status::Counted;

/// How a sync differs from others.
#[derive(Clone, Debug)]
pub struct SyncSettings {
    /// Names this process among those that share the store.
    pub holder: String,
    /// How often it is counted at most how much is here.
    pub count_every: Duration,
    /// How long training sessions are kept: older ones are not fetched.
    pub training_retention: TrainingRetention,
}

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
    counted: Counted,
    /// Told when the background may have something to do.
    wake: Notify,
    /// Counts what was fetched or did not work.
    changes: watch::Sender<u64>,
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
        settings: SyncSettings,
    ) -> Self {
        Self(Arc::new(Inner {
            counted: Counted::new(settings.count_every),
            fetcher: Arc::new(Fetcher::new(store, client, grants, clock, settings)),
            flights: Flights::default(),
            wake: Notify::new(),
            changes: watch::Sender::new(0),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }))
    }

    /// Sees to it that everything that is needed is in the store and recent. Starts what is missing at once, and
    /// waits until everything is there or `wait` is over.
    pub async fn ensure(&self, grant: &GrantId, needs: Vec<Need>, wait: Duration) -> Progress {
        let deadline = Instant::now() + wait;
        let mut progress = Progress { total: needs.len() as u32, ..Progress::default() };
        let urgency = Urgency::interactive();
        let begun = self.begin(grant, &needs, &urgency).await;
        let mut settling: FuturesUnordered<_> = needs
            .iter()
            .zip(begun)
            .map(|(need, state)| self.settle(grant, need, &urgency, state))
            .collect();
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

    /// Waits for something that decides what a person sees; tells why it did not come. `wait` begins with the fetch, not
    /// with who asks: when Polar never answers, each fetch holds up whoever comes in its first seconds, and nobody after.
    pub async fn check(&self, grant: &GrantId, need: Need, wait: Duration) -> Option<Problem> {
        let urgency = Urgency::interactive();
        let state = self.begin(grant, std::slice::from_ref(&need), &urgency).await.pop()?;
        let from = match &state {
            State::Settled(_) => Instant::now(),
            State::UnderWay(flight) => flight.begun_at(),
        };
        let settled = self.settle(grant, &need, &urgency, state);
        let (_, outcome) = tokio::time::timeout_at(from + wait, settled).await.ok()?;
        outcome.err()
    }

    /// Whether a list of teams is good enough for a page that is opened now.
    pub fn is_recent(&self, listed: &GrantTeams) -> bool {
        freshness::is_recent(listed, self.0.fetcher.now())
    }

    /// Whether a list of teams is so old that nobody may be shown anything by it before Polar is asked.
    pub fn may_be_wrong(&self, listed: &GrantTeams) -> bool {
        freshness::may_be_wrong(listed, self.0.fetcher.now())
    }

    /// What time it is.
    pub fn now(&self) -> DateTime<Utc> {
        self.0.fetcher.now()
    }

    /// What day it is, where the clocks show universal time.
    pub fn today(&self) -> NaiveDate {
        self.0.fetcher.now().date_naive()
    }

    /// Tells after each fetch, whatever came of it: the number of all fetches of this process so far.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.0.changes.subscribe()
    }

    /// Pauses fetching in the background, in all processes that share the store, or lets it go on. What a page needs
    /// is fetched all the same.
    pub async fn set_paused(&self, paused: bool) -> Result<(), StoreError> {
        self.0.fetcher.store().set_paused(paused).await?;
        self.look_again();
        Ok(())
    }

    /// Tries at once what did not work before.
    pub async fn retry(&self, team_ids: &[TeamId]) -> Result<(), StoreError> {
        for team_id in team_ids {
            self.0.fetcher.store().clear_failures(team_id).await?;
        }
        self.0.flights.forget_failures();
        self.0.fetcher.resting().clear();
        self.0.fetcher.breaker().try_now(self.0.fetcher.now());
        self.look_again();
        Ok(())
    }

    /// Cancelled as soon as the sync is told to stop.
    pub fn stopping(&self) -> CancellationToken {
        self.0.stop.clone()
    }

    /// Has everybody look again who follows [`changes`](Self::changes).
    pub fn tell(&self) {
        self.0.changes.send_modify(|changes| *changes += 1);
    }

    fn look_again(&self) {
        self.tell();
        self.0.wake.notify_one();
    }

    /// Ends what is being fetched; nothing is left half stored.
    pub fn cancel(&self) {
        self.0.stop.cancel();
    }

    /// Ends what is being fetched, waits until it has ended, and writes down what was spent of the request budget.
    pub async fn stop(&self) {
        self.cancel();
        self.0.tasks.close();
        self.0.tasks.wait().await;
        self.0.fetcher.stop().await;
    }

    /// Looks which needs are there, and starts to fetch the others.
    async fn begin(&self, grant: &GrantId, needs: &[Need], urgency: &Urgency) -> Vec<State> {
        match self.0.fetcher.are_fresh(grant, needs).await {
            Ok(fresh) => {
                let begun = |(need, fresh)| {
                    if fresh {
                        State::Settled(Ok(()))
                    } else {
                        self.board(grant, need, urgency.clone())
                    }
                };
                needs.iter().zip(fresh).map(begun).collect()
            }
            Err(problem) => needs.iter().map(|_| State::Settled(Err(problem))).collect(),
        }
    }

    /// Joins the flight that brings the need, or begins one, unless it failed a moment ago.
    fn board(&self, grant: &GrantId, need: &Need, urgency: Urgency) -> State {
        match self.0.flights.board(need, grant, urgency, self.0.fetcher.now()) {
            Boarded::Failed(problem) => State::Settled(Err(problem)),
            Boarded::UnderWay(flight) => State::UnderWay(flight),
            Boarded::ToFetch(landing, flight) => {
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
        urgency: &Urgency,
        mut state: State,
    ) -> (&'a Need, Result<(), Problem>) {
        loop {
            match state {
                State::Settled(outcome) => return (need, outcome),
                State::UnderWay(flight) => match flight.landed().await {
                    Ok(()) => return (need, Ok(())),
                    Err(_) => state = self.board(grant, need, urgency.clone()),
                },
            }
        }
    }

    /// Fetches in a task of its own.
    fn fetch(&self, grant: GrantId, need: Need, landing: Landing) {
        let inner = Arc::clone(&self.0);
        self.0.tasks.spawn(async move {
            let asker = Asker { grant, urgency: landing.urgency().clone() };
            let fetch = Box::pin(inner.fetcher.fetch(&asker, &need));
            if let Some(outcome) = inner.stop.run_until_cancelled(fetch).await {
                landing.land(outcome, inner.fetcher.now());
                // What came may name more that is missing.
                Self(inner).look_again();
            }
        });
    }
}
