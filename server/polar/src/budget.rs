//! The request budget: one leaky bucket for everybody who sends requests under one client id.
//!
//! Polar lets 100 requests through at once and one more every second, counted per client id, so all coaches of an
//! installation share them. [`Budget`] keeps all calls below that:
//!
//! - Callers ask with a [`Priority`] and get a [`Permit`] when it is their turn, first come, first served within a
//!   priority. [`Priority::Interactive`] always goes first.
//! - [`Priority::Background`] may fill the bucket only so far that a reserve is left for a person who opens a page.
//!   In the long run this costs it nothing: the leak decides, not the size.
//! - An answer "too many requests" pauses everybody.
//! - A caller that stops waiting gives its place back; nothing has to be undone by hand.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU32, Ordering},
};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

mod bucket;

pub use bucket::LeakyBucket;

/// Who waits for the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Priority {
    /// A person in front of a page.
    Interactive,
    /// Nobody: work that may take as long as it takes.
    Background,
}

/// How many requests may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetSettings {
    /// How many requests the service lets through at once.
    pub capacity: u32,
    /// How long it takes until the service lets one more through.
    pub leak_interval: Duration,
    /// How many of `capacity` are never used: for what others under the same client id may send.
    pub margin: u32,
    /// How many of the rest background work leaves free.
    pub reserve: u32,
}

impl Default for BudgetSettings {
    /// Polar's documented limit, with room for a session of 25 players (about 51 requests) to open at once.
    fn default() -> Self {
        Self { capacity: 100, leak_interval: Duration::from_secs(1), margin: 5, reserve: 55 }
    }
}

impl BudgetSettings {
    /// Up to where a request of this priority may fill the bucket. At least one request always fits.
    fn limit(&self, priority: Priority) -> u32 {
        let kept_free = match priority {
            Priority::Interactive => self.margin,
            Priority::Background => self.margin.saturating_add(self.reserve),
        };
        self.capacity.saturating_sub(kept_free).max(1)
    }
}

/// The gate that every request passes. Clones share one bucket.
#[derive(Clone, Debug)]
pub struct Budget {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    settings: BudgetSettings,
    started: Instant,
    bucket: Mutex<LeakyBucket>,
    interactive: Queue,
    background: Queue,
    /// Told whenever a place may have become free for another reason than time.
    changed: Notify,
}

/// The line of one priority. The head of the line is whoever holds `turn`, and tokio's mutex is fair: that is the
/// whole of "first come, first served", and a waiter that is dropped leaves the line by itself.
#[derive(Debug, Default)]
struct Queue {
    waiting: AtomicU32,
    turn: tokio::sync::Mutex<()>,
}

/// What the budget looks like right now.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetSnapshot {
    /// How many requests are in the bucket; to start the next process with.
    pub level: f64,
    /// How many requests could go out at once for people in front of pages.
    pub interactive_left: u32,
    /// How many could go out at once for background work.
    pub background_left: u32,
    /// What is left of a pause that the service asked for.
    pub paused_for: Option<Duration>,
    /// How many callers wait, in both lines.
    pub waiting: u32,
}

impl Budget {
    /// A budget whose bucket holds `initial_level` requests: what the last process left, less what has leaked
    /// since, or `settings.capacity` when that is not known.
    pub fn new(settings: BudgetSettings, initial_level: u32) -> Self {
        let mut bucket = LeakyBucket::new(settings.leak_interval);
        bucket.fill_to(initial_level, Duration::ZERO);
        let shared = Shared {
            settings,
            started: Instant::now(),
            bucket: Mutex::new(bucket),
            interactive: Queue::default(),
            background: Queue::default(),
            changed: Notify::new(),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Waits until one request may be sent. Dropping the future gives the place in the line back.
    pub async fn acquire(&self, priority: Priority) -> Permit {
        let shared = &self.shared;
        let queue = shared.queue(priority);
        let _in_line = InLine::enter(shared, queue);
        let _turn = queue.turn.lock().await;
        loop {
            // Before looking: what happens between the look and the wait must wake us, too.
            let changed = shared.changed.notified();
            match shared.look(priority) {
                Look::Taken => return Permit { shared: Arc::clone(shared) },
                Look::WaitFor(wait) => {
                    tokio::select! {
                        () = tokio::time::sleep(wait) => {}
                        () = changed => {}
                    }
                }
                Look::WaitForChange => changed.await,
            }
        }
    }

    /// The service said "too many requests": nobody sends anything for so long. The bucket counts as full from here
    /// on, since the service's is: somebody else must have sent under the same client id.
    pub fn pause(&self, pause: Duration) {
        let now = self.shared.now();
        let mut bucket = self.shared.bucket();
        bucket.fill_to(self.shared.settings.capacity, now);
        bucket.pause_until(now.saturating_add(pause));
    }

    /// What the budget looks like right now, for display and for the next start.
    pub fn snapshot(&self) -> BudgetSnapshot {
        let now = self.shared.now();
        let bucket = self.shared.bucket();
        let level = bucket.level(now);
        let paused_for = bucket.paused_for(now);
        let left = |priority| {
            let room = f64::from(self.shared.settings.limit(priority)) - level;
            if paused_for.is_some() { 0 } else { room.max(0.0) as u32 }
        };
        BudgetSnapshot {
            level,
            interactive_left: left(Priority::Interactive),
            background_left: left(Priority::Background),
            paused_for,
            waiting: self.shared.interactive.waiting() + self.shared.background.waiting(),
        }
    }
}

/// What the head of a line sees.
enum Look {
    Taken,
    WaitFor(Duration),
    WaitForChange,
}

impl Shared {
    fn now(&self) -> Duration {
        self.started.elapsed()
    }

    fn bucket(&self) -> MutexGuard<'_, LeakyBucket> {
        // Nothing panics while it holds the lock, and the bucket is whole between any two of its steps.
        self.bucket.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn queue(&self, priority: Priority) -> &Queue {
        match priority {
            Priority::Interactive => &self.interactive,
            Priority::Background => &self.background,
        }
    }

    fn look(&self, priority: Priority) -> Look {
        if priority == Priority::Background && self.interactive.waiting() > 0 {
            return Look::WaitForChange;
        }
        let now = self.now();
        let limit = self.settings.limit(priority);
        let mut bucket = self.bucket();
        if bucket.try_take(now, limit) {
            return Look::Taken;
        }
        bucket.wait_for(now, limit).map_or(Look::WaitForChange, Look::WaitFor)
    }
}

impl Queue {
    fn waiting(&self) -> u32 {
        self.waiting.load(Ordering::SeqCst)
    }
}

/// A place in a line, given back when it is dropped.
struct InLine<'a> {
    shared: &'a Shared,
    queue: &'a Queue,
}

impl<'a> InLine<'a> {
    fn enter(shared: &'a Shared, queue: &'a Queue) -> Self {
        queue.waiting.fetch_add(1, Ordering::SeqCst);
        Self { shared, queue }
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.queue.waiting.fetch_sub(1, Ordering::SeqCst);
        // Background work may have waited for this line to become empty.
        self.shared.changed.notify_waiters();
    }
}

/// The right to send one request. Drop it when the answer's head has arrived or the request was given up: until
/// then the request counts in full.
#[derive(Debug)]
#[must_use = "the permit stands for a request under way; dropping it says that the request has been answered"]
pub struct Permit {
    shared: Arc<Shared>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        let now = self.shared.now();
        self.shared.bucket().settle(now);
        self.shared.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests;
