use super::{TestStore, samples::noon};

on_both_databases! {
    a_web_session_lives_until_it_expires,
    a_key_is_never_given_to_two_sessions,
    only_expired_web_sessions_are_swept,
}

async fn a_web_session_lives_until_it_expires(store: TestStore) {
    store.put_web_session(b"key", b"data", noon(2)).await.unwrap();
    assert_eq!(
        store.web_session(b"key", noon(1)).await.unwrap(),
        Some((b"data".to_vec(), noon(2)))
    );
    assert_eq!(store.web_session(b"key", noon(2)).await.unwrap(), None, "the last instant is over");
    assert_eq!(store.web_session(b"other", noon(1)).await.unwrap(), None);

    store.put_web_session(b"key", b"more", noon(3)).await.unwrap();
    assert_eq!(
        store.web_session(b"key", noon(2)).await.unwrap(),
        Some((b"more".to_vec(), noon(3)))
    );

    store.delete_web_session(b"key").await.unwrap();
    store.delete_web_session(b"key").await.unwrap();
    assert_eq!(store.web_session(b"key", noon(1)).await.unwrap(), None);
}

async fn a_key_is_never_given_to_two_sessions(store: TestStore) {
    assert!(store.add_web_session(b"key", b"first", noon(2)).await.unwrap());
    assert!(!store.add_web_session(b"key", b"second", noon(3)).await.unwrap());
    assert_eq!(
        store.web_session(b"key", noon(1)).await.unwrap(),
        Some((b"first".to_vec(), noon(2)))
    );
}

async fn only_expired_web_sessions_are_swept(store: TestStore) {
    for day in 1..=3 {
        store.put_web_session(&[day], b"data", noon(day.into())).await.unwrap();
    }
    assert_eq!(store.delete_expired_web_sessions(noon(2)).await.unwrap(), 2);
    assert_eq!(store.delete_expired_web_sessions(noon(2)).await.unwrap(), 0);
    assert!(store.web_session(&[3], noon(1)).await.unwrap().is_some());
}
