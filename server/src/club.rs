//! The club's data as one signed-in person may see it: the server's side of the UI's port.
//!
//! Every page goes the same way: whether the person may see it (`access`), what must be fetched for it and how
//! long it waits for that (`gathering`), and then what is stored, put together for the screen.

mod access;
mod audit;
mod browsers;
mod clock;
mod columns;
mod demands;
mod export;
mod frame;
mod gathering;
mod history;
mod load;
mod names;
mod pass_desk;
mod passes;
mod person;
mod player;
mod player_session;
mod rights;
mod samples;
mod season;
mod session;
mod side_by_side;
mod squad_lines;
mod sync_status;
mod teams;
mod track;
mod window_figures;
mod without_health;

#[cfg(test)]
mod tests;

use std::{error::Error, sync::Arc};

use app::{
    error::AppError,
    model::{
        AuditPage, BrowserId, BrowsersPage, Channel, DrawnField, FieldError, Figures, Frame,
        PassId, PassesPage, PlayerFilter, PlayerId, PlayerPage, PlayerSessionId, PlayerSessionPage,
        SessionFilter, SessionPage, SideBySide, SideBySidePage, SyncStatus, TeamId, TeamPage,
        TeamsPage, Track, TrainingSessionId, Viewer, Window,
    },
    port::Club,
    preferences::Lanes,
};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use crate::{
    store::{Store, StoreError},
    sync::Sync,
};

use columns::Columns;
pub(crate) use columns::ColumnsUsage;
pub use export::{Export, ExportedSession};
use pass_desk::PassDesk;
pub use person::{Browser, Person};
pub use samples::Samples;

/// Where people get the club's data. Clones share what is decoded.
#[derive(Clone, Debug)]
pub struct ClubDesk {
    store: Arc<dyn Store>,
    sync: Sync,
    columns: Arc<Columns>,
    /// Who stands at it; an error when that cannot be told right now.
    person: Result<Option<Person>, AppError>,
    browser: Browser,
}

impl ClubDesk {
    /// The desk, before anybody stands at it.
    pub fn new(store: Arc<dyn Store>, sync: Sync) -> Self {
        let columns = Arc::new(Columns::new(Arc::clone(&store)));
        Self { store, sync, columns, person: Ok(None), browser: Browser::default() }
    }

    /// The desk for this person; `None` for somebody who is not signed in.
    #[must_use]
    pub fn of(&self, person: Option<Person>) -> Self {
        Self { person: Ok(person), ..self.clone() }
    }

    /// The desk as it is used in a browser.
    #[must_use]
    pub fn used_in(&self, browser: Browser) -> Self {
        Self { browser, ..self.clone() }
    }

    /// The desk while nobody can tell who stands at it, since the database does not answer.
    #[must_use]
    pub fn closed(&self) -> Self {
        Self { person: Err(AppError::Unavailable), ..self.clone() }
    }

    /// The decoded columns that are kept for everybody.
    pub(crate) fn columns_usage(&self) -> ColumnsUsage {
        self.columns.usage()
    }

    /// The club as the desk's person may see it, for pages.
    pub fn club(&self) -> Arc<dyn Club> {
        match &self.person {
            Ok(Some(Person::Pass(pass))) => Arc::new(PassDesk::new(self.clone(), pass.sees_health)),
            Ok(Some(Person::Coach(_)) | None) | Err(_) => Arc::new(self.clone()),
        }
    }

    /// The lines of a player's channels over a window, reduced for `points` columns of pixels; over everything
    /// that was recorded without a window. Channels that were not recorded, or that the person may not see, have no lane.
    pub async fn series_frame(
        &self,
        player_session_id: &PlayerSessionId,
        channels: &[Channel],
        window: Option<Window>,
        points: u32,
    ) -> Result<Frame, AppError> {
        let person = self.person()?;
        let channels = channels.iter().copied().filter(|channel| person.is_shown_channel(*channel));
        self.series(player_session_id, &channels.collect::<Vec<_>>(), window, points).await
    }
}

