//! Everything that is sealed, and which key it is sealed with: whether the keys that are set open it, how it gets to the
//! newest one, and what becomes of it when its key is lost.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
};

use app::model::PassId;
use chrono::{DateTime, Utc};

use super::{KeyId, SecretError, Vault, key_of};
use crate::store::{GrantId, SealedPlace, SealedValue, Store, StoreError};

/// What is wrong with what is sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealingError {
    /// Some of it was sealed with keys that are not set.
    #[error(
        "the database holds what {lost} sealed, but the key that is set is {set}. Nothing was changed. Start with the key \
         that the database was made with, or name both, the newest first, in TOUCHLINE_SECRET_KEY or in the key file. If \
         the key is lost for good, `touchline keys forget` says what it sealed, and ends it; coaches sign in again"
    )]
    KeyMissing {
        /// The keys that are not set, with how many values each has sealed.
        lost: KeysInUse,
        /// The key that seals.
        set: KeyId,
    },
    /// The database does not do its part.
    #[error("the database cannot be read or written: {0}")]
    Store(#[from] StoreError),
    /// A value cannot be sealed.
    #[error(transparent)]
    Secret(#[from] SecretError),
}

/// Keys with how many values each has sealed.
#[derive(Debug, PartialEq, Eq)]
pub struct KeysInUse(BTreeMap<KeyId, usize>);

impl fmt::Display for KeysInUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, (key, values)) in self.0.iter().enumerate() {
            let and = if position > 0 { " and " } else { "" };
            let values_word = if *values == 1 { "value" } else { "values" };
            write!(f, "{and}the key {key} ({values} {values_word})")?;
        }
        Ok(())
    }
}

/// What a rotation has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The newest key.
    pub key: KeyId,
    /// How many values it has sealed anew.
    pub resealed: usize,
    /// How many it had sealed before.
    pub current: usize,
    /// How many a server replaced in the meantime: another rotation looks at them again.
    pub replaced: usize,
    /// How many no key opens since they are damaged; they were left as they are.
    pub damaged: usize,
}

/// What no key opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lost {
    grants: HashSet<GrantId>,
    sessions: Vec<Vec<u8>>,
    passes: Vec<PassId>,
}

impl Lost {
    /// Connections of coaches.
    pub fn grants(&self) -> usize {
        self.grants.len()
    }

    /// Browsers' sessions.
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// Passes that were not opened yet.
    pub fn passes(&self) -> usize {
        self.passes.len()
    }

    /// Whether there is nothing of the kind.
    pub fn is_nothing(&self) -> bool {
        self.grants.is_empty() && self.sessions.is_empty() && self.passes.is_empty()
    }
}

/// Whether the keys that are set are those that sealed what is in the database. Changes nothing, whatever it finds.
pub async fn check(
    store: &dyn Store,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), SealingError> {
    let mut lost = BTreeMap::new();
    for value in store.sealed_values(now).await? {
        // What is damaged shows when somebody needs it, and keeps nobody else from working.
        if let Ok(key) = key_of(&value.sealed)
            && vault.key_ids().all(|set| set != key)
        {
            *lost.entry(key).or_default() += 1;
        }
    }
    if lost.is_empty() {
        Ok(())
    } else {
        Err(SealingError::KeyMissing { lost: KeysInUse(lost), set: vault.newest() })
    }
}

/// Seals everything with the newest key that an older one has sealed: all of it, or nothing. A server may go on meanwhile
/// when it has the newest key, too: what it writes in between stays as it wrote it.
pub async fn rotate(
    store: &dyn Store,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<Rotation, SealingError> {
    check(store, vault, now).await?;
    let (mut current, mut damaged, mut resealed) = (0, 0, Vec::new());
    for value in store.sealed_values(now).await? {
        if key_of(&value.sealed).is_ok_and(|key| key == vault.newest()) {
            current += 1;
            continue;
        }
        match vault.open(&value.sealed, &value.place) {
            Ok(plain) => {
                let sealed = vault.seal(&plain, &value.place)?;
                resealed.push((value, sealed));
            }
            Err(SecretError::Damaged) => damaged += 1,
            Err(error) => return Err(error.into()),
        }
    }
    let kept = store.replace_sealed(&resealed).await?;
    let replaced = resealed.len() - kept;
    Ok(Rotation { key: vault.newest(), resealed: kept, current, replaced, damaged })
}

/// The grants, the browsers' sessions, and the passes that were not opened yet, that none of the keys opens. Changes
/// nothing.
pub async fn lost(
    store: &dyn Store,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<Lost, SealingError> {
    let mut lost = Lost::default();
    for SealedValue { place, sealed } in store.sealed_values(now).await? {
        if vault.open(&sealed, &place).is_ok() {
            continue;
        }
        match place {
            SealedPlace::AccessToken(id) | SealedPlace::RefreshToken(id) => {
                lost.grants.insert(id);
            }
            SealedPlace::WebSession(id_hash) => lost.sessions.push(id_hash),
            SealedPlace::Ticket(pass) => lost.passes.push(pass),
        }
    }
    Ok(lost)
}

/// Ends what no key opens. Its coaches sign in again and make their passes anew; nothing else is lost.
pub async fn forget(
    store: &dyn Store,
    lost: &Lost,
    now: DateTime<Utc>,
) -> Result<(), SealingError> {
    for id in &lost.grants {
        store.end_grant(id).await?;
    }
    for id_hash in &lost.sessions {
        store.delete_web_session(id_hash).await?;
    }
    for pass in &lost.passes {
        store.revoke_pass(pass, now).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
