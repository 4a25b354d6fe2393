//! Figures: published test vectors, and windows that add up.

use proptest::prelude::*;
use series::{
    AccelerationSource, BanisterCoefficients, Channel, Column, Effort, FigureSettings, Figures,
    Recording, SpeedShare, SpeedUnit, Zone, ZoneShares, figures,
};

use crate::arbitrary;

/// Ten rows a second of one channel.
fn ten_hertz(channel: Channel, values: &[f64]) -> Column {
    Column::from_samples(channel, (0..).step_by(100).zip(values.iter().copied()))
}

fn close(found: Option<f64>, expected: f64, within: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() <= within)
}

const WHOLE: std::ops::Range<i32> = i32::MIN..i32::MAX;

/// A published vector for high speed running: km/h at 10 Hz.
const RUN_KMH: [f64; 30] = [
    14.0, 15.5, 17.0, 18.5, 19.6, 20.4, 21.0, 21.3, 21.1, 20.6, 19.9, 19.0, 18.2, 17.6, 17.9, 18.8,
    19.9, 20.3, 20.1, 19.7, 18.9, 17.8, 16.4, 15.2, 14.6, 14.1, 13.5, 13.0, 12.4, 11.8,
];

/// A published vector for accelerations: m/s at 10 Hz.
const BURST_M_PER_S: [f64; 30] = [
    1.00, 1.30, 1.65, 2.00, 2.35, 2.62, 2.85, 3.05, 3.20, 3.30, 3.38, 3.42, 3.44, 3.45, 3.20, 2.85,
    2.50, 2.20, 2.00, 1.95, 1.93, 2.20, 2.15, 2.10, 2.05, 2.00, 1.98, 1.97, 1.96, 1.95,
];

#[test]
fn high_speed_running_matches_the_published_vector() {
    let recording = Recording::from_columns([ten_hertz(Channel::Speed, &RUN_KMH)]);
    let with_sprint_of = |minimum_ms| FigureSettings {
        speed_unit: Some(SpeedUnit::KilometresPerHour),
        speed_zones: vec![Zone { lower: 19.8, upper: 25.2 }],
        sprint: Effort { threshold: 19.8, minimum_ms },
        ..FigureSettings::default()
    };
    let of_half_a_second = figures(&recording, WHOLE, &with_sprint_of(500));
    let zones = of_half_a_second.speed_zones.unwrap();
    assert!(close(Some(zones.in_zone[0].distance_m), 5.13, 0.005), "{zones:?}");
    assert_eq!((zones.in_zone[0].time_ms, zones.outside.time_ms), (900, 2_000));
    assert_eq!(of_half_a_second.sprints, Some(1));
    assert_eq!(figures(&recording, WHOLE, &with_sprint_of(300)).sprints, Some(2));
}

#[test]
fn accelerations_match_the_published_vector() {
    let recording = Recording::from_columns([ten_hertz(Channel::Speed, &BURST_M_PER_S)]);
    let with_minimum = |minimum_ms| {
        let effort = Effort { threshold: 2.5, minimum_ms };
        let settings = FigureSettings {
            speed_unit: Some(SpeedUnit::MetresPerSecond),
            acceleration: effort,
            deceleration: effort,
            ..FigureSettings::default()
        };
        figures(&recording, WHOLE, &settings)
    };
    let of_a_fifth = with_minimum(200);
    assert_eq!((of_a_fifth.accelerations, of_a_fifth.decelerations), (Some(1), Some(1)));
    assert_eq!(of_a_fifth.acceleration_source, Some(AccelerationSource::Speed));
    assert_eq!(with_minimum(100).accelerations, Some(2));
    assert_eq!(with_minimum(500).accelerations, Some(1), "the effort lasts exactly half a second");
    assert_eq!(with_minimum(501).accelerations, Some(0));
}

#[test]
fn the_sensors_own_acceleration_comes_first() {
    let acceleration =
        ten_hertz(Channel::ForwardAcceleration, &[0.0, 3.0, 3.1, 2.9, 0.0, -2.5, -2.5, 0.0]);
    let recording = Recording::from_columns([acceleration, ten_hertz(Channel::Speed, &[5.0; 8])]);
    let effort = Effort { threshold: 2.5, minimum_ms: 300 };
    let settings =
        FigureSettings { acceleration: effort, deceleration: effort, ..FigureSettings::default() };
    let figures = figures(&recording, WHOLE, &settings);
    assert_eq!((figures.accelerations, figures.decelerations), (Some(1), Some(0)));
    assert_eq!(figures.acceleration_source, Some(AccelerationSource::ForwardAcceleration));
}

