//! How much there is to fetch, for whoever watches the server.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use polar::BudgetSnapshot;

use super::{Sync, TeamStatus};

/// What is to be fetched, of all coaches' teams, and with what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Workload {
    /// The request budget.
    pub(crate) budget: BudgetSnapshot,
    /// How many things are being fetched by this process, or wait for their turn.
    pub(crate) under_way: u64,
    /// What is missing; `None` when the database does not tell.
    pub(crate) backlog: Option<Backlog>,
}

/// How far what is here is behind what Polar has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Backlog {
    /// How many parts of sessions are to come.
    pub(crate) missing: u32,
    /// How many did not come and wait for their next try.
    pub(crate) postponed: u32,
    /// How long ago Polar was asked for the sessions of the team that waits longest; `None` before the first time.
    pub(crate) lag: Option<TimeDelta>,
}

impl Sync {
    /// How much there is to fetch; without what the database does not tell in time.
    pub(crate) async fn workload(&self, patience: Duration) -> Workload {
        let fetcher = &self.0.fetcher;
        let counting = self.0.counted.latest(fetcher.store());
        let counted = tokio::time::timeout(patience, counting).await.ok().and_then(Result::ok);
        Workload {
            budget: fetcher.budget().snapshot(),
            under_way: self.0.flights.under_way() as u64,
            backlog: counted.map(|teams| backlog(&teams, fetcher.now())),
        }
    }
}

fn backlog(teams: &[TeamStatus], now: DateTime<Utc>) -> Backlog {
    Backlog {
        missing: teams.iter().map(TeamStatus::coming).sum(),
        postponed: teams.iter().map(|team| team.waiting).sum(),
        lag: teams.iter().filter_map(|team| team.listed_at).min().map(|at| now - at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();

    fn team(done: u32, waiting: u32, listed_ago_s: Option<i64>) -> TeamStatus {
        TeamStatus {
            team_id: "t".into(),
            name: None,
            sessions: 3,
            done,
            total: 10,
            waiting,
            listed_at: listed_ago_s.map(|ago_s| NOON - TimeDelta::seconds(ago_s)),
            setbacks: Vec::new(),
        }
    }

    #[test]
    fn the_team_that_waits_longest_tells_the_lag() {
        let teams = [team(4, 1, Some(30)), team(10, 0, Some(300)), team(0, 0, None)];
        let lag = Some(TimeDelta::seconds(300));
        assert_eq!(backlog(&teams, NOON), Backlog { missing: 15, postponed: 1, lag });
        assert_eq!(backlog(&[], NOON), Backlog::default());
    }
}
