use std::sync::Arc;

use app::model::{SessionFilter, TeamId};

use super::*;
use crate::store::{
    GrantStore, Pass, PassStore, SearchedIn, SessionStore, Store, Team, TeamStore, WebSessionStore,
    contract::samples::{grant, noon, pass, web_session},
};

#[test]
fn an_sqlite_with_the_wal_bug_is_refused() {
    for found in ["3.46.0", "3.51.2", "3.7.17", "2.99.99", ""] {
        let error = check_version(found).unwrap_err();
        assert!(error.to_string().contains("3.51.3"), "{error}");
    }
    for found in ["3.51.3", "3.53.0", "4.0.0"] {
        check_version(found).unwrap();
    }
}

#[tokio::test]
async fn connections_are_set_up_to_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("new folder/test.sqlite")).await.unwrap();
    let text = |pragma| sqlx::query_scalar::<_, String>(pragma).fetch_one(&store.writer);
    let number = |pragma| sqlx::query_scalar::<_, i64>(pragma).fetch_one(&store.writer);
    assert_eq!(text("PRAGMA journal_mode").await.unwrap(), "wal");
    assert_eq!(number("PRAGMA synchronous").await.unwrap(), 2, "FULL");
    assert_eq!(number("PRAGMA foreign_keys").await.unwrap(), 1);
    assert_eq!(number("PRAGMA busy_timeout").await.unwrap(), 5_000);
    let write_on_reader =
        sqlx::query("INSERT INTO teams (id) VALUES ('t')").execute(&store.readers).await;
    assert!(write_on_reader.is_err());
}

#[tokio::test]
async fn nothing_is_written_outside_of_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.sqlite")).await.unwrap();
    for pool in [&store.writer, &store.readers] {
        let temp_store = sqlx::query_scalar::<_, i64>("PRAGMA temp_store").fetch_one(pool);
        assert_eq!(temp_store.await.unwrap(), 2, "MEMORY");
    }
}

#[tokio::test]
async fn what_is_deleted_is_wiped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.sqlite");
    let store = SqliteStore::open(&path).await.unwrap();
    let name = "somebody who is deleted";
    let team = Team { id: TeamId::from("t"), name: Some(name.to_owned()), organisation: None };
    store.put_teams(&[team]).await.unwrap();
    let is_somewhere = || {
        fs::read_dir(folder.path()).unwrap().any(|file| {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            bytes.windows(name.len()).any(|window| window == name.as_bytes())
        })
    };
    assert!(is_somewhere());
    store.wipe().await.unwrap();
    assert!(is_somewhere(), "in the file itself");
    sqlx::query("DELETE FROM teams").execute(&store.writer).await.unwrap();
    assert!(is_somewhere(), "in the file as long as the log has not reached it");
    store.wipe().await.unwrap();
    assert!(!is_somewhere());
}

#[tokio::test]
async fn a_database_that_is_closed_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.sqlite");
    let store = SqliteStore::open(&path).await.unwrap();
    let team = Team { id: TeamId::from("t"), name: None, organisation: None };
    store.put_teams(&[team]).await.unwrap();
    assert!(store.team(&TeamId::from("t")).await.unwrap().is_some(), "readers are connected, too");
    store.close().await;
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.iter().map(fs::DirEntry::path).collect::<Vec<_>>(), [path]);
    assert!(store.team(&TeamId::from("t")).await.is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.sqlite")).await.unwrap();
    store.put_teams(&[]).await.unwrap();
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
    assert!(files.len() > 1, "the log lies beside the database");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.path());
    }
}

#[tokio::test]
async fn a_database_that_may_not_grow_says_so_and_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.sqlite")).await.unwrap();
    let limit = |pages| sqlx::query(pages).execute(&store.writer);
    limit("PRAGMA max_page_count = 1").await.unwrap();
    let large = |name: &str| Team {
        id: TeamId::from(name),
        name: Some("-".repeat(1 << 20)),
        organisation: None,
    };
    let error = store.put_teams(&[large("t")]).await.unwrap_err();
    assert!(matches!(error, StoreError::NotWritable(_)), "{error}");
    assert!(error.to_string().contains("make room"), "{error}");
    assert_eq!(store.team(&TeamId::from("t")).await.unwrap(), None);
    limit("PRAGMA max_page_count = 1000000").await.unwrap();
    // SQLite has ended the transaction by itself.
    store.put_teams(&[large("t")]).await.unwrap();
}

