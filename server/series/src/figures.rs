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

mod bands;
pub(crate) mod curve;
mod efforts;
mod heart;
mod load;
mod movement;
mod peaks;
mod recorded;
mod variability;
mod zones;

use std::ops::Range;

use peaks::Curves;

pub use efforts::{AccelerationSource, Effort};
pub use load::BanisterCoefficients;
pub use peaks::{Peak, PeakDemand};
pub use zones::{SpeedShare, Zone, ZoneShares};

use crate::{Column, Recording, SpeedUnit, steps::steps};

/// What figures need to know beside the samples. A value reaches a limit of any
/// kind when it equals it, to the millionth.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureSettings {
    /// The unit of the speed channel, see [`SpeedUnit::tell`]. Without it there
    /// are no figures from speed.
    pub speed_unit: Option<SpeedUnit>,
    /// Heart rate zones in beats per minute, lowest first.
    pub heart_rate_zones: Vec<Zone>,
    /// Speed zones in km/h, lowest first.
    pub speed_zones: Vec<Zone>,
    /// From which speed on distance is covered at high speed, in km/h.
    pub high_speed_kmh: f64,
    /// What counts as a sprint, in km/h.
    pub sprint: Effort,
    /// What counts as an acceleration, in m/s².
    pub acceleration: Effort,
    /// What counts as a deceleration, in m/s² of slowing down (a positive threshold).
    pub deceleration: Effort,
    /// For which lengths of time peak demands are looked for, in ms.
    pub peak_lengths_ms: Vec<u32>,
    /// The player's maximum heart rate, in beats per minute.
    pub hr_max_bpm: Option<f64>,
    /// The player's heart rate at rest, in beats per minute.
    pub hr_rest_bpm: Option<f64>,
    /// The coefficients of Banister's training impulse for the player's sex.
    pub banister: Option<BanisterCoefficients>,
}

