//! Our figures of windows against those that the stand-in computes for phases, from the same recordings but with
//! code of its own.

use app::{
    model::{Figures, SessionFilter, SessionType, Window},
    port::Club,
    preferences::Lanes,
};
use demo::Coach;
use polar::{AccessToken, Urgency, model::Summary};

use super::{SeasonClub, whole};

fn close(what: &str, ours: Option<f64>, theirs: Option<f64>, tolerance: f64) {
    match (ours, theirs) {
        (None, None) => {}
        (Some(ours), Some(theirs)) => {
            assert!((ours - theirs).abs() <= tolerance, "{what}: {ours} against {theirs}");
        }
        _ => panic!("{what}: {ours:?} against {theirs:?}"),
    }
}

/// A value here stands for the time before it, there for the time after it, and the printed figures are rounded:
/// so much may differ at the edges. A heart rate changes by a few beats from one second to the next.
fn compare(ours: &Figures, theirs: &Summary) {
    // Ours is the time that was recorded: holes are not in it.
    assert!(
        ours.duration_ms <= theirs.duration_ms,
        "{:?} in {:?}",
        ours.duration_ms,
        theirs.duration_ms
    );
    close("distance", ours.distance_m, theirs.distance_m, 2.0);
    close("top speed", ours.speed_max_kmh, theirs.speed_max_kmh, 0.06);
    close("mean speed", ours.speed_avg_kmh, theirs.speed_avg_kmh, 0.1);
    close("lowest heart rate", ours.heart_rate_min_bpm, theirs.heart_rate_min_bpm, 5.0);
    close("mean heart rate", ours.heart_rate_avg_bpm, theirs.heart_rate_avg_bpm, 1.0);
    close("highest heart rate", ours.heart_rate_max_bpm, theirs.heart_rate_max_bpm, 5.0);
    close("mean percent", ours.heart_rate_avg_percent, theirs.heart_rate_avg_percent, 1.5);
    assert_eq!(ours.heart_rate_zones.len(), theirs.heart_rate_zones.len());
    for (ours, theirs) in ours.heart_rate_zones.iter().zip(&theirs.heart_rate_zones) {
        assert_eq!((Some(u32::from(ours.index)), ours.lower_bpm), (theirs.index, theirs.lower_bpm));
        close(
            "heart-rate zone",
            Some(f64::from(ours.in_zone_ms)),
            theirs.in_zone_ms.map(f64::from),
            2_100.0,
        );
    }
    assert_eq!(ours.speed_zones.len(), theirs.speed_zones_kmh.len());
    for (ours, theirs) in ours.speed_zones.iter().zip(&theirs.speed_zones_kmh) {
        assert_eq!((Some(u32::from(ours.index)), ours.lower_kmh), (theirs.index, theirs.lower_kmh));
        let theirs_m = theirs.in_zone_m.unwrap();
        close("speed zone", Some(ours.in_zone_m), Some(theirs_m), 3.0 + theirs_m * 0.02);
    }
    close("sprints", ours.sprints.map(f64::from), theirs.sprints.map(f64::from), 1.0);
}

async fn every_phase_of_a_player_agrees(coach: Coach) {
    let club = SeasonClub::open().await;
    let desk = club.desk_of(coach).await;
    let team = whole(async || desk.teams().await).await.teams[0].team.id.clone();
    let filter =
        SessionFilter { session_type: Some(SessionType::Drill), ..SessionFilter::default() };
    let session = desk.team(&team, filter).await.unwrap().sessions[0].id.clone();
    let page = whole(async || desk.session(&session, None).await).await;
    let timeline = page.timeline.unwrap();
    let phases: Vec<Window> = timeline.phases().map(|(_, phase)| phase).collect();
    assert!(!phases.is_empty());
    let token = AccessToken::new(club.polar.token(coach));
    let urgency = Urgency::interactive();
    let (mut punctual, mut late) = (false, false);
    for player in page.squad.into_iter().filter_map(|row| row.player_session_id) {
        whole(async || desk.player_session(&session, &player, None, Lanes::default()).await).await;
        let theirs = club.sync.client.phase_summaries(&token, &urgency, player.as_str());
        let theirs = theirs.await.unwrap();
        assert_eq!(phases.len(), theirs.len());
        for (phase, theirs) in phases.iter().zip(theirs) {
            let ours = desk.player_figures(&session, &player, *phase).await.unwrap().unwrap();
            compare(&ours, &theirs);
        }
        let recording = club.sync.store.recording(&player).await.unwrap().unwrap();
        punctual |= recording.start == page.head.recorded_from;
        late |= recording.start != page.head.recorded_from;
        if punctual && late {
            return;
        }
    }
    panic!(
        "the squad has nobody whose clock agrees with the team's, or nobody whose clock does not"
    );
}

#[tokio::test]
async fn phases_agree_for_the_club_that_sends_kmh() {
    every_phase_of_a_player_agrees(Coach::First).await;
}

#[tokio::test]
async fn phases_agree_for_the_club_that_sends_metres_per_second() {
    every_phase_of_a_player_agrees(Coach::Second).await;
}