#[tokio::test]
async fn a_copy_holds_what_was_there_takes_no_other_files_place_and_is_private() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("test.sqlite"), folder.path().join("copy.sqlite"));
    let store = SqliteStore::open(&path).await.unwrap();
    let team = |id: &str| Team { id: TeamId::from(id), name: None, organisation: None };
    store.put_teams(&[team("there")]).await.unwrap();
    store.add_grant(&grant("a")).await.unwrap();
    store.add_web_session(&web_session(b"key", noon(2))).await.unwrap();
    store.add_pass(&Pass { teams: vec![team("there").id], ..pass("p") }, b"ticket").await.unwrap();
    SqliteStore::copy(&path, &to).await.unwrap();
    store.put_teams(&[team("later")]).await.unwrap();

    let error = SqliteStore::copy(&path, &to).await.unwrap_err();
    assert!(matches!(error, StoreError::Copy { .. }), "{error}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&to).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let copy = SqliteStore::open(&to).await.unwrap();
    assert_eq!(copy.team(&team("there").id).await.unwrap(), Some(team("there")));
    assert_eq!(copy.team(&team("later").id).await.unwrap(), None);
    for (store, is_open) in [(&store, true), (&copy, false)] {
        let session = store.web_session(b"key", noon(1)).await.unwrap();
        assert_eq!(session.is_some(), is_open);
        let passes = store.passes_of_teams(&[team("there").id]).await.unwrap();
        assert_eq!(!passes.is_empty(), is_open);
        assert!(store.grant(&grant("a").id).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn a_copy_that_cannot_be_made_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("test.sqlite"), folder.path().join("copy.sqlite"));
    fs::write(&path, [b'-'; 5_000]).unwrap();
    SqliteStore::copy(&path, &to).await.unwrap_err();
    assert!(!to.exists());
}

async fn take_a_step_of_the_future(store: &SqliteStore) {
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (99991231235959, 'from the future', 1, x'00', 0)",
    )
    .execute(&store.writer)
    .await
    .unwrap();
}

#[tokio::test]
async fn who_looks_at_a_database_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.sqlite");
    fs::write(&path, b"").unwrap();
    assert_eq!(SqliteStore::look(&path).await.unwrap(), Form::Empty);
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(SqliteStore::look(&path).await.unwrap(), Form::Current);
    let last = MIGRATIONS.iter().map(|step| step.version).max().unwrap();
    let forget = "DELETE FROM _sqlx_migrations WHERE version = $1";
    sqlx::query(forget).bind(last).execute(&store.writer).await.unwrap();
    assert_eq!(SqliteStore::look(&path).await.unwrap(), Form::Older);
    take_a_step_of_the_future(&store).await;
    let error = SqliteStore::look(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { .. }), "{error}");
    fs::write(&path, b"no database").unwrap();
    assert!(SqliteStore::look(&path).await.is_err());
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.sqlite");
    let store = SqliteStore::open(&path).await.unwrap();
    take_a_step_of_the_future(&store).await;
    drop(store);
    let error = SqliteStore::open(&path).await.unwrap_err();
    assert!(matches!(error, StoreError::NewerSchema { step: 99_991_231_235_959 }), "{error}");
}

