//! Fetches by itself, in the background, what the store lacks.

use std::{collections::HashMap, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use futures::{
    FutureExt,
    future::{BoxFuture, OptionFuture},
};
use polar::{Permit, Urgency};
use tokio::task::JoinSet;

use super::{
    Need, Problem, Sync,
    freshness::is_left_alone,
    plan::{self, Task},
};
use crate::store::{Failure, GrantId, Store, StoreError};

/// How many things are fetched at once. One would be enough for a request per second; answers that take longer need
/// some more.
const AT_ONCE: usize = 4;

/// While something is being fetched, the next begins so much later than the last one at the earliest. In the long run
/// the budget allows no more anyway; and as long as answers come within that time, one at most is under way, and lost
/// when the process is killed.
const APART: Duration = Duration::from_secs(1);

/// How long to wait before looking again when nothing is to be done.
const LOOK_AGAIN: Duration = Duration::from_secs(15);

/// How long something is left alone that another process is at.
const ELSEWHERE: TimeDelta = TimeDelta::seconds(10);

/// How long something that did not work is left alone: this long the first time, twice as long each time after, up to
/// the longest.
fn pause(problem: Problem, attempts: u32) -> TimeDelta {
    let (first, longest) = match problem {
        Problem::PolarUnavailable | Problem::Internal | Problem::ConnectAgain => {
            (TimeDelta::minutes(1), TimeDelta::hours(1))
        }
        Problem::Unreadable => (TimeDelta::minutes(10), TimeDelta::days(1)),
        Problem::NotVisible => (TimeDelta::days(1), TimeDelta::days(7)),
    };
    (first * 2_i32.pow(attempts.saturating_sub(1).min(12))).min(longest)
}

impl Sync {
    /// Begins to fetch in the background whatever the store lacks, until [`stop`](Self::stop).
    pub fn start(&self) {
        let sync = self.clone();
        self.0.tasks.spawn(async move {
            let stop = sync.0.stop.clone();
            stop.run_until_cancelled(Worker::new(sync).run()).await;
        });
    }
}

struct Worker {
    sync: Sync,
    under_way: JoinSet<Task>,
    /// What is left aside, and until when: what is being fetched here, without an end, and what is fetched elsewhere.
    aside: HashMap<Task, Option<DateTime<Utc>>>,
    turn: usize,
    /// When the last fetch was begun, by the budget's time.
    began_at: Option<DateTime<Utc>>,
    /// Whether there was nothing to do when it looked last.
    is_idle: bool,
}

impl Worker {
    fn new(sync: Sync) -> Self {
        Self {
            sync,
            under_way: JoinSet::new(),
            aside: HashMap::new(),
            turn: 0,
            began_at: None,
            is_idle: true,
        }
    }

    async fn run(mut self) {
        let budget = self.sync.0.fetcher.budget().clone();
        let mut turn: Option<BoxFuture<'_, Permit>> = None;
        loop {
            let wait = self.wait(turn.is_some());
            // Whoever has nothing to do keeps no place in the line.
            if wait.is_zero() && self.has_something_to_do().await {
                turn.get_or_insert_with(|| {
                    async { budget.acquire(&Urgency::background()).await }.boxed()
                });
            } else {
                turn = None;
            }
            tokio::select! {
                Some(turn_now) = OptionFuture::from(turn.as_mut()) => {
                    turn = None;
                    self.begin(turn_now).await;
                }
                Some(done) = self.under_way.join_next() => {
                    // A fetch that panicked says nothing about which it was; its landing has told everybody.
                    if let Ok(task) = done {
                        self.aside.remove(&task);
                    }
                }
                () = budget.time().sleep(wait), if !wait.is_zero() => {}
                () = self.sync.0.wake.notified() => {}
                () = tokio::time::sleep(LOOK_AGAIN) => {}
            }
        }
    }

    /// How long to wait until something may be begun, by who stands in the line or not.
    fn wait(&self, in_line: bool) -> Duration {
        let began_at = self.began_at.filter(|_| !self.under_way.is_empty());
        let Some(began_at) = began_at else { return Duration::ZERO };
        let budget = self.sync.0.fetcher.budget();
        if budget.snapshot().waiting > u32::from(in_line) {
            // What was begun needs another request, and waits for it: that goes first.
            return APART;
        }
        APART.saturating_sub((budget.time().now() - began_at).to_std().unwrap_or_default())
    }

    /// Looks only when there was nothing before: otherwise the next turn shows it.
    async fn has_something_to_do(&mut self) -> bool {
        self.is_idle = self.is_idle && self.next().await.is_none();
        self.under_way.len() < AT_ONCE && !self.is_idle
    }

    /// What is to be fetched next, as things are now.
    async fn next(&mut self) -> Option<Task> {
        let (inner, now) = (&self.sync.0, self.sync.0.fetcher.now());
        self.aside
            .retain(|_, until| until.is_none_or(|until| is_left_alone(until, ELSEWHERE, now)));
        let is_down = inner.fetcher.breaker().closed_off_until(now).is_some();
        let is_free = |task: &Task| {
            !self.aside.contains_key(task)
                && inner.flights.problem(&task.need, &task.grant, now).is_none()
        };
        let rests = |grant: &GrantId| inner.fetcher.resting().of(grant, now).is_some();
        let left_out = self.aside.len() + inner.flights.failures();
        let store = inner.fetcher.store();
        let next = async {
            if is_down || store.is_paused().await? {
                return Ok(None);
            }
            plan::next(store, is_free, rests, left_out, self.turn, now).await
        };
        let next: Result<_, StoreError> = next.await;
        next.unwrap_or_else(|error| {
            tracing::error!(%error, "the store could not be asked what is missing");
            None
        })
    }

    /// Begins to fetch what is next, in this turn. It is claimed only now, so that nobody waits for a claim that waits
    /// for a turn.
    async fn begin(&mut self, turn: Permit) {
        let urgency = Urgency::background_in(turn);
        while let Some(task) = self.next().await {
            let claim = self.sync.0.fetcher.claim(&task.grant, &task.need).await;
            if claim == Ok(true) {
                self.turn = self.turn.wrapping_add(1);
                self.began_at = Some(self.sync.0.fetcher.budget().time().now());
                self.aside.insert(task.clone(), None);
                let sync = self.sync.clone();
                self.under_way.spawn(async move {
                    sync.bring(&task, urgency).await;
                    task
                });
                return;
            }
            // It may be there in a moment.
            self.aside.insert(task, Some(self.sync.0.fetcher.now() + ELSEWHERE));
            // When the store takes no claims, it has told the log why.
            if claim.is_err() {
                break;
            }
        }
        self.is_idle = true;
    }
}

impl Sync {
    /// Fetches one thing and notes when it did not work.
    async fn bring(&self, task: &Task, urgency: Urgency) {
        let state = self.board(&task.grant, &task.need, urgency.clone());
        let (_, outcome) = self.settle(&task.grant, &task.need, &urgency, state).await;
        if let Err(problem) = outcome {
            match self.note(task, problem).await {
                // The flight has told of its end before this was noted.
                Ok(()) => self.look_again(),
                Err(error) => tracing::error!(%error, "a failure could not be noted"),
            }
        }
        // Whatever came of it; a fetch gives back its own claim, but there may have been none.
        let _ = self.0.fetcher.release(&task.grant, &task.need).await;
    }

    /// Remembers that something did not work, when it is about this thing and not about Polar or the
    /// grant.
    async fn note(&self, task: &Task, problem: Problem) -> Result<(), StoreError> {
        let fetcher = &self.0.fetcher;
        let (item, now) = (task.need.item(&task.grant), fetcher.now());
        let everything_fails =
            fetcher.breaker().is_down() || fetcher.resting().of(&task.grant, now).is_some();
        let Some(team_id) = team_of(fetcher.store(), &task.need).await? else { return Ok(()) };
        // What this coach may not see any more, another one may.
        let sees_it = fetcher.store().grant_sees_team(&task.grant, &team_id).await?;
        if everything_fails || !sees_it {
            return Ok(());
        }
        let failures = fetcher.store().failures(&team_id).await?;
        let before = failures.iter().find(|failure| failure.item == item);
        let attempts = before.map_or(0, |failure| failure.attempts) + 1;
        let failure = Failure {
            item,
            team_id,
            problem: problem.name().to_owned(),
            attempts,
            at: now,
            retry_at: now + pause(problem, attempts),
        };
        fetcher.store().put_failure(&failure).await
    }
}

async fn team_of(store: &dyn Store, need: &Need) -> Result<Option<app::model::TeamId>, StoreError> {
    Ok(match need {
        Need::Teams => None,
        Need::Team(id) | Need::Sessions(id) => Some(id.clone()),
        Need::Session(id) => store.session(id).await?.map(|session| session.team_id),
        Need::Summary(id) | Need::Samples(id) | Need::PhaseSummaries(id) => {
            store.player_session(id).await?.map(|player_session| player_session.session.team_id)
        }
    })
}
