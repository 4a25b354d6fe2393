//! Why the store could not do what it was asked.

use std::{error::Error, path::PathBuf};

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database's file or folder cannot be made.
    #[error("the database {} cannot be made: {source}", path.display())]
    File {
        /// The database's path.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The `SQLite` inside this binary has the bug that can corrupt a database.
    #[error(
        "this binary carries SQLite {found}, which can corrupt its database (the WAL-reset bug); \
         build it with the bundled SQLite, {needed} or newer"
    )]
    SqliteTooOld {
        /// The version inside.
        found: String,
        /// The oldest version without the bug.
        needed: &'static str,
    },
    /// The database was made by a newer version of Touchline.
    #[error(
        "the database was made by a newer version of Touchline (it knows step {step}); start that version"
    )]
    NewerSchema {
        /// The first step that this version does not know.
        step: i64,
    },
    /// The tables cannot be brought up to date.
    #[error("the database's tables cannot be brought up to date: {0}")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// The database does not answer, is full, or is locked by somebody else.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// A row holds what this version cannot read.
    #[error("{what} of {id} cannot be read from the database: {source}")]
    Corrupt {
        /// Table and column.
        what: &'static str,
        /// The row's key.
        id: String,
        /// What is wrong with it.
        source: Box<dyn Error + Send + Sync>,
    },
    /// What should be changed is not there any more.
    #[error("there is no {what} {id} any more")]
    Gone {
        /// What kind of thing.
        what: &'static str,
        /// Its key.
        id: String,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Unavailable(error)
    }
}

impl From<sqlx::migrate::MigrateError> for StoreError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(step) => Self::NewerSchema { step },
            other => Self::Migration(other),
        }
    }
}
