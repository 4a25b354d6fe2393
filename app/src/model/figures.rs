//! The figures of one player over one part of a session.

use serde::{Deserialize, Serialize};

use super::Demands;

/// What a player did in one part of a session: the trimmed session, as Polar summarises it, or any window,
/// as computed from the samples. The two are never mixed within one value, but for [`Figures::demands`], which Polar does
/// not know. Whatever was not measured is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Recorded time, in ms.
    pub duration_ms: Option<u32>,
    /// Distance covered, in m.
    pub distance_m: Option<f64>,
    /// Mean speed, in km/h.
    pub speed_avg_kmh: Option<f64>,
    /// Top speed, in km/h.
    pub speed_max_kmh: Option<f64>,
    /// Sprints as Polar counts them (by its own threshold in the sport profile).
    pub sprints: Option<u32>,
    /// Lowest heart rate, in bpm.
    pub heart_rate_min_bpm: Option<f64>,
    /// Mean heart rate, in bpm.
    pub heart_rate_avg_bpm: Option<f64>,
    /// Highest heart rate, in bpm.
    pub heart_rate_max_bpm: Option<f64>,
    /// Mean heart rate, in percent of the player's maximum.
    pub heart_rate_avg_percent: Option<f64>,
    /// Highest heart rate, in percent of the player's maximum.
    pub heart_rate_max_percent: Option<f64>,
    /// Polar's training load.
    pub training_load: Option<f64>,
    /// Time in heart-rate zones, lowest zone first.
    pub heart_rate_zones: Vec<HeartRateZone>,
    /// Distance in speed zones, slowest zone first.
    pub speed_zones: Vec<SpeedZone>,
    /// Accelerations and decelerations by lower limit, from the strongest deceleration up.
    pub accelerations: Vec<AccelerationCount>,
    /// What only the samples tell; `None` while they are not there.
    pub demands: Option<Demands>,
}

impl Figures {
    /// Distance per minute of recorded time, in m/min.
    pub fn m_per_min(&self) -> Option<f64> {
        let minutes = f64::from(self.duration_ms.filter(|ms| *ms > 0)?) / 60_000.0;
        Some(self.distance_m? / minutes)
    }

    /// The means of several players' figures: each over the players that have it. Zones are matched by index;
    /// their limits are dropped for heart rate, where they differ from player to player.
    pub fn average<'a>(players: impl IntoIterator<Item = &'a Self>) -> Self {
        let players: Vec<&Self> = players.into_iter().collect();
        let mean = |value: &dyn Fn(&Self) -> Option<f64>| {
            let values: Vec<f64> = players.iter().filter_map(|p| value(p)).collect();
            (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
        };
        // Zones and limits that somebody has, in order.
        let mut heart_rate_zones: Vec<u8> =
            players.iter().flat_map(|p| &p.heart_rate_zones).map(|zone| zone.index).collect();
        heart_rate_zones.sort_unstable();
        heart_rate_zones.dedup();
        let mut speed_zones: Vec<&SpeedZone> =
            players.iter().flat_map(|p| &p.speed_zones).collect();
        speed_zones.sort_by_key(|zone| zone.index);
        speed_zones.dedup_by_key(|zone| zone.index);
        let mut limits_ms2: Vec<f64> =
            players.iter().flat_map(|p| &p.accelerations).map(|count| count.limit_ms2).collect();
        limits_ms2.sort_by(f64::total_cmp);
        limits_ms2.dedup();
        let demand =
            |value: &dyn Fn(&Demands) -> Option<f64>| mean(&|p| p.demands.as_ref().and_then(value));
        let demand_count = |value: &dyn Fn(&Demands) -> Option<u32>| {
            demand(&|d| value(d).map(f64::from)).map(|count| count.round() as u32)
        };
        let limits = players.iter().find_map(|p| Some(p.demands.as_ref()?.limits));
        Self {
            duration_ms: mean(&|p| p.duration_ms.map(f64::from)).map(|ms| ms.round() as u32),
            distance_m: mean(&|p| p.distance_m),
            speed_avg_kmh: mean(&|p| p.speed_avg_kmh),
            speed_max_kmh: mean(&|p| p.speed_max_kmh),
            sprints: mean(&|p| p.sprints.map(f64::from)).map(|count| count.round() as u32),
            heart_rate_min_bpm: mean(&|p| p.heart_rate_min_bpm),
            heart_rate_avg_bpm: mean(&|p| p.heart_rate_avg_bpm),
            heart_rate_max_bpm: mean(&|p| p.heart_rate_max_bpm),
            heart_rate_avg_percent: mean(&|p| p.heart_rate_avg_percent),
            heart_rate_max_percent: mean(&|p| p.heart_rate_max_percent),
            training_load: mean(&|p| p.training_load),
            heart_rate_zones: heart_rate_zones
                .into_iter()
                .filter_map(|index| {
                    let in_zone_ms = mean(&|p| {
                        let zone = p.heart_rate_zones.iter().find(|zone| zone.index == index)?;
                        Some(f64::from(zone.in_zone_ms))
                    })?;
                    let in_zone_ms = in_zone_ms.round() as u32;
                    Some(HeartRateZone { index, lower_bpm: None, upper_bpm: None, in_zone_ms })
                })
                .collect(),
            speed_zones: speed_zones
                .into_iter()
                .filter_map(|zone| {
                    let same = |other: &&SpeedZone| other.index == zone.index;
                    let in_zone_m = mean(&|p| Some(p.speed_zones.iter().find(same)?.in_zone_m))?;
                    Some(SpeedZone { in_zone_m, ..zone.clone() })
                })
                .collect(),
            accelerations: limits_ms2
                .into_iter()
                .filter_map(|limit_ms2| {
                    let same =
                        |count: &&AccelerationCount| count.limit_ms2.total_cmp(&limit_ms2).is_eq();
                    let count =
                        mean(&|p| Some(f64::from(p.accelerations.iter().find(same)?.count)))?;
                    Some(AccelerationCount { limit_ms2, count: count.round() as u32 })
                })
                .collect(),
            demands: limits.map(|limits| Demands {
                limits,
                high_speed_m: demand(&|d| d.high_speed_m),
                sprint_m: demand(&|d| d.sprint_m),
                sprint_efforts: demand_count(&|d| d.sprint_efforts),
                accelerations: demand_count(&|d| d.accelerations),
                decelerations: demand_count(&|d| d.decelerations),
                trimp_edwards: demand(&|d| d.trimp_edwards),
                rmssd_ms: demand(&|d| d.rmssd_ms),
                // The hardest minutes of players are at different times.
                peaks: Vec::new(),
            }),
        }
    }
}

