//! The unit of the speed channel, which Polar does not document.

use crate::{
    Column,
    figures::gathered::{by_odometer, integral},
};

/// What a value of the speed channel means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeedUnit {
    /// m/s
    MetresPerSecond,
    /// km/h
    KilometresPerHour,
}

/// How long the stretches are in which speed and distance are compared.
const STRETCH_MS: i32 = 5_000;
/// Slower stretches tell nothing: the ratio of two small numbers is noise.
const MOVING_M_PER_S: f64 = 1.0;
/// The fewest moving stretches that are evidence.
const FEWEST_STRETCHES: usize = 3;
/// How far a stretch may be off the exact ratio and still count for a unit:
/// well below the factor √3.6 that lies half-way between the two.
const TOLERANCE: f64 = 1.5;

impl SpeedUnit {
    /// Tells the unit from the ratio of speed to the change of distance over
    /// time, which is 1 for m/s and 3.6 for km/h.
    ///
    /// Every stretch of five seconds without a gap in which the player moved
    /// has a vote, so standing still, holes and single spikes do not matter.
    /// `None` if no unit has more than half of the votes, or there are fewer than three.
    pub fn tell(speed: &Column, distance: &Column) -> Option<Self> {
        let ratios: Vec<f64> = distance
            .segments()
            .flat_map(|segment| {
                let timebase = distance.timebase();
                let start_ms = timebase.instant_ms(segment.start);
                let last_ms = timebase.instant_ms(segment.end - 1);
                (start_ms..last_ms).step_by(STRETCH_MS as usize)
            })
            .filter_map(|start_ms| ratio_in_stretch(speed, distance, start_ms))
            .collect();
        let votes = |unit: Self| ratios.iter().filter(|ratio| unit.fits(**ratio)).count();
        [Self::MetresPerSecond, Self::KilometresPerHour]
            .into_iter()
            .find(|unit| votes(*unit) >= FEWEST_STRETCHES && votes(*unit) * 2 > ratios.len())
    }

    /// Whether a ratio of speed to distance over time is that of the unit.
    fn fits(self, ratio: f64) -> bool {
        let off = ratio / self.per_metre_per_second();
        (1.0 / TOLERANCE..=TOLERANCE).contains(&off)
    }

    const fn per_metre_per_second(self) -> f64 {
        match self {
            Self::MetresPerSecond => 1.0,
            Self::KilometresPerHour => 3.6,
        }
    }

    /// A value of the speed channel in m/s.
    pub fn to_m_per_s(self, speed: f64) -> f64 {
        speed / self.per_metre_per_second()
    }

    /// A value of the speed channel in km/h, to the millionth: so a speed in m/s
    /// meets a zone limit in km/h exactly, in spite of binary fractions.
    pub fn to_kmh(self, speed: f64) -> f64 {
        match self {
            Self::MetresPerSecond => (speed * 3.6e6).round() / 1e6,
            Self::KilometresPerHour => speed,
        }
    }
}

/// Speed over change of distance in five seconds; `None` unless both cover them and the player moved.
fn ratio_in_stretch(speed: &Column, distance: &Column, start_ms: i32) -> Option<f64> {
    let window = start_ms..start_ms.checked_add(STRETCH_MS)?;
    let moved = by_odometer(distance, &window);
    let passed = integral(speed, &window);
    let covers = |time_ms| time_ms == STRETCH_MS.unsigned_abs();
    let (mean, m_per_s) = (passed.per_second()?, moved.per_second()?);
    (covers(moved.time_ms) && covers(passed.time_ms) && m_per_s >= MOVING_M_PER_S)
        .then_some(mean / m_per_s)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    /// A player who stands, jogs and sprints in turn, sampled at 10 Hz for `seconds`.
    fn m_per_s_at(row: i32) -> f64 {
        [0.0, 3.0, 7.5, 1.5][(row / 150 % 4) as usize]
    }

    fn recorded(
        seconds: i32,
        rows: impl Fn(&i32) -> bool,
        speed_of: impl Fn(i32) -> f64,
    ) -> (Column, Column) {
        let mut moved_m = 0.0;
        let distance: Vec<(i32, f64)> = (0..seconds * 10)
            .map(|row| {
                moved_m += m_per_s_at(row) / 10.0;
                (row * 100, (moved_m * 10.0_f64).round() / 10.0)
            })
            .filter(|(at_ms, _)| rows(&(at_ms / 100)))
            .collect();
        let speed = (0..seconds * 10).filter(|row| rows(row)).map(|row| (row * 100, speed_of(row)));
        (
            Column::from_samples(Channel::Speed, speed),
            Column::from_samples(Channel::Distance, distance),
        )
    }

    fn tell(seconds: i32, speed_of: impl Fn(i32) -> f64) -> Option<SpeedUnit> {
        let (speed, distance) = recorded(seconds, |_| true, speed_of);
        SpeedUnit::tell(&speed, &distance)
    }

    #[test]
    fn the_ratio_tells_the_unit() {
        assert_eq!(tell(120, m_per_s_at), Some(SpeedUnit::MetresPerSecond));
        assert_eq!(tell(120, |row| m_per_s_at(row) * 3.6), Some(SpeedUnit::KilometresPerHour));
    }

    #[test]
    fn spikes_and_noise_do_not_matter() {
        let noisy = |row: i32| {
            let spike = if row % 400 == 200 { 60.0 } else { 0.0 };
            m_per_s_at(row) * (1.0 + f64::from(row % 7 - 3) / 20.0) + spike
        };
        assert_eq!(tell(600, noisy), Some(SpeedUnit::MetresPerSecond));
        assert_eq!(tell(600, |row| noisy(row) * 3.6), Some(SpeedUnit::KilometresPerHour));
    }

    #[test]
    fn holes_do_not_matter() {
        let rows = |row: &i32| !(1_000..3_000).contains(row) && row % 300 > 40;
        let (speed, distance) = recorded(600, rows, |row| m_per_s_at(row) * 3.6);
        assert!(distance.segments().count() > 10);
        assert_eq!(SpeedUnit::tell(&speed, &distance), Some(SpeedUnit::KilometresPerHour));
    }

    #[test]
    fn speed_may_come_more_rarely_than_distance() {
        let (_, distance) = recorded(600, |_| true, m_per_s_at);
        let (speed, _) = recorded(600, |row| row % 10 == 0, m_per_s_at);
        assert_eq!(SpeedUnit::tell(&speed, &distance), Some(SpeedUnit::MetresPerSecond));
    }

    #[test]
    fn without_evidence_there_is_no_unit() {
        assert_eq!(tell(120, |row| m_per_s_at(row) * 1.9), None, "half-way between the two");
        assert_eq!(tell(120, |_| 0.0), None, "the speed does not follow the distance");
        assert_eq!(tell(14, |_| 0.0), None, "standing still");
        assert_eq!(tell(25, m_per_s_at), None, "two moving stretches only");
        let empty = Column::from_samples(Channel::Speed, []);
        assert_eq!(SpeedUnit::tell(&empty, &empty), None);
    }

    #[test]
    fn limits_in_km_h_are_met_exactly() {
        for hundredths in 0..2_000 {
            let m_per_s = f64::from(hundredths) / 100.0;
            let kmh = f64::from(hundredths * 36) / 1_000.0;
            assert!(
                (SpeedUnit::MetresPerSecond.to_kmh(m_per_s) - kmh).abs() <= 0.0,
                "{m_per_s} m/s"
            );
            assert!((SpeedUnit::KilometresPerHour.to_kmh(kmh) - kmh).abs() <= 0.0);
        }
    }
}
