//! Where the player spent how much time.

use std::{collections::BTreeMap, fmt::Write};

use super::sheet::{Extent, Sheet, Spot};
use crate::model::{Field, Track};

/// The steps of the heat map, of one hue.
pub(super) const STEPS: usize = 6;

/// About how large a cell is, and how many lie along a field at most.
const CELL_M: f64 = 3.0;
const MOST_CELLS: f64 = 50.0;
/// A way is followed this closely.
const STRIDE_DM: f64 = 10.0;
const MOST_STRIDES: f64 = 100.0;
/// Where the second step may begin, in s; each further step begins at twice as much.
const SECOND_STEPS_S: [u32; 12] = [1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 300, 600];

/// The time in each cell of a grid over a field, in steps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeatMap {
    /// How long and wide a cell is.
    pub(super) cell_m: f64,
    /// Where the second step begins, in s; the first one begins above 0.
    second_step_s: u32,
    /// The cells of each step, as the path of an SVG in decimetres.
    pub(super) paths: [String; STEPS],
}

impl HeatMap {
    /// From how many seconds on a cell is of a step, and up to how many.
    pub(super) fn limits_s(&self, step: usize) -> (u32, Option<u32>) {
        let from_s = |step: usize| match step {
            0 => 0,
            _ => self.second_step_s << (step - 1),
        };
        (from_s(step), (step + 1 < STEPS).then(|| from_s(step + 1)))
    }

    /// Adds the time of a way up. Between two points the player is taken to have moved evenly.
    pub(super) fn of(track: &Track, sheet: Sheet, field: Field, extent: Extent) -> Self {
        let cells = (field.length_m / CELL_M).round().clamp(1.0, MOST_CELLS);
        let cell_dm = field.length_m * 10.0 / cells;
        let index = |dm: f64| (dm / cell_dm).floor() as i32;
        let mut ms = BTreeMap::<(i32, i32), f64>::new();
        let steps = track.stretches.iter().flat_map(|stretch| stretch.windows(2));
        for step in steps {
            let (from, to) = (sheet.spot(step[0]), sheet.spot(step[1]));
            let strides = (from.distance_dm(to) / STRIDE_DM).ceil().clamp(1.0, MOST_STRIDES);
            let stride_ms = f64::from(step[0].at_ms.abs_diff(step[1].at_ms)) / strides;
            for stride in 0..strides as u32 {
                let share = (f64::from(stride) + 0.5) / strides;
                let at = |a: f64, b: f64| a + (b - a) * share;
                let spot = Spot { x_dm: at(from.x_dm, to.x_dm), y_dm: at(from.y_dm, to.y_dm) };
                if extent.contains(spot) {
                    *ms.entry((index(spot.y_dm), index(spot.x_dm))).or_default() += stride_ms;
                }
            }
        }
        let most_s = ms.values().copied().fold(0.0, f64::max) / 1_000.0;
        let second_step_s = second_step_s(most_s);
        let mut map = Self { cell_m: cell_dm / 10.0, second_step_s, paths: Default::default() };
        map.draw(&ms, cell_dm);
        map
    }

    fn step_of(&self, ms: f64) -> usize {
        let reached = |step: &usize| f64::from(self.limits_s(*step).0) * 1_000.0 <= ms;
        (0..STEPS).rev().find(reached).unwrap_or(0)
    }

    /// Neighbours of one step in a row are drawn as one.
    fn draw(&mut self, ms: &BTreeMap<(i32, i32), f64>, cell_dm: f64) {
        let cells: Vec<((i32, i32), usize)> =
            ms.iter().map(|(cell, ms)| (*cell, self.step_of(*ms))).collect();
        let edge = |index: i32| (f64::from(index) * cell_dm).round() + 0.0;
        let belong = |a: &((i32, i32), usize), b: &((i32, i32), usize)| {
            a.0.0 == b.0.0 && a.0.1 + 1 == b.0.1 && a.1 == b.1
        };
        for run in cells.chunk_by(belong) {
            let ((row, left), step) = run[0];
            let right = left + run.len() as i32;
            // Writing to a string cannot fail.
            let _ = write!(
                self.paths[step],
                "M{0} {1}H{2}V{3}H{0}z",
                edge(left),
                edge(row),
                edge(right),
                edge(row + 1)
            );
        }
    }
}

