//! What is being fetched right now, so that nothing is fetched twice at the same time, and what failed a moment
//! ago, so that a page that is reloaded does not try it over and over.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use polar::Urgency;
use tokio::{sync::watch, time::Instant};

use super::{Need, Problem, freshness::is_left_alone};
use crate::store::GrantId;

/// How long a failure is remembered before it is tried again.
const RETRY_AFTER: TimeDelta = TimeDelta::seconds(30);

/// How long something is left alone that Polar does not show, or shows in a form that cannot be read.
const LOOK_AGAIN_AFTER: TimeDelta = TimeDelta::minutes(10);

/// What one flight brings. Which teams there are depends on who asks; everything else is the same for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Cargo {
    need: Need,
    of: Option<GrantId>,
}

impl Cargo {
    fn new(need: &Need, grant: &GrantId) -> Self {
        let of = matches!(need, Need::Teams).then(|| grant.clone());
        Self { need: need.clone(), of }
    }
}

/// All flights of this process.
#[derive(Clone, Debug, Default)]
pub(super) struct Flights(Arc<Mutex<Board>>);

#[derive(Debug, Default)]
struct Board {
    under_way: HashMap<Cargo, Flight>,
    /// By the grant whose token was used: a failure of one coach's grant says nothing about another's.
    failed: HashMap<(Need, GrantId), Failure>,
}

#[derive(Clone, Copy, Debug)]
struct Failure {
    problem: Problem,
    until: DateTime<Utc>,
}

/// What is known about something that is not there.
#[derive(Debug)]
pub(super) enum Boarded {
    /// It failed a moment ago.
    Failed(Problem),
    /// Somebody fetches it already.
    UnderWay(Flight),
    /// The caller must fetch it now, and land.
    ToFetch(Landing, Flight),
}

/// A fetch that is under way; clones wait for the same one.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    outcome: watch::Receiver<Option<Result<(), Problem>>>,
    urgency: Urgency,
    begun_at: Instant,
}

impl Flight {
    /// When it was begun.
    pub(super) fn begun_at(&self) -> Instant {
        self.begun_at
    }

    /// Waits until it has landed.
    pub(super) async fn landed(mut self) -> Result<(), Problem> {
        let outcome =
            self.outcome.wait_for(Option::is_some).await.ok().and_then(|outcome| *outcome);
        // A landing tells its outcome before it goes away.
        outcome.unwrap_or(Err(Problem::Internal))
    }
}

/// The duty to land a flight. Dropped without landing, by a panic or a stop, the flight has failed.
#[derive(Debug)]
pub(super) struct Landing {
    flights: Flights,
    cargo: Cargo,
    grant: GrantId,
    urgency: Urgency,
    outcome: Result<(), Problem>,
    at: DateTime<Utc>,
    tell: watch::Sender<Option<Result<(), Problem>>>,
}

impl Flights {
    /// Joins the flight that brings `need`, or begins one, unless it failed a moment ago. When a person joins, the
    /// flight becomes as urgent as what that person just asked for.
    pub(super) fn board(
        &self,
        need: &Need,
        grant: &GrantId,
        urgency: Urgency,
        now: DateTime<Utc>,
    ) -> Boarded {
        let mut board = self.lock();
        if let Some(problem) = board.problem(need, grant, now) {
            return Boarded::Failed(problem);
        }
        let cargo = Cargo::new(need, grant);
        if let Some(flight) = board.under_way.get(&cargo) {
            flight.urgency.raise_to(&urgency);
            return Boarded::UnderWay(flight.clone());
        }
        let (tell, outcome) = watch::channel(None);
        let flight = Flight { outcome, urgency: urgency.clone(), begun_at: Instant::now() };
        board.under_way.insert(cargo.clone(), flight.clone());
        let landing = Landing {
            flights: self.clone(),
            cargo,
            grant: grant.clone(),
            urgency,
            outcome: Err(Problem::Internal),
            at: now,
            tell,
        };
        Boarded::ToFetch(landing, flight)
    }

    /// Why a fetch of this failed a moment ago, if it did.
    pub(super) fn problem(
        &self,
        need: &Need,
        grant: &GrantId,
        now: DateTime<Utc>,
    ) -> Option<Problem> {
        self.lock().problem(need, grant, now)
    }

    /// How much is being fetched.
    pub(super) fn under_way(&self) -> usize {
        self.lock().under_way.len()
    }

    /// How much failed a moment ago.
    pub(super) fn failures(&self) -> usize {
        self.lock().failed.len()
    }

