//! The player's way as lines, one path for each speed zone.

use std::fmt::Write;

use super::sheet::{Sheet, Spot};
use crate::model::{SpeedZone, Track, TrackPoint};

/// Zones that have a colour; what lies above the last shares its one.
pub(super) const ZONES: usize = 5;

/// The paths of an SVG, in decimetres: first of what is in no zone, then of the zones from the slowest up. A path is
/// empty when the player was never so fast.
pub(super) type TracePaths = [String; ZONES + 1];

/// Draws a way. A step from one point to the next has the zone of the speed at its end.
pub(super) fn paths(track: &Track, sheet: Sheet, zones: &[SpeedZone]) -> TracePaths {
    let mut paths = TracePaths::default();
    for stretch in &track.stretches {
        if let [single] = stretch[..] {
            let spot = sheet.spot(single);
            // A line without a length is a dot.
            let _ = write!(paths[slot(single, zones)], "M{}h0", written(spot));
        }
        let mut last_slot = None;
        for step in stretch.windows(2) {
            let slot = slot(step[1], zones);
            let path = &mut paths[slot];
            if last_slot != Some(slot) {
                let _ = write!(path, "M{}", written(sheet.spot(step[0])));
            }
            let _ = write!(path, " {}", written(sheet.spot(step[1])));
            last_slot = Some(slot);
        }
    }
    paths
}

fn written(spot: Spot) -> String {
    // Adding 0 makes a negative zero positive.
    format!("{:.0} {:.0}", spot.x_dm.round() + 0.0, spot.y_dm.round() + 0.0)
}

/// The place of a point's path.
fn slot(point: TrackPoint, zones: &[SpeedZone]) -> usize {
    let zone = point.speed_tenth_kmh.and_then(|tenths| {
        let kmh = f64::from(tenths) / 10.0;
        zones.iter().rev().find(|zone| zone.lower_kmh.is_none_or(|lower_kmh| lower_kmh <= kmh))
    });
    zone.map_or(0, |zone| usize::from(zone.index).clamp(1, ZONES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldOrigin, GeoPoint};

    fn zone(index: u8, lower_kmh: f64) -> SpeedZone {
        SpeedZone { index, lower_kmh: Some(lower_kmh), upper_kmh: None, in_zone_m: 0.0 }
    }

    fn track(stretches: &[&[(i32, Option<u16>)]]) -> Track {
        let point = |(north_dm, speed_tenth_kmh): &(i32, Option<u16>)| TrackPoint {
            at_ms: *north_dm,
            east_dm: 0,
            north_dm: *north_dm,
            speed_tenth_kmh: *speed_tenth_kmh,
        };
        Track {
            reference: GeoPoint { latitude_deg: 0.0, longitude_deg: 0.0 },
            field: FIELD,
            origin: FieldOrigin::FittedPitch,
            stretches: stretches.iter().map(|way| way.iter().map(point).collect()).collect(),
        }
    }

    const FIELD: Field =
        Field { east_m: 0.0, north_m: 0.0, bearing_deg: 0.0, length_m: 100.0, width_m: 60.0 };

    fn drawn(stretches: &[&[(i32, Option<u16>)]]) -> TracePaths {
        paths(&track(stretches), Sheet::of(FIELD), &[zone(1, 3.0), zone(2, 10.0), zone(6, 25.0)])
    }

    #[test]
    fn neighbouring_steps_of_a_zone_are_one_line() {
        let paths =
            drawn(&[&[(0, None), (10, Some(50)), (20, Some(99)), (30, Some(100)), (40, Some(30))]]);
        assert_eq!(paths[1], "M0 0 10 0 20 0M30 0 40 0");
        assert_eq!(paths[2], "M20 0 30 0");
    }

    #[test]
    fn what_is_slower_than_all_zones_or_not_measured_has_a_path_of_its_own() {
        let paths = drawn(&[&[(0, Some(50)), (10, Some(29)), (20, None), (30, Some(400))]]);
        assert_eq!(paths[0], "M0 0 10 0 20 0");
        assert_eq!(paths[5], "M20 0 30 0", "zones above the fifth share its colour");
    }

    #[test]
    fn no_line_crosses_a_gap_and_a_single_point_is_a_dot() {
        let paths = drawn(&[&[(0, Some(50)), (10, Some(50))], &[(90, Some(50))]]);
        assert_eq!(paths[1], "M0 0 10 0M90 0h0");
        assert!(drawn(&[]).iter().all(String::is_empty));
    }
}
