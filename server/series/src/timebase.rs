//! The instants at which a column was measured.

use std::ops::Range;

/// How many typical steps may pass between two neighbours that are still connected.
const CONNECTED_STEPS: u32 = 5;
/// A pause up to this long is never a gap, however densely the column is sampled.
const ALWAYS_CONNECTED_MS: u32 = 1_000;
/// A longer pause is always a gap, however sparsely the column is sampled.
const NEVER_CONNECTED_AFTER_MS: u32 = 60_000;

/// `count` instants, `step_ms` apart, from `start_ms` on.
///
/// A run of one instant has the step 0, every other run a step above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) start_ms: i32,
    pub(crate) step_ms: u32,
    pub(crate) count: u32,
    /// How many instants lie before this run.
    first_index: u32,
}

impl Run {
    /// The instant `offset` steps into the run.
    pub(crate) fn instant_ms(&self, offset: u32) -> i32 {
        // A run ends inside the i32 range, which both ways into a timebase make sure of.
        (i64::from(self.start_ms) + i64::from(offset) * i64::from(self.step_ms)) as i32
    }

    /// The instant at an index of the run.
    pub(crate) fn instant_of(&self, index: usize) -> i32 {
        self.instant_ms(index as u32 - self.first_index)
    }

    /// Where the part of the run ends that is before `edge_ms`.
    pub(crate) fn end_before(&self, edge_ms: i64) -> usize {
        if i64::from(self.last_ms()) < edge_ms {
            return self.indexes().end;
        }
        self.index_at_or_after(edge_ms)
    }

    pub(crate) fn last_ms(&self) -> i32 {
        self.instant_ms(self.count - 1)
    }

    /// The index of the first instant at or after `at_ms`, which lies at or before the last one.
    fn index_at_or_after(&self, at_ms: i64) -> usize {
        let into_run_ms = at_ms.saturating_sub(i64::from(self.start_ms)).max(0) as u64;
        // A run of one instant has the step 0, and nothing to step over.
        self.first_index as usize + into_run_ms.div_ceil(u64::from(self.step_ms.max(1))) as usize
    }

    pub(crate) fn indexes(&self) -> Range<usize> {
        self.first_index as usize..(self.first_index + self.count) as usize
    }
}

/// Strictly increasing instants in ms, kept as runs of evenly spaced ones.
///
/// Ninety minutes at 10 Hz without a break are one run. Irregular instants cost
/// up to one run for every two of them, and are kept just as exactly. Columns
/// that were measured at the same instants share one timebase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timebase {
    runs: Vec<Run>,
    gap_after_ms: u32,
}

