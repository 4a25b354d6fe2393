//! Time and distance in zones.

use std::ops::Range;

use super::gathered::seconds;
use crate::{
    Column, SpeedUnit,
    steps::{Step, steps},
};

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

pub(super) fn time_in_zones(
    heart_rate: &Column,
    zones: &[Zone],
    window: &Range<i32>,
) -> Option<ZoneShares<u32>> {
    share_out(
        heart_rate,
        zones,
        window,
        |step| step.value,
        |share, _, inside_ms| *share += inside_ms,
    )
}

pub(super) fn speed_zones(
    speed: &Column,
    unit: SpeedUnit,
    zones: &[Zone],
    window: &Range<i32>,
) -> Option<ZoneShares<SpeedShare>> {
    let kmh_of = |step: &Step| unit.to_kmh(step.value);
    share_out(speed, zones, window, kmh_of, |share: &mut SpeedShare, step, inside_ms| {
        share.time_ms += inside_ms;
        share.distance_m += unit.to_m_per_s(step.value) * seconds(inside_ms);
    })
}

/// Adds every step to the share of its zone; `None` without zones or without a step.
fn share_out<T: Clone + Default>(
    column: &Column,
    zones: &[Zone],
    window: &Range<i32>,
    value_of: impl Fn(&Step) -> f64,
    add: impl Fn(&mut T, &Step, u32),
) -> Option<ZoneShares<T>> {
    let mut steps = steps(column, window).peekable();
    if zones.is_empty() || steps.peek().is_none() {
        return None;
    }
    let mut shares = ZoneShares { in_zone: vec![T::default(); zones.len()], outside: T::default() };
    for step in steps {
        let share = match zone_of(zones, value_of(&step)) {
            Some(zone) => &mut shares.in_zone[zone],
            None => &mut shares.outside,
        };
        add(share, &step, step.inside_ms(window));
    }
    Some(shares)
}

fn zone_of(zones: &[Zone], value: f64) -> Option<usize> {
    let last = zones.len().checked_sub(1)?;
    let mut in_order = zones.iter().enumerate();
    in_order
        .find(|(index, zone)| zone.lower <= value && (value < zone.upper || *index == last))
        .map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_belong_to_the_zone_above_and_the_last_zone_is_open() {
        let zones = [
            Zone { lower: 5.0, upper: 10.0 },
            Zone { lower: 10.0, upper: 17.1 },
            Zone { lower: 20.0, upper: 25.0 },
        ];
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
