//! Every figure follows from the samples: they are computed again here, from nothing but the JSON.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use demo::Coach;
use serde_json::Value;

use crate::support::{Api, Service, id, player_sessions};

/// A row, by field name.
#[derive(Debug, Default, Clone)]
struct Row {
    distance: f64,
    hr: Option<f64>,
    speed: f64,
    acceleration: Option<f64>,
    position: Option<(f64, f64)>,
}

/// The rows of a player session by tenth of a second.
struct Recording {
    start: NaiveDateTime,
    rows: BTreeMap<i64, Row>,
    /// From the unit of the speed sample to m/s.
    to_ms: f64,
}

/// `PT1H2M3.4S` in tenths of a second.
fn tenths(duration: &str) -> i64 {
    let mut tenths = 0.0;
    let mut number = String::new();
    for character in duration.strip_prefix("PT").expect("a duration").chars() {
        let unit = match character {
            'H' => 36_000.0,
            'M' => 600.0,
            'S' => 10.0,
            digit => {
                number.push(digit);
                continue;
            }
        };
        tenths += unit * number.parse::<f64>().expect("a number");
        number.clear();
    }
    tenths.round() as i64
}

fn time(value: &Value) -> NaiveDateTime {
    let text = value.as_str().expect("a time");
    text.trim_end_matches('Z').parse().expect("a time")
}

impl Recording {
    async fn fetch(api: &Api<'_>, player_session: &str, to_ms: f64) -> Self {
        let data = api.data(&format!("/v1/training_sessions/{player_session}?samples=all")).await;
        let fields: Vec<&str> = data["samples"]["fields"]
            .as_array()
            .expect("fields")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let column = |name: &str| fields.iter().position(|field| *field == name).expect("a field");
        let [distance, hr, speed, lat, lon, acceleration] =
            ["distance", "hr", "speed", "lat", "lon", "forward_acceleration"].map(column);
        let rows = data["samples"]["values"]
            .as_array()
            .expect("rows")
            .iter()
            .map(|row| {
                let number = |column: usize| row.get(column).and_then(Value::as_f64);
                let cells = Row {
                    distance: number(distance).expect("a distance"),
                    hr: number(hr),
                    speed: number(speed).expect("a speed"),
                    acceleration: number(acceleration),
                    position: number(lat).zip(number(lon)),
                };
                (tenths(row[0].as_str().expect("a time")), cells)
            })
            .collect();
        Self { start: time(&data["start_time"]), rows, to_ms }
    }

    /// Rows of a window that have a next row, with it: what lasts a tenth of a second.
    fn steps(&self, from: i64, to: i64) -> impl Iterator<Item = (i64, &Row, &Row)> {
        let rows = self.rows.range(from..to);
        rows.filter_map(|(tick, row)| Some((*tick, row, self.rows.get(&(tick + 1))?)))
    }

    /// The heart rate that was measured within the second of `tick`.
    fn hr_at(&self, tick: i64) -> Option<f64> {
        self.rows.get(&(tick / 10 * 10)).and_then(|row| row.hr)
    }
}

fn limits(zone: &Value) -> (f64, f64) {
    let limit = |names: [&str; 2]| {
        names.iter().find_map(|name| zone[name].as_f64()).expect("a limit in either spelling")
    };
    (limit(["lower-limit", "lower_limit"]), limit(["upper-limit", "higher_limit"]))
}

fn either<'a>(zone: &'a Value, names: [&str; 2]) -> &'a Value {
    names.iter().find_map(|name| zone.get(name)).expect("either spelling")
}

