//! Where players were, and on which field.

use app::{
    error::AppError,
    model::{
        DrawnField, Field, FieldError, FieldOrigin, SessionFilter, SessionType, Track, TrackPoint,
        Window,
    },
    port::Club,
    preferences::Lanes,
};
use demo::Coach;
use serde_json::{Value, json};

use super::{ClubDesk, SeasonClub, script, scripted, whole};
use crate::sync::testing::{
    TestSync,
    script::{RECORDING, SESSION, club, session_details},
};

/// A run of ten minutes, up and down a strip 40 m long and 11 m wide whose length points to the east; the speed is in
/// m/s. From the 200th second on there are no positions for a minute.
fn recording() -> Value {
    let rows: Vec<Value> = (0..600_i32)
        .map(|second| {
            let there = second % 20;
            let east_m = f64::from(if there < 10 { there } else { 20 - there }) * 4.0 - 20.0;
            let north_m = f64::from(second % 12) - 5.5;
            let seen = !(200..260).contains(&second);
            json!([
                f64::from(second),
                f64::from(second) * 4.0,
                4.0,
                seen.then_some(60.0 + north_m / 111_195.0),
                seen.then_some(5.0 + east_m / 55_597.5),
            ])
        })
        .collect();
    json!({
        "id": "ps", "start_time": "2026-06-01T10:01:00",
        "samples": { "fields": ["time", "distance", "speed", "lat", "lon"], "values": rows }
    })
}

/// The desk of a club whose session is at a venue.
async fn opened(arena: Value) -> (TestSync, ClubDesk) {
    let polar = club();
    polar.set(RECORDING, recording());
    let mut details = session_details(2);
    details["arena"] = arena;
    polar.set(SESSION, details);
    let (sync, desk) = scripted(&polar).await;
    let page = async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    };
    assert!(whole(page).await.track.is_some());
    (sync, desk)
}

async fn track(desk: &ClubDesk, window: Option<Window>) -> Track {
    desk.track(&script::player_session(), window).await.unwrap().unwrap()
}

/// A field 3 m to the east of the fitted one.
async fn drawn(desk: &ClubDesk) -> DrawnField {
    let track = track(desk, None).await;
    let field =
        Field { east_m: 3.0, north_m: 0.0, bearing_deg: 95.0, length_m: 60.0, width_m: 40.0 };
    DrawnField { reference: track.reference, field }
}

async fn save(desk: &ClubDesk, field: Option<DrawnField>) -> Result<(), FieldError> {
    desk.save_field(&script::player_session(), field).await
}

fn close(a: Field, b: Field) -> bool {
    let off = [a.east_m - b.east_m, a.north_m - b.north_m, a.bearing_deg - b.bearing_deg];
    off.iter().all(|off| off.abs() < 0.01)
}

#[tokio::test]
async fn a_way_is_on_the_session_clock_in_decimetres_and_kmh_with_its_gaps() {
    let (_sync, desk) = opened(json!(null)).await;
    let whole = track(&desk, None).await;
    let lengths: Vec<usize> = whole.stretches.iter().map(Vec::len).collect();
    assert_eq!(lengths, [200, 340]);
    assert_eq!(whole.stretches[0][0].at_ms, 60_000);
    let points = whole.stretches.concat();
    assert!(points.iter().all(|point| point.speed_tenth_kmh == Some(144)), "4 m/s");
    let reach = |value: fn(&TrackPoint) -> i32| {
        let values = points.iter().map(value);
        (values.clone().min().unwrap(), values.max().unwrap())
    };
    for (low, high, middle) in [
        (reach(|point| point.east_dm).0, reach(|point| point.east_dm).1, 200),
        (reach(|point| point.north_dm).0, reach(|point| point.north_dm).1, 55),
    ] {
        // Positions are 32-bit floats: at 60 degrees they are up to 0.2 m off.
        assert!((low + middle).abs() < 30 && (high - middle).abs() < 30, "{low} to {high}");
    }
    let part = track(&desk, Some(Window { from_ms: 100_000, to_ms: 103_000 })).await;
    let at_ms: Vec<i32> = part.stretches.concat().iter().map(|point| point.at_ms).collect();
    assert_eq!(at_ms, [100_000, 101_000, 102_000]);
    assert_eq!((part.reference, part.field), (whole.reference, whole.field));
    let gap = track(&desk, Some(Window { from_ms: 265_000, to_ms: 300_000 })).await;
    assert_eq!(gap.stretches, Vec::<Vec<TrackPoint>>::new());
}

#[tokio::test]
async fn without_a_kept_field_it_is_the_area_that_was_used() {
    let (_sync, desk) = opened(json!(null)).await;
    let track = track(&desk, None).await;
    assert_eq!(track.origin, FieldOrigin::FittedArea);
    let Field { east_m, north_m, bearing_deg, length_m, width_m } = track.field;
    assert_eq!((east_m, north_m), (0.0, 0.0));
    assert!((bearing_deg - 90.0).abs() < 5.0, "{bearing_deg}");
    assert!((length_m - 40.0).abs() < 3.0 && (width_m - 11.0).abs() < 3.0);
}

