//! The course of a session: what is done when, and which markers tell of it.

use std::ops::Range;

use super::dice::Dice;

/// Tenths of a second, the grid on which markers and samples lie.
pub(crate) type Tick = u32;

/// Ticks in a second.
pub(crate) const SECOND: Tick = 10;

/// What players do for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Activity {
    /// Waiting, listening, drinking, walking to the next drill.
    Stroll,
    WarmUp,
    Passing,
    Possession,
    SmallSided,
    LargeGame,
    Runs,
    Shuttles,
    SetPieces,
    EasyRun,
    Walk,
    /// A half of a match; who plays is up to the line-up.
    FirstHalf,
    SecondHalf,
    /// Beside the pitch during a match.
    Bench,
    /// In the gym: no positions, no speed.
    Lifting,
}

/// A part of the session, in ticks from the start of the recording.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) time: Range<Tick>,
    pub(crate) activity: Activity,
}

/// The API's marker types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkerKind {
    Phase,
    Note,
    Recovery,
}

/// A marker, in ticks from the start of the recording.
#[derive(Debug, Clone)]
pub(crate) struct Marker {
    pub(crate) kind: MarkerKind,
    pub(crate) time: Range<Tick>,
    pub(crate) name: &'static str,
    pub(crate) note: Option<&'static str>,
}

/// The course of one session.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// How long the recording is.
    pub(crate) length_s: u32,
    /// The part that counts, within the recording.
    pub(crate) trim_s: Range<u32>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) markers: Vec<Marker>,
}

/// How early the trimmed part may begin: sensors that start late have started by then.
pub(crate) const LATEST_START_S: u32 = 90;
/// How much of the recording's end a sensor may miss.
pub(crate) const EARLIEST_STOP_S: u32 = 60;

/// Writes a plan from its start to its end.
pub(crate) struct Planner<'a> {
    dice: &'a mut Dice,
    now: Tick,
    plan: Plan,
}

impl<'a> Planner<'a> {
    /// Starts with some minutes of arriving, which are trimmed away.
    pub(crate) fn new(dice: &'a mut Dice) -> Self {
        let mut planner = Self { dice, now: 0, plan: Plan::default() };
        planner.pass(Activity::Stroll, 150.0, 270.0);
        let start = planner.now / SECOND - planner.dice.whole(5, 30);
        planner.plan.trim_s = start..start;
        planner
    }

    fn pass(&mut self, activity: Activity, from_s: f64, to_s: f64) -> Range<Tick> {
        let length = (self.dice.range(from_s, to_s) * f64::from(SECOND)) as Tick;
        let time = self.now..self.now + length;
        self.now = time.end;
        self.plan.blocks.push(Block { time: time.clone(), activity });
        time
    }

    /// A part with a name.
    pub(crate) fn phase(&mut self, name: &'static str, activity: Activity, minutes: f64) {
        let seconds = minutes * 60.0;
        let time = self.pass(activity, seconds - 5.0, seconds + 5.0);
        self.mark(MarkerKind::Phase, time, name, None);
    }

    /// Some minutes between two parts; `name` makes a RECOVERY marker of them.
    pub(crate) fn pause(&mut self, name: Option<&'static str>, minutes: (f64, f64)) {
        let time = self.pass(Activity::Stroll, minutes.0 * 60.0, minutes.1 * 60.0);
        if let Some(name) = name {
            self.mark(MarkerKind::Recovery, time, name, None);
        }
    }

    /// With this chance a note about a moment of the session so far, and perhaps another one.
    pub(crate) fn notes(&mut self, chance: f64, texts: &[(&'static str, &'static str)]) {
        if self.dice.chance(chance) {
            let at = self.dice.whole(self.plan.trim_s.start * SECOND, self.now - 1);
            let (name, text) = *self.dice.pick(texts);
            self.mark(MarkerKind::Note, at..at, name, Some(text));
            self.notes(chance / 2.0, texts);
        }
    }

    fn mark(
        &mut self,
        kind: MarkerKind,
        time: Range<Tick>,
        name: &'static str,
        note: Option<&'static str>,
    ) {
        self.plan.markers.push(Marker { kind, time, name, note });
    }

    /// Ends with some minutes of leaving, which are trimmed away.
    pub(crate) fn finish(mut self) -> Plan {
        let end = self.now / SECOND + self.dice.whole(5, 30);
        self.plan.trim_s.end = end;
        self.pass(Activity::Stroll, 150.0, 240.0);
        self.plan.length_s = self.now / SECOND;
        self.plan
    }
}
