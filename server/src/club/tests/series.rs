//! The lines of a chart.

use app::{
    model::{Channel, Frame, Lane, Point, Window},
    port::Club,
    preferences::Lanes,
};
use serde_json::json;

use super::{ClubDesk, script, scripted, whole};
use crate::sync::{
    Need,
    testing::{
        LONG, TestSync,
        script::{RECORDING, SESSIONS, club, listed_session},
    },
};

/// The desk once the session is known, which is where people come from.
async fn opened() -> (TestSync, ClubDesk) {
    let (sync, desk) = scripted(&club()).await;
    desk.session(&script::session(), None).await.unwrap();
    (sync, desk)
}

async fn frame(desk: &ClubDesk, channels: &[Channel], window: Option<Window>) -> Frame {
    desk.series_frame(&script::player_session(), channels, window, 1_000).await.unwrap()
}

fn points(lane: &Lane) -> Vec<(i32, f64)> {
    lane.lines.iter().flatten().map(|Point { at_ms, value }| (*at_ms, *value)).collect()
}

#[tokio::test]
async fn lanes_come_in_the_order_asked_for_and_only_for_what_was_recorded() {
    let (_sync, desk) = opened().await;
    let frame = frame(
        &desk,
        &[Channel::Distance, Channel::Power, Channel::Speed, Channel::HeartRate],
        None,
    )
    .await;
    let lanes: Vec<_> = frame.lanes.iter().map(|lane| lane.channel).collect();
    assert_eq!(lanes, [Channel::Distance, Channel::Speed, Channel::HeartRate]);
    assert_eq!(frame.window, Window { from_ms: 0, to_ms: 7_200_000 });
}

#[tokio::test]
async fn points_are_on_the_session_clock_and_in_the_channels_unit() {
    let (_sync, desk) = opened().await;
    let window = Window { from_ms: 70_000, to_ms: 70_200 };
    let frame = frame(&desk, &[Channel::Speed, Channel::HeartRate], Some(window)).await;
    assert_eq!(frame.window, window);
    let speed = [69_900, 70_000, 70_100, 70_200].map(|at_ms| (at_ms, 14.4));
    assert_eq!(points(&frame.lanes[0]), speed);
    assert_eq!(points(&frame.lanes[1]), [(69_000, 120.0), (70_000, 120.0), (71_000, 120.0)]);
}

#[tokio::test]
async fn a_chart_does_not_wait_for_a_recording_to_be_brought_up_to_date() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let player = async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    };
    whole(player).await;
    polar.set(SESSIONS, json!([listed_session(3)]));
    sync.ensure(desk.grant().unwrap(), vec![Need::Sessions(script::team())]).await;
    polar.hold(RECORDING);
    let window = Window { from_ms: 70_000, to_ms: 80_000 };
    let open_chart = async {
        let frame = frame(&desk, &[Channel::Speed], Some(window)).await;
        let (session, player) = (script::session(), script::player_session());
        (frame, desk.player_figures(&session, &player, window).await.unwrap())
    };
    let (frame, figures) = tokio::time::timeout(LONG / 30, open_chart).await.unwrap();
    assert!(!points(&frame.lanes[0]).is_empty());
    assert_eq!(figures.unwrap().duration_ms, Some(10_000));
    polar.was_asked(RECORDING, 2).await;
}

#[tokio::test]
async fn an_open_end_is_where_everything_ends() {
    let (_sync, desk) = opened().await;
    let open = |from_ms, to_ms| Some(Window { from_ms, to_ms });
    let whole = frame(&desk, &[Channel::Speed], None).await;
    assert_eq!(frame(&desk, &[Channel::Speed], open(i32::MIN, i32::MAX)).await, whole);
    let end = frame(&desk, &[Channel::Speed], open(119_800, i32::MAX)).await;
    assert_eq!(end.window, Window { from_ms: 119_800, to_ms: 7_200_000 });
    assert_eq!(points(&end.lanes[0]).last(), Some(&(119_900, 14.4)));
    let before = frame(&desk, &[Channel::Speed], open(-5_000, -1_000)).await;
    assert_eq!(
        (before.window, points(&before.lanes[0])),
        (open(-5_000, -1_000).unwrap(), Vec::new())
    );
}

#[tokio::test]
async fn times_between_beats_are_laid_end_to_end_from_the_start_of_the_recording() {
    let (_sync, desk) = opened().await;
    // Beats of 500 ms, a missed one that takes as long, and one of 510 ms; the recording starts at 1:00.
    let frame = frame(&desk, &[Channel::BeatInterval, Channel::HeartRate], None).await;
    assert_eq!(frame.lanes[0].channel, Channel::BeatInterval);
    assert_eq!(points(&frame.lanes[0]), [(60_500, 500.0), (61_510, 510.0)]);
}

#[tokio::test]
async fn without_times_between_beats_there_is_no_lane_of_them() {
    let polar = club();
    let mut silent = script::recording("2026-06-01T10:01:00");
    silent["rr_intervals"] = json!(null);
    polar.set(RECORDING, silent);
    let (_sync, desk) = scripted(&polar).await;
    desk.session(&script::session(), None).await.unwrap();
    let frame = frame(&desk, &[Channel::BeatInterval, Channel::HeartRate], None).await;
    let lanes: Vec<_> = frame.lanes.iter().map(|lane| lane.channel).collect();
    assert_eq!(lanes, [Channel::HeartRate]);
}
