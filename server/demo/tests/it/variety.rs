//! What clients stumble over in the real service occurs here as well.

use std::collections::HashSet;

use demo::Coach;
use serde_json::Value;

use crate::support::{Api, Service, id};

struct Seen {
    roster: Vec<Value>,
    sessions: Vec<Value>,
    details: Vec<Value>,
    player_sessions: Vec<Value>,
}

impl Seen {
    /// Everything of one team, samples aside. Team details of the later edition carry averages, so
    /// `every` keeps their number down.
    async fn of(api: &Api<'_>, team: &Value, every: usize) -> Self {
        let team = id(team);
        let roster = api.data(&format!("/v1/teams/{team}")).await["players"].take();
        let roster = roster.as_array().expect("players").clone();
        let sessions = api.all(&format!("/v1/teams/{team}/training_sessions")).await;
        let mut details = Vec::new();
        for session in sessions.iter().step_by(every) {
            details.push(api.data(&format!("/v1/teams/training_sessions/{}", id(session))).await);
        }
        let mut player_sessions = Vec::new();
        for player in &roster {
            let player = player["player_id"].as_str().expect("an id");
            player_sessions
                .extend(api.all(&format!("/v1/players/{player}/training_sessions")).await);
        }
        Self { roster, sessions, details, player_sessions }
    }
}

fn texts<'a>(values: &'a [Value], field: &str) -> HashSet<&'a str> {
    values.iter().filter_map(|value| value[field].as_str()).collect()
}

fn members<'a>(details: &'a [Value], list: &str) -> Vec<&'a Value> {
    details.iter().flat_map(|details| details[list].as_array().expect("a list")).collect()
}

#[tokio::test]
async fn an_academy_season() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = api.teams().await.remove(0);
    let seen = Seen::of(&api, &team, 1).await;

    assert!((22..=28).contains(&seen.roster.len()));
    let numbers: Vec<Option<u64>> =
        seen.roster.iter().map(|player| player["player_number"].as_u64()).collect();
    assert_eq!(numbers.iter().filter(|number| number.is_none()).count(), 1);
    assert_eq!(numbers.iter().flatten().filter(|number| **number >= 100).count(), 4);
    assert_eq!(numbers.iter().flatten().collect::<HashSet<_>>().len() + 1, numbers.len());
    assert_eq!(seen.roster.iter().filter(|player| player.get("role").is_none()).count(), 1);
    assert!(
        texts(&seen.roster, "role").is_superset(&HashSet::from(["Keeper", "Midtbane", "Trener"]))
    );
    let names: Vec<String> = seen.roster.iter().map(|player| format!("{player}")).collect();
    assert!(names.iter().any(|name| name.contains(['å', 'Å', 'ø', 'Ø', 'æ'])));
    assert_eq!(texts(&seen.roster, "last_name").len(), seen.roster.len());

    assert_eq!(
        texts(&seen.sessions, "type"),
        HashSet::from([
            "TRAINING",
            "DRILL",
            "TEST",
            "GAME",
            "MATCH",
            "STRENGTH AND CONDITION",
            "OTHER"
        ])
    );
    assert_eq!(seen.sessions.iter().filter(|session| session["name"].is_null()).count(), 1);
    assert!(texts(&seen.sessions, "name").iter().any(|name| name.starts_with("Seriekamp mot ")));
    assert!(texts(&seen.sessions, "note").iter().any(|note| note.starts_with("Vant ")));
    for field in ["note", "latitude"] {
        let with = seen.sessions.iter().filter(|session| session.get(field).is_some()).count();
        assert!(with > 10 && with < seen.sessions.len(), "{field} {with}");
    }
    for session in &seen.sessions {
        let time = |field: &str| session[field].as_str().expect("a time").to_owned();
        assert!(time("record_start_time") < time("start_time"));
        assert!(time("start_time") < time("end_time"));
        assert!(time("end_time") < time("record_end_time"));
        assert!(time("created").ends_with('Z') && !time("start_time").ends_with('Z'));
        assert_eq!(session["team_id"], team["id"]);
    }
    assert!(texts(&seen.details, "arena").len() > 3, "matches away");
}

