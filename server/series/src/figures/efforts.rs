//! Runs above a threshold: sprints, accelerations, decelerations.

use std::ops::Range;

use crate::{
    Channel, Column, Recording, SpeedUnit,
    figures::gathered::seconds,
    steps::{Step, steps},
};

/// When a run of values counts as one effort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// The value that the run must reach all the time.
    pub threshold: f64,
    /// How long it must last.
    pub minimum_ms: u32,
}

/// What accelerations are counted from. Print it beside the count: the two do not compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccelerationSource {
    /// The forward acceleration that the sensor sent.
    ForwardAcceleration,
    /// The change of speed from one measurement to the next.
    Speed,
}

/// Threshold and value are decimal fractions, and the difference of two of those
/// is rarely exact: 3.20 − 3.45 over 0.1 s must reach 2.5.
const ROUNDING: f64 = 1e-9;

/// Counts the efforts that begin in the window, each by its full length, which
/// may reach beyond the window. `None` if nothing was measured in the window.
pub(super) fn count(
    column: &Column,
    window: &Range<i32>,
    effort: Effort,
    value_of: impl Fn(&Step) -> f64,
) -> Option<u32> {
    steps(column, window).next()?;
    let reaches = |step: &Step| value_of(step) + ROUNDING >= effort.threshold;
    let mut counted = 0;
    let mut run: Option<Range<i32>> = None;
    let mut close = |run: Option<Range<i32>>| {
        if let Some(run) = run
            && window.contains(&run.start)
            && run.end.abs_diff(run.start) >= effort.minimum_ms
        {
            counted += 1;
        }
    };
    for step in steps(column, &(start_of_run(column, window.start, reaches)..i32::MAX)) {
        if run.as_ref().is_some_and(|run| run.end != step.from_ms || !reaches(&step)) {
            close(run.take());
        }
        if run.is_none() && step.from_ms >= window.end {
            break;
        }
        if reaches(&step) {
            run = Some(run.map_or(step.from_ms, |run| run.start)..step.to_ms);
        }
    }
    close(run);
    Some(counted)
}

/// Where the run that is under way at an instant began; the instant itself if there is none.
fn start_of_run(column: &Column, at_ms: i32, reaches: impl Fn(&Step) -> bool) -> i32 {
    let mut start_ms = at_ms;
    while let Some(before_ms) = start_ms.checked_sub(1)
        && let Some(step) = steps(column, &(before_ms..start_ms)).next().filter(&reaches)
    {
        start_ms = step.from_ms;
    }
    start_ms
}

/// The changes of speed of a recording, from the best source that it has.
pub(super) enum Changes<'a> {
    ForwardAcceleration(&'a Column),
    Speed(&'a Column, SpeedUnit),
}

impl<'a> Changes<'a> {
    /// The sensor's own acceleration where there is one, else the change of speed.
    pub(super) fn of(recording: &'a Recording, speed_unit: Option<SpeedUnit>) -> Option<Self> {
        let sampled = recording.column(Channel::ForwardAcceleration).map(Self::ForwardAcceleration);
        sampled.or_else(|| Some(Self::Speed(recording.column(Channel::Speed)?, speed_unit?)))
    }

    pub(super) fn source(&self) -> AccelerationSource {
        match self {
            Self::ForwardAcceleration(_) => AccelerationSource::ForwardAcceleration,
            Self::Speed(..) => AccelerationSource::Speed,
        }
    }

    pub(super) fn accelerations(&self, window: &Range<i32>, effort: Effort) -> Option<u32> {
        count(self.column(), window, effort, |step| self.m_per_s2(step))
    }

    pub(super) fn decelerations(&self, window: &Range<i32>, effort: Effort) -> Option<u32> {
        count(self.column(), window, effort, |step| -self.m_per_s2(step))
    }

    fn column(&self) -> &Column {
        match self {
            Self::ForwardAcceleration(column) | Self::Speed(column, _) => column,
        }
    }

    fn m_per_s2(&self, step: &Step) -> f64 {
        match self {
            Self::ForwardAcceleration(_) => step.value,
            Self::Speed(_, unit) => {
                let gained = unit.to_m_per_s(step.value) - unit.to_m_per_s(step.before);
                gained / seconds(step.duration_ms())
            }
        }
    }
}
