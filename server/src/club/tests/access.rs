//! Who sees what.

use std::time::Duration;

use app::{
    error::AppError,
    model::{
        Channel, FieldError, PlayerFilter, PlayerId, PlayerSessionId, SessionFilter, SessionType,
        SideBySide, TeamId, TrainingSessionId, Window,
    },
    port::Club,
    preferences::Lanes,
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use demo::Coach;
use serde_json::json;
use tokio::time::Instant;

use super::{ClubDesk, SeasonClub, desk, script, scripted, whole};
use crate::sync::{
    Need,
    testing::script::{SESSION, SESSIONS, TEAM, TEAMS, club, session_details},
};

const WINDOW: Window = Window { from_ms: 0, to_ms: 60_000 };

/// What every address of the desk answers about something of another team.
async fn answers(
    desk: &ClubDesk,
    team: &TeamId,
    session: &TrainingSessionId,
    player: &PlayerSessionId,
    player_id: &PlayerId,
) -> Vec<Option<AppError>> {
    let alone = SideBySide::new([player.clone()]).unwrap();
    vec![
        desk.team(team, SessionFilter::default()).await.err(),
        desk.player(team, player_id, PlayerFilter::default()).await.err(),
        desk.session(session, None).await.err(),
        desk.session(session, Some(WINDOW)).await.err(),
        desk.player_session(session, player, None, Lanes::default()).await.err(),
        desk.player_session(session, player, Some(WINDOW), Lanes::default()).await.err(),
        desk.player_figures(session, player, WINDOW).await.err(),
        desk.series_frame(player, &[Channel::HeartRate], None, 100).await.err(),
        desk.track(player, None).await.err(),
        desk.side_by_side(&alone, None, None, Lanes::default()).await.err(),
        desk.figures_side_by_side(&alone, None, WINDOW).await.err(),
    ]
}

#[tokio::test]
async fn two_coaches_see_their_own_teams_and_nothing_of_each_other() {
    let club = SeasonClub::open().await;
    let (first, second) = (club.desk_of(Coach::First).await, club.desk_of(Coach::Second).await);
    let mut seen = Vec::new();
    for (desk, coach) in [(&first, Coach::First), (&second, Coach::Second)] {
        let page = whole(async || desk.teams().await).await;
        let names: Vec<_> = page.teams.iter().map(|card| card.team.name.as_str()).collect();
        let mut expected = coach.team_names();
        expected.sort_unstable();
        assert_eq!(names, expected);
        let team = page.teams[0].team.id.clone();
        // Strength sessions have the smallest recordings.
        let filter = SessionFilter {
            session_type: Some(SessionType::StrengthAndCondition),
            ..SessionFilter::default()
        };
        let session = desk.team(&team, filter).await.unwrap().sessions[0].id.clone();
        let squad = whole(async || desk.session(&session, None).await).await.squad;
        let (player, player_id) = squad
            .iter()
            .find_map(|row| Some((row.player_session_id.clone()?, row.player.id.clone())))
            .unwrap();
        assert_eq!(answers(desk, &team, &session, &player, &player_id).await, vec![None; 11]);
        seen.push((team, session, player, player_id));
    }
    for (desk, (team, session, player, player_id)) in [(&first, &seen[1]), (&second, &seen[0])] {
        assert_eq!(
            answers(desk, team, session, player, player_id).await,
            vec![Some(AppError::NotFound); 11]
        );
    }
    for both in [[&seen[0].2, &seen[1].2], [&seen[1].2, &seen[0].2]] {
        let both = SideBySide::new(both.map(Clone::clone)).unwrap();
        for desk in [&first, &second] {
            let page = desk.side_by_side(&both, None, None, Lanes::default()).await;
            assert_eq!(page.err(), Some(AppError::NotFound), "beside one of another team");
            let figures = desk.figures_side_by_side(&both, None, WINDOW).await;
            assert_eq!(figures, Err(AppError::NotFound));
        }
    }
    let own = &seen[0].0;
    let stranger = first.player(own, &seen[1].3, PlayerFilter::default()).await;
    assert_eq!(stranger.err(), Some(AppError::NotFound), "a player of another team");
    let nobody = club.desk.of(None);
    let (team, session, player, player_id) = &seen[0];
    assert_eq!(
        answers(&nobody, team, session, player, player_id).await,
        vec![Some(AppError::NotSignedIn); 11]
    );
    assert_eq!(nobody.teams().await, Err(AppError::NotSignedIn));
    for (desk, error) in [(&second, AppError::NotFound), (&nobody, AppError::NotSignedIn)] {
        assert_eq!(desk.save_field(player, None).await, Err(FieldError::Other(error)));
    }
    assert_eq!(nobody.viewer().await, Ok(None));
}

#[tokio::test]
async fn a_bookmarked_session_opens_on_a_fresh_install_for_those_who_may_see_it() {
    let season = SeasonClub::open().await;
    let desk_of_first = season.desk_of(Coach::First).await;
    let team = whole(async || desk_of_first.teams().await).await.teams[0].team.id.clone();
    let bookmark =
        desk_of_first.team(&team, SessionFilter::default()).await.unwrap().sessions[0].clone();

    let fresh = SeasonClub::open().await;
    let second = fresh.desk_of(Coach::Second).await;
    assert_eq!(second.session(&bookmark.id, None).await.err(), Some(AppError::NotFound));
    let first = fresh.desk_of(Coach::First).await;
    let page = first.session(&bookmark.id, None).await.unwrap();
    assert_eq!((page.head.team_id, page.head.name), (team, bookmark.name));
    assert_eq!(second.session(&bookmark.id, None).await.err(), Some(AppError::NotFound));
}

#[tokio::test]
async fn what_does_not_exist_is_not_found() {
    let (_sync, desk) = scripted(&club()).await;
    let (team, session, player) = (script::team(), script::session(), script::player_session());
    assert_eq!(desk.session(&session, None).await.err(), None);
    for (result, what) in [
        (desk.team(&"other".into(), SessionFilter::default()).await.err(), "team"),
        (desk.session(&"other".into(), None).await.err(), "session"),
        (
            desk.player_session(&"other".into(), &player, None, Lanes::default()).await.err(),
            "session of a player",
        ),
        (
            desk.player_session(&session, &"other".into(), None, Lanes::default()).await.err(),
            "player",
        ),
        (
            desk.player(&team, &"other".into(), PlayerFilter::default()).await.err(),
            "player of a team",
        ),
        (desk.series_frame(&"other".into(), &[], None, 100).await.err(), "series"),
    ] {
        assert_eq!(result, Some(AppError::NotFound), "{what}");
    }
    assert_eq!(desk.team(&team, SessionFilter::default()).await.err(), None);
}

#[tokio::test]
async fn a_recording_is_seen_in_its_own_session_only() {
    let polar = club();
    let mut other = session_details(2);
    other["id"] = json!("s2");
    other["participants"] = json!([{ "player_id": "p", "player_session_id": "ps2" }]);
    polar.set("/v1/teams/training_sessions/s2", other);
    let (_sync, desk) = scripted(&polar).await;
    let player = script::player_session();
    assert_eq!(
        desk.player_session(&script::session(), &player, None, Lanes::default()).await.err(),
        None
    );
    assert_eq!(
        desk.player_session(&"s2".into(), &player, None, Lanes::default()).await.err(),
        Some(AppError::NotFound)
    );
    assert_eq!(
        desk.player_figures(&"s2".into(), &player, WINDOW).await.err(),
        Some(AppError::NotFound)
    );
}

#[tokio::test]
async fn a_team_that_polar_does_not_show_any_more_is_gone_with_everything_of_it() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let page = whole(async || {
        desk.player_session(&script::session(), &script::player_session(), None, Lanes::default())
            .await
    });
    assert!(page.await.frame.is_some());
    sync.clock.advance(TimeDelta::hours(2));
    for path in [TEAM, SESSIONS] {
        polar.set_status(path, StatusCode::NOT_FOUND, json!(null));
    }
    polar.set(TEAMS, json!([]));
    let filter = SessionFilter::default();
    assert_eq!(desk.team(&script::team(), filter).await.err(), Some(AppError::NotFound));
    let (team, session) = (script::team(), script::session());
    let gone = answers(&desk, &team, &session, &script::player_session(), &"p".into()).await;
    assert_eq!(gone, vec![Some(AppError::NotFound); 11]);
}

