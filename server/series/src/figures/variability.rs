//! The variability of the heart rate, from the times between beats.

use std::ops::Range;

use crate::{Recording, rr};

/// The RMSSD of the beats in a window; `None` without two neighbouring ones. Where beats are, see [`rr::tachogram`].
pub(super) fn rmssd_ms(recording: &Recording, window: &Range<i32>) -> Option<f64> {
    let window = i64::from(window.start)..i64::from(window.end);
    let mut differences = rr::Differences::default();
    for stretch in rr::placed(recording) {
        for (at_ms, interval_ms) in stretch {
            differences.add(interval_ms.filter(|_| window.contains(&at_ms)));
        }
        differences.add(None);
    }
    differences.rmssd_ms()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, Column};

    fn recording(heart_rate_s: &[i32], intervals_ms: &[u16]) -> Recording {
        let samples = heart_rate_s.iter().map(|second| (second * 1_000, 60.0));
        let column = Column::from_samples(Channel::HeartRate, samples);
        let intervals = intervals_ms.iter().map(|ms| (*ms > 0).then_some(*ms));
        let mut recording = Recording::from_columns([column]);
        recording.rr_intervals_ms = intervals.collect();
        recording
    }

    #[test]
    fn beats_are_laid_end_to_end() {
        // Beats at 1.0, 2.01, 3.0 s and so on.
        let recording =
            recording(&[0, 1, 2, 3, 4, 5, 6], &[1_000, 1_010, 990, 1_000, 0, 1_000, 1_030]);
        let of = |window| rmssd_ms(&recording, &window);
        assert_eq!(of(0..2_011), Some(10.0));
        assert_eq!(of(0..2_010), None, "the second beat is the first outside");
        assert_eq!(of(2_010..3_001), Some(20.0));
        assert_eq!(of(3_000..5_999), Some(10.0));
        assert_eq!(of(4_000..6_001), None, "the fifth beat was missed");
        assert_eq!(of(6_000..9_000), Some(30.0), "the last beats may be later than the heart rate");
    }

    #[test]
    fn there_is_no_difference_across_a_gap() {
        let recording = recording(&[0, 1, 2, 60, 61, 62], &[1_000, 1_000, 500, 500]);
        assert_eq!(rmssd_ms(&recording, &(0..90_000)), Some(0.0));
        assert_eq!(rmssd_ms(&recording, &(3_000..60_501)), None);
        assert_eq!(rmssd_ms(&recording, &(60_500..61_001)), Some(0.0));
    }

    #[test]
    fn without_a_heart_rate_beats_start_with_the_recording() {
        let speed = Column::from_samples(Channel::Speed, [(5_000, 1.0), (5_100, 1.0)]);
        let mut recording = Recording::from_columns([speed]);
        recording.rr_intervals_ms = vec![None, Some(400), Some(406)];
        assert_eq!(rmssd_ms(&recording, &(5_800..6_207)), Some(6.0));
        assert_eq!(rmssd_ms(&recording, &(0..5_800)), None);
        assert_eq!(rmssd_ms(&Recording::default(), &(0..5_800)), None);
    }
}
