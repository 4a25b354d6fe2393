//! A player's figures over a window, from the samples.

use std::ops::Range;

use app::{
    error::AppError,
    model::{Figures, HeartRateZone, SpeedZone},
};
use polar::model::hr_max_bpm;
use series::{Channel, Effort, FigureSettings, Zone};

use super::{columns::Columns, internal};
use crate::store::{Recording, SportProfile, SprintThreshold, Summary};

/// The channels that figures are made from.
pub(super) const CHANNELS: [Channel; 4] =
    [Channel::HeartRate, Channel::Speed, Channel::Distance, Channel::ForwardAcceleration];

/// Polar counts a sprint, however short, beyond its threshold; an effort also counts when it only reaches one. Less
/// than any sensor can tell apart.
const JUST_BEYOND: f64 = 1e-6;

/// What one player is measured by: the same limits as Polar's summary of that player, so that a window compares
/// with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Yardstick {
    heart_rate_zones: Vec<Limits>,
    speed_zones: Vec<Limits>,
    sprint: Option<SprintThreshold>,
    pub(super) hr_max_bpm: Option<f64>,
}

/// A zone by its number, from its lower limit (inclusive) to its upper one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Limits {
    index: u8,
    lower: Option<f64>,
    upper: Option<f64>,
}

impl Yardstick {
    /// The limits of a player's summary, and what it does not tell from the team's settings for the sport.
    pub(super) fn of(summary: Option<&Summary>, profile: Option<&SportProfile>) -> Self {
        let figures = summary.map(|summary| &summary.figures);
        let of_summary = Self {
            heart_rate_zones: figures.map_or_else(Vec::new, |figures| {
                let zones = figures.heart_rate_zones.iter();
                zones
                    .map(|zone| Limits {
                        index: zone.index,
                        lower: zone.lower_bpm,
                        upper: zone.upper_bpm,
                    })
                    .collect()
            }),
            speed_zones: figures.map_or_else(Vec::new, |figures| {
                let zones = figures.speed_zones.iter();
                zones
                    .map(|zone| Limits {
                        index: zone.index,
                        lower: zone.lower_kmh,
                        upper: zone.upper_kmh,
                    })
                    .collect()
            }),
            sprint: profile.and_then(|profile| profile.sprint),
            hr_max_bpm: figures
                .and_then(|figures| figures.heart_rate_max_bpm.zip(figures.heart_rate_max_percent))
                .and_then(|(bpm, percent)| hr_max_bpm(bpm, percent)),
        };
        let Some(profile) = profile else { return of_summary };
        let or_else = |zones: Vec<Limits>, limits: &[(Option<f64>, Option<f64>)]| {
            if zones.is_empty() { numbered(limits) } else { zones }
        };
        Self {
            heart_rate_zones: or_else(of_summary.heart_rate_zones, &profile.heart_rate_zones_bpm),
            speed_zones: or_else(of_summary.speed_zones, &profile.speed_zones_kmh),
            ..of_summary
        }
    }
}

fn numbered(limits: &[(Option<f64>, Option<f64>)]) -> Vec<Limits> {
    (1..)
        .zip(limits)
        .map(|(index, (lower, upper))| Limits { index, lower: *lower, upper: *upper })
        .collect()
}

/// The figures of a window on the recording's clock. What only Polar knows stays `None`: its training load, and its
/// counts of accelerations, whose rule is not published.
pub(super) async fn window_figures(
    columns: &Columns,
    recording: &Recording,
    window: Range<i32>,
    yardstick: Yardstick,
) -> Result<Figures, AppError> {
    let speed_unit = recording.speed_unit;
    let samples = columns.recording(recording, &CHANNELS).await.map_err(internal)?;
    let computed = tokio::task::spawn_blocking(move || {
        let settings = settings(&yardstick, speed_unit);
        translate(series::figures(&samples, window, &settings), &yardstick)
    });
    computed.await.map_err(internal)
}

fn settings(yardstick: &Yardstick, speed_unit: Option<series::SpeedUnit>) -> FigureSettings {
    let mut settings = FigureSettings {
        speed_unit,
        heart_rate_zones: zones(&yardstick.heart_rate_zones),
        speed_zones: zones(&yardstick.speed_zones),
        // They are among the demands.
        peak_lengths_ms: Vec::new(),
        ..FigureSettings::default()
    };
    let beyond = |limit: f64| Effort { threshold: limit + JUST_BEYOND, minimum_ms: 0 };
    match yardstick.sprint {
        Some(SprintThreshold::SpeedKmh(limit)) => settings.sprint = beyond(limit),
        Some(SprintThreshold::AccelerationMs2(limit)) => settings.acceleration = beyond(limit),
        None => {}
    }
    settings
}

/// A limit that is missing is that of the neighbour, or none.
fn zones(limits: &[Limits]) -> Vec<Zone> {
    let neighbour = |place: Option<usize>| place.and_then(|place| limits.get(place));
    (limits.iter().enumerate())
        .map(|(place, zone)| Zone {
            lower: zone
                .lower
                .or_else(|| neighbour(place.checked_sub(1)).and_then(|below| below.upper))
                .unwrap_or(f64::NEG_INFINITY),
            upper: zone
                .upper
                .or_else(|| neighbour(place.checked_add(1)).and_then(|above| above.lower))
                .unwrap_or(f64::INFINITY),
        })
        .collect()
}

fn translate(figures: series::Figures, yardstick: &Yardstick) -> Figures {
    let percent = |bpm: Option<f64>| Some(bpm? / yardstick.hr_max_bpm? * 100.0);
    let heart_rate_zones = figures.heart_rate_zones_ms.map_or_else(Vec::new, |shares| {
        (yardstick.heart_rate_zones.iter().zip(shares.in_zone))
            .map(|(zone, in_zone_ms)| HeartRateZone {
                index: zone.index,
                lower_bpm: zone.lower,
                upper_bpm: zone.upper,
                in_zone_ms,
            })
            .collect()
    });
    let speed_zones = figures.speed_zones.map_or_else(Vec::new, |shares| {
        (yardstick.speed_zones.iter().zip(shares.in_zone))
            .map(|(zone, share)| SpeedZone {
                index: zone.index,
                lower_kmh: zone.lower,
                upper_kmh: zone.upper,
                in_zone_m: share.distance_m,
            })
            .collect()
    });
    Figures {
        duration_ms: Some(figures.duration_ms),
        distance_m: figures.distance_m,
        speed_avg_kmh: figures.speed_mean_kmh,
        speed_max_kmh: figures.speed_max_kmh,
        sprints: match yardstick.sprint {
            Some(SprintThreshold::SpeedKmh(_)) => figures.sprints,
            Some(SprintThreshold::AccelerationMs2(_)) => figures.accelerations,
            None => None,
        },
        heart_rate_min_bpm: figures.heart_rate_min_bpm,
        heart_rate_avg_bpm: figures.heart_rate_mean_bpm,
        heart_rate_max_bpm: figures.heart_rate_max_bpm,
        heart_rate_avg_percent: percent(figures.heart_rate_mean_bpm),
        heart_rate_max_percent: percent(figures.heart_rate_max_bpm),
        training_load: None,
        heart_rate_zones,
        speed_zones,
        accelerations: Vec::new(),
        demands: None,
    }
}
