//! Whether what is simulated looks like the sport.

use std::f64::consts::PI;

use chrono::NaiveDate;

use crate::{
    season::{
        PlayerSession, Season, TeamSession,
        calendar::Theme,
        clubs::Ground,
        plan::{MarkerKind, SECOND, Tick},
        player_sessions::Source,
        roster::Post,
    },
    summary::Figures,
};

use super::{Recording, scene::Scene, simulation};

fn season() -> Season {
    Season::new(7, NaiveDate::from_ymd_opt(2025, 11, 16).unwrap())
}

fn record(season: &Season, index: usize) -> Recording {
    simulation::record(&Scene::new(season, index))
}

fn first(season: &Season, team: usize, theme: Theme) -> &TeamSession {
    let sessions = season.teams[team].sessions.iter().map(|index| &season.team_sessions[*index]);
    sessions.into_iter().find(|session| session.theme == theme).unwrap()
}

fn recorded(session: &TeamSession) -> impl Iterator<Item = usize> {
    session.participants.iter().filter_map(|participant| participant.player_session)
}

/// The share of a match that a player played.
fn share_played(season: &Season, index: usize) -> f64 {
    let Source::Team { session, appearance } = &season.player_sessions[index].source else {
        return 0.0;
    };
    let halves: Vec<_> = halves(&season.team_sessions[*session]);
    let whole = halves[1].end - halves[0].start;
    appearance.as_ref().map_or(0.0, |appearance| {
        f64::from(appearance.time.end - appearance.time.start) / f64::from(whole)
    })
}

/// The two phases of a match.
fn halves(session: &TeamSession) -> Vec<std::ops::Range<Tick>> {
    session.phases().collect()
}

/// Distance in metres and heart rate over the halves, and the top speed outside of spikes.
fn totals(season: &Season, index: usize, recording: &Recording) -> (f64, Option<f64>, f64) {
    let session: &PlayerSession = &season.player_sessions[index];
    let limits = &season.teams[session.team].spec.speed_limits_kmh;
    let physique = &season.member(session).physique;
    let team_session = season.team_session_of(index).unwrap();
    let windows: Vec<_> =
        halves(team_session).iter().map(|half| season.in_recording(index, half)).collect();
    let (mut distance, mut beats, mut minutes) = (0.0, 0.0, 0.0);
    for window in &windows {
        let figures = Figures::of(recording, physique, limits, window);
        distance += figures.motion.unwrap().distance_cm as f64 / 100.0;
        if let Some(heart) = figures.heart {
            let length = f64::from(window.end - window.start);
            beats += heart.average * length;
            minutes += length;
        }
    }
    let motion = recording.motion.as_ref().unwrap();
    let speeds = windows.into_iter().flatten().map(|tick| motion.speed_mkmh(tick));
    let top = speeds.filter(|speed| *speed < 40_000).max().unwrap();
    (distance, (minutes > 0.0).then(|| beats / minutes), f64::from(top) / 1000.0)
}

#[test]
fn seventy_minutes_look_like_football() {
    let season = season();
    let mut checked = 0;
    for team in 0..3 {
        let session = first(&season, team, Theme::Match);
        for index in recorded(session) {
            let member = season.member(&season.player_sessions[index]);
            let recording = record(&season, index);
            let played = share_played(&season, index);
            let (distance_m, heart_rate, top_kmh) = totals(&season, index, &recording);
            if recording.spans.len() > 1 {
                continue;
            }
            match member.post {
                _ if played < 0.01 => assert!(distance_m < 3_200.0, "{distance_m} on the bench"),
                Post::Keeper => assert!((2_700.0..5_200.0).contains(&distance_m), "{distance_m}"),
                _ if played > 0.99 => {
                    assert!((6_500.0..9_800.0).contains(&distance_m), "{distance_m} m");
                    assert!((23.0..31.0).contains(&top_kmh), "{top_kmh} km/h");
                    let rate = heart_rate.unwrap_or(150.0);
                    assert!((150.0..180.0).contains(&rate), "{rate} beats per minute");
                    checked += 1;
                }
                _ => assert!((1_900.0..9_500.0).contains(&distance_m), "{distance_m} partly"),
            }
        }
    }
    assert!(checked > 8, "{checked} whole matches");
}