#[tokio::test]
async fn a_path_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let error = SqliteStore::open(&file.join("test.sqlite")).await.unwrap_err();
    assert!(error.to_string().contains("test.sqlite"), "{error}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn reads_go_on_while_somebody_writes_and_see_whole_commits_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(&folder.path().join("test.sqlite")).await.unwrap());
    let team = |id: u32, name: u32| Team {
        id: TeamId::from(id.to_string()),
        name: Some(name.to_string()),
        organisation: None,
    };
    store.put_teams(&[team(0, 0), team(1, 0)]).await.unwrap();

    // A write that is under way holds up nobody who reads.
    let mut open_write = store.write().await.unwrap();
    sqlx::query("UPDATE teams SET name = 'unfinished'").execute(&mut *open_write).await.unwrap();
    let names = "SELECT COUNT(DISTINCT name) = 1 AND MAX(name) <> 'unfinished' FROM teams";
    assert!(sqlx::query_scalar::<_, bool>(names).fetch_one(&store.readers).await.unwrap());
    drop(open_write);

    let writer = tokio::spawn({
        let store = Arc::clone(&store);
        async move {
            for name in 1..=200 {
                store.put_teams(&[team(0, name), team(1, name)]).await.unwrap();
                store.delete_web_session(b"key").await.unwrap();
            }
        }
    });
    let readers: Vec<_> = (0..8)
        .map(|_| {
            let store = Arc::clone(&store);
            tokio::spawn(async move {
                for _ in 0..100 {
                    assert!(
                        sqlx::query_scalar::<_, bool>(names)
                            .fetch_one(&store.readers)
                            .await
                            .unwrap()
                    );
                    store
                        .sessions(
                            &TeamId::from("0"),
                            &SessionFilter::default(),
                            SearchedIn::Everything,
                        )
                        .await
                        .unwrap();
                }
            })
        })
        .collect();
    for reader in readers {
        reader.await.unwrap();
    }
    writer.await.unwrap();
    assert_eq!(store.team(&TeamId::from("1")).await.unwrap(), Some(team(1, 200)));
}

#[tokio::test]
async fn what_belongs_to_a_team_goes_away_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.sqlite")).await.unwrap();
    for statement in [
        "INSERT INTO teams (id) VALUES ('t')",
        "INSERT INTO roster_members (team_id, player_id, former) VALUES ('t', 'p', 0)",
        "INSERT INTO training_sessions (id, team_id) VALUES ('s', 't')",
        "INSERT INTO player_sessions (id, training_session_id) VALUES ('ps', 's')",
        "INSERT INTO participants (training_session_id, position, player_id, player_session_id)
         VALUES ('s', 0, 'p', 'ps')",
        "INSERT INTO markers (training_session_id, position, start_time, end_time) VALUES ('s', 0, '', '')",
        "INSERT INTO summaries (player_session_id, heart_rate_zones, speed_zones, accelerations)
         VALUES ('ps', '', '', '')",
        "INSERT INTO phase_summaries (player_session_id) VALUES ('ps')",
        "INSERT INTO phases (player_session_id, position, start_time, end_time, heart_rate_zones, speed_zones, accelerations)
         VALUES ('ps', 0, '', '', '', '', '')",
        "INSERT INTO failures (item, team_id, problem, attempts, failed_at, retry_at) VALUES ('i', 't', 'p', 1, '', '')",
        "INSERT INTO recordings (player_session_id, dropped_rows) VALUES ('ps', 0)",
        "INSERT INTO recording_columns (player_session_id, channel, bytes) VALUES ('ps', 'speed', x'00')",
        "DELETE FROM teams",
    ] {
        sqlx::query(statement).execute(&store.writer).await.unwrap();
    }
    for count in [
        "SELECT COUNT(*) FROM roster_members",
        "SELECT COUNT(*) FROM training_sessions",
        "SELECT COUNT(*) FROM player_sessions",
        "SELECT COUNT(*) FROM participants",
        "SELECT COUNT(*) FROM markers",
        "SELECT COUNT(*) FROM summaries",
        "SELECT COUNT(*) FROM phase_summaries",
        "SELECT COUNT(*) FROM phases",
        "SELECT COUNT(*) FROM failures",
        "SELECT COUNT(*) FROM recordings",
        "SELECT COUNT(*) FROM recording_columns",
    ] {
        let left = sqlx::query_scalar::<_, i64>(count).fetch_one(&store.writer).await.unwrap();
        assert_eq!(left, 0, "{count}");
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("test.sqlite")).await.unwrap();
    for statement in [
        "INSERT INTO teams (id) VALUES ('t')",
        "INSERT INTO training_sessions (id, team_id) VALUES ('s', 't')",
        "INSERT INTO player_sessions (id, training_session_id) VALUES ('ps', 's')",
        "INSERT INTO summaries (player_session_id, heart_rate_zones, speed_zones, accelerations)
         VALUES ('ps', '[]', 'no JSON', '[]')",
    ] {
        sqlx::query(statement).execute(&store.writer).await.unwrap();
    }
    let error = store.summary(&"ps".into()).await.unwrap_err();
    assert!(
        matches!(&error, StoreError::Corrupt { what: "figures.speed_zones", id, .. } if id == "ps"),
        "{error}"
    );
}
