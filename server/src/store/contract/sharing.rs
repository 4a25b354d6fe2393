//! Several processes with one database.

use std::sync::Arc;

use app::model::{SessionType, TeamId};
use futures::future::join_all;

use super::{
    TestStore,
    samples::{grant, noon, session, squad, team},
};
use crate::store::{EncodedSamples, Recording, Store, Team, TrainingSession};

on_both_databases! {
    processes_that_write_the_same_rows_in_any_order_do_not_hold_each_other_up,
    no_change_of_a_budget_is_lost,
    of_all_that_want_a_claim_one_gets_it,
}

const ROUNDS: u32 = 10;

/// Two stores on the database, for two processes.
async fn processes(store: &TestStore) -> [Arc<dyn Store>; 2] {
    [store.arc(), store.in_another_process().await]
}

async fn processes_that_write_the_same_rows_in_any_order_do_not_hold_each_other_up(
    store: TestStore,
) {
    let team_id = TeamId::from("t");
    let teams: Vec<Team> =
        (0..20).map(|n| team(&format!("{n:02}"), Some("Club"), Some("First"))).collect();
    let sessions: Vec<TrainingSession> =
        (1..=20).map(|day| session(&format!("{day:02}"), day, SessionType::Match)).collect();
    let recording = Recording {
        player_session_id: "ps".into(),
        session_modified: None,
        start: None,
        speed_unit: None,
        dropped_rows: 0,
        channels: Vec::new(),
    };
    store.add_grant(&grant("a")).await.unwrap();
    let squad = squad(&[("p", Some("ps"))]);
    store.put_session_details(&sessions[0], &squad, noon(1)).await.unwrap();
    for _ in 0..ROUNDS {
        let both = processes(&store).await;
        let work = both.iter().zip([false, true]).map(|(store, backwards)| {
            let (mut teams, mut sessions) = (teams.clone(), sessions.clone());
            if backwards {
                teams.reverse();
                sessions.reverse();
            }
            let seen: Vec<TeamId> = teams.iter().map(|team| team.id.clone()).collect();
            let (store, team_id, squad, recording) = (store.clone(), &team_id, &squad, &recording);
            async move {
                store.put_teams(&teams).await.unwrap();
                store.set_grant_teams(&grant("a").id, &seen, noon(1)).await.unwrap();
                store.put_session_list(team_id, &sessions, true, noon(1)).await.unwrap();
                store.put_session_details(&sessions[0], squad, noon(1)).await.unwrap();
                store.put_recording(recording, &EncodedSamples::default()).await.unwrap();
                store.purge_unseen_teams(noon(1), noon(1)).await.unwrap();
            }
        });
        join_all(work).await;
    }
    assert_eq!(store.counts(&team_id).await.unwrap().sessions, 20);
    assert_eq!(store.teams_of_grant(&grant("a").id).await.unwrap(), teams);
}

async fn no_change_of_a_budget_is_lost(store: TestStore) {
    let both = processes(&store).await;
    let spend = async |store: &dyn Store| {
        for _ in 0..ROUNDS {
            loop {
                let kept = store.budget("client").await.unwrap();
                let spent = kept.as_ref().map_or(0, |kept| kept.state.parse::<u32>().unwrap()) + 1;
                let version = kept.map(|kept| kept.version);
                if store.put_budget("client", &spent.to_string(), version).await.unwrap() {
                    break;
                }
            }
        }
    };
    join_all((0..4).map(|n| spend(&*both[n % 2]))).await;
    let kept = store.budget("client").await.unwrap().unwrap();
    assert_eq!(kept.state, (4 * ROUNDS).to_string());
}

async fn of_all_that_want_a_claim_one_gets_it(store: TestStore) {
    let both = processes(&store).await;
    for round in 0..ROUNDS {
        let item = format!("item {round}");
        let claims = (0..8).map(|n| {
            let (store, item) = (&both[n % 2], &item);
            async move { store.claim(item, &n.to_string(), noon(1), noon(2)).await.unwrap() }
        });
        let got_it = join_all(claims).await.into_iter().filter(|got_it| *got_it).count();
        assert_eq!(got_it, 1);
    }
}
