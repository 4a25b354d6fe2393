//! Grants: what coaches let us read, and the tokens that prove it.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::model::{AuditAction, AuditActor};
use chrono::{DateTime, TimeDelta, Utc};
use polar::{
    AccessToken, RefreshToken,
    oauth::{OAuthClient, OAuthError, Tokens},
};
use tokio_util::task::TaskTracker;

use crate::{
    audit,
    clock::Clock,
    entropy::{Entropy, NoEntropy, random_name},
    secrets::{SecretError, Vault},
    store::{Grant, GrantId, SealedPlace, Store, StoreError},
};

/// How long before its expiry a token is refreshed.
const REFRESH_SLACK: TimeDelta = TimeDelta::seconds(60);

/// For how long a process claims a refresh: longer than one takes.
const CLAIM: TimeDelta = TimeDelta::minutes(5);

/// How often, and after what pause each time, it is tried to keep new tokens: the old ones may be spent.
const KEEP_TRIES: u32 = 20;
const KEEP_PAUSE: Duration = Duration::from_secs(3);

/// How often to look whether another process has refreshed what it claimed.
const LOOK_AT_CLAIM: Duration = Duration::from_millis(200);

/// Why there is no access token.
#[derive(Clone, Debug, thiserror::Error)]
pub enum GrantError {
    /// Polar does not accept the grant any more: the coach must sign in again.
    #[error("the coach must sign in with Polar again")]
    ConnectAgain,
    /// Polar's sign-in service does not answer; try again later.
    #[error("Polar's sign-in service is unavailable: {0}")]
    Unavailable(String),
    /// The database or the key does not do its part.
    #[error("{0}")]
    Internal(String),
}

impl From<StoreError> for GrantError {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<SecretError> for GrantError {
    fn from(error: SecretError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<NoEntropy> for GrantError {
    fn from(error: NoEntropy) -> Self {
        Self::Internal(error.to_string())
    }
}

/// Keeps grants and hands out access tokens that are valid, refreshing them before they expire.
///
/// Invariants:
/// - a grant is refreshed once at a time, however many requests of however many processes need its token, and all
///   of them get the same answer, also when it is a failure;
/// - a new refresh token is in the database before the new access token is used;
/// - a refresh that has begun is finished, even when the request that needed it has gone.
#[derive(Clone)]
pub struct Grants(Arc<Inner>);

struct Inner {
    store: Arc<dyn Store>,
    vault: Vault,
    oauth: OAuthClient,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    /// Names this process among those that share the store.
    holder: String,
    refreshing: Mutex<HashMap<GrantId, Arc<Refresh>>>,
    tasks: TaskTracker,
}

/// Those who need a grant's new token, one after the other; what the first could not get, the others do not ask for.
type Refresh = tokio::sync::Mutex<Option<GrantError>>;

impl fmt::Debug for Grants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Grants").finish_non_exhaustive()
    }
}

impl Grants {
    /// Grants in this store, sealed by this vault.
    pub fn new(
        store: Arc<dyn Store>,
        vault: Vault,
        oauth: OAuthClient,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        holder: String,
    ) -> Self {
        Self(Arc::new(Inner {
            store,
            vault,
            oauth,
            clock,
            entropy,
            holder,
            refreshing: Mutex::default(),
            tasks: TaskTracker::new(),
        }))
    }

    /// Waits for refreshes that have begun.
    pub async fn stop(&self) {
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }

    /// Keeps the tokens of a sign-in as a new grant.
    pub async fn open(&self, tokens: &Tokens) -> Result<GrantId, GrantError> {
        let inner = &self.0;
        let id = GrantId(random_name(&*inner.entropy)?);
        let grant = Grant {
            access_token: inner
                .seal(&SealedPlace::AccessToken(id.clone()), tokens.access_token.expose())?,
            refresh_token: tokens
                .refresh_token
                .as_ref()
                .map(|token| inner.seal(&SealedPlace::RefreshToken(id.clone()), token.expose()))
                .transpose()?,
            created_at: inner.clock.now(),
            expires_at: inner.expiry(tokens),
            ended: false,
            id: id.clone(),
        };
        inner.store.add_grant(&grant).await?;
        Ok(id)
    }

    /// An access token of the grant that Polar will accept for a while.
    pub async fn access_token(&self, id: &GrantId) -> Result<AccessToken, GrantError> {
        let grant = self.0.living(id).await?;
        if self.0.is_fresh(&grant) {
            return self.0.current(&grant);
        }
        let (inner, id) = (Arc::clone(&self.0), id.clone());
        self.0
            .tasks
            .spawn(async move { inner.refreshed(&id).await })
            .await
            .map_err(|error| GrantError::Internal(error.to_string()))?
    }

    /// Whether the installation's key opens a token, if any is kept: one of the grants that have not ended.
    pub async fn can_be_opened(&self) -> Result<bool, StoreError> {
        let mut are_kept = false;
        for id in self.0.store.living_grants().await? {
            let Some(grant) = self.0.store.grant(&id).await?.filter(|grant| !grant.ended) else {
                continue;
            };
            if self.0.current(&grant).is_ok() {
                return Ok(true);
            }
            are_kept = true;
        }
        Ok(!are_kept)
    }

