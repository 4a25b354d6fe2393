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
    /// The `PostgreSQL` server does not let Touchline in, or not far enough.
    #[error("{obstacle} (it says: {source})")]
    Postgres {
        /// What to do about it.
        obstacle: Obstacle,
        /// What the server or the network says.
        source: sqlx::Error,
    },
    /// The database does not answer, is full, or is locked by somebody else.
    #[error("the database is not available: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// The database's file is damaged.
    #[error("the database is damaged ({found}); bring back a backup")]
    Damaged {
        /// What the database says about itself.
        found: String,
    },
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
    /// A newer version of Touchline wrote a row.
    #[error("{what} of {id} was written by a newer version of Touchline; start that version")]
    NewerRow {
        /// Table and column.
        what: &'static str,
        /// The row's key.
        id: String,
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

/// What stands between Touchline and its tables in `PostgreSQL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// Nothing answers.
    #[error(
        "no PostgreSQL server answers at the address in TOUCHLINE_DATABASE_URL; start it, or correct host and port"
    )]
    NoServer,
    /// The connection cannot be encrypted as the address asks.
    #[error(
        "the connection to PostgreSQL cannot be encrypted as TOUCHLINE_DATABASE_URL asks; when the server's \
         certificate is of an authority of your own, name its file with sslrootcert=FILE"
    )]
    Encryption,
    /// The user or the password is wrong.
    #[error(
        "PostgreSQL does not accept the user or the password in TOUCHLINE_DATABASE_URL; correct them, or allow \
         this user in the server's pg_hba.conf"
    )]
    Login,
    /// The database is not there.
    #[error(
        "the PostgreSQL server does not have the database that TOUCHLINE_DATABASE_URL names; make it with: \
         createdb --owner=USER DATABASE"
    )]
    NoDatabase,
    /// The user may not make tables.
    #[error(
        "the user in TOUCHLINE_DATABASE_URL may not use the database or make tables in it; make that user the owner: \
         ALTER DATABASE … OWNER TO …"
    )]
    Rights,
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
