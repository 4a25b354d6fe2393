//! The most demanding stretch of a given length.

use super::curve::{Curve, Part};

/// The stretch of some length in which the most came together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Peak {
    /// Where the stretch begins, in ms on the recording's clock: the earliest of equal ones.
    pub start_ms: i32,
    /// How much it was, in the unit that the field's name says.
    pub amount: f64,
}

/// Peak demands: the most of each quantity in any stretch of one length.
///
/// The stretch rolls over the measurements; fixed blocks miss 7 to 25 % (Fereday
/// 2020). It lies wholly in the window, and all of its time was measured: one with
/// a gap inside does not count. Divide by the length for the usual rate. Elite
/// soccer players reach 190 ± 20 m/min over one minute and 121 ± 13 over ten
/// (Whitehead 2018).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeakDemand {
    /// How long the stretches are, in ms.
    pub length_ms: u32,
    /// The most metres moved, from the same source as [`Figures::distance_m`](crate::Figures::distance_m).
    pub distance_m: Option<Peak>,
    /// The most metres moved at high speed.
    pub high_speed_m: Option<Peak>,
    /// The highest mean heart rate, in beats per minute.
    pub heart_rate_bpm: Option<Peak>,
}

/// What peaks are looked for in: metres, and beats per minute times seconds.
#[derive(Debug)]
pub(super) struct Curves {
    pub(super) distance: Option<Curve>,
    pub(super) high_speed: Option<Curve>,
    pub(super) heart_rate: Option<Curve>,
}

impl Curves {
    /// The peak demands for each length that any quantity was measured for.
    pub(super) fn peaks(&self, lengths_ms: &[u32]) -> Vec<PeakDemand> {
        let demand = |length_ms: &u32| {
            let peak_of = |curve: &Option<Curve>| curve.as_ref()?.peak(*length_ms);
            let mean_of = |peak: Peak| {
                let amount = peak.amount * 1_000.0 / f64::from(*length_ms);
                Peak { amount, ..peak }
            };
            PeakDemand {
                length_ms: *length_ms,
                distance_m: peak_of(&self.distance),
                high_speed_m: peak_of(&self.high_speed),
                heart_rate_bpm: peak_of(&self.heart_rate).map(mean_of),
            }
        };
        let is_measured = |demand: &PeakDemand| {
            [demand.distance_m, demand.high_speed_m, demand.heart_rate_bpm] != [None; 3]
        };
        lengths_ms.iter().map(demand).filter(is_measured).collect()
    }
}

impl Curve {
    /// The most that came together in a stretch of this length; `None` if no
    /// measured stretch is so long.
    ///
    /// Amounts grow evenly between measurements, so the most is found in a stretch
    /// that begins or ends at one. Both ends go over the curve once.
    pub(super) fn peak(&self, length_ms: u32) -> Option<Peak> {
        let mut peak = Highest::default();
        for stretch in self.stretches().filter(|_| length_ms > 0) {
            if let Some(end) = Place::after(stretch, length_ms) {
                self.roll(stretch, end, &mut peak);
            }
        }
        let (sum, start_ms) = peak.0?;
        Some(Peak { start_ms, amount: self.in_unit(sum) })
    }

