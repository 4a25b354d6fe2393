//! Fetches one need: asks Polar, translates, and puts the answer into the store.

mod error;
mod figures;
mod player;
mod session;
mod team;
mod timezone;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use polar::{AccessToken, ApiError, Budget, PolarClient, Priority};
use tokio::sync::Semaphore;

use super::{Need, Problem, freshness};
use crate::{
    clock::Clock,
    login::Grants,
    store::{GrantId, Store},
};

use error::FetchError;

/// A person waits for everything that is fetched on demand.
const PRIORITY: Priority = Priority::Interactive;

/// How many recordings are downloaded and encoded at the same time: each takes a few megabytes of memory.
const SAMPLES_AT_ONCE: usize = 3;

/// Fetches needs.
pub(super) struct Fetcher {
    store: Arc<dyn Store>,
    client: PolarClient,
    grants: Grants,
    clock: Arc<dyn Clock>,
    samples: Semaphore,
}

impl Fetcher {
    pub(super) fn new(
        store: Arc<dyn Store>,
        client: PolarClient,
        grants: Grants,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { store, client, grants, clock, samples: Semaphore::new(SAMPLES_AT_ONCE) }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub(super) fn budget(&self) -> &Budget {
        self.client.budget()
    }

    /// For each need whether it is there and recent enough.
    pub(super) async fn are_fresh(
        &self,
        grant: &GrantId,
        needs: &[Need],
    ) -> Result<Vec<bool>, Problem> {
        freshness::are_fresh(&*self.store, grant, needs, self.now()).await.map_err(|error| {
            tracing::error!(%error, "the store could not be asked");
            Problem::Internal
        })
    }

    /// Fetches what is needed into the store, unless somebody did so just before.
    pub(super) async fn fetch(&self, grant: &GrantId, need: &Need) -> Result<(), Problem> {
        if self.are_fresh(grant, std::slice::from_ref(need)).await? == [true] {
            return Ok(());
        }
        self.fetch_now(grant, need).await.map_err(|error| {
            let problem = error.problem();
            match problem {
                Problem::NotVisible => {
                    tracing::info!(%error, ?need, "Polar does not show something");
                }
                Problem::PolarUnavailable | Problem::Unreadable | Problem::ConnectAgain => {
                    tracing::warn!(%error, ?need, "something could not be fetched");
                }
                Problem::Internal => {
                    tracing::error!(%error, ?need, "something could not be stored");
                }
            }
            problem
        })
    }

    async fn fetch_now(&self, grant: &GrantId, need: &Need) -> Result<(), FetchError> {
        match need {
            Need::Teams => self.teams(grant).await,
            Need::Team(id) => self.seeing_team(grant, self.team(grant, id)).await,
            Need::Sessions(id) => self.seeing_team(grant, self.sessions(grant, id)).await,
            Need::Session(id) => self.session(grant, id).await,
            Need::Summary(id) => self.summary(grant, id).await,
            Need::Samples(id) => self.recording(grant, id).await,
        }
    }

    /// Calls Polar with the grant's token. A token that is refused although it should be valid is replaced once.
    async fn call<T, F: Future<Output = Result<T, ApiError>>>(
        &self,
        grant: &GrantId,
        call: impl Fn(AccessToken) -> F,
    ) -> Result<T, FetchError> {
        let token = self.grants.access_token(grant).await?;
        match call(token.clone()).await {
            Err(ApiError::NotSignedIn { .. }) => {
                self.grants.reject(grant, &token).await?;
                Ok(call(self.grants.access_token(grant).await?).await?)
            }
            answer => Ok(answer?),
        }
    }
}
