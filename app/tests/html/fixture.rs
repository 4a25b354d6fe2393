//! A club with made-up people: what the server would answer.

use std::sync::{Arc, Mutex};

use app::{
    error::AppError,
    made_up::{audit, browsers, passes, people, player, season, side_by_side, sync},
    model::{
        AuditPage, BrowserId, BrowsersPage, DrawnField, Fetching, FieldError, Figures, PassId,
        PassesPage, PlayerFilter, PlayerId, PlayerPage, PlayerSessionId, PlayerSessionPage, Role,
        SessionFilter, SessionPage, SideBySide, SideBySidePage, SyncStatus, TeamCard, TeamId,
        TeamPage, TeamsPage, Track, TrainingSessionId, Viewer, Window,
    },
    port::Club,
    preferences::Lanes,
};

pub use app::made_up::sync::in_part;

/// What the club answers.
#[derive(Clone, Debug, Default)]
pub struct Fixture {
    /// Nobody is signed in.
    pub signed_out: bool,
    /// Who looks has a pass instead of a sign-in.
    pub pass: Option<Role>,
    /// Everything but who is signed in fails so.
    pub error: Option<AppError>,
    /// Half of the data is there, and this says about the rest.
    pub fetching: Option<Fetching>,
    /// There is nothing at all.
    pub empty: bool,
    /// Recordings have no positions.
    pub indoors: bool,
    /// How much is here, when it is not everything.
    pub sync: Option<SyncStatus>,
    /// What was asked for about fetching.
    pub wishes: Arc<Mutex<Vec<Wish>>>,
}

/// Something that people ask for about fetching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// That it pauses or goes on.
    Pause(bool),
    /// That what did not work is tried again.
    Retry,
    /// That a pass is revoked.
    Revoke(PassId),
    /// That a browser is signed out.
    End(BrowserId),
    /// That all others are.
    EndOthers,
}

impl Fixture {
    fn check(&self) -> Result<(), AppError> {
        match &self.error {
            _ if self.signed_out => Err(AppError::NotSignedIn),
            Some(error) => Err(error.clone()),
            None => Ok(()),
        }
    }

    fn wish(&self, wish: Wish) -> Result<(), AppError> {
        self.check()?;
        self.wishes.lock().unwrap().push(wish);
        Ok(())
    }
}

#[async_trait::async_trait]
impl Club for Fixture {
    async fn viewer(&self) -> Result<Option<Viewer>, AppError> {
        Ok((!self.signed_out).then(|| Viewer {
            label: "Alfheim IL".to_owned(),
            role: self.pass.unwrap_or(Role::Coach),
        }))
    }

    async fn teams(&self) -> Result<TeamsPage, AppError> {
        self.check()?;
        let mut teams = if self.empty { Vec::new() } else { season::teams() };
        if self.fetching.is_some() {
            let waiting =
                |card: &mut TeamCard| (card.roster_size, card.last_session) = (None, None);
            teams.iter_mut().skip(1).for_each(waiting);
        }
        Ok(TeamsPage { teams, fetching: self.fetching.clone() })
    }

    async fn team(&self, team_id: &TeamId, filter: SessionFilter) -> Result<TeamPage, AppError> {
        self.check()?;
        let team = season::teams()
            .into_iter()
            .find(|card| card.team.id == *team_id)
            .ok_or(AppError::NotFound)?
            .team;
        let mut sessions: Vec<_> = if self.empty { Vec::new() } else { season::sessions() };
        sessions.retain(|session| {
            let day = session.start.map(|start| start.date());
            filter
                .session_type
                .as_ref()
                .is_none_or(|kind| session.session_type.as_ref() == Some(kind))
                && filter.since.is_none_or(|since| day.is_some_and(|day| day >= since))
                && filter.until.is_none_or(|until| day.is_some_and(|day| day <= until))
                && filter.finds(session.name.as_deref())
        });
        let total_sessions = sessions.len() as u32;
        let per_page = SessionFilter::PER_PAGE as usize;
        let sessions =
            sessions.into_iter().skip(filter.page as usize * per_page).take(per_page).collect();
        let roster = if self.empty { Vec::new() } else { people::roster() };
        let is_found = |player: &&app::model::PlayerName| {
            filter.text.is_some() && filter.finds([player.name.as_str()])
        };
        Ok(TeamPage {
            team,
            found: roster.iter().filter(is_found).cloned().collect(),
            roster,
            season: (!self.empty).then(|| season::year(filter.week)).flatten(),
            filter,
            sessions,
            total_sessions,
            fetching: self.fetching.clone(),
        })
    }

