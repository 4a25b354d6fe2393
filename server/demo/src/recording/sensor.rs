//! What the sensor makes of a moving body: the columns of a recording, with small errors and with
//! its faults.

use crate::season::{
    clubs::{Ground, SpeedUnit},
    dice::Dice,
    plan::{SECOND, Tick},
};

use super::{Motion, faults::Faults, movement::DT, scene::Scene};

/// How often an acceleration is missing.
const MISSED_ACCELERATION: f64 = 0.000_5;
/// Slower than this is recognised as standing still.
const STANDING_MS: f64 = 0.1;

/// A sensor on a player's chest.
pub(super) struct Sensor<'a> {
    faults: &'a Faults,
    dice: Dice,
    mass_kg: f64,
    /// The errors of the measured speed and acceleration, which wander.
    speed_error_ms: f64,
    acceleration_error_ms2: f64,
    distance_m: f64,
    /// What the current second adds up to: metres, and watts per kilogram on average.
    second_m: f64,
    second_wkg: f64,
    motion: Motion,
    power_wkg: Vec<f64>,
}

impl<'a> Sensor<'a> {
    pub(super) fn new(scene: &Scene<'_>, ground: &Ground, faults: &'a Faults) -> Self {
        let ticks = scene.length as usize;
        let seconds = ticks / SECOND as usize;
        let altitude_dm = || altitude_dm(scene.dice("altitude"), ground.altitude_m, seconds);
        Self {
            faults,
            dice: scene.dice("errors"),
            mass_kg: scene.member.physique.mass_kg,
            speed_error_ms: 0.0,
            acceleration_error_ms2: 0.0,
            distance_m: 0.0,
            second_m: 0.0,
            second_wkg: 0.0,
            motion: Motion {
                speed_unit: scene.club.speed_unit,
                speed: Vec::with_capacity(ticks),
                acceleration: Vec::with_capacity(ticks),
                distance_cm: Vec::with_capacity(ticks),
                cadence: Vec::with_capacity(seconds),
                position: Vec::with_capacity(seconds),
                altitude_dm: faults.has_altitude.then(altitude_dm),
                power_w: scene.measures_power().then(|| Vec::with_capacity(seconds)),
            },
            power_wkg: Vec::with_capacity(seconds),
        }
    }

    /// The position at the start of a second.
    pub(super) fn locate(&mut self, position: (f32, f32)) {
        self.motion.position.push(position);
    }

    /// One tick at this speed and acceleration.
    pub(super) fn measure(&mut self, tick: Tick, speed_ms: f64, acceleration_ms2: f64) {
        self.measure_speed(tick, speed_ms);
        self.measure_acceleration(acceleration_ms2);
        self.second_m += speed_ms * DT;
        // What running costs grows with how hard it is to speed up (after di Prampero 2005).
        self.second_wkg += DT * speed_ms * (4.0 + 1.2 * acceleration_ms2.max(0.0));
        if (tick + 1).is_multiple_of(SECOND) {
            self.close_second();
        }
    }

    fn measure_speed(&mut self, tick: Tick, speed_ms: f64) {
        self.speed_error_ms += 0.3 * (0.06 * self.dice.noise() - self.speed_error_ms);
        let spike = self.faults.spikes.iter().find(|(time, _)| time.contains(&tick));
        let measured_ms = match spike {
            Some((_, impossible_ms)) => *impossible_ms,
            None if speed_ms < STANDING_MS => 0.0,
            None => (speed_ms + self.speed_error_ms).max(0.0),
        };
        let hundredths_per_ms = match self.motion.speed_unit {
            SpeedUnit::KilometresPerHour => 360.0,
            SpeedUnit::MetresPerSecond => 100.0,
        };
        let printed = (measured_ms * hundredths_per_ms).round();
        self.motion.speed.push(printed as u16);
        self.motion.distance_cm.push((self.distance_m * 100.0).round() as u32);
        if self.faults.is_on(tick) {
            self.distance_m += printed / hundredths_per_ms * DT;
        }
    }

    fn measure_acceleration(&mut self, acceleration_ms2: f64) {
        let error = &mut self.acceleration_error_ms2;
        *error += 0.4 * (0.14 * self.dice.noise() - *error);
        let hundredths = ((acceleration_ms2 + *error) * 100.0).round() as i16;
        let missed = self.dice.chance(MISSED_ACCELERATION);
        self.motion.acceleration.push((!missed).then_some(hundredths));
    }

    fn close_second(&mut self) {
        self.motion.cadence.push(cadence(self.second_m, self.dice.noise()));
        self.power_wkg.push(self.second_wkg);
        if let Some(power_w) = &mut self.motion.power_w {
            // About a quarter of the metabolic power arrives at the ground.
            power_w.push((0.25 * self.second_wkg * self.mass_kg).round() as u16);
        }
        (self.second_m, self.second_wkg) = (0.0, 0.0);
    }

    /// The columns, and the metabolic power of each second in W/kg.
    pub(super) fn finish(self) -> (Motion, Vec<f64>) {
        (self.motion, self.power_wkg)
    }
}

/// A barometer drifts with the weather.
fn altitude_dm(mut dice: Dice, ground_m: f64, seconds: usize) -> Vec<i32> {
    let mut altitude_dm = 10.0 * ground_m + 20.0 * dice.noise();
    let mut drift = || {
        altitude_dm += 0.4 * dice.noise();
        altitude_dm as i32
    };
    (0..seconds).map(|_| drift()).collect()
}

/// Strides a minute at this speed: none standing, few walking, many running.
fn cadence(speed_ms: f64, noise: f64) -> u8 {
    let strides = match speed_ms {
        speed if speed < 0.4 => return 0,
        speed if speed < 2.0 => 40.0 + 11.0 * speed,
        speed => 70.0 + 4.2 * speed,
    };
    (strides + 1.5 * noise).round() as u8
}
