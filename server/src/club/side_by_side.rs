//! Recordings side by side.

use app::{
    error::AppError,
    model::{
        Channel, Figures, Marker, Neighbour, OtherSession, PlayerId, PlayerSessionId,
        RecordingBeside, SideBySide, SideBySidePage, Timeline, Window,
    },
    preferences::Lanes,
};

use super::{
    ClubDesk,
    gathering::Gathering,
    internal,
    player_session::{AtHand, FIRST_POINTS, recorded},
    session::OpenSession,
    teams,
};
use crate::sync::Need;

/// How many other sessions of a player are offered; the player's own page has them all.
const OTHER_SESSIONS: usize = 20;

/// One of the recordings, in its session.
struct Beside {
    /// The place of its session among those that are open.
    session: usize,
    whose: Neighbour,
    /// What the session clock shows when the shared clock shows 0, in ms.
    offset_ms: i32,
}

/// The recordings and their sessions, which the person may see.
struct Opened {
    sessions: Vec<OpenSession>,
    recordings: Vec<Beside>,
    /// The names of the phases that all sessions have.
    phases: Vec<String>,
    /// The one of them at which the sessions are aligned.
    phase: Option<String>,
}

impl ClubDesk {
    pub(super) async fn side_by_side_page(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<SideBySidePage, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let opened = self.open_side_by_side(&mut gathering, chosen, phase).await?;
        let needs = chosen.ids().iter().cloned();
        gathering
            .need(needs.flat_map(|id| [Need::Summary(id.clone()), Need::Samples(id)]).collect())
            .await;
        let mut at_hand = Vec::with_capacity(opened.recordings.len());
        for id in chosen.ids() {
            at_hand.push(self.at_hand(id).await?);
        }
        let channels = Channel::of_any(at_hand.iter().map(|it| it.channels.as_slice()));
        let lanes = lanes.of_recording(&channels);
        let timeline = opened.timeline();
        let window = Timeline::part_of(timeline.as_ref(), window);
        let mut recordings = Vec::with_capacity(at_hand.len());
        for (beside, at_hand) in opened.recordings.iter().zip(at_hand) {
            let open = &opened.sessions[beside.session];
            let part = window.and_then(|window| opened.part_of(beside, window));
            let window_figures = match part {
                Some(part) => self.figures_of(open, &at_hand, Some(part)).await?,
                None => None,
            };
            let (frame, spikes) = match &at_hand.recording {
                Some(recording) => (
                    self.frame(&open.session, recording, &lanes, part, FIRST_POINTS).await?,
                    self.spikes(&open.session, recording).await?,
                ),
                None => (None, Vec::new()),
            };
            recordings.push(RecordingBeside {
                head: open.head(),
                start: teams::row(&open.session).start,
                player: beside.whose.player.clone(),
                player_session_id: beside.whose.player_session_id.clone(),
                offset_ms: beside.offset_ms,
                part: opened.trimmed(beside),
                summary: self.figures_of(open, &at_hand, None).await?,
                window_figures,
                channels: at_hand.channels,
                spikes,
                frame,
            });
        }
        let (team_mates, other_sessions) = match opened.recordings.first() {
            Some(first) if chosen.has_room() => {
                let open = &opened.sessions[first.session];
                let others = recorded(open).into_iter();
                (
                    others.filter(|mate| !is_chosen(chosen, &mate.player_session_id)).collect(),
                    self.other_sessions(open, &first.whose.player.id, chosen).await?,
                )
            }
            _ => (Vec::new(), Vec::new()),
        };
        let recorded_from = match &opened.sessions[..] {
            [only] => only.session.zero(),
            _ => None,
        };
        Ok(SideBySidePage {
            chosen: chosen.clone(),
            recordings,
            recorded_from,
            phases: opened.phases,
            phase: opened.phase,
            timeline,
            window,
            team_mates,
            other_sessions,
            fetching: gathering.fetching(),
        })
    }

