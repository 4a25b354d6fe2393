//! Heart rate, its zones, and what it says about the load.

use std::ops::Range;

use super::{
    FigureSettings, Figures, ZoneShares, bands::Bands, curve::Curve, load, range_of, zones,
};
use crate::{Channel, Recording, numbers::Numbers};

/// Beats per minute times seconds.
pub(super) fn beats(recording: &Recording, window: &Range<i32>) -> Option<Curve> {
    let heart_rate = Numbers::of(recording.column(Channel::HeartRate)?);
    Some(Curve::integral(&heart_rate, window, f64::NEG_INFINITY))
}

/// Adds what follows from the heart rate.
pub(super) fn add_to(
    figures: &mut Figures,
    recording: &Recording,
    window: &Range<i32>,
    settings: &FigureSettings,
) {
    let Some(heart_rate) = recording.column(Channel::HeartRate) else { return };
    if let Some((min, max)) = range_of(heart_rate, window) {
        figures.heart_rate_min_bpm = Some(min);
        figures.heart_rate_max_bpm = Some(max);
    }
    let numbers = Numbers::of(heart_rate);
    let hr_max_bpm = settings.hr_max_bpm.filter(|max| *max > 0.0);
    let edwards = hr_max_bpm
        .map(|max| load::edwards_limits_bpm(max).map(|limit_bpm| numbers.reaching(limit_bpm)));
    let zones = zones::in_numbers(&settings.heart_rate_zones, &numbers);
    let limits = zones.iter().flat_map(|zone| [zone.start, zone.end]);
    let limits = limits.chain(edwards.into_iter().flatten());
    let Some(bands) = Bands::of(&numbers, window, limits) else { return };
    figures.heart_rate_mean_bpm = Some(bands.mean());
    figures.heart_rate_zones_ms =
        ZoneShares::of(&bands, &zones, |share, band| *share += band.time_ms);
    figures.trimp_edwards = edwards.map(|limits| load::edwards(&bands, limits));
    figures.trimp_banister =
        reserve_bpm(settings).zip(settings.banister).map(|(reserve_bpm, coefficients)| {
            load::banister(&numbers, window, reserve_bpm, coefficients)
        });
}

/// The heart rates between rest and maximum; `None` if there are none.
fn reserve_bpm(settings: &FigureSettings) -> Option<Range<f64>> {
    let reserve_bpm = settings.hr_rest_bpm?..settings.hr_max_bpm?;
    (reserve_bpm.start < reserve_bpm.end).then_some(reserve_bpm)
}