/// A summary, or the summary of a phase.
fn check(recording: &Recording, figures: &Value) {
    let offset = time(&figures["trimmed_start_time"]) - recording.start;
    let from = offset.num_milliseconds() / 100;
    let length = figures["duration_ms"].as_i64().expect("a number") / 100;
    let to = from + length;
    let number = |name: &str| figures[name].as_f64().unwrap_or_else(|| panic!("no {name}"));
    let kmh = |row: &Row| row.speed * recording.to_ms * 3.6;

    let metres: f64 =
        recording.steps(from, to).map(|(_, row, next)| next.distance - row.distance).sum();
    assert!((metres - number("distance_meters")).abs() < 0.02, "{metres} {figures}");
    let integral: f64 =
        recording.steps(from, to).map(|(_, row, _)| row.speed * recording.to_ms * 0.1).sum();
    assert!((integral - metres).abs() < 0.1, "{integral} {metres}");
    let ticks = recording.steps(from, to).count() as f64;
    assert!((metres / ticks * 36.0 - number("speed_avg_kmh")).abs() < 0.051);
    let fastest = recording.steps(from, to).map(|(_, row, _)| kmh(row)).fold(0.0, f64::max);
    assert!((fastest - number("speed_max_kmh")).abs() < 0.051);

    for zone in figures["speed_zones_kmh"].as_array().expect("zones") {
        let (lower, upper) = limits(zone);
        // Half of the last decimal: limits are inclusive, and sums of decimals are not exact.
        let inside = |row: &Row| kmh(row) > lower - 1e-6 && kmh(row) < upper - 1e-6;
        let metres: f64 = recording
            .steps(from, to)
            .filter(|(_, row, _)| inside(row))
            .map(|(_, row, next)| next.distance - row.distance)
            .sum();
        let given = either(zone, ["in-zone_meters", "in_zone_meters"]).as_f64().expect("metres");
        assert!((metres - given).abs() < 0.02, "{metres} {zone}");
    }

    let rates: Vec<f64> =
        recording.steps(from, to).filter_map(|(tick, ..)| recording.hr_at(tick)).collect();
    let mean = rates.iter().sum::<f64>() / rates.len() as f64;
    assert!((mean - number("heart_rate_avg")).abs() <= 0.5);
    let max = rates.iter().copied().fold(f64::MIN, f64::max);
    let min = rates.iter().copied().fold(f64::MAX, f64::min);
    assert_eq!(figures["heart_rate_max"], max as u64);
    assert_eq!(figures["heart_rate_min"], min as u64);
    let zones = figures["heart_rate_zones"].as_array().expect("zones");
    let hr_max = limits(&zones[4]).1;
    assert!(max < hr_max);
    assert_eq!(figures["heart_rate_max_percent"], (max / hr_max * 100.0).round() as u64);
    let mut in_zones = 0;
    for (index, zone) in zones.iter().enumerate() {
        let (lower, upper) = limits(zone);
        assert_eq!(zone["index"], index + 1);
        assert!((lower - hr_max * (0.5 + 0.1 * index as f64)).abs() <= 0.5);
        let inside = rates.iter().filter(|rate| (lower..upper).contains(rate)).count() as i64;
        let given = either(zone, ["in-zone", "in_zone"]).as_str().expect("a duration");
        assert_eq!(inside, tenths(given), "{zone}");
        in_zones += inside;
    }
    assert!(in_zones <= length);

    let mut sprints = 0_i64;
    let mut before = false;
    let mut last = i64::MIN;
    for (tick, row, _) in recording.steps(from, to) {
        let now = row.acceleration.is_some_and(|acceleration| acceleration > 2.8);
        sprints += i64::from(now && !(before && tick == last + 1));
        (before, last) = (now, tick);
    }
    assert_eq!(figures["sprint_counter"], sprints);
}

async fn check_player_session(api: &Api<'_>, details: &Value, player_session: &str, to_ms: f64) {
    let recording = Recording::fetch(api, player_session, to_ms).await;
    let uri = format!("/v1/training_sessions/{player_session}");
    let summary = api.data(&format!("{uri}/session_summary")).await;
    assert_eq!(summary["player_session_id"], player_session);
    assert_eq!(summary["trimmed_start_time"], details["start_time"]);
    let trimmed = time(&details["end_time"]) - time(&details["start_time"]);
    assert_eq!(summary["duration_ms"], trimmed.num_milliseconds());
    check(&recording, &summary);

    let phases = api.data(&format!("{uri}/phase_summaries")).await;
    let phases = phases.as_array().expect("a list");
    let markers: Vec<&Value> = details["markers"]
        .as_array()
        .expect("markers")
        .iter()
        .filter(|marker| marker["marker_type"] == "PHASE")
        .collect();
    assert_eq!(phases.len(), markers.len());
    for (phase, marker) in phases.iter().zip(markers) {
        assert_eq!(time(&phase["trimmed_start_time"]), time(&marker["start_time"]));
        let length = time(&marker["end_time"]) - time(&marker["start_time"]);
        assert_eq!(phase["duration_ms"], length.num_milliseconds());
        check(&recording, phase);
    }
    check_positions(&recording);
    check_whole(api, &recording, &uri).await;
}

