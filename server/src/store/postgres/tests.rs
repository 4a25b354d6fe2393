use super::*;
use crate::store::{self, DatabaseAddress, Obstacle, contract::TestServer};

/// The store at an address of the tests' server.
async fn open(url: &str) -> Result<PostgresStore, StoreError> {
    match url.parse().unwrap() {
        DatabaseAddress::Postgres(address) => PostgresStore::open(&address).await,
        DatabaseAddress::Sqlite(_) => panic!("{url} is no address of a server"),
    }
}

async fn obstacle_of(url: &str) -> Obstacle {
    let error = open(url).await.unwrap_err();
    let text = format!("{error} {error:?}");
    assert!(!text.contains("hush"), "{text}");
    match error {
        StoreError::Postgres { obstacle, .. } => obstacle,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn whoever_cannot_get_in_is_told_why() {
    let Some(server) = TestServer::get().await else { return };
    server.run("postgres", "CREATE ROLE with_password LOGIN PASSWORD 'hush, hush'").await;
    server.run("postgres", "CREATE ROLE stranger LOGIN").await;
    server.run("postgres", "CREATE DATABASE closed").await;
    server.run("postgres", "REVOKE ALL ON DATABASE closed FROM PUBLIC").await;
    for (url, expected) in [
        (server.url("with_password:hush", "postgres"), Obstacle::Login),
        (server.url("nobody", "postgres"), Obstacle::Login),
        (server.url("touchline:hush", "nowhere"), Obstacle::NoDatabase),
        (server.url("stranger:hush", "postgres"), Obstacle::Rights),
        (server.url("stranger:hush", "closed"), Obstacle::Rights),
        ("postgres://me:hush@localhost/club?host=/nowhere".to_owned(), Obstacle::NoServer),
        ("postgres://me:hush@127.0.0.1:1/club".to_owned(), Obstacle::NoServer),
        (format!("{}&sslmode=require", server.url("me:hush", "club")), Obstacle::Encryption),
    ] {
        assert_eq!(obstacle_of(&url).await, expected, "{url}");
    }
}

#[tokio::test]
async fn connections_are_set_up_to_lose_nothing() {
    let Some(server) = TestServer::get().await else { return };
    server.run("postgres", "CREATE DATABASE set_up").await;
    server.run("set_up", "ALTER DATABASE set_up SET synchronous_commit = off").await;
    let store = open(&server.url("touchline", "set_up")).await.unwrap();
    let on_disk = sqlx::query_scalar::<_, String>("SHOW synchronous_commit");
    assert_eq!(on_disk.fetch_one(&store.writer).await.unwrap(), "on");
    let write_on_reader =
        sqlx::query("INSERT INTO teams (id) VALUES ('t')").execute(&store.readers).await;
    assert!(write_on_reader.is_err());
}

#[tokio::test]
async fn a_transaction_reads_one_state() {
    let Some(server) = TestServer::get().await else { return };
    let address = server.new_database().await;
    let DatabaseAddress::Postgres(address) = address else { panic!("{address}") };
    let store = PostgresStore::open(&address).await.unwrap();
    let teams = "SELECT COUNT(*) FROM teams";
    let mut reading = store.read().await.unwrap();
    let before = sqlx::query_scalar::<_, i64>(teams).fetch_one(&mut *reading).await.unwrap();
    sqlx::query("INSERT INTO teams (id) VALUES ('t')").execute(&store.writer).await.unwrap();
    let after = sqlx::query_scalar::<_, i64>(teams).fetch_one(&mut *reading).await.unwrap();
    assert_eq!((before, after), (0, 0));
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let Some(server) = TestServer::get().await else { return };
    server.run("postgres", "CREATE DATABASE newer").await;
    let address = server.address("newer");
    store::open(&address).await.unwrap();
    server
        .run(
            "newer",
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (99991231235959, 'from the future', TRUE, '', 0)",
        )
        .await;
    let error = store::open(&address).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { step: 99_991_231_235_959 }), "{error}");
}

#[test]
fn migrations_come_in_pairs_of_one_name() {
    let names = |steps: &Migrator| -> Vec<_> {
        steps.iter().map(|step| (step.version, step.description.to_string())).collect()
    };
    assert_eq!(names(&MIGRATIONS), names(&store::sqlite::MIGRATIONS));
}
