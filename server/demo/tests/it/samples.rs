//! The `samples` of a player session: what is asked for, and the shape of rows.

use axum::http::{StatusCode, header};
use demo::Coach;
use serde_json::{Value, json};

use crate::support::{Api, Service, player_sessions};

const ALL: [&str; 9] = [
    "time",
    "distance",
    "hr",
    "speed",
    "cadence",
    "lat",
    "lon",
    "altitude",
    "forward_acceleration",
];

async fn some_player_session(api: &Api<'_>, kind: &str) -> String {
    let details = api.session_of_type(kind).await;
    format!("/v1/training_sessions/{}", player_sessions(&details)[3])
}

fn rows(data: &Value) -> &Vec<Value> {
    data["samples"]["values"].as_array().expect("rows")
}

#[tokio::test]
async fn only_what_was_asked_for_comes_back() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let uri = some_player_session(&api, "DRILL").await;
    let plain = api.data(&uri).await;
    assert!(plain.get("samples").is_none() && plain.get("rr_intervals").is_none());

    for (asked, fields) in [
        ("hr", vec!["time", "hr"]),
        ("location", vec!["time", "lat", "lon"]),
        ("speed,distance", vec!["time", "distance", "speed"]),
        ("cadence,altitude,rr", vec!["time", "cadence", "altitude"]),
        ("forward_acceleration", vec!["time", "forward_acceleration"]),
        ("all", ALL.to_vec()),
        ("all,hr", ALL.to_vec()),
    ] {
        let data = api.data(&format!("{uri}?samples={asked}")).await;
        assert_eq!(data["samples"]["fields"], json!(fields), "{asked}");
        assert_eq!(
            data.get("rr_intervals").is_some(),
            asked.contains("rr") || asked.contains("all")
        );
        assert!(
            rows(&data)
                .iter()
                .all(|row| row.as_array().is_some_and(|row| row.len() <= fields.len()))
        );
        let mut rest = data;
        for large in ["samples", "rr_intervals"] {
            rest.as_object_mut().expect("an object").remove(large);
        }
        assert_eq!(rest, plain, "everything else stays the same");
    }
    let intervals = api.data(&format!("{uri}?samples=rr")).await;
    assert!(intervals.get("samples").is_none());
    assert!(intervals["rr_intervals"].as_array().is_some_and(|beats| beats.len() > 3_000));

    for asked in ["everything", "hr,lat", "hr,", ""] {
        let answer = api.get(&format!("{uri}?samples={asked}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked}");
    }
}

#[tokio::test]
async fn rows_look_like_those_of_the_documentation() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let uri = some_player_session(&api, "DRILL").await;
    let answer = api.get(&format!("{uri}?samples=all")).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert!(answer.text().contains(r#""values":[["PT0S",0.0,"#));
    assert!(answer.text().contains(r#"["PT0.1S",0.0,null,"#));

    let data = answer.json()["data"].take();
    let duration_s = data["duration_ms"].as_u64().expect("a number") / 1000;
    let rows = rows(&data);
    assert!(rows.len() as u64 <= duration_s * 10);
    assert!(rows.len() > 37_000, "more than an hour in tenths of a second");
    let value = |row: &Value, field: usize| row.get(field).cloned().unwrap_or(Value::Null);
    for row in rows {
        let time = row[0].as_str().expect("a time");
        let on_the_second = !time.contains('.');
        for field in [1, 3] {
            assert!(value(row, field).is_f64(), "distance and speed are always there: {row}");
        }
        for field in [2, 4, 5, 6, 7] {
            assert!(value(row, field).is_null() || on_the_second, "once a second: {row}");
        }
        assert!(!on_the_second || value(row, 5).is_f64(), "{row}");
        let latitude = value(row, 5).as_f64().unwrap_or(0.0);
        // The parser may miss the last bit of a double; single precision is far coarser.
        assert!((f64::from(latitude as f32) - latitude).abs() < 1e-12, "{latitude}");
    }
}

#[tokio::test]
async fn rows_may_be_shorter_and_longer() {
    let service = Service::new();
    let first = service.as_coach(Coach::First);
    let uri = some_player_session(&first, "DRILL").await;
    let data = first.data(&format!("{uri}?samples=hr,location")).await;
    let lengths = |data: &Value, length: usize| {
        rows(data)
            .iter()
            .filter(|row| row.as_array().is_some_and(|row| row.len() == length))
            .count()
    };
    let short = lengths(&data, 1);
    assert!(short > 100 && short < rows(&data).len() / 10, "{short} rows without trailing nulls");

    let second = service.as_coach(Coach::Second);
    let uri = some_player_session(&second, "DRILL").await;
    let data = second.data(&format!("{uri}?samples=all")).await;
    let fields = data["samples"]["fields"].as_array().expect("fields");
    assert_eq!(fields.last(), Some(&json!("power")), "a field that cannot be asked for by name");
    assert!(lengths(&data, fields.len() + 1) > 3);
}

#[tokio::test]
async fn a_gym_has_only_a_heart_rate() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let uri = some_player_session(&api, "STRENGTH AND CONDITION").await;
    let data = api.data(&format!("{uri}?samples=all")).await;
    assert_eq!(data["samples"]["fields"], json!(["time", "hr"]));
    assert_eq!(rows(&data)[1][0], "PT1S");
    assert!(data.get("distance_meters").is_none() && data.get("latitude").is_none());
    let nothing = api.data(&format!("{uri}?samples=speed")).await;
    assert_eq!(nothing["samples"], json!({ "fields": ["time"], "values": [] }));
    let summary = api.data(&format!("{uri}/session_summary")).await;
    assert!(summary.get("speed_zones_kmh").is_none() && summary["heart_rate_avg"].is_u64());
}

#[tokio::test]
async fn the_same_seed_gives_the_same_bytes() {
    let [one, two, other] = [7, 7, 8].map(|seed| {
        let mut settings = crate::support::settings();
        settings.seed = seed;
        Service::with(settings)
    });
    let api = one.as_coach(Coach::Second);
    let twin = two.as_coach(Coach::Second);
    let details = api.session_of_type("DRILL").await;
    let ids = player_sessions(&details);
    // In another order, so that nothing depends on what was simulated before.
    twin.get(&format!("/v1/training_sessions/{}?samples=hr", ids[5])).await;
    for id in [ids[2], ids[5]] {
        for uri in [
            format!("/v1/training_sessions/{id}?samples=all"),
            format!("/v1/training_sessions/{id}/session_summary"),
        ] {
            let (one, two) = (api.get(&uri).await, twin.get(&uri).await);
            assert_eq!(one.status, StatusCode::OK);
            assert!(one.body == two.body, "{uri} differs");
        }
    }
    assert_ne!(api.teams().await, other.as_coach(Coach::Second).teams().await);
}
