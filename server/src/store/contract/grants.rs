use app::model::TeamId;

use super::{
    TestStore,
    samples::{grant, noon, team},
};
use crate::store::{Grant, GrantId, GrantTeams, StoreError};

#[tokio::test]
async fn a_grant_comes_back_as_it_was_put_in_even_in_the_next_process() {
    let store = TestStore::open().await;
    let without_refresh = Grant { refresh_token: None, ..grant("b") };
    store.add_grant(&grant("a")).await.unwrap();
    store.add_grant(&without_refresh).await.unwrap();
    let store = store.reopen().await;
    assert_eq!(store.grant(&GrantId("a".to_owned())).await.unwrap(), Some(grant("a")));
    assert_eq!(store.grant(&GrantId("b".to_owned())).await.unwrap(), Some(without_refresh));
    assert_eq!(store.grant(&GrantId("c".to_owned())).await.unwrap(), None);
}

#[tokio::test]
async fn a_grant_is_not_added_twice() {
    let store = TestStore::open().await;
    store.add_grant(&grant("a")).await.unwrap();
    assert!(store.add_grant(&grant("a")).await.is_err());
}

#[tokio::test]
async fn new_tokens_replace_the_old_ones_and_an_ended_grant_has_none() {
    let store = TestStore::open().await;
    let id = grant("a").id;
    store.add_grant(&grant("a")).await.unwrap();

    store.set_grant_tokens(&id, &[9], Some(&[8]), noon(2)).await.unwrap();
    let refreshed = Grant {
        access_token: vec![9],
        refresh_token: Some(vec![8]),
        expires_at: noon(2),
        ..grant("a")
    };
    assert_eq!(store.grant(&id).await.unwrap().as_ref(), Some(&refreshed));

    store.end_grant(&id).await.unwrap();
    let ended = Grant { access_token: Vec::new(), refresh_token: None, ended: true, ..refreshed };
    assert_eq!(store.grant(&id).await.unwrap(), Some(ended));
}

#[tokio::test]
async fn tokens_of_a_grant_that_is_not_there_are_not_lost_silently() {
    let store = TestStore::open().await;
    let id = GrantId("a".to_owned());
    for result in [
        store.set_grant_tokens(&id, &[9], None, noon(2)).await,
        store.end_grant(&id).await,
        store.set_grant_teams(&id, &[], noon(1)).await,
    ] {
        assert!(matches!(result, Err(StoreError::Gone { what: "grant", .. })), "{result:?}");
    }
}

#[tokio::test]
async fn a_grant_sees_the_teams_that_polar_named_last() {
    let store = TestStore::open().await;
    let (a, b) = (grant("a").id, grant("b").id);
    store.add_grant(&grant("a")).await.unwrap();
    store.add_grant(&grant("b")).await.unwrap();
    let (first, second) = (TeamId::from("first"), TeamId::from("second"));
    assert_eq!(store.grant_teams(&a).await.unwrap(), None);

    store.set_grant_teams(&a, &[first.clone(), second.clone()], noon(1)).await.unwrap();
    store.set_grant_teams(&a, &[second.clone(), second.clone()], noon(2)).await.unwrap();
    let expected = GrantTeams { teams: vec![second.clone()], read_at: noon(2) };
    assert_eq!(store.grant_teams(&a).await.unwrap(), Some(expected));
    assert!(store.grant_sees_team(&a, &second).await.unwrap());
    assert!(!store.grant_sees_team(&a, &first).await.unwrap());
    assert!(!store.grant_sees_team(&b, &second).await.unwrap());

    store.set_grant_teams(&a, &[first.clone(), second.clone()], noon(2)).await.unwrap();
    store.set_grant_teams(&b, std::slice::from_ref(&first), noon(2)).await.unwrap();
    store.set_grant_teams(&a, std::slice::from_ref(&second), noon(2)).await.unwrap();
    let left = GrantTeams { teams: vec![second.clone()], read_at: noon(2) };
    assert_eq!(store.grant_teams(&a).await.unwrap(), Some(left));
    assert!(store.grant_sees_team(&b, &first).await.unwrap());

    store.set_grant_teams(&a, &[], noon(3)).await.unwrap();
    assert_eq!(
        store.grant_teams(&a).await.unwrap(),
        Some(GrantTeams { teams: Vec::new(), read_at: noon(3) })
    );
}

#[tokio::test]
async fn teams_of_a_grant_are_listed_by_organisation_and_name() {
    let store = TestStore::open().await;
    store.add_grant(&grant("a")).await.unwrap();
    let teams = [
        team("1", Some("Z Club"), Some("A")),
        team("2", Some("A Club"), Some("U19")),
        team("3", Some("A Club"), Some("First")),
        team("4", None, None),
    ];
    store.put_teams(&teams).await.unwrap();
    store.put_teams(&[team("5", None, None)]).await.unwrap();
    let ids: Vec<_> = teams.iter().map(|team| team.id.clone()).collect();
    store.set_grant_teams(&grant("a").id, &ids, noon(1)).await.unwrap();
    let listed = store.teams_of_grant(&grant("a").id).await.unwrap();
    assert_eq!(listed, [&teams[2], &teams[1], &teams[0], &teams[3]].map(Clone::clone));
}
