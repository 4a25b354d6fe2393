//! The course of a channel, as small as a word.

use leptos::prelude::*;

use crate::model::{Channel, Frame, Line, Window};

/// How a sparkline's values and its size relate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Plot {
    /// How wide it is, in units of its own.
    pub(crate) width: u32,
    /// How high.
    pub(crate) height: u32,
    /// How wide a column of it is: of each, no more than the extremes and the ends are drawn.
    pub(crate) step: u32,
    /// The values at the bottom and at the top.
    pub(crate) range: (f64, f64),
}

impl Plot {
    /// The range that the lines of a channel need together, so that several players' can be compared; from 0 for what
    /// has a meaningful zero.
    pub(crate) fn range_of<'a>(
        channel: Channel,
        frames: impl IntoIterator<Item = &'a Frame>,
    ) -> Option<(f64, f64)> {
        let values = frames
            .into_iter()
            .filter_map(|frame| frame.lane(channel))
            .flat_map(|lane| lane.lines.iter().flatten())
            .map(|point| point.value);
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let low = if channel == Channel::HeartRate { low } else { low.min(0.0) };
        (low <= high).then_some((low, if high > low { high } else { low + 1.0 }))
    }

    /// The lines over a window as the `d` of an SVG path.
    pub(crate) fn path(&self, lines: &[Line], window: Window) -> String {
        let mut path = String::new();
        for line in lines {
            let corners = self.corners(line, window);
            let steps =
                corners.windows(2).map(|pair| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
            // A single value is a dot, which a stroke with round ends makes of a line without length.
            let dot = (corners.len() == 1).then_some((0, 0));
            let drawn = corners.first().map(|(x, y)| format!("M{x} {y}"));
            path.extend(
                drawn.into_iter().chain(steps.chain(dot).map(|(x, y)| format!("l{x} {y}"))),
            );
        }
        path
    }

    /// The points that are drawn: of each column the first, the extremes and the last.
    fn corners(&self, line: &Line, window: Window) -> Vec<(i32, i32)> {
        let inside = line.iter().filter(|point| {
            (window.from_ms..=window.to_ms).contains(&point.at_ms) && point.value.is_finite()
        });
        let placed = inside.map(|point| self.place(point.at_ms, point.value, window));
        let mut corners: Vec<(i32, i32)> = Vec::new();
        // Where the column began that the last corners belong to.
        let mut column = 0;
        for (x, y) in placed {
            if corners[column..].first().is_none_or(|(first_x, _)| *first_x != x) {
                column = corners.len();
                corners.push((x, y));
                continue;
            }
            corners.push((x, y));
            if corners.len() - column == 5 {
                thin(&mut corners, column);
            }
        }
        corners.dedup();
        corners
    }

    fn place(&self, at_ms: i32, value: f64, window: Window) -> (i32, i32) {
        let step = f64::from(self.step.max(1));
        let share =
            (f64::from(at_ms) - f64::from(window.from_ms)) / f64::from(window.duration_ms());
        let x = (share * f64::from(self.width) / step).round() * step;
        let (low, high) = self.range;
        let height = f64::from(self.height);
        let y = height - ((value - low) / (high - low)).clamp(0.0, 1.0) * height;
        (x as i32, y.round() as i32)
    }
}

/// Of five corners of one column, drops one that is neither an end nor an extreme.
fn thin(corners: &mut Vec<(i32, i32)>, column: usize) {
    let height_of = |place: &usize| corners[*place].1;
    let inner = column + 1..corners.len() - 1;
    let highest = inner.clone().min_by_key(height_of);
    let lowest = inner.clone().max_by_key(height_of);
    let spare = inner.clone().find(|place| Some(*place) != highest && Some(*place) != lowest);
    corners.remove(spare.unwrap_or(inner.start));
}

/// A small line in the colour of its channel. It stands beside the numbers, which say the same in words.
#[component]
pub(crate) fn Sparkline(
    /// The lines.
    frame: Frame,
    /// Which of them.
    channel: Channel,
    /// The values at the bottom and at the top.
    range: (f64, f64),
) -> impl IntoView {
    const PLOT: (u32, u32, u32) = (96, 28, 2);
    let (width, height, step) = PLOT;
    let plot = Plot { width, height, step, range };
    let path = frame.lane(channel).map(|lane| plot.path(&lane.lines, frame.window));
    view! {
        <svg
            class="spark"
            data-channel=channel.key()
            viewBox=format!("0 -1 {width} {}", height + 2)
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path d=path/>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Lane, Point};

    const WINDOW: Window = Window { from_ms: 0, to_ms: 1_000 };

    fn line(points: &[(i32, f64)]) -> Line {
        points.iter().map(|(at_ms, value)| Point { at_ms: *at_ms, value: *value }).collect()
    }

    fn plot() -> Plot {
        Plot { width: 100, height: 10, step: 10, range: (0.0, 10.0) }
    }

    #[test]
    fn lines_are_moves_and_steps() {
        let lines = [line(&[(0, 0.0), (500, 10.0), (1_000, 5.0)]), line(&[(700, 2.0)])];
        assert_eq!(plot().path(&lines, WINDOW), "M0 10l50 -10l50 5M70 8l0 0");
        assert_eq!(plot().path(&[], WINDOW), "");
    }

    #[test]
    fn what_lies_outside_the_window_or_the_range_is_kept_inside_the_picture() {
        let lines = [line(&[(-100, 5.0), (0, 99.0), (900, -5.0), (1_100, 5.0)])];
        assert_eq!(plot().path(&lines, WINDOW), "M0 0l90 10");
    }

    #[test]
    fn players_share_one_range() {
        let frame = |channel, values: &[f64]| {
            let points: Vec<_> = values.iter().map(|value| (0, *value)).collect();
            let lanes = vec![Lane { channel, lines: vec![line(&points)] }];
            Frame { window: WINDOW, bucket_ms: 10, state: 0, lanes }
        };
        let speeds = [frame(Channel::Speed, &[5.0, 20.0]), frame(Channel::Speed, &[3.0, 31.0])];
        assert_eq!(Plot::range_of(Channel::Speed, &speeds), Some((0.0, 31.0)));
        let beats = [frame(Channel::HeartRate, &[90.0, 180.0])];
        assert_eq!(Plot::range_of(Channel::HeartRate, &beats), Some((90.0, 180.0)));
        assert_eq!(Plot::range_of(Channel::HeartRate, &speeds), None);
        let flat = [frame(Channel::HeartRate, &[90.0])];
        assert_eq!(Plot::range_of(Channel::HeartRate, &flat), Some((90.0, 91.0)));
    }

    proptest! {
        #[test]
        fn each_column_keeps_its_extremes(values in proptest::collection::vec(0_u8..=10, 1..400)) {
            let points: Vec<_> = (0..).zip(&values).map(|(i, v)| (i * 3, f64::from(*v))).collect();
            let all: Vec<_> = points
                .iter()
                .filter(|(at_ms, _)| *at_ms <= 1_000)
                .map(|(at_ms, value)| plot().place(*at_ms, *value, WINDOW))
                .collect();
            let drawn = plot().corners(&line(&points), WINDOW);
            let extremes = |of: &[(i32, i32)], x: i32| {
                let ys = || of.iter().filter(move |corner| corner.0 == x).map(|corner| corner.1);
                (ys().next(), ys().min(), ys().max(), ys().next_back())
            };
            for x in (0..=100).step_by(10) {
                prop_assert_eq!(extremes(&drawn, x), extremes(&all, x));
                prop_assert!(drawn.iter().filter(|corner| corner.0 == x).count() <= 4);
            }
        }
    }
}
