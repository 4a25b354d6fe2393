//! What the UI needs from the server. The server implements it; server functions and pages reach it through
//! the Leptos context, so that this crate never knows the database, the sync or Polar.

use std::sync::Arc;

use async_trait::async_trait;
use leptos::prelude::use_context;

use crate::{
    error::AppError,
    model::{
        AuditPage, BrowserId, BrowsersPage, DrawnField, FieldError, Figures, PassId, PassesPage,
        PlayerFilter, PlayerId, PlayerPage, PlayerSessionId, PlayerSessionPage, SessionFilter,
        SessionPage, SideBySide, SideBySidePage, SyncStatus, TeamId, TeamPage, TeamsPage, Track,
        TrainingSessionId, Viewer, Window,
    },
    preferences::Lanes,
};

/// The club's data as one signed-in person may see it. What that person may not see is [`AppError::NotFound`]; what only
/// coaches may do is [`AppError::CoachesOnly`] for who looks through a pass.
///
/// Each call answers with what is there and asks for what is missing ahead of everything else; the answer's
/// `fetching` says what is still on its way.
///
/// No method has a body here: whoever shows less of a club decides about each.
#[async_trait]
pub trait Club: Send + Sync {
    /// Who is signed in; `None` for nobody.
    async fn viewer(&self) -> Result<Option<Viewer>, AppError>;

    /// The teams that the person sees.
    async fn teams(&self) -> Result<TeamsPage, AppError>;

    /// A team with its roster and one page of its sessions.
    async fn team(&self, team_id: &TeamId, filter: SessionFilter) -> Result<TeamPage, AppError>;

    /// A player's sessions with a team over time.
    async fn player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        filter: PlayerFilter,
    ) -> Result<PlayerPage, AppError>;

    /// A session with the figures of its squad: of the trimmed session, or of a window.
    async fn session(
        &self,
        session_id: &TrainingSessionId,
        window: Option<Window>,
    ) -> Result<SessionPage, AppError>;

    /// One player's recording in a session, with the figures and the chart of the whole or of a window. The chart has
    /// those of the lanes that were recorded, see [`Lanes::of_recording`].
    async fn player_session(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<PlayerSessionPage, AppError>;

    /// One player's figures over a window, for a page that is open already; `None` while its samples are not
    /// there. The same figures as those in the page.
    async fn player_figures(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Window,
    ) -> Result<Option<Figures>, AppError>;

    /// Recordings side by side. Those of several sessions are aligned at the start of the phase of that name, or where
    /// one of them lacks it and without a name, at the start of the sessions. The window is on the clock that they share.
    async fn side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<SideBySidePage, AppError>;

    /// The figures of each of them over a window, for a page that is open already; `None` for one that has nothing of
    /// the window, or while its samples are not there. The same figures as those in the page.
    async fn figures_side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Window,
    ) -> Result<Vec<Option<Figures>>, AppError>;

    /// Where a player was in a window, or in the whole session; `None` while the samples are not there, and when there
    /// are no positions among them.
    async fn track(
        &self,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
    ) -> Result<Option<Track>, AppError>;

    /// Keeps the field of the venue of a player's session for the whole team, or, without one, forgets it: then it is
    /// fitted to each session again.
    async fn save_field(
        &self,
        player_session_id: &PlayerSessionId,
        field: Option<DrawnField>,
    ) -> Result<(), FieldError>;

    /// How much of what Polar has is here.
    async fn sync_status(&self) -> Result<SyncStatus, AppError>;

    /// Pauses fetching in the background for the whole club, or lets it go on.
    async fn pause_sync(&self, paused: bool) -> Result<(), AppError>;

    /// Tries again at once what did not work.
    async fn retry_sync(&self) -> Result<(), AppError>;

    /// The passes that the coach may see and revoke: those that see none but the coach's teams.
    async fn passes(&self) -> Result<PassesPage, AppError>;

    /// Ends one of them at once, for every device that has it.
    async fn revoke_pass(&self, pass_id: &PassId) -> Result<(), AppError>;

    /// The browsers in which coaches are signed in who see none but the coach's teams: the coach's own are among them.
    async fn browsers(&self) -> Result<BrowsersPage, AppError>;

    /// Signs one of them out at once.
    async fn end_browser(&self, browser_id: &BrowserId) -> Result<(), AppError>;

    /// Signs all of them out at once but the one that asks.
    async fn end_other_browsers(&self) -> Result<(), AppError>;

    /// A page of the audit log, as far as it concerns the coach; 0 has the newest entries.
    async fn audit(&self, page: u32) -> Result<AuditPage, AppError>;
}

/// The [`Club`] of the request that is being answered.
pub fn club() -> Result<Arc<dyn Club>, AppError> {
    use_context::<Arc<dyn Club>>().ok_or(AppError::Internal)
}
