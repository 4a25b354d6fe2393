//! Amounts that come together over measured time.

use std::ops::Range;

use crate::{
    Column,
    numbers::Numbers,
    steps::{Steps, steps},
};

/// How much has come together by any instant of a window.
///
/// Between two measurements an amount grows evenly. Gaps part a curve into
/// stretches, and what lies in different ones is never compared.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    /// In order; those of one stretch touch.
    parts: Vec<Part>,
    /// The sum at each instant; a part shares its first with the last of the part that it touches.
    sums: Vec<f64>,
    /// How much of a sum is one of the unit of the results.
    per_unit: f64,
}

/// A part of a curve whose instants are evenly spaced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The index of the sum at the first instant.
    pub(super) first: usize,
    pub(super) from_ms: i32,
    pub(super) step_ms: u32,
    /// How many steps it has; one more instants.
    pub(super) steps: usize,
}

impl Part {
    /// The instant so many steps into the part.
    pub(super) fn instant_ms(&self, steps: usize) -> i32 {
        // Instants of a window, which lie in the range.
        (i64::from(self.from_ms) + steps as i64 * i64::from(self.step_ms)) as i32
    }

    /// What lies before and after the step that ends at the index of a sum.
    fn without_step_to(&self, index: usize) -> (Self, Self) {
        let known = Self { steps: index - 1 - self.first, ..*self };
        let from_ms = self.instant_ms(index - self.first);
        (known, Self { first: index, from_ms, steps: self.last() - index, ..*self })
    }

    fn end_ms(&self) -> i32 {
        self.instant_ms(self.steps)
    }

    pub(super) fn last(&self) -> usize {
        self.first + self.steps
    }

    /// Whether the next part begins where this one ends.
    fn touches(&self, next: &Self) -> bool {
        self.last() == next.first
    }

    pub(super) fn time_ms(&self) -> u32 {
        self.steps as u32 * self.step_ms
    }
}

impl Curve {
    /// The growth of a channel that counts up, such as the cumulative distance.
    /// Where it falls it was reset, and the step in which that happened is as
    /// unknown as a gap.
    pub(crate) fn growth(column: &Column, window: &Range<i32>) -> Self {
        let numbers = Numbers::of(column);
        let share = |steps: &Steps| f64::from(steps.inside_ms) / f64::from(steps.step_ms);
        let grown = |before: f64, number: f64| (number >= before).then_some(number - before);
        Self::build(&numbers, window, numbers.per_unit, share, grown)
    }

    /// Σ value·Δt of the values from `least` on, in the unit of the numbers times seconds.
    pub(crate) fn integral(numbers: &Numbers<'_>, window: &Range<i32>, least: f64) -> Self {
        let ms = |steps: &Steps| f64::from(steps.inside_ms);
        let counted = |_, number: f64| Some(if number >= least { number } else { 0.0 });
        Self::build(numbers, window, numbers.per_unit * 1_000.0, ms, counted)
    }

    /// Sums up what each step has by the number before and the number after it,
    /// and by the weight of the step. A step that has `None` is like a gap.
    fn build(
        numbers: &Numbers<'_>,
        window: &Range<i32>,
        per_unit: f64,
        weigh: impl Fn(&Steps) -> f64,
        amount: impl Fn(f64, f64) -> Option<f64>,
    ) -> Self {
        let indexes = numbers.column.timebase().indexes_in(window.clone());
        let mut curve = Self { parts: Vec::new(), sums: Vec::new(), per_unit };
        curve.sums.reserve(indexes.len() + 3);
        let mut sum = 0.0;
        for steps in steps(numbers.column.timebase(), window) {
            let weight = weigh(&steps);
            let mut part = curve.part_of(&steps, sum);
            let mut are_known = true;
            let mut sums = &mut curve.sums[part.first + 1..];
            let mut before = numbers.get(steps.ends.start - 1);
            numbers.each_block(steps.ends.clone(), |block| {
                let (here, rest) = std::mem::take(&mut sums).split_at_mut(block.len());
                for (number, here) in block.iter().zip(here) {
                    match amount(before, *number) {
                        Some(amount) => sum += amount * weight,
                        None => are_known = false,
                    }
                    *here = sum;
                    before = *number;
                }
                sums = rest;
            });
            if !are_known {
                let mut index = part.first;
                numbers.each_step(steps.ends, |before, number| {
                    index += 1;
                    if amount(before, number).is_none() {
                        let (known, rest) = part.without_step_to(index);
                        curve.add(known);
                        part = rest;
                    }
                });
            }
            curve.add(part);
        }
        curve
    }

    /// A part for some steps, with room for their sums. It touches the last one if that ends there.
    fn part_of(&mut self, steps: &Steps, sum: f64) -> Part {
        if self.parts.last().is_none_or(|last| last.end_ms() != steps.inside_from_ms) {
            self.sums.push(sum);
        }
        let first = self.sums.len() - 1;
        self.sums.resize(first + 1 + steps.ends.len(), sum);
        Part {
            first,
            from_ms: steps.inside_from_ms,
            step_ms: steps.inside_ms,
            steps: steps.ends.len(),
        }
    }

    fn add(&mut self, part: Part) {
        match self.parts.last_mut() {
            Some(last) if last.touches(&part) && last.step_ms == part.step_ms => {
                last.steps += part.steps;
            }
            _ if part.steps > 0 => self.parts.push(part),
            _ => {}
        }
    }

