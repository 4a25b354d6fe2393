//! Team sessions: the list and the details.

use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use chrono::TimeDelta;
use serde::Serialize;

use crate::{
    season::{
        Season, TeamSession,
        calendar::Theme,
        clubs::Edition,
        plan::{Marker, MarkerKind, Tick},
    },
    service::{Service, Shared},
    summary::{Figures, HeartFigures, MotionFigures, zones::Zones},
};

use super::{
    bodies::{InZones, ZoneBody, computed, data, tenths, whole},
    error::ApiError,
    guard::Caller,
    paging::Paging,
    query::Query,
    stamps::Stamp,
    time_filter::TimeFilter,
};

/// `trainingSession`.
#[derive(Debug, Serialize)]
struct SessionBody<'a> {
    id: &'a str,
    team_id: &'a str,
    name: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    created: Stamp,
    modified: Stamp,
    record_start_time: Stamp,
    record_end_time: Stamp,
    start_time: Stamp,
    end_time: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    latitude: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    longitude: Option<f64>,
    sport: &'static str,
}

/// `trainingSessionDetails`.
#[derive(Debug, Serialize)]
struct DetailsBody<'a> {
    #[serde(flatten)]
    session: SessionBody<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arena: Option<&'static str>,
    #[serde(flatten)]
    averages: Option<AveragesBody>,
    participants: Vec<ParticipantBody<'a>>,
    markers: Vec<MarkerBody>,
}

/// What the later document adds: averages over the participants' trimmed parts.
#[derive(Debug, Serialize)]
struct AveragesBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    distance: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kilocalories: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    training_load: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heart_rate_average: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cardio_load: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speed_zones_kmh: Option<Vec<ZoneBody>>,
}

/// `participant`.
#[derive(Debug, Serialize)]
struct ParticipantBody<'a> {
    player_id: &'a str,
    player_number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    player_session_id: Option<&'a str>,
}

/// `marker`.
#[derive(Debug, Serialize)]
struct MarkerBody {
    start_time: Stamp,
    end_time: Stamp,
    marker_type: &'static str,
    name: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// The API's name of what was played.
pub(super) fn sport(theme: Theme) -> &'static str {
    if theme == Theme::Strength { "STRENGTH_TRAINING" } else { "SOCCER" }
}

impl<'a> SessionBody<'a> {
    fn of(season: &'a Season, session: &'a TeamSession) -> Self {
        Self {
            id: &session.id,
            team_id: &season.teams[session.team].id,
            name: session.name.as_deref(),
            kind: session.theme.api_type(),
            note: session.note.as_deref(),
            created: Stamp::zulu(session.created),
            modified: Stamp::zulu(session.modified),
            record_start_time: Stamp::local(session.record_start),
            record_end_time: Stamp::local(session.record_end()),
            start_time: Stamp::local(session.start()),
            end_time: Stamp::local(session.end()),
            latitude: session.ground.map(|ground| single(ground.latitude)),
            longitude: session.ground.map(|ground| single(ground.longitude)),
            sport: sport(session.theme),
        }
    }
}

/// Positions are single precision in the service, and printed as doubles.
pub(super) fn single(degrees: f64) -> f64 {
    f64::from(degrees as f32)
}

impl AveragesBody {
    fn of(service: &Service, session: &TeamSession) -> Self {
        let trimmed = session.trimmed();
        let recorded =
            session.participants.iter().filter_map(|participant| participant.player_session);
        let figures: Vec<Figures> = recorded
            .map(|index| service.figures(index, &service.season().in_recording(index, &trimmed)))
            .collect();
        let hearts = || figures.iter().filter_map(|figures| figures.heart.as_ref());
        let motions: Vec<&MotionFigures> =
            figures.iter().filter_map(|figures| figures.motion.as_ref()).collect();
        Self {
            distance: mean(motions.iter().map(|motion| motion.distance_cm as f64 / 100.0))
                .map(tenths),
            kilocalories: mean(hearts().map(|heart| heart.load.kilocalories)).map(whole),
            training_load: mean(hearts().map(HeartFigures::training_load)).map(whole),
            heart_rate_average: mean(hearts().map(|heart| heart.average)).map(tenths),
            cardio_load: mean(hearts().map(|heart| heart.load.cardio)).map(tenths),
            speed_zones_kmh: average_speed_zones(&motions),
        }
    }
}

/// The mean over all players, with time and distance in each zone.
fn average_speed_zones(motions: &[&MotionFigures]) -> Option<Vec<ZoneBody>> {
    let limits = &motions.first()?.distance_zones.limits;
    let players = motions.len() as u64;
    let mean = |zones: fn(&MotionFigures) -> &Zones| {
        std::array::from_fn(|zone| {
            motions.iter().map(|motion| zones(motion).inside[zone]).sum::<u64>() / players
        })
    };
    let ticks = mean(|motion| &motion.time_zones);
    let centimetres = mean(|motion| &motion.distance_zones);
    let zones = InZones { limits, ticks: Some(&ticks), centimetres: Some(&centimetres) };
    Some(zones.bodies(Edition::Later))
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

impl MarkerBody {
    fn of(session: &TeamSession, marker: &Marker) -> Self {
        let stamp = |tick: Tick| {
            let time = session.record_start + TimeDelta::milliseconds(i64::from(tick) * 100);
            if session.zulu_markers { Stamp::zulu(time) } else { Stamp::local(time) }
        };
        Self {
            start_time: stamp(marker.time.start),
            end_time: stamp(marker.time.end),
            marker_type: match marker.kind {
                MarkerKind::Phase => "PHASE",
                MarkerKind::Note => "NOTE",
                MarkerKind::Recovery => "RECOVERY",
            },
            name: marker.name,
            note: marker.note,
        }
    }
}

pub(super) async fn list(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(team_id): Path<String>,
    query: Query,
) -> Result<Response, ApiError> {
    let (paging, filter) = (Paging::read(&query)?, TimeFilter::read(&query)?);
    let season = service.season();
    let team = season.team(&team_id, caller.coach).ok_or(ApiError::NotFound)?;
    let sessions: Vec<&TeamSession> = team
        .sessions
        .iter()
        .map(|index| &season.team_sessions[*index])
        .filter(|session| filter.keeps(session.record_start))
        .collect();
    Ok(paging.cut(&sessions, |session| SessionBody::of(&season, session)))
}

pub(super) async fn details(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let season = service.season();
    let session = season.team_session(&id, caller.coach).ok_or(ApiError::NotFound)?;
    let index = session.index;
    Ok(computed(move || details_answer(&service, index)).await)
}

fn details_answer(service: &Service, index: usize) -> Response {
    let season = service.season();
    let session = &season.team_sessions[index];
    let roster = &season.teams[session.team].roster;
    let participants = session
        .participants
        .iter()
        .map(|participant| {
            let member = &roster[participant.member];
            ParticipantBody {
                player_id: &member.id,
                player_number: member.number,
                role: member.role,
                player_session_id: participant
                    .player_session
                    .map(|index| season.player_sessions[index].id.as_str()),
            }
        })
        .collect();
    let edition = season.teams[session.team].spec.club.edition;
    data(DetailsBody {
        session: SessionBody::of(&season, session),
        arena: session.ground.map(|ground| ground.arena),
        averages: (edition == Edition::Later).then(|| AveragesBody::of(service, session)),
        participants,
        markers: session
            .plan
            .markers
            .iter()
            .map(|marker| MarkerBody::of(session, marker))
            .collect(),
    })
}
