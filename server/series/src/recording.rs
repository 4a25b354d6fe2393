//! Everything that was sampled in one player session.

mod cell;
mod parse;
mod plain_row;
mod rows;

use std::sync::Arc;

pub(crate) use cell::Cell;

use crate::{Channel, Column};

/// The most sample rows that one recording may have: 24 hours at 20 Hz.
pub const MAX_ROWS: u32 = 24 * 60 * 60 * 20;

/// All columns of one player session.
///
/// [`Recording::read`] makes one of Polar's JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recording {
    /// In the order of [`Channel::ALL`], none empty, at most one a channel.
    columns: Vec<Column>,
    dropped_rows: u32,
    /// The times between heart beats in ms, in order, `None` where the sensor
    /// missed one. Polar sends them beside the samples: read them with
    /// [`rr::deserialize`](crate::rr::deserialize) and set them here.
    pub rr_intervals_ms: Vec<Option<u16>>,
}

impl Recording {
    /// A recording of these columns. Empty ones are left out; of two for one channel the last counts.
    pub fn from_columns(columns: impl IntoIterator<Item = Column>) -> Self {
        let mut places: [Option<Column>; Channel::ALL.len()] = Default::default();
        for column in columns.into_iter().filter(|column| !column.is_empty()) {
            let place = column.channel().index();
            places[place] = Some(column);
        }
        let mut columns: Vec<Column> = places.into_iter().flatten().collect();
        share_timebases(&mut columns);
        Self { columns, ..Self::default() }
    }

    /// The column of a channel; `None` if it was not measured at all.
    pub fn column(&self, channel: Channel) -> Option<&Column> {
        self.columns.iter().find(|column| column.channel() == channel)
    }

    /// The columns that were measured, in the order of [`Channel::ALL`].
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows had no usable time or one that was not after the row before.
    pub fn dropped_rows(&self) -> u32 {
        self.dropped_rows
    }

    /// The first and the last instant at which anything was measured, in ms.
    pub fn extent_ms(&self) -> Option<(i32, i32)> {
        self.columns
            .iter()
            .filter_map(|column| column.timebase().extent_ms())
            .reduce(|whole, part| (whole.0.min(part.0), whole.1.max(part.1)))
    }

    /// The whole recording `offset_ms` later, for a player whose recording did
    /// not start when the team's did. `None` if an instant would leave the `i32` range.
    pub fn shifted(self, offset_ms: i32) -> Option<Self> {
        let shifted = self.columns.into_iter().map(|column| column.shifted(offset_ms));
        let mut columns = shifted.collect::<Option<Vec<_>>>()?;
        share_timebases(&mut columns);
        Some(Self { columns, ..self })
    }
}

/// Lets columns that were measured at the same instants hold one timebase together.
fn share_timebases(columns: &mut [Column]) {
    for index in 1..columns.len() {
        let (earlier, rest) = columns.split_at_mut(index);
        let column = &mut rest[0];
        if let Some(same) = earlier.iter().find(|earlier| earlier.timebase == column.timebase) {
            column.timebase = Arc::clone(&same.timebase);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(channel: Channel, instants: &[i32]) -> Column {
        Column::from_samples(channel, instants.iter().map(|at_ms| (*at_ms, 1.0)))
    }

    #[test]
    fn columns_are_kept_once_in_order_and_never_empty() {
        let recording = Recording::from_columns([
            column(Channel::Power, &[0]),
            column(Channel::Cadence, &[]),
            column(Channel::Speed, &[0]),
            column(Channel::Speed, &[100, 200]),
        ]);
        let channels: Vec<_> = recording.columns().iter().map(Column::channel).collect();
        assert_eq!(channels, [Channel::Speed, Channel::Power]);
        assert_eq!(recording.column(Channel::Speed).map(Column::len), Some(2));
        assert_eq!(recording.column(Channel::Cadence), None);
        assert_eq!(recording.extent_ms(), Some((0, 200)));
        assert_eq!(Recording::default().extent_ms(), None);
    }

    #[test]
    fn equal_instants_are_shared_before_and_after_a_shift() {
        let recording = Recording::from_columns([
            column(Channel::Speed, &[0, 100]),
            column(Channel::Distance, &[0, 100]),
            column(Channel::HeartRate, &[0]),
        ]);
        let moved = recording.clone().shifted(-70).unwrap();
        assert_eq!(moved.extent_ms(), Some((-70, 30)));
        for recording in [&recording, &moved] {
            let timebase = |channel| recording.column(channel).unwrap().timebase();
            assert!(Arc::ptr_eq(timebase(Channel::Speed), timebase(Channel::Distance)));
            assert!(!Arc::ptr_eq(timebase(Channel::Speed), timebase(Channel::HeartRate)));
        }
        assert_eq!(recording.shifted(i32::MAX), None);
    }
}
