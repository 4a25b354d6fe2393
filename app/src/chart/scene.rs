//! Turns frames into shapes.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use super::{
    ink::Ink,
    lane_range::{FASTEST_KMH, lane_range},
    layout::{LanePlace, Layout, fitted, label_width_px},
    loaded::lines_of,
    reading::{Measured, read, value_label},
    recordings::{Mark, Recording, Recordings},
    scale::{Range, Scale},
    shape::{Across, Down, Scene, Shape, UNITS_PER_PX, at},
    time_axis::Clock,
    trace::Ground,
};
use crate::{
    format,
    model::{Channel, HeartRateZone, Marker, MarkerKind, SpeedZone, Spike, Window},
    preferences::Locale,
};

/// What a chart shows besides measured values.
#[derive(Clone, Debug, Default)]
pub struct Backdrop {
    /// When the recording started, venue-local wall time.
    pub recorded_from: Option<NaiveDateTime>,
    /// Phases, recoveries and notes.
    pub markers: Vec<Marker>,
    /// Bands behind the heart rate.
    pub heart_rate_zones: Vec<HeartRateZone>,
    /// Bands behind the speed.
    pub speed_zones: Vec<SpeedZone>,
    /// Measured values that cannot be true.
    pub spikes: Vec<Spike>,
    /// How the person reads who looks at it.
    pub locale: Locale,
}

impl Backdrop {
    /// What cannot be true of a channel in a window.
    pub fn spikes_in(&self, window: Window, channel: Channel) -> impl Iterator<Item = &Spike> {
        let wanted = move |spike: &&Spike| spike.channel == channel && window.contains(spike.at_ms);
        self.spikes.iter().filter(wanted)
    }

    /// How instants are told.
    pub fn clock(&self) -> Clock {
        Clock::new(self.recorded_from, self.locale)
    }
}

/// Everything that is drawn for one window, in one size.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The window that is shown.
    pub window: Window,
    /// Where the parts are.
    pub layout: &'a Layout,
    /// The measured values at hand.
    pub recordings: &'a Recordings,
    /// What is behind them.
    pub backdrop: &'a Backdrop,
}

/// How far apart the letters on a line are, in CSS px, and how large they are, in the units of [`At`](super::shape::At).
const MARKS_PX: f64 = 200.0;
const MARK_RADIUS: u32 = 75;
const MARK_HALO_RADIUS: u32 = 90;
/// How far the arms of the mark of a spike reach, in CSS px, and how far apart marks are at least.
const SPIKE_ARM_PX: f64 = 4.0;
const SPIKES_PX: f64 = 6.0;
const BAND_OPACITY: f64 = 0.16;
const EDGE_OPACITY: f64 = 0.5;
/// How far apart labels are at least, in CSS px.
const VALUE_LABELS_PX: f64 = 18.0;
const TIME_LABELS_PX: f64 = 76.0;
const BAND_LABEL_PX: f64 = 12.0;
const PEAK_LABELS_PX: f64 = 84.0;
/// More would make a high lane restless.
const MAX_VALUE_LABELS: usize = 6;

/// The shapes of a whole chart.
pub fn scene(view: View<'_>) -> Scene {
    let mut shapes = Vec::new();
    let grounds: Vec<(LanePlace, Channel, Ground)> = view.grounds().collect();
    for (place, channel, ground) in &grounds {
        view.bands(*channel, ground, *place, &mut shapes);
        view.values_axis(*channel, ground, *place, &mut shapes);
    }
    view.time_axis(&mut shapes);
    view.markers(&mut shapes);
    for (place, channel, ground) in &grounds {
        let left_px = view.layout.plot.left_px;
        let title = view.title(*channel);
        let title_end_px = left_px + label_width_px(&title);
        view.traces(*channel, ground, *place, title_end_px, &mut shapes);
        view.spikes(*channel, ground, &mut shapes);
        view.marks(*channel, ground, &mut shapes);
        shapes.push(Shape::Label {
            text: title,
            at: at(left_px, place.top_px - 4.0),
            across: Across::Start,
            down: Down::Bottom,
            ink: ground.ink,
        });
    }
    let [width, height] =
        [view.layout.width_px, view.layout.height_px].map(|px| (px * UNITS_PER_PX).round() as i32);
    Scene { width, height, shapes }
}

