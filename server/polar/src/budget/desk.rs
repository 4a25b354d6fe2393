//! What one process knows and owes: who waits, what is under way, and what has not been reported yet.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::mem;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::oneshot;

use super::Permit;
use super::bucket::LeakyBucket;
use super::turn::{HEARTBEAT, Served, Turn};
use crate::time::{between, later};
use crate::urgency::Rank;

/// How long an answer waits to be reported together with others.
const REPORT_WITHIN: Duration = Duration::from_millis(100);

/// How a caller hears that it has room.
pub(super) type Caller = oneshot::Sender<Permit>;

/// One process's side of the budget. Nothing here waits or fails.
#[derive(Debug)]
pub(super) struct Desk {
    lines: Lines,
    /// Requests for which there is a permit.
    under_way: u32,
    /// Requests that were answered and not reported.
    answered: u32,
    /// Until when the service refuses, as long as that was not reported.
    refused_until: Option<DateTime<Utc>>,
    /// The bucket as it was seen last.
    known: LeakyBucket,
    due: Due,
    closing: bool,
}

/// When the next turn has to be taken.
#[derive(Debug, Default)]
struct Due {
    at_once: bool,
    report_at: Option<DateTime<Utc>>,
    look_at: Option<DateTime<Utc>>,
    not_before: Option<DateTime<Utc>>,
}

impl Desk {
    /// An empty desk. Its first turn is due at once.
    pub(super) fn new(known: LeakyBucket) -> Self {
        Self {
            lines: Lines::default(),
            under_way: 0,
            answered: 0,
            refused_until: None,
            known,
            due: Due { at_once: true, ..Due::default() },
            closing: false,
        }
    }

    /// A caller enters a line; it gets a place there. As long as others wait in it, it need not be looked at yet.
    pub(super) fn enter(&mut self, rank: Rank, caller: Caller) -> Place {
        let ticket = self.lines.next_ticket;
        self.lines.next_ticket += 1;
        self.take_place(Place { asked_last: Reverse(rank), ticket }, caller)
    }

    fn take_place(&mut self, place: Place, caller: Caller) -> Place {
        let line = self.lines.of(place);
        let was_empty = line.is_empty();
        line.insert(place, caller);
        self.due.at_once |= was_empty;
        place
    }

    /// A person asked for what this caller brings: it gets another place, and keeps its order among what was asked
    /// for with it.
    pub(super) fn raise(&mut self, place: Place, rank: Rank) -> Option<Place> {
        let caller = self.lines.of(place).remove(&place)?;
        Some(self.take_place(Place { asked_last: Reverse(rank), ..place }, caller))
    }

    /// A caller does not wait any more.
    pub(super) fn leave(&mut self, place: Place) {
        let was_a_persons = self.lines.of(place).remove(&place).is_some() && place.is_a_persons();
        // Background work may have waited for that line to become empty.
        self.due.at_once |= was_a_persons && self.lines.interactive.is_empty();
    }

    /// A permit comes back: its request was answered, or it was never used.
    pub(super) fn take_back(&mut self, now: DateTime<Utc>, used: bool) {
        self.under_way = self.under_way.saturating_sub(1);
        self.answered += u32::from(used);
        self.report_soon(now);
    }

    /// The service refused a request.
    pub(super) fn refuse(&mut self, until: DateTime<Utc>) {
        self.refused_until = self.refused_until.max(Some(until));
        self.due.at_once = true;
    }

    /// The next turn is the last one.
    pub(super) fn close(&mut self) {
        self.closing = true;
        self.due.at_once = true;
    }

    pub(super) fn is_closing(&self) -> bool {
        self.closing
    }

    /// How long until the next turn; `None` when nothing is to be done.
    pub(super) fn next_turn_in(&self, now: DateTime<Utc>) -> Option<Duration> {
        let due = &self.due;
        let at = match (due.at_once, due.report_at, due.look_at) {
            (true, ..) => now,
            (_, Some(report_at), Some(look_at)) => report_at.min(look_at),
            (_, report_at, look_at) => report_at.or(look_at)?,
        };
        Some(between(now, due.not_before.map_or(at, |not_before| at.max(not_before))))
    }

