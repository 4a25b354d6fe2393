//! The time between measurements, which is what every figure weighs by.

use std::ops::Range;

use crate::Timebase;

/// Neighbouring steps of equal length.
///
/// A step is the time from one measurement to the next connected one. The later
/// value stands for it, as a heart rate stands for the second before it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Steps {
    /// The indexes of the values at which the steps end; each begins at the index before.
    pub(crate) ends: Range<usize>,
    /// Where the first step begins.
    pub(crate) from_ms: i32,
    /// How long each step is.
    pub(crate) step_ms: u32,
    /// Where the part of the steps begins that lies in the window.
    pub(crate) inside_from_ms: i32,
    /// How much of each step lies in the window. Only a step on its own is cut.
    pub(crate) inside_ms: u32,
}

impl Steps {
    /// Where the step that is `count` steps after the first one begins.
    pub(crate) fn instant_ms(&self, count: usize) -> i32 {
        // Instants of a timebase, which lie in the range.
        (i64::from(self.from_ms) + count as i64 * i64::from(self.step_ms)) as i32
    }

    /// Where the last step ends.
    pub(crate) fn to_ms(&self) -> i32 {
        self.instant_ms(self.ends.len())
    }
}

/// The steps that lie in a window at least in part, in order.
///
/// There is no step across a gap, so nothing that is weighed by steps counts across one.
pub(crate) fn steps(timebase: &Timebase, window: &Range<i32>) -> impl Iterator<Item = Steps> {
    let Range { start, end } = window.clone();
    let ends = if window.is_empty() {
        0..0
    } else {
        let first = timebase.index_at_or_after(i64::from(start) + 1).max(1);
        // The first value at or after the end closes the last step.
        first..(timebase.index_at_or_after(end) + 1).min(timebase.len()).max(first)
    };
    let is_cut_at_end = ends.len() > 1 && timebase.instant_ms(ends.end - 1) > end;
    let whole_to = if is_cut_at_end { ends.end - 1 } else { ends.end };
    let is_cut_at_start = !ends.is_empty() && timebase.instant_ms(ends.start - 1) < start;
    let whole_from = if is_cut_at_start { ends.start + 1 } else { ends.start };
    [ends.start..whole_from, whole_from..whole_to, whole_to..ends.end]
        .into_iter()
        .flat_map(|ends| equal_steps(timebase, ends))
        .map(move |(ends, from_ms, step_ms)| {
            let to_ms = from_ms.saturating_add_unsigned(step_ms);
            let inside_from_ms = from_ms.max(start);
            let inside_ms = to_ms.min(end).abs_diff(inside_from_ms);
            Steps { ends, from_ms, step_ms, inside_from_ms, inside_ms }
        })
}

/// The connected steps that end at a range of indexes from 1 on: where they end,
/// where the first one begins, and how long each is.
fn equal_steps(
    timebase: &Timebase,
    ends: Range<usize>,
) -> impl Iterator<Item = (Range<usize>, i32, u32)> {
    let runs = timebase.runs();
    let first_run = if ends.is_empty() { runs.len() } else { timebase.run_of(ends.start) };
    let last_end = ends.end;
    (first_run..runs.len())
        .take_while(move |at| runs[*at].indexes().start < last_end)
        .flat_map(move |at| {
            let run = &runs[at];
            let Range { start, end } = run.indexes();
            let into_run_ms =
                at.checked_sub(1).map_or(run.start_ms, |before| runs[before].last_ms());
            let into_run = start.max(ends.start)..(start + 1).min(ends.end);
            let inside = (start + 1).max(ends.start)..end.min(ends.end);
            let inside_ms = run.instant_ms(inside.start.saturating_sub(start + 1) as u32);
            [
                (into_run, into_run_ms, run.start_ms.abs_diff(into_run_ms)),
                (inside, inside_ms, run.step_ms),
            ]
        })
        .filter(|(ends, _, step_ms)| !ends.is_empty() && *step_ms <= timebase.gap_after_ms())
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::{Channel, Column};

    fn column(instants: &[i32]) -> Column {
        Column::from_samples(Channel::Speed, instants.iter().map(|at_ms| (*at_ms, 1.0)))
    }

    /// Each step on its own: from where to where, and how much of it is inside.
    fn single(instants: &[i32], window: Range<i32>) -> Vec<(i32, i32, Range<i32>)> {
        steps(column(instants).timebase(), &window)
            .flat_map(|steps| {
                let cut = (steps.inside_from_ms - steps.from_ms, steps.inside_ms as i32);
                (0..steps.ends.len()).map(move |count| {
                    let (from_ms, to_ms) = (steps.instant_ms(count), steps.instant_ms(count + 1));
                    (from_ms, to_ms, from_ms + cut.0..from_ms + cut.0 + cut.1)
                })
            })
            .collect()
    }

    #[test]
    fn equal_steps_come_together_and_cut_ones_alone() {
        let column = column(&[0, 100, 200, 300, 9_000, 9_100]);
        let found: Vec<Steps> = steps(column.timebase(), &(50..9_040)).collect();
        let expected = |ends, from_ms, inside_from_ms, inside_ms| Steps {
            ends,
            from_ms,
            step_ms: 100,
            inside_from_ms,
            inside_ms,
        };
        assert_eq!(
            found,
            [
                expected(1..2, 0, 50, 50),
                expected(2..4, 100, 100, 100),
                expected(5..6, 9_000, 9_000, 40)
            ]
        );
        assert_eq!((found[1].instant_ms(1), found[1].to_ms()), (200, 300));
    }

    #[test]
    fn one_step_may_be_cut_on_both_sides() {
        assert_eq!(single(&[0, 1_000], 300..400), [(0, 1_000, 300..400)]);
        assert_eq!(single(&[0, 1_000], 400..400), []);
        assert_eq!(single(&[0, 1_000], 1_000..2_000), []);
        assert_eq!(single(&[0], i32::MIN..i32::MAX), []);
        assert_eq!(single(&[], i32::MIN..i32::MAX), []);
    }

    proptest! {
        #[test]
        fn steps_lie_between_connected_values_and_touch_the_window(
            pauses in vec(prop_oneof![4 => Just(100), 2 => 1..400_i32, 1 => 900..90_000_i32], 0..40),
            start in -1_000..20_000_i32,
            length in 0..20_000_i32,
        ) {
            let instants: Vec<i32> = pauses.iter().scan(0, |at_ms, pause_ms| {
                *at_ms += pause_ms;
                Some(*at_ms)
            }).collect();
            let gap_after_ms = column(&instants).gap_after_ms();
            let window = start..start + length;
            let naive: Vec<_> = instants
                .windows(2)
                .map(|pair| (pair[0], pair[1], pair[0].max(window.start)..pair[1].min(window.end)))
                .filter(|(from_ms, to_ms, inside)| {
                    !window.is_empty() && !inside.is_empty() && to_ms.abs_diff(*from_ms) <= gap_after_ms
                })
                .collect();
            prop_assert_eq!(single(&instants, window), naive);
        }
    }
}