#[tokio::test]
async fn a_field_is_kept_for_the_venue_until_it_is_given_back() {
    for arena in [json!("Valby"), json!(" "), json!(null)] {
        let (_sync, desk) = opened(arena).await;
        let fitted = track(&desk, None).await;
        let wanted = drawn(&desk).await;
        save(&desk, Some(wanted)).await.unwrap();
        let kept = track(&desk, None).await;
        assert_eq!(kept.origin, FieldOrigin::Kept);
        assert!(close(kept.field, wanted.field), "{kept:?}");
        assert_eq!((kept.field.length_m, kept.field.width_m), (60.0, 40.0));
        let page = desk
            .player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await;
        assert_eq!(page.unwrap().track, Some(kept));
        save(&desk, None).await.unwrap();
        assert_eq!(track(&desk, None).await, fitted);
    }
}

#[tokio::test]
async fn a_field_of_another_venue_or_far_away_is_not_this_sessions() {
    let (sync, desk) = opened(json!("Valby")).await;
    let (team, store) = (script::team(), sync.store.arc());
    save(&desk, Some(drawn(&desk).await)).await.unwrap();
    let mut kept = store.field(&team, "arena Valby").await.unwrap().unwrap();
    store.delete_field(&team, "arena Valby").await.unwrap();
    store.put_field(&team, "arena Brøndby", &kept).await.unwrap();
    assert_eq!(track(&desk, None).await.origin, FieldOrigin::FittedArea);
    kept.centre.latitude_deg += 0.1;
    store.put_field(&team, "arena Valby", &kept).await.unwrap();
    assert_eq!(track(&desk, None).await.origin, FieldOrigin::FittedArea, "11 km to the north");
}

#[tokio::test]
async fn what_cannot_be_a_field_is_not_kept() {
    let (_sync, desk) = opened(json!("Valby")).await;
    let wanted = drawn(&desk).await;
    let with = |change: fn(&mut DrawnField)| {
        let mut field = wanted;
        change(&mut field);
        field
    };
    for field in [
        with(|drawn| drawn.field.length_m = 151.0),
        with(|drawn| drawn.field.width_m = f64::NAN),
        with(|drawn| drawn.field.bearing_deg = f64::INFINITY),
        with(|drawn| drawn.field.north_m = 2_500.0),
        with(|drawn| drawn.reference.latitude_deg += 1.0),
        with(|drawn| drawn.reference.latitude_deg = 1_000.0),
    ] {
        assert_eq!(save(&desk, Some(field)).await, Err(FieldError::Implausible), "{field:?}");
    }
    assert_eq!(track(&desk, None).await.origin, FieldOrigin::FittedArea);
}

#[tokio::test]
async fn a_recording_without_positions_has_no_way_and_no_field() {
    let polar = club();
    let (_sync, desk) = scripted(&polar).await;
    let page = async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    };
    let page = whole(page).await;
    assert!(page.frame.is_some() && page.track.is_none());
    assert_eq!(desk.track(&script::player_session(), None).await, Ok(None));
    assert_eq!(save(&desk, None).await, Err(FieldError::Other(AppError::NotFound)));
}

#[tokio::test]
async fn a_match_of_the_season_is_found_on_its_pitch() {
    let club = SeasonClub::open().await;
    let desk = club.desk_of(Coach::Second).await;
    let team = whole(async || desk.teams().await).await.teams[0].team.id.clone();
    let matches =
        SessionFilter { session_type: Some(SessionType::Match), ..SessionFilter::default() };
    let session = desk.team(&team, matches).await.unwrap().sessions[0].id.clone();
    let page = whole(async || desk.session(&session, None).await).await;
    let player = page.squad.into_iter().find_map(|row| row.player_session_id).unwrap();
    let track = desk.track(&player, None).await.unwrap().unwrap();
    // As the stand-in has it: 105 by 68 m, with the length to 172 degrees.
    assert_eq!(page.head.arena.as_deref(), Some("Sportpark am Mühlbach"));
    assert_eq!(track.origin, FieldOrigin::FittedPitch);
    assert!((track.reference.latitude_deg - 52.183_4).abs() < 4e-5, "{:?}", track.reference);
    assert!((track.reference.longitude_deg - 9.312_7).abs() < 6e-5, "{:?}", track.reference);
    let Field { bearing_deg, length_m, width_m, .. } = track.field;
    assert!((bearing_deg - 172.0).abs() < 2.0, "{bearing_deg}");
    assert!((length_m - 105.0).abs() < 5.0 && (width_m - 68.0).abs() < 5.0, "{:?}", track.field);
    let points = track.stretches.iter().map(Vec::len).sum::<usize>();
    assert!((2_000..2_600).contains(&points), "{points}");
}
