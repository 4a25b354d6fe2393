//! The browsers in which coaches are signed in.

use app::{
    error::AppError,
    model::{AuditAction, BrowserId, BrowserRow, BrowsersPage, TeamId},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use super::{ClubDesk, gathering::Gathering, internal, seconds};
use crate::store::WebSession;

impl ClubDesk {
    pub(super) async fn browsers_page(&self) -> Result<BrowsersPage, AppError> {
        let now = self.sync.now();
        let row = |session: WebSession| BrowserRow {
            id: id(&session),
            is_this: self.is_this(&session),
            opened_before_s: seconds(now, session.opened_at),
            used_before_s: seconds(now, session.last_seen_at),
            ends_in_s: seconds(session.expires_at, now),
            device: session.device,
        };
        Ok(BrowsersPage { browsers: self.own_browsers().await?.into_iter().map(row).collect() })
    }

    pub(super) async fn end_one_browser(&self, browser_id: &BrowserId) -> Result<(), AppError> {
        let browsers = self.own_browsers().await?;
        let chosen = browsers.into_iter().find(|session| id(session) == *browser_id);
        self.end_sessions(vec![chosen.ok_or(AppError::NotFound)?]).await
    }

    pub(super) async fn end_all_other_browsers(&self) -> Result<(), AppError> {
        let mut others = self.own_browsers().await?;
        others.retain(|session| !self.is_this(session));
        self.end_sessions(others).await
    }

    async fn end_sessions(&self, sessions: Vec<WebSession>) -> Result<(), AppError> {
        for session in sessions {
            self.store.delete_web_session(&session.id_hash).await.map_err(internal)?;
            self.note(AuditAction::SessionEnded, session.device, None).await;
        }
        // Streams that are open in them look again.
        self.sync.tell();
        Ok(())
    }

    /// The sessions of the coach, and of coaches who see none but the same teams: Polar does not tell who is who.
    async fn own_browsers(&self) -> Result<Vec<WebSession>, AppError> {
        let gathering = Gathering::new(&self.sync, self.coach()?);
        let teams: Vec<TeamId> = self.listed(&gathering).await?.unwrap_or_default();
        let now = self.sync.now();
        self.store.web_sessions_of(gathering.grant(), &teams, now).await.map_err(internal)
    }

    fn is_this(&self, session: &WebSession) -> bool {
        self.browser.session.as_ref() == Some(&session.id_hash)
    }
}

/// A session's name on pages: the key under which it is kept, which opens nothing.
fn id(session: &WebSession) -> BrowserId {
    BrowserId(BASE64_URL_SAFE_NO_PAD.encode(&session.id_hash))
}
