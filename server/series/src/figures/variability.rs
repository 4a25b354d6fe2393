//! The variability of the heart rate, from the times between beats.

use std::ops::Range;

use crate::{Channel, Column, Recording, rr};

/// The RMSSD of the beats in a window; `None` without two neighbouring ones.
///
/// Intervals come without instants, and without those of the time in which the
/// heart was not felt. So beats are laid end to end over the unbroken stretches of
/// the heart rate channel, or from the start of the recording where there is no
/// such channel. A missed beat takes as long as the beat before it, so an instant
/// may be off by a few beats late in a recording.
pub(super) fn rmssd_ms(recording: &Recording, window: &Range<i32>) -> Option<f64> {
    let window = i64::from(window.start)..i64::from(window.end);
    let mut differences = rr::Differences::default();
    let mut intervals_ms = recording.rr_intervals_ms.iter().copied();
    // What a missed beat takes before the first that was measured.
    let mut usual_ms = intervals_ms.clone().flatten().next()?;
    let mut stretches = stretches(recording).into_iter().peekable();
    while let Some((from_ms, to_ms)) = stretches.next() {
        // Beats that are left over belong to the last stretch.
        let to_ms = if stretches.peek().is_some() { i64::from(to_ms) } else { i64::MAX };
        let mut at_ms = i64::from(from_ms);
        while at_ms < to_ms
            && let Some(interval_ms) = intervals_ms.next()
        {
            usual_ms = interval_ms.unwrap_or(usual_ms);
            at_ms += i64::from(usual_ms);
            differences.add(interval_ms.filter(|_| window.contains(&at_ms)));
        }
        differences.add(None);
    }
    differences.rmssd_ms()
}

/// The unbroken stretches of the heart rate, from where to where.
fn stretches(recording: &Recording) -> Vec<(i32, i32)> {
    let of_column = |column: &Column| {
        let timebase = column.timebase();
        column
            .segments()
            .map(|segment| {
                (timebase.instant_ms(segment.start), timebase.instant_ms(segment.end - 1))
            })
            .collect()
    };
    let heart_rate = recording.column(Channel::HeartRate).map(of_column);
    heart_rate.unwrap_or_else(|| vec![recording.extent_ms().unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use super::*;

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
