//! From measured points to what is drawn of them.

use super::{
    ink::Ink,
    layout::Span,
    scale::Scale,
    shape::{At, Shape, at},
};
use crate::model::{Point, Window};

/// A little wider than a line.
const DOT_RADIUS: u32 = 25;

/// Where one lane draws: the window across, the values down.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The window that is shown.
    pub window: Window,
    /// Where it is shown.
    pub plot: Span,
    /// The values that are shown.
    pub scale: Scale,
    /// The lane's colour.
    pub ink: Ink,
}

impl Ground {
    /// Where a value is.
    pub fn place(&self, at_ms: f64, value: f64) -> At {
        at(self.plot.x_of(at_ms, self.window), self.scale.y_of(value))
    }

    /// The part of an unbroken line that lies in `part`, as a trace, or as a dot when it is but a point. The line is
    /// cut exactly at the edges, so that parts of several frames meet.
    pub fn trace(&self, line: &[Point], part: Window) -> Option<Shape> {
        let mut points: Vec<At> =
            cut(line, part).map(|(at_ms, value)| self.place(at_ms, value)).collect();
        points.dedup();
        match points.as_slice() {
            [] => None,
            [only] => Some(Shape::Dot { at: *only, radius: DOT_RADIUS, ink: self.ink }),
            _ => Some(Shape::Trace { points, ink: self.ink }),
        }
    }

    /// The highest point of each stretch of a line in `part` that is above `limit`.
    pub fn peaks_above(limit: f64, line: &[Point], part: Window) -> Vec<Point> {
        let inside = |point: &Point| part.contains(point.at_ms) && point.value > limit;
        line.chunk_by(|a, b| inside(a) && inside(b))
            .filter(|stretch| stretch.first().is_some_and(inside))
            .filter_map(|stretch| {
                stretch.iter().copied().reduce(|a, b| if b.value > a.value { b } else { a })
            })
            .collect()
    }
}

/// The instants and values of a line from one edge of a window to the other, with values at the edges that lie on
/// the line.
fn cut(line: &[Point], part: Window) -> impl Iterator<Item = (f64, f64)> {
    let first = line.partition_point(|point| point.at_ms < part.from_ms);
    let end = line.partition_point(|point| point.at_ms <= part.to_ms);
    let inside = line.get(first..end).unwrap_or_default();
    let lead = crossing(line, first, part.from_ms)
        .filter(|_| inside.first().is_none_or(|p| p.at_ms > part.from_ms));
    let tail = crossing(line, end, part.to_ms)
        .filter(|_| inside.last().is_none_or(|p| p.at_ms < part.to_ms));
    let inside = inside.iter().map(|point| (f64::from(point.at_ms), point.value));
    lead.into_iter().chain(inside).chain(tail)
}

/// Where the line from the point before `after` to `after` meets an instant.
fn crossing(line: &[Point], after: usize, at_ms: i32) -> Option<(f64, f64)> {
    let (a, b) = (line.get(after.checked_sub(1)?)?, line.get(after)?);
    let (from_ms, to_ms, at_ms) = (f64::from(a.at_ms), f64::from(b.at_ms), f64::from(at_ms));
    Some((at_ms, a.value + (b.value - a.value) * (at_ms - from_ms) / (to_ms - from_ms)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chart::scale::Range;

    fn point(at_ms: i32, value: f64) -> Point {
        Point { at_ms, value }
    }

    fn line() -> Vec<Point> {
        vec![point(0, 0.0), point(100, 10.0), point(200, 0.0), point(300, 30.0)]
    }

    fn cut_at(from_ms: i32, to_ms: i32) -> Vec<(f64, f64)> {
        cut(&line(), Window { from_ms, to_ms }).collect()
    }

    #[test]
    fn a_line_is_cut_at_the_edges() {
        assert_eq!(cut_at(50, 250), [(50.0, 5.0), (100.0, 10.0), (200.0, 0.0), (250.0, 15.0)]);
        assert_eq!(cut_at(100, 200), [(100.0, 10.0), (200.0, 0.0)]);
        assert_eq!(cut_at(210, 220), [(210.0, 3.0), (220.0, 6.0)]);
        assert_eq!(cut_at(-50, 50), [(0.0, 0.0), (50.0, 5.0)]);
        assert_eq!(cut_at(250, 900), [(250.0, 15.0), (300.0, 30.0)]);
        assert_eq!(cut_at(301, 900), []);
        assert_eq!(cut_at(-50, -10), []);
    }

    fn ground(window: Window) -> Ground {
        Ground {
            window,
            plot: Span { left_px: 0.0, right_px: 100.0 },
            scale: Scale::new(Range { low: 0.0, high: 20.0 }, 0.0, 200.0),
            ink: Ink::Speed,
        }
    }

    #[test]
    fn a_single_value_becomes_a_dot() {
        let window = Window { from_ms: 0, to_ms: 100 };
        let dot = Shape::Dot { at: (500, 1_000), radius: DOT_RADIUS, ink: Ink::Speed };
        assert_eq!(ground(window).trace(&[point(50, 10.0)], window), Some(dot));
        assert_eq!(ground(window).trace(&[], window), None);
    }

    #[test]
    fn values_above_the_lane_run_along_its_top() {
        let window = Window { from_ms: 200, to_ms: 300 };
        let Some(Shape::Trace { points, .. }) = ground(window).trace(&line(), window) else {
            panic!("no trace")
        };
        assert_eq!(points, [(0, 2_000), (1_000, 0)]);
    }

    #[test]
    fn each_stretch_above_a_limit_has_one_peak() {
        let window = Window { from_ms: 0, to_ms: 1_000 };
        let line = [
            point(0, 41.0),
            point(100, 45.0),
            point(200, 42.0),
            point(300, 12.0),
            point(400, 50.0),
            point(1_000, 60.0),
        ];
        assert_eq!(Ground::peaks_above(40.0, &line, window), [point(100, 45.0), point(400, 50.0)]);
        assert_eq!(Ground::peaks_above(70.0, &line, window), []);
    }

    proptest! {
        #[test]
        fn nothing_is_drawn_outside_of_the_part(
            steps in prop::collection::vec((1..1_000_i32, -50.0..50.0_f64), 0..50),
            from_ms in -1_000..20_000_i32,
            width_ms in 1..20_000_i32,
        ) {
            let mut at_ms = 0;
            let line: Vec<Point> = steps.into_iter().map(|(step, value)| { at_ms += step; point(at_ms, value) }).collect();
            let part = Window { from_ms, to_ms: from_ms + width_ms };
            let points: Vec<_> = cut(&line, part).collect();
            prop_assert!(points.iter().all(|(at_ms, _)| (f64::from(part.from_ms)..=f64::from(part.to_ms)).contains(at_ms)));
            prop_assert!(points.is_sorted_by(|a, b| a.0 < b.0));
        }
    }
}
