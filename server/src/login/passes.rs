//! Passes: made by coaches, opened once with a ticket, and looked at with every request from then on.

use std::{fmt, sync::Arc};

use app::model::{NewPass, PassId};
use chrono::TimeDelta;

use super::{attempts::Attempts, ticket::Ticket};
use crate::{
    clock::Clock,
    entropy::{Entropy, NoEntropy, random_name},
    secrets::{SecretError, Vault},
    store::{GrantId, Pass, SealedPlace, Store, StoreError},
};

/// How exactly it is known when a pass was used: not every request writes.
const USE_IS_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How many tickets can be refused at once, and in what time another one.
const TRIES: i32 = 20;
const A_TRY_EVERY: TimeDelta = TimeDelta::seconds(3);

/// Makes and opens passes. Clones share how many tickets were refused.
#[derive(Clone)]
pub struct Passes {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    vault: Vault,
    refusals: Arc<Attempts>,
}

impl fmt::Debug for Passes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passes").field("refusals", &self.refusals).finish_non_exhaustive()
    }
}

/// Why a pass was not made or opened.
#[derive(Debug, thiserror::Error)]
pub enum PassError {
    /// The ticket opens nothing, or not any more.
    #[error("the ticket opens nothing")]
    Refused,
    /// Too many tickets were tried.
    #[error("too many tickets were tried; in {} s there may be another try", .0.num_seconds())]
    TooOften(TimeDelta),
    /// The machine has no randomness.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The ticket cannot be sealed.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The database does not do its part.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Passes {
    /// Passes in this store, their tickets sealed by this vault.
    pub fn new(
        store: Arc<dyn Store>,
        vault: Vault,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let refusals = Arc::new(Attempts::new(Arc::clone(&clock), TRIES, A_TRY_EVERY));
        Self { store, clock, entropy, vault, refusals }
    }

    /// Makes a pass with the grant of a coach, who must see its teams. Nobody can be told the ticket again.
    pub async fn make(&self, grant: GrantId, wanted: NewPass) -> Result<Ticket, PassError> {
        let now = self.clock.now();
        let ticket = Ticket::new(&*self.entropy)?;
        let NewPass { label, teams, days, sees_health } = wanted;
        let pass = Pass {
            id: PassId(random_name(&*self.entropy)?),
            grant,
            label,
            teams,
            sees_health,
            created_at: now,
            expires_at: now + TimeDelta::days(days.into()),
            opened_at: None,
            last_used_at: None,
            revoked_at: None,
        };
        let sealed = self.vault.seal(&ticket.hash(), &SealedPlace::Ticket(pass.id.clone()))?;
        self.store.add_pass(&pass, &sealed).await?;
        Ok(ticket)
    }

    /// Exchanges a ticket, as it was typed, for its pass. That works once.
    pub async fn open(&self, typed: &str) -> Result<Pass, PassError> {
        let pass = match Ticket::read(typed) {
            Some(ticket) => self.exchange(ticket).await?,
            None => None,
        };
        // Only now: 128 bits need no brake, and so nobody who guesses is in the way of who has a ticket.
        let refused =
            || self.refusals.count(()).map_or_else(PassError::TooOften, |()| PassError::Refused);
        pass.ok_or_else(refused)
    }

    /// A club has few tickets that wait: each is opened until it is the one.
    async fn exchange(&self, ticket: Ticket) -> Result<Option<Pass>, PassError> {
        let (now, hash) = (self.clock.now(), ticket.hash());
        for waiting in self.store.waiting_tickets(now).await? {
            let kept = self.vault.open(&waiting.sealed, &SealedPlace::Ticket(waiting.pass.clone()));
            // One that does not open is nobody's; `touchline keys` tells of it.
            if kept.is_ok_and(|kept| kept == hash) {
                return Ok(self.store.take_ticket(&waiting.pass, now).await?);
            }
        }
        Ok(None)
    }

    /// The pass through which somebody looks now; `None` once it has ended.
    pub async fn look_through(&self, id: &PassId) -> Result<Option<Pass>, StoreError> {
        let now = self.clock.now();
        let pass = self.store.living_pass(id, now).await?;
        let noted = pass.as_ref().and_then(|pass| pass.last_used_at);
        if pass.is_some() && noted.is_none_or(|at| now - at >= USE_IS_NOTED_EVERY || now < at) {
            // Who may look still may while nothing can be written.
            if let Err(error) = self.store.note_pass_use(id, now).await {
                tracing::warn!(%error, "the use of a pass was not noted");
            }
        }
        Ok(pass)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};

