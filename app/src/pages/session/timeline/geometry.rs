//! Where things are on the timeline: pure, in shares of its width.

use chrono::{NaiveDateTime, Timelike};

use crate::{
    format,
    model::{Marker, MarkerKind, Timeline, Window},
    texts::Texts,
};

/// The part of the session clock that the timeline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    from_ms: i32,
    to_ms: i32,
}

impl Axis {
    /// Everything that was recorded or trimmed to.
    pub(super) fn of(timeline: &Timeline) -> Self {
        Self {
            from_ms: timeline.recording.from_ms.min(timeline.trimmed.from_ms),
            to_ms: timeline.recording.to_ms.max(timeline.trimmed.to_ms),
        }
    }

    /// Where an instant is; what lies outside is at the edge.
    pub(super) fn share(self, at_ms: i32) -> f64 {
        let inside = f64::from(at_ms) - f64::from(self.from_ms);
        (inside / f64::from(self.length_ms())).clamp(0.0, 1.0)
    }

    /// How wide the part of a window inside is.
    pub(super) fn width(self, window: Window) -> f64 {
        self.share(window.to_ms) - self.share(window.from_ms)
    }

    /// An instant moved by a share of the axis.
    pub(super) fn moved(self, at_ms: i32, share: f64) -> i32 {
        // Saturates: no recording is near the limits.
        (f64::from(at_ms) + share * f64::from(self.length_ms())).round() as i32
    }

    /// How long a share of the axis is, in ms.
    pub(super) fn length_of(self, share: f64) -> u32 {
        (share * f64::from(self.length_ms())) as u32
    }

    fn length_ms(self) -> u32 {
        self.from_ms.abs_diff(self.to_ms).max(1)
    }
}

/// A phase or a break on its lane.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// The part of the session that choosing it shows; `None` for what cannot be chosen.
    pub(super) choice: Option<Window>,
    pub(super) label: String,
    /// What a pointer that rests on it is told.
    pub(super) title: String,
    pub(super) from: f64,
    pub(super) width: f64,
    /// 0 for the uppermost.
    pub(super) lane: u32,
}

/// The narrowest block that can still be seen and hit.
const NARROWEST: f64 = 0.006;

/// Everything that takes time, on as few lanes as it fits on without overlapping.
pub(super) fn blocks(texts: &Texts, timeline: &Timeline, axis: Axis) -> Vec<Block> {
    let mut lanes: Vec<i32> = Vec::new();
    timeline
        .markers
        .iter()
        .filter(|marker| marker.kind != MarkerKind::Note)
        .filter_map(|marker| {
            let window = marker.window()?;
            let free = lanes.iter().position(|end| *end <= window.from_ms);
            let lane = free.unwrap_or(lanes.len());
            if free.is_none() {
                lanes.push(0);
            }
            if let Some(end) = lanes.get_mut(lane) {
                *end = window.to_ms;
            }
            let label = texts.kinds.marker(marker).to_owned();
            Some(Block {
                title: format!("{label}, {}", format::duration(window.duration_ms())),
                from: axis.share(window.from_ms),
                width: axis.width(window).max(NARROWEST),
                lane: lane as u32,
                choice: timeline.phase(marker),
                label,
            })
        })
        .collect()
}

/// What takes time and is no phase, with when it was.
pub(super) fn breaks(timeline: &Timeline) -> impl Iterator<Item = (&Marker, Window)> {
    timeline
        .markers
        .iter()
        .filter(|marker| !matches!(marker.kind, MarkerKind::Phase | MarkerKind::Note))
        .filter_map(|marker| Some((marker, marker.window()?)))
}

/// The remarks, and whatever else marks only an instant.
pub(super) fn notes(timeline: &Timeline) -> impl Iterator<Item = &Marker> {
    timeline
        .markers
        .iter()
        .filter(|marker| marker.kind == MarkerKind::Note || marker.window().is_none())
}

/// A time on the axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) share: f64,
    pub(super) label: String,
    /// Left out where there is little room.
    pub(super) minor: bool,
}

/// The steps between ticks that read well, in minutes.
const STEPS_MIN: [u32; 9] = [1, 2, 5, 10, 15, 30, 60, 120, 240];

/// So many ticks fit next to each other on a tablet; half of them on a phone.
const MOST_TICKS: u32 = 12;

/// Ticks closer to an edge than this would be cut off.
const EDGE: f64 = 0.02;

/// Ticks at round times of day, or at round times since the start where that is all that is known.
pub(super) fn ticks(axis: Axis, recorded_from: Option<NaiveDateTime>) -> Vec<Tick> {
    let length_min = axis.length_ms().div_ceil(60_000);
    let step_min = STEPS_MIN.into_iter().find(|step| length_min / step < MOST_TICKS).unwrap_or(480);
    let step_ms = i64::from(step_min) * 60_000;
    // On the wall clock a round time is a multiple of the step since midnight, so the zero moves there.
    let zero_ms = recorded_from.map_or(0, |at| -i64::from(at.num_seconds_from_midnight()) * 1000);
    let first = (i64::from(axis.from_ms) - zero_ms).div_ceil_to(step_ms);
    let last = (i64::from(axis.to_ms) - zero_ms).div_euclid(step_ms);
    (first..=last)
        .filter_map(|n| {
            let at_ms = i32::try_from(zero_ms + n * step_ms).ok()?;
            let share = axis.share(at_ms);
            (EDGE..=1.0 - EDGE).contains(&share).then(|| Tick {
                share,
                label: format::instant_to_minute(recorded_from, at_ms),
                minor: n.rem_euclid(2) == 1,
            })
        })
        .collect()
}