#[test]
fn bodies_do_what_bodies_can() {
    let season = season();
    for (team, theme) in [(0, Theme::Match), (1, Theme::Sharp), (2, Theme::Test)] {
        let index = recorded(first(&season, team, theme)).nth(8).unwrap();
        let recording = record(&season, index);
        let motion = recording.motion.as_ref().unwrap();
        let physique = &season.member(&season.player_sessions[index]).physique;
        let accelerations = motion.acceleration.iter().flatten();
        let (low, high) = (accelerations.clone().min().unwrap(), accelerations.max().unwrap());
        assert!((-700..-150).contains(low) && (250..600).contains(high), "{low} {high}");

        let speed_ms = |tick: Tick| f64::from(motion.speed_mkmh(tick)) / 3_600.0;
        for tick in 1..recording.length {
            let (before, now) = (speed_ms(tick - 1), speed_ms(tick));
            // Beyond 11 m/s it is the sensor, not the player.
            if before < 11.0 && now < 11.0 {
                assert!(now < physique.top_speed_ms + 0.4, "{now}");
                assert!((now - before).abs() < 0.9, "{before} to {now} in a tenth of a second");
            }
        }
        let rates = recording.heart_rate.iter().flatten();
        assert!(rates.clone().all(|rate| f64::from(*rate) < physique.hr_max));
        assert!(rates.clone().all(|rate| f64::from(*rate) > physique.hr_rest));
        for pair in recording.heart_rate.windows(2) {
            if let [Some(before), Some(now)] = pair {
                assert!(before.abs_diff(*now) <= 8, "{before} to {now} in a second");
            }
        }
        assert!(motion.cadence.iter().all(|cadence| *cadence < 120));
    }
}

/// Metres from the centre spot, along and across the pitch.
fn on_pitch(ground: &Ground, (latitude, longitude): (f32, f32)) -> (f64, f64) {
    let metres = 6_371_008.8 * PI / 180.0;
    let north = (f64::from(latitude) - ground.latitude) * metres;
    let east =
        (f64::from(longitude) - ground.longitude) * metres * ground.latitude.to_radians().cos();
    let (sin, cos) = ground.bearing_rad.sin_cos();
    (north * cos + east * sin, east * cos - north * sin)
}

#[test]
fn everybody_stays_at_the_pitch_and_where_they_belong() {
    let season = season();
    let session = first(&season, 0, Theme::Match);
    let ground = session.ground.unwrap();
    let [first_half, second_half] = halves(session).try_into().unwrap();
    let mut sides = Vec::new();
    for index in recorded(session).filter(|index| share_played(&season, *index) > 0.99) {
        let recording = record(&season, index);
        let positions = &recording.motion.as_ref().unwrap().position;
        for position in positions {
            let (x, y) = on_pitch(ground, *position);
            assert!(x.abs() < 52.5 + 5.0 && y.abs() < 34.0 + 5.0, "{x} {y}");
        }
        if season.member(&season.player_sessions[index]).post == Post::Keeper {
            for half in [&first_half, &second_half] {
                let half = season.in_recording(index, half);
                let minute = 60;
                let seconds = (half.start / SECOND) as usize + minute..(half.end / SECOND) as usize;
                let xs = positions[seconds].iter().map(|position| on_pitch(ground, *position).0);
                let mean = xs.clone().sum::<f64>() / xs.len() as f64;
                assert!(mean.abs() > 35.0, "a keeper at {mean}");
                sides.push(mean.signum());
            }
        }
    }
    assert!(sides == [1.0, -1.0] || sides == [-1.0, 1.0], "the teams change ends: {sides:?}");
}

#[test]
fn the_pause_is_a_pause() {
    let season = season();
    let session = first(&season, 1, Theme::Match);
    let pause = session.plan.markers.iter().find(|marker| marker.kind == MarkerKind::Recovery);
    let index = recorded(session).find(|index| share_played(&season, *index) > 0.99).unwrap();
    let recording = record(&season, index);
    let window = season.in_recording(index, &pause.unwrap().time);
    let motion = recording.motion.as_ref().unwrap();
    let distance_cm =
        motion.distance_cm[window.end as usize] - motion.distance_cm[window.start as usize];
    let metres_per_minute = f64::from(distance_cm) / 100.0 / (window.len() as f64 / 600.0);
    assert!(metres_per_minute < 55.0, "{metres_per_minute}");
}

#[test]
fn a_gym_records_no_movement() {
    let season = season();
    let session = first(&season, 0, Theme::Strength);
    let index = recorded(session).next().unwrap();
    let recording = record(&season, index);
    assert_eq!(recording.motion, None);
    assert_eq!(recording.row_ticks(), SECOND);
    assert!(recording.rows().all(|tick| tick.is_multiple_of(SECOND)));
    assert!(recording.heart_rate.iter().flatten().count() > 1_000);
}

#[test]
fn a_recording_depends_on_nothing_but_seed_and_session() {
    let (one, two) = (season(), season());
    let index = recorded(first(&one, 2, Theme::Drills)).nth(4).unwrap();
    record(&two, index + 1);
    assert_eq!(record(&one, index), record(&two, index));
    let other = Season::new(8, NaiveDate::from_ymd_opt(2025, 11, 16).unwrap());
    assert_ne!(record(&one, index), record(&other, index));
}
