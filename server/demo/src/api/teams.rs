//! Teams, their people and their sport profiles.

use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use serde::Serialize;

use crate::{
    season::{
        Member, Team,
        clubs::{Edition, TeamSpec},
    },
    service::Shared,
};

use super::{
    bodies::data, error::ApiError, guard::Caller, paging::Paging, query::Query, stamps::Stamp,
};

/// `team`.
#[derive(Debug, Serialize)]
pub(super) struct TeamBody<'a> {
    id: &'a str,
    name: &'static str,
    organisation: &'static str,
    created: Stamp,
    modified: Stamp,
}

/// `teamDetails`.
#[derive(Debug, Serialize)]
pub(super) struct TeamDetailsBody<'a> {
    #[serde(flatten)]
    team: TeamBody<'a>,
    players: Vec<PlayerBody<'a>>,
    /// Only in the later document.
    #[serde(skip_serializing_if = "Option::is_none")]
    sport_profiles: Option<[SportProfileBody; 1]>,
}

/// `player`.
#[derive(Debug, Serialize)]
struct PlayerBody<'a> {
    player_id: &'a str,
    player_number: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
    first_name: &'static str,
    last_name: &'static str,
}

/// `teamSportProfile`.
#[derive(Debug, Serialize)]
pub(super) struct SportProfileBody {
    sport: &'static str,
    created: Stamp,
    modified: Stamp,
    sprint_threshold_type: &'static str,
    sprint_threshold: f64,
    gps_state: &'static str,
    muscle_load_setting: &'static str,
    heart_rate_zone_type: &'static str,
    speed_zone_type: &'static str,
    power_zone_type: &'static str,
    zones: ZonesBody,
    acceleration_zones: AccelerationZonesBody,
}

/// `sportProfileZones`. Heart rate zones are those of each player, in percent of the maximum.
#[derive(Debug, Serialize)]
struct ZonesBody {
    speed: Vec<ZoneBody>,
}

/// `sportProfileZone`.
#[derive(Debug, Serialize)]
struct ZoneBody {
    lower_limit: f64,
    higher_limit: f64,
}

/// `sportProfileAccelerationZones`.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "the names are those of the API")]
struct AccelerationZonesBody {
    free_acceleration_zones: bool,
    acceleration_zones: [f64; 4],
    deceleration_zones: [f64; 4],
}

impl<'a> TeamBody<'a> {
    fn of(team: &'a Team) -> Self {
        Self {
            id: &team.id,
            name: team.spec.name,
            organisation: team.spec.club.organisation,
            created: Stamp::zulu(team.created),
            modified: Stamp::zulu(team.modified),
        }
    }
}

impl<'a> PlayerBody<'a> {
    fn of(member: &'a Member) -> Self {
        Self {
            player_id: &member.id,
            player_number: member.number,
            role: member.role,
            first_name: member.first_name,
            last_name: member.last_name,
        }
    }
}

impl SportProfileBody {
    fn of(team: &Team) -> Self {
        let TeamSpec { speed_limits_kmh, .. } = team.spec;
        Self {
            sport: "SOCCER",
            created: Stamp::zulu(team.created),
            modified: Stamp::zulu(team.modified),
            sprint_threshold_type: "ACCELERATION",
            sprint_threshold: crate::summary::SPRINT_MS2,
            gps_state: "GPS_ON_10_HZ",
            muscle_load_setting: "OFF",
            heart_rate_zone_type: "DEFAULT",
            speed_zone_type: "FREE",
            power_zone_type: "DEFAULT",
            zones: ZonesBody {
                speed: speed_limits_kmh
                    .windows(2)
                    .map(|limits| ZoneBody { lower_limit: limits[0], higher_limit: limits[1] })
                    .collect(),
            },
            acceleration_zones: AccelerationZonesBody {
                free_acceleration_zones: false,
                acceleration_zones: crate::summary::ACCELERATION_LIMITS_MS2,
                deceleration_zones: crate::summary::ACCELERATION_LIMITS_MS2.map(|limit| -limit),
            },
        }
    }
}

pub(super) async fn list(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    query: Query,
) -> Result<Response, ApiError> {
    let paging = Paging::read(&query)?;
    let season = service.season();
    let teams = season.teams_of(caller.coach);
    Ok(paging.cut(&teams, |team| TeamBody::of(team)))
}

pub(super) async fn details(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let season = service.season();
    let team = season.team(&id, caller.coach).ok_or(ApiError::NotFound)?;
    let edition = team.spec.club.edition;
    Ok(data(TeamDetailsBody {
        team: TeamBody::of(team),
        players: team.roster.iter().map(PlayerBody::of).collect(),
        sport_profiles: (edition == Edition::Later).then(|| [SportProfileBody::of(team)]),
    }))
}

pub(super) async fn sport_profiles(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let season = service.season();
    let team = season.team(&id, caller.coach).ok_or(ApiError::NotFound)?;
    Ok(data([SportProfileBody::of(team)]))
}
