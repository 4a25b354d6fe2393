//! Where a player was.

mod plane;
mod rectangle;

use std::{cmp::Ordering, ops::Range};

pub use plane::{Plane, PlanePoint, Position};
pub use rectangle::Rectangle;

use crate::Column;

/// How far a speed may lie from a position and still count for it: positions come once a second.
const SAME_INSTANT_MS: u32 = 500;

/// One place of a player on a plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrackPoint {
    /// The instant, in ms.
    pub at_ms: i32,
    /// The place.
    pub at: PlanePoint,
    /// The speed there, in the unit of its column; `None` where it was not measured.
    pub speed: Option<f64>,
}

/// The positions of a window `[start, end)` of ms, in order of time: the instants that have both a latitude and a
/// longitude that exist on earth.
pub fn positions(
    latitude: &Column,
    longitude: &Column,
    window: Range<i32>,
) -> impl Iterator<Item = (i32, Position)> {
    let samples = |column: &Column| column.timebase().indexes_in(window.clone());
    let mut latitudes = latitude.samples(samples(latitude)).peekable();
    let mut longitudes = longitude.samples(samples(longitude)).peekable();
    std::iter::from_fn(move || {
        loop {
            let (north, east) = (*latitudes.peek()?, *longitudes.peek()?);
            match north.0.cmp(&east.0) {
                Ordering::Less => drop(latitudes.next()),
                Ordering::Greater => drop(longitudes.next()),
                Ordering::Equal => {
                    latitudes.next();
                    longitudes.next();
                    if let Some(position) = Position::new(north.1, east.1) {
                        return Some((north.0, position));
                    }
                }
            }
        }
    })
}

/// A player's way in a window `[start, end)` of ms, with a new stretch after each gap ([`Column::gap_after_ms`]) of
/// the positions.
///
/// Of more than `most_points` positions every stretch keeps its first and its last one, and in between the first one
/// of each equally long part of the window; so there may be two more for each stretch.
pub fn track(
    latitude: &Column,
    longitude: &Column,
    speed: Option<&Column>,
    window: Range<i32>,
    plane: Plane,
    most_points: usize,
) -> Vec<Vec<TrackPoint>> {
    let positions: Vec<(i32, Position)> = positions(latitude, longitude, window).collect();
    let point = |(at_ms, position): &(i32, Position)| TrackPoint {
        at_ms: *at_ms,
        at: plane.flatten(*position),
        speed: speed.and_then(|speed| value_at(speed, *at_ms)),
    };
    let spacing_ms = spacing_ms(&positions, most_points);
    positions
        .chunk_by(|before, after| latitude.timebase().connects(before.0, after.0))
        .map(|stretch| thinned(stretch, spacing_ms).map(point).collect())
        .collect()
}

/// How long the parts are of which one position each is kept; 0 keeps all.
fn spacing_ms(positions: &[(i32, Position)], most_points: usize) -> u32 {
    match positions {
        [first, .., last] if positions.len() > most_points => {
            first.0.abs_diff(last.0).div_ceil(u32::try_from(most_points).unwrap_or(1).max(1))
        }
        _ => 0,
    }
}

/// The first position of each part, and the last one of all.
fn thinned(stretch: &[(i32, Position)], spacing_ms: u32) -> impl Iterator<Item = &(i32, Position)> {
    let part = move |at_ms: i32| i64::from(at_ms).div_euclid(i64::from(spacing_ms.max(1)));
    let is_kept = move |index: usize| {
        let begins_part = |before: usize| part(stretch[before].0) != part(stretch[index].0);
        index + 1 == stretch.len() || index.checked_sub(1).is_none_or(begins_part)
    };
    stretch.iter().enumerate().filter(move |(index, _)| is_kept(*index)).map(|(_, kept)| kept)
}

/// The value of a column that is nearest to an instant.
fn value_at(column: &Column, at_ms: i32) -> Option<f64> {
    let after = column.index_at_or_after(at_ms);
    column
        .samples(after.saturating_sub(1)..after.saturating_add(1))
        .filter(|(value_at_ms, _)| value_at_ms.abs_diff(at_ms) <= SAME_INSTANT_MS)
        .min_by_key(|(value_at_ms, _)| value_at_ms.abs_diff(at_ms))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Channel;

    fn column(channel: Channel, samples: &[(i32, f64)]) -> Column {
        Column::from_samples(channel, samples.iter().copied())
    }

    const EVERYTHING: Range<i32> = i32::MIN..i32::MAX;

    #[test]
    fn a_position_needs_both_halves_and_a_place_on_earth() {
        let latitude = [(0, 60.0), (1_000, 60.5), (2_000, 91.0), (3_000, 61.0)];
        let longitude = [(0, 5.0), (1_500, 5.5), (2_000, 6.0), (3_000, 6.5)];
        let (latitude, longitude) =
            (column(Channel::Latitude, &latitude), column(Channel::Longitude, &longitude));
        let at_ms: Vec<i32> =
            positions(&latitude, &longitude, EVERYTHING).map(|(at_ms, _)| at_ms).collect();
        assert_eq!(at_ms, [0, 3_000]);
        assert_eq!(positions(&latitude, &longitude, 0..3_000).count(), 1);
    }

    #[test]
    fn the_speed_is_that_of_the_instant_or_close_to_it() {
        let still: Vec<(i32, f64)> = (0..4).map(|second| (second * 1_000, 50.0)).collect();
        let speed = [(0, 1.0), (900, 2.0), (1_100, 2.5), (1_400, 3.0), (3_501, 9.0)];
        let latitude = column(Channel::Latitude, &still);
        let longitude = column(Channel::Longitude, &still);
        let plane = Plane::at(Position::new(50.0, 50.0).unwrap());
        let track = track(
            &latitude,
            &longitude,
            Some(&column(Channel::Speed, &speed)),
            EVERYTHING,
            plane,
            100,
        );
        let speeds: Vec<Option<f64>> = track[0].iter().map(|point| point.speed).collect();
        assert_eq!(speeds, [Some(1.0), Some(2.0), None, None]);
    }
}
