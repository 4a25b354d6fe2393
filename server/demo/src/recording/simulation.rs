//! Lets a player live through a session, tick by tick, and writes down what the sensor sees.

use crate::season::{
    clubs::Ground,
    dice::Dice,
    plan::{Activity, Block, SECOND, Tick},
};

use super::{
    Recording,
    faults::Faults,
    heart::{self, Heart},
    movement::{DT, Gait},
    position::{Ball, Course, Runner},
    scene::Scene,
    sensor::Sensor,
    style::{self, Field, Purpose, Shares},
};

/// Power in the gym, in W/kg: within a set, and between two.
const LIFTING_WKG: (f64, f64) = (9.0, 0.8);

/// What a scene's sensor recorded.
pub(crate) fn record(scene: &Scene<'_>) -> Recording {
    let faults = Faults::new(scene.dice("sensor"), scene.length, scene.ground.is_none());
    let (motion, power_wkg) = match scene.ground {
        Some(ground) => {
            let mut player = Player::new(scene, ground, &faults);
            for tick in 0..scene.length {
                player.live(tick);
            }
            let (motion, power_wkg) = player.sensor.finish();
            (Some(motion), power_wkg)
        }
        None => (None, lift(scene)),
    };
    let rates = heart_rates(scene, &power_wkg);
    let heart_rate = rates
        .iter()
        .enumerate()
        .map(|(second, rate)| faults.feels_heart(second as u32).then_some(rate.round() as u8))
        .collect();
    let mut beats = heart::beats(scene.dice("beats"), &rates, &scene.member.physique);
    beats.retain(|beat| faults.is_on(beat.at) && faults.feels_heart(beat.at / SECOND));
    Recording { length: scene.length, spans: faults.spans, motion, heart_rate, beats }
}

/// The power of each second in the gym: sets and rests.
fn lift(scene: &Scene<'_>) -> Vec<f64> {
    let mut dice = scene.dice("lifting");
    let seconds = (scene.length / SECOND) as usize;
    let mut power = Vec::with_capacity(seconds);
    while power.len() < seconds {
        let working = activity_at(&scene.blocks, scene.offset + power.len() as Tick * SECOND)
            == Activity::Lifting;
        let set = if working { dice.whole(25, 50) } else { 0 };
        let rest = dice.whole(40, 100);
        power.extend((0..set).map(|_| LIFTING_WKG.0));
        power.extend((0..rest).map(|_| LIFTING_WKG.1));
    }
    power.truncate(seconds);
    power
}

/// The heart rate of each second, holes included.
fn heart_rates(scene: &Scene<'_>, power_wkg: &[f64]) -> Vec<f64> {
    let mut dice = scene.dice("heart");
    let mut heart = Heart::new(&scene.member.physique);
    let mut blocks = scene.blocks.iter().peekable();
    let mut activity = Activity::Stroll;
    power_wkg
        .iter()
        .enumerate()
        .map(|(second, power)| {
            let now = scene.offset + second as Tick * SECOND;
            while let Some(block) = blocks.next_if(|block| block.time.start <= now) {
                activity = block.activity;
            }
            heart.beat_on(&mut dice, *power, arousal(activity))
        })
        .collect()
}

/// What excitement adds to the heart rate, as a share of the reserve.
fn arousal(activity: Activity) -> f64 {
    match activity {
        Activity::FirstHalf | Activity::SecondHalf => 0.06,
        Activity::LargeGame | Activity::SmallSided | Activity::Shuttles => 0.03,
        _ => 0.0,
    }
}

fn activity_at(blocks: &[Block], tick: Tick) -> Activity {
    let current = blocks.iter().rev().find(|block| block.time.start <= tick);
    current.map_or(Activity::Stroll, |block| block.activity)
}

/// One player on a pitch, with the sensor on the chest.
struct Player<'a> {
    scene: &'a Scene<'a>,
    ground: &'a Ground,
    dice: Dice,
    gait: Gait,
    runner: Runner,
    shares: Shares,
    course: Course,
    next_block: usize,
    sensor: Sensor<'a>,
}

