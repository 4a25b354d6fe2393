//! Figures over any window of a recording.
//!
//! Everything is weighed by time, never by rows: a measured value stands for
//! the time since the connected value before it, whatever the sampling rate.
//! Nothing is counted across a gap, and what was not measured is no zero: a
//! figure whose input is missing is `None`.
//!
//! Windows add up. The times, distances and counts of `[a, b)` and `[b, c)` sum
//! to those of `[a, c)`: steps are shared out at the edge, and an effort belongs
//! to the window in which it begins.

mod efforts;
pub(crate) mod gathered;
mod recorded;
mod summary;
mod zones;

use std::ops::Range;

pub use efforts::{AccelerationSource, Effort};
pub use zones::{SpeedShare, Zone, ZoneShares};

use crate::{Channel, Recording, SpeedUnit};

/// What figures need to know beside the samples.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureSettings {
    /// The unit of the speed channel, see [`SpeedUnit::tell`]. Without it there
    /// are no figures from speed.
    pub speed_unit: Option<SpeedUnit>,
    /// Heart rate zones in beats per minute, lowest first.
    pub heart_rate_zones: Vec<Zone>,
    /// Speed zones in km/h, lowest first.
    pub speed_zones: Vec<Zone>,
    /// What counts as a sprint, in km/h.
    pub sprint: Effort,
    /// What counts as an acceleration, in m/s².
    pub acceleration: Effort,
    /// What counts as a deceleration, in m/s² of slowing down (a positive threshold).
    pub deceleration: Effort,
}

impl Default for FigureSettings {
    /// No unit and no zones, and the thresholds that the literature uses most:
    /// sprints from 25.2 km/h (7 m/s) held for one second (Akenhead & Nassis
    /// 2016, Varley 2017), accelerations and decelerations from 2.5 m/s² ("high",
    /// Harper 2019) held for half a second.
    fn default() -> Self {
        let change = Effort { threshold: 2.5, minimum_ms: 500 };
        Self {
            speed_unit: None,
            heart_rate_zones: Vec::new(),
            speed_zones: Vec::new(),
            sprint: Effort { threshold: 25.2, minimum_ms: 1_000 },
            acceleration: change,
            deceleration: change,
        }
    }
}

/// The figures of one window. `None` where the input was not measured in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// The time in which at least one channel was recorded without a gap.
    pub duration_ms: u32,
    /// Metres moved: the growth of the cumulative distance channel within each
    /// unbroken stretch. Where that channel is missing, the integral of speed,
    /// Σ v·Δt. Positions are never summed: their noise of ±0.1 m alone adds
    /// almost 8 %.
    pub distance_m: Option<f64>,
    /// [`Figures::distance_m`] a minute of the time in which distance was
    /// measured: not of the session's or the player's time on the pitch. In an
    /// elite soccer match 104 ± 10 m/min (Varley 2014).
    pub m_per_min: Option<f64>,
    /// The time-weighted mean speed, in km/h.
    pub speed_mean_kmh: Option<f64>,
    /// The highest speed measured, spikes included, in km/h.
    pub speed_max_kmh: Option<f64>,
    /// The lowest heart rate measured, in beats per minute.
    pub heart_rate_min_bpm: Option<f64>,
    /// The time-weighted mean heart rate, in beats per minute.
    pub heart_rate_mean_bpm: Option<f64>,
    /// The highest heart rate measured, in beats per minute.
    pub heart_rate_max_bpm: Option<f64>,
    /// Milliseconds in each heart rate zone. A zone holds its lower limit and
    /// not its upper one (Polar's sport profiles); Edwards' load (1993) weighs
    /// exactly these times. `None` as well where no zones were given.
    pub heart_rate_zones_ms: Option<ZoneShares<u32>>,
    /// Time and Σ v·Δt in each speed zone, by the same rule for limits. So the
    /// distance at high speed is that at 5.5 m/s (19.8 km/h) or more (Abt &
    /// Lovell 2009, Akenhead & Nassis 2016). Zones add up to the integral of
    /// speed, which need not be [`Figures::distance_m`] to the metre. `None` as
    /// well where no zones were given.
    pub speed_zones: Option<ZoneShares<SpeedShare>>,
    /// Sprints begun in the window: runs of speed at or above the threshold,
    /// held for the minimum time.
    pub sprints: Option<u32>,
    /// Accelerations begun in the window: runs of Δv/Δt at or above the
    /// threshold, held for the minimum time (Harper 2019). No figure depends
    /// more on the device: counts of two units differ by up to 56 % (Buchheit 2014).
    pub accelerations: Option<u32>,
    /// Decelerations begun in the window, by the same rule as accelerations.
    pub decelerations: Option<u32>,
    /// What accelerations and decelerations were counted from.
    pub acceleration_source: Option<AccelerationSource>,
}

/// The figures of a window `[start, end)` of ms of a recording.
pub fn figures(recording: &Recording, window: Range<i32>, settings: &FigureSettings) -> Figures {
    let window = &window;
    let speed = recording.column(Channel::Speed).zip(settings.speed_unit);
    let mut figures =
        Figures { duration_ms: recorded::duration_ms(recording, window), ..Figures::default() };

    let distance = match (recording.column(Channel::Distance), speed) {
        (Some(distance), _) => Some(gathered::by_odometer(distance, window)),
        (None, Some((speed, unit))) => Some(gathered::by_speed(speed, unit, window)),
        (None, None) => None,
    };
    if let Some(distance) = distance.filter(|distance| distance.time_ms > 0) {
        figures.distance_m = Some(distance.amount);
        figures.m_per_min = distance.per_second().map(|m_per_s| m_per_s * 60.0);
    }

    if let Some(heart_rate) = recording.column(Channel::HeartRate) {
        let summary = summary::of(heart_rate, window);
        figures.heart_rate_min_bpm = summary.min;
        figures.heart_rate_mean_bpm = summary.mean;
        figures.heart_rate_max_bpm = summary.max;
        figures.heart_rate_zones_ms =
            zones::time_in_zones(heart_rate, &settings.heart_rate_zones, window);
    }

    if let Some((speed, unit)) = speed {
        let summary = summary::of(speed, window);
        figures.speed_mean_kmh = summary.mean.map(|mean| unit.to_kmh(mean));
        figures.speed_max_kmh = summary.max.map(|max| unit.to_kmh(max));
        figures.speed_zones = zones::speed_zones(speed, unit, &settings.speed_zones, window);
        figures.sprints =
            efforts::count(speed, window, settings.sprint, |step| unit.to_kmh(step.value));
    }

    if let Some(changes) = efforts::Changes::of(recording, settings.speed_unit) {
        figures.accelerations = changes.accelerations(window, settings.acceleration);
        figures.decelerations = changes.decelerations(window, settings.deceleration);
        figures.acceleration_source = figures.accelerations.map(|_| changes.source());
    }
    figures
}
