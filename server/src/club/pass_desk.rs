//! What a pass lets do and see, of what a coach may: each question is decided here.

use app::{
    error::AppError,
    model::{
        AuditPage, BrowserId, BrowsersPage, DrawnField, FieldError, Figures, PassId, PassesPage,
        PlayerFilter, PlayerId, PlayerPage, PlayerSessionId, PlayerSessionPage, SessionFilter,
        SessionPage, SideBySide, SideBySidePage, SyncStatus, TeamId, TeamPage, TeamsPage, Track,
        TrainingSessionId, Viewer, Window,
    },
    port::Club,
    preferences::Lanes,
};
use async_trait::async_trait;

use super::{ClubDesk, without_health::WithoutHealth};

/// The desk as it is seen through a pass: nothing can be changed, and a pass for movement shows nothing of what the heart
/// tells. Which teams it sees is the rule's business (`access`).
pub(super) struct PassDesk {
    desk: ClubDesk,
    sees_health: bool,
}

impl PassDesk {
    pub(super) fn new(desk: ClubDesk, sees_health: bool) -> Self {
        Self { desk, sees_health }
    }

    fn shown<T: WithoutHealth>(&self, page: T) -> T {
        if self.sees_health { page } else { page.without_health() }
    }
}

#[async_trait]
impl Club for PassDesk {
    async fn viewer(&self) -> Result<Option<Viewer>, AppError> {
        self.desk.viewer().await
    }

    async fn teams(&self) -> Result<TeamsPage, AppError> {
        Ok(self.shown(self.desk.teams().await?))
    }

    async fn team(&self, team_id: &TeamId, filter: SessionFilter) -> Result<TeamPage, AppError> {
        Ok(self.shown(self.desk.team(team_id, filter).await?))
    }

    async fn player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        filter: PlayerFilter,
    ) -> Result<PlayerPage, AppError> {
        Ok(self.shown(self.desk.player(team_id, player_id, filter).await?))
    }

    async fn session(
        &self,
        session_id: &TrainingSessionId,
        window: Option<Window>,
    ) -> Result<SessionPage, AppError> {
        Ok(self.shown(self.desk.session(session_id, window).await?))
    }

    async fn player_session(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<PlayerSessionPage, AppError> {
        let page = self.desk.player_session(session_id, player_session_id, window, lanes);
        Ok(self.shown(page.await?))
    }

    async fn player_figures(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Window,
    ) -> Result<Option<Figures>, AppError> {
        let figures = self.desk.player_figures(session_id, player_session_id, window);
        Ok(self.shown(figures.await?))
    }

    async fn side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<SideBySidePage, AppError> {
        Ok(self.shown(self.desk.side_by_side(chosen, phase, window, lanes).await?))
    }

    async fn figures_side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Window,
    ) -> Result<Vec<Option<Figures>>, AppError> {
        Ok(self.shown(self.desk.figures_side_by_side(chosen, phase, window).await?))
    }

    async fn track(
        &self,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
    ) -> Result<Option<Track>, AppError> {
        Ok(self.shown(self.desk.track(player_session_id, window).await?))
    }

    async fn save_field(
        &self,
        _: &PlayerSessionId,
        _: Option<DrawnField>,
    ) -> Result<(), FieldError> {
        Err(FieldError::Other(AppError::CoachesOnly))
    }

    async fn sync_status(&self) -> Result<SyncStatus, AppError> {
        self.desk.sync_status().await
    }

    async fn pause_sync(&self, _: bool) -> Result<(), AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn retry_sync(&self) -> Result<(), AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn passes(&self) -> Result<PassesPage, AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn revoke_pass(&self, _: &PassId) -> Result<(), AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn browsers(&self) -> Result<BrowsersPage, AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn end_browser(&self, _: &BrowserId) -> Result<(), AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn end_other_browsers(&self) -> Result<(), AppError> {
        Err(AppError::CoachesOnly)
    }

    async fn audit(&self, _: u32) -> Result<AuditPage, AppError> {
        Err(AppError::CoachesOnly)
    }
}