#[test]
fn an_effort_belongs_to_the_window_in_which_it_begins() {
    let recording = Recording::from_columns([ten_hertz(Channel::Speed, &RUN_KMH)]);
    let settings = FigureSettings {
        speed_unit: Some(SpeedUnit::KilometresPerHour),
        sprint: Effort { threshold: 19.8, minimum_ms: 500 },
        ..FigureSettings::default()
    };
    let sprints = |window| figures(&recording, window, &settings).sprints;
    // The long one lasts from 0.4 s to 1.0 s.
    assert_eq!(sprints(0..500), Some(1), "and its end may lie beyond");
    assert_eq!(sprints(400..401), Some(1));
    assert_eq!(sprints(0..400), Some(0));
    assert_eq!(sprints(401..3_000), Some(0));
}

#[test]
fn distance_is_counted_within_stretches_only() {
    // 5 m, a hole of a minute in which the odometer moved on by 200 m, 3 m, a reset, 2 m.
    let distance = Column::from_samples(
        Channel::Distance,
        [(0, 0.0), (1_000, 5.0), (61_000, 205.0), (62_000, 208.0), (63_000, 1.0), (64_000, 3.0)],
    );
    let figures = figures(&Recording::from_columns([distance]), WHOLE, &FigureSettings::default());
    assert_eq!(figures.distance_m, Some(10.0));
    assert_eq!(figures.duration_ms, 4_000);
    assert!(close(figures.m_per_min, 200.0, 1e-9), "10 m in the 3 s in which they were measured");
}

#[test]
fn without_an_odometer_distance_is_the_integral_of_speed() {
    let speed = Column::from_samples(Channel::Speed, [(0, 9.0), (500, 18.0), (2_000, 36.0)]);
    let recording = Recording::from_columns([speed]);
    let settings = FigureSettings {
        speed_unit: Some(SpeedUnit::KilometresPerHour),
        ..FigureSettings::default()
    };
    let whole = figures(&recording, WHOLE, &settings);
    assert!(close(whole.distance_m, 2.5 + 15.0, 1e-9));
    assert!(close(whole.speed_mean_kmh, 17.5 / 2.0 * 3.6, 1e-9));
    assert_eq!(whole.speed_max_kmh, Some(36.0));
    assert!(close(figures(&recording, 500..1_250, &settings).distance_m, 7.5, 1e-9));
    let unit_unknown = figures(&recording, WHOLE, &FigureSettings::default());
    assert_eq!(unit_unknown, Figures { duration_ms: 2_000, ..Figures::default() });
}

#[test]
fn heart_rate_is_weighed_by_time() {
    let heart_rate =
        Column::from_samples(Channel::HeartRate, [(0, 100.0), (1_000, 110.0), (4_000, 150.0)]);
    let recording = Recording::from_columns([heart_rate]);
    let settings = FigureSettings {
        heart_rate_zones: vec![
            Zone { lower: 105.0, upper: 120.0 },
            Zone { lower: 120.0, upper: 150.0 },
        ],
        ..FigureSettings::default()
    };
    let whole = figures(&recording, WHOLE, &settings);
    assert_eq!(whole.heart_rate_mean_bpm, Some(140.0));
    assert_eq!((whole.heart_rate_min_bpm, whole.heart_rate_max_bpm), (Some(100.0), Some(150.0)));
    assert_eq!(
        whole.heart_rate_zones_ms,
        Some(ZoneShares { in_zone: vec![1_000, 3_000], outside: 0 })
    );
    // Nothing was sent in this window, but the value that stands for it is known.
    let between = figures(&recording, 2_000..3_000, &settings);
    assert_eq!(between.heart_rate_mean_bpm, Some(150.0));
    assert_eq!(
        between.heart_rate_zones_ms,
        Some(ZoneShares { in_zone: vec![0, 1_000], outside: 0 })
    );
}

#[test]
fn recorded_time_is_that_of_all_channels_together() {
    let recording = Recording::from_columns([
        Column::from_samples(Channel::Speed, (0..50).map(|row| (row * 100, 1.0))),
        Column::from_samples(Channel::HeartRate, (3..9).map(|second| (second * 1_000, 90.0))),
        Column::from_samples(Channel::Power, [(60_000, 1.0), (61_000, 1.0), (300_000, 1.0)]),
    ]);
    let duration_ms = |window| figures(&recording, window, &FigureSettings::default()).duration_ms;
    assert_eq!(duration_ms(WHOLE), 8_000 + 1_000);
    assert_eq!(duration_ms(7_500..60_200), 700);
    assert_eq!(duration_ms(100_000..400_000), 0, "a single value has no length");
}

