//! Runs above a threshold: sprints, accelerations, decelerations.

use std::ops::Range;

use crate::{
    Channel, Recording, SpeedUnit,
    numbers::Numbers,
    steps::{Steps, steps},
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

/// What must reach the threshold in every step of an effort.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watched<'a> {
    numbers: Numbers<'a>,
    /// Whether it is the change of the value a second, not the value itself.
    is_change: bool,
    /// −1 to watch for the opposite.
    sign: f64,
}

impl<'a> Watched<'a> {
    /// The value itself.
    pub(super) fn value(numbers: Numbers<'a>) -> Self {
        Self { numbers, is_change: false, sign: 1.0 }
    }

    /// The acceleration in m/s², and where it is from: the sensor's own where
    /// there is one, else the change of speed.
    pub(super) fn acceleration(
        recording: &'a Recording,
        speed_unit: Option<SpeedUnit>,
    ) -> Option<(Self, AccelerationSource)> {
        if let Some(column) = recording.column(Channel::ForwardAcceleration) {
            let sampled = Self::value(Numbers::of(column));
            return Some((sampled, AccelerationSource::ForwardAcceleration));
        }
        let speed = recording.column(Channel::Speed)?;
        let numbers = Numbers::of_speed_m_per_s(speed, speed_unit?);
        Some((Self { numbers, is_change: true, sign: 1.0 }, AccelerationSource::Speed))
    }

    /// The same below zero.
    pub(super) fn opposite(self) -> Self {
        Self { sign: -self.sign, ..self }
    }

    /// Counts the efforts that begin in the window, each by its full length, which
    /// may reach beyond the window. `None` if nothing was measured in the window.
    pub(super) fn count(&self, window: &Range<i32>, effort: Effort) -> Option<u32> {
        let timebase = self.numbers.column.timebase();
        steps(timebase, window).next()?;
        let mut runs = Runs {
            window,
            minimum_ms: effort.minimum_ms,
            began_ms: None,
            reached_ms: i32::MIN,
            counted: 0,
        };
        // The step that ends where the window starts tells whether a run is under way by then.
        for steps in steps(timebase, &(window.start.saturating_sub(1)..window.end)) {
            self.follow(steps, effort.threshold, &mut runs);
        }
        // A run that goes on is followed until it is long enough.
        if let Some(began_ms) = runs.began_ms {
            let long_enough_ms = began_ms.saturating_add_unsigned(effort.minimum_ms);
            for steps in steps(timebase, &(runs.reached_ms..long_enough_ms)) {
                self.follow(steps, effort.threshold, &mut runs);
            }
        }
        runs.end(runs.reached_ms);
        Some(runs.counted)
    }

    fn follow(&self, steps: Steps, threshold: f64, runs: &mut Runs<'_>) {
        if steps.from_ms != runs.reached_ms {
            runs.end(runs.reached_ms);
        }
        let numbers = &self.numbers;
        let (taken_off, seconds) =
            if self.is_change { (1.0, f64::from(steps.step_ms) / 1_000.0) } else { (0.0, 1.0) };
        let least = numbers.reaching(threshold) * seconds;
        let mut is_under_way = runs.began_ms.is_some();
        let mut passed = 0;
        numbers.each_step(steps.ends.clone(), |before, number| {
            let amount = self.sign * (number - taken_off * before);
            if (amount >= least) != is_under_way {
                is_under_way = !is_under_way;
                runs.turn(steps.instant_ms(passed));
            }
            passed += 1;
        });
        runs.reached_ms = steps.to_ms();
    }
}

/// Counts runs by where they begin and end.
#[derive(Debug)]
struct Runs<'a> {
    window: &'a Range<i32>,
    minimum_ms: u32,
    /// Where the run that is under way began.
    began_ms: Option<i32>,
    /// Up to where steps were followed.
    reached_ms: i32,
    counted: u32,
}

impl Runs<'_> {
    /// Begins a run, or ends the one that is under way.
    fn turn(&mut self, at_ms: i32) {
        if self.began_ms.is_some() {
            self.end(at_ms);
        } else {
            self.began_ms = Some(at_ms);
        }
    }

    fn end(&mut self, at_ms: i32) {
        if let Some(began_ms) = self.began_ms.take()
            && self.window.contains(&began_ms)
            && at_ms.abs_diff(began_ms) >= self.minimum_ms
        {
            self.counted += 1;
        }
    }
}
