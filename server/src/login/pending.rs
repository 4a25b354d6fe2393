//! Sign-ins that a browser has started and Polar has not answered yet.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long a coach may take on Polar's page.
pub(super) const PENDING_SIGN_IN_LIFETIME: TimeDelta = TimeDelta::minutes(10);

/// How many sign-ins one browser may have under way: several tabs, but no heap.
const MOST: usize = 5;

/// A sign-in under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PendingSignIn {
    /// What Polar must hand back.
    pub(super) state: String,
    /// The PKCE secret that proves to Polar that we started it.
    pub(super) verifier: String,
    /// The page first asked for.
    pub(super) return_to: String,
    /// When it started.
    pub(super) started_at: DateTime<Utc>,
}

/// All sign-ins that one browser has under way, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PendingSignIns(Vec<PendingSignIn>);

impl PendingSignIns {
    /// Adds one; forgets those that are too old or too many.
    pub(super) fn add(&mut self, sign_in: PendingSignIn) {
        let now = sign_in.started_at;
        self.0.retain(|pending| now - pending.started_at < PENDING_SIGN_IN_LIFETIME);
        if self.0.len() >= MOST {
            self.0.remove(0);
        }
        self.0.push(sign_in);
    }

    /// Takes the one with this state out, so that it can be used once only; `None` when this browser started
    /// none with this state, or too long ago.
    pub(super) fn take(&mut self, state: &str, now: DateTime<Utc>) -> Option<PendingSignIn> {
        let position = self.0.iter().position(|pending| pending.state == state)?;
        Some(self.0.remove(position))
            .filter(|pending| now - pending.started_at < PENDING_SIGN_IN_LIFETIME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign_in(state: &str, minute: i64) -> PendingSignIn {
        PendingSignIn {
            state: state.to_owned(),
            verifier: "v".to_owned(),
            return_to: "/teams".to_owned(),
            started_at: at(minute),
        }
    }

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    #[test]
    fn a_state_works_once() {
        let mut pending = PendingSignIns::default();
        pending.add(sign_in("a", 0));
        pending.add(sign_in("b", 1));
        assert_eq!(pending.take("a", at(2)), Some(sign_in("a", 0)));
        assert_eq!(pending.take("a", at(2)), None);
        assert_eq!(pending.take("b", at(2)), Some(sign_in("b", 1)));
        assert_eq!(pending.take("c", at(2)), None);
    }

    #[test]
    fn an_old_one_is_gone() {
        let mut pending = PendingSignIns::default();
        pending.add(sign_in("a", 0));
        assert_eq!(pending.clone().take("a", at(10)), None);
        pending.add(sign_in("b", 10));
        assert_eq!(pending.0, [sign_in("b", 10)]);
    }

    #[test]
    fn the_oldest_makes_room() {
        let mut pending = PendingSignIns::default();
        for state in ["a", "b", "c", "d", "e", "f"] {
            pending.add(sign_in(state, 0));
        }
        assert_eq!(pending.take("a", at(0)), None);
        assert_eq!(pending.0.len(), MOST);
    }
}
