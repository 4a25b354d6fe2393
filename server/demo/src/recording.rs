//! What a player's sensor recorded in one session: simulated, and a function of the season's seed
//! and the player session alone.
//!
//! Time is counted in ticks of 0.1 s from the start of the recording. A [`Recording`] holds the
//! values as they are printed, so that whatever is computed from it agrees with the body.

pub(crate) mod cache;
mod faults;
mod heart;
mod movement;
mod position;
pub(crate) mod scene;
mod sensor;
pub(crate) mod simulation;
mod style;
pub(crate) mod write;

use std::ops::Range;

use crate::season::{
    clubs::SpeedUnit,
    plan::{SECOND, Tick},
};

/// One player's samples.
#[derive(Debug, PartialEq)]
pub(crate) struct Recording {
    pub(crate) length: Tick,
    /// When the sensor was on, by time: everything else is a hole without rows.
    pub(crate) spans: Vec<Range<Tick>>,
    /// None in the gym.
    pub(crate) motion: Option<Motion>,
    /// Beats per minute, one value a second.
    pub(crate) heart_rate: Vec<Option<u8>>,
    pub(crate) beats: Vec<Beat>,
}

/// A heart beat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beat {
    pub(crate) at: Tick,
    /// Milliseconds since the beat before; none if it was not measured.
    pub(crate) rr_ms: Option<u16>,
}

/// What moves: ten values a second for speed, acceleration and distance, one for the rest.
#[derive(Debug, PartialEq)]
pub(crate) struct Motion {
    pub(crate) speed_unit: SpeedUnit,
    /// In hundredths of the unit.
    pub(crate) speed: Vec<u16>,
    /// In hundredths of m/s².
    pub(crate) acceleration: Vec<Option<i16>>,
    /// Since the start, without what happened in holes.
    pub(crate) distance_cm: Vec<u32>,
    /// Strides per minute.
    pub(crate) cadence: Vec<u8>,
    /// Latitude and longitude in degrees.
    pub(crate) position: Vec<(f32, f32)>,
    /// In decimetres, if the sensor measured it.
    pub(crate) altitude_dm: Option<Vec<i32>>,
    /// In watts, for clubs that have it.
    pub(crate) power_w: Option<Vec<u16>>,
}

impl Recording {
    /// From one row to the next: a gym has nothing that changes within a second.
    pub(crate) fn row_ticks(&self) -> Tick {
        if self.motion.is_some() { 1 } else { SECOND }
    }

    /// The ticks that have a row.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Tick> {
        let stride = self.row_ticks();
        self.spans.iter().flat_map(move |span| {
            (span.start.next_multiple_of(stride)..span.end).step_by(stride as usize)
        })
    }
}

impl Motion {
    /// The printed speed in thousandths of km/h: exact, so that zone limits are too.
    pub(crate) fn speed_mkmh(&self, tick: Tick) -> u32 {
        let hundredths = u32::from(self.speed[tick as usize]);
        match self.speed_unit {
            SpeedUnit::KilometresPerHour => hundredths * 10,
            SpeedUnit::MetresPerSecond => hundredths * 36,
        }
    }
}

#[cfg(test)]
mod tests;
