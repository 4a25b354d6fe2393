//! What only the samples tell: peaks, efforts and loads.

use serde::{Deserialize, Serialize};

/// What one part of a session demanded of a player, computed from the samples by limits from the literature. Polar's
/// summaries have none of it, or count it by other rules. Whatever was not measured is `None`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Demands {
    /// By which limits.
    pub limits: DemandLimits,
    /// Distance at high speed, in m.
    pub high_speed_m: Option<f64>,
    /// Distance at the speed of a sprint, in m.
    pub sprint_m: Option<f64>,
    /// Sprints that were held for the minimum time.
    pub sprint_efforts: Option<u32>,
    /// Accelerations that were held for the minimum time.
    pub accelerations: Option<u32>,
    /// Decelerations that were held for the minimum time.
    pub decelerations: Option<u32>,
    /// Edwards' training impulse (1993): minutes in zone i · i, by percent of the maximum heart rate.
    pub trimp_edwards: Option<f64>,
    /// The root mean square of successive differences of the times between beats, in ms.
    pub rmssd_ms: Option<f64>,
    /// The hardest stretches, shortest length first; without lengths for which nothing was measured.
    pub peaks: Vec<PeakDemand>,
}

/// The limits by which [`Demands`] were counted; each is part of what it limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DemandLimits {
    /// From which speed on it is high, in km/h.
    pub high_speed_kmh: f64,
    /// From which speed on it is a sprint, in km/h.
    pub sprint_kmh: f64,
    /// How long a sprint is held at least, in ms.
    pub sprint_ms: u32,
    /// From which change of speed on it is an acceleration or a deceleration, in m/s².
    pub acceleration_ms2: f64,
    /// How long that is held at least, in ms.
    pub acceleration_ms: u32,
}

/// The hardest stretches of one length: of any stretch of so much time, the most of each quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeakDemand {
    /// How long they are, in ms.
    pub length_ms: u32,
    /// The most distance, in m.
    pub distance_m: Option<Peak>,
    /// The most distance at high speed, in m.
    pub high_speed_m: Option<Peak>,
    /// The highest mean heart rate, in bpm.
    pub heart_rate_bpm: Option<Peak>,
}

/// How much it was, and when.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Peak {
    /// When the stretch begins on the session clock, in ms.
    pub from_ms: i32,
    /// How much, in the unit that the field's name says.
    pub amount: f64,
}