/// The whole pitch of a ground.
fn pitch(ground: &Ground) -> Field {
    Field { x: 0.0, y: 0.0, half_length: ground.length_m / 2.0, half_width: ground.width_m / 2.0 }
}

impl<'a> Player<'a> {
    fn new(scene: &'a Scene<'a>, ground: &'a Ground, faults: &'a Faults) -> Self {
        let mut dice = scene.dice("movement");
        let pitch = pitch(ground);
        let course = Course {
            field: pitch,
            pitch,
            purpose: Purpose::Roam,
            place: scene.place,
            keeper: scene.is_keeper(),
            ball: Ball::new(scene.shared_dice("ball", 0)),
        };
        Self {
            scene,
            ground,
            gait: Gait::new(scene.member.physique.top_speed_ms),
            runner: Runner::new(&mut dice, &field(scene, pitch, Activity::Stroll, 0)),
            dice,
            shares: style::shares(Activity::Stroll, scene.member.post),
            course,
            next_block: 0,
            sensor: Sensor::new(scene, ground, faults),
        }
    }

    /// One tick: the sensor sees what is, then the player moves on.
    fn live(&mut self, tick: Tick) {
        let now = self.scene.offset + tick;
        self.follow_plan(now);
        if tick.is_multiple_of(SECOND) {
            self.sensor.locate(self.runner.on_earth(self.ground));
        }
        self.sensor.measure(tick, self.gait.speed_ms, self.gait.acceleration_ms2);
        self.runner.step(self.gait.speed_ms);
        self.decide(now);
    }

    fn follow_plan(&mut self, now: Tick) {
        let blocks = &self.scene.blocks;
        while let Some(block) = blocks.get(self.next_block).filter(|block| block.time.start <= now)
        {
            self.next_block += 1;
            let activity = block.activity;
            let pitch = self.course.pitch;
            self.shares = self.personal_shares(activity);
            self.course.field = field(self.scene, pitch, activity, block.time.start);
            self.course.purpose = purpose(self.scene, activity);
            self.gait.interrupt();
        }
    }

    /// Players with more engine run more; the second half is slower for all.
    fn personal_shares(&self, activity: Activity) -> Shares {
        let mut shares = style::shares(activity, self.scene.member.post);
        let tired = if activity == Activity::SecondHalf { 0.94 } else { 1.0 };
        for share in &mut shares[2..] {
            *share *= self.scene.member.physique.engine.powi(2) * tired;
        }
        shares
    }

    /// Where to and how fast.
    fn decide(&mut self, now: Tick) {
        let new_bout = self.gait.bout_is_over();
        if new_bout {
            self.gait.next_bout(&mut self.dice, &self.shares);
        }
        if new_bout || self.runner.has_arrived() {
            let seconds = f64::from(now) * DT;
            self.runner.aim(&mut self.dice, &self.course, &self.gait, seconds);
        }
        let limit = self.runner.limit_ms(&self.course);
        self.gait.step(limit);
    }
}

/// Where an activity takes place; the same field for everybody in it.
fn field(scene: &Scene<'_>, pitch: Field, activity: Activity, start: Tick) -> Field {
    let Some((length, width)) = style::field_size(activity) else { return pitch };
    let (half_length, half_width) = (length / 2.0, width / 2.0);
    let mut dice = scene.shared_dice("field", u64::from(start));
    let x = (pitch.half_length - half_length) * dice.range(-0.8, 0.8);
    let y = match activity {
        // Along the touchline, in front of the benches.
        Activity::Stroll | Activity::Bench => half_width - pitch.half_width,
        _ => (pitch.half_width - half_width) * dice.range(-0.8, 0.8),
    };
    Field { x, y, half_length, half_width }
}

fn purpose(scene: &Scene<'_>, activity: Activity) -> Purpose {
    let first_half_forward = scene.shared_dice("direction", 0).chance(0.5);
    match activity {
        Activity::FirstHalf | Activity::LargeGame => {
            Purpose::Formation { forward: first_half_forward }
        }
        Activity::SecondHalf => Purpose::Formation { forward: !first_half_forward },
        Activity::Runs | Activity::Shuttles => Purpose::Lanes,
        _ => Purpose::Roam,
    }
}