/// The whole of it, as a coach may see it. What a pass shows of it is decided by [`PassDesk`].
#[async_trait]
impl Club for ClubDesk {
    async fn viewer(&self) -> Result<Option<Viewer>, AppError> {
        match self.person.as_ref().map_err(AppError::clone)? {
            Some(person) => self.viewer_of(person).await.map(Some),
            None => Ok(None),
        }
    }

    async fn teams(&self) -> Result<TeamsPage, AppError> {
        self.teams_page().await
    }

    async fn team(&self, team_id: &TeamId, filter: SessionFilter) -> Result<TeamPage, AppError> {
        self.team_page(team_id, filter).await
    }

    async fn player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
        filter: PlayerFilter,
    ) -> Result<PlayerPage, AppError> {
        self.player_page(team_id, player_id, filter).await
    }

    async fn session(
        &self,
        session_id: &TrainingSessionId,
        window: Option<Window>,
    ) -> Result<SessionPage, AppError> {
        self.session_page(session_id, window).await
    }

    async fn player_session(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<PlayerSessionPage, AppError> {
        self.player_session_page(session_id, player_session_id, window, lanes).await
    }

    async fn player_figures(
        &self,
        session_id: &TrainingSessionId,
        player_session_id: &PlayerSessionId,
        window: Window,
    ) -> Result<Option<Figures>, AppError> {
        self.figures_of_player(session_id, player_session_id, window).await
    }

    async fn side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Option<Window>,
        lanes: Lanes,
    ) -> Result<SideBySidePage, AppError> {
        self.side_by_side_page(chosen, phase, window, lanes).await
    }

    async fn figures_side_by_side(
        &self,
        chosen: &SideBySide,
        phase: Option<String>,
        window: Window,
    ) -> Result<Vec<Option<Figures>>, AppError> {
        self.window_figures_side_by_side(chosen, phase, window).await
    }

    async fn track(
        &self,
        player_session_id: &PlayerSessionId,
        window: Option<Window>,
    ) -> Result<Option<Track>, AppError> {
        self.track_of_player(player_session_id, window).await
    }

    async fn save_field(
        &self,
        player_session_id: &PlayerSessionId,
        field: Option<DrawnField>,
    ) -> Result<(), FieldError> {
        self.keep_field(player_session_id, field).await
    }

    async fn sync_status(&self) -> Result<SyncStatus, AppError> {
        self.status_of_sync().await
    }

    async fn pause_sync(&self, paused: bool) -> Result<(), AppError> {
        self.pause(paused).await
    }

    async fn retry_sync(&self) -> Result<(), AppError> {
        self.retry().await
    }

    async fn passes(&self) -> Result<PassesPage, AppError> {
        self.passes_page().await
    }

    async fn revoke_pass(&self, pass_id: &PassId) -> Result<(), AppError> {
        self.end_pass(pass_id).await
    }

    async fn browsers(&self) -> Result<BrowsersPage, AppError> {
        self.browsers_page().await
    }

    async fn end_browser(&self, browser_id: &BrowserId) -> Result<(), AppError> {
        self.end_one_browser(browser_id).await
    }

    async fn end_other_browsers(&self) -> Result<(), AppError> {
        self.end_all_other_browsers().await
    }

    async fn audit(&self, page: u32) -> Result<AuditPage, AppError> {
        self.audit_page(page).await
    }
}

/// From `from` to `to`, in whole seconds, none when it is over.
fn seconds(to: DateTime<Utc>, from: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_seconds()).unwrap_or(0)
}

/// What went wrong inside: told to the log here, once, and to people as far as waiting may help.
fn internal(error: impl Error + 'static) -> AppError {
    tracing::error!(%error, "a page could not be made");
    let error: &dyn Error = &error;
    match error.downcast_ref() {
        Some(StoreError::Unavailable(_)) => AppError::Unavailable,
        Some(StoreError::Orphan(_)) => AppError::NotFound,
        _ => AppError::Internal,
    }
}
