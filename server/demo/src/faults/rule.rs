//! Which requests are struck by a fault.

use std::sync::{Arc, Mutex};

use crate::{endpoint::Endpoint, service::lock};

use super::FaultKind;

/// A rule: what happens to which requests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What happens.
    pub kind: FaultKind,
    /// Where it happens.
    pub endpoints: Vec<Endpoint>,
    /// To which of the requests there.
    pub frequency: Frequency,
}

/// Which of the requests that come to a rule's endpoints are struck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Each of them.
    Always,
    /// The first so many after the rule was added.
    Next(u64),
    /// Each third, for 3; none, for 0.
    Every(u64),
}

impl Fault {
    /// Strikes all requests to one endpoint.
    pub fn at(endpoint: Endpoint, kind: FaultKind) -> Self {
        Self { kind, endpoints: vec![endpoint], frequency: Frequency::Always }
    }

    /// Strikes all requests to the Team Pro API.
    pub fn api(kind: FaultKind) -> Self {
        Self { kind, endpoints: Endpoint::api().collect(), frequency: Frequency::Always }
    }

    /// Strikes all requests to the API and to the sign-in.
    pub fn everywhere(kind: FaultKind) -> Self {
        Self { kind, endpoints: Endpoint::ALL.to_vec(), frequency: Frequency::Always }
    }

    /// The same for the next so many requests only.
    #[must_use]
    pub fn next(self, requests: u64) -> Self {
        Self { frequency: Frequency::Next(requests), ..self }
    }

    /// The same for every `nth` request only.
    #[must_use]
    pub fn every(self, nth: u64) -> Self {
        Self { frequency: Frequency::Every(nth), ..self }
    }
}

/// The rules that are in force in one service. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    rules: Arc<Mutex<Vec<Armed>>>,
}

#[derive(Debug)]
struct Armed {
    fault: Fault,
    /// How many requests came to its endpoints.
    seen: u64,
}

impl Faults {
    /// Puts a rule into force, after those that are. A request is struck by the first rule that
    /// applies to it, and later ones do not count it.
    pub fn add(&self, fault: Fault) {
        lock(&self.rules).push(Armed { fault, seen: 0 });
    }

    /// Lets the service behave again.
    pub fn clear(&self) {
        lock(&self.rules).clear();
    }

    /// What happens to the request that comes to this endpoint now.
    pub(super) fn strike(&self, endpoint: Endpoint) -> Option<FaultKind> {
        let mut rules = lock(&self.rules);
        let mut here = rules.iter_mut().filter(|rule| rule.fault.endpoints.contains(&endpoint));
        here.find_map(|rule| {
            rule.seen += 1;
            let strikes = match rule.fault.frequency {
                Frequency::Always => true,
                Frequency::Next(requests) => rule.seen <= requests,
                Frequency::Every(nth) => rule.seen.is_multiple_of(nth),
            };
            strikes.then_some(rule.fault.kind)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn struck(faults: &Faults, endpoint: Endpoint, requests: usize) -> Vec<bool> {
        (0..requests).map(|_| faults.strike(endpoint).is_some()).collect()
    }

    #[test]
    fn rules_strike_as_often_as_they_say() {
        for (fault, expected) in [
            (Fault::api(FaultKind::Hang), [true, true, true, true, true]),
            (Fault::api(FaultKind::Hang).next(2), [true, true, false, false, false]),
            (Fault::api(FaultKind::Hang).every(2), [false, true, false, true, false]),
            (Fault::api(FaultKind::Hang).every(0), [false; 5]),
        ] {
            let faults = Faults::default();
            faults.add(fault);
            assert_eq!(struck(&faults, Endpoint::Teams, 5), expected);
        }
    }

    #[test]
    fn rules_strike_where_they_say_until_they_are_cleared() {
        let faults = Faults::default();
        faults.add(Fault::at(Endpoint::Team, FaultKind::Hang));
        assert_eq!(faults.strike(Endpoint::Teams), None);
        assert_eq!(faults.clone().strike(Endpoint::Team), Some(FaultKind::Hang));
        faults.add(Fault::api(FaultKind::Endless));
        assert_eq!(faults.strike(Endpoint::Teams), Some(FaultKind::Endless));
        assert_eq!(faults.strike(Endpoint::Team), Some(FaultKind::Hang), "the first one wins");
        assert_eq!(faults.strike(Endpoint::Refresh), None);
        faults.clear();
        assert_eq!(faults.strike(Endpoint::Team), None);
    }

    #[test]
    fn a_rule_takes_over_when_the_one_before_is_used_up() {
        let faults = Faults::default();
        faults.add(Fault::everywhere(FaultKind::Hang).next(1));
        faults.add(Fault::everywhere(FaultKind::Empty).next(1));
        let kinds = [0; 3].map(|_| faults.strike(Endpoint::Refresh));
        assert_eq!(kinds, [Some(FaultKind::Hang), Some(FaultKind::Empty), None]);
    }
}
