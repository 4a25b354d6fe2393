//! Figures over a part of a recording, computed from its samples.
//!
//! One rule holds everywhere: a value counts from its row until the next one, and never into a
//! hole. Limits are inclusive below and exclusive above.

mod efforts;
mod load;
mod variability;
pub(crate) mod zones;

use std::ops::Range;

use crate::{
    recording::{Motion, Recording},
    season::{
        clubs::SpeedLimits,
        plan::{SECOND, Tick},
        roster::Physique,
    },
};

use zones::Zones;

pub(crate) use efforts::{ACCELERATION_LIMITS_MS2, Efforts, SPRINT_MS2};
pub(crate) use load::{Load, fat_percentage};
pub(crate) use variability::Variability;

/// All figures of one player over one window.
#[derive(Debug, Clone)]
pub(crate) struct Figures {
    /// How long the window is, holes included.
    pub(crate) length: Tick,
    pub(crate) heart: Option<HeartFigures>,
    pub(crate) motion: Option<MotionFigures>,
    pub(crate) variability: Option<Variability>,
}

/// What follows from the heart rate.
#[derive(Debug, Clone)]
pub(crate) struct HeartFigures {
    pub(crate) average: f64,
    pub(crate) min: u8,
    pub(crate) max: u8,
    /// Limits in beats per minute, amounts in ticks.
    pub(crate) zones: Zones,
    pub(crate) load: Load,
}

/// What follows from speed, distance and acceleration.
#[derive(Debug, Clone)]
pub(crate) struct MotionFigures {
    pub(crate) distance_cm: u64,
    pub(crate) speed_average_kmh: f64,
    pub(crate) speed_max_kmh: f64,
    pub(crate) cadence_average: f64,
    pub(crate) cadence_max: u8,
    /// Limits in thousandths of km/h, amounts in centimetres.
    pub(crate) distance_zones: Zones,
    /// Limits in thousandths of km/h, amounts in ticks.
    pub(crate) time_zones: Zones,
    pub(crate) efforts: Efforts,
    /// If altitude was measured.
    pub(crate) climb: Option<Climb>,
}

/// Up and down.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Climb {
    pub(crate) ascent_m: f64,
    pub(crate) descent_m: f64,
}

impl Figures {
    /// The figures of `window`, in ticks from the start of the recording.
    pub(crate) fn of(
        recording: &Recording,
        physique: &Physique,
        limits: &SpeedLimits,
        window: &Range<Tick>,
    ) -> Self {
        let parts = measured(recording, window);
        let motion = recording.motion.as_ref();
        Self {
            length: window.end - window.start,
            heart: HeartFigures::of(&recording.heart_rate, physique, &parts),
            motion: motion.and_then(|motion| MotionFigures::of(motion, limits, &parts)),
            variability: Variability::of(&recording.beats, window),
        }
    }
}

/// A part of a window that was measured: from one row to another, with all rows between.
struct Part {
    time: Range<Tick>,
    /// The first row after the hole before, which may lie before the window.
    first_row: Tick,
}

fn measured(recording: &Recording, window: &Range<Tick>) -> Vec<Part> {
    let stride = recording.row_ticks();
    let parts = recording.spans.iter().map(|span| {
        let first_row = span.start.next_multiple_of(stride);
        let last_row = (span.end - 1) / stride * stride;
        Part { time: first_row.max(window.start)..last_row.min(window.end), first_row }
    });
    parts.filter(|part| !part.time.is_empty()).collect()
}

impl Part {
    /// The values of a one-a-second channel by index, each with the ticks that it counts.
    fn seconds(&self) -> impl Iterator<Item = (usize, Tick)> {
        let Range { start, end } = self.time;
        let first = if self.first_row <= start / SECOND * SECOND {
            start / SECOND
        } else {
            // The value of this second fell into the hole.
            self.first_row.div_ceil(SECOND)
        };
        (first..end.div_ceil(SECOND)).map(move |second| {
            let from = (second * SECOND).max(start);
            let to = ((second + 1) * SECOND).min(end);
            (second as usize, to - from)
        })
    }
}

impl HeartFigures {
    fn of(rates: &[Option<u8>], physique: &Physique, parts: &[Part]) -> Option<Self> {
        let mut zones = Zones::of_heart_rate(physique.hr_max);
        let mut load = Load::default();
        let (mut sum, mut ticks) = (0, 0);
        let (mut min, mut max) = (u8::MAX, u8::MIN);
        for (second, counts) in parts.iter().flat_map(Part::seconds) {
            let Some(rate) = rates[second] else { continue };
            zones.add(u32::from(rate), u64::from(counts));
            load.add(f64::from(rate), f64::from(counts) / 600.0, physique);
            sum += u64::from(rate) * u64::from(counts);
            ticks += u64::from(counts);
            (min, max) = (min.min(rate), max.max(rate));
        }
        (ticks > 0).then(|| Self { average: sum as f64 / ticks as f64, min, max, zones, load })
    }
}

impl HeartFigures {
    /// Minutes weighted by the zone that they were spent in (Edwards).
    pub(crate) fn training_load(&self) -> f64 {
        let ticks = self.zones.inside.iter().zip(1_u64..).map(|(ticks, weight)| ticks * weight);
        ticks.sum::<u64>() as f64 / 600.0
    }
}

impl MotionFigures {
    fn of(motion: &Motion, limits: &SpeedLimits, parts: &[Part]) -> Option<Self> {
        let mut distance_zones = Zones::of_speed(limits);
        let mut time_zones = Zones::of_speed(limits);
        let (mut distance_cm, mut ticks, mut fastest) = (0, 0, 0);
        for tick in parts.iter().flat_map(|part| part.time.clone()) {
            let at = tick as usize;
            let speed_mkmh = motion.speed_mkmh(tick);
            let step_cm = u64::from(motion.distance_cm[at + 1] - motion.distance_cm[at]);
            distance_zones.add(speed_mkmh, step_cm);
            time_zones.add(speed_mkmh, 1);
            distance_cm += step_cm;
            ticks += 1;
            fastest = fastest.max(speed_mkmh);
        }
        let (mut strides, mut cadence_max) = (0.0, 0);
        for (second, counts) in parts.iter().flat_map(Part::seconds) {
            let cadence = motion.cadence[second];
            strides += f64::from(cadence) * f64::from(counts);
            cadence_max = cadence_max.max(cadence);
        }
        (ticks > 0).then(|| Self {
            distance_cm,
            speed_average_kmh: distance_cm as f64 / f64::from(ticks) * 0.36,
            speed_max_kmh: f64::from(fastest) / 1000.0,
            cadence_average: strides / f64::from(ticks),
            cadence_max,
            distance_zones,
            time_zones,
            efforts: Efforts::of(motion, parts),
            climb: motion.altitude_dm.as_ref().map(|altitude_dm| Climb::of(altitude_dm, parts)),
        })
    }
}

impl Climb {
    fn of(altitude_dm: &[i32], parts: &[Part]) -> Self {
        let (mut up, mut down) = (0, 0);
        for part in parts {
            let first = part.time.start.div_ceil(SECOND) as usize;
            let last = (part.time.end / SECOND) as usize;
            for pair in altitude_dm[first..=last].windows(2) {
                let step = pair[1] - pair[0];
                up += step.max(0);
                down += (-step).max(0);
            }
        }
        Self { ascent_m: f64::from(up) / 10.0, descent_m: f64::from(down) / 10.0 }
    }
}

#[cfg(test)]
mod tests;