    /// Forgets what failed, so that everything may be tried again at once.
    pub(super) fn forget_failures(&self) {
        self.lock().failed.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Board> {
        // Every critical section leaves a whole board.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Board {
    fn problem(&self, need: &Need, grant: &GrantId, now: DateTime<Utc>) -> Option<Problem> {
        let failure = self.failed.get(&(need.clone(), grant.clone()))?;
        is_left_alone(failure.until, LOOK_AGAIN_AFTER, now).then_some(failure.problem)
    }
}

impl Landing {
    /// How urgent the flight is; that may still rise.
    pub(super) fn urgency(&self) -> &Urgency {
        &self.urgency
    }

    /// Tells everybody who waits. A failure is remembered for a while from `now` on.
    pub(super) fn land(mut self, outcome: Result<(), Problem>, now: DateTime<Utc>) {
        (self.outcome, self.at) = (outcome, now);
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        {
            let mut board = self.flights.lock();
            board.under_way.remove(&self.cargo);
            board
                .failed
                .retain(|_, failure| is_left_alone(failure.until, LOOK_AGAIN_AFTER, self.at));
            if let Err(problem) = self.outcome {
                let pause = match problem {
                    Problem::NotVisible | Problem::Unreadable => LOOK_AGAIN_AFTER,
                    Problem::PolarUnavailable | Problem::ConnectAgain | Problem::Internal => {
                        RETRY_AFTER
                    }
                };
                let failure = Failure { problem, until: self.at + pause };
                board.failed.insert((self.cargo.need.clone(), self.grant.clone()), failure);
            }
        }
        self.tell.send_replace(Some(self.outcome));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(name: &str) -> GrantId {
        GrantId(name.to_owned())
    }

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn begin(flights: &Flights, need: &Need, of: &str) -> (Landing, Flight) {
        match flights.board(need, &grant(of), Urgency::interactive(), now()) {
            Boarded::ToFetch(landing, flight) => (landing, flight),
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn everybody_who_asks_meanwhile_waits_for_the_same_flight() {
        let (flights, need) = (Flights::default(), Need::Team("t".into()));
        let (landing, first) = begin(&flights, &need, "a");
        let Boarded::UnderWay(second) =
            flights.board(&need, &grant("b"), Urgency::interactive(), now())
        else {
            panic!()
        };
        landing.land(Ok(()), now());
        assert_eq!((first.landed().await, second.landed().await), (Ok(()), Ok(())));
        begin(&flights, &need, "b");
    }

    #[test]
    fn a_person_who_joins_makes_it_urgent() {
        let (flights, need) = (Flights::default(), Need::Team("t".into()));
        let Boarded::ToFetch(landing, _flight) =
            flights.board(&need, &grant("a"), Urgency::background(), now())
        else {
            panic!()
        };
        flights.board(&need, &grant("b"), Urgency::background(), now());
        assert!(!landing.urgency().is_interactive());
        flights.board(&need, &grant("b"), Urgency::interactive(), now());
        assert!(landing.urgency().is_interactive());
    }

    #[test]
    fn each_grant_has_its_own_list_of_teams() {
        let flights = Flights::default();
        let _first = begin(&flights, &Need::Teams, "a");
        let _second = begin(&flights, &Need::Teams, "b");
        assert!(matches!(
            flights.board(&Need::Teams, &grant("a"), Urgency::interactive(), now()),
            Boarded::UnderWay(_)
        ));
    }

    #[tokio::test]
    async fn a_failure_is_remembered_for_the_grant_that_failed_and_for_a_while() {
        let (flights, need) = (Flights::default(), Need::Team("t".into()));
        let (landing, flight) = begin(&flights, &need, "a");
        landing.land(Err(Problem::ConnectAgain), now());
        assert_eq!(flight.landed().await, Err(Problem::ConnectAgain));
        let shortly_before = now() + RETRY_AFTER - TimeDelta::milliseconds(1);
        let status = flights.board(&need, &grant("a"), Urgency::interactive(), shortly_before);
        assert!(matches!(status, Boarded::Failed(Problem::ConnectAgain)), "{status:?}");
        begin(&flights, &need, "b");
        let status = flights.board(&need, &grant("a"), Urgency::interactive(), now() + RETRY_AFTER);
        assert!(matches!(status, Boarded::ToFetch(..)), "{status:?}");
    }

    #[test]
    fn what_polar_does_not_show_is_left_alone_for_longer() {
        let (flights, need) = (Flights::default(), Need::Team("t".into()));
        begin(&flights, &need, "a").0.land(Err(Problem::NotVisible), now());
        let status = flights.board(&need, &grant("a"), Urgency::interactive(), now() + RETRY_AFTER);
        assert!(matches!(status, Boarded::Failed(Problem::NotVisible)), "{status:?}");
    }

    #[tokio::test]
    async fn a_flight_that_is_given_up_has_failed() {
        let (flights, need) = (Flights::default(), Need::Team("t".into()));
        let (landing, flight) = begin(&flights, &need, "a");
        drop(landing);
        assert_eq!(flight.landed().await, Err(Problem::Internal));
        let status = flights.board(&need, &grant("a"), Urgency::interactive(), now());
        assert!(matches!(status, Boarded::Failed(Problem::Internal)), "{status:?}");
    }
}
