//! The sessions of browsers, in our own tables. What a session holds is sealed, and its id is kept as a hash:
//! a copied database opens no session.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

use super::{
    flow::{DEVICE, GRANT},
    pending::PENDING_SIGN_IN_LIFETIME,
};
use crate::{
    clock::Clock,
    secrets::Vault,
    store::{GrantId, SealedPlace, Store, StoreError, WebSession},
};

/// How exactly it is known when a session was used: not every request writes.
const USE_IS_NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// For how long coaches stay signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// How long at most when nothing is done. Who looks through a pass stays: a pass opens once, and has an end of its own.
    pub idle: TimeDelta,
    /// How long at most, whatever is done.
    pub longest: TimeDelta,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle: TimeDelta::days(3), longest: TimeDelta::days(7) }
    }
}

/// Keeps sessions in the store.
#[derive(Clone)]
pub struct WebSessions {
    store: Arc<dyn Store>,
    vault: Vault,
    clock: Arc<dyn Clock>,
    limits: SessionLimits,
}

impl WebSessions {
    /// Sessions in this store, sealed by this vault.
    pub fn new(
        store: Arc<dyn Store>,
        vault: Vault,
        clock: Arc<dyn Clock>,
        limits: SessionLimits,
    ) -> Self {
        Self { store, vault, clock, limits }
    }

    /// The session as it is kept when it is new.
    fn seal(&self, record: &Record) -> Result<WebSession> {
        let id_hash = id_hash(&record.id);
        let plain =
            serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        let data = self
            .vault
            .seal(&plain, &SealedPlace::WebSession(id_hash.clone()))
            .map_err(|error| Error::Encode(error.to_string()))?;
        let expires_at = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0)
            .ok_or_else(|| Error::Encode("the expiry date is out of range".to_owned()))?;
        let text = |key| record.data.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let (grant, now) = (text(GRANT).map(GrantId), self.clock.now());
        Ok(WebSession {
            id_hash,
            data,
            expires_at,
            idle_at: self.idle_at(grant.as_ref(), now),
            grant,
            device: text(DEVICE),
            opened_at: now,
            last_seen_at: now,
        })
    }

    fn idle_at(&self, grant: Option<&GrantId>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        grant.map(|_| now + self.limits.idle)
    }

    /// The browser's session as it is kept; `None` for one that is not kept yet, or not any more.
    pub(crate) async fn kept(
        &self,
        session: &Session,
    ) -> std::result::Result<Option<WebSession>, StoreError> {
        match session_key(session) {
            Some(key) => self.store.web_session(&key, self.clock.now()).await,
            None => Ok(None),
        }
    }

    /// Notes that somebody uses a session, unless that was noted a moment ago.
    pub(crate) async fn note_use(&self, session: &WebSession) {
        let (now, noted) = (self.clock.now(), session.last_seen_at);
        if now - noted < USE_IS_NOTED_EVERY && noted <= now {
            return;
        }
        let idle_at = self.idle_at(session.grant.as_ref(), now);
        // Who is signed in still is while nothing can be written.
        if let Err(error) = self.store.note_web_session_use(&session.id_hash, now, idle_at).await {
            tracing::warn!(%error, "the use of a session was not noted");
        }
    }
}

impl fmt::Debug for WebSessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebSessions").finish_non_exhaustive()
    }
}

#[async_trait]
impl SessionStore for WebSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            if self.store.add_web_session(&self.seal(record)?).await.map_err(backend)? {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let WebSession { id_hash, data, expires_at, .. } = self.seal(record)?;
        self.store.set_web_session(&id_hash, &data, expires_at).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let session = self.store.web_session(&id_hash(id), self.clock.now()).await;
        let Some(session) = session.map_err(backend)? else { return Ok(None) };
        let place = SealedPlace::WebSession(session.id_hash.clone());
        // Another key than the one it was sealed with must not lock the browser out: it signs in anew.
        let plain = match self.vault.open(&session.data, &place) {
            Ok(plain) => plain,
            Err(error) => {
                tracing::warn!(%error, "a browser's session cannot be opened");
                return Ok(None);
            }
        };
        let data =
            serde_json::from_slice(&plain).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(session.expires_at.timestamp())
            .map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.delete_web_session(&id_hash(id)).await.map_err(backend)
    }
}

/// The cookie that carries a session's id: for this host only, not for scripts, and only over TLS when the
/// public address is https. `Lax`, because the way back from Polar is a cross-site navigation.
pub fn session_layer(
    sessions: WebSessions,
    public_origin: &str,
) -> SessionManagerLayer<WebSessions> {
    let secure = public_origin.starts_with("https://");
    SessionManagerLayer::new(sessions)
        .with_name(if secure { "__Host-touchline" } else { "touchline" })
        .with_path("/")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(secure)
        .with_expiry(Expiry::OnInactivity(time::Duration::seconds(
            PENDING_SIGN_IN_LIFETIME.num_seconds(),
        )))
}

/// The key under which a browser's session is kept; `None` for one that is not kept yet. It opens nothing.
fn session_key(session: &Session) -> Option<Vec<u8>> {
    session.id().map(|id| id_hash(&id))
}

fn id_hash(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn backend(error: crate::store::StoreError) -> Error {
    Error::Backend(error.to_string())
}
