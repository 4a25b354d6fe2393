//! Where a player is: every step is as long as the speed says, and the heading is steered towards
//! places where the player has something to do.

use std::f64::consts::{PI, TAU};

use crate::season::{clubs::Ground, dice::Dice, line_up::Place};

use super::{
    movement::{DT, Gait},
    style::{Field, Purpose},
};

/// How far players run beyond the lines before they turn.
const RUN_OFF_M: f64 = 2.0;
/// Sideways acceleration in a curve.
const CURVE_MS2: f64 = 4.5;
/// How fast somebody turns who hardly moves.
const SPIN_RADS: f64 = 4.0;
/// The braking with which the end of the way is reached.
const BRAKE_MS2: f64 = 2.2;
/// Nobody waits for a turn to be complete.
const CREEP_MS: f64 = 0.8;

/// Where the ball is, roughly: slow waves that all participants of a session share.
#[derive(Debug)]
pub(super) struct Ball {
    phases: [f64; 4],
}

impl Ball {
    pub(super) fn new(mut dice: Dice) -> Self {
        Self { phases: [(); 4].map(|()| dice.range(0.0, TAU)) }
    }

    /// As shares of half the pitch.
    fn place(&self, seconds: f64) -> Place {
        let wave =
            |index: usize, period_s: f64| (seconds * TAU / period_s + self.phases[index]).sin();
        Place {
            x: 0.55 * wave(0, 97.0) + 0.35 * wave(1, 41.0),
            y: 0.50 * wave(2, 63.0) + 0.30 * wave(3, 29.0),
        }
    }
}

/// A player on the pitch, in metres from the centre spot.
#[derive(Debug)]
pub(super) struct Runner {
    x: f64,
    y: f64,
    heading: f64,
    target: (f64, f64),
    /// How far off the target lies from the heading.
    turn: f64,
}

impl Runner {
    pub(super) fn new(dice: &mut Dice, field: &Field) -> Self {
        let x = field.x + field.half_length * dice.range(-1.0, 1.0);
        let y = field.y + field.half_width * dice.range(-1.0, 1.0);
        Self { x, y, heading: dice.range(-PI, PI), target: (field.x, field.y), turn: 0.0 }
    }

    /// Whether the place to go to is reached.
    pub(super) fn has_arrived(&self) -> bool {
        (self.target.0 - self.x).abs() < 1.5 && (self.target.1 - self.y).abs() < 1.5
    }

    /// Chooses the next place to go to.
    pub(super) fn aim(&mut self, dice: &mut Dice, course: &Course, gait: &Gait, seconds: f64) {
        let Course { field, purpose, place, ball, .. } = course;
        let (x, y) = match purpose {
            Purpose::Lanes => {
                let side = if self.x > field.x { -1.0 } else { 1.0 };
                (field.x + side * field.half_length, self.y + dice.range(-1.0, 1.0))
            }
            _ if gait.is_fast() => self.run_for(dice, field, gait.reach_m() + 6.0),
            Purpose::Roam => (
                field.x + field.half_length * dice.range(-1.0, 1.0),
                field.y + field.half_width * dice.range(-1.0, 1.0),
            ),
            Purpose::Formation { forward } => {
                let side = if *forward { 1.0 } else { -1.0 };
                let ball = ball.place(seconds);
                let follow = if course.keeper { 0.06 } else { 0.42 };
                let spread = if course.keeper { 3.0 } else { 8.0 };
                (
                    field.half_length * (side * place.x + follow * ball.x) + spread * dice.noise(),
                    field.half_width * (side * place.y + follow * ball.y) + spread * dice.noise(),
                )
            }
        };
        self.target = (
            x.clamp(field.x - field.half_length, field.x + field.half_length),
            y.clamp(field.y - field.half_width, field.y + field.half_width),
        );
    }

    /// A way that is long enough to get up to speed: along the field, where there is more room.
    fn run_for(&self, dice: &mut Dice, field: &Field, length: f64) -> (f64, f64) {
        let ahead = field.x + field.half_length - self.x;
        let behind = self.x - (field.x - field.half_length);
        let side = match (ahead > length, behind > length) {
            (true, true) if dice.chance(0.5) => 1.0,
            (true, true) => -1.0,
            _ if ahead > behind => 1.0,
            _ => -1.0,
        };
        (self.x + side * length, self.y + 6.0 * dice.noise())
    }

    /// How fast it is sensible to go: the way may end, or the target lie behind.
    pub(super) fn limit_ms(&mut self, course: &Course) -> f64 {
        let wanted = (self.target.1 - self.y).atan2(self.target.0 - self.x);
        self.turn = wrapped(wanted - self.heading);
        let (sin, cos) = self.heading.sin_cos();
        let room = self.room(course.bounds(self.x, self.y), sin, cos).max(0.0);
        let by_room = (2.0 * BRAKE_MS2 * room).sqrt();
        let by_turn = if self.turn.abs() > 0.5 { 3.2 / self.turn.abs() } else { f64::INFINITY };
        by_room.min(by_turn).max(CREEP_MS)
    }

    /// Metres along the heading to the end of `field`; negative outside of it.
    fn room(&self, field: Field, sin: f64, cos: f64) -> f64 {
        let along = |from: f64, centre: f64, half: f64, slope: f64| {
            if slope.abs() < 1e-9 {
                f64::INFINITY
            } else {
                (centre + half * slope.signum() - from) / slope
            }
        };
        along(self.x, field.x, field.half_length, cos).min(along(
            self.y,
            field.y,
            field.half_width,
            sin,
        ))
    }

    /// One tick on with this speed.
    pub(super) fn step(&mut self, speed_ms: f64) {
        let most = DT * SPIN_RADS.min(CURVE_MS2 / speed_ms.max(0.1));
        self.heading = wrapped(self.heading + self.turn.clamp(-most, most));
        let (sin, cos) = self.heading.sin_cos();
        self.x += speed_ms * DT * cos;
        self.y += speed_ms * DT * sin;
    }

    /// Latitude and longitude, in the service's precision.
    pub(super) fn on_earth(&self, ground: &Ground) -> (f32, f32) {
        const METRES_PER_DEGREE: f64 = 6_371_008.8 * PI / 180.0;
        let (sin, cos) = ground.bearing_rad.sin_cos();
        let north = self.x * cos - self.y * sin;
        let east = self.x * sin + self.y * cos;
        let latitude = ground.latitude + north / METRES_PER_DEGREE;
        let shrink = ground.latitude.to_radians().cos();
        (latitude as f32, (ground.longitude + east / METRES_PER_DEGREE / shrink) as f32)
    }
}

/// What a runner is up to at the moment.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) field: Field,
    /// Everything inside the lines.
    pub(super) pitch: Field,
    pub(super) purpose: Purpose,
    pub(super) place: Place,
    pub(super) keeper: bool,
    pub(super) ball: Ball,
}

impl Course {
    /// Who is in the field stays in it; who is not yet has the whole pitch to get there.
    fn bounds(&self, x: f64, y: f64) -> Field {
        let inside = (x - self.field.x).abs() <= self.field.half_length + RUN_OFF_M
            && (y - self.field.y).abs() <= self.field.half_width + RUN_OFF_M;
        let field = if inside { self.field } else { self.pitch };
        Field {
            half_length: field.half_length + RUN_OFF_M,
            half_width: field.half_width + RUN_OFF_M,
            ..field
        }
    }
}

/// The same direction as an angle between -π and π.
fn wrapped(angle: f64) -> f64 {
    if angle > PI {
        angle - TAU
    } else if angle < -PI {
        angle + TAU
    } else {
        angle
    }
}
