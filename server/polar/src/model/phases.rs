//! Which phase marker a phase summary belongs to.

use chrono::NaiveDateTime;

/// By how much the start or the duration of a marker and of its summary may differ, in ms: one may be cut to whole
/// seconds and the other not.
pub const PHASE_TOLERANCE_MS: u32 = 2_000;

/// Where a phase is, by its marker or by its summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseSpan {
    /// Where it starts, venue-local.
    pub start: NaiveDateTime,
    /// How long it is, in ms; `None` when not known.
    pub duration_ms: Option<u32>,
}

/// For each summary the index of its marker, or `None`.
///
/// A pair matches when the starts differ by at most [`PHASE_TOLERANCE_MS`] and so do the durations (an unknown
/// duration fits any). The closest pair of all is taken first, then the next closest of what is left, so that every
/// marker belongs to at most one summary.
pub fn match_phases(markers: &[PhaseSpan], summaries: &[PhaseSpan]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(u32, usize, usize)> = summaries
        .iter()
        .enumerate()
        .flat_map(|(s, summary)| {
            let of_marker = move |(m, marker)| Some((distance_ms(marker, summary)?, s, m));
            markers.iter().enumerate().filter_map(of_marker)
        })
        .collect();
    pairs.sort_unstable();

    let mut marker_of = vec![None; summaries.len()];
    let mut taken = vec![false; markers.len()];
    for (_, summary, marker) in pairs {
        if marker_of[summary].is_none() && !taken[marker] {
            marker_of[summary] = Some(marker);
            taken[marker] = true;
        }
    }
    marker_of
}

/// How far two spans are apart, in ms; `None` if too far. An unknown duration is worse than any fitting one.
fn distance_ms(a: &PhaseSpan, b: &PhaseSpan) -> Option<u32> {
    let within = |ms: u64| u32::try_from(ms).ok().filter(|ms| *ms <= PHASE_TOLERANCE_MS);
    let starts = within((a.start - b.start).num_milliseconds().unsigned_abs())?;
    let durations = match (a.duration_ms, b.duration_ms) {
        (Some(a), Some(b)) => within(u64::from(a.abs_diff(b)))?,
        _ => PHASE_TOLERANCE_MS + 1,
    };
    Some(starts + durations)
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn span(start_ms: i64, duration_ms: impl Into<Option<u32>>) -> PhaseSpan {
        let kickoff = NaiveDate::from_ymd_opt(2017, 4, 14).unwrap().and_hms_opt(9, 20, 6).unwrap();
        PhaseSpan {
            start: kickoff + TimeDelta::milliseconds(start_ms),
            duration_ms: duration_ms.into(),
        }
    }

    const HALF_MS: u32 = 45 * 60_000;

    #[test]
    fn summaries_in_any_order_find_their_markers() {
        let markers = [span(498, HALF_MS), span(3_600_000, HALF_MS), span(7_000_000, 60_000)];
        let summaries = [span(3_600_000, HALF_MS + 999), span(0, HALF_MS)];
        assert_eq!(match_phases(&markers, &summaries), [Some(1), Some(0)]);
    }

    #[test]
    fn phases_of_one_start_are_told_apart_by_duration() {
        let markers = [span(0, 600_000), span(0, HALF_MS)];
        let summaries = [span(0, HALF_MS), span(0, 600_000)];
        assert_eq!(match_phases(&markers, &summaries), [Some(1), Some(0)]);
    }

    #[test]
    fn what_is_too_far_off_stays_without() {
        let edge = i64::from(PHASE_TOLERANCE_MS);
        assert_eq!(match_phases(&[span(0, 60_000)], &[span(edge, 60_000)]), [Some(0)]);
        assert_eq!(match_phases(&[span(0, 60_000)], &[span(edge + 1, 60_000)]), [None]);
        assert_eq!(match_phases(&[span(0, 60_000)], &[span(0, 62_001)]), [None]);
        assert_eq!(match_phases(&[], &[span(0, 60_000)]), [None]);
        assert_eq!(match_phases(&[span(0, 60_000)], &[]), []);
    }

    #[test]
    fn a_known_duration_beats_an_unknown_one() {
        let markers = [span(0, None), span(500, HALF_MS)];
        let summaries = [span(0, HALF_MS), span(0, None)];
        assert_eq!(match_phases(&markers, &summaries), [Some(1), Some(0)]);
    }

    #[test]
    fn equal_phases_are_matched_one_to_one_in_order() {
        let markers = [span(0, 60_000), span(0, 60_000)];
        let summaries = [span(0, 60_000), span(0, 60_000), span(0, 60_000)];
        assert_eq!(match_phases(&markers, &summaries), [Some(0), Some(1), None]);
    }

    proptest! {
        /// Phases that are further apart than the jitter are always found again, whatever the order.
        #[test]
        fn jitter_within_half_the_tolerance_is_harmless(
            lengths in prop::collection::vec((60_000u32..600_000, -900i64..900, -900i64..900), 1..12),
            seed in any::<u64>(),
        ) {
            let mut at_ms = 0;
            let mut markers = Vec::new();
            let mut summaries = Vec::new();
            for (length_ms, start_jitter, end_jitter) in lengths {
                markers.push(span(at_ms, length_ms));
                let jittered = u32::try_from(i64::from(length_ms) + end_jitter).unwrap();
                summaries.push((markers.len() - 1, span(at_ms + start_jitter, jittered)));
                at_ms += i64::from(length_ms);
            }
            let turn = usize::try_from(seed % summaries.len() as u64).unwrap();
            summaries.rotate_left(turn);
            let spans: Vec<_> = summaries.iter().map(|(_, span)| *span).collect();
            let expected: Vec<_> = summaries.iter().map(|(marker, _)| Some(*marker)).collect();
            prop_assert_eq!(match_phases(&markers, &spans), expected);
        }
    }
}
