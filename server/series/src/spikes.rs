//! Values that no body can have produced: errors of a sensor, to be told and not to be believed.

use crate::{Channel, Column, SpeedUnit};

/// A stretch of values without one between them that can be believed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spike {
    /// When the value was measured that is furthest from what can be.
    pub at_ms: i32,
    /// That value, in the column's own unit.
    pub value: f64,
}

/// Nobody runs faster, in km/h: the fastest footballers reach 37 to 38, and Usain Bolt 44.7 in a race of 100 m.
pub const FASTEST_KMH: f64 = 42.0;

/// Nobody speeds up or slows down by more, in m/s²: sprinters leave the blocks with about 9 at most, and turns and
/// stops of footballers are below.
pub const HARDEST_MS2: f64 = 9.0;

/// Hearts beat more often only when they are ill, in beats a minute.
pub const HIGHEST_BPM: f64 = 230.0;

/// And less often in nobody who moves.
pub const LOWEST_BPM: f64 = 30.0;

/// A heart changes by less within [`JUMP_WITHIN_MS`]: at the start of a sprint by some 3 beats a minute each second. More
/// than that, and back at once, is a strap that slipped.
pub const JUMP_BPM: f64 = 30.0;

/// Within which time a jump is one, in ms.
pub const JUMP_WITHIN_MS: u32 = 1_000;

/// What comes back later than this was a change, in ms: it is believed.
pub const BACK_WITHIN_MS: u32 = 3_000;

/// The spikes of heart rate or speed; other columns have none. A speed whose unit nobody knows cannot be judged.
///
/// A speed is one when it is too high, or when it cannot be reached from the last one that is believed. So the value
/// after a spike is believed again, and a lasting change is after some samples. A heart rate is one when it is too
/// high or too low, or when it jumps and comes back.
///
/// After a gap whatever comes first is believed if it can be.
///
/// ```
/// use series::{Channel, Column, spikes};
///
/// let beats = [(0, 120.0), (1_000, 185.0), (2_000, 121.0)];
/// let found = spikes::spikes(&Column::from_samples(Channel::HeartRate, beats), None);
/// assert_eq!((found.len(), found[0].at_ms, found[0].value), (1, 1_000, 185.0));
/// ```
pub fn spikes(column: &Column, speed_unit: Option<SpeedUnit>) -> Vec<Spike> {
    let samples: Vec<(i32, f64)> = column.iter().collect();
    // Speeds are sent in steps: two of them may be a whole step further apart than they were.
    let step = column.decimals().map_or(0.0, |decimals| 0.1_f64.powi(decimals.into()));
    let mut found = Vec::new();
    for segment in column.segments() {
        let samples = &samples[segment];
        match (column.channel(), speed_unit) {
            (Channel::HeartRate, _) => of_heart_rate(samples, &mut found),
            (Channel::Speed, Some(unit)) => of_speed(samples, unit, step, &mut found),
            _ => {}
        }
    }
    found
}

fn of_speed(samples: &[(i32, f64)], unit: SpeedUnit, step: f64, found: &mut Vec<Spike>) {
    let mut believed: Option<(i32, f64)> = None;
    let mut stretch = Stretch::default();
    let step_kmh = unit.to_kmh(step);
    for (at_ms, value) in samples.iter().copied() {
        let kmh = unit.to_kmh(value);
        let reachable = believed.is_none_or(|(from_ms, from_kmh)| {
            let within_s = f64::from(from_ms.abs_diff(at_ms)) / 1_000.0;
            (kmh - from_kmh).abs() <= HARDEST_MS2 * 3.6 * within_s + step_kmh
        });
        if kmh <= FASTEST_KMH && reachable {
            believed = Some((at_ms, kmh));
            stretch.end(found);
        } else {
            let off = believed.map_or(kmh, |(_, from_kmh)| (kmh - from_kmh).abs());
            stretch.add(Spike { at_ms, value }, off);
        }
    }
    stretch.end(found);
}

fn of_heart_rate(samples: &[(i32, f64)], found: &mut Vec<Spike>) {
    let mut believed: Option<(i32, f64)> = None;
    let mut stretch = Stretch::default();
    for (place, (at_ms, bpm)) in samples.iter().copied().enumerate() {
        let possible = (LOWEST_BPM..=HIGHEST_BPM).contains(&bpm);
        let jumps = believed.is_some_and(|(from_ms, from_bpm)| {
            let apart = |other: f64| (other - from_bpm).abs() > JUMP_BPM;
            let since_ms = |instant: i32| instant.abs_diff(from_ms);
            let after = samples.get(place + 1..).unwrap_or_default();
            apart(bpm)
                && (stretch.is_open() || since_ms(at_ms) <= JUMP_WITHIN_MS)
                && after
                    .iter()
                    .take_while(|(instant, _)| {
                        since_ms(*instant) <= BACK_WITHIN_MS + JUMP_WITHIN_MS
                    })
                    .any(|(_, later)| !apart(*later))
        });
        if possible && !jumps {
            believed = Some((at_ms, bpm));
            stretch.end(found);
        } else {
            let off = believed.map_or(bpm, |(_, from_bpm)| (bpm - from_bpm).abs());
            stretch.add(Spike { at_ms, value: bpm }, off);
        }
    }
    stretch.end(found);
}

