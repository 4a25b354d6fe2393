//! One player session: details with samples, the summary of its trimmed part, and its phases.

use std::ops::Range;

use axum::{
    Extension,
    extract::{Path, State},
    response::Response,
};
use chrono::TimeDelta;
use serde::Serialize;

use crate::{
    iso_duration::IsoDuration,
    recording::write::{Samples, write_intervals},
    season::{Season, clubs::Edition, plan::Tick, roster::Physique},
    service::{Service, Shared},
    summary::{Figures, HeartFigures, MotionFigures, fat_percentage},
};

use super::{
    bodies::{
        AccelerationZoneBody, ZoneBody, acceleration_zones, computed, data, data_with,
        heart_rate_zones, speed_zones, tenths, whole,
    },
    error::ApiError,
    guard::Caller,
    players::PlayerSessionBody,
    query::Query,
    samples::Selection,
    stamps::Stamp,
};

/// `playerTrainingSessionDetails`: figures of the whole recording.
#[derive(Serialize)]
struct DetailsBody<'a> {
    #[serde(flatten)]
    session: PlayerSessionBody<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    calories: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_meters: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    training_load: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cardio_load: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_time_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fat_percentage: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heart_rate_max: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heart_rate_avg: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ascent: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    descent: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sprint_counter: Option<u32>,
    product: &'static str,
}

/// `playerTeamTrainingSessionDetails`, and the same for a phase.
#[derive(Debug, Serialize)]
struct SummaryBody<'a> {
    player_session_id: &'a str,
    created: Stamp,
    modified: Stamp,
    trimmed_start_time: Stamp,
    duration_ms: u64,
    #[serde(flatten)]
    heart: Option<HeartBody>,
    #[serde(flatten)]
    motion: Option<MotionBody>,
    #[serde(flatten)]
    later: Option<LaterBody>,
}

#[derive(Debug, Serialize)]
struct HeartBody {
    kilo_calories: u32,
    heart_rate_max: u8,
    heart_rate_avg: u32,
    heart_rate_min: u8,
    heart_rate_max_percent: u32,
    heart_rate_avg_percent: u32,
    heart_rate_min_percent: u32,
    training_load: u32,
    heart_rate_zones: Vec<ZoneBody>,
}

#[derive(Debug, Serialize)]
struct MotionBody {
    distance_meters: f64,
    sprint_counter: u32,
    speed_avg_kmh: f64,
    speed_max_kmh: f64,
    cadence_avg: u32,
    cadence_max: u8,
    speed_zones_kmh: Vec<ZoneBody>,
    acceleration_zones_ms2: Vec<AccelerationZoneBody>,
}

/// What only the later document has.
#[derive(Debug, Serialize)]
struct LaterBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    cardio_load: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    out_of_heart_rate_zones: Option<IsoDuration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    out_of_speed_zones: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum_rr: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    average_rr: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum_rr: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rmssd: Option<u32>,
}

impl HeartBody {
    fn of(heart: &HeartFigures, physique: &Physique, edition: Edition) -> Self {
        let percent = |rate: f64| whole(rate / physique.hr_max * 100.0);
        Self {
            kilo_calories: whole(heart.load.kilocalories),
            heart_rate_max: heart.max,
            heart_rate_avg: whole(heart.average),
            heart_rate_min: heart.min,
            heart_rate_max_percent: percent(f64::from(heart.max)),
            heart_rate_avg_percent: percent(heart.average),
            heart_rate_min_percent: percent(f64::from(heart.min)),
            training_load: whole(heart.training_load()),
            heart_rate_zones: heart_rate_zones(&heart.zones, edition),
        }
    }
}

impl MotionBody {
    fn of(motion: &MotionFigures, edition: Edition) -> Self {
        Self {
            distance_meters: motion.distance_cm as f64 / 100.0,
            sprint_counter: motion.efforts.sprints,
            speed_avg_kmh: tenths(motion.speed_average_kmh),
            speed_max_kmh: tenths(motion.speed_max_kmh),
            cadence_avg: whole(motion.cadence_average),
            cadence_max: motion.cadence_max,
            speed_zones_kmh: speed_zones(&motion.distance_zones, edition),
            acceleration_zones_ms2: acceleration_zones(&motion.efforts),
        }
    }
}

