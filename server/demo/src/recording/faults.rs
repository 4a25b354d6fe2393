//! What goes wrong with sensors: they switch off, lose the heart, and see impossible speeds.

use std::{iter, ops::Range};

use crate::season::{
    dice::Dice,
    plan::{SECOND, Tick},
};

/// The faults of one recording.
#[derive(Debug)]
pub(super) struct Faults {
    /// When the sensor was on.
    pub(super) spans: Vec<Range<Tick>>,
    /// When the heart was not felt, in seconds.
    pub(super) heart_lost: Option<Range<u32>>,
    /// When satellites fooled the sensor, and into which speed.
    pub(super) spikes: Vec<(Range<Tick>, f64)>,
    /// Whether there is a barometer in it that works.
    pub(super) has_altitude: bool,
}

const SHARE_WITH_HOLES: f64 = 0.18;
const SHARE_WITHOUT_STRAP: f64 = 0.02;
const SHARE_WITH_LOST_HEART: f64 = 0.12;
const SHARE_WITH_SPIKES: f64 = 0.25;
const SHARE_WITH_ALTITUDE: f64 = 0.3;

impl Faults {
    /// In the gym the heart is all that there is, so the strap is not forgotten there.
    pub(super) fn new(mut dice: Dice, length: Tick, in_gym: bool) -> Self {
        let dice = &mut dice;
        let seconds = length / SECOND;
        let heart_lost = if dice.chance(SHARE_WITHOUT_STRAP) && !in_gym {
            Some(0..seconds)
        } else if dice.chance(SHARE_WITH_LOST_HEART) {
            Some(part(dice, seconds, (50.0, 240.0)))
        } else {
            None
        };
        Self {
            spans: spans(dice, length),
            heart_lost,
            spikes: spikes(dice, length),
            has_altitude: dice.chance(SHARE_WITH_ALTITUDE),
        }
    }

    pub(super) fn feels_heart(&self, second: u32) -> bool {
        self.heart_lost.as_ref().is_none_or(|lost| !lost.contains(&second))
    }

    pub(super) fn is_on(&self, tick: Tick) -> bool {
        self.spans.iter().any(|span| span.contains(&tick))
    }
}

/// One or two holes of one to six minutes, well inside the recording.
fn spans(dice: &mut Dice, length: Tick) -> Vec<Range<Tick>> {
    let mut spans: Vec<Range<Tick>> = iter::once(0..length).collect();
    if dice.chance(SHARE_WITH_HOLES) {
        for _ in 0..dice.whole(1, 2) {
            let hole = part(dice, length, (600.0, 3_600.0));
            spans = spans
                .into_iter()
                .flat_map(|span| {
                    [span.start..hole.start.min(span.end), hole.end.max(span.start)..span.end]
                })
                .filter(|span| !span.is_empty())
                .collect();
        }
    }
    spans
}

fn spikes(dice: &mut Dice, length: Tick) -> Vec<(Range<Tick>, f64)> {
    if !dice.chance(SHARE_WITH_SPIKES) {
        return Vec::new();
    }
    (0..dice.whole(1, 3))
        .map(|_| (part(dice, length, (2.0, 5.0)), dice.range(11.3, 16.0)))
        .collect()
}

/// A part of random length that leaves the first and the last tenth alone.
fn part(dice: &mut Dice, whole: u32, lengths: (f64, f64)) -> Range<u32> {
    let length = dice.range(lengths.0, lengths.1).min(f64::from(whole) * 0.2);
    let start = dice.range(0.1 * f64::from(whole), 0.9 * f64::from(whole) - length);
    start as u32..(start + length) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTH: Tick = 80 * 600;

    #[test]
    fn faults_occur_in_some_recordings_and_leave_the_most_alone() {
        let all: Vec<Faults> = (0..1_000)
            .map(|number| Faults::new(Dice::new(1, "sensor", &[number]), LENGTH, false))
            .collect();
        let share = |has: fn(&Faults) -> bool| all.iter().filter(|faults| has(faults)).count();
        assert!((130..230).contains(&share(|faults| faults.spans.len() > 1)));
        assert!((100..180).contains(&share(|faults| faults.heart_lost.is_some())));
        assert!((5..40).contains(&share(|faults| !faults.feels_heart(0))));
        assert!((200..300).contains(&share(|faults| !faults.spikes.is_empty())));
        assert!((250..350).contains(&share(|faults| faults.has_altitude)));
    }

    #[test]
    fn holes_last_minutes_and_lie_inside() {
        let mut holes = 0;
        for number in 0..1_000 {
            let faults = Faults::new(Dice::new(2, "sensor", &[number]), LENGTH, false);
            assert_eq!(faults.spans.first().map(|span| span.start), Some(0));
            assert_eq!(faults.spans.last().map(|span| span.end), Some(LENGTH));
            for pair in faults.spans.windows(2) {
                let hole = pair[0].end..pair[1].start;
                assert!((600..=7_200).contains(&hole.len()), "{hole:?}");
                assert!(!faults.is_on(hole.start) && !faults.is_on(hole.end - 1));
                assert!(faults.is_on(hole.start - 1) && faults.is_on(hole.end));
                holes += 1;
            }
            for (spike, speed_ms) in &faults.spikes {
                assert!((2..=5).contains(&spike.len()) && *speed_ms > 11.2);
            }
        }
        assert!(holes > 150);
    }

    #[test]
    fn a_gym_has_a_heart_rate() {
        let forgotten = (0..1_000).filter(|number| {
            let faults = Faults::new(Dice::new(1, "sensor", &[*number]), LENGTH, true);
            !faults.feels_heart(0) && !faults.feels_heart(LENGTH / SECOND - 1)
        });
        assert_eq!(forgotten.count(), 0);
    }
}