    /// Moves both ends over a stretch until the later one has reached its end.
    fn roll(&self, stretch: &[Part], mut end: Place, peak: &mut Highest) {
        let mut start = Place::default();
        peak.offer(self.sum_at(stretch, end) - self.sum_at(stretch, start), start.at_ms(stretch));
        while let Some(there) = stretch.get(end.part) {
            let here = &stretch[start.part];
            let are_measured = start.into_step_ms == 0 && end.into_step_ms == 0;
            if are_measured && here.step_ms == there.step_ms {
                // From one pair of measurements to the next, as long as neither end leaves its part.
                let steps = (here.steps - start.step).min(there.steps - end.step);
                let [starts, ends] = [(here, start), (there, end)].map(|(part, place)| {
                    let next = part.first + place.step + 1;
                    self.sums(next..next + steps)
                });
                if let Some((place, sum)) = highest_of(starts, ends) {
                    let steps_ms = (place as u32 + 1) * here.step_ms;
                    peak.offer(sum, start.at_ms(stretch).saturating_add_unsigned(steps_ms));
                }
                start.pass_steps(stretch, steps);
                end.pass_steps(stretch, steps);
            } else {
                let to_next_ms = |part: &Part, place: Place| part.step_ms - place.into_step_ms;
                let ms = to_next_ms(here, start).min(to_next_ms(there, end));
                start.pass_ms(stretch, ms);
                end.pass_ms(stretch, ms);
                let sum = self.sum_at(stretch, end) - self.sum_at(stretch, start);
                peak.offer(sum, start.at_ms(stretch));
            }
        }
    }

    fn sum_at(&self, stretch: &[Part], place: Place) -> f64 {
        match (stretch.get(place.part), stretch.last()) {
            (Some(part), _) => {
                self.sum_after(part.first + place.step, place.into_step_ms, part.step_ms)
            }
            (None, Some(last)) => self.sum_after(last.last(), 0, last.step_ms),
            (None, None) => 0.0,
        }
    }
}

/// The first of the largest differences, with its place.
fn highest_of(starts: &[f64], ends: &[f64]) -> Option<(usize, f64)> {
    let differences = starts.iter().zip(ends).map(|(start, end)| end - start).enumerate();
    differences.reduce(|highest, next| if next.1 > highest.1 { next } else { highest })
}

/// The first of the largest sums, with the instant at which its stretch begins.
#[derive(Debug, Default)]
struct Highest(Option<(f64, i32)>);

impl Highest {
    fn offer(&mut self, sum: f64, start_ms: i32) {
        if self.0.is_none_or(|(highest, _)| sum > highest) {
            self.0 = Some((sum, start_ms));
        }
    }
}

/// A place in a stretch: in a step of a part, or with a part that there is not at the very end.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    part: usize,
    step: usize,
    into_step_ms: u32,
}

impl Place {
    /// The place so long after the beginning; `None` if the stretch is shorter.
    fn after(stretch: &[Part], mut ms: u32) -> Option<Self> {
        for (part, even) in stretch.iter().enumerate() {
            if ms < even.time_ms() {
                let step = (ms / even.step_ms) as usize;
                return Some(Self { part, step, into_step_ms: ms % even.step_ms });
            }
            ms -= even.time_ms();
        }
        (ms == 0).then_some(Self { part: stretch.len(), ..Self::default() })
    }

    fn at_ms(self, stretch: &[Part]) -> i32 {
        stretch.get(self.part).map_or(i32::MAX, |part| {
            part.instant_ms(self.step).saturating_add_unsigned(self.into_step_ms)
        })
    }

    fn pass_steps(&mut self, stretch: &[Part], steps: usize) {
        self.step += steps;
        if stretch.get(self.part).is_some_and(|part| part.steps == self.step) {
            *self = Self { part: self.part + 1, ..Self::default() };
        }
    }

