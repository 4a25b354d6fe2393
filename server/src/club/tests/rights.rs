//! What a player may ask for.

use app::model::{AuditAction, PlayerId, PlayerSessionId, TrainingSessionId};

use super::{desk, script};
use crate::{
    store::{EncodedSamples, Participant, Recording, SessionDetails, TrainingSession},
    sync::testing::{LONG, now},
};

/// Comes back once it is so.
async fn until(is_so: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(LONG, waiting).await.unwrap();
}

#[tokio::test]
async fn a_deletion_that_nobody_waits_for_any_more_is_written_down_and_done_to_its_end() {
    let (sync, grant) = script::synced(&script::club()).await;
    let (store, team, player) = (&sync.store, script::team(), PlayerId::from("p"));
    let known = store.session(&script::session()).await.unwrap().unwrap();
    // More than are deleted at once.
    let recordings: Vec<_> = (0..25).map(|number| PlayerSessionId(format!("ps{number}"))).collect();
    for id in &recordings {
        let session = TrainingSession { id: TrainingSessionId(id.0.clone()), ..known.clone() };
        let participant = Participant {
            player_id: player.clone(),
            number: None,
            role: None,
            player_session_id: Some(id.clone()),
        };
        let details = SessionDetails { participants: vec![participant], markers: Vec::new() };
        store.put_session_details(&session, &details, now()).await.unwrap();
        let recording = Recording {
            player_session_id: id.clone(),
            session_modified: None,
            start: None,
            speed_unit: None,
            dropped_rows: 0,
            channels: Vec::new(),
        };
        store.put_recording(&recording, &EncodedSamples::default()).await.unwrap();
    }

    let coach = desk(&sync).of(Some(grant.clone().into()));
    let is_gone = async || store.participations(&team, &player).await.unwrap().is_empty();
    tokio::select! {
        biased;
        () = until(is_gone) => {}
        deleted = coach.delete_player(&team, &player) => deleted.unwrap(),
    }
    let teams = std::slice::from_ref(&team);
    until(async || {
        let entries = store.audit_entries(&grant, teams, 0, 10).await.unwrap();
        entries.iter().any(|entry| {
            entry.action == AuditAction::PlayerDeleted && entry.subject.as_deref() == Some("p")
        })
    })
    .await;
    for id in &recordings {
        until(async || store.recording(id).await.unwrap().is_none()).await;
    }
}
