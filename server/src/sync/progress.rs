//! How far it is, for whoever waits.

use std::time::Duration;

use polar::BudgetSnapshot;

use super::Need;

/// How far a list of needs is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many are there, or cannot come.
    pub done: u32,
    /// How many were asked for.
    pub total: u32,
    /// How long the rest will take, in s, as far as the request budget tells.
    pub remaining_s: Option<u32>,
    /// Why some do not go on; the worst of all reasons.
    pub problem: Option<Problem>,
    /// What Polar does not know, or does not show to this coach.
    pub not_visible: Vec<Need>,
}

/// Why something cannot be fetched, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    /// Polar does not know it, or does not show it to this coach.
    NotVisible,
    /// Polar cannot be reached or answers with errors; it will be tried again.
    PolarUnavailable,
    /// Polar answers with something that is not what it documents; trying again at once would not help.
    Unreadable,
    /// Polar does not accept the grant any more.
    ConnectAgain,
    /// The database does not take it. The reason is in the log.
    Internal,
}

impl Problem {
    const ALL: [Self; 5] = [
        Self::NotVisible,
        Self::PolarUnavailable,
        Self::Unreadable,
        Self::ConnectAgain,
        Self::Internal,
    ];

    /// How the store names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::NotVisible => "not visible",
            Self::PolarUnavailable => "unavailable",
            Self::Unreadable => "unreadable",
            Self::ConnectAgain => "connect again",
            Self::Internal => "internal",
        }
    }

    /// What the store named like this.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.name() == name)
    }
}

impl Progress {
    /// Whether nothing is on its way and nothing is in the way.
    pub fn is_complete(&self) -> bool {
        self.done == self.total && self.problem.is_none()
    }

    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.done += other.done;
        self.total += other.total;
        self.remaining_s = self.remaining_s.max(other.remaining_s);
        self.problem = self.problem.max(other.problem);
        self.not_visible.extend(other.not_visible);
        self
    }
}

/// How long `requests` more requests will take, in s: what fits into the budget goes out at once, and one more
/// every second. `None` for none.
pub(super) fn remaining_s(budget: &BudgetSnapshot, requests: u32) -> Option<u32> {
    let pause_s = budget.paused_for.map_or(0, |pause: Duration| pause.as_secs_f64().ceil() as u32);
    let over_budget = requests.saturating_sub(budget.interactive_left);
    (requests > 0).then(|| pause_s.saturating_add(over_budget).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(interactive_left: u32, paused_for: Option<Duration>) -> BudgetSnapshot {
        BudgetSnapshot { level: 0.0, interactive_left, background_left: 0, paused_for, waiting: 0 }
    }

    #[test]
    fn what_the_budget_does_not_cover_takes_a_second_each() {
        assert_eq!(remaining_s(&budget(95, None), 0), None);
        assert_eq!(remaining_s(&budget(95, None), 50), Some(1));
        assert_eq!(remaining_s(&budget(10, None), 50), Some(40));
        assert_eq!(remaining_s(&budget(0, Some(Duration::from_millis(29_100))), 5), Some(35));
    }

    #[test]
    fn two_lists_are_as_bad_as_the_worse_one() {
        let a = Progress { done: 1, total: 2, remaining_s: Some(3), ..Progress::default() };
        let b = Progress {
            done: 4,
            total: 4,
            problem: Some(Problem::PolarUnavailable),
            not_visible: vec![Need::Teams],
            ..Progress::default()
        };
        assert!(!a.is_complete() && !b.is_complete());
        let both = a.and(b);
        assert_eq!((both.done, both.total, both.remaining_s), (5, 6, Some(3)));
        assert_eq!(
            (both.problem, both.not_visible),
            (Some(Problem::PolarUnavailable), vec![Need::Teams])
        );
        assert!(Problem::ConnectAgain > Problem::PolarUnavailable);
    }
}
