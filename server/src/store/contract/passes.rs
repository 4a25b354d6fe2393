use app::model::TeamId;
use chrono::TimeDelta;
use futures::future::join_all;

use super::{
    TestStore,
    samples::{grant, noon, pass, team},
};
use crate::store::{Pass, WaitingTicket};

on_both_databases! {
    a_pass_comes_back_as_it_was_put_in,
    a_ticket_opens_its_pass_once,
    one_of_all_who_bring_a_ticket_gets_the_pass,
    a_pass_lives_until_it_expires_is_revoked_or_its_grant_ends,
    a_coach_is_told_of_passes_of_own_teams_only,
    a_pass_belongs_to_a_grant_and_to_teams,
    old_passes_are_swept,
}

const TICKET: &[u8] = b"a sealed ticket";

async fn with_a_coach(store: TestStore) -> TestStore {
    store.add_grant(&grant("a")).await.unwrap();
    store.put_teams(&[team("t", None, None), team("u", None, None)]).await.unwrap();
    store
}

async fn a_pass_comes_back_as_it_was_put_in(store: TestStore) {
    let store = with_a_coach(store).await;
    let both =
        Pass { teams: ["t", "u"].map(TeamId::from).to_vec(), sees_health: true, ..pass("p") };
    store.add_pass(&both, TICKET).await.unwrap();
    assert_eq!(store.living_pass(&both.id, noon(2)).await.unwrap().as_ref(), Some(&both));
    assert_eq!(store.living_pass(&"other".into(), noon(2)).await.unwrap(), None);
    store.note_pass_use(&both.id, noon(3)).await.unwrap();
    let used = Pass { last_used_at: Some(noon(3)), ..both };
    assert_eq!(store.living_pass(&used.id, noon(2)).await.unwrap(), Some(used));
    assert!(store.add_pass(&pass("p"), TICKET).await.is_err(), "the key is taken");
}

async fn a_ticket_opens_its_pass_once(store: TestStore) {
    let store = with_a_coach(store).await;
    store.add_pass(&pass("p"), TICKET).await.unwrap();
    let waiting = WaitingTicket { pass: pass("p").id, sealed: TICKET.to_vec() };
    assert_eq!(store.waiting_tickets(noon(2)).await.unwrap(), [waiting]);
    assert_eq!(store.take_ticket(&"other".into(), noon(2)).await.unwrap(), None);
    let opened = Pass { opened_at: Some(noon(2)), last_used_at: Some(noon(2)), ..pass("p") };
    assert_eq!(store.take_ticket(&opened.id, noon(2)).await.unwrap().as_ref(), Some(&opened));
    assert_eq!(store.take_ticket(&opened.id, noon(2)).await.unwrap(), None, "it is spent");
    assert_eq!(store.waiting_tickets(noon(2)).await.unwrap(), []);
    assert_eq!(store.living_pass(&opened.id, noon(3)).await.unwrap(), Some(opened));

    for id in ["expired", "revoked", "ended"] {
        store.add_pass(&pass(id), TICKET).await.unwrap();
    }
    let opens = async |id: &str, now| {
        let waits = store.waiting_tickets(now).await.unwrap().iter().any(|it| it.pass == id.into());
        let taken = store.take_ticket(&id.into(), now).await.unwrap().is_some();
        assert_eq!(waits, taken);
        taken
    };
    assert!(!opens("expired", noon(10)).await);
    store.revoke_pass(&"revoked".into(), noon(2)).await.unwrap();
    assert!(!opens("revoked", noon(2)).await);
    store.end_grant(&grant("a").id).await.unwrap();
    assert!(!opens("ended", noon(2)).await);
}

async fn one_of_all_who_bring_a_ticket_gets_the_pass(store: TestStore) {
    let store = with_a_coach(store).await;
    store.add_pass(&pass("p"), TICKET).await.unwrap();
    let (id, other) = (pass("p").id, store.in_another_process().await);
    let here = (0..5).map(|_| store.take_ticket(&id, noon(2)));
    let there = (0..5).map(|_| other.take_ticket(&id, noon(2)));
    let opened = join_all(here.chain(there)).await;
    assert_eq!(opened.into_iter().filter_map(Result::unwrap).count(), 1);
}

async fn a_pass_lives_until_it_expires_is_revoked_or_its_grant_ends(store: TestStore) {
    let store = with_a_coach(store).await;
    let id = pass("p").id;
    store.add_pass(&pass("p"), TICKET).await.unwrap();
    let lives = async |now| store.living_pass(&id, now).await.unwrap().is_some();
    assert!(lives(noon(10) - TimeDelta::seconds(1)).await);
    assert!(!lives(noon(10)).await, "the last instant is over");

    store.revoke_pass(&id, noon(2)).await.unwrap();
    store.revoke_pass(&id, noon(3)).await.unwrap();
    assert!(!lives(noon(2)).await);
    let told = store.passes_of_teams(&[TeamId::from("t")]).await.unwrap();
    assert_eq!(told, [Pass { revoked_at: Some(noon(2)), ..pass("p") }]);

    let other = Pass { id: "q".into(), ..pass("q") };
    store.add_pass(&other, TICKET).await.unwrap();
    store.end_grant(&grant("a").id).await.unwrap();
    assert_eq!(store.living_pass(&other.id, noon(2)).await.unwrap(), None);
}

async fn a_coach_is_told_of_passes_of_own_teams_only(store: TestStore) {
    let store = with_a_coach(store).await;
    let [t, u] = ["t", "u"].map(TeamId::from);
    let both = Pass { teams: vec![t.clone(), u.clone()], created_at: noon(3), ..pass("both") };
    let newer = Pass { created_at: noon(2), ..pass("newer") };
    for pass in [&pass("p"), &both, &newer] {
        store.add_pass(pass, TICKET).await.unwrap();
    }
    let ids = async |teams: &[TeamId]| {
        let passes = store.passes_of_teams(teams).await.unwrap();
        passes.into_iter().map(|pass| pass.id.0).collect::<Vec<_>>()
    };
    assert_eq!(ids(&[t.clone(), u.clone()]).await, ["both", "newer", "p"]);
    assert_eq!(ids(&[t]).await, ["both", "newer", "p"]);
    assert_eq!(ids(&[u]).await, ["both"], "whoever sees one of its teams can revoke it");
    assert_eq!(ids(&[]).await, [""; 0]);
}

async fn a_pass_belongs_to_a_grant_and_to_teams(store: TestStore) {
    let store = with_a_coach(store).await;
    assert!(store.add_pass(&pass("p"), TICKET).await.is_ok());
    let orphan = Pass { grant: grant("b").id, ..pass("orphan") };
    assert!(store.add_pass(&orphan, TICKET).await.is_err());
    let nowhere = Pass { teams: vec!["nowhere".into()], ..pass("nowhere") };
    assert!(store.add_pass(&nowhere, TICKET).await.is_err());
}

async fn old_passes_are_swept(store: TestStore) {
    let store = with_a_coach(store).await;
    for id in ["expired", "revoked", "living"] {
        let expires_at = if id == "expired" { noon(2) } else { noon(10) };
        store.add_pass(&Pass { expires_at, ..pass(id) }, TICKET).await.unwrap();
    }
    store.revoke_pass(&"revoked".into(), noon(2)).await.unwrap();
    assert_eq!(store.delete_old_passes(noon(2)).await.unwrap(), 0);
    assert_eq!(store.delete_old_passes(noon(3)).await.unwrap(), 2);
    let left = store.passes_of_teams(&[TeamId::from("t")]).await.unwrap();
    assert_eq!(left, [pass("living")]);
}
