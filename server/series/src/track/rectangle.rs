//! The rectangle of ground that a team used.

use std::ops::RangeInclusive;

use super::{Plane, PlanePoint, Position};

/// The share of positions that the rectangle is about: whoever fetches the ball is not on the pitch.
const CENTRAL_SHARE: f64 = 0.98;
/// More positions than this do not make the rectangle better, only slower.
const MOST_POSITIONS: usize = 6_000;
/// Fewer positions are no area.
const FEWEST_POSITIONS: usize = 30;
/// How finely the angle is searched, and how finely around the best one.
const COARSE_STEP_DEG: f64 = 1.0;
const FINE_STEP_DEG: f64 = 0.1;

/// The sizes of an area from which on and up to which it was used as a pitch is: nobody plays right up to the lines.
const USED_AS_PITCH_M: (RangeInclusive<f64>, RangeInclusive<f64>) = (80.0..=130.0, 40.0..=100.0);
/// How long and how wide pitches are.
const PITCH_M: (RangeInclusive<f64>, RangeInclusive<f64>) = (90.0..=120.0, 45.0..=90.0);

/// A rectangle on earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rectangle {
    /// Its middle.
    pub centre: Position,
    /// Where its length points to, in degrees clockwise from north.
    pub bearing_deg: f64,
    /// How long it is.
    pub length_m: f64,
    /// How wide it is.
    pub width_m: f64,
}

impl Rectangle {
    /// The smallest rectangle around the central 98 % of positions; `None` for fewer than 30 of them.
    ///
    /// Central are those that are the fewest standard deviations away from the mean, along the axes in which these
    /// are largest and smallest: it does not matter how the area lies. The length is the longer side, and its bearing
    /// is from 0 up to 180 degrees.
    pub fn around(positions: &[Position]) -> Option<Self> {
        let every = positions.len().div_ceil(MOST_POSITIONS).max(1);
        let plane = Plane::at(*positions.first()?);
        let points: Vec<PlanePoint> =
            positions.iter().step_by(every).map(|position| plane.flatten(*position)).collect();
        if points.len() < FEWEST_POSITIONS {
            return None;
        }
        let points = central(points);
        let coarse = smallest(&points, 0.0, 90.0, COARSE_STEP_DEG);
        let (from_deg, to_deg) = (coarse - COARSE_STEP_DEG, coarse + COARSE_STEP_DEG);
        let best_deg = smallest(&points, from_deg, to_deg, FINE_STEP_DEG);
        let bounds = Bounds::of(&points, best_deg);
        let (length_m, width_m) = (bounds.along_m(), bounds.across_m());
        let turned = if length_m < width_m { 90.0 } else { 0.0 };
        Some(Self {
            centre: plane.lift(bounds.centre(best_deg)),
            bearing_deg: (best_deg + turned).rem_euclid(180.0),
            length_m: length_m.max(width_m),
            width_m: length_m.min(width_m),
        })
    }

    /// The pitch that was played on if this is the area that was used, with the same middle and bearing; `None` when
    /// the area is too small or too large for a match.
    pub fn pitch(self) -> Option<Self> {
        let (length, width) = USED_AS_PITCH_M;
        let within =
            |metres: f64, limits: RangeInclusive<f64>| metres.clamp(*limits.start(), *limits.end());
        (length.contains(&self.length_m) && width.contains(&self.width_m)).then(|| Self {
            length_m: within(self.length_m, PITCH_M.0),
            width_m: within(self.width_m, PITCH_M.1),
            ..self
        })
    }
}

/// The points that are the fewest standard deviations away from the mean.
fn central(mut points: Vec<PlanePoint>) -> Vec<PlanePoint> {
    let count = points.len() as f64;
    let mean = |value: fn(&PlanePoint) -> f64| points.iter().map(value).sum::<f64>() / count;
    let (mean_east_m, mean_north_m) = (mean(|point| point.east_m), mean(|point| point.north_m));
    let off = |point: &PlanePoint| (point.east_m - mean_east_m, point.north_m - mean_north_m);
    let [mut east, mut north, mut both] = [0.0; 3];
    for (east_m, north_m) in points.iter().map(off) {
        east += east_m * east_m;
        north += north_m * north_m;
        both += east_m * north_m;
    }
    // The squared distance by the inverse of the covariance, but for a factor that is the same for all.
    let distance = |point: &PlanePoint| {
        let (east_m, north_m) = off(point);
        north * east_m * east_m - 2.0 * both * east_m * north_m + east * north_m * north_m
    };
    let kept = ((count * CENTRAL_SHARE).ceil() as usize).clamp(1, points.len());
    points.select_nth_unstable_by(kept - 1, |a, b| distance(a).total_cmp(&distance(b)));
    points.truncate(kept);
    points
}

/// The angle of the smallest rectangle.
fn smallest(points: &[PlanePoint], from_deg: f64, to_deg: f64, step_deg: f64) -> f64 {
    let steps = ((to_deg - from_deg) / step_deg).round() as u32;
    (0..=steps)
        .map(|step| from_deg + f64::from(step) * step_deg)
        .map(|deg| (deg, Bounds::of(points, deg).area_m2()))
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map_or(from_deg, |(deg, _)| deg)
}

