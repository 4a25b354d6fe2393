//! The store in one `SQLite` file.
//!
//! One connection writes, several read beside it (write-ahead log). Every commit is on disk before it is
//! acknowledged (`synchronous=FULL`): a refresh token that Polar hands out once must survive a power cut.

use std::{fs, io, path::Path, time::Duration};

use sqlx::{
    ConnectOptions, Connection as _, Sqlite, SqliteConnection, SqlitePool, Transaction,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use super::{Form, StoreError};

/// The ids in the JSON list that is bound to a placeholder, as the rows of a query.
macro_rules! ids {
    ($placeholder:literal) => {
        concat!("SELECT value FROM json_each(", $placeholder, ")")
    };
}

/// Asks whether the table is there in which the steps are noted that brought the tables up to date.
macro_rules! has_steps {
    () => {
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')"
    };
}

#[path = "sql/traits.rs"]
mod traits;

type Db = Sqlite;
type Pool = SqlitePool;
type Connection = SqliteConnection;
type DbStore = SqliteStore;

/// Steps that bring the tables up to date. A step that was released is never changed; a new one is added.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("src/store/migrations/sqlite");

/// The first `SQLite` without the bug that can corrupt a database with a write-ahead log and two connections.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
const OLDEST_SQLITE_NAME: &str = "3.51.3";

/// How many reads run at the same time.
const READERS: u32 = 4;

/// How long to wait for another process that writes, a backup for example.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// The store in one `SQLite` file.
#[derive(Debug)]
pub(super) struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the file or makes it, and brings its tables up to date.
    pub(super) async fn open(path: &Path) -> Result<Self, StoreError> {
        make_file(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            // What a large query sorts is kept out of /tmp: that may be full, or not to be written to.
            .pragma("temp_store", "memory");
        let writer = pool(1)
            .connect_with(
                options
                    .clone()
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    // What tells of somebody's health is wiped when it is deleted.
                    .pragma("secure_delete", "on"),
            )
            .await?;
        check_version(
            &sqlx::query_scalar::<_, String>("SELECT sqlite_version()").fetch_one(&writer).await?,
        )?;
        MIGRATIONS.run(&writer).await?;
        let readers = pool(READERS)
            // There is no network on which a connection could be lost: asking would take as long as a query.
            .test_before_acquire(false)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { writer, readers })
    }

    /// Makes a copy of a file as it is at one moment, without what opens it to anybody, and checks it.
    pub(super) async fn copy(path: &Path, to: &Path) -> Result<(), StoreError> {
        let refused = |source| StoreError::Copy { path: to.to_owned(), source };
        let name = to.to_str().ok_or_else(|| refused(io::ErrorKind::InvalidFilename.into()))?;
        let mut connection = connect(path).await?;
        // SQLite fills a file that is empty, and leaves its permissions as they are.
        let copy = private().write(true).create_new(true).open(to).map_err(refused)?;
        let copied = async {
            sqlx::query("VACUUM INTO $1").bind(name).execute(&mut connection).await?;
            connection.close().await?;
            close_to_everybody(to).await?;
            copy.sync_all().map_err(refused)?;
            let mut connection = connect(to).await?;
            check(
                sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_one(&mut connection).await?,
            )?;
            connection.close().await?;
            Ok(())
        };
        let outcome = copied.await;
        if outcome.is_err() {
            // Half a copy would be taken for one; that it cannot be removed is told by the next try.
            let _ = fs::remove_file(to);
        }
        outcome
    }

    /// Reads the whole file, as `SQLite` itself checks it, and changes nothing.
    pub(super) async fn look(path: &Path) -> Result<Form, StoreError> {
        let mut connection = connect(path).await?;
        check(sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await?)?;
        let form = traits::form(&mut connection, &MIGRATIONS).await?;
        connection.close().await?;
        Ok(form)
    }

    /// A transaction that may write. It takes the write lock at once, so that it cannot fail halfway because
    /// somebody else wrote.
    async fn write(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A transaction that reads one state of the database.
    async fn read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// Moves the log into the file, where what was deleted is overwritten, and empties the log.
    async fn wipe_log(&self) -> Result<(), StoreError> {
        let hindered: bool =
            sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&self.writer).await?;
        if hindered {
            tracing::debug!("somebody reads: the log beside the database is emptied later");
        }
        Ok(())
    }
}

/// A pool that gives up connections of which sqlx takes a transaction for open that is over: `SQLite` has ended it by
/// itself, as it does when the disk is full, and nothing would begin on them any more.
fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(connections).before_acquire(|connection, _| {
        Box::pin(async move {
            if connection.is_in_transaction() {
                // The end of the last one may still be on its way.
                connection.ping().await?;
            }
            Ok(!connection.is_in_transaction())
        })
    })
}

/// Deletes all sessions of browsers and all passes: one that was ended or revoked after the copy was made must not live
/// again when the copy is put into the place of the database.
async fn close_to_everybody(path: &Path) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new().filename(path).foreign_keys(true);
    let mut connection = options.pragma("secure_delete", "on").connect().await?;
    if traits::form(&mut connection, &MIGRATIONS).await? != Form::Empty {
        for table in ["DELETE FROM web_sessions", "DELETE FROM passes"] {
            sqlx::query(table).execute(&mut connection).await?;
        }
    }
    Ok(connection.close().await?)
}

/// A connection that changes nothing.
async fn connect(path: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    Ok(options.busy_timeout(BUSY_TIMEOUT).connect().await?)
}

/// What `SQLite` says about a file that it has read.
fn check(found: String) -> Result<(), StoreError> {
    if found == "ok" { Ok(()) } else { Err(StoreError::Damaged { found }) }
}

/// How a file is opened that only its owner can read.
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the folder and an empty file that only the owner can read; `SQLite` gives the files that it puts
/// beside it the same permissions.
fn make_file(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    private().create(true).append(true).open(path).map(drop)
}

fn check_version(found: &str) -> Result<(), StoreError> {
    let mut parts = found.split('.').map(|part| part.parse().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    if (part(), part(), part()) >= OLDEST_SQLITE {
        Ok(())
    } else {
        Err(StoreError::SqliteTooOld { found: found.to_owned(), needed: OLDEST_SQLITE_NAME })
    }
}

#[cfg(test)]
mod tests;