#[tokio::test]
async fn participants_and_markers() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = api.teams().await.remove(1);
    let seen = Seen::of(&api, &team, 1).await;
    for details in &seen.details {
        let count = details["participants"].as_array().expect("a list").len();
        assert!((16..=22).contains(&count), "{count}");
    }
    let participants = members(&seen.details, "participants");
    let absent = participants.iter().filter(|one| one.get("player_session_id").is_none()).count();
    assert!(absent > 3 && absent < participants.len() / 50, "{absent} of {}", participants.len());
    assert!(
        participants
            .iter()
            .all(|one| one["player_number"].as_u64().is_none_or(|number| number < 100))
    );

    let markers = members(&seen.details, "markers");
    for kind in ["PHASE", "RECOVERY", "NOTE"] {
        assert!(markers.iter().any(|marker| marker["marker_type"] == kind), "{kind}");
    }
    let start = |marker: &Value| marker["start_time"].as_str().expect("a time").to_owned();
    let zulu = markers.iter().filter(|marker| start(marker).ends_with('Z')).count();
    assert!(zulu > 20 && zulu < markers.len() / 2, "{zulu} of {}", markers.len());
    for details in &seen.details {
        let bounds = [&details["start_time"], &details["end_time"]]
            .map(|time| time.as_str().expect("a time"));
        for marker in members(std::slice::from_ref(details), "markers") {
            let inside = start(marker).as_str() >= bounds[0]
                && marker["end_time"].as_str().expect("a time").trim_end_matches('Z') <= bounds[1];
            assert!(inside, "local time although some say Z: {marker} {bounds:?}");
        }
    }
    let halves =
        texts(&seen.details[2]["markers"].as_array().expect("markers").clone(), "name").len();
    assert!(halves > 1);
}

#[tokio::test]
async fn player_sessions_with_their_oddities() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let team = api.teams().await.remove(0);
    let seen = Seen::of(&api, &team, 1_000).await;
    let feelings = texts(&seen.player_sessions, "feeling");
    for feeling in ["BAD", "NOT_GOOD", "OKAY", "GREAT", "AWESOME", "AWESOME,", "EXHAUSTED"] {
        assert!(feelings.contains(feeling), "{feeling}");
    }
    assert!(seen.player_sessions.iter().any(|session| session.get("feeling").is_none()));
    // Summer time ended on 26 October.
    for session in &seen.player_sessions {
        let expected =
            if session["start_time"].as_str() < Some("2025-10-26T03") { 120 } else { 60 };
        assert_eq!(session["timezone_offset"], expected, "{session}");
    }
    assert_eq!(texts(&seen.player_sessions, "type"), HashSet::from(["TEAM", "INDIVIDUAL"]));
}

#[tokio::test]
async fn the_later_edition() {
    let service = Service::new();
    let api = service.as_coach(Coach::Second);
    let team = api.teams().await.remove(0);
    let details = api.data(&format!("/v1/teams/{}", id(&team))).await;
    let profiles = api.data(&format!("/v1/teams/{}/sport-profiles", id(&team))).await;
    assert_eq!(details["sport_profiles"], profiles);
    let speed = profiles[0]["zones"]["speed"].as_array().expect("zones");
    assert_eq!(speed.len(), 5);
    assert!(speed[0]["lower_limit"].as_f64() > Some(0.0));
    assert_eq!(speed[4]["higher_limit"], 399.0);
    assert_eq!(profiles[0]["sprint_threshold"], 2.8);

    let session = api.session_of_type("DRILL").await;
    let mut sums = [0.0; 2];
    let ids = crate::support::player_sessions(&session);
    for player_session in &ids {
        let uri = format!("/v1/training_sessions/{player_session}/session_summary");
        let summary = api.data(&uri).await;
        assert!(summary["speed_zones_kmh"][0]["in_zone_meters"].is_f64());
        assert!(summary["out_of_speed_zones"].is_f64());
        sums[0] += summary["distance_meters"].as_f64().expect("metres");
        sums[1] += summary["cardio_load"].as_f64().unwrap_or(0.0);
    }
    let mean = sums[0] / ids.len() as f64;
    assert!((session["distance"].as_f64().expect("metres") - mean).abs() < 0.06);
    let zone = &session["speed_zones_kmh"][1];
    assert!(zone["in_zone"].is_string() && zone["in_zone_meters"].is_f64());
    assert!(sums[1] > 0.0 && session["cardio_load"].as_f64() > Some(50.0));
}

#[tokio::test]
async fn the_first_edition() {
    let service = Service::new();
    let api = service.as_coach(Coach::First);
    let session = api.session_of_type("DRILL").await;
    assert!(session.get("distance").is_none() && session.get("speed_zones_kmh").is_none());
    let player_session = crate::support::player_sessions(&session)[4];
    let uri = format!("/v1/training_sessions/{player_session}/session_summary");
    let summary = api.data(&uri).await;
    assert!(summary.get("cardio_load").is_none() && summary.get("rmssd").is_none());
    let speed = &summary["speed_zones_kmh"][1];
    assert_eq!(speed["lower-limit"], 7.2);
    assert!(speed["in-zone_meters"].is_f64() && speed.get("in-zone").is_none());
    assert!(summary["heart_rate_zones"][0]["in-zone"].is_string());
    let accelerations = summary["acceleration_zones_ms2"].as_array().expect("zones");
    let limits: Vec<f64> = accelerations.iter().filter_map(|zone| zone["limit"].as_f64()).collect();
    assert_eq!(limits, [-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0]);
    assert!(accelerations.iter().all(|zone| zone["counter"].is_u64()));
}