/// From where to where points reach, along a bearing and to the right of it.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    along: (f64, f64),
    across: (f64, f64),
}

impl Bounds {
    fn of(points: &[PlanePoint], bearing_deg: f64) -> Self {
        let (sin, cos) = bearing_deg.to_radians().sin_cos();
        let nothing = (f64::INFINITY, f64::NEG_INFINITY);
        let reach = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        points.iter().fold(Self { along: nothing, across: nothing }, |bounds, point| Self {
            along: reach(bounds.along, point.east_m * sin + point.north_m * cos),
            across: reach(bounds.across, point.east_m * cos - point.north_m * sin),
        })
    }

    fn along_m(self) -> f64 {
        self.along.1 - self.along.0
    }

    fn across_m(self) -> f64 {
        self.across.1 - self.across.0
    }

    fn area_m2(self) -> f64 {
        self.along_m() * self.across_m()
    }

    fn centre(self, bearing_deg: f64) -> PlanePoint {
        let (sin, cos) = bearing_deg.to_radians().sin_cos();
        let along_m = f64::midpoint(self.along.0, self.along.1);
        let across_m = f64::midpoint(self.across.0, self.across.1);
        PlanePoint {
            east_m: along_m * sin + across_m * cos,
            north_m: along_m * cos - across_m * sin,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Positions all over a rectangle, evenly and without chance: the R2 sequence.
    fn spread(rectangle: Rectangle, count: u32) -> Vec<Position> {
        let plane = Plane::at(rectangle.centre);
        let (sin, cos) = rectangle.bearing_deg.to_radians().sin_cos();
        let share = |index: u32, step: f64| (0.5 + f64::from(index) * step).fract() - 0.5;
        let position = |index: u32| {
            let along_m = rectangle.length_m * share(index, 0.754_877_666_246_692_8);
            let across_m = rectangle.width_m * share(index, 0.569_840_290_998_053_2);
            plane.lift(PlanePoint {
                east_m: along_m * sin + across_m * cos,
                north_m: along_m * cos - across_m * sin,
            })
        };
        (0..count).map(position).collect()
    }

    fn at(latitude_deg: f64, longitude_deg: f64) -> Position {
        Position::new(latitude_deg, longitude_deg).unwrap()
    }

    proptest! {
        #[test]
        fn a_rectangle_is_found_however_it_lies(
            latitude_deg in -70.0..70.0_f64,
            bearing_deg in 0.0..180.0_f64,
            length_m in 80.0..120.0_f64,
            share in 0.4..0.8_f64,
        ) {
            let centre = at(latitude_deg, 12.0);
            let width_m = length_m * share;
            let wanted = Rectangle { centre, bearing_deg, length_m, width_m };
            let found = Rectangle::around(&spread(wanted, 4_000)).unwrap();
            let turned_deg = (found.bearing_deg - bearing_deg + 90.0).rem_euclid(180.0) - 90.0;
            prop_assert!(turned_deg.abs() < 1.5, "{found:?}");
            prop_assert!((found.length_m - length_m).abs() < 3.0, "{found:?}");
            prop_assert!((found.width_m - width_m).abs() < 3.0, "{found:?}");
            let off = Plane::at(centre).flatten(found.centre);
            prop_assert!(off.east_m.hypot(off.north_m) < 2.0, "{off:?}");
        }
    }

    #[test]
    fn some_positions_far_away_do_not_matter() {
        let pitch =
            Rectangle { centre: at(60.0, 5.0), bearing_deg: 17.0, length_m: 105.0, width_m: 68.0 };
        let mut positions = spread(pitch, 3_000);
        positions.extend([at(0.0, 0.0); 20]);
        let found = Rectangle::around(&positions).unwrap();
        assert!(found.length_m < 110.0 && found.width_m < 72.0, "{found:?}");
    }

    #[test]
    fn an_area_is_a_pitch_when_a_match_fits_on_it() {
        let area = |length_m, width_m| Rectangle {
            centre: at(60.0, 5.0),
            bearing_deg: 17.0,
            length_m,
            width_m,
        };
        assert_eq!(area(86.0, 43.0).pitch(), Some(area(90.0, 45.0)));
        assert_eq!(area(104.0, 66.0).pitch(), Some(area(104.0, 66.0)));
        assert_eq!(area(126.0, 95.0).pitch(), Some(area(120.0, 90.0)));
        for (length_m, width_m) in [(40.0, 30.0), (90.0, 20.0), (900.0, 600.0)] {
            assert_eq!(area(length_m, width_m).pitch(), None);
        }
    }

    #[test]
    fn few_positions_are_no_area_and_one_place_is_a_small_one() {
        assert_eq!(Rectangle::around(&[]), None);
        assert_eq!(Rectangle::around(&[at(60.0, 5.0); 29]), None);
        let place = Rectangle::around(&[at(60.0, 5.0); 30]).unwrap();
        assert_eq!((place.length_m, place.width_m), (0.0, 0.0));
        assert_eq!(place.centre, at(60.0, 5.0));
    }
}