#[tokio::test]
async fn a_session_that_polar_does_not_show_any_more_is_not_found() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    whole(async || desk.session(&script::session(), None).await).await;
    sync.clock.advance(TimeDelta::minutes(5));
    polar.set_status(SESSION, StatusCode::NOT_FOUND, json!(null));
    assert_eq!(desk.session(&script::session(), None).await.err(), Some(AppError::NotFound));
}

#[tokio::test]
async fn a_coach_whose_grant_is_over_before_anything_was_read_must_sign_in() {
    let polar = club();
    let (sync, _) = scripted(&polar).await;
    let desk = desk(&sync).of(Some(sync.sign_in("withdrawn", None).await.into()));
    let filter = SessionFilter::default();
    assert_eq!(desk.team(&script::team(), filter).await.err(), Some(AppError::NotSignedIn));
    assert_eq!(desk.session(&script::session(), None).await.err(), Some(AppError::NotSignedIn));
}

#[tokio::test]
async fn a_coach_whose_access_ends_loses_sight_after_fifteen_minutes_at_most() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let (team, session, player) = (script::team(), script::session(), script::player_session());
    whole(async || desk.player_session(&session, &player, None, Lanes::default()).await).await;
    let all = async || answers(&desk, &team, &session, &player, &"p".into()).await;
    let listed = async || sync.store.grant_teams(desk.grant().unwrap()).await.unwrap().unwrap();
    let read_at = listed().await.read_at;
    polar.set(TEAMS, json!([]));

    sync.clock.advance(read_at + TimeDelta::minutes(15) - sync.sync.now());
    assert_eq!(
        all().await,
        vec![Some(AppError::NotFound); 11],
        "the first look is too late already"
    );
    assert!(whole(async || desk.teams().await).await.teams.is_empty());
    assert!(desk.sync_status().await.unwrap().teams.is_empty());
}