    /// Begins a turn: what is said in it.
    pub(super) fn turn(&mut self, first: bool) -> Turn {
        self.due.at_once = false;
        let (interactive, background) = if self.closing { (0, 0) } else { self.lines.lengths() };
        Turn {
            first,
            answered: self.answered,
            under_way: self.under_way,
            refused_until: self.refused_until,
            interactive,
            background,
        }
    }

    /// The turn came to nothing; the next one is due at once, or after a wait.
    pub(super) fn turn_failed(&mut self, not_before: Option<DateTime<Utc>>) {
        self.due.at_once = true;
        self.due.not_before = not_before;
    }

    /// The turn is over and kept. Returns the callers that have room now, each counted as under way.
    pub(super) fn turn_over(
        &mut self,
        now: DateTime<Utc>,
        turn: &Turn,
        served: &Served,
        known: LeakyBucket,
    ) -> Vec<Caller> {
        self.known = known;
        self.answered -= turn.answered;
        if self.refused_until == turn.refused_until {
            self.refused_until = None;
        }
        self.due = Due { at_once: self.due.at_once, ..Due::default() };

        // A refusal that came meanwhile is for everybody who has not gone out.
        let callers = if self.refused_until.is_none() && !self.closing {
            self.lines.first(served.interactive, served.background)
        } else {
            Vec::new()
        };
        self.under_way += callers.len() as u32;

        let reported = turn.under_way + served.interactive + served.background;
        if self.answered > 0 || self.under_way != reported {
            self.report_soon(now);
        }
        // Whoever came meanwhile was behind others who have gone now.
        let (interactive, background) = self.lines.lengths();
        self.due.at_once |= interactive > turn.interactive - served.interactive
            || background > turn.background - served.background;
        let heartbeat = (self.under_way > 0).then_some(HEARTBEAT);
        let look_in = [served.look_in, heartbeat].into_iter().flatten().min();
        self.due.look_at = look_in.map(|look_in| later(now, look_in));
        callers
    }

    /// The bucket as it is known here, with what was not reported yet.
    pub(super) fn known(&self) -> (&LeakyBucket, Option<DateTime<Utc>>) {
        (&self.known, self.refused_until)
    }

    /// How many callers wait, in both lines.
    pub(super) fn waiting(&self) -> u32 {
        let (interactive, background) = self.lines.lengths();
        interactive + background
    }

    fn report_soon(&mut self, now: DateTime<Utc>) {
        self.due.report_at.get_or_insert(later(now, REPORT_WITHIN));
    }
}

/// A place in a line: what was asked for last is ahead, and else who came first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    asked_last: Reverse<Rank>,
    ticket: u64,
}

impl Place {
    fn is_a_persons(self) -> bool {
        self.asked_last.0 > 0
    }
}

/// The two lines of callers.
#[derive(Debug, Default)]
struct Lines {
    next_ticket: u64,
    interactive: BTreeMap<Place, Caller>,
    background: BTreeMap<Place, Caller>,
}

impl Lines {
    /// The line that a place is in.
    fn of(&mut self, place: Place) -> &mut BTreeMap<Place, Caller> {
        if place.is_a_persons() { &mut self.interactive } else { &mut self.background }
    }

    fn lengths(&self) -> (u32, u32) {
        (self.interactive.len() as u32, self.background.len() as u32)
    }

    /// Takes the callers out that get room: people any, others only that for anybody.
    fn first(&mut self, for_people: u32, for_anybody: u32) -> Vec<Caller> {
        let mut callers = take_first(&mut self.interactive, for_people + for_anybody);
        let left_for_anybody = for_anybody.min(for_people + for_anybody - callers.len() as u32);
        callers.extend(take_first(&mut self.background, left_for_anybody));
        callers
    }
}

