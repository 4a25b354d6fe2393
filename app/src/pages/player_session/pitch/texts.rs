//! Everything that the card says.

use crate::{
    format,
    model::{Field, FieldError, FieldOrigin},
};

pub(super) const TITLE: &str = "Pitch";
pub(super) const NO_POSITIONS: &str =
    "There are no positions in this recording: it was indoors, or the sensor saw no satellites.";
pub(super) const NONE_IN_PART: &str = "No positions in this part.";
pub(super) const VIEW: &str = "View";
pub(super) const TRACE: &str = "Trace";
pub(super) const HEAT_MAP: &str = "Heat map";
pub(super) const SLOWER: &str = "slower, or not measured";
pub(super) const POINT_AT_TRACE: &str = "Tap the trace to see its instant in the chart.";

pub(super) const ADJUST: &str = "Adjust field";
pub(super) const EDITOR: &str = "Field";
pub(super) const EDITOR_HINT: &str = "Drag the field to move it, a corner to change its size, the round handle to turn it. \
     It holds for all sessions of the team at this venue.";
pub(super) const EAST: &str = "To the east, m";
pub(super) const NORTH: &str = "To the north, m";
pub(super) const BEARING: &str = "Angle, °";
pub(super) const LENGTH: &str = "Length, m";
pub(super) const WIDTH: &str = "Width, m";
pub(super) const SAVE: &str = "Save";
pub(super) const BACK_TO_FITTED: &str = "Back to fitted";
pub(super) const CANCEL: &str = "Cancel";
const IMPLAUSIBLE: &str =
    "A field is 20 to 150 m long, 10 to 120 m wide, and within 2 km of the players.";

/// The button that makes a number of the editor smaller.
pub(super) fn less(label: &str) -> String {
    format!("Less: {label}")
}

/// The button that makes a number of the editor larger.
pub(super) fn more(label: &str) -> String {
    format!("More: {label}")
}

/// What the drawing shows, for people who do not see it.
pub(super) fn summary(field: Field, origin: FieldOrigin) -> String {
    format!("The player's way over the field, coloured by speed zone. {}.", facts(field, origin))
}

/// How large the field is, and who says so.
pub(super) fn facts(field: Field, origin: FieldOrigin) -> String {
    let size = format!(
        "{}\u{a0}×\u{a0}{}\u{a0}m",
        format::number(field.length_m, 0),
        format::number(field.width_m, 0)
    );
    match origin {
        FieldOrigin::Kept => format!("Field of this venue, {size}"),
        FieldOrigin::FittedPitch => format!("Field fitted to where the team was, {size}"),
        FieldOrigin::FittedArea => format!("Area that the team used, {size}"),
    }
}

/// How coarse the heat map is.
pub(super) fn cells(cell_m: f64) -> String {
    format!("Time in squares of {}\u{a0}m:", format::number(cell_m, 0))
}

/// A step of the heat map.
pub(super) fn step(from_s: u32, to_s: Option<u32>) -> String {
    match (from_s, to_s) {
        (0, Some(to_s)) => format!("under {to_s}\u{a0}s"),
        (_, Some(to_s)) => format!("{from_s}–{to_s}\u{a0}s"),
        (_, None) => format!("from {from_s}\u{a0}s"),
    }
}

/// Why the field was not kept.
pub(super) fn not_saved(error: &FieldError) -> String {
    match error {
        FieldError::Implausible => IMPLAUSIBLE.to_owned(),
        FieldError::Other(error) => error.to_string(),
    }
}
