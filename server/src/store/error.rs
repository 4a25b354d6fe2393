//! Why the store could not do what it was asked.

use std::{
    error::Error,
    path::PathBuf,
    sync::atomic::{AtomicU64, Ordering},
};

use sqlx::error::DatabaseError;

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database's file or folder cannot be made.
    #[error(
        "the database {} cannot be opened for writing: {source}; let the user that Touchline runs as write to it and \
         to its folder",
        path.display()
    )]
    File {
        /// The database's path.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A copy of the database cannot be made.
    #[error(
        "the copy {} cannot be made: {source}; name a file that is not there yet, in a folder with room for it",
        path.display()
    )]
    Copy {
        /// The copy's path.
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
    /// Nothing can be written: there is no room, or no leave. What is there can be read.
    #[error(
        "the database cannot be written ({0}); make room on its disk, and let the user that it runs as write to its \
         files and folder"
    )]
    NotWritable(#[source] sqlx::Error),
    /// The database does not answer, or is locked by somebody else.
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
    /// What something belongs to is not there any more: a recording that comes in while its player is deleted.
    #[error("what it belongs to is not kept any more: {0}")]
    Orphan(#[source] sqlx::Error),
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

/// How often the database did not do what it was asked, in this process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatabaseErrors {
    /// It did not answer, or not in time.
    pub unavailable: u64,
    /// It could not write.
    pub not_writable: u64,
}

/// Counted for the whole process: what a query brings becomes an error where no store is at hand.
static UNAVAILABLE: AtomicU64 = AtomicU64::new(0);
static NOT_WRITABLE: AtomicU64 = AtomicU64::new(0);

/// How often the database did not do what it was asked, since this process started.
pub fn database_errors() -> DatabaseErrors {
    DatabaseErrors {
        unavailable: UNAVAILABLE.load(Ordering::Relaxed),
        not_writable: NOT_WRITABLE.load(Ordering::Relaxed),
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let told = error.as_database_error();
        if told.is_some_and(DatabaseError::is_foreign_key_violation) {
            return Self::Orphan(error);
        }
        let code = told.and_then(DatabaseError::code);
        if code.as_deref().is_some_and(tells_that_writing_fails) {
            NOT_WRITABLE.fetch_add(1, Ordering::Relaxed);
            Self::NotWritable(error)
        } else {
            UNAVAILABLE.fetch_add(1, Ordering::Relaxed);
            Self::Unavailable(error)
        }
    }
}

/// Whether a database says that it cannot write: `PostgreSQL` with five characters (`disk_full`,
/// `read_only_sql_transaction`), `SQLite` with a number (`FULL`, `IOERR_WRITE`, `IOERR_FSYNC`, `IOERR_TRUNCATE`;
/// `READONLY` and its details in the upper bits).
fn tells_that_writing_fails(code: &str) -> bool {
    match code {
        "53100" | "25006" | "13" | "778" | "1034" | "1546" => true,
        other if other.len() == 5 => false,
        other => other.parse::<u32>().is_ok_and(|code| code & 0xff == 8),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_from_a_database_that_is_busy() {
        for code in ["13", "8", "1032", "778", "53100", "25006"] {
            assert!(tells_that_writing_fails(code), "{code}");
        }
        // SQLITE_BUSY, SQLITE_IOERR_READ, SQLITE_CONSTRAINT_UNIQUE, unique_violation, admin_shutdown
        for code in ["5", "266", "2067", "23505", "57P01", ""] {
            assert!(!tells_that_writing_fails(code), "{code}");
        }
    }
}