impl Timebase {
    /// The number of instants.
    pub fn len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.indexes().end)
    }

    /// How much memory it takes, in bytes.
    pub(crate) fn memory_bytes(&self) -> usize {
        self.runs.len() * size_of::<Run>()
    }

    /// Whether there is no instant at all.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The instant at `index`, in ms.
    pub fn at_ms(&self, index: usize) -> Option<i32> {
        (index < self.len()).then(|| self.instant_ms(index))
    }

    /// The instant at an `index` that is known to be below [`Timebase::len`].
    pub(crate) fn instant_ms(&self, index: usize) -> i32 {
        let run = &self.runs[self.run_of(index)];
        run.instant_ms((index - run.first_index as usize) as u32)
    }

    /// The first and the last instant, in ms.
    pub fn extent_ms(&self) -> Option<(i32, i32)> {
        Some((self.runs.first()?.start_ms, self.runs.last()?.last_ms()))
    }

    /// The index of the first instant at or after `at_ms`; [`Timebase::len`] if all are before it.
    pub fn index_at_or_after(&self, at_ms: impl Into<i64>) -> usize {
        let at_ms = at_ms.into();
        let run = self.runs.partition_point(|run| i64::from(run.last_ms()) < at_ms);
        self.runs.get(run).map_or(self.len(), |run| run.index_at_or_after(at_ms))
    }

    /// The indexes of the instants in a window of ms.
    pub fn indexes_in<T: Into<i64>>(&self, window_ms: Range<T>) -> Range<usize> {
        let start = self.index_at_or_after(window_ms.start);
        start..self.index_at_or_after(window_ms.end).max(start)
    }

    /// The instants of a range of indexes, in ms. What lies beyond the end is left out.
    pub fn instants(&self, indexes: Range<usize>) -> impl Iterator<Item = i32> {
        let end = indexes.end.min(self.len());
        let first_run = self.run_of(indexes.start);
        self.runs.iter().skip(first_run).take_while(move |run| run.indexes().start < end).flat_map(
            move |run| {
                let from = indexes.start.saturating_sub(run.indexes().start) as u32;
                let to = (end.min(run.indexes().end) - run.indexes().start) as u32;
                (from..to).map(|offset| run.instant_ms(offset))
            },
        )
    }

    /// The longest pause in ms between two neighbours that still belong to one
    /// connected stretch; a longer one is a gap.
    ///
    /// The rule: five times the typical (median) step, at least one second and at
    /// most one minute. So a heart rate that comes once a second inside 10 Hz rows
    /// is connected and survives a few missed values, a 10 Hz speed may miss up to
    /// a second, and a sensor that was off for minutes leaves a gap in both.
    pub fn gap_after_ms(&self) -> u32 {
        self.gap_after_ms
    }

    /// The unbroken stretches inside a range of indexes, in order, together covering the range.
    pub fn segments(&self, indexes: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let end = indexes.end.min(self.len());
        let mut start = indexes.start;
        std::iter::from_fn(move || {
            let segment = start..self.segment_end(start).min(end);
            start = segment.end;
            (segment.start < end).then_some(segment)
        })
    }

    /// The end of the unbroken stretch that `index` lies in; `index` itself beyond the last.
    fn segment_end(&self, index: usize) -> usize {
        let mut run_index = self.run_of(index);
        let Some(run) = self.runs.get(run_index) else { return index };
        if run.step_ms > self.gap_after_ms && index + 1 < run.indexes().end {
            return index + 1;
        }
        while let [run, next, ..] = self.runs[run_index..]
            && self.connects(run.last_ms(), next.start_ms)
        {
            if next.step_ms > self.gap_after_ms {
                return next.indexes().start + 1;
            }
            run_index += 1;
        }
        self.runs[run_index].indexes().end
    }

    /// Whether two neighbouring instants belong to one unbroken stretch.
    pub(crate) fn connects(&self, before_ms: i32, after_ms: i32) -> bool {
        before_ms.abs_diff(after_ms) <= self.gap_after_ms
    }

    /// The same instants moved by `offset_ms`; `None` if one of them would leave the `i32` range.
    pub fn shifted(&self, offset_ms: i32) -> Option<Self> {
        if let Some((first_ms, last_ms)) = self.extent_ms() {
            first_ms.checked_add(offset_ms)?;
            last_ms.checked_add(offset_ms)?;
        }
        let runs = self
            .runs
            .iter()
            .map(|run| Run { start_ms: run.start_ms + offset_ms, ..*run })
            .collect();
        Some(Self { runs, gap_after_ms: self.gap_after_ms })
    }

    /// The run that holds `index`; the number of runs beyond the last instant.
    pub(crate) fn run_of(&self, index: usize) -> usize {
        self.runs.partition_point(|run| run.indexes().end <= index)
    }

    pub(crate) fn runs(&self) -> &[Run] {
        &self.runs
    }
}

/// Collects instants in order into a [`Timebase`].
#[derive(Clone, Debug, Default)]
pub(crate) struct TimebaseBuilder {
    runs: Vec<Run>,
}

impl TimebaseBuilder {
    /// Appends one instant; `false`, and nothing is kept, if it is not after the last one.
    pub(crate) fn push(&mut self, at_ms: i32) -> bool {
        let Some(run) = self.runs.last_mut() else {
            self.runs.push(Run { start_ms: at_ms, step_ms: 0, count: 1, first_index: 0 });
            return true;
        };
        let last_ms = run.last_ms();
        if at_ms <= last_ms {
            return false;
        }
        let step_ms = at_ms.abs_diff(last_ms);
        if run.count == 1 || run.step_ms == step_ms {
            run.step_ms = step_ms;
            run.count += 1;
        } else {
            let first_index = run.first_index + run.count;
            self.runs.push(Run { start_ms: at_ms, step_ms: 0, count: 1, first_index });
        }
        true
    }

