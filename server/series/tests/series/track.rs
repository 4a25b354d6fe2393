//! Ways on a plane, from positions with pauses and holes.

use proptest::{collection::vec, prelude::*};
use series::{Channel, Column, Plane, Position, TrackPoint, track};

/// Latitudes and longitudes around a place, at the same instants, with pauses and holes.
fn columns() -> impl Strategy<Value = (Column, Column)> {
    let pause_ms = prop_oneof![8 => Just(1_000), 2 => 100..3_000_i32, 1 => 6_000..90_000_i32];
    let half = -0.001..0.001_f64;
    vec((pause_ms, half.clone(), half), 1..400).prop_map(|rows| {
        let mut at_ms = 0;
        let (mut latitudes, mut longitudes) = (Vec::new(), Vec::new());
        for (pause_ms, north_deg, east_deg) in rows {
            at_ms += pause_ms;
            latitudes.push((at_ms, 60.0 + north_deg));
            longitudes.push((at_ms, 5.0 + east_deg));
        }
        (
            Column::from_samples(Channel::Latitude, latitudes),
            Column::from_samples(Channel::Longitude, longitudes),
        )
    })
}

fn plane() -> Plane {
    Plane::at(Position::new(60.0, 5.0).unwrap())
}

fn ends(stretches: &[Vec<TrackPoint>]) -> Vec<(TrackPoint, TrackPoint)> {
    stretches.iter().map(|stretch| (stretch[0], stretch[stretch.len() - 1])).collect()
}

proptest! {
    #[test]
    fn without_thinning_every_position_is_there_and_gaps_part_stretches(
        (latitude, longitude) in columns(),
    ) {
        let whole = track(&latitude, &longitude, None, i32::MIN..i32::MAX, plane(), usize::MAX);
        let at_ms: Vec<i32> = whole.iter().flatten().map(|point| point.at_ms).collect();
        prop_assert_eq!(at_ms, latitude.iter().map(|(at_ms, _)| at_ms).collect::<Vec<_>>());
        let lengths: Vec<usize> = whole.iter().map(Vec::len).collect();
        prop_assert_eq!(lengths, latitude.segments().map(|segment| segment.len()).collect::<Vec<_>>());
    }

    #[test]
    fn thinning_keeps_ends_and_gaps(
        (latitude, longitude) in columns(),
        most_points in 1..200_usize,
        window in (0..60_000_i32, 60_000..400_000_i32),
    ) {
        let window = window.0..window.1;
        let drawn = |most| track(&latitude, &longitude, None, window.clone(), plane(), most);
        let (whole, thin) = (drawn(usize::MAX), drawn(most_points));
        prop_assert_eq!(ends(&thin), ends(&whole));
        let count = |stretches: &[Vec<TrackPoint>]| stretches.iter().map(Vec::len).sum::<usize>();
        prop_assert!(count(&thin) <= most_points + 1 + 2 * whole.len());
        for (thin, whole) in thin.iter().zip(&whole) {
            prop_assert!(thin.iter().all(|point| whole.contains(point)), "every point was measured");
            prop_assert!(thin.is_sorted_by(|before, after| before.at_ms < after.at_ms));
        }
        if count(&whole) <= most_points {
            prop_assert_eq!(thin, whole);
        }
    }
}