/// The spike that is being found, with how far it is off.
#[derive(Debug, Default)]
struct Stretch(Option<(Spike, f64)>);

impl Stretch {
    fn is_open(&self) -> bool {
        self.0.is_some()
    }

    fn add(&mut self, spike: Spike, off: f64) {
        if self.0.is_none_or(|(_, most)| off > most) {
            self.0 = Some((spike, off));
        }
    }

    fn end(&mut self, found: &mut Vec<Spike>) {
        found.extend(self.0.take().map(|(spike, _)| spike));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(
        channel: Channel,
        every_ms: i32,
        values: &[f64],
        unit: Option<SpeedUnit>,
    ) -> Vec<(i32, f64)> {
        let samples = (0..).map(|place| place * every_ms).zip(values.iter().copied());
        let found = spikes(&Column::from_samples(channel, samples), unit);
        found.into_iter().map(|spike| (spike.at_ms, spike.value)).collect()
    }

    fn kmh(values: &[f64]) -> Vec<(i32, f64)> {
        found(Channel::Speed, 100, values, Some(SpeedUnit::KilometresPerHour))
    }

    fn bpm(values: &[f64]) -> Vec<(i32, f64)> {
        found(Channel::HeartRate, 1_000, values, None)
    }

    #[test]
    fn a_speed_that_nobody_runs_is_one_however_it_was_reached() {
        let mut values: Vec<f64> = (0..60).map(|i| 10.0 + f64::from(i) * 0.75).collect();
        assert_eq!(values.iter().filter(|kmh| **kmh > FASTEST_KMH).count(), 17);
        values.extend([30.5, 30.2]);
        assert_eq!(kmh(&values), [(5_900, 54.25)], "one stretch, told by its highest");
        assert_eq!(kmh(&[41.5, 41.9, 42.0]), []);
        assert_eq!(kmh(&[80.5, 20.0]), [(0, 80.5)]);
    }

    #[test]
    fn a_jump_is_one_and_what_comes_back_is_believed() {
        assert_eq!(kmh(&[20.0, 20.1, 29.5, 20.2, 20.3]), [(200, 29.5)]);
        assert_eq!(kmh(&[20.0, 20.1, 9.5, 9.7, 20.3]), [(200, 9.5)]);
        assert_eq!(kmh(&[20.0, 23.0, 26.0, 29.0]), [], "hard, but a body can");
    }

    #[test]
    fn a_lasting_change_is_believed_after_a_while() {
        let mut values = vec![10.5; 5];
        values.extend([20.5; 10]);
        assert_eq!(kmh(&values), [(500, 20.5)]);
        values.push(31.5);
        assert_eq!(kmh(&values), [(500, 20.5), (1_500, 31.5)], "and then it is the measure");
    }

    #[test]
    fn speeds_in_coarse_steps_do_not_jump() {
        let metres =
            |values: &[f64]| found(Channel::Speed, 100, values, Some(SpeedUnit::MetresPerSecond));
        assert_eq!(metres(&[5.0, 6.0, 5.0, 6.0, 7.0]), []);
        assert_eq!(metres(&[5.0, 8.0, 5.0]), [(100, 8.0)]);
        assert_eq!(found(Channel::Speed, 100, &[90.0], None), [], "of no known unit");
    }

    #[test]
    fn a_heart_rate_beyond_all_limits_is_one() {
        assert_eq!(bpm(&[120.0, 232.0, 233.0, 121.0]), [(2_000, 233.0)]);
        assert_eq!(bpm(&[29.0, 60.0]), [(0, 29.0)]);
        assert_eq!(bpm(&[230.0, 229.0, 30.0]), []);
    }

    #[test]
    fn a_heart_that_jumps_and_comes_back_did_not() {
        assert_eq!(bpm(&[120.0, 121.0, 160.0, 122.0]), [(2_000, 160.0)]);
        assert_eq!(bpm(&[120.0, 80.0, 82.0, 122.0]), [(1_000, 80.0)]);
        assert_eq!(bpm(&[120.0, 150.0, 121.0]), [], "not more than the limit");
        let stays = [120.0, 160.0, 161.0, 161.0, 162.0, 161.0, 160.0];
        assert_eq!(bpm(&stays), [], "the strap was put right");
        assert_eq!(found(Channel::HeartRate, 2_000, &[120.0, 160.0, 121.0], None), []);
    }

    #[test]
    fn nothing_is_compared_across_a_gap() {
        let speed = [(0, 20.0), (100, 20.1), (60_000, 5.1), (60_100, 5.2)];
        let column = Column::from_samples(Channel::Speed, speed);
        assert_eq!(spikes(&column, Some(SpeedUnit::KilometresPerHour)), []);
        let cadence = Column::from_samples(Channel::Cadence, [(0, 500.0)]);
        assert_eq!(spikes(&cadence, None), []);
    }
}
