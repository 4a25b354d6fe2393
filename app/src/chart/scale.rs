//! The vertical scale of a lane.

/// A linear scale from values to pixels; larger values are higher up, that is at smaller pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    range: Range,
    top_px: f64,
    bottom_px: f64,
}

/// Values from `low` to `high`; never empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The lowest value.
    pub low: f64,
    /// The highest value, above `low`.
    pub high: f64,
}

impl Range {
    /// The smallest range with nice ends around `low` to `high`.
    pub fn nice(low: f64, high: f64) -> Self {
        let step = nice_step((high - low) / 5.0);
        let low = (low / step).floor() * step;
        Self { low, high: ((high / step).ceil() * step).max(low + step) }
    }

    /// Values inside to be marked on an axis: at most `max_count` of them, at multiples of 1, 2 or 5 times a power of
    /// ten.
    pub fn ticks(self, max_count: usize) -> Ticks {
        let step = nice_step((self.high - self.low) / max_count.max(1) as f64);
        let (first, last) = self.multiples_inside(step);
        let (step, first, last) = if last - first < max_count as i64 {
            (step, first, last)
        } else {
            let wider = nice_step(step * 1.5);
            let (first, last) = self.multiples_inside(wider);
            (wider, first, last)
        };
        Ticks {
            values: (first..=last).map(|i| i as f64 * step).collect(),
            decimals: (-step.log10().floor()).max(0.0) as usize,
        }
    }

    /// The first and the last multiple of `step` inside, as factors.
    fn multiples_inside(self, step: f64) -> (i64, i64) {
        // A multiple that lies on an end must not be lost to rounding.
        let slack = step * 1e-6;
        (((self.low - slack) / step).ceil() as i64, ((self.high + slack) / step).floor() as i64)
    }
}

/// Values to be marked on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// From low to high.
    pub values: Vec<f64>,
    /// How many decimals tell them apart.
    pub decimals: usize,
}

impl Scale {
    /// The scale that shows `range` between two heights.
    pub fn new(range: Range, top_px: f64, bottom_px: f64) -> Self {
        Self { range, top_px, bottom_px }
    }

    /// What the scale shows.
    pub fn range(&self) -> Range {
        self.range
    }

    /// Where a value is; values beyond the range are at its ends.
    pub fn y_of(&self, value: f64) -> f64 {
        let share = (value - self.range.low) / (self.range.high - self.range.low);
        self.bottom_px + share.clamp(0.0, 1.0) * (self.top_px - self.bottom_px)
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is at least `step`; 1 for steps that are no positive number.
fn nice_step(step: f64) -> f64 {
    if !step.is_normal() || step < 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf(step.log10().floor());
    let slack = power * 1e-9;
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|nice| *nice + slack >= step)
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_at_round_values() {
        let ticks = |low, high, max_count| Range { low, high }.ticks(max_count);
        assert_eq!(ticks(60.0, 200.0, 4), Ticks { values: vec![100.0, 150.0, 200.0], decimals: 0 });
        assert_eq!(ticks(0.0, 36.0, 5), Ticks { values: vec![0.0, 10.0, 20.0, 30.0], decimals: 0 });
        assert_eq!(ticks(-0.25, 0.25, 3), Ticks { values: vec![-0.2, 0.0, 0.2], decimals: 1 });
        assert_eq!(ticks(0.0, 1.0, 1).values.len(), 1);
    }

    #[test]
    fn a_nice_range_holds_what_it_was_made_for() {
        assert_eq!(Range::nice(63.0, 187.0), Range { low: 50.0, high: 200.0 });
        assert_eq!(Range::nice(0.0, 31.0), Range { low: 0.0, high: 40.0 });
        assert_eq!(Range::nice(12.0, 12.0), Range { low: 12.0, high: 13.0 });
    }

    #[test]
    fn larger_values_are_higher_up_and_nothing_leaves_the_lane() {
        let scale = Scale::new(Range { low: 50.0, high: 150.0 }, 10.0, 110.0);
        for (value, y_px) in
            [(50.0, 110.0), (100.0, 60.0), (150.0, 10.0), (-1e9, 110.0), (1e9, 10.0)]
        {
            assert!((scale.y_of(value) - y_px).abs() < 1e-9, "{value}");
        }
    }

    proptest! {
        #[test]
        fn ticks_are_inside_in_order_and_not_too_many(
            low in -1e6..1e6_f64, width in 1e-3..1e6_f64, max_count in 1..20_usize,
        ) {
            let range = Range { low, high: low + width };
            let Ticks { values, .. } = range.ticks(max_count);
            prop_assert!(values.len() <= max_count);
            let slack = width * 1e-3;
            prop_assert!(values.iter().all(|value| (low - slack..=low + width + slack).contains(value)));
            prop_assert!(values.is_sorted());
        }

        #[test]
        fn a_nice_range_is_not_much_wider(low in -1e6..1e6_f64, width in 1e-3..1e6_f64) {
            let nice = Range::nice(low, low + width);
            prop_assert!(nice.low <= low && low + width <= nice.high + width * 1e-6);
            prop_assert!(nice.high - nice.low <= 2.0 * width);
        }
    }
}
