//! Recordings for the benchmarks in `benches/`.
//!
//! They are those of the stand-in season of a fixed seed, so that every run measures the same.
//! The reference crates that the benchmarks compare with are dependencies of this package only.
//!
//! ```sh
//! cargo bench -p bench
//! ```

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use chrono::NaiveDate;
use demo::{Client, Coach, Demo, DemoSettings};
use serde_json::Value;
use series::{Channel, Column, Recording, json};
use tower::ServiceExt;

/// Ninety minutes at 10 Hz.
pub const ROWS: usize = 54_000;
/// What a player's sensor measures in the season's first club: everything but power.
pub const CHANNELS: usize = Channel::ALL.len() - 1;

const SEED: u64 = 7;
const CLIENT: &str = "bench";

/// What every benchmark starts with: a failure to make it is a fault of this package.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The answer with all samples of the season's first recording with [`CHANNELS`] channels and
/// [`ROWS`] rows or somewhat more.
pub fn body() -> Outcome<Vec<u8>> {
    Ok(bodies(1, ROWS)?.concat())
}

/// The answers with all samples of the first `count` recordings of the season that have
/// [`CHANNELS`] channels and so many rows, one of each session.
pub fn bodies(count: usize, least_rows: usize) -> Outcome<Vec<Vec<u8>>> {
    tokio::runtime::Builder::new_current_thread().build()?.block_on(collect(count, least_rows))
}

async fn collect(count: usize, least_rows: usize) -> Outcome<Vec<Vec<u8>>> {
    let service = StandIn::new()?;
    let mut bodies = Vec::new();
    for team in service.list("/v1/teams").await? {
        let sessions = format!("/v1/teams/{}/training_sessions?per_page=100", text(&team, "id"));
        for session in service.list(&sessions).await? {
            if bodies.len() == count {
                return Ok(bodies);
            }
            let session = format!("/v1/teams/training_sessions/{}", text(&session, "id"));
            let session: Value = serde_json::from_slice(&service.get(&session).await?)?;
            let players = session["data"]["participants"].as_array().into_iter().flatten();
            let mut players = players.map(|player| text(player, "player_session_id"));
            let Some(player) = players.find(|player| !player.is_empty()) else { continue };
            let body = service.get(&format!("/v1/training_sessions/{player}?samples=all")).await?;
            let recording = recording(&body)?;
            let rows = recording.column(Channel::Speed).map_or(0, Column::len);
            if recording.columns().len() == CHANNELS && rows >= least_rows {
                bodies.push(body);
            }
        }
    }
    Err(format!("the season has only {} recordings of this kind", bodies.len()).into())
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_default()
}

/// Reads the samples of an answer the way the server does.
pub fn recording(mut body: &[u8]) -> Result<Recording, json::Error> {
    json::read(&mut body, |json| {
        let mut recording = Recording::default();
        each_member(json, |name, value| match name {
            "data" => each_member(value, |name, value| match name {
                "samples" => {
                    recording = Recording::read(value)?;
                    Ok(())
                }
                _ => skip(value),
            }),
            _ => skip(value),
        })?;
        Ok(recording)
    })
}

fn each_member(
    json: &mut json::Json<'_>,
    mut read: impl FnMut(&str, &mut json::Json<'_>) -> Result<(), json::Stop>,
) -> Result<(), json::Stop> {
    if let Some(mut members) = json.members("an object")? {
        while let Some(name) = members.name()? {
            read(&name, members.value()?)?;
        }
    }
    Ok(())
}

fn skip(json: &mut json::Json<'_>) -> Result<(), json::Stop> {
    serde::Deserialize::deserialize(json).map(|serde::de::IgnoredAny| ())
}

/// The stand-in service as a coach sees it.
struct StandIn {
    router: Router,
    authorization: String,
}

impl StandIn {
    fn new() -> Outcome<Self> {
        let client =
            Client { id: CLIENT.to_owned(), secret: String::new(), redirect_uris: Vec::new() };
        let season_end = NaiveDate::from_ymd_opt(2025, 11, 16).ok_or("no such day")?;
        // A second passes with every look at the clock, so that no request is ever one too many.
        let seconds = AtomicU64::new(0);
        let clock = Arc::new(move || Duration::from_secs(seconds.fetch_add(1, Ordering::Relaxed)));
        let demo = Demo::new(DemoSettings::new(SEED, season_end, client), clock);
        let tokens = serde_json::to_value(demo.issue_tokens(CLIENT, Coach::First))?;
        let authorization = format!("Bearer {}", text(&tokens, "access_token"));
        Ok(Self { router: demo.router(), authorization })
    }

    async fn get(&self, path: &str) -> Outcome<Vec<u8>> {
        let request = Request::get(path)
            .header(header::AUTHORIZATION, &self.authorization)
            .body(Body::empty())?;
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await?;
        if status.is_success() { Ok(body.into()) } else { Err(format!("{path}: {status}").into()) }
    }

    async fn list(&self, path: &str) -> Outcome<Vec<Value>> {
        let mut list: Value = serde_json::from_slice(&self.get(path).await?)?;
        match list["data"].take() {
            Value::Array(entries) => Ok(entries),
            _ => Err(format!("{path}: no list").into()),
        }
    }
}
