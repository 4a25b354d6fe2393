use std::collections::HashSet;

use app::model::{PlayerSessionId, SessionType};
use series::{Channel, SpeedUnit};

use super::{
    TestStore,
    samples::{local, noon, session, squad},
};
use crate::store::{EncodedSamples, Recording};

fn recording(channels: &[Channel]) -> Recording {
    Recording {
        player_session_id: PlayerSessionId::from("ps"),
        session_modified: Some(noon(1)),
        start: Some(local(1, 10)),
        speed_unit: Some(SpeedUnit::MetresPerSecond),
        dropped_rows: 3,
        channels: channels.to_vec(),
    }
}

fn samples(columns: &[(Channel, &[u8])]) -> EncodedSamples {
    let columns = columns.iter().map(|(channel, bytes)| (*channel, bytes.to_vec())).collect();
    EncodedSamples { columns, rr_intervals: None }
}

async fn store_with_player_session() -> TestStore {
    let store = TestStore::open().await;
    let session = session("a", 1, SessionType::Match);
    store.put_session_details(&session, &squad(&[("p", Some("ps"))]), noon(2)).await.unwrap();
    store
}

#[tokio::test]
async fn a_recording_comes_back_with_its_samples() {
    let store = store_with_player_session().await;
    let id = PlayerSessionId::from("ps");
    assert_eq!(store.recording(&id).await.unwrap(), None);
    assert_eq!(store.rr_intervals(&id).await.unwrap(), None);
    let samples = EncodedSamples {
        rr_intervals: Some(vec![4, 8, 5]),
        ..samples(&[(Channel::Speed, &[1, 0, 255]), (Channel::HeartRate, &[2])])
    };
    let expected = recording(&[Channel::HeartRate, Channel::Speed]);
    store.put_recording(&expected, &samples).await.unwrap();
    assert_eq!(store.recording(&id).await.unwrap(), Some(expected));
    assert_eq!(store.column(&id, Channel::Speed).await.unwrap(), Some(vec![1, 0, 255]));
    assert_eq!(store.column(&id, Channel::HeartRate).await.unwrap(), Some(vec![2]));
    assert_eq!(store.column(&id, Channel::Power).await.unwrap(), None);
    assert_eq!(store.rr_intervals(&id).await.unwrap(), samples.rr_intervals);
}

#[tokio::test]
async fn a_new_recording_leaves_nothing_of_the_old_one() {
    let store = store_with_player_session().await;
    let id = PlayerSessionId::from("ps");
    let first =
        EncodedSamples { rr_intervals: Some(vec![4]), ..samples(&[(Channel::Speed, &[1])]) };
    store.put_recording(&recording(&[Channel::Speed]), &first).await.unwrap();
    let empty =
        Recording { start: None, speed_unit: None, session_modified: None, ..recording(&[]) };
    store.put_recording(&empty, &EncodedSamples::default()).await.unwrap();
    assert_eq!(store.recording(&id).await.unwrap(), Some(empty));
    assert_eq!(store.column(&id, Channel::Speed).await.unwrap(), None);
    assert_eq!(store.rr_intervals(&id).await.unwrap(), None);
}

#[tokio::test]
async fn a_recording_is_kept_whole_or_not_at_all() {
    let store = store_with_player_session().await;
    let twice = samples(&[(Channel::Speed, &[1]), (Channel::Speed, &[2])]);
    assert!(store.put_recording(&recording(&[Channel::Speed]), &twice).await.is_err());
    assert_eq!(store.recording(&PlayerSessionId::from("ps")).await.unwrap(), None);
}

#[tokio::test]
async fn a_recording_is_current_until_its_session_changes() {
    let store = store_with_player_session().await;
    let ids = ["ps", "other"].map(PlayerSessionId::from);
    let current = || async { store.current_recordings(&ids).await.unwrap() };
    assert_eq!(current().await, HashSet::new());
    store.put_recording(&recording(&[]), &EncodedSamples::default()).await.unwrap();
    assert_eq!(current().await, HashSet::from([ids[0].clone()]));
    let old = Recording { session_modified: None, ..recording(&[]) };
    store.put_recording(&old, &EncodedSamples::default()).await.unwrap();
    assert_eq!(current().await, HashSet::new());
}
