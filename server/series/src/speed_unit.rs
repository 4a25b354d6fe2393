//! The unit of the speed channel, which Polar does not document.

use std::ops::Range;

use crate::{Channel, Column, Recording, figures::curve::Curve, numbers::Numbers};

/// What a value of the speed channel means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeedUnit {
    /// m/s
    MetresPerSecond,
    /// km/h
    KilometresPerHour,
}

/// How much faster a number of m/s is than the same number of km/h.
pub(crate) const KMH_PER_M_PER_S: f64 = 3.6;

/// How long the stretches are in which speed is compared, and how many metres (or
/// m/s gained) tell something: the ratio of two small numbers is noise. The longer
/// ones tell more clearly, the shorter ones are enough for a short recording.
const STRETCHES: [(i32, f64); 2] = [(5_000, 2.5), (1_000, 1.0)];
/// The fewest stretches that are evidence.
const FEWEST_STRETCHES: usize = 3;
/// How far a stretch may be off the exact ratio and still count for a unit:
/// well below the factor √3.6 that lies half-way between the two.
const TOLERANCE: f64 = 1.5;

impl SpeedUnit {
    /// Tells the unit of a recording's speed channel, which is not documented.
    ///
    /// The integral of speed is compared with the growth of the cumulative distance
    /// or, where that tells nothing, the growth of speed with the integral of the
    /// forward acceleration. Either ratio is 1 for m/s and 3.6 for km/h.
    ///
    /// Every stretch of five seconds without a gap has a vote in which the player
    /// moved 2.5 m, or gained or lost 2.5 m/s; so standing still, holes and single
    /// spikes do not matter. If fewer than three such stretches agree, stretches of
    /// one second are asked, with 1 m or 1 m/s. `None` if these cannot tell either,
    /// as when a player stood still: then speed has no unit, and what is measured
    /// otherwise stays known.
    pub fn tell(recording: &Recording) -> Option<Self> {
        let evidence = [Evidence::distance(recording), Evidence::acceleration(recording)];
        evidence.into_iter().flatten().find_map(|evidence| evidence.tell())
    }

    /// Whether a ratio is that of the unit.
    fn fits(self, ratio: f64) -> bool {
        let off = ratio / self.per_m_per_s();
        (1.0 / TOLERANCE..=TOLERANCE).contains(&off)
    }

    const fn per_m_per_s(self) -> f64 {
        match self {
            Self::MetresPerSecond => 1.0,
            Self::KilometresPerHour => KMH_PER_M_PER_S,
        }
    }

    /// How much of a value of the speed channel is 1 km/h.
    pub(crate) const fn per_kmh(self) -> f64 {
        self.per_m_per_s() / KMH_PER_M_PER_S
    }

    /// A value of the speed channel in km/h, to the millionth: so a speed in m/s
    /// is shown as the decimal fraction that it is, in spite of binary ones.
    pub fn to_kmh(self, speed: f64) -> f64 {
        match self {
            Self::MetresPerSecond => (speed * KMH_PER_M_PER_S * 1e6).round() / 1e6,
            Self::KilometresPerHour => speed,
        }
    }
}

const WHOLE: Range<i32> = i32::MIN..i32::MAX;

/// Two measures of one movement, of which one knows its unit.
enum Evidence<'a> {
    /// Metres in the unit of speed, and true ones.
    Distance { by_speed: Curve, moved_m: Curve },
    /// The speed, and the m/s that were gained.
    Acceleration { speed: &'a Column, gained_m_per_s: Curve },
}

impl<'a> Evidence<'a> {
    fn distance(recording: &Recording) -> Option<Self> {
        Some(Self::Distance {
            by_speed: integral(recording.column(Channel::Speed)?),
            moved_m: Curve::growth(recording.column(Channel::Distance)?, &WHOLE),
        })
    }

    fn acceleration(recording: &'a Recording) -> Option<Self> {
        Some(Self::Acceleration {
            speed: recording.column(Channel::Speed)?,
            gained_m_per_s: integral(recording.column(Channel::ForwardAcceleration)?),
        })
    }

    /// The unit that most stretches vote for.
    fn tell(&self) -> Option<SpeedUnit> {
        STRETCHES.into_iter().find_map(|(stretch_ms, least)| {
            let ratios: Vec<f64> = self.ratios(stretch_ms, least).collect();
            let votes = |unit: SpeedUnit| ratios.iter().filter(|ratio| unit.fits(**ratio)).count();
            [SpeedUnit::MetresPerSecond, SpeedUnit::KilometresPerHour]
                .into_iter()
                .find(|unit| votes(*unit) >= FEWEST_STRETCHES && votes(*unit) * 2 > ratios.len())
        })
    }

    /// What speed says over what is known, for every stretch that both cover and that tells something.
    fn ratios(&self, stretch_ms: i32, least: f64) -> impl Iterator<Item = f64> {
        let known = match self {
            Self::Distance { moved_m, .. } => moved_m,
            Self::Acceleration { gained_m_per_s, .. } => gained_m_per_s,
        };
        known
            .extents_ms()
            .flat_map(move |(from_ms, to_ms)| {
                (from_ms..to_ms).step_by(stretch_ms.unsigned_abs() as usize)
            })
            .filter_map(move |from_ms| {
                let to_ms = from_ms.checked_add(stretch_ms)?;
                let truth = known.between(from_ms, to_ms)?;
                let said = match self {
                    Self::Distance { by_speed, .. } => by_speed.between(from_ms, to_ms)?,
                    Self::Acceleration { speed, .. } => {
                        value_at(speed, to_ms)? - value_at(speed, from_ms)?
                    }
                };
                (truth.abs() >= least).then_some(said / truth)
            })
    }
}

