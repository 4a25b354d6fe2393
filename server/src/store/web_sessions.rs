//! Web sessions: who is signed in, in which browser.

use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// Keeps web sessions. The key is a hash of the cookie's value, so that a copied database signs nobody in.
#[async_trait]
pub trait WebSessionStore: Send + Sync {
    /// Adds a session or replaces it.
    async fn put_web_session(
        &self,
        id_hash: &[u8],
        data: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Adds a session; `false` when there is one with this key already, which then stays as it is.
    async fn add_web_session(
        &self,
        id_hash: &[u8],
        data: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<bool, StoreError>;

    /// A session that has not expired, with the time at which it will.
    async fn web_session(
        &self,
        id_hash: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<(Vec<u8>, DateTime<Utc>)>, StoreError>;

    /// Deletes a session, when it is there.
    async fn delete_web_session(&self, id_hash: &[u8]) -> Result<(), StoreError>;

    /// Deletes every session that has expired; says how many.
    async fn delete_expired_web_sessions(&self, now: DateTime<Utc>) -> Result<u64, StoreError>;
}
