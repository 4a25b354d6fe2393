use app::model::{PlayerId, PlayerSessionId, SessionType, TeamId};

use super::{
    TestStore,
    samples::{member, noon, session, squad, team},
};
use crate::store::{EncodedSamples, Recording};

on_both_databases! {
    nothing_of_a_deleted_player_stays_or_comes_back,
    what_a_player_took_part_in_is_told_oldest_first,
    a_long_history_is_deleted_to_its_end,
}

/// What Polar tells of the team: its roster, and a session with recordings of both of its players.
async fn put_everything(store: &TestStore) {
    let members = [member("p", Some(9), "Lee"), member("q", Some(7), "Dahl")];
    store.put_roster(&team("t", None, None), &members, &[], noon(1)).await.unwrap();
    let both = squad(&[("p", Some("ps")), ("q", Some("qs"))]);
    store.put_session_details(&session("a", 1, SessionType::Match), &both, noon(2)).await.unwrap();
}

async fn put_recording(store: &TestStore, id: &str) -> bool {
    let recording = Recording {
        player_session_id: PlayerSessionId::from(id),
        session_modified: None,
        start: None,
        speed_unit: None,
        dropped_rows: 0,
        channels: Vec::new(),
    };
    let samples = EncodedSamples { columns: Vec::new(), rr_intervals: Some(vec![1]) };
    store.put_recording(&recording, &samples).await.is_ok()
}

async fn nothing_of_a_deleted_player_stays_or_comes_back(store: TestStore) {
    let (team_id, player) = (TeamId::from("t"), PlayerId::from("p"));
    put_everything(&store).await;
    assert!(put_recording(&store, "ps").await && put_recording(&store, "qs").await);
    store.delete_player(&team_id, &player, noon(3)).await.unwrap();
    store.delete_player(&team_id, &player, noon(4)).await.unwrap();
    store.purge_orphans().await.unwrap();
    let (gone, there) = (PlayerSessionId::from("ps"), PlayerSessionId::from("qs"));
    for _ in 0..2 {
        let roster = store.roster(&team_id).await.unwrap().unwrap();
        assert_eq!(roster.members, [member("q", Some(7), "Dahl")]);
        assert_eq!(roster.former, []);
        let details = store.session_details(&"a".into()).await.unwrap();
        assert_eq!(details.participants, squad(&[("q", Some("qs"))]).participants);
        assert_eq!(store.player_session(&gone).await.unwrap(), None);
        assert_eq!(store.recording(&gone).await.unwrap(), None);
        assert_eq!(store.rr_intervals(&gone).await.unwrap(), None);
        assert!(!put_recording(&store, "ps").await, "what was under way finds no place");
        assert!(store.recording(&there).await.unwrap().is_some());
        // Polar tells everything once more.
        put_everything(&store).await;
    }

    // The same id in another team is not what was deleted.
    let other = team("u", None, None);
    store.put_roster(&other, &[member("p", Some(9), "Lee")], &[], noon(1)).await.unwrap();
    assert_eq!(store.roster(&other.id).await.unwrap().unwrap().members.len(), 1);
}

async fn what_a_player_took_part_in_is_told_oldest_first(store: TestStore) {
    for (id, day, recording) in [("b", 2, "ps-b"), ("a", 1, "ps-a")] {
        let squad = squad(&[("q", None), ("p", Some(recording))]);
        let session = session(id, day, SessionType::Match);
        store.put_session_details(&session, &squad, noon(3)).await.unwrap();
    }
    // One that Polar does not list any more is held all the same.
    let listed = [session("b", 2, SessionType::Match)];
    store.put_session_list(&TeamId::from("t"), &listed, true, noon(4)).await.unwrap();
    let told = store.participations(&"t".into(), &"p".into()).await.unwrap();
    let told: Vec<_> = told
        .iter()
        .map(|part| (part.session.id.as_str(), part.participant.player_session_id.as_ref()))
        .collect();
    let (first, second) = (PlayerSessionId::from("ps-a"), PlayerSessionId::from("ps-b"));
    assert_eq!(told, [("a", Some(&first)), ("b", Some(&second))]);
    assert_eq!(store.participations(&"u".into(), &"p".into()).await.unwrap(), []);
}

async fn a_long_history_is_deleted_to_its_end(store: TestStore) {
    // More than are deleted at once.
    for number in 0..25 {
        let recording = format!("ps{number}");
        let squad = squad(&[("p", Some(recording.as_str()))]);
        let session = session(&format!("s{number}"), 1, SessionType::Training);
        store.put_session_details(&session, &squad, noon(2)).await.unwrap();
        assert!(put_recording(&store, &recording).await);
    }
    store.delete_player(&"t".into(), &"p".into(), noon(3)).await.unwrap();
    store.purge_orphans().await.unwrap();
    assert_eq!(store.participations(&"t".into(), &"p".into()).await.unwrap(), []);
    for number in 0..25 {
        let id = PlayerSessionId(format!("ps{number}"));
        assert_eq!(store.recording(&id).await.unwrap(), None, "{id}");
    }
}
