//! One session of a team.

use std::collections::HashMap;

use app::{
    error::AppError,
    model::{
        Channel, Demands, Figures, PerFigure, PlayerName, PlayerSessionId, SessionHead,
        SessionPage, SquadRow, Timeline, TrainingSessionId, Window,
    },
};
use futures::{StreamExt, TryStreamExt, stream};

use super::{
    ClubDesk, clock,
    gathering::Gathering,
    internal,
    names::{Names, squad_order},
    teams,
};
use crate::{
    store::{SessionDetails, SportProfile, Summary, Team, TrainingSession},
    sync::Need,
};

/// For how many players figures are computed at the same time.
const PLAYERS_AT_ONCE: usize = 4;

/// What the small charts of a squad show.
const SQUAD_CHANNELS: [Channel; 2] = [Channel::HeartRate, Channel::Speed];

/// For how many columns of pixels they are reduced.
const SQUAD_POINTS: u32 = 90;

/// A session that the person may see, with all that its pages share.
pub(super) struct OpenSession {
    pub(super) session: TrainingSession,
    team: Team,
    details: SessionDetails,
    names: Names,
    /// The team's zones for the session's sport.
    pub(super) profile: Option<SportProfile>,
}

/// Somebody in a session's squad.
pub(super) struct SquadMember {
    pub(super) player: PlayerName,
    pub(super) player_session_id: Option<PlayerSessionId>,
}

impl ClubDesk {
    /// Opens a session: lets its details and its team's roster be fetched, and reads what is there.
    pub(super) async fn open_session(
        &self,
        gathering: &mut Gathering<'_>,
        session_id: &TrainingSessionId,
    ) -> Result<OpenSession, AppError> {
        let (session, team) = self.visible_session(gathering, session_id).await?;
        let need = Need::Session(session_id.clone());
        gathering.need(vec![need.clone(), Need::Team(team.id.clone())]).await;
        if gathering.is_hidden(&need) {
            return Err(AppError::NotFound);
        }
        let session = self.stored_session(session_id).await?.unwrap_or(session);
        let profiles = self.store.sport_profiles(&team.id).await.map_err(internal)?;
        Ok(OpenSession {
            details: self.store.session_details(session_id).await.map_err(internal)?,
            names: self.names(&team.id).await?,
            profile: profiles.into_iter().find(|profile| profile.sport == session.sport),
            session,
            team,
        })
    }

    pub(super) async fn session_page(
        &self,
        session_id: &TrainingSessionId,
        window: Option<Window>,
    ) -> Result<SessionPage, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let open = self.open_session(&mut gathering, session_id).await?;
        let window = open.part(window);
        let squad = open.squad();
        let recorded = || squad.iter().filter_map(|member| member.player_session_id.clone());
        let summaries = recorded().map(Need::Summary);
        let samples = recorded().map(Need::Samples);
        gathering.need(summaries.chain(samples).collect()).await;
        let summaries = self.store.summaries(session_id).await.map_err(internal)?;
        let mut frames =
            self.squad_frames(&open.session, &SQUAD_CHANNELS, window, SQUAD_POINTS).await?;
        let mut demands = match window {
            None => self.squad_demands(&open.session, &summaries).await?,
            Some(_) => HashMap::new(),
        };
        let with_samples = squad.into_iter().map(|member| {
            let id = member.player_session_id.as_ref();
            let frame = id.and_then(|id| frames.remove(id));
            let demands = id.and_then(|id| demands.remove(id));
            (member, frame, demands)
        });
        let mut rows: Vec<SquadRow> = stream::iter(with_samples)
            .map(async |(member, frame, demands)| {
                let row = self.squad_row(&open, member, window, &summaries, demands).await?;
                Ok::<_, AppError>(SquadRow { frame, ..row })
            })
            .buffered(PLAYERS_AT_ONCE)
            .try_collect()
            .await?;
        // A window has no sessions to be compared with.
        if window.is_none() {
            let usual = self.references(&open.session).await?;
            for row in &mut rows {
                row.usual = usual.get(&row.player.id).copied().unwrap_or_default();
            }
        }
        Ok(SessionPage {
            head: open.head(),
            timeline: open.timeline(),
            window,
            squad: rows,
            fetching: gathering.fetching(),
        })
    }

    async fn squad_row(
        &self,
        open: &OpenSession,
        member: SquadMember,
        window: Option<Window>,
        summaries: &[Summary],
        demands: Option<Demands>,
    ) -> Result<SquadRow, AppError> {
        let SquadMember { player, player_session_id } = member;
        let figures = match &player_session_id {
            Some(id) => {
                let summary = summaries.iter().find(|summary| summary.player_session_id == *id);
                if window.is_some() {
                    let recording = self.stored_recording(id).await?;
                    self.figures_in(open, recording.as_ref(), Vec::new(), window, summary).await?
                } else {
                    summary.map(|summary| Figures { demands, ..summary.figures.clone() })
                }
            }
            None => None,
        };
        Ok(SquadRow {
            player,
            player_session_id,
            figures,
            usual: PerFigure::default(),
            frame: None,
        })
    }
}

impl OpenSession {
    pub(super) fn head(&self) -> SessionHead {
        SessionHead {
            id: self.session.id.clone(),
            team_id: self.team.id.clone(),
            team_name: teams::name(&self.team),
            name: self.session.name.clone(),
            session_type: self.session.session_type.clone(),
            recorded_from: self.session.zero(),
            arena: self.session.arena.clone(),
            sport: self.session.sport.clone(),
            note: self.session.note.clone(),
        }
    }

    /// When what happened; `None` while that has not been read.
    pub(super) fn timeline(&self) -> Option<Timeline> {
        self.session.details?;
        clock::timeline(&self.session, &self.details.markers)
    }

    /// The trimmed session, which Polar's summaries are of.
    pub(super) fn trimmed(&self) -> Option<Window> {
        Some(clock::timeline(&self.session, &[])?.trimmed)
    }

    /// The part of the session that an address asks for; `None` for the whole of it.
    pub(super) fn part(&self, asked: Option<Window>) -> Option<Window> {
        Timeline::part_of(clock::timeline(&self.session, &[]).as_ref(), asked)
    }

    /// Who took part, by number.
    pub(super) fn squad(&self) -> Vec<SquadMember> {
        let mut squad: Vec<_> = self
            .details
            .participants
            .iter()
            .map(|participant| SquadMember {
                player: self.names.of_participant(participant),
                player_session_id: participant.player_session_id.clone(),
            })
            .collect();
        squad.sort_by_cached_key(|member| squad_order(&member.player));
        squad
    }
}
