//! Training impulses: what a window cost the heart.

use std::ops::Range;

use super::bands::Bands;
use crate::{numbers::Numbers, steps::steps};

/// The lower limits of Edwards' zones 1 to 5, as shares of the maximum heart rate.
const EDWARDS_ZONES: [f64; 5] = [0.5, 0.6, 0.7, 0.8, 0.9];

/// The two coefficients of Banister's training impulse, which differ by sex (Banister 1991).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BanisterCoefficients {
    /// What the whole is multiplied by.
    pub a: f64,
    /// How steeply the weight rises with the heart rate.
    pub b: f64,
}

impl BanisterCoefficients {
    /// For men.
    pub const MEN: Self = Self { a: 0.64, b: 1.92 };
    /// For women.
    pub const WOMEN: Self = Self { a: 0.86, b: 1.67 };
}

/// The limits that [`edwards`] needs bands between.
pub(super) fn edwards_limits_bpm(hr_max_bpm: f64) -> [f64; 5] {
    EDWARDS_ZONES.map(|share| share * hr_max_bpm)
}

/// Edwards' training impulse from bands between (at least) his limits, which are numbers.
pub(super) fn edwards(heart_rate: &Bands, limits: [f64; 5]) -> f64 {
    let weighed = heart_rate.iter().map(|band| {
        let zone = limits.iter().filter(|limit| **limit <= band.from).count();
        zone as f64 * f64::from(band.time_ms)
    });
    minutes(weighed.sum())
}

/// Banister's training impulse, Σ Δt · x · a · e^(b·x) for the share x of the heart rate reserve.
pub(super) fn banister(
    heart_rate: &Numbers<'_>,
    window: &Range<i32>,
    reserve_bpm: Range<f64>,
    coefficients: BanisterCoefficients,
) -> f64 {
    let BanisterCoefficients { a, b } = coefficients;
    let mut sum = 0.0;
    // A heart rate is often the same as the one before.
    let (mut last, mut weight) = (None, 0.0);
    for steps in steps(heart_rate.column.timebase(), window) {
        let mut weights = 0.0;
        heart_rate.each(steps.ends, |number| {
            if last != Some(number) {
                let above_rest = number / heart_rate.per_unit - reserve_bpm.start;
                let share = (above_rest / (reserve_bpm.end - reserve_bpm.start)).max(0.0);
                (last, weight) = (Some(number), share * a * (b * share).exp());
            }
            weights += weight;
        });
        sum += weights * f64::from(steps.inside_ms);
    }
    minutes(sum)
}

fn minutes(ms: f64) -> f64 {
    ms / 60_000.0
}
