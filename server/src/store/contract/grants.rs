use app::model::TeamId;

use super::{
    TestStore,
    samples::{grant, noon, team},
};
use crate::store::{Grant, GrantId, GrantTeams, StoreError};

on_both_databases! {
    a_grant_that_has_ended_sees_no_team,
    living_grants_are_listed_newest_first,
    a_grant_comes_back_as_it_was_put_in_even_in_the_next_process,
    a_grant_is_not_added_twice,
    new_tokens_replace_the_old_ones_and_an_ended_grant_has_none,
    only_the_token_that_a_grant_has_expires,
    tokens_of_a_grant_that_is_not_there_are_not_lost_silently,
    a_grant_sees_the_teams_that_polar_named_last,
    teams_of_a_grant_are_listed_by_organisation_and_name,
}

async fn a_grant_comes_back_as_it_was_put_in_even_in_the_next_process(store: TestStore) {
    let without_refresh = Grant { refresh_token: None, ..grant("b") };
    store.add_grant(&grant("a")).await.unwrap();
    store.add_grant(&without_refresh).await.unwrap();
    let store = store.reopen().await;
    assert_eq!(store.grant(&GrantId("a".to_owned())).await.unwrap(), Some(grant("a")));
    assert_eq!(store.grant(&GrantId("b".to_owned())).await.unwrap(), Some(without_refresh));
    assert_eq!(store.grant(&GrantId("c".to_owned())).await.unwrap(), None);
}

async fn a_grant_is_not_added_twice(store: TestStore) {
    store.add_grant(&grant("a")).await.unwrap();
    assert!(store.add_grant(&grant("a")).await.is_err());
}

async fn new_tokens_replace_the_old_ones_and_an_ended_grant_has_none(store: TestStore) {
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

async fn tokens_of_a_grant_that_is_not_there_are_not_lost_silently(store: TestStore) {
    let id = GrantId("a".to_owned());
    for result in [
        store.set_grant_tokens(&id, &[9], None, noon(2)).await,
        store.end_grant(&id).await,
        store.set_grant_teams(&id, &[], noon(1)).await,
    ] {
        assert!(matches!(result, Err(StoreError::Gone { what: "grant", .. })), "{result:?}");
    }
}

async fn a_grant_sees_the_teams_that_polar_named_last(store: TestStore) {
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

async fn teams_of_a_grant_are_listed_by_organisation_and_name(store: TestStore) {
    store.add_grant(&grant("a")).await.unwrap();
    let teams = [
        team("1", Some("Z Club"), Some("A")),
        team("2", Some("A Club"), Some("U19")),
        team("3", Some("A Club"), Some("First")),
        team("4", None, None),
        team("6", Some("A Club"), Some("academy")),
    ];
    store.put_teams(&teams).await.unwrap();
    store.put_teams(&[team("5", None, None)]).await.unwrap();
    let ids: Vec<_> = teams.iter().map(|team| team.id.clone()).collect();
    store.set_grant_teams(&grant("a").id, &ids, noon(1)).await.unwrap();
    let listed = store.teams_of_grant(&grant("a").id).await.unwrap();
    assert_eq!(listed, [2, 1, 4, 0, 3].map(|at| teams[at].clone()), "by their code points");
}

async fn only_the_token_that_a_grant_has_expires(store: TestStore) {
    let given = grant("a");
    store.add_grant(&given).await.unwrap();
    store.expire_grant_token(&given.id, b"one that was replaced", noon(1)).await.unwrap();
    assert_eq!(store.grant(&given.id).await.unwrap(), Some(given.clone()));
    store.expire_grant_token(&given.id, &given.access_token, noon(1)).await.unwrap();
    let expired = Grant { expires_at: noon(1), ..given.clone() };
    assert_eq!(store.grant(&given.id).await.unwrap(), Some(expired));
}

async fn a_grant_that_has_ended_sees_no_team(store: TestStore) {
    let (ended, living) = (grant("a").id, grant("b").id);
    let team_id = TeamId::from("t");
    for grant in [grant("a"), grant("b")] {
        store.add_grant(&grant).await.unwrap();
        store.set_grant_teams(&grant.id, std::slice::from_ref(&team_id), noon(1)).await.unwrap();
    }
    store.end_grant(&ended).await.unwrap();
    assert_eq!(store.grant_teams(&ended).await.unwrap(), None);
    assert!(!store.grant_sees_team(&ended, &team_id).await.unwrap());
    assert_eq!(store.teams_of_grant(&ended).await.unwrap(), []);
    assert!(store.grant_sees_team(&living, &team_id).await.unwrap());
    assert_eq!(store.teams_of_grant(&living).await.unwrap().len(), 1);
}

async fn living_grants_are_listed_newest_first(store: TestStore) {
    assert_eq!(store.living_grants().await.unwrap(), []);
    for (id, day) in [("old", 1), ("new", 3), ("ended", 2), ("middle", 2)] {
        store.add_grant(&Grant { created_at: noon(day), ..grant(id) }).await.unwrap();
    }
    store.end_grant(&grant("ended").id).await.unwrap();
    let expected = ["new", "middle", "old"].map(|id| grant(id).id);
    assert_eq!(store.living_grants().await.unwrap(), expected);
}
