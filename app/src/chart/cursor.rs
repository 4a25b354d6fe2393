//! What lies over the lines while a person points at them: the crosshair with its values, and a selection.

use super::{
    ink::Ink,
    layout::{Layout, label_width_px},
    reading::{Measured, Reading},
    recordings::Mark,
    scene::View,
    shape::{Across, Down, Shape, at},
    time_axis::{Precision, duration_label},
};
use crate::model::Window;

const SELECTION_OPACITY: f64 = 0.14;
const CHIP_OPACITY: f64 = 0.9;
const CHIP_HEIGHT_PX: f64 = 17.0;
const CHIP_PADDING_PX: f64 = 3.0;
const GAP_PX: f64 = 6.0;
const DOT_RADIUS: u32 = 40;
const HALO_RADIUS: u32 = 60;

/// The crosshair at an instant: a line through all lanes, the time below it, and beside it what each lane reads. The
/// readings are those of [`readings`](super::reading::readings).
pub fn crosshair(view: View<'_>, at_ms: i32, readings: &[Reading]) -> Vec<Shape> {
    let Layout { plot, time_labels_px, width_px, .. } = *view.layout;
    if !view.window.contains(at_ms) {
        return Vec::new();
    }
    let x_px = plot.x_of(at_ms.into(), view.window).floor() + 0.5;
    let mut shapes: Vec<Shape> = edge(view, x_px).into_iter().collect();
    let time = view.backdrop.clock().label(at_ms, Precision::within(view.window));
    let room_px = width_px - chip_width_px(&time);
    let left_px = (x_px - chip_width_px(&time) / 2.0).min(room_px).max(0.0);
    shapes.extend(chip(time, (left_px, time_labels_px - 2.0), Ink::Surface, Ink::Text));
    let lanes = readings.chunk_by(|a, b| a.channel == b.channel);
    for ((place, _, ground), lane) in view.grounds().zip(lanes) {
        let ink_of = |reading: &Reading| reading.mark.map_or(ground.ink, Mark::ink);
        for reading in lane {
            if let Measured::Value(point) = reading.value {
                let at = ground.place(point.at_ms.into(), point.value);
                shapes.push(Shape::Dot { at, radius: HALO_RADIUS, ink: Ink::Surface });
                shapes.push(Shape::Dot { at, radius: DOT_RADIUS, ink: ink_of(reading) });
            }
        }
        // Below each other as far as the lane is high, then beside each other.
        let rows = ((place.bottom_px - place.top_px) / CHIP_HEIGHT_PX).floor().max(1.0) as usize;
        let texts: Vec<(String, Ink)> = lane
            .iter()
            .map(|reading| (reading.label(view.backdrop.locale), ink_of(reading)))
            .collect();
        let column_px = |column: &[(String, Ink)]| {
            column.iter().map(|(text, _)| chip_width_px(text)).fold(0.0, f64::max)
        };
        let width_px: f64 = texts.chunks(rows).map(column_px).sum();
        let mut left_px = if x_px + GAP_PX + width_px <= plot.right_px {
            x_px + GAP_PX
        } else {
            (x_px - GAP_PX - width_px).max(0.0)
        };
        for column in texts.chunks(rows) {
            let mut top_px = place.top_px + 2.0;
            for (text, ink) in column {
                shapes.extend(chip(text.clone(), (left_px, top_px), *ink, Ink::Surface));
                top_px += CHIP_HEIGHT_PX;
            }
            left_px += column_px(column);
        }
    }
    shapes
}

/// The part that is being selected, with its duration.
pub fn selection(view: View<'_>, selected: Window) -> Vec<Shape> {
    let (Some(part), Some((top_px, bottom_px))) =
        (selected.intersection(view.window), view.layout.lanes_px())
    else {
        return Vec::new();
    };
    let [left_px, right_px] =
        [part.from_ms, part.to_ms].map(|at_ms| view.layout.plot.x_of(at_ms.into(), view.window));
    let mut shapes = vec![Shape::Area {
        from: at(left_px, top_px),
        to: at(right_px, bottom_px),
        ink: Ink::Text,
        opacity: SELECTION_OPACITY,
    }];
    shapes.extend([left_px, right_px].into_iter().filter_map(|x_px| edge(view, x_px)));
    let text = duration_label(view.backdrop.locale, selected.duration_ms());
    let chip_px = f64::midpoint(left_px, right_px) - chip_width_px(&text) / 2.0;
    shapes.extend(chip(text, (chip_px, top_px + 1.0), Ink::Text, Ink::Surface));
    shapes
}

/// A line through all lanes.
fn edge(view: View<'_>, x_px: f64) -> Option<Shape> {
    let (top_px, bottom_px) = view.layout.lanes_px()?;
    Some(Shape::Rule {
        from: at(x_px, top_px),
        to: at(x_px, bottom_px),
        ink: Ink::Text,
        opacity: 1.0,
    })
}

/// A text on a ground that hides the lines below it.
fn chip(text: String, (left_px, top_px): (f64, f64), ink: Ink, ground: Ink) -> [Shape; 2] {
    let width_px = chip_width_px(&text);
    let from = at(left_px, top_px);
    let to = at(left_px + width_px, top_px + CHIP_HEIGHT_PX);
    let middle = at(left_px + width_px / 2.0, top_px + CHIP_HEIGHT_PX / 2.0);
    [
        Shape::Area { from, to, ink: ground, opacity: CHIP_OPACITY },
        Shape::Label { text, at: middle, across: Across::Middle, down: Down::Middle, ink },
    ]
}

