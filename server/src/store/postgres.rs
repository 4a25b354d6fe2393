//! The store in a `PostgreSQL` database, which several processes share.
//!
//! As with the file, one connection of a process writes and several read beside it. A transaction that writes holds a
//! lock of the whole database until its end, so that writers of all processes take turns: there is about one write a
//! second, and nothing has to be thought of that depends on who comes first. Every commit is on disk before it is
//! acknowledged.

use std::time::Duration;

use sqlx::{
    ConnectOptions, Connection as _, PgConnection, PgPool, Postgres, Transaction,
    error::DatabaseError,
    migrate::{MigrateError, Migrator},
    postgres::PgPoolOptions,
};

use super::{Form, StoreError, address::PostgresAddress, error::Obstacle};

/// The ids in the JSON list that is bound to a placeholder, as the rows of a query.
macro_rules! ids {
    ($placeholder:literal) => {
        concat!("SELECT jsonb_array_elements_text(", $placeholder, "::jsonb)")
    };
}

/// Asks whether the table is there in which the steps are noted that brought the tables up to date.
macro_rules! has_steps {
    () => {
        "SELECT to_regclass('_sqlx_migrations') IS NOT NULL"
    };
}

#[expect(clippy::duplicate_mod, reason = "one set of queries for both databases")]
#[path = "sql/traits.rs"]
mod traits;

type Db = Postgres;
type Pool = PgPool;
type Connection = PgConnection;
type DbStore = PostgresStore;

/// Steps that bring the tables up to date, in pairs of one name with those for `SQLite`.
pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("src/store/migrations/postgres");

/// How many reads of a process run at the same time.
const READERS: u32 = 8;

/// How long to wait for the server to answer a new connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long to wait for another writer, and how long one may do nothing before it loses its turn.
const TURN: &str = "30s";

/// The advisory lock of whoever writes: any number, the same in every process.
const WRITERS_LOCK: i64 = 0x746f_7563_686c;

/// The store in a `PostgreSQL` database.
#[derive(Debug)]
pub(super) struct PostgresStore {
    writer: PgPool,
    readers: PgPool,
}

impl PostgresStore {
    /// Connects, and brings the tables up to date.
    pub(super) async fn open(address: &PostgresAddress) -> Result<Self, StoreError> {
        let options = address.options().clone();
        let mut connection = connect(address).await?;
        MIGRATIONS.run(&mut connection).await.map_err(|error| match error {
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                obstacle(error)
            }
            other => other.into(),
        })?;
        connection.close().await?;
        let pool = |connections| {
            PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE)
        };
        let writing = [
            ("synchronous_commit", "on"),
            ("lock_timeout", TURN),
            ("idle_in_transaction_session_timeout", TURN),
        ];
        let reading = [
            ("default_transaction_isolation", "repeatable read"),
            ("default_transaction_read_only", "on"),
        ];
        Ok(Self {
            writer: pool(1).connect_lazy_with(options.clone().options(writing)),
            readers: pool(READERS).connect_lazy_with(options.options(reading)),
        })
    }

    /// Connects, and changes nothing. What is kept the server checks by itself.
    pub(super) async fn look(address: &PostgresAddress) -> Result<Form, StoreError> {
        let mut connection = connect(address).await?;
        let form = traits::form(&mut connection, &MIGRATIONS).await?;
        connection.close().await?;
        Ok(form)
    }

    /// A transaction that may write, once no other one does.
    async fn write(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.writer.begin().await?;
        sqlx::query("SELECT pg_advisory_xact_lock($1)")
            .bind(WRITERS_LOCK)
            .execute(&mut *tx)
            .await?;
        Ok(tx)
    }

    /// A transaction that reads one state of the database.
    async fn read(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        Ok(self.readers.begin().await?)
    }

    /// Nothing to do: the server's log and its vacuum are its own.
    #[expect(clippy::unused_async, reason = "as for SQLite")]
    async fn wipe_log(&self) -> Result<(), StoreError> {
        Ok(())
    }
}

async fn connect(address: &PostgresAddress) -> Result<PgConnection, StoreError> {
    tokio::time::timeout(PATIENCE, address.options().connect())
        .await
        .map_err(|_| obstacle(sqlx::Error::PoolTimedOut))?
        .map_err(obstacle)
}

/// What stands between Touchline and its tables, as far as the server tells.
fn obstacle(error: sqlx::Error) -> StoreError {
    let code = error.as_database_error().and_then(DatabaseError::code);
    let obstacle = match (&error, code.as_deref()) {
        (sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut, _) => Obstacle::NoServer,
        (sqlx::Error::Tls(_), _) => Obstacle::Encryption,
        (_, Some("28000" | "28P01")) => Obstacle::Login,
        (_, Some("3D000")) => Obstacle::NoDatabase,
        (_, Some("42501")) => Obstacle::Rights,
        _ => return StoreError::Unavailable(error),
    };
    StoreError::Postgres { obstacle, source: error }
}

#[cfg(test)]
mod tests;