/// Time spent in one heart-rate zone; the lower limit is inclusive, the upper one exclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeartRateZone {
    /// 1 for the lowest zone.
    pub index: u8,
    /// Lower limit, in bpm.
    pub lower_bpm: Option<f64>,
    /// Upper limit, in bpm.
    pub upper_bpm: Option<f64>,
    /// Time spent inside, in ms.
    pub in_zone_ms: u32,
}

/// Distance covered in one speed zone; the lower limit is inclusive, the upper one exclusive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpeedZone {
    /// 1 for the slowest zone.
    pub index: u8,
    /// Lower limit, in km/h.
    pub lower_kmh: Option<f64>,
    /// Upper limit, in km/h.
    pub upper_kmh: Option<f64>,
    /// Distance covered inside, in m.
    pub in_zone_m: f64,
}

/// How often a player accelerated (limit above 0) or braked (below 0) at least so hard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccelerationCount {
    /// The limit on the side of zero, in m/s².
    pub limit_ms2: f64,
    /// How often.
    pub count: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_per_minute_need_time_and_distance() {
        let figures =
            Figures { duration_ms: Some(90_000), distance_m: Some(180.0), ..Figures::default() };
        assert_eq!(figures.m_per_min(), Some(120.0));
        assert_eq!(Figures { duration_ms: Some(0), ..figures.clone() }.m_per_min(), None);
        assert_eq!(Figures { distance_m: None, ..figures }.m_per_min(), None);
    }

    #[test]
    fn an_average_is_over_the_players_that_have_the_figure() {
        let zone = |in_zone_ms| HeartRateZone {
            index: 1,
            lower_bpm: Some(100.0),
            upper_bpm: Some(120.0),
            in_zone_ms,
        };
        let a = Figures {
            distance_m: Some(100.0),
            heart_rate_zones: vec![zone(10)],
            ..Figures::default()
        };
        let b = Figures {
            distance_m: Some(300.0),
            sprints: Some(3),
            heart_rate_zones: vec![zone(20)],
            ..Figures::default()
        };
        let c = Figures::default();
        let average = Figures::average([&a, &b, &c]);
        assert_eq!(average.distance_m, Some(200.0));
        assert_eq!(average.sprints, Some(3));
        assert_eq!(average.training_load, None);
        assert_eq!(
            average.heart_rate_zones,
            [HeartRateZone { index: 1, lower_bpm: None, upper_bpm: None, in_zone_ms: 15 }]
        );
    }

    #[test]
    fn zones_are_averaged_by_their_number() {
        let zone = |(index, in_zone_ms): &(u8, u32)| HeartRateZone {
            index: *index,
            lower_bpm: None,
            upper_bpm: None,
            in_zone_ms: *in_zone_ms,
        };
        let figures = |zones: &[(u8, u32)]| Figures {
            heart_rate_zones: zones.iter().map(zone).collect(),
            ..Figures::default()
        };
        let average =
            Figures::average([&figures(&[(1, 10), (2, 20)]), &figures(&[(2, 40), (3, 60)])]);
        let zones: Vec<_> =
            average.heart_rate_zones.iter().map(|zone| (zone.index, zone.in_zone_ms)).collect();
        assert_eq!(zones, [(1, 10), (2, 30), (3, 60)]);
    }

    #[test]
    fn nobody_averages_to_nothing() {
        assert_eq!(Figures::average([]), Figures::default());
    }
}