    /// Passes at most the rest of a step.
    fn pass_ms(&mut self, stretch: &[Part], ms: u32) {
        self.into_step_ms += ms;
        if stretch.get(self.part).is_some_and(|part| part.step_ms == self.into_step_ms) {
            self.into_step_ms = 0;
            self.pass_steps(stretch, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::{Channel, Column};

    const WHOLE: Range<i32> = i32::MIN..i32::MAX;

    fn curve(samples: &[(i32, f64)], window: &Range<i32>) -> Curve {
        let column = Column::from_samples(Channel::Distance, samples.iter().copied());
        Curve::growth(&column, window)
    }

    fn peak(samples: &[(i32, f64)], window: Range<i32>, length_ms: u32) -> Option<(i32, f64)> {
        curve(samples, &window).peak(length_ms).map(|peak| (peak.start_ms, peak.amount))
    }

    #[test]
    fn a_stretch_rolls_and_the_earliest_of_equal_ones_counts() {
        let samples =
            [(0, 0.0), (100, 1.0), (200, 5.0), (300, 9.0), (400, 9.0), (500, 13.0), (600, 17.0)];
        assert_eq!(peak(&samples, WHOLE, 200), Some((100, 8.0)));
        assert_eq!(peak(&samples, WHOLE, 600), Some((0, 17.0)));
        assert_eq!(peak(&samples, WHOLE, 601), None);
        assert_eq!(peak(&samples, WHOLE, 0), None);
        // A stretch that is no multiple of a step begins or ends at a measurement.
        assert_eq!(peak(&samples, WHOLE, 250), Some((50, 8.5)));
    }

    #[test]
    fn a_stretch_lies_in_the_window() {
        let samples = [(0, 0.0), (100, 1.0), (200, 5.0), (300, 9.0), (400, 9.0)];
        assert_eq!(peak(&samples, 150..400, 200), Some((150, 6.0)));
        assert_eq!(peak(&samples, 50..250, 200), Some((50, 6.5)));
        assert_eq!(peak(&samples, 50..249, 200), None);
    }

    #[test]
    fn a_stretch_with_a_gap_or_a_reset_inside_does_not_count() {
        let gap = [(0, 0.0), (100, 1.0), (200, 2.0), (5_000, 90.0), (5_100, 90.5), (5_200, 91.0)];
        assert_eq!(peak(&gap, WHOLE, 200), Some((0, 2.0)));
        assert_eq!(peak(&gap, WHOLE, 201), None);
        let reset = [(0, 0.0), (100, 1.0), (200, 0.0), (300, 3.0), (400, 3.5)];
        assert_eq!(peak(&reset, WHOLE, 200), Some((200, 3.5)));
        assert_eq!(peak(&reset, WHOLE, 300), None);
    }

    /// The most over all stretches that begin or end at a measurement or an edge of the window.
    fn naive(samples: &[(i32, f64)], window: &Range<i32>, length_ms: i32) -> Option<f64> {
        let curve = curve(samples, window);
        let edges = samples.iter().map(|(at_ms, _)| *at_ms).chain([window.start, window.end]);
        edges
            .flat_map(|at_ms| [at_ms, at_ms.saturating_sub(length_ms)])
            .filter(|start_ms| *start_ms >= window.start && *start_ms <= window.end - length_ms)
            .filter_map(|start_ms| curve.between(start_ms, start_ms + length_ms))
            .reduce(f64::max)
    }

    proptest! {
        #[test]
        fn no_stretch_has_more(
            rows in vec((prop_oneof![6 => Just(100), 2 => 1..400_i32, 1 => 900..3_000_i32], 0..10_i32), 0..80),
            start in -200..4_000_i32,
            length in 1..6_000_i32,
            length_ms in prop_oneof![Just(100_u32), Just(1_000), 1..2_500_u32],
        ) {
            let (mut at_ms, mut total) = (0, 0.0);
            let samples: Vec<(i32, f64)> = rows.into_iter().map(|(pause_ms, metres)| {
                at_ms += pause_ms;
                // Now and then the odometer is reset.
                total = if metres == 9 { 0.0 } else { total + f64::from(metres) };
                (at_ms, total)
            }).collect();
            let window = start..start + length;
            let found = peak(&samples, window.clone(), length_ms);
            let expected = naive(&samples, &window, length_ms as i32);
            prop_assert_eq!(found.is_some(), expected.is_some());
            if let (Some((start_ms, amount)), Some(expected)) = (found, expected) {
                prop_assert!((amount - expected).abs() < 1e-9, "{} {}", amount, expected);
                prop_assert!(start_ms >= window.start && start_ms + length_ms as i32 <= window.end);
                let there = curve(&samples, &window).between(start_ms, start_ms + length_ms as i32);
                prop_assert!(there.is_some_and(|there| (there - amount).abs() < 1e-9));
            }
        }
    }
}
