//! Web sessions: who is signed in, in which browser.

use app::model::TeamId;
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{GrantId, StoreError};

/// A browser's session. It lives until it expires, and when it is not used, until it is idle.
#[derive(Clone, PartialEq, Eq)]
pub struct WebSession {
    /// A hash of the cookie's value, so that a copied database signs nobody in.
    pub id_hash: Vec<u8>,
    /// What it holds, sealed.
    pub data: Vec<u8>,
    /// When it ends, whatever happens.
    pub expires_at: DateTime<Utc>,
    /// The grant of the coach who is signed in. The session ends with it.
    pub grant: Option<GrantId>,
    /// What the browser calls itself; `None` for nothing that is known.
    pub device: Option<String>,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// When it was used last, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends unless it is used; `None` for never by that.
    pub idle_at: Option<DateTime<Utc>>,
}

impl std::fmt::Debug for WebSession {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebSession")
            .field("grant", &self.grant)
            .field("device", &self.device)
            .field("opened_at", &self.opened_at)
            .field("last_seen_at", &self.last_seen_at)
            .field("expires_at", &self.expires_at)
            .field("idle_at", &self.idle_at)
            .finish_non_exhaustive()
    }
}

/// Keeps web sessions.
#[async_trait]
pub trait WebSessionStore: Send + Sync {
    /// Adds a session; `false` when there is one with this key already, which then stays as it is.
    async fn add_web_session(&self, session: &WebSession) -> Result<bool, StoreError>;

    /// Replaces what a session holds and when it expires. One that somebody has ended stays ended.
    async fn set_web_session(
        &self,
        id_hash: &[u8],
        data: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// A session that lives.
    async fn web_session(
        &self,
        id_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<WebSession>, StoreError>;

    /// Notes that a session was used, and when it will end unless it is used again.
    async fn note_web_session_use(
        &self,
        id_hash: &[u8],
        at: DateTime<Utc>,
        idle_at: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError>;

    /// The living sessions of coaches that are of this grant, or of one that sees teams and none but these; the last
    /// used first.
    async fn web_sessions_of(
        &self,
        grant: &GrantId,
        teams: &[TeamId],
        now: DateTime<Utc>,
    ) -> Result<Vec<WebSession>, StoreError>;

    /// Deletes a session, when it is there.
    async fn delete_web_session(&self, id_hash: &[u8]) -> Result<(), StoreError>;

    /// Deletes every session that does not live any more; says how many.
    async fn delete_expired_web_sessions(&self, now: DateTime<Utc>) -> Result<u64, StoreError>;
}
