//! One decision about the bucket: what a process reports and asks for, and what it gets.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::BudgetSettings;
use super::bucket::LeakyBucket;

/// How soon a process looks again when only other processes can make room.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// How often a process with requests under way says that it lives.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(30);

/// What a process reports and asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// It is the process's first: what stands under its name is from an earlier life.
    pub(super) first: bool,
    /// How many requests were answered or given up since the last turn.
    pub(super) answered: u32,
    /// How many are under way.
    pub(super) under_way: u32,
    /// Until when the service wants to see no request.
    pub(super) refused_until: Option<DateTime<Utc>>,
    /// How many callers wait for whom a person waits.
    pub(super) interactive: u32,
    /// How many other callers wait.
    pub(super) background: u32,
}

/// What the process gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Served {
    /// Room for so many requests of people.
    pub(super) interactive: u32,
    /// Room for so many requests of anybody.
    pub(super) background: u32,
    /// Whether the bucket is another one now and has to be kept.
    pub(super) changed: bool,
    /// When to look again for those who still wait; `None` when nobody does.
    pub(super) look_in: Option<Duration>,
}

impl LeakyBucket {
    /// Takes a process's turn. Background work gets nothing while a person waits.
    pub(super) fn serve(
        &mut self,
        settings: &BudgetSettings,
        now: DateTime<Utc>,
        holder: &str,
        turn: &Turn,
    ) -> Served {
        let before = self.clone();
        if turn.first {
            self.bury(settings, now, holder);
        }
        self.bury_unseen(settings, now, holder);
        self.report(settings, now, holder, turn.answered, turn.under_way);
        if let Some(until) = turn.refused_until {
            self.refuse(settings, now, until);
        }

        let mut served = Served::default();
        let mut limit = settings.interactive_limit();
        served.interactive = self.take(settings, now, holder, limit, turn.interactive);
        let mut waits = served.interactive < turn.interactive;
        if !waits {
            limit = settings.background_limit();
            served.background = self.take(settings, now, holder, limit, turn.background);
            waits = served.background < turn.background;
        }
        if waits {
            let wait = self.wait_for(settings, now, limit).unwrap_or(LOOK_AGAIN);
            let others = self.has_others(holder);
            served.look_in = Some(if others { wait.min(LOOK_AGAIN) } else { wait });
        }

        let heartbeat_due = self.unseen_for(now, holder).is_some_and(|unseen| unseen >= HEARTBEAT);
        served.changed = *self != before || heartbeat_due;
        if served.changed {
            self.see(now, holder);
            self.at = now;
        }
        served
    }
}

#[cfg(test)]
mod tests;
