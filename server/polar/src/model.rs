//! What the API tells, read tolerantly.
//!
//! The service sends more or less than it documents, so these types take what they can:
//!
//! - Everything but the id of a thing in a list is optional. Missing, `null`, empty and unreadable are all `None`.
//! - Numbers may come as text, and whole numbers with decimals.
//! - Both spellings of a name are read, alone or together.
//! - An unknown word where a list of words is documented is kept as text.
//! - A bad element of a list costs that element only; [`List::skipped`] counts them.
//!
//! Ids are plain text, as the service hands them out. Units are in the names: `_ms` milliseconds, `_m` metres, `_bpm`
//! beats per minute, `_kmh` km/h, `_ms2` m/s².

mod document;
mod list;
mod marker;
mod phases;
mod player_session;
mod sport_profile;
mod summary;
mod team;
pub(crate) mod tolerant;
mod training_session;
mod words;
mod zones;

pub use list::List;
pub use marker::{Marker, PlacedMarker, place_markers};
pub use phases::{PHASE_TOLERANCE_MS, PhaseSpan, match_phases};
pub use player_session::{PlayerSession, PlayerSessionDetails};
pub use sport_profile::{AccelerationThresholds, SportProfile, SportZones, ZoneLimits};
pub use summary::{Summary, hr_max_bpm};
pub use team::{Player, Team, TeamDetails};
pub use training_session::{Participant, TrainingSession, TrainingSessionDetails};
pub use words::{Feeling, MarkerType, PlayerSessionType, SessionType};
pub use zones::{AccelerationZone, HeartRateZone, PowerZone, SpeedZone};

#[cfg(test)]
mod tests;