impl LaterBody {
    fn of(figures: &Figures) -> Self {
        let heart = figures.heart.as_ref();
        let motion = figures.motion.as_ref();
        let variability = figures.variability;
        Self {
            cardio_load: heart.map(|heart| tenths(heart.load.cardio)),
            out_of_heart_rate_zones: heart.map(|heart| IsoDuration(heart.zones.outside as Tick)),
            out_of_speed_zones: motion.map(|motion| motion.distance_zones.outside as f64 / 100.0),
            minimum_rr: variability.map(|variability| variability.min),
            average_rr: variability.map(|variability| whole(variability.average)),
            maximum_rr: variability.map(|variability| variability.max),
            rmssd: variability.map(|variability| whole(variability.rmssd)),
        }
    }
}

pub(super) async fn details(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    query: Query,
) -> Result<Response, ApiError> {
    let selection = Selection::read(query.get("samples"))?;
    let index = service.season().player_session(&id, caller.coach).ok_or(ApiError::NotFound)?;
    Ok(computed(move || details_answer(&service, index, &selection)).await)
}

fn details_answer(service: &Service, index: usize, selection: &Selection) -> Response {
    let season = service.season();
    let session = &season.player_sessions[index];
    let recording = service.recording(index);
    let figures = service.figures(index, &(0..recording.length));
    let edition = season.teams[session.team].spec.club.edition;
    let heart = figures.heart.as_ref();
    let motion = figures.motion.as_ref();
    let climb = motion.and_then(|motion| motion.climb);
    let body = DetailsBody {
        session: PlayerSessionBody::of(&season, session),
        calories: heart.map(|heart| whole(heart.load.kilocalories)),
        distance_meters: motion.map(|motion| motion.distance_cm as f64 / 100.0),
        training_load: heart.map(|heart| whole(heart.training_load())),
        cardio_load: heart
            .filter(|_| edition == Edition::Later)
            .map(|heart| tenths(heart.load.cardio)),
        recovery_time_ms: heart.map(|heart| heart.load.recovery_ms()),
        fat_percentage: heart
            .map(|heart| whole(fat_percentage(heart.average, &season.member(session).physique))),
        heart_rate_max: heart.map(|heart| heart.max),
        heart_rate_avg: heart.map(|heart| whole(heart.average)),
        ascent: climb.map(|climb| tenths(climb.ascent_m)),
        descent: climb.map(|climb| tenths(climb.descent_m)),
        sprint_counter: motion.map(|motion| motion.efforts.sprints),
        product: "Polar Team Pro",
    };
    data_with(body, |out| {
        if !selection.channels.is_empty() {
            out.extend(b",\"samples\":");
            Samples::new(&recording, edition, &selection.channels).write(out);
        }
        if selection.rr_intervals {
            out.extend(b",\"rr_intervals\":");
            write_intervals(&recording.beats, out);
        }
    })
}

pub(super) async fn summary(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let season = service.season();
    let index = season.player_session(&id, caller.coach).ok_or(ApiError::NotFound)?;
    // A run alone has no team session, so there is nothing trimmed about it.
    let team_session = season.team_session_of(index).ok_or(ApiError::NotFound)?;
    let trimmed = team_session.trimmed();
    Ok(computed(move || data(summary_body(&service, &season, index, &trimmed))).await)
}

pub(super) async fn phase_summaries(
    State(service): State<Shared>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Result<Response, ApiError> {
    let season = service.season();
    let index = season.player_session(&id, caller.coach).ok_or(ApiError::NotFound)?;
    let team_session = season.team_session_of(index).ok_or(ApiError::NotFound)?;
    let phases: Vec<Range<Tick>> = team_session.phases().collect();
    let answer = move || {
        let summaries: Vec<SummaryBody<'_>> =
            phases.iter().map(|phase| summary_body(&service, &season, index, phase)).collect();
        data(summaries)
    };
    Ok(computed(answer).await)
}

/// The summary of a part of the team session, in the team session's ticks.
fn summary_body<'a>(
    service: &Service,
    season: &'a Season,
    index: usize,
    part: &Range<Tick>,
) -> SummaryBody<'a> {
    let session = &season.player_sessions[index];
    let edition = season.teams[session.team].spec.club.edition;
    let window = season.in_recording(index, part);
    let figures = service.figures(index, &window);
    let start = session.start + TimeDelta::milliseconds(i64::from(window.start) * 100);
    SummaryBody {
        player_session_id: &session.id,
        created: Stamp::zulu(session.created),
        modified: Stamp::zulu(session.modified),
        trimmed_start_time: Stamp::local(start),
        duration_ms: u64::from(figures.length) * 100,
        heart: figures
            .heart
            .as_ref()
            .map(|heart| HeartBody::of(heart, &season.member(session).physique, edition)),
        motion: figures.motion.as_ref().map(|motion| MotionBody::of(motion, edition)),
        later: (edition == Edition::Later).then(|| LaterBody::of(&figures)),
    }
}