fn integral(column: &Column) -> Curve {
    Curve::integral(&Numbers::of(column), &WHOLE, f64::NEG_INFINITY)
}

/// The value that was measured at an instant.
fn value_at(column: &Column, at_ms: i32) -> Option<f64> {
    let index = column.index_at_or_after(at_ms);
    (column.timebase().at_ms(index)? == at_ms).then(|| column.values.get(index))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn tell_of(columns: impl IntoIterator<Item = Column>) -> Option<SpeedUnit> {
        SpeedUnit::tell(&Recording::from_columns(columns))
    }

    fn tell(seconds: i32, speed_of: impl Fn(i32) -> f64) -> Option<SpeedUnit> {
        tell_of(<[Column; 2]>::from(recorded(seconds, |_| true, speed_of)))
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
        assert_eq!(tell_of([speed, distance]), Some(SpeedUnit::KilometresPerHour));
    }

    #[test]
    fn speed_may_come_more_rarely_than_distance() {
        let (_, distance) = recorded(600, |_| true, m_per_s_at);
        let (speed, _) = recorded(600, |row| row % 10 == 0, m_per_s_at);
        assert_eq!(tell_of([speed, distance]), Some(SpeedUnit::MetresPerSecond));
    }

    #[test]
    fn seconds_are_enough_for_a_short_recording() {
        // 15 s of standing, then 4 s at 3 m/s.
        assert_eq!(tell(19, m_per_s_at), Some(SpeedUnit::MetresPerSecond));
        assert_eq!(tell(19, |row| m_per_s_at(row) * 3.6), Some(SpeedUnit::KilometresPerHour));
    }

    #[test]
    fn who_hardly_moves_may_tell_the_unit() {
        // Ten minutes of standing, with five seconds of a slow walk in every minute.
        let pace = |row: i32| if row % 600 < 60 { 0.7 } else { 0.0 };
        let standing = |per_m_per_s: f64| {
            let mut moved_m = 0.0;
            let distance = (0..6_000).map(|row| {
                moved_m += pace(row) / 10.0;
                (row * 100, (moved_m * 10.0_f64).round() / 10.0)
            });
            let distance = Column::from_samples(Channel::Distance, distance);
            // A sensor at rest is not quite at 0.
            let speed = (0..6_000).map(|row| (row * 100, (pace(row) + 0.05) * per_m_per_s));
            tell_of([Column::from_samples(Channel::Speed, speed), distance])
        };
        assert_eq!(standing(1.0), Some(SpeedUnit::MetresPerSecond));
        assert_eq!(standing(3.6), Some(SpeedUnit::KilometresPerHour));
    }

    #[test]
    fn without_distance_the_acceleration_tells_the_unit() {
        // Up to 4 m/s and down again in eight seconds each, at different rates.
        let m_per_s_at = |row: i32| {
            let within = row % 80;
            f64::from(if within < 30 { within } else { (80 - within).min(30) }) * 4.0 / 30.0
        };
        let told = |per_m_per_s: f64, seconds: i32| {
            let speed = (0..seconds * 10).map(|row| (row * 100, m_per_s_at(row) * per_m_per_s));
            let gained = |row| (m_per_s_at(row) - m_per_s_at(row - 1)) / 0.1;
            let acceleration =
                (1..seconds * 10).map(|row| (row * 100, (gained(row) * 100.0).round() / 100.0));
            let columns = [
                Column::from_samples(Channel::Speed, speed),
                Column::from_samples(Channel::ForwardAcceleration, acceleration),
            ];
            let stuck = Column::from_samples(Channel::Distance, [(0, 0.0), (900, 0.0)]);
            let told = tell_of(columns.clone());
            assert_eq!(tell_of(columns.into_iter().chain([stuck])), told, "it tells nothing");
            told
        };
        for seconds in [16, 600] {
            assert_eq!(told(1.0, seconds), Some(SpeedUnit::MetresPerSecond));
            assert_eq!(told(3.6, seconds), Some(SpeedUnit::KilometresPerHour));
        }
        assert_eq!(told(1.9, 600), None);
    }

    #[test]
    fn without_evidence_there_is_no_unit() {
        assert_eq!(tell(120, |row| m_per_s_at(row) * 1.9), None, "half-way between the two");
        assert_eq!(tell(120, |_| 0.0), None, "the speed does not follow the distance");
        assert_eq!(tell(14, |_| 0.0), None, "standing still");
        assert_eq!(tell(17, m_per_s_at), None, "two moving seconds only");
        let (speed, distance) = recorded(120, |_| true, m_per_s_at);
        assert_eq!(tell_of([speed]), None, "nothing to compare with");
        assert_eq!(tell_of([distance]), None, "no speed");
        assert_eq!(tell_of([]), None);
    }

    #[test]
    fn speeds_are_shown_as_decimal_fractions() {
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
