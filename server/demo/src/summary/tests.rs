//! Figures of small recordings that can be checked by hand.

use crate::{
    recording::{Motion, Recording},
    season::clubs::{Sex, SpeedUnit},
};

use super::*;

const LIMITS: SpeedLimits = [3.0, 7.2, 14.4, 19.8, 25.2, 399.0];

fn physique() -> Physique {
    Physique {
        sex: Sex::Male,
        age_years: 20,
        mass_kg: 75.0,
        hr_max: 200.0,
        hr_rest: 50.0,
        top_speed_ms: 9.0,
        engine: 1.0,
    }
}

/// Ten seconds at 10.8 km/h, which is 30 cm in every tenth of a second, with a hole from 2.5 to
/// 7.3 s. The heart beats 101, 102, … times a minute.
fn recording() -> Recording {
    let steps = |tick: u32| if (24..73).contains(&tick) { 0 } else { 30 };
    let distance_cm = (0..100).map(|tick| (0..tick).map(steps).sum()).collect();
    Recording {
        length: 100,
        spans: vec![0..25, 73..100],
        motion: Some(Motion {
            speed_unit: SpeedUnit::KilometresPerHour,
            speed: vec![1_080; 100],
            acceleration: vec![Some(0); 100],
            distance_cm,
            cadence: (60..70).collect(),
            position: vec![(60.0, 5.0); 10],
            altitude_dm: Some(vec![500, 502, 499, 0, 0, 0, 0, 0, 510, 505]),
            power_w: None,
        }),
        heart_rate: (101..111).map(Some).collect(),
        beats: Vec::new(),
    }
}

fn figures(window: Range<Tick>) -> Figures {
    Figures::of(&recording(), &physique(), &LIMITS, &window)
}

#[test]
fn nothing_counts_across_a_hole() {
    let motion = figures(0..100).motion.unwrap();
    // 24 steps before the hole and 26 after it.
    assert_eq!(motion.distance_cm, 50 * 30);
    assert_eq!(motion.distance_zones.inside, [0, 50 * 30, 0, 0, 0]);
    assert_eq!(motion.time_zones.inside, [0, 50, 0, 0, 0]);
    assert!((motion.speed_average_kmh - 10.8).abs() < 1e-9);
    let climb = motion.climb.unwrap();
    assert!((climb.ascent_m - 0.2).abs() < 1e-9 && (climb.descent_m - 0.8).abs() < 1e-9);
}

#[test]
fn heart_rate_counts_by_time() {
    let heart = figures(0..100).heart.unwrap();
    // Whole seconds with 101 and 102, 0.4 s with 103 before the hole; the value of the eighth
    // second fell into it; 109 for a second and 110 until the last row.
    let expected = (10.0 * 101.0 + 10.0 * 102.0 + 4.0 * 103.0 + 10.0 * 109.0 + 9.0 * 110.0) / 43.0;
    assert!((heart.average - expected).abs() < 1e-9, "{}", heart.average);
    assert_eq!((heart.min, heart.max), (101, 110));
    assert_eq!(heart.zones.inside, [43, 0, 0, 0, 0]);
    assert!((heart.training_load() - 43.0 / 600.0).abs() < 1e-9);
}

#[test]
fn a_window_may_begin_and_end_within_a_second() {
    let figures = figures(6..18);
    assert_eq!(figures.length, 12);
    let heart = figures.heart.unwrap();
    assert!((heart.average - (4.0 * 101.0 + 8.0 * 102.0) / 12.0).abs() < 1e-9);
    let motion = figures.motion.unwrap();
    assert_eq!(motion.distance_cm, 12 * 30);
    assert!((motion.cadence_average - (4.0 * 60.0 + 8.0 * 61.0) / 12.0).abs() < 1e-9);
}

#[test]
fn a_window_in_a_hole_is_empty() {
    let figures = figures(30..70);
    assert_eq!(figures.length, 40);
    assert!(figures.heart.is_none() && figures.motion.is_none() && figures.variability.is_none());
}

#[test]
fn a_missing_heart_rate_counts_for_nothing() {
    let mut recording = recording();
    recording.heart_rate[1] = None;
    let heart = Figures::of(&recording, &physique(), &LIMITS, &(0..20)).heart.unwrap();
    assert_eq!(heart.zones.inside.iter().sum::<u64>(), 10);
    recording.heart_rate.fill(None);
    assert!(Figures::of(&recording, &physique(), &LIMITS, &(0..20)).heart.is_none());
}
