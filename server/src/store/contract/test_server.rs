//! A `PostgreSQL` server of the tests' own, one for each process of tests.

use std::{
    env,
    io::{BufRead, BufReader, Write, stderr},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;

use crate::store::{self, DatabaseAddress};

/// Starts the server and waits until nobody holds its standard input any more.
const SCRIPT: &str = include_str!("test_server.sh");

/// A database with the tables, which the databases of tests are copies of.
const TEMPLATE: &str = "tables";

static SERVER: OnceCell<Option<TestServer>> = OnceCell::const_new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A server that lives as long as this process.
pub(in crate::store) struct TestServer {
    folder: String,
    /// Holds the standard input of the script, whose end is the server's end.
    _script: Child,
}

impl TestServer {
    /// The server; `None` where there are no programs for one, and nobody said that there must be.
    pub(in crate::store) async fn get() -> Option<&'static Self> {
        SERVER.get_or_init(Self::start).await.as_ref()
    }

    async fn start() -> Option<Self> {
        let mut script = Command::new("sh")
            .args(["-c", SCRIPT, "sh", SCRIPT])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut folder = String::new();
        BufReader::new(script.stdout.take().unwrap()).read_line(&mut folder).unwrap();
        match folder.trim() {
            "" => panic!("the PostgreSQL server of the tests did not start; its log is above"),
            "missing" => {
                // Rust and Node.js are enough to test Touchline; whoever wants to be sure of PostgreSQL says so.
                let required =
                    env::var_os("TOUCHLINE_TEST_POSTGRES").is_some_and(|it| it == "required");
                assert!(
                    !required,
                    "the tests of the store need the programs of a PostgreSQL server (initdb, pg_ctl): install \
                     the package postgresql"
                );
                // Not through eprintln!, which only failing tests show.
                writeln!(
                    stderr(),
                    "skipped: the store's tests on PostgreSQL, since its programs are not installed"
                )
                .unwrap();
                None
            }
            folder => {
                let server = Self { folder: folder.to_owned(), _script: script };
                server.run("postgres", &format!("CREATE DATABASE {TEMPLATE}")).await;
                store::open(&server.address(TEMPLATE)).await.unwrap();
                Some(server)
            }
        }
    }

    /// The address of a new database with all tables.
    pub(in crate::store) async fn new_database(&self) -> DatabaseAddress {
        let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        self.run("postgres", &format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}")).await;
        self.address(&name)
    }

    /// The address of a database.
    pub(in crate::store) fn address(&self, database: &str) -> DatabaseAddress {
        self.url("touchline", database).parse().unwrap()
    }

    /// The address by which a user, with or without a password, opens a database.
    pub(in crate::store) fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost/{database}?host={}", self.folder)
    }

    /// Runs a statement in a database.
    pub(in crate::store) async fn run(&self, database: &str, statement: &str) {
        let mut connection = PgConnection::connect(&self.url("touchline", database)).await.unwrap();
        connection.execute(AssertSqlSafe(statement)).await.unwrap();
        connection.close().await.unwrap();
    }
}
