//! The lines of a chart.

use std::sync::Arc;

use app::{
    error::AppError,
    model::{Channel, Frame, Lane, PlayerSessionId, Point, Spike, Window},
};
use chrono::{DateTime, Utc};
use series::{Column, Grid, Line, SpeedUnit, bucket_ms, lines};
use sha2::{Digest, Sha256};

use super::{
    ClubDesk,
    clock::{self, Placement},
    gathering::Gathering,
    internal,
};
use crate::{
    store::{Recording, TrainingSession},
    sync::Need,
};

impl ClubDesk {
    pub(super) async fn series(
        &self,
        player_session_id: &PlayerSessionId,
        channels: &[Channel],
        window: Option<Window>,
        points: u32,
    ) -> Result<Frame, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let session = self.visible_player_session(&mut gathering, player_session_id).await?.session;
        let recording =
            self.recording_at_hand(&mut gathering, player_session_id, session.modified).await?;
        let recording = recording.ok_or_else(|| gathering.failure())?;
        self.frame(&session, &recording, channels, window, points).await?.ok_or(AppError::NotFound)
    }

    /// A recording for a page that is open: as it is stored, and brought up to date behind the page when its session
    /// has been changed. Only when there is none yet it is waited for.
    pub(super) async fn recording_at_hand(
        &self,
        gathering: &mut Gathering<'_>,
        id: &PlayerSessionId,
        session_modified: Option<DateTime<Utc>>,
    ) -> Result<Option<Recording>, AppError> {
        let need = Need::Samples(id.clone());
        let stored = self.stored_recording(id).await?;
        match &stored {
            Some(recording) if recording.session_modified == session_modified => Ok(stored),
            Some(_) => {
                gathering.refresh(need).await;
                Ok(stored)
            }
            None => {
                gathering.must_have(need).await;
                self.stored_recording(id).await
            }
        }
    }

    /// A recording by its key alone: no answer to anybody before the rule.
    pub(super) async fn stored_recording(
        &self,
        id: &PlayerSessionId,
    ) -> Result<Option<Recording>, AppError> {
        self.store.recording(id).await.map_err(internal)
    }

    /// What is drawn of a channel; `None` when it was not recorded.
    async fn shown_column(
        &self,
        recording: &Recording,
        channel: Channel,
    ) -> Result<Option<Arc<Column>>, AppError> {
        match in_series(channel) {
            Some(channel) => self.columns.column(recording, channel).await.map_err(internal),
            None => self.tachogram(recording).await,
        }
    }

    /// What was recorded but cannot be true, on the session clock.
    pub(super) async fn spikes(
        &self,
        session: &TrainingSession,
        recording: &Recording,
    ) -> Result<Vec<Spike>, AppError> {
        let placement = Placement::of(session, recording);
        let unit = recording.speed_unit;
        let mut spikes = Vec::new();
        for channel in JUDGED {
            let Some(column) = self.shown_column(recording, channel).await? else { continue };
            let found = tokio::task::spawn_blocking(move || series::spikes::spikes(&column, unit));
            let found = found.await.map_err(internal)?;
            spikes.extend(found.into_iter().take(MOST_SPIKES).map(|spike| Spike {
                channel,
                at_ms: placement.to_session_ms(spike.at_ms),
                value: shown(spike.value, channel, unit),
            }));
        }
        Ok(spikes)
    }

    /// The lines of those of the channels that were recorded; `None` when nothing says over which window.
    pub(super) async fn frame(
        &self,
        session: &TrainingSession,
        recording: &Recording,
        wanted: &[Channel],
        window: Option<Window>,
        points: u32,
    ) -> Result<Option<Frame>, AppError> {
        let recorded = channels(recording, true);
        let mut columns = Vec::with_capacity(wanted.len());
        let mut is_whole = true;
        for channel in wanted.iter().copied().filter(|channel| recorded.contains(channel)) {
            let column = self.shown_column(recording, channel).await?;
            // Whether there are beats is only known when they are read.
            is_whole &= column.is_some() || channel == Channel::BeatInterval;
            columns.extend(column.map(|column| (channel, column)));
        }
        let placement = Placement::of(session, recording);
        let team_recording = clock::timeline(session, &[]).map(|timeline| timeline.recording);
        let everything =
            team_recording.into_iter().chain(extent(&columns, placement)).reduce(Window::union);
        let window = match (window, everything) {
            // An open end is where everything ends.
            (Some(window), Some(everything)) => window.intersection(everything).unwrap_or(window),
            (Some(window), None) => window,
            (None, _) => match team_recording.or(everything) {
                Some(whole) => whole,
                None => return Ok(None),
            },
        };
        let speed_unit = recording.speed_unit;
        let bucket_ms = bucket_ms(window.duration_ms(), points);
        // On the session clock, so that all players of a session share them.
        let grid = Grid::new(bucket_ms).beginning_at(placement.to_recording_ms(0));
        // What cannot be read is fetched again, and is there the next time.
        let state = if is_whole { state(session, recording, placement) } else { 0 };
        // Mostly far less than a millisecond: not worth a hop to another thread.
        let lane = |(channel, column): &(Channel, Arc<Column>)| Lane {
            channel: *channel,
            lines: lines_of(*channel, column, placement, speed_unit, window, grid),
        };
        Ok(Some(Frame { window, bucket_ms, state, lanes: columns.iter().map(lane).collect() }))
    }
}