    /// The figures of each of the recordings over a window of the shared clock: always from the samples.
    pub(super) async fn window_figures_side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Window,
    ) -> Result<Vec<Option<Figures>>, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let opened = self.open_side_by_side(&mut gathering, chosen, phase).await?;
        let mut figures = Vec::with_capacity(opened.recordings.len());
        for beside in &opened.recordings {
            let open = &opened.sessions[beside.session];
            let id = &beside.whose.player_session_id;
            self.recording_at_hand(&mut gathering, id, open.session.modified).await?;
            figures.push(match opened.part_of(beside, window) {
                Some(part) => self.figures_of(open, &self.at_hand(id).await?, Some(part)).await?,
                None => None,
            });
        }
        Ok(figures)
    }

    /// Opens the sessions of all recordings, each once. One recording that may not be seen is none that exists.
    async fn open_side_by_side(
        &self,
        gathering: &mut Gathering<'_>,
        chosen: &SideBySide,
        phase: Option<String>,
    ) -> Result<Opened, AppError> {
        let mut sessions: Vec<OpenSession> = Vec::new();
        let mut recordings = Vec::with_capacity(chosen.ids().len());
        for id in chosen.ids() {
            let session_id = self.visible_player_session(gathering, id).await?.session.id;
            let opened = sessions.iter().position(|open| open.session.id == session_id);
            let session = if let Some(place) = opened {
                place
            } else {
                sessions.push(self.open_session_with_details(gathering, &session_id).await?);
                sessions.len() - 1
            };
            let mut squad = recorded(&sessions[session]).into_iter();
            let whose = squad.find(|player| player.player_session_id == *id);
            let whose = whose.ok_or(AppError::NotFound)?;
            recordings.push(Beside { session, whose, offset_ms: 0 });
        }
        let timelines: Vec<Option<Timeline>> = sessions.iter().map(OpenSession::timeline).collect();
        let phases = common_phases(&timelines);
        let phase = phase.filter(|phase| phases.contains(phase));
        if sessions.len() > 1 {
            for beside in &mut recordings {
                let timeline = timelines[beside.session].as_ref();
                beside.offset_ms =
                    timeline.map_or(0, |timeline| zero_ms(timeline, phase.as_deref()));
            }
        }
        Ok(Opened { sessions, recordings, phases, phase })
    }

    /// The figures of a part of a session; Polar's without one.
    async fn figures_of(
        &self,
        open: &OpenSession,
        at_hand: &AtHand,
        part: Option<Window>,
    ) -> Result<Option<Figures>, AppError> {
        let AtHand { summary, recording, beats_ms, .. } = at_hand;
        self.figures_in(open, recording.as_ref(), beats_ms.clone(), part, summary.as_ref()).await
    }

    /// The last sessions of the team in which a player was recorded, without those that were chosen.
    async fn other_sessions(
        &self,
        open: &OpenSession,
        player_id: &PlayerId,
        chosen: &SideBySide,
    ) -> Result<Vec<OtherSession>, AppError> {
        let team_id = &open.session.team_id;
        let season = self.store.player_season(team_id, player_id).await.map_err(internal)?;
        let other = |entry: crate::store::SeasonEntry| {
            let player_session_id = entry.player_session_id?;
            Some(OtherSession { session: teams::row(&entry.session), player_session_id })
        };
        let others = season.sessions.into_iter().filter_map(other);
        let others = others.filter(|other| !is_chosen(chosen, &other.player_session_id));
        Ok(others.take(OTHER_SESSIONS).collect())
    }
}

impl Opened {
    /// The trimmed session of a recording on the shared clock.
    fn trimmed(&self, beside: &Beside) -> Option<Window> {
        self.sessions[beside.session].trimmed()?.shifted(beside.offset_ms.saturating_neg())
    }

    /// What a recording has of a window of the shared clock, on its own session clock.
    fn part_of(&self, beside: &Beside, window: Window) -> Option<Window> {
        let part = window.intersection(self.trimmed(beside)?)?;
        part.shifted(beside.offset_ms)
    }

    /// What happened in the first one's session, on the shared clock, and from when to when any of them was.
    fn timeline(&self) -> Option<Timeline> {
        let first = self.recordings.first()?;
        let timeline = self.sessions[first.session].timeline()?;
        let trimmed = |beside| self.trimmed(beside);
        let whole = self.recordings.iter().filter_map(trimmed).reduce(Window::union)?;
        let by_ms = first.offset_ms.saturating_neg();
        let moved = |marker: Marker| Marker {
            start_ms: marker.start_ms.saturating_add(by_ms),
            end_ms: marker.end_ms.saturating_add(by_ms),
            ..marker
        };
        Some(Timeline {
            recording: timeline.recording.shifted(by_ms)?.union(whole),
            trimmed: whole,
            markers: timeline.markers.into_iter().map(moved).collect(),
        })
    }
}

fn is_chosen(chosen: &SideBySide, id: &PlayerSessionId) -> bool {
    chosen.ids().contains(id)
}

/// The names of the phases that all of several sessions have, in the order of the first one.
fn common_phases(timelines: &[Option<Timeline>]) -> Vec<String> {
    let [Some(first), others @ ..] = timelines else { return Vec::new() };
    if others.is_empty() {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for name in first.phases().filter_map(|(marker, _)| marker.name.clone()) {
        let everywhere = others.iter().all(|other| {
            other.as_ref().is_some_and(|other| phase_start_ms(other, &name).is_some())
        });
        if everywhere && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// When the first phase of a name starts, as far as it is in the trimmed session.
fn phase_start_ms(timeline: &Timeline, name: &str) -> Option<i32> {
    let mut phases = timeline.phases();
    phases.find(|(marker, _)| marker.name.as_deref() == Some(name)).map(|(_, part)| part.from_ms)
}

/// What the clock of a session shows where it is aligned with others: at a phase, or at its start.
fn zero_ms(timeline: &Timeline, phase: Option<&str>) -> i32 {
    phase.and_then(|phase| phase_start_ms(timeline, phase)).unwrap_or(timeline.trimmed.from_ms)
}
