//! Amounts that add up over measured time.

use std::ops::Range;

use crate::{Column, SpeedUnit, steps::steps};

/// An amount, and the measured time in which it came together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Gathered {
    pub(crate) amount: f64,
    pub(crate) time_ms: u32,
}

impl Gathered {
    fn add(&mut self, amount: f64, time_ms: u32) {
        self.amount += amount;
        self.time_ms += time_ms;
    }

    /// The amount a second; `None` if no time was measured.
    pub(crate) fn per_second(&self) -> Option<f64> {
        (self.time_ms > 0).then(|| self.amount / seconds(self.time_ms))
    }
}

pub(crate) fn seconds(ms: u32) -> f64 {
    f64::from(ms) / 1_000.0
}

/// Σ value·Δt in the window, Δt in seconds.
pub(crate) fn integral(column: &Column, window: &Range<i32>) -> Gathered {
    let mut gathered = Gathered::default();
    for step in steps(column, window) {
        let inside_ms = step.inside_ms(window);
        gathered.add(step.value * seconds(inside_ms), inside_ms);
    }
    gathered
}

/// Metres by the integral of speed.
pub(crate) fn by_speed(speed: &Column, unit: SpeedUnit, window: &Range<i32>) -> Gathered {
    let gathered = integral(speed, window);
    Gathered { amount: unit.to_m_per_s(gathered.amount), ..gathered }
}

/// Metres by the growth of the cumulative distance. Where that falls it was
/// reset, and the step in which it happened is as unknown as a hole.
pub(crate) fn by_odometer(distance: &Column, window: &Range<i32>) -> Gathered {
    let mut gathered = Gathered::default();
    for step in steps(distance, window).filter(|step| step.value >= step.before) {
        let inside_ms = step.inside_ms(window);
        let share = f64::from(inside_ms) / f64::from(step.duration_ms());
        gathered.add((step.value - step.before) * share, inside_ms);
    }
    gathered
}
