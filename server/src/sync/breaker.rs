//! The circuit breaker: while Polar is down, nobody asks it over and over.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use super::freshness::is_left_alone;

/// After so many failures in a row Polar counts as down.
const FAILURES: u32 = 5;

/// How long Polar is left alone the first time; twice as long after each try that did not work.
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(15);
/// The longest that Polar is left alone.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// How long the one try may take before another one is let through: the first may have been given up.
const TRY: TimeDelta = TimeDelta::minutes(1);

/// Lets calls through while Polar works, none while it is down, and then one at a time until one works.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Clone, Copy, Debug)]
enum State {
    Closed { failures: u32 },
    Open { until: DateTime<Utc>, pause: TimeDelta },
    Trying { until: DateTime<Utc>, pause: TimeDelta },
}

impl Default for State {
    fn default() -> Self {
        Self::Closed { failures: 0 }
    }
}

impl Breaker {
    /// Whether a call may go out now. When Polar has been left alone for long enough, this is the one try, and
    /// everybody else waits for what comes of it.
    pub(super) fn lets_through(&self, now: DateTime<Utc>) -> bool {
        let mut state = self.state();
        match *state {
            State::Closed { .. } => true,
            State::Open { until, .. } | State::Trying { until, .. }
                if is_left_alone(until, LONGEST_PAUSE, now) =>
            {
                false
            }
            State::Open { pause, .. } | State::Trying { pause, .. } => {
                *state = State::Trying { until: now + TRY, pause };
                true
            }
        }
    }

    /// Until when nobody is let through; `None` while somebody may try.
    pub(super) fn closed_off_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match *self.state() {
            State::Closed { .. } => None,
            State::Open { until, .. } | State::Trying { until, .. } => {
                is_left_alone(until, LONGEST_PAUSE, now).then_some(until)
            }
        }
    }

    /// Whether Polar counts as down, also while somebody may try.
    pub(super) fn is_down(&self) -> bool {
        !matches!(*self.state(), State::Closed { .. })
    }

    /// Polar answered, whatever it said.
    pub(super) fn answered(&self) {
        let mut state = self.state();
        // A call that went out before Polar counted as down tells nothing new.
        if !matches!(*state, State::Open { .. }) {
            *state = State::default();
        }
    }

    /// Polar could not be reached, or failed itself.
    pub(super) fn failed(&self, now: DateTime<Utc>) {
        let open = |pause: TimeDelta| State::Open { until: now + pause, pause };
        let mut state = self.state();
        *state = match *state {
            State::Closed { failures } if failures + 1 < FAILURES => {
                State::Closed { failures: failures + 1 }
            }
            State::Closed { .. } => open(FIRST_PAUSE),
            State::Open { .. } => return,
            State::Trying { pause, .. } => open((pause * 2).min(LONGEST_PAUSE)),
        };
    }

    /// Lets the next call through at once: a person asked for it.
    pub(super) fn try_now(&self, now: DateTime<Utc>) {
        let mut state = self.state();
        if let State::Open { pause, .. } = *state {
            *state = State::Open { until: now, pause };
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Every critical section leaves a whole state.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn down() -> Breaker {
        let breaker = Breaker::default();
        for _ in 0..FAILURES {
            assert!(breaker.lets_through(at(0)));
            breaker.failed(at(0));
        }
        breaker
    }

    #[test]
    fn some_failures_in_a_row_close_it_off_and_one_answer_between_them_does_not() {
        let breaker = Breaker::default();
        for _ in 0..3 {
            for _ in 1..FAILURES {
                breaker.failed(at(0));
            }
            breaker.answered();
        }
        assert!(breaker.lets_through(at(0)));
        assert_eq!(breaker.closed_off_until(at(0)), None);
        assert!(!down().lets_through(at(0)));
        assert_eq!(down().closed_off_until(at(0)), Some(at(15)));
    }

    #[test]
    fn after_a_pause_one_call_tries_and_the_others_wait() {
        let breaker = down();
        assert!(!breaker.lets_through(at(14)));
        assert!(breaker.lets_through(at(15)));
        assert!(!breaker.lets_through(at(16)), "one try is enough");
        breaker.answered();
        assert!(breaker.lets_through(at(17)));
    }

    #[test]
    fn each_try_that_fails_makes_the_pause_longer_up_to_a_limit() {
        let breaker = down();
        let mut now = at(15);
        for pause_s in [30, 60, 120, 240, 300, 300] {
            assert!(breaker.lets_through(now));
            breaker.failed(now);
            breaker.failed(now);
            assert_eq!(breaker.closed_off_until(now), Some(now + TimeDelta::seconds(pause_s)));
            now += TimeDelta::seconds(pause_s);
        }
    }

    #[test]
    fn a_try_that_was_given_up_does_not_close_it_off_for_ever() {
        let breaker = down();
        assert!(breaker.lets_through(at(15)));
        assert!(!breaker.lets_through(at(74)));
        assert!(breaker.lets_through(at(75)));
    }

    #[test]
    fn a_clock_that_is_set_back_by_hours_does_not_close_it_off_for_hours() {
        let breaker = down();
        assert!(!breaker.lets_through(at(-60)), "a minute is what it may be");
        let earlier = at(-3_600);
        assert_eq!(breaker.closed_off_until(earlier), None);
        assert!(breaker.lets_through(earlier));
        breaker.failed(earlier);
        assert_eq!(breaker.closed_off_until(earlier), Some(earlier + TimeDelta::seconds(30)));
    }

    #[test]
    fn a_person_does_not_have_to_wait_for_the_next_try() {
        let breaker = down();
        breaker.try_now(at(3));
        assert!(breaker.lets_through(at(3)));
        assert!(!breaker.lets_through(at(3)));
    }
}
