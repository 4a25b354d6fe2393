use app::model::TeamId;
use chrono::TimeDelta;

use super::{
    TestStore,
    samples::{grant, noon, team, web_session},
};
use crate::store::{Grant, GrantId, WebSession};

on_both_databases! {
    a_web_session_lives_until_it_expires,
    a_web_session_lives_until_it_is_idle_unless_it_is_used,
    a_key_is_never_given_to_two_sessions,
    a_session_that_was_ended_is_not_brought_back,
    only_what_is_over_is_swept,
    sessions_end_with_their_grant,
    sessions_of_coaches_are_listed_by_what_their_grants_see,
}

/// A session in which the coach with this grant is signed in, used on a day.
fn of(id: &str, coach: &str, day: u32) -> WebSession {
    WebSession {
        grant: Some(grant(coach).id),
        device: Some("Firefox, Linux".to_owned()),
        opened_at: noon(1),
        last_seen_at: noon(day),
        idle_at: Some(noon(20)),
        ..web_session(id.as_bytes(), noon(20))
    }
}

async fn a_web_session_lives_until_it_expires(store: TestStore) {
    let session = web_session(b"key", noon(2));
    assert!(store.add_web_session(&session).await.unwrap());
    assert_eq!(store.web_session(b"key", noon(1)).await.unwrap().as_ref(), Some(&session));
    assert_eq!(store.web_session(b"key", noon(2)).await.unwrap(), None, "the last instant is over");
    assert_eq!(store.web_session(b"other", noon(1)).await.unwrap(), None);

    store.set_web_session(b"key", b"more", noon(3)).await.unwrap();
    let more = WebSession { data: b"more".to_vec(), expires_at: noon(3), ..session };
    assert_eq!(store.web_session(b"key", noon(2)).await.unwrap(), Some(more));

    store.delete_web_session(b"key").await.unwrap();
    store.delete_web_session(b"key").await.unwrap();
    assert_eq!(store.web_session(b"key", noon(1)).await.unwrap(), None);
}

async fn a_web_session_lives_until_it_is_idle_unless_it_is_used(store: TestStore) {
    store.add_grant(&grant("a")).await.unwrap();
    let session = WebSession { idle_at: Some(noon(3)), ..of("key", "a", 2) };
    store.add_web_session(&session).await.unwrap();
    let last_instant = noon(3) - TimeDelta::seconds(1);
    assert_eq!(store.web_session(b"key", last_instant).await.unwrap().as_ref(), Some(&session));
    assert_eq!(store.web_session(b"key", noon(3)).await.unwrap(), None);
    store.note_web_session_use(b"key", last_instant, Some(noon(4))).await.unwrap();
    let used = WebSession { last_seen_at: last_instant, idle_at: Some(noon(4)), ..session };
    assert_eq!(store.web_session(b"key", noon(3)).await.unwrap(), Some(used));
}

async fn a_key_is_never_given_to_two_sessions(store: TestStore) {
    let first = web_session(b"key", noon(2));
    assert!(store.add_web_session(&first).await.unwrap());
    assert!(!store.add_web_session(&web_session(b"key", noon(3))).await.unwrap());
    assert_eq!(store.web_session(b"key", noon(1)).await.unwrap(), Some(first));
}

async fn a_session_that_was_ended_is_not_brought_back(store: TestStore) {
    store.add_web_session(&web_session(b"key", noon(2))).await.unwrap();
    store.delete_web_session(b"key").await.unwrap();
    // A request that was under way keeps what it has changed.
    store.set_web_session(b"key", b"more", noon(3)).await.unwrap();
    store.note_web_session_use(b"key", noon(1), None).await.unwrap();
    assert_eq!(store.web_session(b"key", noon(1)).await.unwrap(), None);
}

async fn only_what_is_over_is_swept(store: TestStore) {
    for day in 1..=3 {
        store.add_web_session(&web_session(&[day], noon(day.into()))).await.unwrap();
    }
    let idle = WebSession { idle_at: Some(noon(2)), ..web_session(b"idle", noon(3)) };
    store.add_web_session(&idle).await.unwrap();
    assert_eq!(store.delete_expired_web_sessions(noon(2)).await.unwrap(), 3);
    assert_eq!(store.delete_expired_web_sessions(noon(2)).await.unwrap(), 0);
    assert!(store.web_session(&[3], noon(1)).await.unwrap().is_some());
}

async fn sessions_end_with_their_grant(store: TestStore) {
    for id in ["a", "b"] {
        store.add_grant(&grant(id)).await.unwrap();
        store.add_web_session(&of(id, id, 2)).await.unwrap();
    }
    store.end_grant(&grant("a").id).await.unwrap();
    assert_eq!(store.web_session(b"a", noon(2)).await.unwrap(), None);
    assert!(store.web_session(b"b", noon(2)).await.unwrap().is_some());
}

async fn sessions_of_coaches_are_listed_by_what_their_grants_see(store: TestStore) {
    let ids: [TeamId; 2] = ["t".into(), "u".into()];
    store.put_teams(&["t", "u"].map(|id| team(id, None, None))).await.unwrap();
    let teams: [(&str, &[TeamId]); 4] =
        [("mine", &ids[..1]), ("same", &ids[..1]), ("more", &ids), ("none", &[])];
    for (id, seen) in teams {
        let kept = Grant { id: GrantId(id.to_owned()), ..grant(id) };
        store.add_grant(&kept).await.unwrap();
        store.set_grant_teams(&kept.id, seen, noon(1)).await.unwrap();
    }
    for (id, coach, day) in
        [("a", "mine", 2), ("b", "same", 3), ("c", "more", 4), ("d", "none", 5), ("e", "mine", 6)]
    {
        store.add_web_session(&of(id, coach, day)).await.unwrap();
    }
    store.add_web_session(&web_session(b"nobody", noon(20))).await.unwrap();
    let listed = async |coach: &str, teams: &[TeamId], day| -> Vec<Vec<u8>> {
        let sessions = store.web_sessions_of(&grant(coach).id, teams, noon(day)).await.unwrap();
        sessions.into_iter().map(|session| session.id_hash).collect()
    };
    assert_eq!(listed("mine", &ids[..1], 7).await, [b"e", b"b", b"a"]);
    assert_eq!(listed("more", &ids, 7).await, [b"e", b"c", b"b", b"a"]);
    assert_eq!(listed("none", &[], 7).await, [b"d"]);
    assert!(listed("mine", &ids, 20).await.is_empty(), "all are over");
}