    /// Polar did not accept this token: the next [`access_token`](Self::access_token) is a new one.
    pub async fn reject(&self, id: &GrantId, rejected: &AccessToken) -> Result<(), GrantError> {
        let inner = &self.0;
        let refresh = inner.refresh(id);
        let _refreshing = refresh.lock().await;
        let grant = inner.living(id).await?;
        // Somebody else may have refreshed it in the meantime, here or in another process.
        if inner.current(&grant)?.expose() == rejected.expose() {
            inner.store.expire_grant_token(id, &grant.access_token, inner.clock.now()).await?;
        }
        Ok(())
    }
}

impl Inner {
    async fn living(&self, id: &GrantId) -> Result<Grant, GrantError> {
        self.store.grant(id).await?.filter(|grant| !grant.ended).ok_or(GrantError::ConnectAgain)
    }

    fn is_fresh(&self, grant: &Grant) -> bool {
        grant.expires_at - self.clock.now() > REFRESH_SLACK
    }

    fn current(&self, grant: &Grant) -> Result<AccessToken, GrantError> {
        let place = SealedPlace::AccessToken(grant.id.clone());
        Ok(AccessToken::new(self.open(&place, &grant.access_token)?))
    }

    async fn refreshed(&self, id: &GrantId) -> Result<AccessToken, GrantError> {
        let refresh = self.refresh(id);
        let mut failed = refresh.lock().await;
        if let Some(error) = &*failed {
            return Err(error.clone());
        }
        let claim = format!("refresh {}", id.0);
        loop {
            let (grant, now) = (self.living(id).await?, self.clock.now());
            if self.is_fresh(&grant) {
                return self.current(&grant);
            }
            if self.store.claim(&claim, &self.holder, now, now + CLAIM).await? {
                // Another process may have refreshed it just before.
                let grant = self.living(id).await?;
                let refreshed = if self.is_fresh(&grant) {
                    self.current(&grant)
                } else {
                    self.refresh_now(&grant).await
                };
                self.store.release(&claim, &self.holder).await?;
                *failed = refreshed.as_ref().err().cloned();
                return refreshed;
            }
            tokio::time::sleep(LOOK_AT_CLAIM).await;
        }
    }

    async fn refresh_now(&self, grant: &Grant) -> Result<AccessToken, GrantError> {
        let id = &grant.id;
        let lives = grant.expires_at > self.clock.now();
        let Some(sealed) = &grant.refresh_token else {
            return if lives { self.current(grant) } else { self.end(id).await };
        };
        let (access_place, refresh_place) =
            (SealedPlace::AccessToken(id.clone()), SealedPlace::RefreshToken(id.clone()));
        let refresh_token = RefreshToken::new(self.open(&refresh_place, sealed)?);
        match self.oauth.refresh(&refresh_token).await {
            Ok(tokens) => {
                let access = self.seal(&access_place, tokens.access_token.expose())?;
                let refresh = match &tokens.refresh_token {
                    Some(token) => self.seal(&refresh_place, token.expose())?,
                    None => sealed.clone(),
                };
                self.keep(id, &access, &refresh, self.expiry(&tokens)).await?;
                Ok(tokens.access_token)
            }
            Err(OAuthError::InvalidGrant) => self.end(id).await,
            // The old token may live for a little longer.
            Err(_) if lives => self.current(grant),
            Err(error) if error.is_retryable() => Err(GrantError::Unavailable(error.to_string())),
            // The settings are wrong, or the service is not what it was: no waiting helps.
            Err(error) => Err(GrantError::Internal(error.to_string())),
        }
    }

    /// Keeps new tokens, however busy the database is.
    async fn keep(
        &self,
        id: &GrantId,
        access: &[u8],
        refresh: &[u8],
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        for _ in 1..KEEP_TRIES {
            match self.store.set_grant_tokens(id, access, Some(refresh), expires_at).await {
                Err(error @ (StoreError::Unavailable(_) | StoreError::NotWritable(_))) => {
                    tracing::warn!(%error, "new tokens could not be kept, trying again");
                    tokio::time::sleep(KEEP_PAUSE).await;
                }
                kept => return kept,
            }
        }
        self.store.set_grant_tokens(id, access, Some(refresh), expires_at).await
    }

    async fn end(&self, id: &GrantId) -> Result<AccessToken, GrantError> {
        let (action, now) = (AuditAction::AccessLost, self.clock.now());
        let entry = audit::entry_of(&*self.store, now, action, AuditActor::Polar, Some(id)).await;
        audit::note(&*self.store, &entry).await;
        self.store.end_grant(id).await?;
        Err(GrantError::ConnectAgain)
    }

    fn expiry(&self, tokens: &Tokens) -> DateTime<Utc> {
        let lifetime = i64::try_from(tokens.expires_in_s).ok().and_then(TimeDelta::try_seconds);
        self.clock.now() + lifetime.unwrap_or_default()
    }

    fn refresh(&self, id: &GrantId) -> Arc<Refresh> {
        let mut refreshing = self.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody waits for one that only this map holds: who comes now asks anew.
        refreshing.retain(|_, refresh| Arc::strong_count(refresh) > 1);
        Arc::clone(refreshing.entry(id.clone()).or_default())
    }

    fn seal(&self, place: &SealedPlace, token: &str) -> Result<Vec<u8>, SecretError> {
        self.vault.seal(token.as_bytes(), place)
    }

    fn open(&self, place: &SealedPlace, sealed: &[u8]) -> Result<String, SecretError> {
        let plain = self.vault.open(sealed, place)?;
        String::from_utf8(plain).map_err(|_| SecretError::Damaged)
    }
}
