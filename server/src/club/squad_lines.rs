//! The lines of a whole squad, from the outlines of its recordings.

use std::collections::HashMap;

use app::{
    error::AppError,
    model::{Channel, Frame, Lane, PlayerSessionId, Window},
};
use series::{Grid, Outline, bucket_ms};

use super::{
    ClubDesk,
    clock::{self, Placement},
    frame::{channels, drawn, in_series, state},
    internal,
};
use crate::store::{OutlinedRecording, StoreError, TrainingSession, decode_outline};

/// Narrower buckets than this would lose too much by becoming multiples of an outline's.
const LEAST_BUCKET_MS: u32 = 2 * Outline::STEP_MS;

impl ClubDesk {
    /// The lines of those of the channels that have an outline, for each player of a session who has a recording.
    /// A window so short that outlines are too coarse for it is drawn from the whole columns.
    pub(super) async fn squad_frames(
        &self,
        session: &TrainingSession,
        wanted: &[Channel],
        window: Option<Window>,
        points: u32,
    ) -> Result<HashMap<PlayerSessionId, Frame>, AppError> {
        let whole = clock::timeline(session, &[]).map(|timeline| timeline.recording);
        let Some(window) = window.or(whole) else { return Ok(HashMap::new()) };
        let recordings = self.store.outlined_recordings(&session.id).await.map_err(internal)?;
        let bucket_ms = bucket_ms(window.duration_ms(), points);
        let mut frames = HashMap::with_capacity(recordings.len());
        if bucket_ms < LEAST_BUCKET_MS {
            for OutlinedRecording { recording, .. } in recordings {
                let frame = self.frame(session, &recording, wanted, Some(window), points).await?;
                frames.extend(frame.map(|frame| (recording.player_session_id, frame)));
            }
            return Ok(frames);
        }
        let grid = Outline::grid(bucket_ms);
        let placed = recordings.into_iter().map(|outlined| {
            let placement = Placement::of(session, &outlined.recording);
            let state = state(session, &outlined.recording, placement);
            (outlined, placement, state)
        });
        let (placed, wanted): (Vec<_>, _) = (placed.collect(), wanted.to_vec());
        let drawn = tokio::task::spawn_blocking(move || {
            let of_player = |(outlined, placement, state): (OutlinedRecording, Placement, i64)| {
                let frame = outlined_frame(&outlined, placement, state, &wanted, window, grid);
                (outlined.recording.player_session_id, frame)
            };
            placed.into_iter().map(of_player).collect::<Vec<_>>()
        });
        for (id, frame) in drawn.await.map_err(internal)? {
            match frame {
                Ok(frame) => drop(frames.insert(id, frame)),
                Err(error @ StoreError::Corrupt { .. }) => {
                    tracing::error!(%error, "a recording is fetched again");
                    self.store.forget_recording(&id).await.map_err(internal)?;
                }
                Err(other) => return Err(internal(other)),
            }
        }
        Ok(frames)
    }
}

fn outlined_frame(
    outlined: &OutlinedRecording,
    placement: Placement,
    state: i64,
    wanted: &[Channel],
    window: Window,
    grid: Grid,
) -> Result<Frame, StoreError> {
    let OutlinedRecording { recording, outlines } = outlined;
    let recorded = channels(recording, false);
    let mut lanes = Vec::with_capacity(wanted.len());
    for channel in wanted.iter().copied().filter(|channel| recorded.contains(channel)) {
        let Some((of, bytes)) = outlines.iter().find(|(of, _)| Some(*of) == in_series(channel))
        else {
            continue;
        };
        let outline = decode_outline(&recording.player_session_id, *of, bytes)?;
        let drawn = drawn(
            outline.lines(placement.to_recording(window), grid),
            channel,
            placement,
            recording.speed_unit,
        );
        lanes.push(Lane { channel, lines: drawn });
    }
    Ok(Frame { window, bucket_ms: grid.width_ms, state, lanes })
}
