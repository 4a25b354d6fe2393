//! From the ground to the drawing and back.

use crate::model::{Field, TrackPoint};

const DM_PER_M: f64 = 10.0;

/// A field lying on its side: x along its length to the right, y across it downwards, from its middle, in decimetres,
/// which are the units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    east_dm: f64,
    north_dm: f64,
    sin: f64,
    cos: f64,
}

/// A place on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// To the right of the middle.
    pub(super) x_dm: f64,
    /// Below the middle.
    pub(super) y_dm: f64,
}

impl Spot {
    /// How far away another spot is.
    pub(super) fn distance_dm(self, other: Self) -> f64 {
        (self.x_dm - other.x_dm).hypot(self.y_dm - other.y_dm)
    }
}

impl Sheet {
    /// The sheet on which a field lies on its side.
    pub(super) fn of(field: Field) -> Self {
        let (sin, cos) = field.bearing_deg.to_radians().sin_cos();
        let (east_dm, north_dm) = (field.east_m * DM_PER_M, field.north_m * DM_PER_M);
        Self { east_dm, north_dm, sin, cos }
    }

    /// Where a point of a way is.
    pub(super) fn spot(self, point: TrackPoint) -> Spot {
        self.spot_dm(point.east_dm.into(), point.north_dm.into())
    }

    /// Where a place on the ground is, given in m to the east and to the north of the reference.
    pub(super) fn spot_of(self, east_m: f64, north_m: f64) -> Spot {
        self.spot_dm(east_m * DM_PER_M, north_m * DM_PER_M)
    }

    /// The place on the ground, in m to the east and to the north of the reference.
    pub(super) fn ground(self, spot: Spot) -> (f64, f64) {
        // What turns the ground onto the sheet turns the sheet back onto the ground.
        let east_dm = spot.x_dm * self.sin + spot.y_dm * self.cos;
        let north_dm = spot.x_dm * self.cos - spot.y_dm * self.sin;
        ((self.east_dm + east_dm) / DM_PER_M, (self.north_dm + north_dm) / DM_PER_M)
    }

    fn spot_dm(self, east_dm: f64, north_dm: f64) -> Spot {
        let (east_dm, north_dm) = (east_dm - self.east_dm, north_dm - self.north_dm);
        Spot {
            x_dm: east_dm * self.sin + north_dm * self.cos,
            y_dm: east_dm * self.cos - north_dm * self.sin,
        }
    }
}

/// The part of a sheet that is drawn: the field with some ground around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    half_width_dm: f64,
    half_height_dm: f64,
}

impl Extent {
    /// What is drawn of a field with so much ground around it.
    pub(super) fn around(field: Field, margin_m: f64) -> Self {
        let half_dm = |metres: f64| (metres / 2.0 + margin_m) * DM_PER_M;
        Self { half_width_dm: half_dm(field.length_m), half_height_dm: half_dm(field.width_m) }
    }

    /// From left to right.
    pub(super) fn width_dm(self) -> f64 {
        2.0 * self.half_width_dm
    }

    /// From top to bottom.
    #[cfg(feature = "ssr")]
    pub(super) fn height_dm(self) -> f64 {
        2.0 * self.half_height_dm
    }

    /// Whether a spot is drawn.
    pub(super) fn contains(self, spot: Spot) -> bool {
        spot.x_dm.abs() <= self.half_width_dm && spot.y_dm.abs() <= self.half_height_dm
    }

    /// The spot at a place in the drawing, in px from its top left corner, when the drawing is so wide.
    pub(super) fn spot_at(self, x_px: f64, y_px: f64, width_px: f64) -> Spot {
        let dm_per_px = self.width_dm() / width_px;
        Spot {
            x_dm: x_px * dm_per_px - self.half_width_dm,
            y_dm: y_px * dm_per_px - self.half_height_dm,
        }
    }

    /// Where a spot is in the drawing, as shares of its width and height from the top left corner.
    pub(super) fn share_at(self, spot: Spot) -> [f64; 2] {
        [(spot.x_dm, self.half_width_dm), (spot.y_dm, self.half_height_dm)]
            .map(|(dm, half_dm)| f64::midpoint(dm / half_dm, 1.0))
    }

    /// As the `viewBox` of an SVG.
    pub(super) fn view_box(self) -> String {
        format!(
            "{:.0} {:.0} {:.0} {:.0}",
            -self.half_width_dm,
            -self.half_height_dm,
            2.0 * self.half_width_dm,
            2.0 * self.half_height_dm
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIELD: Field =
        Field { east_m: 10.0, north_m: -20.0, bearing_deg: 90.0, length_m: 100.0, width_m: 60.0 };

    #[test]
    fn to_the_right_is_along_the_bearing_and_down_is_to_the_right_of_it() {
        let sheet = Sheet::of(FIELD);
        let spot = sheet.spot_of(30.0, -25.0);
        assert!((spot.x_dm - 200.0).abs() < 1e-9 && (spot.y_dm - 50.0).abs() < 1e-9, "{spot:?}");
        let point = TrackPoint { at_ms: 0, east_dm: 300, north_dm: -250, speed_tenth_kmh: None };
        assert!(sheet.spot(point).distance_dm(spot) < 1e-9);
    }

    #[test]
    fn a_pixel_of_the_drawing_is_a_spot() {
        let extent = Extent::around(FIELD, 10.0);
        assert_eq!(extent.view_box(), "-600 -400 1200 800");
        assert_eq!(extent.spot_at(300.0, 200.0, 600.0), Spot { x_dm: 0.0, y_dm: 0.0 });
        let corner = extent.spot_at(0.0, 0.0, 600.0);
        assert_eq!(corner, Spot { x_dm: -600.0, y_dm: -400.0 });
        assert_eq!(
            [extent.share_at(corner), extent.share_at(Spot { x_dm: 0.0, y_dm: 200.0 })],
            [[0.0, 0.0], [0.5, 0.75]]
        );
        assert!(extent.contains(corner) && !extent.contains(Spot { y_dm: 401.0, ..corner }));
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(
            bearing_deg in 0.0..360.0_f64,
            east_m in -500.0..500.0_f64,
            north_m in -500.0..500.0_f64,
        ) {
            let sheet = Sheet::of(Field { bearing_deg, ..FIELD });
            let back = sheet.ground(sheet.spot_of(east_m, north_m));
            prop_assert!((back.0 - east_m).abs() < 1e-9 && (back.1 - north_m).abs() < 1e-9);
        }
    }
}