/// From second to second nobody gets further than they ran, and who runs straight and fast gets
/// about as far.
fn check_positions(recording: &Recording) {
    // Half a unit in the last place of two latitudes and two longitudes, and the error of speed.
    let resolution_m = 0.6;
    let (mut run, mut flown) = (0.0, 0.0);
    let seconds: Vec<(i64, &Row)> = recording
        .rows
        .iter()
        .filter(|(_, row)| row.position.is_some())
        .map(|(tick, row)| (*tick, row))
        .collect();
    for pair in seconds.windows(2) {
        let [(from, a), (to, b)] = pair else { continue };
        let ticks = recording.rows.range(*from..=*to);
        let spike = ticks.clone().any(|(_, row)| row.speed * recording.to_ms > 11.0);
        if to - from != 10 || ticks.count() != 11 || spike {
            continue;
        }
        let (a_lat, a_lon) = a.position.expect("filtered");
        let (b_lat, b_lon) = b.position.expect("filtered");
        let north = (b_lat - a_lat) * 111_195.0;
        let east = (b_lon - a_lon) * 111_195.0 * a_lat.to_radians().cos();
        let chord = north.hypot(east);
        let path = b.distance - a.distance;
        assert!(chord < path + resolution_m, "{chord} {path}");
        if path > 4.0 {
            run += path;
            flown += chord;
        }
    }
    assert!(run > 50.0, "somebody ran: {run}");
    assert!((0.93..1.01).contains(&(flown / run)), "{flown} of {run}");
}

/// The details are about the whole recording.
async fn check_whole(api: &Api<'_>, recording: &Recording, uri: &str) {
    let details = api.data(&format!("{uri}?samples=rr")).await;
    let end = i64::MAX - 1;
    let metres: f64 =
        recording.steps(0, end).map(|(_, row, next)| next.distance - row.distance).sum();
    assert!((metres - details["distance_meters"].as_f64().expect("metres")).abs() < 0.02);
    let rates: Vec<f64> =
        recording.steps(0, end).filter_map(|(tick, ..)| recording.hr_at(tick)).collect();
    let mean = rates.iter().sum::<f64>() / rates.len() as f64;
    assert!((mean - details["heart_rate_avg"].as_f64().expect("a rate")).abs() <= 0.5);

    // Intervals between beats tell the same heart rate.
    let intervals = details["rr_intervals"].as_array().expect("a list");
    let measured: Vec<f64> = intervals.iter().filter_map(Value::as_f64).collect();
    let beats_per_minute = intervals.len() as f64 / (rates.len() as f64 / 600.0);
    assert!((beats_per_minute / mean - 1.0).abs() < 0.01, "{beats_per_minute} {mean}");
    assert!(measured.iter().all(|interval| (280.0..1_800.0).contains(interval)));
}

#[tokio::test]
async fn figures_follow_from_the_samples() {
    let service = Service::new();
    for (coach, to_ms) in [(Coach::First, 1.0 / 3.6), (Coach::Second, 1.0)] {
        let api = service.as_coach(coach);
        let details = api.session_of_type("DRILL").await;
        // The keeper of the list's head, and somebody who runs.
        for index in [0, 9] {
            let player_session = player_sessions(&details)[index];
            check_player_session(&api, &details, player_session, to_ms).await;
        }
    }
}

#[tokio::test]
async fn figures_hold_across_holes() {
    let service = Service::new();
    let api = service.as_coach(Coach::Second);
    for session in api.sessions().await.iter().filter(|session| session["type"] == "TEST") {
        let details = api.data(&format!("/v1/teams/training_sessions/{}", id(session))).await;
        for player_session in player_sessions(&details) {
            let uri = format!("/v1/training_sessions/{player_session}?samples=speed");
            let data = api.data(&uri).await;
            let rows = data["samples"]["values"].as_array().expect("rows").len() as u64;
            let hr_is_known = data.get("heart_rate_avg").is_some();
            if rows * 100 < data["duration_ms"].as_u64().expect("a number") && hr_is_known {
                check_player_session(&api, &details, player_session, 1.0).await;
                return;
            }
        }
    }
    panic!("no recording with a hole");
}
