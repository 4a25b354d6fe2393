//! Fetches one need: asks Polar, translates, and puts the answer into the store.

mod error;
mod figures;
mod player;
mod session;
mod team;
mod timezone;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use polar::{AccessToken, ApiError, Budget, PolarClient, Urgency};
use tokio::sync::Semaphore;

use super::{Need, Problem, SyncSettings, breaker::Breaker, freshness, resting::Resting};
use crate::{
    clock::Clock,
    login::Grants,
    retention::TrainingRetention,
    store::{GrantId, Store, StoreError},
};

use error::FetchError;

/// How many recordings are downloaded and encoded at the same time for people who wait, and how many for nobody: each
/// takes a few megabytes of memory. Two numbers, so that background work never stands in a person's way.
const SAMPLES_AT_ONCE: usize = 4;
const SAMPLES_AT_ONCE_IN_BACKGROUND: usize = 4;

/// For how long a process claims what it fetches: longer than a fetch takes.
const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// How often to look whether another process has brought what it claimed.
const LOOK_AT_CLAIM: Duration = Duration::from_millis(300);

/// Fetches needs.
pub(super) struct Fetcher {
    store: Arc<dyn Store>,
    client: PolarClient,
    grants: Grants,
    clock: Arc<dyn Clock>,
    holder: String,
    training_retention: TrainingRetention,
    breaker: Breaker,
    resting: Resting,
    samples: Semaphore,
    background_samples: Semaphore,
}

/// With whose token Polar is asked, and how urgently.
pub(super) struct Asker {
    pub(super) grant: GrantId,
    pub(super) urgency: Urgency,
}

impl Fetcher {
    pub(super) fn new(
        store: Arc<dyn Store>,
        client: PolarClient,
        grants: Grants,
        clock: Arc<dyn Clock>,
        settings: SyncSettings,
    ) -> Self {
        Self {
            store,
            client,
            grants,
            clock,
            holder: settings.holder,
            training_retention: settings.training_retention,
            breaker: Breaker::default(),
            resting: Resting::default(),
            samples: Semaphore::new(SAMPLES_AT_ONCE),
            background_samples: Semaphore::new(SAMPLES_AT_ONCE_IN_BACKGROUND),
        }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(super) fn store(&self) -> &dyn Store {
        &*self.store
    }

    pub(super) fn budget(&self) -> &Budget {
        self.client.budget()
    }

    pub(super) fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    pub(super) fn resting(&self) -> &Resting {
        &self.resting
    }

    /// For each need whether it is there and recent enough.
    pub(super) async fn are_fresh(
        &self,
        grant: &GrantId,
        needs: &[Need],
    ) -> Result<Vec<bool>, Problem> {
        freshness::are_fresh(&*self.store, grant, needs, self.now()).await.map_err(unavailable)
    }

    /// Claims what a fetch brings, so that no other process fetches it, too.
    pub(super) async fn claim(&self, grant: &GrantId, need: &Need) -> Result<bool, Problem> {
        let now = self.now();
        let item = need.item(grant);
        self.store.claim(&item, &self.holder, now, now + CLAIM).await.map_err(unavailable)
    }

    /// Gives the claim back.
    pub(super) async fn release(&self, grant: &GrantId, need: &Need) -> Result<(), Problem> {
        self.store.release(&need.item(grant), &self.holder).await.map_err(unavailable)
    }

    /// Ends when nothing is being fetched any more: gives everything back that other processes may wait for.
    pub(super) async fn stop(&self) {
        // A refresh that is under way holds a claim, too.
        self.grants.stop().await;
        // What was cancelled could not give its claim back. When the store does not take it, it has told the log why.
        let _ = self.store.release_all(&self.holder).await.map_err(unavailable);
        self.budget().close().await;
    }

    /// Fetches what is needed into the store, unless somebody did so just before. What another process fetches is
    /// waited for.
    pub(super) async fn fetch(&self, asker: &Asker, need: &Need) -> Result<(), Problem> {
        let is_fresh = async || {
            let fresh = self.are_fresh(&asker.grant, std::slice::from_ref(need)).await?;
            Ok(fresh == [true])
        };
        while !self.claim(&asker.grant, need).await? {
            if is_fresh().await? {
                return Ok(());
            }
            tokio::time::sleep(LOOK_AT_CLAIM).await;
        }
        let item = need.item(&asker.grant);
        let fetched = match is_fresh().await {
            Ok(true) => Ok(Ok(())),
            Ok(false) => Ok(self.fetch_now(asker, need).await),
            Err(problem) => Err(problem),
        };
        if let Ok(Ok(())) = fetched
            && let Err(error) = self.store.clear_failure(&item).await
        {
            unavailable(error);
        }
        self.release(&asker.grant, need).await?;
        fetched?.map_err(|error| {
            let problem = error.problem();
            if error.is_about_the_grant() {
                self.resting.add(asker.grant.clone(), problem, self.now());
            }
            match problem {
                Problem::NotVisible => {
                    tracing::info!(%error, item, "Polar does not show something");
                }
                Problem::PolarUnavailable | Problem::Unreadable | Problem::ConnectAgain => {
                    tracing::warn!(%error, item, "something could not be fetched");
                }
                Problem::Internal => {
                    tracing::error!(%error, item, "something could not be stored");
                }
            }
            problem
        })
    }

    async fn fetch_now(&self, asker: &Asker, need: &Need) -> Result<(), FetchError> {
        match need {
            Need::Teams => self.teams(asker).await,
            Need::Team(id) => self.of_team(asker, self.team(asker, id)).await,
            Need::Sessions(id) => self.of_team(asker, self.sessions(asker, id)).await,
            Need::Session(id) => self.of_team(asker, self.session(asker, id)).await,
            Need::Summary(id) => self.of_team(asker, self.summary(asker, id)).await,
            Need::Samples(id) => self.of_team(asker, self.recording(asker, id)).await,
            Need::PhaseSummaries(id) => self.of_team(asker, self.phase_summaries(asker, id)).await,
        }
    }

    /// Calls Polar, unless it is down. A token that is refused although it should be valid is replaced once.
    async fn call<T, F: Future<Output = Result<T, ApiError>>>(
        &self,
        asker: &Asker,
        call: impl Fn(AccessToken) -> F,
    ) -> Result<T, FetchError> {
        if !self.breaker.lets_through(self.now()) {
            return Err(FetchError::PolarIsDown);
        }
        let token = self.grants.access_token(&asker.grant).await?;
        let answer = match call(token.clone()).await {
            Err(ApiError::NotSignedIn { .. }) => {
                self.grants.reject(&asker.grant, &token).await?;
                call(self.grants.access_token(&asker.grant).await?).await
            }
            answer => answer,
        };
        match &answer {
            // Who says when to come back works.
            Err(ApiError::RateLimited { .. }) => self.breaker.answered(),
            Err(error) if error.is_retryable() => self.breaker.failed(self.now()),
            _ => self.breaker.answered(),
        }
        Ok(answer?)
    }
}

/// The store could not be asked.
fn unavailable(error: StoreError) -> Problem {
    tracing::error!(%error, "the store could not be asked");
    Problem::Internal
}
