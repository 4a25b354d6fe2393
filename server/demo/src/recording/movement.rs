//! How fast a player moves: bouts of standing, walking, jogging and running that follow each other
//! by chance, joined by accelerations that a body can do.

use crate::season::dice::Dice;

use super::style::{BANDS, FAST, Shares};

/// Seconds in a tick.
pub(super) const DT: f64 = 0.1;

/// What a band's bouts look like.
struct Band {
    speed_ms: (f64, f64),
    seconds: (f64, f64),
    /// The acceleration from standing with which a bout begins.
    push_ms2: (f64, f64),
}

const fn band(speed_ms: (f64, f64), seconds: (f64, f64), push_ms2: (f64, f64)) -> Band {
    Band { speed_ms, seconds, push_ms2 }
}

/// The speeds of the last band are shares of the player's top speed.
const TABLE: [Band; BANDS] = [
    band((0.0, 0.0), (2.0, 9.0), (0.5, 1.0)),
    band((0.9, 1.8), (3.0, 12.0), (0.8, 1.4)),
    band((2.2, 3.7), (2.5, 8.0), (1.0, 2.4)),
    band((4.0, 5.4), (1.8, 4.5), (1.6, 3.3)),
    band((5.6, 6.9), (1.8, 3.6), (2.6, 4.2)),
    band((0.90, 1.00), (2.6, 4.8), (3.8, 5.4)),
];

/// Between noticing that the speed is wrong and having corrected it.
const RESPONSE_S: f64 = 0.7;
/// How fast acceleration can change.
const JERK_MS3: f64 = 14.0;
/// When the way ends, players brake this hard at most.
const HARD_BRAKE_MS2: f64 = 5.5;

/// A player's legs.
#[derive(Debug)]
pub(super) struct Gait {
    top_speed_ms: f64,
    pub(super) speed_ms: f64,
    pub(super) acceleration_ms2: f64,
    band: usize,
    target_ms: f64,
    push_ms2: f64,
    brake_ms2: f64,
    ticks_left: u32,
}

impl Gait {
    pub(super) fn new(top_speed_ms: f64) -> Self {
        Self {
            top_speed_ms,
            speed_ms: 0.0,
            acceleration_ms2: 0.0,
            band: 0,
            target_ms: 0.0,
            push_ms2: 1.0,
            brake_ms2: 1.0,
            ticks_left: 0,
        }
    }

    pub(super) fn bout_is_over(&self) -> bool {
        self.ticks_left == 0
    }

    /// Whether this is a bout of running hard.
    pub(super) fn is_fast(&self) -> bool {
        self.band >= FAST
    }

    /// How far this bout may go, generously.
    pub(super) fn reach_m(&self) -> f64 {
        self.target_ms * f64::from(self.ticks_left) * DT
    }

    /// Ends the bout, so that the next one suits a new activity.
    pub(super) fn interrupt(&mut self) {
        self.ticks_left = 0;
    }

    /// Draws the next bout: bands take the asked shares of time, and nobody runs hard twice
    /// without taking breath.
    pub(super) fn next_bout(&mut self, dice: &mut Dice, shares: &Shares) {
        let bands = if self.is_fast() { FAST - 1 } else { BANDS };
        let mut weights = [0.0; BANDS];
        let mut sum = 0.0;
        for index in 0..bands {
            let (from, to) = TABLE[index].seconds;
            weights[index] = shares[index] / (from + to);
            sum += weights[index];
        }
        let mut drawn = dice.range(0.0, sum);
        let mut chosen = 0;
        for (index, weight) in weights.iter().enumerate() {
            if *weight > 0.0 {
                chosen = index;
                if drawn < *weight {
                    break;
                }
                drawn -= *weight;
            }
        }
        let Band { speed_ms, seconds, push_ms2 } = &TABLE[chosen];
        let scale = if chosen == BANDS - 1 { self.top_speed_ms } else { 1.0 };
        self.band = chosen;
        self.target_ms = dice.range(speed_ms.0, speed_ms.1) * scale;
        self.ticks_left = (dice.range(seconds.0, seconds.1) / DT) as u32;
        self.push_ms2 = dice.range(push_ms2.0, push_ms2.1);
        self.brake_ms2 = dice.range(0.9, 2.4) + 0.25 * self.speed_ms;
    }

    /// One tick on, not faster than `limit_ms` if that can be helped.
    pub(super) fn step(&mut self, limit_ms: f64) {
        self.ticks_left = self.ticks_left.saturating_sub(1);
        let limited = self.speed_ms > limit_ms;
        let brake = if limited { HARD_BRAKE_MS2 } else { self.brake_ms2 };
        // The faster, the less is left to accelerate with.
        let push = self.push_ms2 * (1.0 - self.speed_ms / (1.15 * self.top_speed_ms));
        let wanted = ((self.target_ms.min(limit_ms) - self.speed_ms) / RESPONSE_S)
            .clamp(-brake, push.max(0.0));
        let change = JERK_MS3 * DT;
        self.acceleration_ms2 += (wanted - self.acceleration_ms2).clamp(-change, change);
        self.speed_ms += self.acceleration_ms2 * DT;
        if self.speed_ms < 0.0 {
            self.speed_ms = 0.0;
            self.acceleration_ms2 = 0.0;
        }
    }
}
