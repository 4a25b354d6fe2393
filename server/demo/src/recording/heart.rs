//! How the heart answers to the work.

use std::f64::consts::TAU;

use crate::season::{
    dice::Dice,
    plan::{SECOND, Tick},
    roster::Physique,
};

use super::Beat;

/// Heart rate rises faster than it falls.
const RISE_S: f64 = 24.0;
const FALL_S: f64 = 52.0;
/// Where it settles standing still, as a share of the reserve, and what work can add to that.
const IDLE: f64 = 0.24;
const WORK: f64 = 0.76;
/// The metabolic power that takes up about two thirds of that, in W/kg; and how much less than
/// running walking costs the heart.
const POWER_SCALE: f64 = 10.5;
const POWER_EXPONENT: f64 = 1.5;
/// The creep over an hour of work at constant effort.
const DRIFT_PER_HOUR: f64 = 0.035;

/// A heart, second by second.
#[derive(Debug)]
pub(super) struct Heart {
    rest: f64,
    reserve: f64,
    level: f64,
    flutter: f64,
    worked_s: f64,
    engine: f64,
}

impl Heart {
    pub(super) fn new(physique: &Physique) -> Self {
        Self {
            rest: physique.hr_rest,
            reserve: physique.hr_max - physique.hr_rest,
            level: 0.22,
            flutter: 0.0,
            worked_s: 0.0,
            engine: physique.engine,
        }
    }

    /// One second with this power; gives beats per minute.
    pub(super) fn beat_on(&mut self, dice: &mut Dice, power_wkg: f64, arousal: f64) -> f64 {
        // Whoever runs more than others is fitter as well.
        let strain = (power_wkg / self.engine / POWER_SCALE).min(4.0);
        if strain > 0.3 {
            self.worked_s += 1.0;
        }
        let drift = DRIFT_PER_HOUR * self.worked_s / 3600.0;
        let target = IDLE + arousal + drift + WORK * (1.0 - (-strain.powf(POWER_EXPONENT)).exp());
        let lag = if target > self.level { RISE_S } else { FALL_S };
        self.level += (target - self.level) / lag;
        self.flutter += 0.15 * (0.006 * dice.noise() - self.flutter);
        let level = self.level.min(0.985) + self.flutter;
        (self.rest + self.reserve * level).min(self.rest + self.reserve - 1.0)
    }
}

/// The beats behind `rates` (one a second, beats per minute), with the variability of breathing
/// and chance, which grows smaller as the heart beats faster.
pub(super) fn beats(mut dice: Dice, rates: &[f64], physique: &Physique) -> Vec<Beat> {
    let reserve = physique.hr_max - physique.hr_rest;
    let mut beats = Vec::with_capacity(rates.len() * 5 / 2);
    let mut seconds = 0.0;
    while let Some(rate) = rates.get(seconds as usize) {
        let calm = 1.0 - ((rate - physique.hr_rest) / reserve).clamp(0.0, 1.0);
        let breath = (0.004 + 0.03 * calm * calm) * (seconds * TAU * 0.28).sin();
        let chance = (0.003 + 0.015 * calm * calm) * dice.noise();
        let interval_ms = (60_000.0 / rate * (1.0 + breath + chance)).round();
        seconds += interval_ms / 1000.0;
        let rr_ms = Some(interval_ms as u16).filter(|_| !dice.chance(0.004));
        beats.push(Beat { at: (seconds * f64::from(SECOND)) as Tick, rr_ms });
    }
    beats
}