#[tokio::test]
async fn a_look_after_five_minutes_has_polar_asked_again_behind_the_page() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let session = script::session();
    whole(async || desk.session(&session, None).await).await;
    let asked = polar.count(TEAMS);
    polar.set(TEAMS, json!([]));
    sync.clock.advance(TimeDelta::minutes(5));
    // Whoever looks for how much is here looks, too.
    desk.sync_status().await.unwrap();
    polar.was_asked(TEAMS, asked + 1).await;
    let grant = desk.grant().unwrap();
    sync.ensure(grant, vec![Need::Teams]).await;
    assert_eq!(desk.session(&session, None).await.err(), Some(AppError::NotFound));
}

#[tokio::test]
async fn a_coach_whose_grant_polar_does_not_accept_any_more_sees_nothing() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let (team, session, player) = (script::team(), script::session(), script::player_session());
    whole(async || desk.player_session(&session, &player, None, Lanes::default()).await).await;
    polar.set_status(TEAMS, StatusCode::UNAUTHORIZED, json!(null));
    sync.clock.advance(TimeDelta::minutes(16));
    let answers = answers(&desk, &team, &session, &player, &"p".into()).await;
    assert_eq!(answers, vec![Some(AppError::NotSignedIn); 11]);
}

#[tokio::test]
async fn while_polar_is_down_the_last_list_stands() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let session = script::session();
    whole(async || desk.session(&session, None).await).await;
    polar.set_status(TEAMS, StatusCode::SERVICE_UNAVAILABLE, json!(null));
    sync.clock.advance(TimeDelta::hours(3));
    assert_eq!(desk.session(&session, None).await.err(), None);
}

#[tokio::test]
async fn a_polar_that_never_answers_holds_up_who_comes_first_and_nobody_after() {
    let polar = club();
    let (sync, desk) = scripted(&polar).await;
    let session = script::session();
    whole(async || desk.session(&session, None).await).await;
    polar.hold(TEAMS);
    let asked = polar.count(TEAMS);
    sync.clock.advance(TimeDelta::hours(3));
    sync.sync.ensure(desk.grant().unwrap(), vec![Need::Teams], Duration::ZERO).await;
    polar.was_asked(TEAMS, asked + 1).await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(10)).await;
    tokio::time::resume();
    let opened = Instant::now();
    assert_eq!(desk.session(&session, None).await.err(), None);
    assert!(opened.elapsed() < Duration::from_secs(8), "it waits once more");
}
