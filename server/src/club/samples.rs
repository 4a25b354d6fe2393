//! What was sampled, row by row.

use std::{ops::Range, sync::Arc};

use app::{
    error::AppError,
    model::{Channel, PlayerSessionId, Window},
};
use series::{Column, SpeedUnit};

use super::{ClubDesk, clock::Placement, frame::in_series, gathering::Gathering, internal};
use crate::store::{Recording, TrainingSession};

impl ClubDesk {
    /// The samples of some channels in a window; channels that were not recorded, or that the person may not see, are
    /// left out.
    pub async fn samples(
        &self,
        id: &PlayerSessionId,
        channels: &[Channel],
        window: Window,
    ) -> Result<Samples, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let session = self.visible_player_session(&mut gathering, id).await?.session;
        let recording = self.recording_at_hand(&mut gathering, id, session.modified).await?;
        let recording = recording.ok_or_else(|| gathering.failure())?;
        let part = Placement::of(&session, &recording).to_recording(window);
        let mut columns = Vec::with_capacity(channels.len());
        let person = self.person()?;
        for channel in channels.iter().filter(|channel| person.is_shown_channel(**channel)) {
            let Some(of_series) = in_series(*channel) else { continue };
            let column = self.columns.column(&recording, of_series).await.map_err(internal)?;
            columns.extend(column.map(|column| (*channel, column)));
        }
        Ok(Samples::new(&session, &recording, columns, part))
    }
}

/// Rows of samples in the order of time. A row is an instant at which any of the channels was measured.
#[derive(Debug)]
pub struct Samples {
    columns: Vec<Sampled>,
    placement: Placement,
    speed_unit: Option<SpeedUnit>,
}

#[derive(Debug)]
struct Sampled {
    channel: Channel,
    column: Arc<Column>,
    /// What is still to come.
    left: Range<usize>,
}

impl Sampled {
    fn next_ms(&self) -> Option<i32> {
        (!self.left.is_empty()).then(|| self.column.timebase().at_ms(self.left.start)).flatten()
    }

    /// The next value, when it is of this instant.
    fn take_at(&mut self, at_ms: i32) -> Option<f64> {
        if self.next_ms() != Some(at_ms) {
            return None;
        }
        let index = self.left.start;
        self.left.start += 1;
        self.column.value(index)
    }
}

impl Samples {
    /// The samples of these columns in a part of the recording, on its own clock.
    pub(super) fn new(
        session: &TrainingSession,
        recording: &Recording,
        columns: Vec<(Channel, Arc<Column>)>,
        part: Range<i32>,
    ) -> Self {
        let sampled = |(channel, column): (Channel, Arc<Column>)| {
            let left = column.timebase().indexes_in(part.clone());
            Sampled { channel, column, left }
        };
        Self {
            columns: columns.into_iter().map(sampled).collect(),
            placement: Placement::of(session, recording),
            speed_unit: recording.speed_unit,
        }
    }

    /// What is in a row, in this order.
    pub fn channels(&self) -> Vec<Channel> {
        self.columns.iter().map(|sampled| sampled.channel).collect()
    }
}

impl Iterator for Samples {
    /// When on the session clock, in ms, and what was measured of each of the channels, in the unit in which it travels.
    type Item = (i32, Vec<(Channel, Option<f64>)>);

    fn next(&mut self) -> Option<Self::Item> {
        let at_ms = self.columns.iter().filter_map(Sampled::next_ms).min()?;
        let unit = self.speed_unit;
        let values = self.columns.iter_mut().map(|sampled| {
            let value = sampled.take_at(at_ms);
            let value = match unit {
                Some(unit) if sampled.channel == Channel::Speed => {
                    value.map(|speed| unit.to_kmh(speed))
                }
                _ => value,
            };
            (sampled.channel, value)
        });
        let values = values.collect();
        Some((self.placement.to_session_ms(at_ms), values))
    }
}
