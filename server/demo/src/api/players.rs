//! The sessions of one player.

use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;

use crate::{
    season::{PlayerSession, Season, clubs::Ground, player_sessions::Source, utc_offset_minutes},
    service::Shared,
};

use super::{
    error::ApiError,
    guard::Caller,
    paging::Paging,
    query::Query,
    stamps::Stamp,
    team_sessions::{single, sport},
    time_filter::TimeFilter,
};

/// `playerTrainingSession`, and what the details have in common with it.
#[derive(Debug, Serialize)]
pub(super) struct PlayerSessionBody<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    created: Stamp,
    modified: Stamp,
    sport: &'static str,
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feeling: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    start_time: Stamp,
    stop_time: Stamp,
    duration_ms: u64,
}

#[derive(Debug, Serialize)]
struct ListedBody<'a> {
    #[serde(flatten)]
    session: PlayerSessionBody<'a>,
    timezone_offset: i32,
}

impl<'a> PlayerSessionBody<'a> {
    pub(super) fn of(season: &'a Season, session: &'a PlayerSession) -> Self {
        let ground = ground(season, session);
        let (kind, sport) = match session.source {
            Source::Team { session, .. } => ("TEAM", sport(season.team_sessions[session].theme)),
            Source::Individual { .. } => ("INDIVIDUAL", "RUNNING"),
        };
        Self {
            id: &session.id,
            kind,
            created: Stamp::zulu(session.created),
            modified: Stamp::zulu(session.modified),
            sport,
            name: session.name.as_deref(),
            feeling: session.feeling,
            note: session.note,
            latitude: ground.map(|ground| single(ground.latitude)),
            longitude: ground.map(|ground| single(ground.longitude)),
            start_time: Stamp::local(session.start),
            stop_time: Stamp::local(session.stop()),
            duration_ms: u64::from(session.length_s) * 1000,
        }
    }
}

/// Where a player session was; none indoors.
fn ground(season: &Season, session: &PlayerSession) -> Option<&'static Ground> {
    match session.source {
        Source::Team { session, .. } => season.team_sessions[session].ground,
        Source::Individual { .. } => Some(&season.teams[session.team].spec.club.paths),
    }
}

pub(super) async fn sessions(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(player_id): Path<String>,
    query: Query,
) -> Result<Response, ApiError> {
    let (paging, filter) = (Paging::read(&query)?, TimeFilter::read(&query)?);
    let (team, individual) = match query.get("type") {
        None | Some("ALL") => (true, true),
        Some("TEAM") => (true, false),
        Some("INDIVIDUAL") => (false, true),
        Some(_) => {
            return Err(ApiError::BadRequest("type must be ALL, TEAM or INDIVIDUAL".into()));
        }
    };
    let season = service.season();
    let player = season.player(&player_id, caller.coach).ok_or(ApiError::NotFound)?;
    let sessions: Vec<&PlayerSession> = player
        .sessions
        .iter()
        .map(|index| &season.player_sessions[*index])
        .filter(|session| match session.source {
            Source::Team { .. } => team,
            Source::Individual { .. } => individual,
        })
        .filter(|session| filter.keeps(session.start))
        .collect();
    Ok(paging.cut(&sessions, |session| ListedBody {
        session: PlayerSessionBody::of(&season, session),
        timezone_offset: utc_offset_minutes(session.start),
    }))
}
