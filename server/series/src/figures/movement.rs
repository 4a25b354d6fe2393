//! Speed, distance, sprints and changes of speed.

use std::ops::Range;

use super::{
    FigureSettings, Figures, SpeedShare, ZoneShares, bands::Bands, curve::Curve, efforts::Watched,
    range_of, zones,
};
use crate::{Channel, Column, Recording, SpeedUnit, numbers::Numbers, speed_unit::KMH_PER_M_PER_S};

/// Adds what follows from movement, and returns the metres moved.
pub(super) fn add_to(
    figures: &mut Figures,
    recording: &Recording,
    window: &Range<i32>,
    settings: &FigureSettings,
) -> Option<Curve> {
    let speed = speed_of(recording, settings);
    if let Some((speed, unit)) = speed {
        add_speed(figures, speed, unit, window, settings);
    }
    if let Some((acceleration, source)) = Watched::acceleration(recording, settings.speed_unit) {
        figures.accelerations = acceleration.count(window, settings.acceleration);
        figures.decelerations = acceleration.opposite().count(window, settings.deceleration);
        figures.acceleration_source = figures.accelerations.map(|_| source);
    }
    let by_odometer =
        recording.column(Channel::Distance).map(|column| Curve::growth(column, window));
    let distance = by_odometer.or_else(|| {
        let (speed, unit) = speed?;
        let numbers = Numbers::of_speed_m_per_s(speed, unit);
        Some(Curve::integral(&numbers, window, f64::NEG_INFINITY))
    })?;
    figures.distance_m = distance.total();
    figures.m_per_min =
        distance.total().map(|metres| metres * 60_000.0 / f64::from(distance.time_ms()));
    Some(distance)
}

/// The metres moved at high speed.
pub(super) fn high_speed(
    recording: &Recording,
    window: &Range<i32>,
    settings: &FigureSettings,
) -> Option<Curve> {
    let (speed, unit) = speed_of(recording, settings)?;
    let least = Numbers::of_speed_kmh(speed, unit).reaching(settings.high_speed_kmh);
    Some(Curve::integral(&Numbers::of_speed_m_per_s(speed, unit), window, least))
}

fn speed_of<'a>(
    recording: &'a Recording,
    settings: &FigureSettings,
) -> Option<(&'a Column, SpeedUnit)> {
    recording.column(Channel::Speed).zip(settings.speed_unit)
}

fn add_speed(
    figures: &mut Figures,
    speed: &Column,
    unit: SpeedUnit,
    window: &Range<i32>,
    settings: &FigureSettings,
) {
    figures.speed_max_kmh = range_of(speed, window).map(|(_, max)| unit.to_kmh(max));
    let numbers = Numbers::of_speed_kmh(speed, unit);
    figures.sprints = Watched::value(numbers).count(window, settings.sprint);

    let high_speed = numbers.reaching(settings.high_speed_kmh);
    let sprint = numbers.reaching(settings.sprint.threshold);
    let zones = zones::in_numbers(&settings.speed_zones, &numbers);
    let limits = zones.iter().flat_map(|zone| [zone.start, zone.end]).chain([high_speed, sprint]);
    let Some(bands) = Bands::of(&numbers, window, limits) else { return };
    let metres = |kmh_seconds: f64| kmh_seconds / KMH_PER_M_PER_S;
    figures.speed_mean_kmh = Some(bands.mean());
    figures.high_speed_m = Some(metres(bands.integral_from(high_speed)));
    figures.sprint_m = Some(metres(bands.integral_from(sprint)));
    figures.speed_zones = ZoneShares::of(&bands, &zones, |share: &mut SpeedShare, band| {
        share.time_ms += band.time_ms;
        share.distance_m += metres(bands.integral_of(band));
    });
}