impl Default for FigureSettings {
    /// No unit, no zones, nothing about the player, and what the literature uses most:
    ///
    /// - high speed from 19.8 km/h (5.5 m/s: Abt & Lovell 2009, Akenhead & Nassis
    ///   2016), which is too high for women and youths (Bradley & Vescovi 2015);
    /// - sprints from 25.2 km/h (7 m/s: Akenhead & Nassis 2016, Varley 2017) held for one second;
    /// - accelerations and decelerations from 2.5 m/s² ("high": Harper 2019) held for half a second;
    /// - peak demands over 1, 3, 5 and 10 minutes (Whitehead 2018).
    fn default() -> Self {
        let change = Effort { threshold: 2.5, minimum_ms: 500 };
        Self {
            speed_unit: None,
            heart_rate_zones: Vec::new(),
            speed_zones: Vec::new(),
            high_speed_kmh: 19.8,
            sprint: Effort { threshold: 25.2, minimum_ms: 1_000 },
            acceleration: change,
            deceleration: change,
            peak_lengths_ms: [1, 3, 5, 10].map(|minutes| minutes * 60_000).to_vec(),
            hr_max_bpm: None,
            hr_rest_bpm: None,
            banister: None,
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
    /// The time-weighted mean speed, Σ v·Δt ÷ Σ Δt, in km/h.
    pub speed_mean_kmh: Option<f64>,
    /// The highest speed measured, spikes included, in km/h.
    pub speed_max_kmh: Option<f64>,
    /// The lowest heart rate measured, in beats per minute.
    pub heart_rate_min_bpm: Option<f64>,
    /// The time-weighted mean heart rate, Σ HR·Δt ÷ Σ Δt, in beats per minute.
    pub heart_rate_mean_bpm: Option<f64>,
    /// The highest heart rate measured, in beats per minute.
    pub heart_rate_max_bpm: Option<f64>,
    /// Milliseconds in each heart rate zone. A zone holds its lower limit and
    /// not its upper one (Polar's sport profiles). `None` as well where no zones
    /// were given.
    pub heart_rate_zones_ms: Option<ZoneShares<u32>>,
    /// Time and Σ v·Δt in each speed zone, by the same rule for limits. Zones add
    /// up to the integral of speed, which need not be [`Figures::distance_m`] to
    /// the metre. `None` as well where no zones were given.
    pub speed_zones: Option<ZoneShares<SpeedShare>>,
    /// Metres moved at high speed, Σ v·Δt for v ≥ the threshold (Abt & Lovell
    /// 2009). There is no consensus about thresholds: print them beside it.
    pub high_speed_m: Option<f64>,
    /// Metres moved at or above the threshold of a sprint, Σ v·Δt, however short
    /// the run (Akenhead & Nassis 2016).
    pub sprint_m: Option<f64>,
    /// Sprint efforts begun in the window: runs of speed at or above the
    /// threshold, held for the minimum time.
    pub sprints: Option<u32>,
    /// Accelerations begun in the window: runs of acceleration at or above the
    /// threshold, held for the minimum time (Harper 2019). No figure depends
    /// more on the device: counts of two units differ by up to 56 % (Buchheit 2014).
    pub accelerations: Option<u32>,
    /// Decelerations begun in the window, by the same rule as accelerations.
    pub decelerations: Option<u32>,
    /// What accelerations and decelerations were counted from: the samples of
    /// forward acceleration, or Δv/Δt.
    pub acceleration_source: Option<AccelerationSource>,
    /// Peak demands, by length as they were asked for; without those lengths
    /// that no quantity was measured for.
    pub peaks: Vec<PeakDemand>,
    /// Edwards' training impulse (1993): Σ minutes in zone i · i for the zones
    /// from 50, 60, 70, 80 and 90 % of the maximum heart rate, lower limits
    /// inclusive; below 50 % counts nothing, above 100 % is in zone 5. `None` as
    /// well where the maximum is not known.
    pub trimp_edwards: Option<f64>,
    /// Banister's training impulse (1991), summed over the samples:
    /// Σ Δt · x · a · e^(b·x), Δt in minutes, x = (HR − rest) ÷ (maximum − rest)
    /// and not below 0. Never compare it with the form that uses a session's mean
    /// heart rate. `None` as well where one of the settings for it is not known.
    pub trimp_banister: Option<f64>,
    /// The root mean square of successive differences of the times between
    /// beats, in ms: see [`rr::rmssd_ms`](crate::rr::rmssd_ms). Beats come without
    /// instants: which of them lie in a window is only known to a few beats.
    pub rmssd_ms: Option<f64>,
}

/// The figures of a window `[start, end)` of ms of a recording.
pub fn figures(recording: &Recording, window: Range<i32>, settings: &FigureSettings) -> Figures {
    let mut figures = Figures {
        duration_ms: recorded::duration_ms(recording, &window),
        rmssd_ms: variability::rmssd_ms(recording, &window),
        ..Figures::default()
    };
    let distance = movement::add_to(&mut figures, recording, &window, settings);
    heart::add_to(&mut figures, recording, &window, settings);
    if !settings.peak_lengths_ms.is_empty() {
        let curves = Curves {
            distance,
            high_speed: movement::high_speed(recording, &window, settings),
            heart_rate: heart::beats(recording, &window),
        };
        figures.peaks = curves.peaks(&settings.peak_lengths_ms);
    }
    figures
}

/// The lowest and the highest value that was measured in the window or stands for a part of it.
fn range_of(column: &Column, window: &Range<i32>) -> Option<(f64, f64)> {
    let mut indexes = column.timebase().indexes_in(window.clone());
    let last_ms = window.end.saturating_sub(1).max(window.start)..window.end;
    if let Some(steps) = steps(column.timebase(), &last_ms).next() {
        indexes.end = steps.ends.end;
    }
    let (min, max) = column.values.extremes(indexes)?;
    Some((column.values.get(min), column.values.get(max)))
}