    /// Appends a whole run and returns its last instant. `None`, and nothing is
    /// kept, if it breaks a rule of [`Run`] or does not lie after the last
    /// instant and inside the `i32` range.
    pub(crate) fn push_run(&mut self, start_ms: i32, step_ms: u32, count: u32) -> Option<i32> {
        if count == 0 || (count == 1) != (step_ms == 0) {
            return None;
        }
        let last_ms = start_ms.checked_add_unsigned(step_ms.checked_mul(count - 1)?)?;
        let first_index = match self.runs.last() {
            Some(before) if before.last_ms() >= start_ms => return None,
            Some(before) => before.first_index + before.count,
            None => 0,
        };
        first_index.checked_add(count)?;
        self.runs.push(Run { start_ms, step_ms, count, first_index });
        Some(last_ms)
    }

    pub(crate) fn finish(mut self) -> Timebase {
        self.runs.shrink_to_fit();
        let gap_after_ms = typical_step_ms(&self.runs)
            .saturating_mul(CONNECTED_STEPS)
            .clamp(ALWAYS_CONNECTED_MS, NEVER_CONNECTED_AFTER_MS);
        Timebase { runs: self.runs, gap_after_ms }
    }
}

/// The median of the steps between neighbours, the lower one of two; 0 without any step.
fn typical_step_ms(runs: &[Run]) -> u32 {
    let inside = runs.iter().map(|run| (run.step_ms, run.count - 1));
    let between = runs.windows(2).map(|pair| (pair[1].start_ms.abs_diff(pair[0].last_ms()), 1));
    let mut steps: Vec<(u32, u32)> =
        inside.chain(between).filter(|(_, times)| *times > 0).collect();
    steps.sort_unstable();
    let half = steps.iter().map(|(_, times)| times).sum::<u32>().div_ceil(2);
    let mut passed = 0;
    steps
        .into_iter()
        .find_map(|(step_ms, times)| {
            passed += times;
            (passed >= half).then_some(step_ms)
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn timebase(instants: impl IntoIterator<Item = i32>) -> Timebase {
        let mut builder = TimebaseBuilder::default();
        for at_ms in instants {
            assert!(builder.push(at_ms), "{at_ms} is not after its predecessor");
        }
        builder.finish()
    }

    fn segments(timebase: &Timebase) -> Vec<Range<usize>> {
        timebase.segments(0..timebase.len()).collect()
    }

    #[test]
    fn even_instants_are_one_run() {
        let ten_hertz = timebase((0..54_000).map(|row| row * 100));
        assert_eq!((ten_hertz.runs().len(), ten_hertz.len()), (1, 54_000));
        assert_eq!(ten_hertz.extent_ms(), Some((0, 5_399_900)));
    }

    #[test]
    fn an_instant_must_come_after_the_last() {
        let mut builder = TimebaseBuilder::default();
        assert!(builder.push(100) && builder.push(200));
        assert!(!builder.push(200) && !builder.push(150) && !builder.push(-1));
        assert_eq!(builder.finish(), timebase([100, 200]));
    }

    #[test]
    fn sparse_instants_are_connected_by_their_own_step() {
        let heart_rate =
            timebase([0, 1_000, 2_000, 5_000, 6_000, 7_000, 130_000, 131_000, 132_000]);
        assert_eq!(heart_rate.gap_after_ms(), 5_000);
        assert_eq!(segments(&heart_rate), [0..6, 6..9]);
    }

    #[test]
    fn dense_instants_may_miss_up_to_a_second() {
        let speed = timebase([0, 100, 200, 1_200, 1_300, 1_400, 2_401, 2_501]);
        assert_eq!(speed.gap_after_ms(), 1_000);
        assert_eq!(segments(&speed), [0..6, 6..8]);
    }

    #[test]
    fn instants_that_are_all_far_from_the_rest_stand_alone() {
        // Two bursts around three equally spaced strays: those are one run, and no stretch.
        let strays = timebase([0, 10, 20, 60_000, 120_000, 180_000, 180_010, 180_020, 180_030]);
        assert_eq!(segments(&strays), [0..3, 3..4, 4..5, 5..9]);
    }

    #[test]
    fn minutes_are_a_gap_even_if_they_are_typical() {
        let rare = timebase([0, 60_000, 120_000, 180_001]);
        assert_eq!((rare.gap_after_ms(), segments(&rare)), (60_000, vec![0..3, 3..4]));
    }

    #[test]
    fn no_or_one_instant_is_no_special_case() {
        assert!(timebase([]).is_empty());
        assert_eq!(timebase([]).extent_ms(), None);
        assert_eq!(timebase([]).index_at_or_after(0), 0);
        assert_eq!(segments(&timebase([])), [] as [Range<usize>; 0]);
        assert_eq!(segments(&timebase([-5])), vec![0..1; 1]);
        assert_eq!(timebase([-5]).index_at_or_after(-5), 0);
        assert_eq!(timebase([-5]).index_at_or_after(-4), 1);
    }

    #[test]
    fn the_whole_range_of_instants_can_be_asked_for() {
        let widest = timebase([i32::MIN, i32::MAX]);
        assert_eq!(widest.index_at_or_after(i64::MIN), 0);
        assert_eq!(widest.index_at_or_after(i64::MAX), 2);
        assert_eq!(segments(&widest), [0..1, 1..2]);
    }

    #[test]
    fn moving_in_time_stops_at_the_limits() {
        let moved = timebase([0, 100]).shifted(-1_000);
        assert_eq!(moved, Some(timebase([-1_000, -900])));
        assert_eq!(timebase([0, 100]).shifted(i32::MAX), None);
        assert_eq!(timebase([-1, 100]).shifted(i32::MIN), None);
        assert_eq!(timebase([]).shifted(i32::MIN), Some(timebase([])));
    }

    #[test]
    fn a_run_that_breaks_a_rule_is_refused() {
        for (start_ms, step_ms, count) in
            [(0, 0, 0), (0, 100, 1), (0, 0, 2), (i32::MAX, 1, 2), (0, u32::MAX, u32::MAX)]
        {
            assert_eq!(TimebaseBuilder::default().push_run(start_ms, step_ms, count), None);
        }
        let mut builder = TimebaseBuilder::default();
        assert_eq!(builder.push_run(0, 100, 3), Some(200));
        assert_eq!(builder.push_run(200, 0, 1), None, "starts where the last run ends");
        assert_eq!(builder.push_run(201, 0, 1), Some(201));
    }

    proptest! {
        #[test]
        fn any_instants_are_kept(steps in vec(prop_oneof![Just(100), Just(1_000), 1..200_000], 0..60), start: i16) {
            let instants: Vec<i32> = steps.iter().scan(i32::from(start), |at_ms, step_ms| {
                *at_ms += step_ms;
                Some(*at_ms)
            }).collect();
            let timebase = timebase(instants.iter().copied());
            let end = instants.len();

            prop_assert_eq!(timebase.len(), end);
            prop_assert_eq!(timebase.instants(0..end + 1).collect::<Vec<_>>(), &instants[..]);
            for from in 0..=end {
                prop_assert_eq!(timebase.at_ms(from), instants.get(from).copied());
                prop_assert_eq!(timebase.instants(from..end / 2).count(), (end / 2).saturating_sub(from));
                for probe in instants.get(from).into_iter().flat_map(|at_ms| [at_ms - 1, *at_ms, at_ms + 1]) {
                    let expected = instants.partition_point(|at_ms| *at_ms < probe);
                    prop_assert_eq!(timebase.index_at_or_after(probe), expected);
                }
                let naive = instants[from..].chunk_by(|before, after| {
                    before.abs_diff(*after) <= timebase.gap_after_ms()
                });
                let mut first = from;
                let naive: Vec<_> = naive.map(|stretch| {
                    first += stretch.len();
                    first - stretch.len()..first
                }).collect();
                prop_assert_eq!(timebase.segments(from..end).collect::<Vec<_>>(), naive);
            }
        }
    }
}
