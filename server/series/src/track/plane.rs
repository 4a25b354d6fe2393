//! From the globe to a plane and back.

use std::f64::consts::PI;

/// The earth's mean radius.
const EARTH_RADIUS_M: f64 = 6_371_008.8;
const M_PER_DEG_NORTH: f64 = EARTH_RADIUS_M * PI / 180.0;
/// At the poles a degree east has no length; nobody plays nearer to them than this.
const LEAST_SHRINK: f64 = 1e-3;

/// A place on earth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Degrees north, from -90 to 90.
    pub latitude_deg: f64,
    /// Degrees east, from -180 to 180.
    pub longitude_deg: f64,
}

impl Position {
    /// The place at a latitude and a longitude; `None` when there is no such place.
    pub fn new(latitude_deg: f64, longitude_deg: f64) -> Option<Self> {
        let exists =
            (-90.0..=90.0).contains(&latitude_deg) && (-180.0..=180.0).contains(&longitude_deg);
        exists.then_some(Self { latitude_deg, longitude_deg })
    }
}

/// A place on a [`Plane`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlanePoint {
    /// Metres to the east of the plane's reference.
    pub east_m: f64,
    /// Metres to the north of the plane's reference.
    pub north_m: f64,
}

/// The ground around a reference, as if it were flat: the local equirectangular projection.
///
/// It takes the earth for a sphere, which makes distances up to half a percent too long or too short: half a metre over a
/// pitch, as much as positions are off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    reference: Position,
    m_per_deg_east: f64,
}

impl Plane {
    /// The plane that touches the earth at a reference.
    pub fn at(reference: Position) -> Self {
        let shrink = reference.latitude_deg.to_radians().cos().max(LEAST_SHRINK);
        Self { reference, m_per_deg_east: M_PER_DEG_NORTH * shrink }
    }

    /// The place that is 0 m east and 0 m north.
    pub fn reference(self) -> Position {
        self.reference
    }

    /// A place on earth on the plane, the short way round the globe.
    pub fn flatten(self, position: Position) -> PlanePoint {
        let east_deg = position.longitude_deg - self.reference.longitude_deg;
        PlanePoint {
            east_m: around(east_deg) * self.m_per_deg_east,
            north_m: (position.latitude_deg - self.reference.latitude_deg) * M_PER_DEG_NORTH,
        }
    }

    /// A place on the plane on earth.
    pub fn lift(self, point: PlanePoint) -> Position {
        let latitude_deg = self.reference.latitude_deg + point.north_m / M_PER_DEG_NORTH;
        let longitude_deg = self.reference.longitude_deg + point.east_m / self.m_per_deg_east;
        Position {
            latitude_deg: latitude_deg.clamp(-90.0, 90.0),
            longitude_deg: around(longitude_deg),
        }
    }
}

/// The same angle between -180 and 180 degrees. One that is there already stays as it is, to the last bit.
fn around(deg: f64) -> f64 {
    if (-180.0..=180.0).contains(&deg) { deg } else { (deg + 180.0).rem_euclid(360.0) - 180.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(latitude_deg: f64, longitude_deg: f64) -> Position {
        Position::new(latitude_deg, longitude_deg).unwrap()
    }

    #[test]
    fn a_degree_north_is_111_km_and_at_60_degrees_one_east_is_half_of_it() {
        let plane = Plane::at(place(60.0, 5.0));
        let north = plane.flatten(place(61.0, 5.0));
        assert!((north.north_m - 111_195.0).abs() < 1.0 && north.east_m.abs() < 1e-9, "{north:?}");
        let east = plane.flatten(place(60.0, 6.0));
        assert!((east.east_m - 55_597.5).abs() < 1.0 && east.north_m.abs() < 1e-9, "{east:?}");
    }

    #[test]
    fn the_date_line_is_no_edge() {
        let plane = Plane::at(place(-17.0, 179.9999));
        let beyond = plane.flatten(place(-17.0, -179.9999));
        assert!((beyond.east_m - 21.3).abs() < 0.1, "{beyond:?}");
        assert!((plane.lift(beyond).longitude_deg + 179.9999).abs() < 1e-9);
    }

    #[test]
    fn what_is_not_on_earth_is_no_position() {
        for (latitude, longitude) in [(90.1, 0.0), (0.0, -180.1), (f64::NAN, 0.0)] {
            assert_eq!(Position::new(latitude, longitude), None);
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(
            latitude_deg in -80.0..80.0_f64,
            longitude_deg in -180.0..180.0_f64,
            east_m in -2_000.0..2_000.0_f64,
            north_m in -2_000.0..2_000.0_f64,
        ) {
            let plane = Plane::at(place(latitude_deg, longitude_deg));
            let back = plane.flatten(plane.lift(PlanePoint { east_m, north_m }));
            prop_assert!((back.east_m - east_m).abs() < 1e-6, "{back:?}");
            prop_assert!((back.north_m - north_m).abs() < 1e-6, "{back:?}");
        }
    }
}