    use super::*;
    use crate::{
        clock::ManualClock,
        entropy::SeededEntropy,
        secrets::SecretKeys,
        store::{Grant, Team, TestStore},
        sync::testing::now,
    };

    struct Stage {
        store: TestStore,
        clock: ManualClock,
        passes: Passes,
        grant: GrantId,
    }

    impl Stage {
        async fn new() -> Self {
            let (store, clock) = (TestStore::open().await, ManualClock::new(now()));
            let grant = GrantId("a".to_owned());
            let kept = Grant {
                id: grant.clone(),
                access_token: Vec::new(),
                refresh_token: None,
                created_at: now(),
                expires_at: now(),
                ended: false,
            };
            store.add_grant(&kept).await.unwrap();
            let team = Team { id: "t".into(), name: None, organisation: None };
            store.put_teams(&[team]).await.unwrap();
            let time = Arc::new(clock.clone());
            let entropy = Arc::new(SeededEntropy::new(1));
            let vault = Vault::new(&SecretKeys::generate(&*entropy).unwrap(), entropy.clone());
            let passes = Passes::new(store.arc(), vault, time, entropy);
            Self { store, clock, passes, grant }
        }

        async fn make(&self) -> Ticket {
            let wanted = NewPass {
                label: "Tablet".to_owned(),
                teams: vec!["t".into()],
                days: 7,
                sees_health: false,
            };
            self.passes.make(self.grant.clone(), wanted).await.unwrap()
        }

        async fn used_at(&self, id: &PassId) -> Option<DateTime<Utc>> {
            self.store.living_pass(id, self.clock.now()).await.unwrap().unwrap().last_used_at
        }
    }

    #[tokio::test]
    async fn a_ticket_works_once_however_it_is_typed() {
        let stage = Stage::new().await;
        let ticket = stage.make().await;
        let pass = stage.passes.open(&ticket.groups().to_lowercase()).await.unwrap();
        assert_eq!((pass.label.as_str(), pass.expires_at), ("Tablet", now() + TimeDelta::days(7)));
        for typed in [&ticket.text(), "nonsense", ""] {
            let refused = stage.passes.open(typed).await;
            assert!(matches!(refused, Err(PassError::Refused)), "{refused:?}");
        }
    }

    #[tokio::test]
    async fn use_is_noted_once_a_minute() {
        let stage = Stage::new().await;
        let ticket = stage.make().await;
        let id = stage.passes.open(&ticket.text()).await.unwrap().id;
        stage.clock.advance(TimeDelta::seconds(59));
        assert!(stage.passes.look_through(&id).await.unwrap().is_some());
        assert_eq!(stage.used_at(&id).await, Some(now()));
        stage.clock.advance(TimeDelta::seconds(1));
        stage.passes.look_through(&id).await.unwrap();
        assert_eq!(stage.used_at(&id).await, Some(now() + TimeDelta::minutes(1)));
    }

    #[tokio::test]
    async fn what_was_revoked_is_closed_at_once() {
        let stage = Stage::new().await;
        let ticket = stage.make().await;
        let id = stage.passes.open(&ticket.text()).await.unwrap().id;
        stage.store.revoke_pass(&id, now()).await.unwrap();
        assert_eq!(stage.passes.look_through(&id).await.unwrap(), None);
    }

    #[tokio::test]
    async fn who_guesses_has_to_wait_and_who_has_a_ticket_has_not() {
        let stage = Stage::new().await;
        let ticket = stage.make().await;
        for _ in 0..TRIES {
            assert!(matches!(stage.passes.open("guess").await, Err(PassError::Refused)));
        }
        let refused = stage.passes.open("guess").await;
        assert!(matches!(refused, Err(PassError::TooOften(_))), "{refused:?}");
        assert!(stage.passes.open(&ticket.text()).await.is_ok());
        stage.clock.advance(A_TRY_EVERY);
        assert!(matches!(stage.passes.open("guess").await, Err(PassError::Refused)));
    }
}
