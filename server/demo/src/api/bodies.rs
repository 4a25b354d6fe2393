//! Parts that answers share.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

use crate::{
    iso_duration::IsoDuration,
    season::{clubs::Edition, plan::Tick},
    summary::{ACCELERATION_LIMITS_MS2, Efforts, zones::Zones},
};

#[derive(Debug, Serialize)]
struct Data<T> {
    data: T,
}

/// `{"data": …}`: the envelope of all answers that are not lists.
pub(super) fn data<T: Serialize>(data: T) -> Response {
    Json(Data { data }).into_response()
}

/// The same with members appended to the object that are too large to go through serde. `members`
/// writes them, each with a comma before it.
pub(super) fn data_with<T: Serialize>(data: T, members: impl FnOnce(&mut Vec<u8>)) -> Response {
    let Ok(mut body) = serde_json::to_vec(&Data { data }) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    // The object and its envelope close after the members.
    let closing = body.split_off(body.len() - 2);
    members(&mut body);
    body.extend(closing);
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// An answer that takes long to compute, made beside the threads that serve connections.
pub(super) async fn computed(answer: impl FnOnce() -> Response + Send + 'static) -> Response {
    tokio::task::spawn_blocking(answer).await.unwrap_or_else(|error| {
        tracing::error!(%error, "an answer could not be computed");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    })
}

/// A zone in either spelling. `in_zone` is a duration or a distance in metres.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum ZoneBody {
    First(FirstZone),
    Later(LaterZone),
}

#[derive(Debug, Serialize)]
pub(super) struct FirstZone {
    index: u32,
    #[serde(rename = "lower-limit")]
    lower_limit: Limit,
    #[serde(rename = "upper-limit")]
    upper_limit: Limit,
    #[serde(rename = "in-zone", skip_serializing_if = "Option::is_none")]
    in_zone: Option<IsoDuration>,
    #[serde(rename = "in-zone_meters", skip_serializing_if = "Option::is_none")]
    in_zone_meters: Option<f64>,
}

#[derive(Debug, Serialize)]
pub(super) struct LaterZone {
    index: u32,
    lower_limit: Limit,
    higher_limit: Limit,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_zone: Option<IsoDuration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_zone_meters: Option<f64>,
}

/// Thousandths, printed as a whole number where they are one.
#[derive(Debug, Clone, Copy)]
struct Limit(u32);

impl Serialize for Limit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            serializer.serialize_u32(self.0 / 1000)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 1000.0)
        }
    }
}

/// What a list of zones tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct InZones<'a> {
    /// In thousandths.
    pub(super) limits: &'a [u32; 6],
    pub(super) ticks: Option<&'a [u64; 5]>,
    pub(super) centimetres: Option<&'a [u64; 5]>,
}

impl InZones<'_> {
    pub(super) fn bodies(&self, edition: Edition) -> Vec<ZoneBody> {
        let zone = |zone: usize| {
            let index = zone as u32 + 1;
            let (lower, upper) = (Limit(self.limits[zone]), Limit(self.limits[zone + 1]));
            let in_zone = self.ticks.map(|ticks| IsoDuration(ticks[zone] as Tick));
            let in_zone_meters = self.centimetres.map(|metres| metres[zone] as f64 / 100.0);
            match edition {
                Edition::First => ZoneBody::First(FirstZone {
                    index,
                    lower_limit: lower,
                    upper_limit: upper,
                    in_zone,
                    in_zone_meters,
                }),
                Edition::Later => ZoneBody::Later(LaterZone {
                    index,
                    lower_limit: lower,
                    higher_limit: upper,
                    in_zone,
                    in_zone_meters,
                }),
            }
        };
        (0..5).map(zone).collect()
    }
}

/// Heart rate zones with the time in each.
pub(super) fn heart_rate_zones(zones: &Zones, edition: Edition) -> Vec<ZoneBody> {
    let limits = zones.limits.map(|limit| limit * 1000);
    InZones { limits: &limits, ticks: Some(&zones.inside), centimetres: None }.bodies(edition)
}

/// Speed zones with the distance in each.
pub(super) fn speed_zones(zones: &Zones, edition: Edition) -> Vec<ZoneBody> {
    InZones { limits: &zones.limits, ticks: None, centimetres: Some(&zones.inside) }.bodies(edition)
}

/// `acceleration_zone_ms2`.
#[derive(Debug, Serialize)]
pub(super) struct AccelerationZoneBody {
    limit: f64,
    counter: u32,
}

/// From the hardest deceleration to the hardest acceleration.
pub(super) fn acceleration_zones(efforts: &Efforts) -> Vec<AccelerationZoneBody> {
    let limits = ACCELERATION_LIMITS_MS2.iter().copied();
    let slowing = limits.clone().map(|limit| -limit).zip(efforts.decelerations).rev();
    slowing
        .chain(limits.zip(efforts.accelerations))
        .map(|(limit, counter)| AccelerationZoneBody { limit, counter })
        .collect()
}

/// With one decimal.
pub(super) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// To the nearest whole number.
pub(super) fn whole(number: f64) -> u32 {
    number.round() as u32
}
