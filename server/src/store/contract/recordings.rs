use std::collections::HashSet;

use app::model::{PlayerSessionId, SessionType, TrainingSessionId};
use series::{Channel, Column, Outline, SpeedUnit};

use super::{
    TestStore,
    samples::{local, noon, session, squad},
};
use crate::store::{
    EncodedColumn, EncodedSamples, OutlinedRecording, Recording, StoreError, decode_column,
    decode_outline,
};

on_both_databases! {
    damaged_samples_are_an_error,
    a_recording_comes_back_with_its_samples,
    a_new_recording_leaves_nothing_of_the_old_one,
    a_recording_is_kept_whole_or_not_at_all,
    a_recording_is_current_until_its_session_changes,
    a_squad_is_read_by_its_outlines,
}

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
    let columns = columns.iter().map(|(channel, bytes)| encoded(*channel, bytes, None)).collect();
    EncodedSamples { columns, rr_intervals: None }
}

fn encoded(channel: Channel, bytes: &[u8], outline: Option<&[u8]>) -> EncodedColumn {
    EncodedColumn { channel, bytes: bytes.to_vec(), outline: outline.map(<[u8]>::to_vec) }
}

async fn add_player_session(store: &TestStore) {
    let session = session("a", 1, SessionType::Match);
    store.put_session_details(&session, &squad(&[("p", Some("ps"))]), noon(2)).await.unwrap();
}

async fn a_recording_comes_back_with_its_samples(store: TestStore) {
    add_player_session(&store).await;
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

async fn a_new_recording_leaves_nothing_of_the_old_one(store: TestStore) {
    add_player_session(&store).await;
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

async fn a_recording_is_kept_whole_or_not_at_all(store: TestStore) {
    add_player_session(&store).await;
    let twice = samples(&[(Channel::Speed, &[1]), (Channel::Speed, &[2])]);
    assert!(store.put_recording(&recording(&[Channel::Speed]), &twice).await.is_err());
    assert_eq!(store.recording(&PlayerSessionId::from("ps")).await.unwrap(), None);
}

async fn a_recording_is_current_until_its_session_changes(store: TestStore) {
    add_player_session(&store).await;
    let ids = ["ps", "other"].map(PlayerSessionId::from);
    let current = || async { store.current_recordings(&ids).await.unwrap() };
    assert_eq!(current().await, HashSet::new());
    store.put_recording(&recording(&[]), &EncodedSamples::default()).await.unwrap();
    assert_eq!(current().await, HashSet::from([ids[0].clone()]));
    let old = Recording { session_modified: None, ..recording(&[]) };
    store.put_recording(&old, &EncodedSamples::default()).await.unwrap();
    assert_eq!(current().await, HashSet::new());
}

async fn a_squad_is_read_by_its_outlines(store: TestStore) {
    let squad = squad(&[("p", Some("ps")), ("q", Some("qs")), ("r", Some("rs"))]);
    let session = session("a", 1, SessionType::Match);
    store.put_session_details(&session, &squad, noon(2)).await.unwrap();
    let of = |id: &str, channels: &[Channel]| Recording {
        player_session_id: id.into(),
        ..recording(channels)
    };
    let columns = vec![
        encoded(Channel::Distance, &[9], None),
        encoded(Channel::Speed, &[1], Some(&[2])),
        encoded(Channel::HeartRate, &[3], Some(&[4, 5])),
    ];
    let samples = EncodedSamples { columns, rr_intervals: None };
    let full = of("qs", &[Channel::HeartRate, Channel::Speed, Channel::Distance]);
    let empty = of("ps", &[]);
    store.put_recording(&full, &samples).await.unwrap();
    store.put_recording(&empty, &EncodedSamples::default()).await.unwrap();
    let outlines = vec![(Channel::HeartRate, vec![4, 5]), (Channel::Speed, vec![2])];
    assert_eq!(
        store.outlined_recordings(&session.id).await.unwrap(),
        [
            OutlinedRecording { recording: empty, outlines: Vec::new() },
            OutlinedRecording { recording: full, outlines },
        ]
    );
    let other = TrainingSessionId::from("other");
    assert_eq!(store.outlined_recordings(&other).await.unwrap(), []);
}

async fn damaged_samples_are_an_error(store: TestStore) {
    add_player_session(&store).await;
    let id = PlayerSessionId::from("ps");
    let column = Column::from_samples(Channel::Speed, (0..200).map(|row| (row * 100, 3.5)));
    let whole = column.encode();
    let cut_short = (0..whole.len()).map(|length| whole[..length].to_vec());
    // The first byte is the version, which is told from damage below.
    let changed = (1..whole.len()).map(|at| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    });
    for bytes in cut_short.chain(changed) {
        store
            .put_recording(&recording(&[Channel::Speed]), &samples(&[(Channel::Speed, &bytes)]))
            .await
            .unwrap();
        let kept = store.column(&id, Channel::Speed).await.unwrap().unwrap();
        let error = decode_column(&id, Channel::Speed, &kept).unwrap_err();
        assert!(matches!(&error, StoreError::Corrupt { id, .. } if id == "ps"), "{error}");
    }
    let mut newer = whole.clone();
    newer[0] += 1;
    let newer = decode_column(&id, Channel::Speed, &newer);
    assert!(matches!(newer, Err(StoreError::NewerRow { .. })));
    let in_the_wrong_place = decode_column(&id, Channel::Cadence, &whole);
    assert!(matches!(in_the_wrong_place, Err(StoreError::Corrupt { .. })));
    assert_eq!(decode_column(&id, Channel::Speed, &whole).unwrap(), column);
    let outline = Outline::of(&column);
    let of_the_whole = decode_outline(&id, Channel::Speed, &whole);
    assert!(matches!(of_the_whole, Err(StoreError::Corrupt { .. })));
    assert_eq!(decode_outline(&id, Channel::Speed, &outline.encode()).unwrap(), outline);
}
