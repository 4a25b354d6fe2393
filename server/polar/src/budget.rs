//! The request budget: one leaky bucket for everybody who sends requests under one client id.
//!
//! Polar lets 100 requests through at once and one more every second, counted per client id, so all coaches of an
//! installation share them, and so do all of its processes. [`Budget`] keeps all calls below that:
//!
//! - Callers ask with an [`Urgency`] and get a [`Permit`] when it is their turn. The line of people always goes first,
//!   and in it what was asked for last: that is on a screen now. Otherwise it is first come, first served.
//! - Background work may fill the bucket only so far that a reserve is left for a person who opens a page. In the
//!   long run this costs it nothing: the leak decides, not the size.
//! - An answer "too many requests" pauses everybody.
//! - A caller that stops waiting gives its place back; nothing has to be undone by hand.
//!
//! The state is kept by a [`BudgetKeeper`] and changed by compare-and-swap: nothing goes out before it is noted there,
//! so another process knows of it, and so does the next one after a crash. When the keeper fails, callers wait.
//!
//! Inside: a pure [state machine](bucket) that decides [turn by turn](turn), a [desk] with what this process knows and
//! owes, and one [clerk] that takes the turns.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, oneshot, watch};

use crate::time::later;
use crate::urgency::Rank;
use crate::{Time, Urgency};

mod bucket;
mod clerk;
mod clock;
mod desk;
mod keeper;
mod settings;
mod state;
mod turn;

pub use keeper::{BudgetKeeper, KeeperError, Kept, MemoryKeeper};
pub use settings::BudgetSettings;

use bucket::LeakyBucket;
use clerk::Clerk;
use clock::Clock;
use desk::{Desk, Place};

/// The longest pause: what the service says may be absurd.
const MAX_PAUSE: Duration = Duration::from_mins(10);

/// The gate that every request passes. Clones share one bucket, as do all budgets over one keeper.
#[derive(Clone, Debug)]
pub struct Budget {
    open: Arc<Open>,
}

/// Closes the budget with its last clone.
#[derive(Debug)]
struct Open(Arc<Shared>);

/// What callers, permits and the clerk share.
#[derive(Debug)]
struct Shared {
    settings: BudgetSettings,
    keeper: Arc<dyn BudgetKeeper>,
    holder: String,
    clock: Clock,
    desk: Mutex<Desk>,
    /// Tells the clerk that the desk changed.
    called: Notify,
    /// Whether the clerk has gone.
    closed: watch::Sender<bool>,
}

/// What the budget looks like right now, as far as this process knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BudgetSnapshot {
    /// How many requests are in the bucket.
    pub level: f64,
    /// How many requests could go out at once for people in front of pages.
    pub interactive_left: u32,
    /// How many could go out at once for background work.
    pub background_left: u32,
    /// What is left of a pause that the service asked for.
    pub paused_for: Option<Duration>,
    /// How many callers wait in this process, in both lines.
    pub waiting: u32,
}

impl Budget {
    /// Opens the budget that `keeper` keeps; for the first time it is empty, and when its state cannot be read it
    /// counts as spent.
    ///
    /// `holder` names this process among those that share it: a fresh random name, or one that nobody else has and
    /// that a crashed process leaves to its successor, whose requests then count as answered. Those of a process that
    /// has died under another name do so two minutes after it was seen last.
    ///
    /// Must be called in a tokio runtime: a task there writes the state until the budget is [closed](Self::close) or
    /// its last clone is dropped. A keeper that fails is asked again every second.
    pub async fn open(
        settings: BudgetSettings,
        keeper: Arc<dyn BudgetKeeper>,
        holder: impl Into<String>,
        time: Arc<dyn Time>,
    ) -> Self {
        let clock = Clock::new(time);
        // Until the keeper says more.
        let desk = Mutex::new(Desk::new(LeakyBucket::full(&settings, clock.now())));
        let (holder, called, closed) = (holder.into(), Notify::new(), watch::Sender::new(false));
        let shared = Arc::new(Shared { settings, keeper, holder, clock, desk, called, closed });
        let clerk = Clerk::start(Arc::clone(&shared)).await;
        tokio::spawn(clerk.run());
        Self { open: Arc::new(Open(shared)) }
    }