impl<'a> View<'a> {
    /// Where each lane draws.
    pub fn grounds(self) -> impl Iterator<Item = (LanePlace, Channel, Ground)> + use<'a> {
        self.layout.lanes.iter().zip(self.recordings.lanes()).filter_map(move |(place, channel)| {
            let range = lane_range(*channel, self.recordings.extent(*channel), self.backdrop);
            let ground = Ground {
                window: self.window,
                plot: self.layout.plot,
                scale: Scale::new(range, place.top_px, place.bottom_px),
                ink: Ink::of_channel(*channel)?,
            };
            Some((*place, *channel, ground))
        })
    }

    fn bands(self, channel: Channel, ground: &Ground, place: LanePlace, shapes: &mut Vec<Shape>) {
        let plot = self.layout.plot;
        let range = ground.scale.range();
        let zones: Vec<(u8, Option<f64>, Option<f64>)> = match channel {
            Channel::HeartRate => self
                .backdrop
                .heart_rate_zones
                .iter()
                .map(|zone| (zone.index, zone.lower_bpm, zone.upper_bpm))
                .collect(),
            Channel::Speed => self
                .backdrop
                .speed_zones
                .iter()
                .map(|zone| (zone.index, zone.lower_kmh, zone.upper_kmh))
                .collect(),
            _ => Vec::new(),
        };
        for (index, lower, upper) in zones {
            if lower.is_none() && upper.is_none() {
                continue;
            }
            let top_px = ground.scale.y_of(upper.unwrap_or(range.high));
            let bottom_px = ground.scale.y_of(lower.unwrap_or(range.low)).min(place.bottom_px);
            if bottom_px - top_px < 1.0 {
                continue;
            }
            shapes.push(Shape::Area {
                from: at(plot.left_px, top_px),
                to: at(plot.right_px, bottom_px),
                ink: Ink::of_zone(index),
                opacity: BAND_OPACITY,
            });
            if bottom_px - top_px >= BAND_LABEL_PX {
                shapes.push(Shape::Label {
                    text: index.to_string(),
                    at: at(plot.right_px + 4.0, f64::midpoint(top_px, bottom_px)),
                    across: Across::Start,
                    down: Down::Middle,
                    ink: Ink::Text,
                });
            }
        }
    }

    fn values_axis(
        self,
        channel: Channel,
        ground: &Ground,
        place: LanePlace,
        shapes: &mut Vec<Shape>,
    ) {
        let locale = self.backdrop.locale;
        let plot = self.layout.plot;
        // Labels are at round numbers of what people read.
        let per_unit = if channel == Channel::Speed { locale.speed_unit.per_kmh() } else { 1.0 };
        let max_count = ((place.bottom_px - place.top_px) / VALUE_LABELS_PX).floor() as usize + 1;
        let Range { low, high } = ground.scale.range();
        let shown = Range { low: low * per_unit, high: high * per_unit };
        let ticks = shown.ticks(max_count.min(MAX_VALUE_LABELS));
        for value in ticks.values {
            // Sharp lines lie in the middle of pixels.
            let y_px = ground.scale.y_of(value / per_unit).floor() + 0.5;
            shapes.push(Shape::Rule {
                from: at(plot.left_px, y_px),
                to: at(plot.right_px, y_px),
                ink: Ink::Grid,
                opacity: 1.0,
            });
            shapes.push(Shape::Label {
                text: format::number(locale, value, ticks.decimals),
                at: at(plot.left_px - 6.0, y_px),
                across: Across::End,
                down: Down::Middle,
                ink: Ink::Text,
            });
        }
    }

    fn time_axis(self, shapes: &mut Vec<Shape>) {
        let Layout { plot, time_labels_px, width_px, .. } = *self.layout;
        let max_count = (plot.width_px() / TIME_LABELS_PX).floor().max(1.0) as usize;
        for tick in self.backdrop.clock().ticks(self.window, max_count) {
            let x_px = plot.x_of(tick.at_ms.into(), self.window).floor() + 0.5;
            for lane in &self.layout.lanes {
                shapes.push(Shape::Rule {
                    from: at(x_px, lane.top_px),
                    to: at(x_px, lane.bottom_px),
                    ink: Ink::Grid,
                    opacity: 1.0,
                });
            }
            let half_px = label_width_px(&tick.label) / 2.0;
            if x_px >= half_px && x_px + half_px <= width_px {
                shapes.push(Shape::Label {
                    text: tick.label,
                    at: at(x_px, time_labels_px),
                    across: Across::Middle,
                    down: Down::Top,
                    ink: Ink::Text,
                });
            }
        }
    }

    fn markers(self, shapes: &mut Vec<Shape>) {
        let Layout { plot, marker_strip: (top_px, bottom_px), .. } = *self.layout;
        let x_of = |at_ms: i32| plot.x_of(at_ms.into(), self.window);
        let Some((_, foot_px)) = self.layout.lanes_px() else { return };
        // One rule where a phase follows another.
        let edges: BTreeSet<i32> = self
            .backdrop
            .markers
            .iter()
            .flat_map(|marker| [marker.start_ms, marker.end_ms])
            .collect();
        for at_ms in edges.into_iter().filter(|at_ms| self.window.contains(*at_ms)) {
            let x_px = x_of(at_ms).floor() + 0.5;
            shapes.push(Shape::Rule {
                from: at(x_px, top_px),
                to: at(x_px, foot_px),
                ink: Ink::Text,
                opacity: EDGE_OPACITY,
            });
        }
        for marker in &self.backdrop.markers {
            let Some(part) = marker.window().and_then(|window| window.intersection(self.window))
            else {
                continue;
            };
            let (left_px, right_px) = (x_of(part.from_ms), x_of(part.to_ms));
            let opacity = if marker.kind == MarkerKind::Phase { 1.0 } else { 0.5 };
            shapes.push(Shape::Area {
                from: at(left_px, top_px),
                to: at(right_px, bottom_px),
                ink: Ink::Phase,
                opacity,
            });
            if let Some(text) =
                fitted(self.backdrop.locale.texts().kinds.marker(marker), right_px - left_px - 8.0)
            {
                shapes.push(Shape::Label {
                    text,
                    at: at(left_px + 4.0, f64::midpoint(top_px, bottom_px)),
                    across: Across::Start,
                    down: Down::Middle,
                    ink: Ink::Text,
                });
            }
        }
    }

    /// What a lane is called, with how many values in the window cannot be true.
    fn title(self, channel: Channel) -> String {
        let locale = self.backdrop.locale;
        let texts = locale.texts();
        let unit = texts.kinds.unit(channel, locale.speed_unit);
        let name = format!("{}, {unit}", texts.kinds.channel(channel));
        match self.backdrop.spikes_in(self.window, channel).count() {
            0 => name,
            count => format!("{name} · {}", (texts.chart.spikes)(count)),
        }
    }

    /// Crosses values out that cannot be true, as far as there is room.
    fn spikes(self, channel: Channel, ground: &Ground, shapes: &mut Vec<Shape>) {
        let mut free_from_px = f64::NEG_INFINITY;
        for spike in self.backdrop.spikes_in(self.window, channel) {
            let x_px = ground.plot.x_of(spike.at_ms.into(), self.window);
            if x_px < free_from_px {
                continue;
            }
            free_from_px = x_px + SPIKES_PX;
            let y_px = ground.scale.y_of(spike.value);
            let (left_px, right_px) = (x_px - SPIKE_ARM_PX, x_px + SPIKE_ARM_PX);
            for rise_px in [-SPIKE_ARM_PX, SPIKE_ARM_PX] {
                let arm = [at(left_px, y_px - rise_px), at(right_px, y_px + rise_px)];
                shapes.push(Shape::Trace { points: arm.to_vec(), ink: Ink::Text });
            }
        }
    }

    /// The lines, and of values above the lane the highest, where the lane's title leaves room for them.
    fn traces(
        self,
        channel: Channel,
        ground: &Ground,
        place: LanePlace,
        title_end_px: f64,
        shapes: &mut Vec<Shape>,
    ) {
        let mut free_from_px = title_end_px;
        // The first one comes last: the others are compared with it.
        let each = self.recordings.each().iter().rev();
        let pieces = each.flat_map(|recording| {
            let ground = Ground { ink: recording.ink(ground.ink), ..*ground };
            let pieces = recording.loaded.pieces(self.window, channel).into_iter();
            pieces.map(move |piece| (ground, piece))
        });
        for (ground, piece) in pieces {
            for line in lines_of(piece.frame, channel) {
                shapes.extend(ground.trace(line, piece.part));
                if channel != Channel::Speed {
                    continue;
                }
                for peak in Ground::peaks_above(FASTEST_KMH, line, piece.part) {
                    let x_px = ground.plot.x_of(peak.at_ms.into(), self.window);
                    shapes.push(Shape::Beyond { at: at(x_px, place.top_px), ink: ground.ink });
                    if x_px >= free_from_px {
                        free_from_px = x_px + PEAK_LABELS_PX;
                        shapes.push(Shape::Label {
                            text: format!(
                                "{}?",
                                value_label(self.backdrop.locale, channel, peak.value)
                            ),
                            at: at(x_px + 6.0, place.top_px - 4.0),
                            across: Across::Start,
                            down: Down::Bottom,
                            ink: Ink::Text,
                        });
                    }
                }
            }
        }
    }

    /// On the line of each of several recordings its letter, again and again, for those who do not tell it by its
    /// colour. Broken lines would look like gaps in what was measured.
    fn marks(self, channel: Channel, ground: &Ground, shapes: &mut Vec<Shape>) {
        let each = self.recordings.each();
        let marked = each.iter().enumerate().rev();
        for (index, recording, mark) in marked.filter_map(|(i, it)| Some((i, it, it.mark?))) {
            // Side by side, so that letters do not hide each other.
            let mut x_px =
                ground.plot.left_px + MARKS_PX * (index as f64 + 0.5) / each.len() as f64;
            while x_px < ground.plot.right_px {
                shapes.extend(
                    self.mark_at(x_px, channel, recording, mark, ground).into_iter().flatten(),
                );
                x_px += MARKS_PX;
            }
        }
    }

    fn mark_at(
        self,
        x_px: f64,
        channel: Channel,
        recording: &Recording,
        mark: Mark,
        ground: &Ground,
    ) -> Option<[Shape; 3]> {
        let at_ms = ground.plot.instant_at(x_px, self.window).round() as i32;
        let Measured::Value(point) = read(recording, channel, at_ms, 0) else { return None };
        let at = ground.place(point.at_ms.into(), point.value);
        Some([
            Shape::Dot { at, radius: MARK_HALO_RADIUS, ink: Ink::Surface },
            Shape::Dot { at, radius: MARK_RADIUS, ink: mark.ink() },
            Shape::Label {
                text: mark.letter().to_owned(),
                at,
                across: Across::Middle,
                down: Down::Middle,
                ink: Ink::Surface,
            },
        ])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        chart::{loaded::Loaded, made_up},
        model::Frame,
        preferences::{Language, SpeedUnit},
    };

    const TWO: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

    fn shapes(frame: Frame, window: Window) -> Vec<Shape> {
        let recordings: Recordings = Loaded::new(frame, made_up::WHOLE).into();
        let layout = Layout::new(1_000.0, 400.0, recordings.lanes().len());
        let backdrop = made_up::backdrop();
        scene(View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop }).shapes
    }

    fn labels(shapes: &[Shape]) -> Vec<&str> {
        shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Label { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    fn count(shapes: &[Shape], is: impl Fn(&Shape) -> bool) -> usize {
        shapes.iter().filter(|shape| is(shape)).count()
    }

    #[test]
    fn lanes_axes_and_phases_have_names() {
        let shapes = shapes(made_up::frame(&TWO, 500), made_up::WHOLE);
        let labels = labels(&shapes);
        for label in
            ["Heart rate, bpm", "Speed, km/h", "First half", "Second half", "18:00", "180", "40"]
        {
            assert!(labels.contains(&label), "{label}: {labels:?}");
        }
    }

    #[test]
    fn a_person_who_reads_metres_per_second_has_round_numbers_of_them() {
        let locale = Locale { language: Language::German, speed_unit: SpeedUnit::MetresPerSecond };
        let recordings: Recordings =
            Loaded::new(made_up::frame(&[Channel::Speed], 500), made_up::WHOLE).into();
        let layout = Layout::new(1_000.0, 400.0, 1);
        let at_value = |locale, label: &str| {
            let backdrop = Backdrop { locale, ..made_up::backdrop() };
            let view = View {
                window: made_up::WHOLE,
                layout: &layout,
                recordings: &recordings,
                backdrop: &backdrop,
            };
            scene(view).shapes.into_iter().find_map(|shape| match shape {
                Shape::Label { text, at, across: Across::End, .. } if text == label => Some(at),
                _ => None,
            })
        };
        let (_, four) = at_value(locale, "4").unwrap();
        let (_, ten) = at_value(Locale::default(), "10").unwrap();
        let (_, twenty) = at_value(Locale::default(), "20").unwrap();
        let fourteen_point_four = f64::from(ten) + 0.44 * f64::from(twenty - ten);
        assert!((f64::from(four) - fourteen_point_four).abs() <= 10.0, "to a pixel");
    }

    #[test]
    fn several_recordings_have_lines_and_letters_of_their_own() {
        let recording = |mark, whole| Recording {
            loaded: Loaded::new(made_up::frame(&TWO, 500), whole),
            mark: Some(mark),
        };
        let first_half = Window { from_ms: 0, to_ms: 2_700_000 };
        let recordings = Recordings::new(
            vec![recording(Mark::A, made_up::WHOLE), recording(Mark::B, first_half)],
            TWO.to_vec(),
        );
        let (layout, backdrop) = (Layout::new(1_000.0, 400.0, 2), made_up::backdrop());
        let view = |window| {
            let view =
                View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop };
            scene(view).shapes
        };
        let inks = |shapes: &[Shape]| -> Vec<Ink> {
            let ink = |shape: &Shape| match shape {
                Shape::Trace { ink, .. } => Some(*ink),
                _ => None,
            };
            let mut inks: Vec<Ink> = shapes.iter().filter_map(ink).collect();
            inks.dedup();
            inks
        };
        let whole = view(made_up::WHOLE);
        let (a, b) = (Ink::RecordingA, Ink::RecordingB);
        assert_eq!(inks(&whole), [b, a, b, a], "the first one is in front");
        let letters = |shapes: &[Shape], letter: &str| -> Vec<i32> {
            let at = |shape: &Shape| match shape {
                Shape::Label { text, at, ink: Ink::Surface, .. } if text == letter => Some(at.0),
                _ => None,
            };
            shapes.iter().filter_map(at).collect()
        };
        let (of_a, of_b) = (letters(&whole, "A"), letters(&whole, "B"));
        assert!(of_a.len() >= 8 && of_b.len() >= 4, "{of_a:?} {of_b:?}");
        assert!(of_a.iter().all(|x| of_b.iter().all(|other| x.abs_diff(*other) > 500)));
        let (half_px, _) = at(layout.plot.x_of(2_700_000.0, made_up::WHOLE), 0.0);
        assert!(of_b.iter().all(|x| *x <= half_px), "a letter is on its line");
        assert_eq!(inks(&view(Window { from_ms: 2_800_000, to_ms: 5_400_000 })), [a]);
    }

    #[test]
    fn bands_are_behind_the_lines() {
        let shapes = shapes(made_up::frame(&TWO, 500), made_up::WHOLE);
        let zones = [Ink::Zone1, Ink::Zone2, Ink::Zone3, Ink::Zone4, Ink::Zone5];
        for ink in zones {
            assert_eq!(
                count(&shapes, |shape| matches!(shape, Shape::Area { ink: i, .. } if *i == ink)),
                2,
                "{ink:?}"
            );
        }
        let last_area = shapes.iter().rposition(|shape| matches!(shape, Shape::Area { .. }));
        let first_trace = shapes.iter().position(|shape| matches!(shape, Shape::Trace { .. }));
        assert!(last_area < first_trace);
    }

    #[test]
    fn gaps_stay_empty_and_single_values_are_dots() {
        let shapes = shapes(made_up::frame(&[Channel::HeartRate], 500), made_up::WHOLE);
        assert_eq!(count(&shapes, |shape| matches!(shape, Shape::Trace { .. })), 2);
        assert_eq!(count(&shapes, |shape| matches!(shape, Shape::Dot { .. })), 1);
    }

    #[test]
    fn a_speed_that_nobody_runs_is_marked_at_the_top() {
        let frame = made_up::frame(&TWO, 500);
        let marks = |shapes: &[Shape]| count(shapes, |shape| matches!(shape, Shape::Beyond { .. }));
        let whole = shapes(frame.clone(), made_up::WHOLE);
        assert_eq!(marks(&whole), 1);
        assert!(labels(&whole).contains(&"61.3\u{a0}km/h?"));
        assert_eq!(marks(&shapes(frame, Window { from_ms: 0, to_ms: 3_000_000 })), 0);
    }

    #[test]
    fn a_recording_without_values_still_has_its_lanes() {
        let mut frame = made_up::frame(&TWO, 500);
        for lane in &mut frame.lanes {
            lane.lines.clear();
        }
        let shapes = shapes(frame, made_up::WHOLE);
        assert!(labels(&shapes).contains(&"Speed, km/h"));
        assert_eq!(
            count(&shapes, |shape| matches!(shape, Shape::Trace { .. } | Shape::Dot { .. })),
            0
        );
    }

    #[test]
    fn what_cannot_be_true_is_crossed_out_and_counted_exactly() {
        let recordings: Recordings = Loaded::new(made_up::frame(&TWO, 500), made_up::WHOLE).into();
        let layout = Layout::new(1_000.0, 400.0, 2);
        let spike = |at_ms| Spike { channel: Channel::Speed, at_ms, value: 61.0 };
        // The first two are nearer to each other than marks can be.
        let backdrop = Backdrop {
            spikes: vec![spike(600_000), spike(601_000), spike(3_000_000)],
            ..made_up::backdrop()
        };
        let shapes = |window| {
            scene(View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop })
                .shapes
        };
        let crosses = |shapes: &[Shape]| {
            count(shapes, |shape| matches!(shape, Shape::Trace { ink: Ink::Text, .. })) / 2
        };
        let whole = shapes(made_up::WHOLE);
        assert_eq!(crosses(&whole), 2);
        assert!(labels(&whole).iter().any(|label| label.starts_with("Speed, km/h · ✕ 3 ")));
        assert!(labels(&whole).contains(&"Heart rate, bpm"));
        let near = shapes(Window { from_ms: 590_000, to_ms: 610_000 });
        assert_eq!(crosses(&near), 2);
        assert!(labels(&near).iter().any(|label| label.starts_with("Speed, km/h · ✕ 2 ")));
    }

    #[test]
    fn lines_never_leave_the_plot() {
        let recordings: Recordings = Loaded::new(made_up::frame(&TWO, 100), made_up::WHOLE).into();
        let (layout, backdrop) = (Layout::new(1_000.0, 400.0, 2), made_up::backdrop());
        let ((left, _), (right, _)) = (at(layout.plot.left_px, 0.0), at(layout.plot.right_px, 0.0));
        proptest!(|(from_ms in 0..5_399_000_i32, width_ms in 1_000..5_400_000_i32)| {
            let window = Window { from_ms, to_ms: (from_ms + width_ms).min(made_up::WHOLE.to_ms) };
            for shape in scene(View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop }).shapes {
                if let Shape::Trace { points, .. } = shape {
                    prop_assert!(points.len() >= 2);
                    prop_assert!(points.is_sorted_by_key(|(x, _)| *x));
                    prop_assert!(points.iter().all(|(x, y)| (left..=right).contains(x) && (0..=4_000).contains(y)));
                }
            }
        });
    }
}
