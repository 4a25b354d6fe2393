//! Figures of the intervals between heart beats.

use std::ops::Range;

use crate::{
    recording::Beat,
    season::plan::{SECOND, Tick},
};

/// In milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Variability {
    pub(crate) min: u16,
    pub(crate) average: f64,
    pub(crate) max: u16,
    /// The root of the mean square of successive differences.
    pub(crate) rmssd: f64,
}

/// Beats further apart than this have a hole between them.
const SUCCESSIVE: Tick = 3 * SECOND;

impl Variability {
    /// None without a measured beat in the window.
    pub(super) fn of(beats: &[Beat], window: &Range<Tick>) -> Option<Self> {
        let first = beats.partition_point(|beat| beat.at < window.start);
        let end = beats.partition_point(|beat| beat.at < window.end);
        let beats = &beats[first..end];
        let intervals: Vec<u16> = beats.iter().filter_map(|beat| beat.rr_ms).collect();
        let (min, max) = (*intervals.iter().min()?, *intervals.iter().max()?);
        let sum: u64 = intervals.iter().map(|interval| u64::from(*interval)).sum();
        let differences: Vec<f64> = beats
            .windows(2)
            .filter(|pair| pair[1].at - pair[0].at < SUCCESSIVE)
            .filter_map(|pair| Some(f64::from(pair[1].rr_ms?) - f64::from(pair[0].rr_ms?)))
            .collect();
        let squares: f64 = differences.iter().map(|difference| difference * difference).sum();
        Some(Self {
            min,
            average: sum as f64 / intervals.len() as f64,
            max,
            rmssd: (squares / differences.len().max(1) as f64).sqrt(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_and_holes_break_the_succession() {
        let beat = |at, rr_ms| Beat { at, rr_ms };
        let beats = [
            beat(0, Some(400)),
            beat(4, Some(410)),
            beat(8, None),
            beat(12, Some(500)),
            beat(900, Some(700)),
            beat(907, Some(690)),
            beat(2_000, Some(1)),
        ];
        let variability = Variability::of(&beats, &(0..1_000)).unwrap();
        assert_eq!((variability.min, variability.max), (400, 700));
        assert!((variability.average - 540.0).abs() < 1e-9);
        assert!((variability.rmssd - 10.0).abs() < 1e-9);
        assert_eq!(Variability::of(&beats, &(1_000..1_500)), None);
    }
}
