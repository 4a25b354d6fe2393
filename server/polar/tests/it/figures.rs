//! Polar's figures of the trimmed session against those that `series` computes from the samples: every player of
//! some sessions of the stand-in, which computes its own from what is behind the samples and shares no code with us.

use std::collections::BTreeMap;
use std::ops::Range;

use demo::Coach;
use polar::model::{SessionType, Summary};
use polar::{AccessToken, Period, PolarClient, Samples};
use series::{
    Channel, Column, Effort, FigureSettings, Figures, Recording, SpeedUnit, Zone, figures,
};

use crate::service::{patient_service, sessions, token, urgent};
use crate::support::client;

/// What is a sprint to the stand-in: an acceleration beyond this, in m/s², however short.
const SPRINT_MS2: f64 = 2.8;
/// Its weakest acceleration, in m/s², which must last for five rows.
const EFFORT: Effort = Effort { threshold: 0.5, minimum_ms: 500 };

/// A player's recording and what Polar says about it.
struct Case {
    name: String,
    recording: Recording,
    /// The trimmed session on the recording's clock.
    window: Range<i32>,
    summary: Summary,
}

/// The recordings of the newest session of a type of the coach's first team.
async fn cases(client: &PolarClient, token: &AccessToken, session_type: &SessionType) -> Vec<Case> {
    let team = client.teams(token, &urgent()).await.unwrap().items.remove(0);
    let all = sessions(client, token, &team.id, Period::default()).await;
    let of_type = all.iter().filter(|session| session.session_type.as_ref() == Some(session_type));
    let newest = of_type.max_by_key(|session| session.record_start_time.unwrap().wall).unwrap();
    let details = client.training_session(token, &urgent(), &newest.id).await.unwrap();
    let mut cases = Vec::new();
    for id in details.participants.iter().filter_map(|player| player.player_session_id.as_ref()) {
        let recorded =
            client.player_session_samples(token, &urgent(), id, Samples::All).await.unwrap();
        let summary = client.session_summary(token, &urgent(), id).await.unwrap();
        let trimmed_off =
            summary.trimmed_start_time.unwrap().wall - recorded.details.start_time.unwrap().wall;
        let start_ms = trimmed_off.num_milliseconds() as i32;
        let window = start_ms..start_ms + summary.duration_ms.unwrap() as i32;
        let name = format!("{session_type} {id}");
        cases.push(Case { name, recording: recorded.recording, window, summary });
    }
    cases
}

impl Case {
    /// Our figures, by Polar's own limits.
    fn figures(&self, unit: Option<SpeedUnit>) -> Figures {
        let zone = |(lower, upper): (Option<f64>, Option<f64>)| Zone {
            lower: lower.unwrap(),
            upper: upper.unwrap(),
        };
        let heart_rate = self.summary.heart_rate_zones.iter();
        let speed = self.summary.speed_zones_kmh.iter();
        let settings = FigureSettings {
            speed_unit: unit,
            heart_rate_zones: heart_rate.map(|z| zone((z.lower_bpm, z.upper_bpm))).collect(),
            speed_zones: speed.map(|z| zone((z.lower_kmh, z.upper_kmh))).collect(),
            hr_max_bpm: self.summary.heart_rate_zones.iter().last().and_then(|zone| zone.upper_bpm),
            ..FigureSettings::default()
        };
        figures(&self.recording, self.window.clone(), &settings)
    }
}

/// What may differ, and why. The stand-in lets a value stand for the time after it, we for the time before: the same
/// values count for the same time, but the first of an unbroken stretch only there and the last only here.
impl Case {
    fn is_close(&self, what: &str, ours: Option<f64>, theirs: Option<f64>, within: f64) {
        match (ours, theirs) {
            (None, None) => {}
            (Some(ours), Some(theirs)) => {
                assert!(
                    (ours - theirs).abs() <= within,
                    "{what} of {}: {ours} against {theirs}",
                    self.name
                );
            }
            _ => panic!("{what} of {}: {ours:?} against {theirs:?}", self.name),
        }
    }

    /// How many unbroken stretches of a channel lie in the window.
    fn stretches(&self, channel: Channel) -> f64 {
        let Some(column) = self.recording.column(channel) else { return 0.0 };
        let at_ms = |index| column.timebase().at_ms(index).unwrap();
        let in_window = column.segments().filter(|segment| {
            at_ms(segment.start) < self.window.end && at_ms(segment.end - 1) > self.window.start
        });
        in_window.count() as f64
    }

    /// The recording with an acceleration of 0 where one was missed: for the stand-in an effort ends there.
    fn without_missed_accelerations(&self) -> Recording {
        let column = |channel| self.recording.column(channel);
        let zeros = column(Channel::Speed).into_iter().flat_map(Column::iter);
        let zeros = zeros.map(|(at_ms, _)| (at_ms, 0.0));
        let measured = column(Channel::ForwardAcceleration).into_iter().flat_map(Column::iter);
        let whole: BTreeMap<i32, f64> = zeros.chain(measured).collect();
        Recording::from_columns([Column::from_samples(Channel::ForwardAcceleration, whole)])
    }