/// The channels whose values can be told to be impossible.
const JUDGED: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

/// So many of a channel are sent at most: a recording with more is not worth a mark for each.
const MOST_SPIKES: usize = 1_000;

/// How recordings become lines; another number whenever that changes.
const LINES_VERSION: i64 = 1;

/// A number for the state of a recording and of its session, and for how lines are made of them: it changes with each.
/// 0 when Polar does not tell the state.
pub(super) fn state(session: &TrainingSession, recording: &Recording, placement: Placement) -> i64 {
    let Some((session, recording)) = session.modified.zip(recording.session_modified) else {
        return 0;
    };
    let parts = [
        LINES_VERSION,
        session.timestamp_millis(),
        recording.timestamp_millis(),
        i64::from(placement.to_session_ms(0)),
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.to_le_bytes());
    }
    let [first, second, third, fourth, ..] = <[u8; 32]>::from(hash.finalize());
    i64::from(u32::from_le_bytes([first, second, third, fourth]))
}

/// The channels of a recording that can be shown; `with_beats` when it has times between beats, or may have. A speed
/// whose unit nobody knows cannot be shown.
pub(super) fn channels(recording: &Recording, with_beats: bool) -> Vec<Channel> {
    let can_be_shown = |channel: &Channel| {
        in_series(*channel).map_or(with_beats, |channel| recording.channels.contains(&channel))
            && (*channel != Channel::Speed || recording.speed_unit.is_some())
    };
    Channel::ALL.into_iter().filter(can_be_shown).collect()
}

fn lines_of(
    channel: Channel,
    column: &Column,
    placement: Placement,
    speed_unit: Option<SpeedUnit>,
    window: Window,
    grid: Grid,
) -> Vec<Vec<Point>> {
    drawn(lines(column, placement.to_recording(window), grid), channel, placement, speed_unit)
}

/// Lines of a recording on the session clock and in the unit that is shown.
pub(super) fn drawn(
    lines: Vec<Line>,
    channel: Channel,
    placement: Placement,
    speed_unit: Option<SpeedUnit>,
) -> Vec<Vec<Point>> {
    lines
        .into_iter()
        .map(|line| {
            let points = line.points.into_iter();
            points
                .map(|point| Point {
                    at_ms: placement.to_session_ms(point.at_ms),
                    value: shown(point.value, channel, speed_unit),
                })
                .collect()
        })
        .collect()
}

/// A value of a recording in the unit that is shown.
fn shown(value: f64, channel: Channel, speed_unit: Option<SpeedUnit>) -> f64 {
    match speed_unit {
        Some(unit) if channel == Channel::Speed => rounded(unit.to_kmh(value), channel.decimals()),
        _ => rounded(value, channel.decimals()),
    }
}

fn rounded(value: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals));
    (value * scale).round() / scale
}

/// From the first to just after the last value of any column, on the session clock.
fn extent(columns: &[(Channel, Arc<Column>)], placement: Placement) -> Option<Window> {
    columns
        .iter()
        .filter_map(|(_, column)| {
            let (first_ms, last_ms) = column.timebase().extent_ms()?;
            Window::new(
                placement.to_session_ms(first_ms),
                placement.to_session_ms(last_ms).saturating_add(1),
            )
        })
        .reduce(Window::union)
}

/// The channel as the sample engine knows it; `None` for the times between beats, which come beside the samples.
pub(super) fn in_series(channel: Channel) -> Option<series::Channel> {
    Some(match channel {
        Channel::HeartRate => series::Channel::HeartRate,
        Channel::Speed => series::Channel::Speed,
        Channel::Distance => series::Channel::Distance,
        Channel::Cadence => series::Channel::Cadence,
        Channel::Altitude => series::Channel::Altitude,
        Channel::Latitude => series::Channel::Latitude,
        Channel::Longitude => series::Channel::Longitude,
        Channel::ForwardAcceleration => series::Channel::ForwardAcceleration,
        Channel::Power => series::Channel::Power,
        Channel::BeatInterval => return None,
    })
}
