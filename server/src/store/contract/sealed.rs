use super::{
    TestStore,
    samples::{grant, noon, pass, web_session},
};
use crate::store::{Grant, Pass, SealedPlace, SealedValue};

on_both_databases! {
    everything_sealed_is_listed_but_what_is_over,
    a_sealed_value_is_replaced_unless_somebody_was_faster,
}

fn value(place: SealedPlace, sealed: &[u8]) -> SealedValue {
    SealedValue { place, sealed: sealed.to_vec() }
}

async fn everything_sealed_is_listed_but_what_is_over(store: TestStore) {
    let without_refresh = Grant { refresh_token: None, ..grant("b") };
    for kept in [grant("a"), without_refresh, grant("ended")] {
        store.add_grant(&kept).await.unwrap();
    }
    store.end_grant(&grant("ended").id).await.unwrap();
    store.add_web_session(&web_session(b"key", noon(2))).await.unwrap();
    store.add_web_session(&web_session(b"over", noon(1))).await.unwrap();
    for id in ["waiting", "opened", "revoked"] {
        store.add_pass(&Pass { teams: Vec::new(), ..pass(id) }, b"ticket").await.unwrap();
    }
    store.take_ticket(&"opened".into(), noon(1)).await.unwrap();
    store.revoke_pass(&"revoked".into(), noon(1)).await.unwrap();
    let expected = [
        value(SealedPlace::AccessToken(grant("a").id), &grant("a").access_token),
        value(SealedPlace::RefreshToken(grant("a").id), &[3]),
        value(SealedPlace::AccessToken(grant("b").id), &grant("b").access_token),
        value(SealedPlace::WebSession(b"key".to_vec()), b"data"),
        value(SealedPlace::Ticket("waiting".into()), b"ticket"),
    ];
    assert_eq!(store.sealed_values(noon(1)).await.unwrap(), expected);
}

async fn a_sealed_value_is_replaced_unless_somebody_was_faster(store: TestStore) {
    store.add_grant(&grant("a")).await.unwrap();
    store.add_web_session(&web_session(b"key", noon(2))).await.unwrap();
    store.add_pass(&Pass { teams: Vec::new(), ..pass("p") }, b"ticket").await.unwrap();
    let found = store.sealed_values(noon(1)).await.unwrap();
    // A server gets a new access token meanwhile.
    store.set_grant_tokens(&grant("a").id, &[7], Some(&[3]), noon(2)).await.unwrap();
    let anew: Vec<_> = found.into_iter().map(|old| (old, vec![9])).collect();
    assert_eq!(store.replace_sealed(&anew).await.unwrap(), 3);
    let expected = [
        value(SealedPlace::AccessToken(grant("a").id), &[7]),
        value(SealedPlace::RefreshToken(grant("a").id), &[9]),
        value(SealedPlace::WebSession(b"key".to_vec()), &[9]),
        value(SealedPlace::Ticket("p".into()), &[9]),
    ];
    assert_eq!(store.sealed_values(noon(1)).await.unwrap(), expected);
    assert_eq!(store.replace_sealed(&anew).await.unwrap(), 0, "nothing is where it was");
}
