//! Figures: published test vectors, and windows that add up.

use proptest::prelude::*;
use series::{
    AccelerationSource, BanisterCoefficients, Channel, Column, Effort, FigureSettings, Figures,
    Peak, Recording, SpeedShare, SpeedUnit, Zone, ZoneShares, figures,
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
    assert_eq!(of_half_a_second.high_speed_m, Some(zones.in_zone[0].distance_m));
    assert_eq!(of_half_a_second.sprint_m, of_half_a_second.high_speed_m, "of the same threshold");
    assert_eq!(of_half_a_second.sprints, Some(1));
    assert_eq!(figures(&recording, WHOLE, &with_sprint_of(300)).sprints, Some(2));
}

#[test]
fn a_speed_at_a_threshold_has_reached_it() {
    // 5.49, 5.50, 6.99 and 7.00 m/s for a second each: 19.8 and 25.2 km/h are reached.
    let seconds = [(0, 0.0), (1_000, 5.49), (2_000, 5.5), (3_000, 6.99), (4_000, 7.0)];
    for per_m_per_s in [1.0, 3.6] {
        let speed = seconds.map(|(at_ms, m_per_s)| (at_ms, m_per_s * per_m_per_s));
        // The second one is kept as 32-bit floats: it has more than three decimals.
        let with_decimals = speed.into_iter().chain([(5_000, 0.000_12)]);
        for column in [
            Column::from_samples(Channel::Speed, speed),
            Column::from_samples(Channel::Speed, with_decimals),
        ] {
            let unit = if per_m_per_s > 1.0 {
                SpeedUnit::KilometresPerHour
            } else {
                SpeedUnit::MetresPerSecond
            };
            let settings = FigureSettings { speed_unit: Some(unit), ..FigureSettings::default() };
            let figures = figures(&Recording::from_columns([column]), WHOLE, &settings);
            assert!(close(figures.high_speed_m, 5.5 + 6.99 + 7.0, 1e-5), "{figures:?}");
            assert!(close(figures.sprint_m, 7.0, 1e-5), "{figures:?}");
            assert_eq!(figures.sprints, Some(1), "held for exactly one second");
        }
    }
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

/// A heart rate that stays the same for minutes, once a second.
fn heart_rate(minutes: &[(i32, f64)]) -> Recording {
    let seconds = minutes.iter().flat_map(|(minutes, bpm)| vec![*bpm; *minutes as usize * 60]);
    // The first value stands for no time.
    let values = [50.0].into_iter().chain(seconds);
    let samples = (0..).step_by(1_000).zip(values);
    Recording::from_columns([Column::from_samples(Channel::HeartRate, samples)])
}

#[test]
fn edwards_weighs_minutes_by_zone() {
    let settings = FigureSettings { hr_max_bpm: Some(190.0), ..FigureSettings::default() };
    let impulse = |bpm| figures(&heart_rate(&[(2, bpm)]), WHOLE, &settings).trimp_edwards;
    for (bpm, zone) in [
        (94.0, 0.0),
        (95.0, 1.0),
        (113.0, 1.0),
        (114.0, 2.0),
        (133.0, 3.0),
        (152.0, 4.0),
        (170.0, 4.0),
        (171.0, 5.0),
        (190.0, 5.0),
        (205.0, 5.0),
    ] {
        assert!(close(impulse(bpm), 2.0 * zone, 1e-12), "{bpm}");
    }
    let mixed = heart_rate(&[(10, 100.0), (20, 140.0), (5, 180.0), (1, 80.0)]);
    let whole = figures(&mixed, WHOLE, &settings);
    assert!(close(whole.trimp_edwards, 10.0 + 20.0 * 3.0 + 5.0 * 5.0, 1e-12));
    assert_eq!(figures(&mixed, WHOLE, &FigureSettings::default()).trimp_edwards, None);
    let no_maximum = FigureSettings { hr_max_bpm: Some(0.0), ..settings };
    assert_eq!(figures(&mixed, WHOLE, &no_maximum).trimp_edwards, None);
}

#[test]
fn banister_sums_over_the_samples() {
    let men = FigureSettings {
        hr_max_bpm: Some(190.0),
        hr_rest_bpm: Some(60.0),
        banister: Some(BanisterCoefficients::MEN),
        ..FigureSettings::default()
    };
    let women = FigureSettings { banister: Some(BanisterCoefficients::WOMEN), ..men.clone() };
    // An hour at half of the reserve: 60 · 0.5 · 0.64 · e^0.96 and 60 · 0.5 · 0.86 · e^0.835.
    let hour = heart_rate(&[(60, 125.0)]);
    assert!(close(figures(&hour, WHOLE, &men).trimp_banister, 50.144_572, 1e-5));
    assert!(close(figures(&hour, WHOLE, &women).trimp_banister, 59.464_202, 1e-5));
    // Half an hour at rest and half at the maximum is more than an hour at the mean of both.
    let intervals = figures(&heart_rate(&[(30, 60.0), (30, 190.0)]), WHOLE, &men);
    assert!(close(intervals.trimp_banister, 30.0 * 0.64 * 1.92_f64.exp(), 1e-9));
    assert!(close(intervals.heart_rate_mean_bpm, 125.0, 1e-9));
    let below_rest = figures(&heart_rate(&[(60, 50.0)]), WHOLE, &men);
    assert_eq!(below_rest.trimp_banister, Some(0.0));
    for unknown in [
        FigureSettings { hr_rest_bpm: None, ..men.clone() },
        FigureSettings { hr_max_bpm: None, ..men.clone() },
        FigureSettings { banister: None, ..men.clone() },
        FigureSettings { hr_rest_bpm: Some(190.0), ..men },
    ] {
        assert_eq!(figures(&hour, WHOLE, &unknown).trimp_banister, None);
    }
}

/// Twenty minutes at 10 Hz: a walk at 1 m/s, from 6:00.5 on ninety seconds at 6 m/s.
fn with_a_run() -> Recording {
    let m_per_s = |row: i32| if (3_605..4_505).contains(&row) { 6.0 } else { 1.0 };
    let mut moved_m = 0.0;
    let distance = (0..=12_000).map(|row| {
        moved_m += if row == 0 { 0.0 } else { m_per_s(row - 1) / 10.0 };
        (row * 100, (moved_m * 10.0_f64).round() / 10.0)
    });
    // A value stands for the time before it.
    let speed = (0..=12_000).map(|row| (row * 100, m_per_s(row - 1)));
    let heart_rate = (0..=1_200)
        .map(|second| (second * 1_000, if (400..=460).contains(&second) { 180.0 } else { 120.0 }));
    Recording::from_columns([
        Column::from_samples(Channel::Distance, distance),
        Column::from_samples(Channel::Speed, speed),
        Column::from_samples(Channel::HeartRate, heart_rate),
    ])
}

#[test]
fn peak_demands_roll_and_say_where_they_start() {
    let recording = with_a_run();
    let settings = FigureSettings {
        speed_unit: Some(SpeedUnit::MetresPerSecond),
        ..FigureSettings::default()
    };
    let peaks = figures(&recording, WHOLE, &settings).peaks;
    let lengths: Vec<u32> = peaks.iter().map(|peak| peak.length_ms / 60_000).collect();
    assert_eq!(lengths, [1, 3, 5, 10]);
    let peak = |start_ms, amount| Some(Peak { start_ms, amount });
    assert_eq!(peaks[0].distance_m, peak(360_500, 360.0));
    assert_eq!(peaks[0].high_speed_m, peak(360_500, 360.0));
    assert_eq!(peaks[0].heart_rate_bpm, peak(399_000, 180.0));
    assert_eq!(peaks[1].distance_m, peak(270_500, 90.0 * 6.0 + 90.0));
    assert_eq!(peaks[1].high_speed_m, peak(270_500, 540.0));
    assert_eq!(peaks[3].distance_m, peak(0, 90.0 * 6.0 + 510.0));

    // Within a window, which cuts the run.
    let peaks = figures(&recording, 0..400_000, &settings).peaks;
    assert_eq!(peaks[0].distance_m, peak(340_000, 20.5 + 39.5 * 6.0));
    assert_eq!(peaks.len(), 3, "the window is shorter than ten minutes");
    let peaks = figures(&recording, 400_050..500_000, &settings).peaks;
    assert_eq!(peaks[0].distance_m.map(|peak| peak.start_ms), Some(400_050));
    assert_eq!(figures(&recording, 0..59_999, &settings).peaks, []);

    // Without an odometer the same follows from speed.
    let speed = recording.column(Channel::Speed).cloned();
    let peaks = figures(&Recording::from_columns(speed), WHOLE, &settings).peaks;
    assert_eq!(peaks[0].distance_m, peak(360_500, 360.0));
    assert_eq!(peaks[0].heart_rate_bpm, None);
}

#[test]
fn no_peak_lies_across_a_gap() {
    // Five minutes, a gap of ten seconds, a minute and a half.
    let recorded = (0..3_000).chain(3_100..4_000);
    let distance = recorded.map(|row| (row * 100, f64::from(row)));
    let recording = Recording::from_columns([Column::from_samples(Channel::Distance, distance)]);
    let peaks = figures(&recording, WHOLE, &FigureSettings::default()).peaks;
    let starts: Vec<_> = peaks
        .iter()
        .map(|peak| (peak.length_ms, peak.distance_m.map(|peak| peak.start_ms)))
        .collect();
    assert_eq!(starts, [(60_000, Some(0)), (180_000, Some(0))], "4:59.9 is no five minutes");
    let peaks = figures(&recording, 250_000..WHOLE.end, &FigureSettings::default()).peaks;
    assert_eq!(peaks[0].distance_m, Some(Peak { start_ms: 310_000, amount: 600.0 }));
    assert_eq!(peaks.len(), 1);
}

#[test]
fn the_variability_is_that_of_the_windows_beats() {
    let mut recording = heart_rate(&[(1, 60.0)]);
    recording.rr_intervals_ms =
        vec![Some(1_000), Some(1_010), None, Some(1_000), Some(980), Some(1_000)];
    let rmssd_ms = |window| figures(&recording, window, &FigureSettings::default()).rmssd_ms;
    assert!(close(rmssd_ms(WHOLE), (900.0_f64 / 3.0).sqrt(), 1e-12));
    assert_eq!(rmssd_ms(0..3_000), Some(10.0));
    assert_eq!(rmssd_ms(3_500..60_000), Some(20.0));
    assert_eq!(rmssd_ms(0..2_000), None);
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

/// A step as the crate means it, the plain way.
struct NaiveStep {
    from_ms: i32,
    to_ms: i32,
    before: f64,
    value: f64,
}

impl NaiveStep {
    fn inside_ms(&self, window: &std::ops::Range<i32>) -> i32 {
        (self.to_ms.min(window.end) - self.from_ms.max(window.start)).max(0)
    }
}

fn naive_steps(column: &Column) -> Vec<NaiveStep> {
    let samples: Vec<(i32, f64)> = column.iter().collect();
    samples
        .windows(2)
        .filter(|pair| pair[0].0.abs_diff(pair[1].0) <= column.gap_after_ms())
        .map(|pair| NaiveStep {
            from_ms: pair[0].0,
            to_ms: pair[1].0,
            before: pair[0].1,
            value: pair[1].1,
        })
        .collect()
}

/// Counts runs of touching steps over the whole recording, and keeps those that begin in the window.
fn naive_efforts(
    steps: &[NaiveStep],
    window: &std::ops::Range<i32>,
    effort: Effort,
    value: impl Fn(&NaiveStep) -> f64,
) -> u32 {
    let reaching: Vec<&NaiveStep> =
        steps.iter().filter(|step| value(step) > effort.threshold - 1e-6).collect();
    let runs = reaching.chunk_by(|before, after| before.to_ms == after.from_ms);
    let counted = runs.filter(|run| {
        let (from_ms, to_ms) = (run[0].from_ms, run[run.len() - 1].to_ms);
        window.contains(&from_ms) && to_ms.abs_diff(from_ms) >= effort.minimum_ms
    });
    counted.count() as u32
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
    fn figures_agree_with_a_naive_walk(
        recording in arbitrary::recording(),
        start in -2_000..20_000_i32,
        length in 0..30_000_i32,
    ) {
        let window = start..start + length;
        let settings = settings();
        let found = figures(&recording, window.clone(), &settings);
        if let Some(speed) = recording.column(Channel::Speed) {
            let steps = naive_steps(speed);
            let metres_from = |limit_kmh: f64| -> f64 {
                let reaching = steps.iter().filter(|step| step.value * 3.6 > limit_kmh - 1e-6);
                reaching.map(|step| step.value * f64::from(step.inside_ms(&window)) / 1e3).sum()
            };
            prop_assert!((found.high_speed_m.unwrap_or(0.0) - metres_from(17.1)).abs() < 1e-9);
            prop_assert!((found.sprint_m.unwrap_or(0.0) - metres_from(20.0)).abs() < 1e-9);
            let is_measured = steps.iter().any(|step| step.inside_ms(&window) > 0);
            let sprints = naive_efforts(&steps, &window, settings.sprint, |step| step.value * 3.6);
            prop_assert_eq!(found.sprints, is_measured.then_some(sprints));
        }
        if let Some(acceleration) = recording.column(Channel::ForwardAcceleration)
            && let Some(accelerations) = found.accelerations
        {
            let steps = naive_steps(acceleration);
            let count = |sign: f64| naive_efforts(&steps, &window, settings.acceleration, |step| sign * step.value);
            prop_assert_eq!((accelerations, found.decelerations), (count(1.0), Some(count(-1.0))));
        } else if let (None, Some(speed), Some(accelerations)) = (
            recording.column(Channel::ForwardAcceleration),
            recording.column(Channel::Speed),
            found.accelerations,
        ) {
            let steps = naive_steps(speed);
            let change = |step: &NaiveStep| {
                (step.value - step.before) * 1e3 / f64::from(step.to_ms - step.from_ms)
            };
            prop_assert_eq!(accelerations, naive_efforts(&steps, &window, settings.acceleration, change));
        }
        if let Some(heart_rate) = recording.column(Channel::HeartRate) {
            let steps = naive_steps(heart_rate);
            let over_time = |of: &dyn Fn(f64) -> f64| -> f64 {
                steps.iter().map(|step| of(step.value) * f64::from(step.inside_ms(&window))).sum()
            };
            let time_ms = over_time(&|_| 1.0);
            prop_assert_eq!(found.heart_rate_mean_bpm.is_some(), time_ms > 0.0);
            prop_assert!((found.heart_rate_mean_bpm.unwrap_or(0.0) * time_ms - over_time(&|bpm| bpm)).abs() < 1e-3);
            let zone = |bpm: f64| ((bpm / 19.0).floor() - 4.0).clamp(0.0, 5.0);
            prop_assert!((found.trimp_edwards.unwrap_or(0.0) - over_time(&zone) / 6e4).abs() < 1e-9);
            let impulse = |bpm: f64| {
                let share = ((bpm - 55.0) / 135.0).max(0.0);
                share * 0.86 * (1.67 * share).exp()
            };
            prop_assert!((found.trimp_banister.unwrap_or(0.0) - over_time(&impulse) / 6e4).abs() < 1e-9);
        }
    }

    /// A body that does one thing a second, measured once a second and ten times.
    #[test]
    fn the_sampling_rate_does_not_matter(
        seconds in proptest::collection::vec((0..12_i32, 60..200_i32), 2..60),
        start in 0..20_000_i32,
        length in 0..60_000_i32,
    ) {
        let sampled = |per_second: i32| {
            let last = seconds.len() as i32 * per_second;
            let column = |channel, value: &dyn Fn(usize) -> f64| {
                // A value stands for the time before it, so the first stands for none.
                let at = |row: i32| value(((row - 1).max(0) / per_second) as usize);
                let samples = (0..=last).map(|row| (row * 1_000 / per_second, at(row)));
                Column::from_samples(channel, samples)
            };
            Recording::from_columns([
                column(Channel::Speed, &|second| f64::from(seconds[second].0)),
                column(Channel::HeartRate, &|second| f64::from(seconds[second].1)),
                column(Channel::ForwardAcceleration, &|second| f64::from(seconds[second].0 - 6)),
            ])
        };
        let of = |per_second| figures(&sampled(per_second), start..start + length, &settings());
        let (rare, dense) = (of(1), of(10));
        for ((name, rare), (_, dense)) in sums(&rare).into_iter().zip(sums(&dense)) {
            prop_assert!((rare - dense).abs() < 1e-9, "{}: {} and {}", name, rare, dense);
        }
        prop_assert_eq!(rare.peaks.len(), dense.peaks.len());
        for (rare, dense) in rare.peaks.iter().zip(&dense.peaks) {
            for (rare, dense) in [
                (rare.distance_m, dense.distance_m),
                (rare.high_speed_m, dense.high_speed_m),
                (rare.heart_rate_bpm, dense.heart_rate_bpm),
            ] {
                prop_assert!(close(rare.map(|peak| peak.amount), dense.map_or(f64::NAN, |peak| peak.amount), 1e-9));
            }
        }
    }

    #[test]
    fn no_recording_makes_a_figure_that_is_no_number(
        columns in proptest::collection::vec(arbitrary::column(60), 0..6),
        intervals in proptest::collection::vec(proptest::option::of(1..=u16::MAX), 0..30),
        window in prop_oneof![
            Just(WHOLE),
            (-200_000..200_000_i32, -1_000..200_000_i32).prop_map(|(start, length)| start..start + length),
        ],
        limit in prop_oneof![Just(f64::INFINITY), Just(f64::NEG_INFINITY), Just(0.0), -1e6..1e6],
        peak_ms in prop_oneof![Just(0), Just(u32::MAX), 1..10_000_u32],
    ) {
        let mut recording = Recording::from_columns(columns);
        recording.rr_intervals_ms = intervals;
        let settings = FigureSettings {
            speed_zones: vec![Zone { lower: limit, upper: f64::INFINITY }, Zone { lower: -3.0, upper: limit }],
            high_speed_kmh: limit,
            sprint: Effort { threshold: limit, minimum_ms: peak_ms },
            acceleration: Effort { threshold: limit, minimum_ms: 0 },
            peak_lengths_ms: vec![peak_ms, 1_000],
            ..settings()
        };
        let figures = figures(&recording, window.clone(), &settings);
        let numbers = [
            figures.distance_m,
            figures.m_per_min,
            figures.speed_mean_kmh,
            figures.speed_max_kmh,
            figures.heart_rate_min_bpm,
            figures.heart_rate_mean_bpm,
            figures.heart_rate_max_bpm,
            figures.high_speed_m,
            figures.sprint_m,
            figures.trimp_edwards,
            figures.rmssd_ms,
        ];
        let peaks = figures.peaks.iter().flat_map(|peak| [peak.distance_m, peak.high_speed_m, peak.heart_rate_bpm]);
        for peak in peaks.flatten() {
            prop_assert!(peak.amount.is_finite());
            prop_assert!(window.contains(&peak.start_ms));
        }
        prop_assert!(numbers.into_iter().flatten().all(f64::is_finite), "{:?}", figures);
        prop_assert!(figures.trimp_banister.is_none_or(|impulse| !impulse.is_nan()));
    }

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
