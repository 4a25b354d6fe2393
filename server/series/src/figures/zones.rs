//! Time and distance in zones.

use std::ops::Range;

use super::bands::{Band, Bands};
use crate::numbers::Numbers;

/// A zone from its lower limit to just below its upper one. The last zone of a
/// list has no upper end: it holds its upper limit and everything above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    /// The lowest value in the zone.
    pub lower: f64,
    /// The first value above the zone.
    pub upper: f64,
}

/// What fell into each zone, and what fell into none.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneShares<T> {
    /// One share a zone, in the order of the zones.
    pub in_zone: Vec<T>,
    /// What was measured below the first zone or between two.
    pub outside: T,
}

/// One speed zone's share of a window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SpeedShare {
    /// The time in the zone.
    pub time_ms: u32,
    /// The metres moved in that time, Σ v·Δt.
    pub distance_m: f64,
}

impl<T> ZoneShares<T> {
    /// Adds every band to the share of its zone; `None` without zones. The limits
    /// of the zones, as numbers, are among those that the bands lie between.
    pub(super) fn of(
        bands: &Bands,
        zones: &[Range<f64>],
        mut add: impl FnMut(&mut T, &Band),
    ) -> Option<Self>
    where
        T: Clone + Default,
    {
        let mut shares = Self { in_zone: vec![T::default(); zones.len()], outside: T::default() };
        for band in bands.iter() {
            let share = match zone_of(zones, band.from) {
                Some(zone) => &mut shares.in_zone[zone],
                None => &mut shares.outside,
            };
            add(share, band);
        }
        (!zones.is_empty()).then_some(shares)
    }
}

/// The zones' limits as numbers.
pub(super) fn in_numbers(zones: &[Zone], numbers: &Numbers<'_>) -> Vec<Range<f64>> {
    let reaching = |zone: &Zone| numbers.reaching(zone.lower)..numbers.reaching(zone.upper);
    zones.iter().map(reaching).collect()
}

fn zone_of(zones: &[Range<f64>], number: f64) -> Option<usize> {
    let last = zones.len().checked_sub(1)?;
    let mut in_order = zones.iter().enumerate();
    in_order
        .find(|(index, zone)| zone.start <= number && (number < zone.end || *index == last))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_belong_to_the_zone_above_and_the_last_zone_is_open() {
        let zones = [5.0..10.0, 10.0..17.1, 20.0..25.0];
        for (value, expected) in [
            (4.999, None),
            (5.0, Some(0)),
            (9.999, Some(0)),
            (10.0, Some(1)),
            (17.1, None),
            (20.0, Some(2)),
            (25.0, Some(2)),
            (399.0, Some(2)),
        ] {
            assert_eq!(zone_of(&zones, value), expected, "{value}");
        }
        assert_eq!(zone_of(&[], 5.0), None);
    }
}
