//! The time between measurements, which is what every figure weighs by.

use std::ops::Range;

use crate::Column;

/// The time from one measurement to the next connected one. The later value
/// stands for it, as a heart rate stands for the second before it was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Step {
    pub(crate) from_ms: i32,
    pub(crate) to_ms: i32,
    /// The value at the start of the step.
    pub(crate) before: f64,
    /// The value at the end of the step.
    pub(crate) value: f64,
}

impl Step {
    pub(crate) fn duration_ms(&self) -> u32 {
        self.to_ms.abs_diff(self.from_ms)
    }

    /// How much of the step lies in the window.
    pub(crate) fn inside_ms(&self, window: &Range<i32>) -> u32 {
        let from_ms = self.from_ms.max(window.start);
        let to_ms = self.to_ms.min(window.end);
        if from_ms < to_ms { to_ms.abs_diff(from_ms) } else { 0 }
    }
}

/// The steps of a column that lie in a window at least in part, in order.
///
/// There is no step across a gap, so nothing that is weighed by steps counts across one.
pub(crate) fn steps(column: &Column, window: &Range<i32>) -> impl Iterator<Item = Step> {
    let timebase = column.timebase();
    // From the last value at or before the window to the first at or after it.
    let start = timebase.index_at_or_after(i64::from(window.start) + 1).saturating_sub(1);
    let end = timebase.index_at_or_after(window.end) + 1;
    let samples = column.samples(start..if window.is_empty() { start } else { end });
    let mut earlier = None;
    samples.filter_map(move |(to_ms, value)| {
        let (from_ms, before) = earlier.replace((to_ms, value))?;
        timebase.connects(from_ms, to_ms).then_some(Step { from_ms, to_ms, before, value })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    #[test]
    fn steps_lie_between_connected_values_and_touch_the_window() {
        let column = Column::from_samples(
            Channel::Speed,
            [(0, 1.0), (100, 2.0), (200, 3.0), (9_000, 4.0), (9_100, 5.0)],
        );
        let ends = |window: Range<i32>| -> Vec<i32> {
            steps(&column, &window).map(|step| step.to_ms).collect()
        };
        assert_eq!(ends(-5_000..20_000), [100, 200, 9_100]);
        assert_eq!(ends(100..200), [200]);
        assert_eq!(ends(99..101), [100, 200]);
        assert_eq!(ends(130..140), [200]);
        assert_eq!(ends(200..9_000), [0; 0]);
        assert_eq!(ends(9_050..9_050), [0; 0]);
        let step = steps(&column, &(0..50)).next().unwrap();
        assert_eq!(step, Step { from_ms: 0, to_ms: 100, before: 1.0, value: 2.0 });
        assert_eq!(
            [step.inside_ms(&(0..50)), step.inside_ms(&(90..500)), step.inside_ms(&(100..200))],
            [50, 10, 0]
        );
    }
}