    /// Waits until one request may be sent. Dropping the future gives the place in the line, or the room, back.
    ///
    /// Never returns once the budget is closed.
    pub async fn acquire(&self, urgency: &Urgency) -> Permit {
        if let Some(turn) = urgency.take_turn() {
            return turn.used();
        }
        let (caller, mut room) = oneshot::channel();
        let mut place = InLine::enter(&self.open.0, urgency.rank(), caller);
        loop {
            tokio::select! {
                biased;
                permit = &mut room => match permit {
                    Ok(permit) => return permit.used(),
                    // The lines went with the runtime's end: nobody is left to let anything through.
                    Err(_) => std::future::pending().await,
                },
                () = urgency.raised_above(place.rank) => place.raise(urgency.rank()),
            }
        }
    }

    /// The service said "too many requests": nobody sends anything for so long, in no process. The bucket counts as
    /// full from here on, since the service's is: somebody else must have sent under the same client id.
    ///
    /// Returns how long the pause is: no more than ten minutes, whatever was asked for.
    pub fn pause(&self, pause: Duration) -> Duration {
        let pause = pause.min(MAX_PAUSE);
        let shared = &self.open.0;
        shared.change(|desk| desk.refuse(later(shared.clock.now(), pause)));
        pause
    }

    /// What the budget looks like right now, for display. Asks nobody: what other processes did since this one
    /// looked last is not in it.
    pub fn snapshot(&self) -> BudgetSnapshot {
        let Shared { settings, clock, .. } = &*self.open.0;
        let now = clock.now();
        let desk = self.open.0.desk();
        let (known, refused_until) = desk.known();
        let mut bucket = known.clone();
        if let Some(until) = refused_until {
            bucket.refuse(settings, now, until);
        }
        let level = bucket.level(settings, now);
        let paused_for = bucket.paused_for(now);
        let left = |limit: u32| {
            if paused_for.is_some() { 0 } else { (f64::from(limit) - level).max(0.0) as u32 }
        };
        BudgetSnapshot {
            level,
            interactive_left: left(settings.interactive_limit()),
            background_left: left(settings.background_limit()),
            paused_for,
            waiting: desk.waiting(),
        }
    }

    /// Reports what is left to report and ends: nothing goes out any more. If the keeper fails now, this process
    /// looks to others like one that crashed, which is safe.
    pub async fn close(&self) {
        let shared = &self.open.0;
        shared.change(Desk::close);
        // It cannot fail: the sender is in `shared`.
        let _ = shared.closed.subscribe().wait_for(|closed| *closed).await;
    }

    /// The time that this budget goes by.
    pub fn time(&self) -> &Arc<dyn Time> {
        self.open.0.clock.time()
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.change(Desk::close);
    }
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        // Nothing panics while it holds the lock, and the desk is whole between any two of its steps.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the desk and lets the clerk look what that means.
    fn change<T>(&self, change: impl FnOnce(&mut Desk) -> T) -> T {
        let result = change(&mut self.desk());
        self.called.notify_one();
        result
    }
}

/// A place in a line, given back when it is dropped.
struct InLine<'a> {
    shared: &'a Shared,
    rank: Rank,
    place: Place,
}

impl<'a> InLine<'a> {
    fn enter(shared: &'a Shared, rank: Rank, caller: oneshot::Sender<Permit>) -> Self {
        let place = shared.change(|desk| desk.enter(rank, caller));
        Self { shared, rank, place }
    }

    fn raise(&mut self, rank: Rank) {
        let place = self.shared.change(|desk| desk.raise(self.place, rank));
        // Without a new one the room is on its way already.
        (self.rank, self.place) = (rank, place.unwrap_or(self.place));
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.shared.change(|desk| desk.leave(self.place));
    }
}

/// The right to send one request. Drop it when the answer's head has arrived or the request was given up: until
/// then the request counts in full.
#[derive(Debug)]
#[must_use = "the permit stands for a request under way; dropping it says that the request has been answered"]
pub struct Permit {
    shared: Arc<Shared>,
    /// Whether it has reached its caller: before that, nothing can have been sent with it.
    used: bool,
}

impl Permit {
    fn used(mut self) -> Self {
        self.used = true;
        self
    }

    /// Nothing is sent with it, unless it is used after all.
    pub(crate) fn unused(mut self) -> Self {
        self.used = false;
        self
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.shared.change(|desk| desk.take_back(self.shared.clock.now(), self.used));
    }
}

#[cfg(test)]
mod tests;