#[test]
fn what_is_absent_is_none() {
    let nothing = Figures::default();
    let settings = FigureSettings {
        speed_unit: Some(SpeedUnit::MetresPerSecond),
        heart_rate_zones: vec![Zone { lower: 0.0, upper: 300.0 }],
        speed_zones: vec![Zone { lower: 0.0, upper: 300.0 }],
        ..FigureSettings::default()
    };
    assert_eq!(figures(&Recording::default(), WHOLE, &settings), nothing);
    let all = Channel::ALL.map(|channel| ten_hertz(channel, &[1.0, 2.0, 3.0]));
    let recording = Recording::from_columns(all);
    assert_eq!(figures(&recording, 300..9_000, &settings), nothing, "nothing was measured there");
    assert_eq!(figures(&recording, 100..100, &settings), nothing);
    let measured = figures(&recording, WHOLE, &settings);
    assert_ne!(measured, nothing);
    assert_eq!(measured.sprints, Some(0), "measured, and there was none");
}

fn settings() -> FigureSettings {
    let zones = |limits: &[f64]| -> Vec<Zone> {
        limits.windows(2).map(|pair| Zone { lower: pair[0], upper: pair[1] }).collect()
    };
    FigureSettings {
        speed_unit: Some(SpeedUnit::MetresPerSecond),
        heart_rate_zones: zones(&[90.0, 120.0, 150.5, 180.0]),
        speed_zones: zones(&[3.0, 17.1, 20.0, 399.0]),
        sprint: Effort { threshold: 20.0, minimum_ms: 200 },
        acceleration: Effort { threshold: 2.0, minimum_ms: 150 },
        deceleration: Effort { threshold: 2.0, minimum_ms: 150 },
        high_speed_kmh: 17.1,
        peak_lengths_ms: vec![500, 1_000, 2_500],
        hr_max_bpm: Some(190.0),
        hr_rest_bpm: Some(55.0),
        banister: Some(BanisterCoefficients::WOMEN),
    }
}

/// The figures of which two neighbouring windows have their sum, with a name for each.
fn sums(figures: &Figures) -> Vec<(&'static str, f64)> {
    let mut sums = vec![
        ("duration", f64::from(figures.duration_ms)),
        ("distance", figures.distance_m.unwrap_or(0.0)),
        ("high speed", figures.high_speed_m.unwrap_or(0.0)),
        ("sprint distance", figures.sprint_m.unwrap_or(0.0)),
        ("Edwards", figures.trimp_edwards.unwrap_or(0.0)),
        ("Banister", figures.trimp_banister.unwrap_or(0.0)),
        ("sprints", f64::from(figures.sprints.unwrap_or(0))),
        ("accelerations", f64::from(figures.accelerations.unwrap_or(0))),
        ("decelerations", f64::from(figures.decelerations.unwrap_or(0))),
    ];
    let heart_rate = figures.heart_rate_zones_ms.clone();
    let heart_rate = heart_rate.unwrap_or(ZoneShares { in_zone: vec![0; 3], outside: 0 });
    let speed = figures.speed_zones.clone();
    let speed = speed.unwrap_or(ZoneShares {
        in_zone: vec![SpeedShare::default(); 3],
        outside: SpeedShare::default(),
    });
    for time_ms in heart_rate.in_zone.into_iter().chain([heart_rate.outside]) {
        sums.push(("heart rate zone", f64::from(time_ms)));
    }
    for share in speed.in_zone.into_iter().chain([speed.outside]) {
        sums.push(("time in speed zone", f64::from(share.time_ms)));
        sums.push(("distance in speed zone", share.distance_m));
    }
    sums
}

proptest! {
    #[test]
    fn neighbouring_windows_add_up(
        recording in arbitrary::recording(),
        edges in [-2_000..30_000_i32, -2_000..30_000_i32, -2_000..30_000_i32],
    ) {
        let [a, b, c] = { let mut edges = edges; edges.sort_unstable(); edges };
        let settings = settings();
        let of = |window| sums(&figures(&recording, window, &settings));
        for (((name, first), (_, second)), (_, whole)) in of(a..b).into_iter().zip(of(b..c)).zip(of(a..c)) {
            prop_assert!((first + second - whole).abs() < 1e-6, "{}: {} + {} = {}", name, first, second, whole);
        }
    }

    #[test]
    fn figures_agree_with_one_another(recording in arbitrary::recording(), start in -2_000..20_000_i32, length in 0..20_000_i32) {
        let figures = figures(&recording, start..start + length, &settings());
        prop_assert!(figures.duration_ms <= length as u32);
        let zone_ms = figures.heart_rate_zones_ms.map_or(0, |zones| zones.in_zone.iter().sum::<u32>() + zones.outside);
        prop_assert!(zone_ms <= figures.duration_ms);
        if let Some(mean) = figures.heart_rate_mean_bpm {
            prop_assert!(figures.heart_rate_min_bpm.is_some_and(|min| min <= mean + 1e-9));
            prop_assert!(figures.heart_rate_max_bpm.is_some_and(|max| mean <= max + 1e-9));
        }
        if let Some(mean) = figures.speed_mean_kmh {
            prop_assert!(figures.speed_max_kmh.is_some_and(|max| mean <= max + 1e-9));
        }
    }
}
