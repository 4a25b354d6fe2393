use app::model::TeamId;

use super::{
    TestStore,
    samples::{member, noon, team},
};
use crate::store::{Roster, SessionReads, SportProfile, SprintThreshold};

#[tokio::test]
async fn a_team_is_replaced_by_what_polar_says_now() {
    let store = TestStore::open().await;
    store.put_teams(&[team("t", Some("Club"), Some("Old"))]).await.unwrap();
    store.put_teams(&[team("t", None, Some("New"))]).await.unwrap();
    assert_eq!(store.team(&TeamId::from("t")).await.unwrap(), Some(team("t", None, Some("New"))));
    assert_eq!(store.team(&TeamId::from("u")).await.unwrap(), None);
}

#[tokio::test]
async fn who_leaves_the_roster_becomes_a_former_member() {
    let store = TestStore::open().await;
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

#[tokio::test]
async fn zones_come_back_as_they_were_put_in() {
    let store = TestStore::open().await;
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

#[tokio::test]
async fn a_complete_list_is_also_a_recent_one_but_not_the_other_way_round() {
    let store = TestStore::open().await;
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
