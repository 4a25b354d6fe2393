use app::model::{SessionType, TeamId};

use super::{
    TestStore,
    samples::{grant, member, noon, session, squad, team},
};
use crate::store::{Roster, SessionReads, SportProfile, SprintThreshold};

on_both_databases! {
    teams_that_nobody_has_seen_for_long_are_purged_with_all_that_is_theirs,
    a_team_that_is_seen_again_is_not_purged,
    a_team_is_replaced_by_what_polar_says_now,
    who_leaves_the_roster_becomes_a_former_member,
    zones_come_back_as_they_were_put_in,
    a_complete_list_is_also_a_recent_one_but_not_the_other_way_round,
}

async fn a_team_is_replaced_by_what_polar_says_now(store: TestStore) {
    store.put_teams(&[team("t", Some("Club"), Some("Old"))]).await.unwrap();
    store.put_teams(&[team("t", None, Some("New"))]).await.unwrap();
    assert_eq!(store.team(&TeamId::from("t")).await.unwrap(), Some(team("t", None, Some("New"))));
    assert_eq!(store.team(&TeamId::from("u")).await.unwrap(), None);
}

async fn who_leaves_the_roster_becomes_a_former_member(store: TestStore) {
    let (id, team) = (TeamId::from("t"), team("t", None, None));
    store.put_teams(std::slice::from_ref(&team)).await.unwrap();
    assert_eq!(store.roster(&id).await.unwrap(), None, "the team is known, its roster is not");

    let (ann, bo, coach) =
        (member("a", Some(10), "Ann"), member("b", Some(9), "Bo"), member("c", None, "Coach"));
    store.put_roster(&team, &[coach.clone(), ann.clone(), bo.clone()], &[], noon(1)).await.unwrap();
    let renumbered = member("a", Some(8), "Ann");
    store.put_roster(&team, &[renumbered.clone(), coach.clone()], &[], noon(2)).await.unwrap();
    assert_eq!(
        store.roster(&id).await.unwrap(),
        Some(Roster {
            members: vec![renumbered, coach],
            former: vec![bo.clone()],
            read_at: noon(2)
        })
    );

    store.put_roster(&team, std::slice::from_ref(&bo), &[], noon(3)).await.unwrap();
    assert_eq!(store.roster(&id).await.unwrap().unwrap().members, [bo], "and can come back");
}

async fn zones_come_back_as_they_were_put_in(store: TestStore) {
    let profile = |sport: &str, sprint| SportProfile {
        sport: Some(sport.to_owned()),
        heart_rate_zones_bpm: vec![(Some(100.0), Some(120.0)), (Some(120.0), None)],
        speed_zones_kmh: vec![(Some(15.0), Some(17.1)), (Some(17.1), Some(399.0))],
        sprint,
    };
    let (id, team) = (TeamId::from("t"), team("t", None, None));
    let profiles = [
        profile("SOCCER", Some(SprintThreshold::AccelerationMs2(2.8))),
        profile("RUNNING", Some(SprintThreshold::SpeedKmh(25.2))),
        profile("FITNESS", None),
    ];
    store.put_roster(&team, &[], &profiles, noon(1)).await.unwrap();
    assert_eq!(store.sport_profiles(&id).await.unwrap(), profiles);
    store.put_roster(&team, &[], &profiles[2..], noon(1)).await.unwrap();
    assert_eq!(store.sport_profiles(&id).await.unwrap(), profiles[2..]);
}

async fn a_complete_list_is_also_a_recent_one_but_not_the_other_way_round(store: TestStore) {
    let id = TeamId::from("t");
    assert_eq!(store.session_reads(&id).await.unwrap(), SessionReads::default());
    store.put_session_list(&id, &[], true, noon(1)).await.unwrap();
    let both = SessionReads { recent_at: Some(noon(1)), all_at: Some(noon(1)) };
    assert_eq!(store.session_reads(&id).await.unwrap(), both);
    store.put_session_list(&id, &[], false, noon(2)).await.unwrap();
    assert_eq!(
        store.session_reads(&id).await.unwrap(),
        SessionReads { recent_at: Some(noon(2)), ..both }
    );
}

async fn teams_that_nobody_has_seen_for_long_are_purged_with_all_that_is_theirs(store: TestStore) {
    let ids = ["a", "b", "t"].map(TeamId::from);
    // More than are deleted at once.
    let sessions: Vec<_> =
        (1..=25).map(|day| session(&format!("s{day}"), day, SessionType::Match)).collect();
    store.put_session_list(&ids[2], &sessions, true, noon(1)).await.unwrap();
    let squad = squad(&[("p", Some("ps"))]);
    store.put_session_details(&sessions[0], &squad, noon(1)).await.unwrap();
    for (id, teams) in [("ending", &ids[..]), ("living", &ids[..1])] {
        store.add_grant(&grant(id)).await.unwrap();
        store.set_grant_teams(&grant(id).id, teams, noon(1)).await.unwrap();
    }
    assert_eq!(store.purge_unseen_teams(noon(2), noon(2)).await.unwrap(), []);

    store.end_grant(&grant("ending").id).await.unwrap();
    assert_eq!(store.purge_unseen_teams(noon(3), noon(3)).await.unwrap(), [], "unseen from now on");
    assert_eq!(store.purge_unseen_teams(noon(9), noon(3)).await.unwrap(), [], "not before that");
    assert_eq!(store.purge_unseen_teams(noon(9), noon(4)).await.unwrap(), ids[1..]);
    assert!(store.team(&ids[0]).await.unwrap().is_some());
    assert_eq!(store.team(&ids[1]).await.unwrap(), None);
    for session in sessions {
        assert_eq!(store.session(&session.id).await.unwrap(), None);
    }
}

async fn a_team_that_is_seen_again_is_not_purged(store: TestStore) {
    let id = TeamId::from("t");
    store.put_teams(&[team("t", None, None)]).await.unwrap();
    assert_eq!(store.purge_unseen_teams(noon(1), noon(1)).await.unwrap(), []);
    store.add_grant(&grant("a")).await.unwrap();
    store.set_grant_teams(&grant("a").id, std::slice::from_ref(&id), noon(2)).await.unwrap();
    assert_eq!(store.purge_unseen_teams(noon(3), noon(2)).await.unwrap(), []);
    store.end_grant(&grant("a").id).await.unwrap();
    assert_eq!(store.purge_unseen_teams(noon(4), noon(2)).await.unwrap(), [], "unseen anew");
    assert_eq!(store.purge_unseen_teams(noon(5), noon(5)).await.unwrap(), [id]);
}