    async fn player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        filter: PlayerFilter,
    ) -> Result<PlayerPage, AppError> {
        self.check()?;
        let page = player::page(team_id, player_id, filter).ok_or(AppError::NotFound)?;
        let page = if self.empty {
            PlayerPage {
                until: None,
                sessions: Vec::new(),
                session_types: Vec::new(),
                bests: Vec::new(),
                load: None,
                ..page
            }
        } else {
            page
        };
        Ok(PlayerPage { fetching: self.fetching.clone(), ..page })
    }

    async fn session(
        &self,
        session_id: &TrainingSessionId,
        window: Option<Window>,
    ) -> Result<SessionPage, AppError> {
        self.check()?;
        let mut page = season::session(session_id, window).ok_or(AppError::NotFound)?;
        if self.empty {
            page.squad.clear();
            page.timeline = None;
        }
        if self.fetching.is_some() {
            page.squad.iter_mut().skip(12).for_each(|row| row.figures = None);
        }
        Ok(SessionPage { fetching: self.fetching.clone(), ..page })
    }

    async fn player_session(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<PlayerSessionPage, AppError> {
        self.check()?;
        let mut page = season::player_session(session_id, player_session_id, window, lanes)
            .ok_or(AppError::NotFound)?;
        if self.empty {
            // A recording without samples has a frame without lanes.
            page.frame.iter_mut().for_each(|frame| frame.lanes.clear());
            (page.summary, page.window_figures, page.track) = (None, None, None);
            page.channels.clear();
        }
        if self.indoors {
            page.track = None;
        }
        if self.fetching.is_some() {
            (page.summary, page.window_figures) = (None, None);
            (page.frame, page.track) = (None, None);
            page.channels.clear();
        }
        Ok(PlayerSessionPage { fetching: self.fetching.clone(), ..page })
    }

    async fn player_figures(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Window,
    ) -> Result<Option<Figures>, AppError> {
        let page =
            self.player_session(session_id, player_session_id, Some(window), Lanes::default());
        Ok(page.await?.window_figures)
    }

    async fn side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<SideBySidePage, AppError> {
        self.check()?;
        let mut page =
            side_by_side::page(chosen, phase, window, lanes).ok_or(AppError::NotFound)?;
        if self.fetching.is_some() {
            for recording in &mut page.recordings {
                (recording.summary, recording.window_figures, recording.frame) = (None, None, None);
                recording.channels.clear();
            }
        }
        Ok(SideBySidePage { fetching: self.fetching.clone(), ..page })
    }

    async fn figures_side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Window,
    ) -> Result<Vec<Option<Figures>>, AppError> {
        let page = self.side_by_side(chosen, phase, Some(window), Lanes::default()).await?;
        Ok(page.recordings.into_iter().map(|recording| recording.window_figures).collect())
    }

    async fn track(
        &self,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
    ) -> Result<Option<Track>, AppError> {
        let session = season::CUP_TIE.into();
        Ok(self.player_session(&session, player_session_id, window, Lanes::default()).await?.track)
    }

    async fn save_field(
        &self,
        player_session_id: &PlayerSessionId,
        field: Option<DrawnField>,
    ) -> Result<(), FieldError> {
        self.track(player_session_id, None).await?;
        let plausible = field.is_none_or(|drawn| drawn.field.is_plausible());
        if plausible { Ok(()) } else { Err(FieldError::Implausible) }
    }

    async fn sync_status(&self) -> Result<SyncStatus, AppError> {
        self.check()?;
        let teams = if self.empty { Vec::new() } else { sync::teams() };
        Ok(self.sync.clone().unwrap_or_else(|| sync::complete(teams)))
    }

    async fn pause_sync(&self, paused: bool) -> Result<(), AppError> {
        self.wish(Wish::Pause(paused))
    }

    async fn retry_sync(&self) -> Result<(), AppError> {
        self.wish(Wish::Retry)
    }

    async fn passes(&self) -> Result<PassesPage, AppError> {
        self.check()?;
        if self.pass.is_some() {
            return Err(AppError::CoachesOnly);
        }
        Ok(passes::page(self.empty))
    }

    async fn revoke_pass(&self, pass_id: &PassId) -> Result<(), AppError> {
        self.wish(Wish::Revoke(pass_id.clone()))
    }

    async fn browsers(&self) -> Result<BrowsersPage, AppError> {
        self.check()?;
        Ok(browsers::page())
    }

    async fn end_browser(&self, browser_id: &BrowserId) -> Result<(), AppError> {
        self.wish(Wish::End(browser_id.clone()))
    }

    async fn end_other_browsers(&self) -> Result<(), AppError> {
        self.wish(Wish::EndOthers)
    }

    async fn audit(&self, page: u32) -> Result<AuditPage, AppError> {
        self.check()?;
        Ok(audit::page(page, self.empty))
    }
}
