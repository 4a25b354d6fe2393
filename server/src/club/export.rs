//! Everything that is held about a player, to be handed over: coaches do it for them. No recording is
//! fetched for it.

use std::sync::Arc;

use app::{
    error::AppError,
    files::SAMPLES,
    model::{AuditAction, Demands, PlayerFilter, PlayerId, PlayerPage, PlayerSessionId, TeamId},
};
use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;

use super::{ClubDesk, Samples, frame::in_series, gathering::Gathering, internal};
use crate::store::{
    Marker, Member, Participant, Participation, PhaseSummary, Recording, StoreError, Summary, Team,
    TrainingSession, decode_column,
};

/// What is held about a player: who it is, and how to read the rest, a session at a time.
#[derive(Debug)]
pub struct Export {
    /// Who.
    pub who: ExportedPlayer,
    /// The player's sessions as pages list them.
    pub page: PlayerPage,
    desk: ClubDesk,
    parts: std::vec::IntoIter<Participation>,
}

/// Who somebody is.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedPlayer {
    /// When the export was made.
    pub exported_at: DateTime<Utc>,
    /// The team.
    pub team: Team,
    /// Polar's id of the player.
    pub player_id: PlayerId,
    /// What the team's roster says; `None` for somebody who is on no roster any more.
    pub on_the_roster: Option<Member>,
}

/// One session of a player, as it is stored. Times without an offset are the venue's wall time.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedSession {
    /// The team's session, with what the coach wrote about it.
    pub session: TrainingSession,
    /// What the coach marked in it.
    pub markers: Vec<Marker>,
    /// The player's part.
    pub participant: Participant,
    /// Polar's summary of the trimmed session.
    pub summary: Option<Summary>,
    /// Polar's summaries of the phases.
    pub phases: Vec<PhaseSummary>,
    /// What the recording demanded, as computed here.
    pub demands: Option<Demands>,
    /// The recording, besides its samples.
    pub recording: Option<ExportedRecording>,
    #[serde(skip)]
    recorded: Option<Recording>,
}

/// A recording, besides its samples.
#[derive(Clone, Debug, Serialize)]
pub struct ExportedRecording {
    /// When it started.
    pub start: Option<NaiveDateTime>,
    /// How many rows of samples could not be used.
    pub dropped_rows: u32,
    /// What was sampled, as Polar names it.
    pub channels: Vec<&'static str>,
    /// The times between heart beats, in ms; `null` for a gap.
    pub rr_intervals_ms: Vec<Option<u16>>,
}

impl ClubDesk {
    /// Everything that is held here about a player of a team. That it was asked for is written down.
    pub async fn export(&self, team_id: &TeamId, player_id: &PlayerId) -> Result<Export, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.coach()?);
        let team = self.visible_team(&mut gathering, team_id).await?;
        let page = self.player_page(team_id, player_id, PlayerFilter::default()).await?;
        let parts = self.store.participations(team_id, player_id).await.map_err(internal)?;
        let roster = self.store.roster(team_id).await.map_err(internal)?;
        let everybody = roster.into_iter().flat_map(|it| it.members.into_iter().chain(it.former));
        let who = ExportedPlayer {
            exported_at: self.sync.now(),
            team,
            player_id: player_id.clone(),
            on_the_roster: everybody.into_iter().find(|member| member.player_id == *player_id),
        };
        let subject = Some(player_id.0.clone());
        self.note(AuditAction::PlayerExported, subject, Some(vec![team_id.clone()])).await;
        Ok(Export { who, page, desk: self.clone(), parts: parts.into_iter() })
    }
}

impl Export {
    /// The next session, the oldest first.
    pub async fn next(&mut self) -> Result<Option<ExportedSession>, StoreError> {
        let Some(Participation { session, participant }) = self.parts.next() else {
            return Ok(None);
        };
        let store = &self.desk.store;
        let markers = store.session_details(&session.id).await?.markers;
        let mut exported = ExportedSession {
            markers,
            summary: None,
            phases: Vec::new(),
            demands: None,
            recording: None,
            recorded: None,
            session,
            participant,
        };
        let Some(id) = &exported.participant.player_session_id else { return Ok(Some(exported)) };
        let session_id = &exported.session.id;
        exported.summary = store.summary(id).await?;
        let phases = store.phase_summaries(session_id).await?.into_iter();
        exported.phases =
            phases.filter(|of| of.player_session_id == *id).flat_map(|of| of.phases).collect();
        exported.demands = store.session_demands(session_id).await?.remove(id);
        exported.recorded = store.recording(id).await?;
        if let Some(recording) = &exported.recorded {
            exported.recording = Some(self.recording(recording).await?);
        }
        Ok(Some(exported))
    }

    async fn recording(&self, recording: &Recording) -> Result<ExportedRecording, StoreError> {
        let id = &recording.player_session_id;
        let beats = self.desk.store.rr_intervals(id).await?;
        let beats = beats.map(|bytes| series::rr::decode(&bytes)).transpose();
        Ok(ExportedRecording {
            start: recording.start,
            dropped_rows: recording.dropped_rows,
            channels: recording.channels.iter().map(|channel| channel.field_name()).collect(),
            rr_intervals_ms: beats
                .map_err(|error| unreadable(id, error.into()))?
                .unwrap_or_default(),
        })
    }

    /// The samples of a session's whole recording. They are decoded here: call it where that keeps nobody waiting.
    pub async fn samples(&self, of: &ExportedSession) -> Result<Option<Samples>, StoreError> {
        let Some(recording) = &of.recorded else { return Ok(None) };
        let id = &recording.player_session_id;
        let mut columns = Vec::new();
        for channel in SAMPLES {
            let Some(of_series) = in_series(channel) else { continue };
            // Not from the columns that are kept for charts: a whole season would drive them out.
            if let Some(bytes) = self.desk.store.column(id, of_series).await? {
                columns.push((channel, Arc::new(decode_column(id, of_series, &bytes)?)));
            }
        }
        Ok(Some(Samples::new(&of.session, recording, columns, i32::MIN..i32::MAX)))
    }
}

fn unreadable(
    id: &PlayerSessionId,
    source: Box<dyn std::error::Error + Send + Sync>,
) -> StoreError {
    StoreError::Corrupt { what: "recordings.rr_intervals", id: id.0.clone(), source }
}
