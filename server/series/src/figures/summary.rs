//! Lowest, mean and highest of a channel.

use std::ops::Range;

use super::gathered::integral;
use crate::{Column, steps::steps};

pub(super) struct Summary {
    pub(super) min: Option<f64>,
    /// Weighted by time.
    pub(super) mean: Option<f64>,
    pub(super) max: Option<f64>,
}

/// Sums up every value that was measured in the window or stands for a part of it.
pub(super) fn of(column: &Column, window: &Range<i32>) -> Summary {
    let measured =
        column.samples(column.timebase().indexes_in(window.clone())).map(|(_, value)| value);
    let standing = steps(column, window).map(|step| step.value);
    let extremes = measured
        .chain(standing)
        .map(|value| (value, value))
        .reduce(|whole, value| (whole.0.min(value.0), whole.1.max(value.1)));
    Summary {
        min: extremes.map(|(min, _)| min),
        mean: integral(column, window).per_second(),
        max: extremes.map(|(_, max)| max),
    }
}
