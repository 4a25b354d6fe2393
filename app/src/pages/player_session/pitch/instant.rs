//! From an instant to a place on the way, and from a place to an instant.

use super::sheet::{Sheet, Spot};
use crate::model::Track;

/// Where the player was; `None` in a gap and outside of the way.
pub(super) fn spot_at(track: &Track, sheet: Sheet, at_ms: i32) -> Option<Spot> {
    let later = track
        .stretches
        .partition_point(|stretch| stretch.last().is_none_or(|last| last.at_ms < at_ms));
    let stretch = track.stretches.get(later)?;
    let next = stretch.partition_point(|point| point.at_ms < at_ms);
    let after = *stretch.get(next)?;
    if after.at_ms == at_ms {
        return Some(sheet.spot(after));
    }
    let before = *stretch.get(next.checked_sub(1)?)?;
    let share =
        f64::from(at_ms.abs_diff(before.at_ms)) / f64::from(after.at_ms.abs_diff(before.at_ms));
    let (from, to) = (sheet.spot(before), sheet.spot(after));
    Some(Spot {
        x_dm: from.x_dm + (to.x_dm - from.x_dm) * share,
        y_dm: from.y_dm + (to.y_dm - from.y_dm) * share,
    })
}

/// When the player was nearest to a spot; `None` when the way is never within `reach_dm`.
pub(super) fn instant_at(track: &Track, sheet: Sheet, spot: Spot, reach_dm: f64) -> Option<i32> {
    track
        .stretches
        .iter()
        .flatten()
        .map(|point| (sheet.spot(*point).distance_dm(spot), point.at_ms))
        .filter(|(distance_dm, _)| *distance_dm <= reach_dm)
        .min_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, at_ms)| at_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldOrigin, GeoPoint, TrackPoint};

    const FIELD: Field =
        Field { east_m: 0.0, north_m: 0.0, bearing_deg: 90.0, length_m: 90.0, width_m: 60.0 };

    /// Two seconds to the right from the middle, and after a gap one second of standing.
    fn track() -> Track {
        let point =
            |at_ms, east_dm| TrackPoint { at_ms, east_dm, north_dm: 0, speed_tenth_kmh: None };
        Track {
            reference: GeoPoint { latitude_deg: 0.0, longitude_deg: 0.0 },
            field: FIELD,
            origin: FieldOrigin::FittedPitch,
            stretches: vec![
                vec![point(0, 0), point(1_000, 50), point(2_000, 100)],
                vec![point(60_000, 300), point(61_000, 300)],
            ],
        }
    }

    fn x_at(at_ms: i32) -> Option<f64> {
        spot_at(&track(), Sheet::of(FIELD), at_ms).map(|spot| spot.x_dm.round())
    }

    #[test]
    fn between_two_points_the_player_is_between_them() {
        assert_eq!([0, 500, 1_000, 2_000].map(x_at), [0.0, 25.0, 50.0, 100.0].map(Some));
        assert_eq!(x_at(60_400), Some(300.0));
    }

    #[test]
    fn in_a_gap_and_outside_nobody_knows() {
        assert_eq!([-1, 2_001, 59_999, 61_001].map(x_at), [None; 4]);
    }

    #[test]
    fn the_nearest_point_within_reach_is_found() {
        let nearest = |x_dm: f64, y_dm: f64| {
            instant_at(&track(), Sheet::of(FIELD), Spot { x_dm, y_dm }, 40.0)
        };
        assert_eq!(nearest(60.0, 10.0), Some(1_000));
        assert_eq!(nearest(80.0, -5.0), Some(2_000));
        assert_eq!(nearest(300.0, 39.0), Some(60_000));
        assert_eq!(nearest(200.0, 0.0), None);
    }
}
