use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::{
    entropy::SeededEntropy,
    secrets::SecretKeys,
    store::{Grant, GrantId, Pass, TestStore, WebSession},
    sync::testing::now,
};

/// The key of this number.
fn key(number: u64) -> SecretKeys {
    SecretKeys::generate(&SeededEntropy::new(number)).unwrap()
}

fn vault(keys: &SecretKeys) -> Vault {
    Vault::new(keys, Arc::new(SeededEntropy::new(9)))
}

fn access() -> SealedPlace {
    SealedPlace::AccessToken(GrantId("a".to_owned()))
}

fn refresh() -> SealedPlace {
    SealedPlace::RefreshToken(GrantId("a".to_owned()))
}

fn session() -> SealedPlace {
    SealedPlace::WebSession(b"key".to_vec())
}

fn ticket() -> SealedPlace {
    SealedPlace::Ticket("p".into())
}

/// A grant, a browser's session and a pass that was not opened yet, sealed with the key 1.
async fn sealed() -> TestStore {
    let (store, vault) = (TestStore::open().await, vault(&key(1)));
    let grant = Grant {
        id: GrantId("a".to_owned()),
        access_token: vault.seal(b"access", &access()).unwrap(),
        refresh_token: Some(vault.seal(b"refresh", &refresh()).unwrap()),
        created_at: now(),
        expires_at: now(),
        ended: false,
    };
    store.add_grant(&grant).await.unwrap();
    let data = vault.seal(b"session", &session()).unwrap();
    let session = WebSession {
        id_hash: b"key".to_vec(),
        data,
        expires_at: now() + TimeDelta::days(1),
        grant: None,
        device: None,
        opened_at: now(),
        last_seen_at: now(),
        idle_at: None,
    };
    store.add_web_session(&session).await.unwrap();
    let pass = Pass {
        id: "p".into(),
        grant: grant.id,
        label: "Tablet".to_owned(),
        teams: Vec::new(),
        sees_health: false,
        created_at: now(),
        expires_at: now() + TimeDelta::days(1),
        opened_at: None,
        last_used_at: None,
        revoked_at: None,
    };
    store.add_pass(&pass, &vault.seal(b"ticket", &ticket()).unwrap()).await.unwrap();
    store
}

/// What these keys open of it.
async fn opened(store: &TestStore, keys: &SecretKeys) -> Vec<Result<Vec<u8>, String>> {
    let vault = vault(keys);
    let open = |value: &SealedValue| {
        vault.open(&value.sealed, &value.place).map_err(|error| error.to_string())
    };
    store.sealed_values(now()).await.unwrap().iter().map(open).collect()
}

fn everything() -> Vec<Result<Vec<u8>, String>> {
    [&b"access"[..], b"refresh", b"session", b"ticket"].map(|plain| Ok(plain.to_vec())).to_vec()
}

#[tokio::test]
async fn after_a_rotation_the_newest_key_is_enough() {
    let store = sealed().await;
    let both = key(1).with_newest(key(2));
    let done = rotate(&*store, &vault(&both), now()).await.unwrap();
    let expected =
        Rotation { key: vault(&key(2)).newest(), resealed: 4, current: 0, replaced: 0, damaged: 0 };
    assert_eq!(done, expected);
    assert_eq!(opened(&store, &key(2)).await, everything());
    check(&*store, &vault(&key(2)), now()).await.unwrap();
    let again = rotate(&*store, &vault(&both), now()).await.unwrap();
    assert_eq!(again, Rotation { resealed: 0, current: 4, ..expected });
}

#[tokio::test]
async fn a_wrong_key_is_named_and_changes_nothing() {
    let store = sealed().await;
    let before = store.sealed_values(now()).await.unwrap();
    let (old, new) = (vault(&key(1)).newest(), vault(&key(2)).newest());
    for result in [
        check(&*store, &vault(&key(2)), now()).await,
        rotate(&*store, &vault(&key(2)), now()).await.map(drop),
    ] {
        let text = result.unwrap_err().to_string();
        assert!(text.contains(&format!("the key {old} (4 values)")), "{text}");
        assert!(text.contains(&format!("the key that is set is {new}")), "{text}");
        assert!(text.contains("TOUCHLINE_SECRET_KEY") && text.contains("keys forget"), "{text}");
    }
    assert_eq!(store.sealed_values(now()).await.unwrap(), before);
    check(&*store, &vault(&key(1)), now()).await.unwrap();
}

#[tokio::test]
async fn what_is_damaged_is_counted_and_left() {
    let store = sealed().await;
    store.set_web_session(b"key", b"nonsense", now() + TimeDelta::days(1)).await.unwrap();
    check(&*store, &vault(&key(1)), now()).await.unwrap();
    let both = key(1).with_newest(key(2));
    let done = rotate(&*store, &vault(&both), now()).await.unwrap();
    assert_eq!((done.resealed, done.damaged), (3, 1));
}

#[tokio::test]
async fn when_the_key_is_lost_only_what_it_sealed_is_ended() {
    let store = sealed().await;
    assert!(lost(&*store, &vault(&key(1)), now()).await.unwrap().is_nothing());
    let found = lost(&*store, &vault(&key(2)), now()).await.unwrap();
    assert_eq!((found.grants(), found.sessions(), found.passes()), (1, 1, 1));
    assert_eq!(opened(&store, &key(1)).await, everything(), "looking changes nothing");
    forget(&*store, &found, now()).await.unwrap();
    check(&*store, &vault(&key(2)), now()).await.unwrap();
    assert!(store.grant(&GrantId("a".to_owned())).await.unwrap().unwrap().ended);
    assert_eq!(store.waiting_tickets(now()).await.unwrap(), []);
}
