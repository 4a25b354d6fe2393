//! Which values a lane shows.

use super::{scale::Range, scene::Backdrop};
use crate::model::Channel;

/// Nobody runs faster than this, in km/h: higher speeds are errors of the satellite fix. They are marked at the top
/// of the lane instead of pressing everything else to its foot.
pub const FASTEST_KMH: f64 = 40.0;

/// The values that a lane shows: what was seen, and whatever else makes lanes of one channel alike.
pub fn lane_range(channel: Channel, seen: Option<Range>, backdrop: &Backdrop) -> Range {
    let around = |low: f64, high: f64| {
        let seen = seen.unwrap_or(Range { low, high });
        Range::nice(seen.low.min(low), seen.high.max(high))
    };
    match channel {
        Channel::HeartRate => {
            let limits = backdrop
                .heart_rate_zones
                .iter()
                .flat_map(|zone| [zone.lower_bpm, zone.upper_bpm])
                .flatten();
            match (limits.clone().reduce(f64::min), limits.reduce(f64::max)) {
                (Some(low), Some(high)) => around(low, high),
                _ => seen.map_or(Range { low: 60.0, high: 200.0 }, |seen| {
                    Range::nice(seen.low, seen.high)
                }),
            }
        }
        Channel::Speed => {
            // The highest zone is shown from its start; it often ends where nobody can run.
            let top_zone =
                backdrop.speed_zones.iter().filter_map(|zone| zone.lower_kmh).fold(20.0, f64::max);
            let range = around(0.0, top_zone);
            Range { high: range.high.min(FASTEST_KMH), ..range }
        }
        Channel::ForwardAcceleration => around(-2.0, 2.0),
        Channel::Cadence | Channel::Power => around(0.0, 10.0),
        Channel::Altitude => {
            let seen = seen.unwrap_or(Range { low: 0.0, high: 0.0 });
            let middle = f64::midpoint(seen.low, seen.high);
            // A flat pitch should look flat.
            around(middle - 5.0, middle + 5.0)
        }
        Channel::BeatInterval => seen
            .map_or(Range { low: 300.0, high: 1_200.0 }, |seen| Range::nice(seen.low, seen.high)),
        Channel::Distance | Channel::Latitude | Channel::Longitude => {
            seen.map_or(Range { low: 0.0, high: 1.0 }, |seen| Range::nice(seen.low, seen.high))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HeartRateZone, SpeedZone};

    fn range(low: f64, high: f64) -> Range {
        Range { low, high }
    }

    #[test]
    fn heart_rate_shows_all_zones_and_all_values() {
        let zone = |index, lower, upper| HeartRateZone {
            index,
            lower_bpm: Some(lower),
            upper_bpm: Some(upper),
            in_zone_ms: 0,
        };
        let backdrop = Backdrop {
            heart_rate_zones: vec![zone(1, 101.0, 121.0), zone(5, 180.0, 199.0)],
            ..Backdrop::default()
        };
        assert_eq!(lane_range(Channel::HeartRate, None, &backdrop), range(100.0, 200.0));
        assert_eq!(
            lane_range(Channel::HeartRate, Some(range(72.0, 160.0)), &backdrop),
            range(50.0, 200.0)
        );
        assert_eq!(lane_range(Channel::HeartRate, None, &Backdrop::default()), range(60.0, 200.0));
    }

    #[test]
    fn speed_starts_at_zero_and_ends_where_running_ends() {
        let backdrop = Backdrop::default();
        assert_eq!(lane_range(Channel::Speed, Some(range(0.0, 9.0)), &backdrop), range(0.0, 20.0));
        assert_eq!(lane_range(Channel::Speed, Some(range(0.0, 31.0)), &backdrop), range(0.0, 40.0));
        assert_eq!(
            lane_range(Channel::Speed, Some(range(0.0, 180.0)), &backdrop),
            range(0.0, 40.0)
        );
        let zone =
            SpeedZone { index: 5, lower_kmh: Some(25.2), upper_kmh: Some(50.0), in_zone_m: 0.0 };
        let backdrop = Backdrop { speed_zones: vec![zone], ..backdrop };
        assert_eq!(lane_range(Channel::Speed, Some(range(0.0, 9.0)), &backdrop), range(0.0, 30.0));
    }

    #[test]
    fn a_flat_altitude_is_shown_flat() {
        let shown = lane_range(Channel::Altitude, Some(range(12.0, 12.4)), &Backdrop::default());
        assert!(shown.high - shown.low >= 10.0 && shown.low <= 12.0 && 12.4 <= shown.high);
    }
}
