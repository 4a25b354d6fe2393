//! Polar's summary in our words.

use app::model::{AccelerationCount, Figures, HeartRateZone, SpeedZone};
use polar::model::Summary;

/// The figures of a summary. Zones that say nothing are left out.
pub(super) fn figures(summary: Summary) -> Figures {
    let index = |given: Option<u32>, place: usize| {
        given.and_then(|index| u8::try_from(index).ok()).unwrap_or(place as u8 + 1)
    };
    let heart_rate_zones = (summary.heart_rate_zones.into_iter().enumerate())
        .filter_map(|(place, zone)| {
            Some(HeartRateZone {
                index: index(zone.index, place),
                lower_bpm: zone.lower_bpm,
                upper_bpm: zone.upper_bpm,
                in_zone_ms: zone.in_zone_ms?,
            })
        })
        .collect();
    let speed_zones = (summary.speed_zones_kmh.into_iter().enumerate())
        .filter_map(|(place, zone)| {
            Some(SpeedZone {
                index: index(zone.index, place),
                lower_kmh: zone.lower_kmh,
                upper_kmh: zone.upper_kmh,
                in_zone_m: zone.in_zone_m?,
            })
        })
        .collect();
    let accelerations = (summary.acceleration_zones_ms2.into_iter())
        .filter_map(|zone| {
            Some(AccelerationCount { limit_ms2: zone.limit_ms2?, count: zone.count? })
        })
        .collect();
    Figures {
        duration_ms: summary.duration_ms,
        distance_m: summary.distance_m,
        speed_avg_kmh: summary.speed_avg_kmh,
        speed_max_kmh: summary.speed_max_kmh,
        sprints: summary.sprints,
        heart_rate_min_bpm: summary.heart_rate_min_bpm,
        heart_rate_avg_bpm: summary.heart_rate_avg_bpm,
        heart_rate_max_bpm: summary.heart_rate_max_bpm,
        heart_rate_avg_percent: summary.heart_rate_avg_percent,
        heart_rate_max_percent: summary.heart_rate_max_percent,
        training_load: summary.training_load,
        heart_rate_zones,
        speed_zones,
        accelerations,
        demands: None,
    }
}