/// The largest beginning of the second step with which the last one is not empty.
fn second_step_s(most_s: f64) -> u32 {
    let last_begins_s = |second_s: u32| f64::from(second_s << (STEPS - 2));
    let mut fitting = SECOND_STEPS_S.into_iter().rev();
    fitting.find(|second_s| last_begins_s(*second_s) <= most_s).unwrap_or(SECOND_STEPS_S[0])
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::model::{FieldOrigin, GeoPoint, TrackPoint};

    const FIELD: Field =
        Field { east_m: 0.0, north_m: 0.0, bearing_deg: 90.0, length_m: 90.0, width_m: 60.0 };

    /// At so many seconds so far to the right of the middle and below it, in dm.
    fn map(stretches: &[&[(i32, i32, i32)]]) -> HeatMap {
        let point = |(second, x_dm, y_dm): &(i32, i32, i32)| TrackPoint {
            at_ms: second * 1_000,
            east_dm: *x_dm,
            north_dm: -y_dm,
            speed_tenth_kmh: None,
        };
        let track = Track {
            reference: GeoPoint { latitude_deg: 0.0, longitude_deg: 0.0 },
            field: FIELD,
            origin: FieldOrigin::FittedPitch,
            stretches: stretches.iter().map(|way| way.iter().map(point).collect()).collect(),
        };
        HeatMap::of(&track, Sheet::of(FIELD), FIELD, Extent::around(FIELD, 6.0))
    }

    #[test]
    fn who_stands_still_heats_one_cell() {
        let map = map(&[&[(0, 10, 10), (20, 10, 10)]]);
        assert_eq!(
            (map.cell_m, map.limits_s(4), map.limits_s(5)),
            (3.0, (8, Some(16)), (16, None))
        );
        assert_eq!(map.paths[5], "M0 0H30V30H0z");
        assert_eq!(map.limits_s(0), (0, Some(1)));
    }

    #[test]
    fn time_is_spread_along_the_way_and_not_over_gaps() {
        let map = map(&[&[(0, 0, 10), (3, 60, 10)], &[(60, 300, 200), (60, 300, 200)]]);
        // 1.5 s in each of two cells.
        assert_eq!(map.paths[1], "M0 0H60V30H0z");
        assert!(map.paths[0].starts_with("M300 180"), "no time: {:?}", map.paths[0]);
    }

    #[test]
    fn nobody_heats_nothing_and_what_is_not_drawn_does_not_count() {
        assert!(map(&[]).paths.iter().all(String::is_empty));
        assert!(map(&[&[(0, 900, 0), (50, 900, 0)]]).paths.iter().all(String::is_empty));
    }

    #[test]
    fn a_large_area_has_large_cells() {
        let field = Field { length_m: 900.0, width_m: 600.0, ..FIELD };
        let track = Track { stretches: Vec::new(), ..track_of(field) };
        let map = HeatMap::of(&track, Sheet::of(field), field, Extent::around(field, 6.0));
        assert!((map.cell_m - 18.0).abs() < 1e-9);
    }

    fn track_of(field: Field) -> Track {
        Track {
            reference: GeoPoint { latitude_deg: 0.0, longitude_deg: 0.0 },
            field,
            origin: FieldOrigin::FittedArea,
            stretches: Vec::new(),
        }
    }

    proptest! {
        #[test]
        fn the_last_step_is_reached_when_any_can_be(
            way in vec((0..40_i32, -450..450_i32, -300..300_i32), 2..60),
        ) {
            let mut second = 0;
            let way: Vec<(i32, i32, i32)> = way
                .into_iter()
                .map(|(pause_s, x_dm, y_dm)| {
                    second += pause_s;
                    (second, x_dm, y_dm)
                })
                .collect();
            let map = map(&[&way]);
            prop_assert!(map.paths.iter().any(|path| !path.is_empty()));
            prop_assert!(map.second_step_s == 1 || !map.paths[STEPS - 1].is_empty());
        }
    }
}
