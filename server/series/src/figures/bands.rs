//! Time and amount between limits.

use std::ops::Range;

use crate::{numbers::Numbers, steps::steps};

/// How much of a window lies between limits: every value counts for its step.
#[derive(Clone, Debug)]
pub(super) struct Bands {
    bands: Vec<Band>,
    per_unit: f64,
}

/// What lies between two neighbouring limits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Band {
    /// The number from which on it is; the limit below.
    pub(super) from: f64,
    pub(super) time_ms: u32,
    /// Σ number·ms.
    sum: f64,
}

impl Bands {
    /// Sorts all steps of the window between limits, which are numbers in any
    /// order. `None` without a step.
    pub(super) fn of(
        numbers: &Numbers<'_>,
        window: &Range<i32>,
        limits: impl IntoIterator<Item = f64>,
    ) -> Option<Self> {
        let mut limits: Vec<f64> = limits.into_iter().collect();
        limits.sort_by(f64::total_cmp);
        let lowest = Band { from: f64::NEG_INFINITY, ..Band::default() };
        let above = limits.iter().map(|from| Band { from: *from, ..Band::default() });
        let mut bands: Vec<Band> = [lowest].into_iter().chain(above).collect();

        let mut at = 0;
        let mut reach = f64::NEG_INFINITY..f64::NEG_INFINITY;
        for steps in steps(numbers.column.timebase(), window) {
            let (mut count, mut sum) = (0, 0.0);
            numbers.each(steps.ends, |number| {
                // A body stays between the same limits for many values.
                if number < reach.start || number >= reach.end {
                    bands[at].add(count, sum, steps.inside_ms);
                    (count, sum) = (0, 0.0);
                    at = limits.partition_point(|limit| *limit <= number);
                    reach = bands[at].from..limits.get(at).copied().unwrap_or(f64::INFINITY);
                }
                count += 1;
                sum += number;
            });
            bands[at].add(count, sum, steps.inside_ms);
        }
        let measured = bands.iter().any(|band| band.time_ms > 0);
        measured.then_some(Self { bands, per_unit: numbers.per_unit })
    }

    /// From the lowest to the highest.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Band> {
        self.bands.iter()
    }

    /// Σ value·Δt at or above a limit, in the unit times seconds.
    pub(super) fn integral_from(&self, limit: f64) -> f64 {
        let sum: f64 = self.iter().filter(|band| band.from >= limit).map(|band| band.sum).sum();
        self.in_unit_seconds(sum)
    }

    /// Σ value·Δt of one band, in the unit times seconds.
    pub(super) fn integral_of(&self, band: &Band) -> f64 {
        self.in_unit_seconds(band.sum)
    }

    /// The mean of all values, weighed by time.
    pub(super) fn mean(&self) -> f64 {
        let time_ms: f64 = self.iter().map(|band| f64::from(band.time_ms)).sum();
        self.integral_from(f64::NEG_INFINITY) * 1_000.0 / time_ms
    }

    fn in_unit_seconds(&self, sum: f64) -> f64 {
        sum / self.per_unit / 1_000.0
    }
}

impl Band {
    fn add(&mut self, count: u32, sum: f64, ms: u32) {
        self.time_ms += count * ms;
        self.sum += sum * f64::from(ms);
    }
}
