//! The task that takes a process's turns: it reports and asks for all callers together, so that a burst of them costs
//! the keeper as much as one.

use std::sync::Arc;
use std::time::Duration;

use tracing::warn;

use super::bucket::LeakyBucket;
use super::{KeeperError, Permit, Shared, state};
use crate::time::later;

/// How long it waits before it asks a keeper again that failed.
const KEEPER_REST: Duration = Duration::from_secs(1);
/// After losing so many races in a row the keeper counts as failed: nobody is faster so often.
const MAX_LOST_RACES: u32 = 50;

#[derive(Debug)]
pub(super) struct Clerk {
    shared: Arc<Shared>,
    first: bool,
    lost_races: u32,
}

/// What came of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done,
    LostRace,
    Failed,
}

impl Clerk {
    /// A clerk that has made its first attempt to learn the state.
    pub(super) async fn start(shared: Arc<Shared>) -> Self {
        let mut clerk = Self { shared, first: true, lost_races: 0 };
        while clerk.work().await == Outcome::LostRace {}
        clerk
    }

    /// Works until the budget is closed.
    pub(super) async fn run(mut self) {
        loop {
            self.wait_for_work().await;
            let last = self.shared.desk().is_closing();
            let outcome = self.work().await;
            if last && outcome != Outcome::LostRace {
                break;
            }
        }
        self.shared.closed.send_replace(true);
    }

    async fn wait_for_work(&self) {
        let Shared { clock, called, .. } = &*self.shared;
        loop {
            let wait = self.shared.desk().next_turn_in(clock.now());
            match wait {
                Some(Duration::ZERO) => return,
                Some(wait) => tokio::select! {
                    () = clock.time().sleep(wait) => {}
                    () = called.notified() => {}
                },
                None => called.notified().await,
            }
        }
    }

    async fn work(&mut self) -> Outcome {
        let problem = match self.take_turn().await {
            Ok(true) => {
                (self.first, self.lost_races) = (false, 0);
                return Outcome::Done;
            }
            Ok(false) if self.lost_races < MAX_LOST_RACES => {
                self.lost_races += 1;
                self.shared.desk().turn_failed(None);
                return Outcome::LostRace;
            }
            Ok(false) => "it changes all the time".into(),
            Err(error) => error,
        };
        self.lost_races = 0;
        warn!(error = %problem, "the request budget cannot be kept; nothing is sent until it can");
        let rest = later(self.shared.clock.now(), KEEPER_REST);
        self.shared.desk().turn_failed(Some(rest));
        Outcome::Failed
    }

    /// Takes one turn; `false` when another process changed the state at the same time and nothing has happened.
    async fn take_turn(&self) -> Result<bool, KeeperError> {
        let Shared { settings, keeper, clock, holder, .. } = &*self.shared;
        let kept = keeper.load().await?;
        let expected = kept.as_ref().map(|kept| kept.version);
        let (mut bucket, readable) = match kept.map(|kept| state::read(&kept.state, settings)) {
            Some(Ok(bucket)) => (bucket, true),
            Some(Err(error)) => {
                warn!(%error, "the request budget that was kept cannot be read; it counts as spent");
                (LeakyBucket::full(settings, clock.now()), false)
            }
            None if self.first => (LeakyBucket::empty(clock.now()), true),
            // Somebody threw it away. We remember.
            None => (self.shared.desk().known().0.clone(), true),
        };
        clock.catch_up(bucket.at);

        let now = clock.now();
        let turn = self.shared.desk().turn(self.first);
        let served = bucket.serve(settings, now, holder, &turn);
        let has_to_be_kept = served.changed || !readable;
        if has_to_be_kept && !keeper.replace(&state::write(&bucket)?, expected).await? {
            return Ok(false);
        }
        let callers = self.shared.desk().turn_over(clock.now(), &turn, &served, bucket);
        for caller in callers {
            // A caller that has gone leaves the permit in its error, and so gives it back.
            let _ = caller.send(Permit { shared: Arc::clone(&self.shared), used: false });
        }
        Ok(true)
    }
}
