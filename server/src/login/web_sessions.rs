//! The sessions of browsers, in our own tables. What a session holds is sealed, and its id is kept as a hash:
//! a copied database opens no session.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

use super::pending::PENDING_SIGN_IN_LIFETIME;
use crate::{
    clock::Clock,
    secrets::Vault,
    store::{SealedPlace, Store},
};

/// Keeps sessions in the store.
#[derive(Clone)]
pub struct WebSessions {
    store: Arc<dyn Store>,
    vault: Vault,
    clock: Arc<dyn Clock>,
}

impl WebSessions {
    /// Sessions in this store, sealed by this vault.
    pub fn new(store: Arc<dyn Store>, vault: Vault, clock: Arc<dyn Clock>) -> Self {
        Self { store, vault, clock }
    }

    fn seal(&self, record: &Record) -> Result<(Vec<u8>, Vec<u8>, DateTime<Utc>)> {
        let hash = id_hash(&record.id);
        let plain =
            serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        let sealed = self
            .vault
            .seal(&plain, &SealedPlace::WebSession(hash.clone()))
            .map_err(|error| Error::Encode(error.to_string()))?;
        let expires_at = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0)
            .ok_or_else(|| Error::Encode("the expiry date is out of range".to_owned()))?;
        Ok((hash, sealed, expires_at))
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
            let (hash, sealed, expires_at) = self.seal(record)?;
            if self.store.add_web_session(&hash, &sealed, expires_at).await.map_err(backend)? {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let (hash, sealed, expires_at) = self.seal(record)?;
        self.store.put_web_session(&hash, &sealed, expires_at).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let hash = id_hash(id);
        let Some((sealed, expires_at)) =
            self.store.web_session(&hash, self.clock.now()).await.map_err(backend)?
        else {
            return Ok(None);
        };
        // Another key than the one it was sealed with must not lock the browser out: it signs in anew.
        let plain = match self.vault.open(&sealed, &SealedPlace::WebSession(hash)) {
            Ok(plain) => plain,
            Err(error) => {
                tracing::warn!(%error, "a browser's session cannot be opened");
                return Ok(None);
            }
        };
        let data =
            serde_json::from_slice(&plain).map_err(|error| Error::Decode(error.to_string()))?;
        let expiry_date = time::OffsetDateTime::from_unix_timestamp(expires_at.timestamp())
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

fn id_hash(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn backend(error: crate::store::StoreError) -> Error {
    Error::Backend(error.to_string())
}
