//! Counts of accelerations and sprints.

use crate::recording::Motion;

use super::Part;

/// A sprint is any acceleration beyond this.
pub(crate) const SPRINT_MS2: f64 = 2.8;
/// From where on an acceleration falls into each of four zones; decelerations likewise, below 0.
pub(crate) const ACCELERATION_LIMITS_MS2: [f64; 4] = [0.5, 1.0, 2.0, 3.0];
/// How many rows in a row beyond the lowest limit make an effort: half a second.
const EFFORT_ROWS: u32 = 5;

/// How often somebody sped up and slowed down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Efforts {
    pub(crate) sprints: u32,
    /// By the zone of the hardest moment.
    pub(crate) accelerations: [u32; 4],
    pub(crate) decelerations: [u32; 4],
}

/// A limit in hundredths, as samples are kept.
const fn hundredths(limit_ms2: f64) -> i16 {
    (limit_ms2 * 100.0 + 0.5) as i16
}

impl Efforts {
    pub(super) fn of(motion: &Motion, parts: &[Part]) -> Self {
        let mut efforts = Self::default();
        for part in parts {
            let rows = &motion.acceleration[part.time.start as usize..part.time.end as usize];
            efforts.sprints += sprints(rows);
            count(rows, 1, &mut efforts.accelerations);
            count(rows, -1, &mut efforts.decelerations);
        }
        efforts
    }
}

/// Each unbroken run beyond the threshold once.
fn sprints(rows: &[Option<i16>]) -> u32 {
    let is_sprint = |row: &Option<i16>| row.is_some_and(|value| value > hundredths(SPRINT_MS2));
    rows.chunk_by(|a, b| is_sprint(a) == is_sprint(b)).filter(|run| is_sprint(&run[0])).count()
        as u32
}

/// Each effort in the direction of `sign` once, in the zone that it reached.
fn count(rows: &[Option<i16>], sign: i16, zones: &mut [u32; 4]) {
    let limits = ACCELERATION_LIMITS_MS2.map(hundredths);
    let (mut length, mut peak) = (0, 0);
    // A last row without acceleration ends the last effort.
    for row in rows.iter().chain([&None]) {
        let value = row.map_or(0, |value| value * sign);
        if value >= limits[0] {
            length += 1;
            peak = peak.max(value);
            continue;
        }
        if length >= EFFORT_ROWS {
            zones[limits.partition_point(|limit| *limit <= peak) - 1] += 1;
        }
        (length, peak) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(values: &[i16]) -> Vec<Option<i16>> {
        values.iter().map(|value| (*value != i16::MIN).then_some(*value)).collect()
    }

    #[test]
    fn a_sprint_counts_once_until_the_acceleration_ends() {
        assert_eq!(sprints(&rows(&[0, 280, 281, 300, 290, 100, 400, 0])), 2);
        assert_eq!(sprints(&rows(&[400, i16::MIN, 400])), 2, "a missing value ends it");
        assert_eq!(sprints(&[]), 0);
    }

    #[test]
    fn efforts_need_half_a_second_and_go_to_the_zone_of_their_peak() {
        let mut zones = [0; 4];
        count(&rows(&[50, 60, 99, 60, 50, 0, 70, 70, 70, 70]), 1, &mut zones);
        assert_eq!(zones, [1, 0, 0, 0], "the second one is too short");
        count(&rows(&[60, 100, 200, 300, 60]), 1, &mut zones);
        assert_eq!(zones, [1, 0, 0, 1], "counted though the rows end with it");
        let mut zones = [0; 4];
        count(&rows(&[-60, -100, -250, -100, -60, 100]), -1, &mut zones);
        assert_eq!(zones, [0, 0, 1, 0]);
    }
}
