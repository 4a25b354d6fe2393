//! Cells in, row by row; columns out.

use super::{Cell, MAX_ROWS, Recording};
use crate::{Channel, ColumnBuilder, json::Number};

/// The name of the field that holds the instants.
const TIME_FIELD: &str = "time";
/// How far rows are apart where there is no such field: Polar's 10 Hz grid.
const ROW_STEP_MS: u32 = 100;
/// The most fields that are looked at; Polar has ten.
pub(super) const MAX_FIELDS: usize = 64;
/// The most cells that wait for their field names: four hours of 10 Hz rows take
/// 1.6 million, and these take 64 MB.
const MAX_WAITING_CELLS: usize = 4_000_000;

/// What the cells at one place of every row are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Field {
    Time,
    Channel(Channel),
    Unknown,
}

impl Field {
    pub(super) fn from_name(name: &str) -> Self {
        if name == TIME_FIELD {
            return Self::Time;
        }
        Channel::from_field_name(name).map_or(Self::Unknown, Self::Channel)
    }
}

/// The recording is larger than any real one.
#[derive(Debug, thiserror::Error)]
pub(super) enum TooLarge {
    #[error("more than {MAX_ROWS} sample rows, which is 24 hours at 20 Hz")]
    Rows,
    #[error("`values` stands before `fields` and has more than {MAX_WAITING_CELLS} cells")]
    WaitingCells,
}

/// Takes the cells of one row after another.
pub(super) trait RowSink {
    /// How many cells of a row are wanted.
    fn width(&self) -> usize;
    /// Takes the cell at a place below [`RowSink::width`] of the current row.
    fn cell(&mut self, place: usize, cell: Cell) -> Result<(), TooLarge>;
    /// Forgets the cells of the current row.
    fn restart_row(&mut self);
    /// Ends the current row, which may have had any number of cells.
    fn end_row(&mut self) -> Result<(), TooLarge>;
}

/// Rows whose field names are known.
pub(super) struct Rows {
    fields: Vec<Field>,
    has_time: bool,
    builders: [ColumnBuilder; Channel::ALL.len()],
    /// The current row: it is kept only once its instant is known.
    instant_ms: Option<i32>,
    measured: Vec<(Channel, Number)>,
    ended: u32,
    last_kept_ms: Option<i32>,
    dropped: u32,
}

impl Rows {
    pub(super) fn new(mut fields: Vec<Field>) -> Self {
        for place in 1..fields.len() {
            let (earlier, rest) = fields.split_at_mut(place);
            if earlier.contains(&rest[0]) {
                rest[0] = Field::Unknown;
            }
        }
        let mut rows = Self {
            has_time: fields.contains(&Field::Time),
            fields,
            builders: Channel::ALL.map(ColumnBuilder::new),
            instant_ms: None,
            measured: Vec::new(),
            ended: 0,
            last_kept_ms: None,
            dropped: 0,
        };
        rows.restart_row();
        rows
    }

    pub(super) fn finish(self) -> Recording {
        let columns = self.builders.into_iter().map(ColumnBuilder::finish);
        Recording { dropped_rows: self.dropped, ..Recording::from_columns(columns) }
    }
}

impl RowSink for Rows {
    fn width(&self) -> usize {
        self.fields.len()
    }

    #[expect(clippy::inline_always, reason = "see plain_row")]
    #[inline(always)]
    fn cell(&mut self, place: usize, cell: Cell) -> Result<(), TooLarge> {
        match self.fields[place] {
            Field::Time => self.instant_ms = cell.instant_ms(),
            Field::Channel(channel) => {
                if let Cell::Number(number) = cell {
                    self.measured.push((channel, number));
                }
            }
            Field::Unknown => {}
        }
        Ok(())
    }

    fn restart_row(&mut self) {
        self.instant_ms = (!self.has_time).then_some((self.ended * ROW_STEP_MS) as i32);
        self.measured.clear();
    }

    fn end_row(&mut self) -> Result<(), TooLarge> {
        if self.ended == MAX_ROWS {
            return Err(TooLarge::Rows);
        }
        if let Some(instant_ms) = self.instant_ms
            && self.last_kept_ms.is_none_or(|last_kept_ms| last_kept_ms < instant_ms)
        {
            self.last_kept_ms = Some(instant_ms);
            for (channel, number) in &self.measured {
                self.builders[channel.index()].push_number(instant_ms, *number);
            }
        } else {
            self.dropped += 1;
        }
        self.ended += 1;
        self.restart_row();
        Ok(())
    }
}

/// Rows that came before their field names. A JSON object has no order, so this
/// is legal, if not what Polar does.
#[derive(Default)]
pub(super) struct WaitingRows {
    cells: Vec<Cell>,
    row_lengths: Vec<u8>,
    row_length: u8,
}

impl WaitingRows {
    /// Hands everything on, now that the fields are known.
    pub(super) fn replay(self, rows: &mut Rows) -> Result<(), TooLarge> {
        let mut cells = self.cells.into_iter();
        for row_length in self.row_lengths {
            for (place, cell) in cells.by_ref().take(usize::from(row_length)).enumerate() {
                if place < rows.width() {
                    rows.cell(place, cell)?;
                }
            }
            rows.end_row()?;
        }
        Ok(())
    }
}

impl RowSink for WaitingRows {
    fn width(&self) -> usize {
        MAX_FIELDS
    }

    fn cell(&mut self, _: usize, cell: Cell) -> Result<(), TooLarge> {
        if self.cells.len() == MAX_WAITING_CELLS {
            return Err(TooLarge::WaitingCells);
        }
        self.cells.push(cell);
        self.row_length += 1;
        Ok(())
    }

    fn restart_row(&mut self) {
        self.cells.truncate(self.cells.len() - usize::from(self.row_length));
        self.row_length = 0;
    }

    fn end_row(&mut self) -> Result<(), TooLarge> {
        if self.row_lengths.len() == MAX_ROWS as usize {
            return Err(TooLarge::Rows);
        }
        self.row_lengths.push(std::mem::take(&mut self.row_length));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_largest_recording() {
        let mut rows = Rows::new(vec![Field::Channel(Channel::HeartRate)]);
        let mut waiting = WaitingRows::default();
        for _ in 0..MAX_ROWS {
            rows.cell(0, Cell::Number(Number::Decimal(90.0))).unwrap();
            rows.end_row().unwrap();
            waiting.end_row().unwrap();
        }
        let too_many = "more than 1728000 sample rows, which is 24 hours at 20 Hz";
        assert_eq!(rows.end_row().unwrap_err().to_string(), too_many);
        assert_eq!(waiting.end_row().unwrap_err().to_string(), too_many);
        let last_ms = 24 * 60 * 60 * 2_000 - 100;
        assert_eq!(rows.finish().extent_ms(), Some((0, last_ms)));
    }

    #[test]
    fn only_so_many_cells_wait_for_their_names() {
        let mut waiting = WaitingRows::default();
        for _ in 0..MAX_WAITING_CELLS / MAX_FIELDS {
            for place in 0..MAX_FIELDS {
                waiting.cell(place, Cell::Nothing).unwrap();
            }
            waiting.end_row().unwrap();
        }
        let refused = waiting.cell(0, Cell::Nothing).unwrap_err().to_string();
        assert_eq!(refused, "`values` stands before `fields` and has more than 4000000 cells");
    }
}
