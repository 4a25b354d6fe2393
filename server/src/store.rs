//! What Touchline keeps: grants, web sessions, teams, their sessions and recordings.
//!
//! The rest of the server sees traits, one for each aggregate, and the plain values that they take and give;
//! everything of a trait is in the file of its aggregate. Behind the traits is `SQLite`.
//!
//! What holds for every method:
//! - A lookup answers `None` for what is not there: that is not an error.
//! - A method that writes several rows writes all of them or none.
//! - What was written is seen by every read that starts afterwards.
//! - Nothing here tells the time; whoever writes says when it was.

mod error;
mod grants;
mod recordings;
mod sessions;
mod sqlite;
mod teams;
mod web_sessions;

#[cfg(test)]
mod contract;
#[cfg(test)]
pub(crate) use contract::TestStore;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;

pub use error::StoreError;
pub use grants::{Grant, GrantId, GrantStore, GrantTeams};
pub use recordings::{EncodedSamples, Recording, RecordingStore};
pub use sessions::{
    DetailsRead, Marker, Participant, PlayerSession, SessionDetails, SessionList, SessionStore,
    Summary, TrainingSession,
};
pub use teams::{Member, Roster, SessionReads, SportProfile, SprintThreshold, Team, TeamStore};
pub use web_sessions::WebSessionStore;

/// Everything that is kept.
#[async_trait]
pub trait Store:
    GrantStore + WebSessionStore + TeamStore + SessionStore + RecordingStore + std::fmt::Debug
{
    /// Whether the database answers.
    async fn ping(&self) -> Result<(), StoreError>;
}

/// Opens the `SQLite` database at `path`, makes it when it is not there, and brings its tables up to date.
pub async fn open(path: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(sqlite::SqliteStore::open(path).await?))
}