fn chip_width_px(text: &str) -> f64 {
    label_width_px(text) + 2.0 * CHIP_PADDING_PX
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        chart::{
            loaded::Loaded,
            made_up,
            reading::readings,
            recordings::{Recording, Recordings},
            shape::UNITS_PER_PX,
        },
        model::Channel,
    };

    fn chips(shapes: &[Shape]) -> Vec<String> {
        shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Label { text, .. } => Some(text.replace('\u{a0}', " ")),
                _ => None,
            })
            .collect()
    }

    /// The crosshair over heart rate and speed, in a chart of 1,000 by 400 px.
    fn crosshair_at(at_ms: i32, window: Window) -> Vec<Shape> {
        let recordings: Recordings =
            Loaded::new(made_up::frame(&[Channel::HeartRate, Channel::Speed], 500), made_up::WHOLE)
                .into();
        let (layout, backdrop) = (Layout::new(1_000.0, 400.0, 2), made_up::backdrop());
        let view = View { window, layout: &layout, recordings: &recordings, backdrop: &backdrop };
        crosshair(view, at_ms, &readings(&recordings, at_ms, 0))
    }

    #[test]
    fn the_crosshair_tells_time_and_values_with_units() {
        let shapes = crosshair_at(2_700_000, made_up::WHOLE);
        let chips = chips(&shapes);
        assert_eq!(chips[0], "18:43:20");
        assert!(chips[1].ends_with(" bpm") && chips[2].ends_with(" km/h"), "{chips:?}");
        assert_eq!(shapes.iter().filter(|shape| matches!(shape, Shape::Dot { .. })).count(), 4);
    }

    #[test]
    fn it_reads_every_recording_and_chips_stay_in_their_lane() {
        let two = [Channel::HeartRate, Channel::Speed];
        let recording = |mark| Recording {
            loaded: Loaded::new(made_up::frame(&two, 500), made_up::WHOLE),
            mark: Some(mark),
        };
        let recordings = Recordings::new(Mark::ALL.map(recording).to_vec(), two.to_vec());
        let backdrop = made_up::backdrop();
        // As low as lanes are on a phone: two chips below each other.
        let layout = Layout::new(350.0, 168.0, 2);
        let view = View {
            window: made_up::WHOLE,
            layout: &layout,
            recordings: &recordings,
            backdrop: &backdrop,
        };
        for at_ms in [100_000, 2_700_000, 5_300_000] {
            let shapes = crosshair(view, at_ms, &readings(&recordings, at_ms, 0));
            let letters: String = chips(&shapes)[1..].iter().map(|chip| &chip[..1]).collect();
            assert_eq!(letters, "ABCDABCD");
            let areas: Vec<_> = shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Area { from, to, .. } => Some((*from, *to)),
                    _ => None,
                })
                .collect();
            for (i, (from, to)) in areas.iter().enumerate() {
                assert!(0 <= from.0 && f64::from(to.0) <= 350.0 * UNITS_PER_PX, "{from:?} {to:?}");
                let apart = |(other_from, other_to): &((i32, i32), (i32, i32))| {
                    other_from.0 >= to.0
                        || from.0 >= other_to.0
                        || other_from.1 >= to.1
                        || from.1 >= other_to.1
                };
                assert!(areas[i + 1..].iter().all(apart), "at {at_ms}, chip {i}");
            }
        }
    }

    #[test]
    fn in_a_gap_it_says_so_and_points_at_nothing() {
        let shapes = crosshair_at(1_210_000, made_up::WHOLE);
        assert_eq!(chips(&shapes)[1..], ["no data", "no data"]);
        assert!(!shapes.iter().any(|shape| matches!(shape, Shape::Dot { .. })));
    }

    #[test]
    fn it_stays_on_the_chart_and_out_of_other_windows() {
        for at_ms in [0, 5_399_999] {
            for shape in crosshair_at(at_ms, made_up::WHOLE) {
                if let Shape::Area { from, to, .. } = shape {
                    assert!(0 <= from.0 && f64::from(to.0) <= 1_000.0 * UNITS_PER_PX);
                }
            }
        }
        assert_eq!(crosshair_at(0, Window { from_ms: 1_000, to_ms: 5_000 }), []);
    }

    #[test]
    fn a_selection_tells_how_long_it_is() {
        let recordings: Recordings =
            Loaded::new(made_up::frame(&[Channel::Speed], 500), made_up::WHOLE).into();
        let (layout, backdrop) = (Layout::new(1_000.0, 400.0, 1), made_up::backdrop());
        let view = View {
            window: made_up::WHOLE,
            layout: &layout,
            recordings: &recordings,
            backdrop: &backdrop,
        };
        assert_eq!(chips(&selection(view, Window { from_ms: 60_000, to_ms: 360_000 })), ["5:00"]);
        assert_eq!(selection(view, Window { from_ms: -2_000, to_ms: -1_000 }), []);
    }
}
