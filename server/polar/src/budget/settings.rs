//! How many requests may be sent.

use std::time::Duration;

/// How many requests may be sent. The same for all that share a budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetSettings {
    /// How many requests the service lets through at once.
    pub capacity: u32,
    /// How long it takes until the service lets one more through.
    pub leak_interval: Duration,
    /// How many of `capacity` are never used: for what others under the same client id may send, and for clocks that
    /// differ.
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
    /// Up to where people's requests may fill the bucket. At least one request always fits.
    pub(super) fn interactive_limit(&self) -> u32 {
        self.capacity.saturating_sub(self.margin).max(1)
    }

    /// Up to where background work may.
    pub(super) fn background_limit(&self) -> u32 {
        self.interactive_limit().saturating_sub(self.reserve).max(1)
    }
}
