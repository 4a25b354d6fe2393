//! One player's recording in a session.

use app::{
    error::AppError,
    model::{
        Channel, Figures, Neighbour, PlayerSessionId, PlayerSessionPage, TrainingSessionId, Window,
    },
    preferences::Lanes,
};

use super::{
    ClubDesk,
    clock::Placement,
    frame::channels,
    gathering::Gathering,
    internal,
    session::{OpenSession, SquadMember},
    window_figures::{Yardstick, window_figures},
};
use crate::{
    store::{Recording, Summary},
    sync::Need,
};

/// For how many columns of pixels the first lines are reduced: enough until the chart knows its width.
pub(super) const FIRST_POINTS: u32 = 600;

/// What is stored of a player's session.
pub(super) struct AtHand {
    pub(super) summary: Option<Summary>,
    pub(super) recording: Option<Recording>,
    pub(super) beats_ms: Vec<Option<u16>>,
    /// What was recorded.
    pub(super) channels: Vec<Channel>,
}

impl ClubDesk {
    pub(super) async fn player_session_page(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<PlayerSessionPage, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let open = self.open_session_with_details(&mut gathering, session_id).await?;
        let window = open.part(window);
        let recorded = recorded(&open);
        let place = place_of(&recorded, player_session_id)?;
        let neighbour = |place: Option<usize>| place.and_then(|place| recorded.get(place)).cloned();
        gathering
            .need(vec![
                Need::Summary(player_session_id.clone()),
                Need::Samples(player_session_id.clone()),
            ])
            .await;
        let AtHand { summary, recording, beats_ms, channels } =
            self.at_hand(player_session_id).await?;
        // The whole is always told: a window is compared with it, and its peaks lead to other windows.
        let figures = async |beats_ms, window| {
            self.figures_in(&open, recording.as_ref(), beats_ms, window, summary.as_ref()).await
        };
        let window_figures = match window {
            Some(window) => figures(beats_ms.clone(), Some(window)).await?,
            None => None,
        };
        let summary = figures(beats_ms, None).await?;
        let (frame, spikes, track) = match &recording {
            Some(recording) => {
                let (session, lanes) = (&open.session, lanes.of_recording(&channels));
                (
                    self.frame(session, recording, &lanes, window, FIRST_POINTS).await?,
                    self.spikes(session, recording).await?,
                    self.track_in(session, recording, window).await?,
                )
            }
            None => (None, Vec::new(), None),
        };
        Ok(PlayerSessionPage {
            head: open.head(),
            timeline: open.timeline(),
            player: recorded[place].player.clone(),
            player_session_id: player_session_id.clone(),
            previous: neighbour(place.checked_sub(1)),
            next: neighbour(place.checked_add(1)),
            summary,
            window_figures,
            window,
            channels,
            spikes,
            frame,
            track,
            fetching: gathering.fetching(),
        })
    }

    /// What is stored of a player's session: no answer to anybody before the rule.
    pub(super) async fn at_hand(&self, id: &PlayerSessionId) -> Result<AtHand, AppError> {
        let summary = self.store.summary(id).await.map_err(internal)?;
        let recording = self.stored_recording(id).await?;
        let beats_ms = match &recording {
            Some(recording) => self.beats_ms(recording).await?,
            None => Vec::new(),
        };
        let with_beats = !beats_ms.is_empty();
        let mut channels =
            recording.as_ref().map_or_else(Vec::new, |recording| channels(recording, with_beats));
        let person = self.person()?;
        channels.retain(|channel| person.is_shown_channel(*channel));
        Ok(AtHand { summary, recording, beats_ms, channels })
    }

    /// A player's figures over a window: Polar's when that is the whole session; `None` without a recording.
    pub(super) async fn figures_of_player(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Window,
    ) -> Result<Option<Figures>, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let open = self.open_session_with_details(&mut gathering, session_id).await?;
        place_of(&recorded(&open), player_session_id)?;
        let summary = self.store.summary(player_session_id).await.map_err(internal)?;
        let window = open.part(Some(window));
        let modified = open.session.modified;
        let recording = self.recording_at_hand(&mut gathering, player_session_id, modified).await?;
        let beats_ms = match &recording {
            Some(recording) => self.beats_ms(recording).await?,
            None => Vec::new(),
        };
        self.figures_in(&open, recording.as_ref(), beats_ms, window, summary.as_ref()).await
    }

    /// A player's figures over a part of a session: Polar's of the trimmed session, or ours of a window, and what was
    /// demanded of the player in it; `None` while they are not there.
    pub(super) async fn figures_in(
        &self,
        open: &OpenSession,
        recording: Option<&Recording>,
        beats_ms: Vec<Option<u16>>,
        window: Option<Window>,
        summary: Option<&Summary>,
    ) -> Result<Option<Figures>, AppError> {
        let polars = || summary.map(|summary| summary.figures.clone());
        let Some(recording) = recording else {
            return Ok(if window.is_none() { polars() } else { None });
        };
        let yardstick = Yardstick::of(summary, open.profile.as_ref());
        let hr_max_bpm = yardstick.hr_max_bpm;
        let placement = Placement::of(&open.session, recording);
        let figures = match window {
            None => polars(),
            Some(window) => {
                let window = placement.to_recording(window);
                Some(window_figures(&self.columns, recording, window, yardstick).await?)
            }
        };
        let Some(mut figures) = figures else { return Ok(None) };
        // A session whose times nobody knows has figures, but no part to look at.
        if let Some(part) = window.or(open.trimmed()) {
            let part = placement.to_recording(part);
            let demands = self.demands(recording, beats_ms, part, placement, hr_max_bpm).await?;
            figures.demands = Some(demands);
        }
        Ok(Some(figures))
    }

    /// Opens a session for a page about one of its players: without the details nobody knows whose recording it is.
    pub(super) async fn open_session_with_details(
        &self,
        gathering: &mut Gathering<'_>,
        session_id: &TrainingSessionId,
    ) -> Result<OpenSession, AppError> {
        let open = self.open_session(gathering, session_id).await?;
        if open.session.details.is_some() {
            return Ok(open);
        }
        gathering.must_have(Need::Session(session_id.clone())).await;
        let open = self.open_session(gathering, session_id).await?;
        if open.session.details.is_some() { Ok(open) } else { Err(gathering.failure()) }
    }
}

/// The players with a recording, in the squad's order.
pub(super) fn recorded(open: &OpenSession) -> Vec<Neighbour> {
    let with_recording = |member: SquadMember| {
        Some(Neighbour { player: member.player, player_session_id: member.player_session_id? })
    };
    open.squad().into_iter().filter_map(with_recording).collect()
}

/// Where a recording is among those of its session; one of another session does not exist here.
fn place_of(recorded: &[Neighbour], id: &PlayerSessionId) -> Result<usize, AppError> {
    recorded.iter().position(|player| player.player_session_id == *id).ok_or(AppError::NotFound)
}