trait DivCeil {
    fn div_ceil_to(self, step: Self) -> Self;
}

impl DivCeil for i64 {
    /// The smallest number of steps that reaches at least so far.
    fn div_ceil_to(self, step: Self) -> Self {
        -(-self).div_euclid(step)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::preferences::Language;

    fn marker(kind: MarkerKind, start_ms: i32, end_ms: i32) -> Marker {
        Marker { kind, name: None, note: None, start_ms, end_ms }
    }

    fn timeline(markers: Vec<Marker>) -> Timeline {
        Timeline {
            recording: Window { from_ms: 0, to_ms: 1_000 },
            trimmed: Window { from_ms: 100, to_ms: 900 },
            markers,
        }
    }

    #[test]
    fn places_are_shares_of_the_recording() {
        let axis = Axis::of(&timeline(Vec::new()));
        assert!((axis.share(250) - 0.25).abs() < 1e-9);
        assert!((axis.share(-50) - 0.0).abs() < 1e-9);
        assert!((axis.share(2_000) - 1.0).abs() < 1e-9);
        assert!((axis.width(Window { from_ms: 500, to_ms: 1_500 }) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn overlapping_blocks_take_lanes_of_their_own() {
        let timeline = timeline(vec![
            marker(MarkerKind::Phase, 100, 400),
            marker(MarkerKind::Phase, 300, 500),
            marker(MarkerKind::Recovery, 400, 600),
            marker(MarkerKind::Note, 450, 450),
        ]);
        let blocks = blocks(Language::English.texts(), &timeline, Axis::of(&timeline));
        let lanes: Vec<_> = blocks.iter().map(|block| block.lane).collect();
        assert_eq!(lanes, [0, 1, 0]);
    }

    #[test]
    fn what_is_shown_of_a_phase_can_be_chosen() {
        let timeline = timeline(vec![
            marker(MarkerKind::Phase, 50, 400),
            marker(MarkerKind::Recovery, 400, 500),
            marker(MarkerKind::Phase, 920, 950),
        ]);
        let blocks = blocks(Language::English.texts(), &timeline, Axis::of(&timeline));
        let choices: Vec<_> = blocks.iter().map(|block| block.choice).collect();
        assert_eq!(choices, [Window::new(100, 400), None, None]);
        assert!((blocks[0].width - 0.35).abs() < 1e-9, "all of it is drawn");
    }

    #[test]
    fn what_marks_an_instant_is_a_note() {
        let timeline = timeline(vec![
            marker(MarkerKind::Phase, 100, 400),
            marker(MarkerKind::Phase, 300, 300),
            marker(MarkerKind::Note, 450, 460),
        ]);
        let starts: Vec<_> = notes(&timeline).map(|note| note.start_ms).collect();
        assert_eq!(starts, [300, 450]);
    }

    #[test]
    fn what_takes_time_and_is_no_phase_is_a_break() {
        let timeline = timeline(vec![
            marker(MarkerKind::Phase, 100, 400),
            marker(MarkerKind::Recovery, 400, 500),
            marker(MarkerKind::Unknown("WARM UP".to_owned()), 500, 600),
            marker(MarkerKind::Note, 600, 700),
            marker(MarkerKind::Recovery, 800, 800),
        ]);
        let starts: Vec<_> = breaks(&timeline).map(|(_, window)| window.from_ms).collect();
        assert_eq!(starts, [400, 500]);
    }

    #[test]
    fn ticks_are_at_round_times_of_day() {
        let kick_off =
            NaiveDate::from_ymd_opt(2025, 9, 14).unwrap().and_hms_opt(17, 51, 30).unwrap();
        let axis = Axis { from_ms: 0, to_ms: 105 * 60_000 };
        let labels: Vec<_> =
            ticks(axis, Some(kick_off)).into_iter().map(|tick| tick.label).collect();
        let expected = [
            "18:00", "18:10", "18:20", "18:30", "18:40", "18:50", "19:00", "19:10", "19:20",
            "19:30",
        ];
        assert_eq!(labels, expected);
    }

    #[test]
    fn ticks_never_crowd() {
        for minutes in [1, 7, 20, 45, 95, 240, 1_000] {
            let axis = Axis { from_ms: 0, to_ms: minutes * 60_000 };
            let count = ticks(axis, None).len();
            assert!(count <= MOST_TICKS as usize, "{count} ticks in {minutes} min");
        }
    }

    #[test]
    fn without_a_wall_time_ticks_count_from_the_start() {
        let axis = Axis { from_ms: -60_000, to_ms: 600_000 };
        let labels: Vec<_> = ticks(axis, None).into_iter().map(|tick| tick.label).take(3).collect();
        assert_eq!(labels, ["0:00", "1:00", "2:00"]);
    }
}