    fn compare(&self, unit: Option<SpeedUnit>) {
        let (ours, theirs) = (self.figures(unit), &self.summary);
        // Both are sums over the odometer, which is sent in centimetres.
        self.is_close("distance", ours.distance_m, theirs.distance_m, 0.005);
        // Sent to the tenth.
        self.is_close("top speed", ours.speed_max_kmh, theirs.speed_max_kmh, 0.05 + 1e-9);
        // Sent to the tenth; theirs is distance by time, and an odometer in centimetres is not quite the speed.
        self.is_close("mean speed", ours.speed_mean_kmh, theirs.speed_avg_kmh, 0.06);
        self.compare_heart_rate(&ours);
        self.compare_speed_zones(&ours);
        self.compare_efforts();
        // The later edition only. Sent to the whole ms, and beats come without instants.
        if theirs.rmssd_ms.is_some() {
            self.is_close("RMSSD", ours.rmssd_ms, theirs.rmssd_ms, 0.6);
        }
    }

    fn compare_heart_rate(&self, ours: &Figures) {
        let theirs = &self.summary;
        let (min, max) = (theirs.heart_rate_min_bpm, theirs.heart_rate_max_bpm);
        self.is_close("lowest heart rate", ours.heart_rate_min_bpm, min, 0.0);
        self.is_close("highest heart rate", ours.heart_rate_max_bpm, max, 0.0);
        // Sent to the whole beat.
        self.is_close("heart rate", ours.heart_rate_mean_bpm, theirs.heart_rate_avg_bpm, 0.6);

        // The first second of a stretch counts there, the last one here.
        let stretches = self.stretches(Channel::HeartRate);
        let zones = ours.heart_rate_zones_ms.as_ref();
        let in_zone_ms = zones.map_or(&[][..], |zones| &zones.in_zone);
        assert_eq!(in_zone_ms.len(), theirs.heart_rate_zones.len(), "{}", self.name);
        for (ours_ms, zone) in in_zone_ms.iter().zip(theirs.heart_rate_zones.iter()) {
            let [ours_ms, theirs_ms] =
                [Some(*ours_ms), zone.in_zone_ms].map(|ms| ms.map(f64::from));
            self.is_close("time in a zone", ours_ms, theirs_ms, 1_000.0 * stretches);
        }
        // Their load is Edwards' by zones in whole beats, and sent as a whole number.
        let weighed = in_zone_ms.iter().zip(1_u32..).map(|(ms, zone)| f64::from(ms * zone) / 6e4);
        let by_their_zones = zones.map(|_| weighed.sum());
        let within = 0.5 + stretches * 5.0 / 60.0;
        self.is_close("load by zones", by_their_zones, theirs.training_load, within);
        // Ours is by exact shares of the maximum: a beat that lies between is a zone off.
        let within = theirs.training_load.unwrap_or(0.0) * 0.03 + within;
        self.is_close("load", ours.trimp_edwards, theirs.training_load, within);
    }

    fn compare_speed_zones(&self, ours: &Figures) {
        let theirs = &self.summary.speed_zones_kmh;
        let in_zone = ours.speed_zones.as_ref().map_or(&[][..], |zones| &zones.in_zone);
        assert_eq!(in_zone.len(), theirs.len(), "{}", self.name);
        // Theirs is the growth of the odometer, in centimetres; and a tenth of a second of a stretch is another one.
        let within = 0.5 * self.stretches(Channel::Speed);
        for (share, zone) in in_zone.iter().zip(theirs.iter()) {
            self.is_close("distance in a zone", Some(share.distance_m), zone.in_zone_m, within);
        }
    }

    fn compare_efforts(&self) {
        let theirs = &self.summary;
        let recording = self.without_missed_accelerations();
        let of = |acceleration| {
            let settings =
                FigureSettings { acceleration, deceleration: EFFORT, ..FigureSettings::default() };
            let figures = figures(&recording, self.window.clone(), &settings);
            [figures.accelerations, figures.decelerations].map(|count| count.map(f64::from))
        };
        // An effort that is under way where the window begins counts there, and not here.
        let [sprints, _] = of(Effort { threshold: SPRINT_MS2 + 1e-6, minimum_ms: 0 });
        self.is_close("sprints", sprints, theirs.sprints.map(f64::from), 1.0);
        // Theirs are by the hardest moment of an effort, but all together they are the efforts beyond the weakest.
        let count = |sign: f64| {
            let zones = theirs.acceleration_zones_ms2.iter();
            let counts = zones.filter(|zone| zone.limit_ms2.unwrap() * sign > 0.0);
            theirs.sprints.map(|_| counts.filter_map(|zone| zone.count).map(f64::from).sum())
        };
        let [accelerations, decelerations] = of(EFFORT);
        self.is_close("accelerations", accelerations, count(1.0), 1.0);
        self.is_close("decelerations", decelerations, count(-1.0), 1.0);
    }
}

/// Compares every player of the newest session of a type of a coach's first team.
async fn every_player_agrees(coach: Coach, session_type: SessionType, unit: Option<SpeedUnit>) {
    let (demo, url) = patient_service().await;
    let client = client(url).await;
    let cases = cases(&client, &token(&demo, coach), &session_type).await;
    assert!(cases.len() > 10, "{}", cases.len());
    for case in cases {
        assert_eq!(SpeedUnit::tell(&case.recording), unit, "{}", case.name);
        case.compare(unit);
    }
}

#[tokio::test]
async fn figures_of_a_match_agree_with_its_summaries() {
    let unit = Some(SpeedUnit::KilometresPerHour);
    every_player_agrees(Coach::First, SessionType::Match, unit).await;
}

#[tokio::test]
async fn figures_of_a_training_agree_with_its_summaries() {
    let unit = Some(SpeedUnit::MetresPerSecond);
    every_player_agrees(Coach::Second, SessionType::Training, unit).await;
}

#[tokio::test]
async fn figures_of_a_strength_session_agree_with_its_summaries() {
    every_player_agrees(Coach::First, SessionType::StrengthAndCondition, None).await;
}