fn take_first(line: &mut BTreeMap<Place, Caller>, count: u32) -> Vec<Caller> {
    let rest = line.keys().nth(count as usize).copied();
    let rest = rest.map_or_else(BTreeMap::new, |first_of_rest| line.split_off(&first_of_rest));
    mem::replace(line, rest).into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: DateTime<Utc> = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    const AT_ONCE: Option<Duration> = Some(Duration::ZERO);

    /// A desk at which so many people and others wait, in the middle of its first turn.
    fn in_turn(interactive: u32, background: u32) -> (Desk, Turn) {
        let mut desk = Desk::new(LeakyBucket::empty(NOON));
        (0..interactive).for_each(|_| enter(&mut desk, true));
        (0..background).for_each(|_| enter(&mut desk, false));
        let turn = desk.turn(true);
        assert_eq!((turn.interactive, turn.background), (interactive, background));
        assert_eq!(desk.next_turn_in(NOON), None);
        (desk, turn)
    }

    fn enter(desk: &mut Desk, interactive: bool) {
        desk.enter(interactive.into(), oneshot::channel().0);
    }

    fn served(interactive: u32, background: u32, look_in_s: Option<u64>) -> Served {
        let look_in = look_in_s.map(Duration::from_secs);
        Served { interactive, background, changed: true, look_in }
    }

    fn turn_over(desk: &mut Desk, turn: &Turn, served: &Served) -> usize {
        desk.turn_over(NOON, turn, served, LeakyBucket::empty(NOON)).len()
    }

    #[test]
    fn who_comes_while_the_others_are_served_is_not_forgotten() {
        for interactive in [true, false] {
            let (mut desk, turn) = in_turn(u32::from(interactive), u32::from(!interactive));
            enter(&mut desk, interactive);
            assert_eq!(desk.next_turn_in(NOON), None, "one behind another");
            let served = served(turn.interactive, turn.background, None);
            assert_eq!(turn_over(&mut desk, &turn, &served), 1);
            assert_eq!(desk.next_turn_in(NOON), AT_ONCE);
        }
    }

    #[test]
    fn a_person_who_comes_while_others_must_wait_does_not_wait_with_them() {
        let (mut desk, turn) = in_turn(1, 3);
        enter(&mut desk, true);
        assert_eq!(turn_over(&mut desk, &turn, &served(1, 0, Some(20))), 1);
        assert_eq!(desk.next_turn_in(NOON), AT_ONCE);
    }

    #[test]
    fn who_waits_is_looked_at_when_the_bucket_says_so() {
        let (mut desk, turn) = in_turn(3, 0);
        assert_eq!(turn_over(&mut desk, &turn, &served(0, 0, Some(7))), 0);
        enter(&mut desk, true);
        assert_eq!(desk.next_turn_in(NOON), Some(Duration::from_secs(7)));
        enter(&mut desk, false);
        assert_eq!(desk.next_turn_in(NOON), AT_ONCE, "the first of a line");
    }

    #[test]
    fn a_refusal_is_for_everybody_who_has_not_gone_out() {
        let (mut desk, turn) = in_turn(3, 0);
        desk.refuse(NOON + Duration::from_secs(10));
        assert_eq!(turn_over(&mut desk, &turn, &served(3, 0, None)), 0);
        assert_eq!((desk.next_turn_in(NOON), desk.waiting()), (AT_ONCE, 3));
        let turn = desk.turn(false);
        assert_eq!((turn.under_way, turn.refused_until.is_some()), (0, true));
        turn_over(&mut desk, &turn, &served(0, 0, Some(10)));
        assert_eq!(desk.turn(false).refused_until, None, "it was reported");
    }

    #[test]
    fn room_for_anybody_goes_to_people_first_and_theirs_to_nobody_else() {
        let (mut desk, turn) = in_turn(2, 2);
        let places: Vec<_> = desk.lines.interactive.keys().copied().collect();
        enter(&mut desk, true);
        for place in places {
            desk.leave(place);
        }
        // Of two rooms for people and two for anybody, one is left over for want of people.
        assert_eq!(turn_over(&mut desk, &turn, &served(2, 2, None)), 3);
        assert_eq!(desk.waiting(), 0);
        assert_eq!(desk.next_turn_in(NOON), Some(REPORT_WITHIN));
    }

    #[test]
    fn answers_are_reported_together() {
        let (mut desk, turn) = in_turn(3, 0);
        turn_over(&mut desk, &turn, &served(3, 0, None));
        assert_eq!(desk.next_turn_in(NOON), Some(HEARTBEAT));
        desk.take_back(NOON, true);
        desk.take_back(NOON + REPORT_WITHIN / 2, true);
        desk.take_back(NOON + REPORT_WITHIN / 2, false);
        assert_eq!(desk.next_turn_in(NOON), Some(REPORT_WITHIN));
        let turn = desk.turn(false);
        assert_eq!((turn.answered, turn.under_way), (2, 0));
        turn_over(&mut desk, &turn, &served(0, 0, None));
        assert_eq!((desk.next_turn_in(NOON), desk.turn(false).answered), (None, 0));
    }
}