    /// The amount of the whole window; `None` if no time was measured.
    pub(crate) fn total(&self) -> Option<f64> {
        self.parts.last().map(|last| self.in_unit(self.sums[last.last()]))
    }

    /// The measured time, in ms.
    pub(crate) fn time_ms(&self) -> u32 {
        self.parts.iter().map(Part::time_ms).sum()
    }

    /// The amount between an instant and a later one; `None` unless all the time between was measured.
    pub(crate) fn between(&self, from_ms: i32, to_ms: i32) -> Option<f64> {
        let first = self.parts.partition_point(|part| part.end_ms() <= from_ms);
        let last = self.parts.partition_point(|part| part.end_ms() < to_ms);
        let parts = self.parts.get(first..=last)?;
        let is_one_stretch = parts.is_sorted_by(Part::touches);
        let first = parts.first().filter(|part| part.from_ms <= from_ms && is_one_stretch)?;
        Some(self.in_unit(self.sum_in(parts.last()?, to_ms) - self.sum_in(first, from_ms)))
    }

    /// The sum at an instant that lies in a part.
    fn sum_in(&self, part: &Part, at_ms: i32) -> f64 {
        let into_part_ms = at_ms.abs_diff(part.from_ms);
        let index = part.first + (into_part_ms / part.step_ms) as usize;
        self.sum_after(index, into_part_ms % part.step_ms, part.step_ms)
    }

    /// The sum so long after the instant of an index, when the next is `step_ms` after that.
    pub(super) fn sum_after(&self, index: usize, into_step_ms: u32, step_ms: u32) -> f64 {
        if into_step_ms == 0 {
            return self.sums[index];
        }
        let share = f64::from(into_step_ms) / f64::from(step_ms);
        self.sums[index] + (self.sums[index + 1] - self.sums[index]) * share
    }

    /// The stretches without a gap, each as its parts.
    pub(super) fn stretches(&self) -> impl Iterator<Item = &[Part]> {
        self.parts.chunk_by(Part::touches)
    }

    /// From where to where each stretch goes, in ms.
    pub(crate) fn extents_ms(&self) -> impl Iterator<Item = (i32, i32)> {
        let extent = |parts: &[Part]| Some((parts.first()?.from_ms, parts.last()?.end_ms()));
        self.stretches().filter_map(extent)
    }

    pub(super) fn sums(&self, indexes: Range<usize>) -> &[f64] {
        &self.sums[indexes]
    }

    /// A sum in the unit of the results.
    pub(super) fn in_unit(&self, sum: f64) -> f64 {
        sum / self.per_unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    const WHOLE: Range<i32> = i32::MIN..i32::MAX;

    fn distance(samples: &[(i32, f64)]) -> Column {
        Column::from_samples(Channel::Distance, samples.iter().copied())
    }

    #[test]
    fn amounts_are_known_between_instants_of_one_stretch() {
        let column =
            distance(&[(0, 0.0), (100, 1.0), (200, 3.0), (500, 6.0), (9_000, 7.0), (9_100, 8.5)]);
        let curve = Curve::growth(&column, &WHOLE);
        assert_eq!((curve.total(), curve.time_ms()), (Some(7.5), 600));
        for (from_ms, to_ms, expected) in [
            (0, 500, Some(6.0)),
            (50, 150, Some(1.5)),
            (100, 400, Some(4.0)),
            (200, 200, None),
            (9_000, 9_100, Some(1.5)),
            (-1, 100, None),
            (100, 501, None),
            (400, 9_050, None),
            (9_050, 9_101, None),
        ] {
            assert_eq!(curve.between(from_ms, to_ms), expected, "{from_ms} to {to_ms}");
        }
        assert_eq!(curve.stretches().count(), 2);
    }

    #[test]
    fn a_reset_parts_a_curve() {
        let samples =
            [(0, 5.0), (100, 4.0), (200, 6.0), (300, 9.0), (400, 0.0), (500, 0.5), (600, 0.1)];
        let curve = Curve::growth(&distance(&samples), &WHOLE);
        assert_eq!((curve.total(), curve.time_ms()), (Some(5.5), 300));
        assert_eq!(curve.between(100, 300), Some(5.0));
        assert_eq!(curve.between(200, 500), None);
        assert_eq!(curve.between(400, 500), Some(0.5));
        assert_eq!(curve.stretches().count(), 2);
    }

    #[test]
    fn a_window_has_its_share_of_the_steps_at_its_edges() {
        let column = distance(&[(0, 0.0), (100, 1.0), (200, 2.0), (300, 4.0)]);
        let curve = Curve::growth(&column, &(50..250));
        assert_eq!((curve.total(), curve.time_ms()), (Some(2.5), 200));
        assert_eq!((curve.between(50, 100), curve.between(0, 100)), (Some(0.5), None));
        assert_eq!(Curve::growth(&column, &(300..900)).total(), None);
    }

    #[test]
    fn an_integral_counts_values_from_the_least_on() {
        let column = Column::from_samples(Channel::Speed, [(0, 9.0), (1_000, 2.0), (3_000, 5.0)]);
        let numbers = Numbers::of(&column);
        let of = |least| Curve::integral(&numbers, &WHOLE, least).total();
        assert_eq!((of(f64::NEG_INFINITY), of(2.5), of(5.1)), (Some(12.0), Some(10.0), Some(0.0)));
    }
}
