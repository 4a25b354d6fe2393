//! What Touchline keeps: grants, passes, web sessions, teams, their sessions and recordings.
//!
//! The rest of the server sees traits, one for each aggregate, and the plain values that they take and give;
//! everything of a trait is in the file of its aggregate. Behind the traits are `SQLite` and `PostgreSQL`, with one set of
//! queries for both.
//!
//! What holds for every method:
//! - A lookup answers `None` for what is not there: that is not an error.
//! - A method that writes several rows writes all of them or none.
//! - What was written is seen by every read that starts afterwards.
//! - Nothing here tells the time; whoever writes says when it was.

mod address;
mod audit;
mod backlog;
mod budget;
mod error;
mod fields;
mod grants;
mod passes;
mod players;
mod postgres;
mod recordings;
mod sealed;
mod season;
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

pub use address::{AddressError, DatabaseAddress, PostgresAddress};
pub use audit::{AuditEntry, AuditStore};
pub use backlog::{BacklogStore, Failure, Missing, TeamCounts};
pub use budget::{BudgetStore, KeptBudget};
pub use error::{DatabaseErrors, Obstacle, StoreError, database_errors};
pub use fields::FieldStore;
pub use grants::{Grant, GrantId, GrantStore, GrantTeams};
pub use passes::{Pass, PassStore, WaitingTicket};
pub use players::{Participation, PlayerStore};
pub use recordings::{
    EncodedColumn, EncodedSamples, OutlinedRecording, Recording, RecordingStore, decode_column,
    decode_outline,
};
pub use sealed::{SealedPlace, SealedStore, SealedValue};
pub use season::{
    AveragedSession, PlayerRecord, PlayerSeason, RecordedDemands, SeasonEntry, SeasonStore,
};
pub use sessions::{
    DetailsRead, Marker, Participant, PhaseSummaries, PhaseSummary, PlayerSession, SearchedIn,
    SessionDetails, SessionList, SessionStore, Summary, TrainingSession,
};
pub use teams::{Member, Roster, SessionReads, SportProfile, SprintThreshold, Team, TeamStore};
pub use web_sessions::{WebSession, WebSessionStore};

/// Everything that is kept.
#[async_trait]
pub trait Store:
    GrantStore
    + WebSessionStore
    + TeamStore
    + SessionStore
    + RecordingStore
    + SeasonStore
    + BacklogStore
    + BudgetStore
    + FieldStore
    + PassStore
    + PlayerStore
    + SealedStore
    + AuditStore
    + std::fmt::Debug
{
    /// How far the tables have come, as the database says now.
    async fn form(&self) -> Result<Form, StoreError>;

    /// Has what was deleted before leave the files, too, that an `SQLite` database keeps beside itself. Whoever reads or
    /// writes meanwhile may hinder that: then the next call does it. `PostgreSQL` sees to its files by itself.
    async fn wipe(&self) -> Result<(), StoreError>;

    /// Ends all connections, once nobody uses them any more; an `SQLite` database is one file then. Nothing can be asked
    /// for afterwards.
    async fn close(&self);
}

/// How far a database's tables have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// There are none.
    Empty,
    /// An older version of Touchline made them; this one brings them up to date when it starts.
    Older,
    /// They are those of this version.
    Current,
}

/// Looks at a database without changing it: that it is whole, as far as it can tell by itself, and how far its tables
/// have come. That can take a while.
pub async fn look(address: &DatabaseAddress) -> Result<Form, StoreError> {
    match address {
        DatabaseAddress::Sqlite(path) => sqlite::SqliteStore::look(path).await,
        DatabaseAddress::Postgres(address) => postgres::PostgresStore::look(address).await,
    }
}

/// Makes a copy of an `SQLite` file as it is at one moment, also while a server writes to it, and reads the copy to see
/// that it is whole. It has no sessions of browsers and no passes: nobody who was shut out since then gets in when it is
/// restored. Nothing may be at `to` yet.
pub async fn copy(path: &Path, to: &Path) -> Result<(), StoreError> {
    sqlite::SqliteStore::copy(path, to).await
}

/// Opens the database and brings its tables up to date. An `SQLite` file is made when it is not there.
pub async fn open(address: &DatabaseAddress) -> Result<Arc<dyn Store>, StoreError> {
    Ok(match address {
        DatabaseAddress::Sqlite(path) => Arc::new(sqlite::SqliteStore::open(path).await?),
        DatabaseAddress::Postgres(address) => {
            Arc::new(postgres::PostgresStore::open(address).await?)
        }
    })
}
