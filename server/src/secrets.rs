//! Encryption at rest: what must not be readable in a copied database is sealed with the installation's newest key.
//!
//! A sealed value is `version (1 byte) · key id (4 bytes) · nonce (24 bytes) · XChaCha20-Poly1305 ciphertext`.
//! The place that it belongs to (table, column, row) is bound to it, so that a value that was moved elsewhere
//! does not open. Which places there are, [`SealedPlace`] lists; [`rotation`](rotate) walks all of them.

mod keys;
mod rotation;

use std::{fmt, sync::Arc};

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

use crate::{
    entropy::{Entropy, NoEntropy},
    store::SealedPlace,
};

pub use keys::{KeyId, SecretKeys};
pub use rotation::{Lost, Rotation, SealingError, check, forget, lost, rotate};

const VERSION: u8 = 1;
const NONCE_LEN: usize = 24;
const HEADER_LEN: usize = 1 + KeyId::LEN + NONCE_LEN;

/// Why a key or a sealed value cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// A key's text is not 32 bytes of base64.
    #[error(
        "TOUCHLINE_SECRET_KEY is not 32 bytes in base64, or several such keys; make one with: openssl rand -base64 32"
    )]
    MalformedKey,
    /// The value was sealed with a key that is not set.
    #[error("this was sealed with the key {0}, which is not among those that are set")]
    OtherKey(KeyId),
    /// The value was changed, cut, or moved from another place.
    #[error("a sealed value is damaged")]
    Damaged,
    /// No randomness for a nonce or a key.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
    /// The key file cannot be read or written.
    #[error(
        "the key file {path} cannot be used: {source}; let the user that Touchline runs as read it, and write to its \
         folder when it is not there yet"
    )]
    KeyFile {
        /// Which file.
        path: String,
        /// What the operating system says.
        source: std::io::Error,
    },
}

/// Seals values with the installation's newest key, and opens what any of its keys has sealed.
#[derive(Clone)]
pub struct Vault {
    /// The newest first; there is at least one.
    keys: Arc<[(KeyId, XChaCha20Poly1305)]>,
    entropy: Arc<dyn Entropy>,
}

impl Vault {
    /// A vault that works with these keys.
    pub fn new(keys: &SecretKeys, entropy: Arc<dyn Entropy>) -> Self {
        let ciphers = keys.all().map(|key| (key.id(), XChaCha20Poly1305::new(&key.bytes().into())));
        Self { keys: ciphers.collect(), entropy }
    }

    /// Seals a value for its place.
    pub fn seal(&self, plain: &[u8], place: &SealedPlace) -> Result<Vec<u8>, SecretError> {
        let (key_id, cipher) = &self.keys[0];
        let mut nonce = [0; NONCE_LEN];
        self.entropy.fill(&mut nonce)?;
        let payload = Payload { msg: plain, aad: &associated_data(place) };
        let ciphertext =
            cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SecretError::Damaged)?;
        Ok([&[VERSION][..], &key_id.0, &nonce, &ciphertext].concat())
    }

    /// Opens a value that was sealed for this place.
    pub fn open(&self, sealed: &[u8], place: &SealedPlace) -> Result<Vec<u8>, SecretError> {
        let key_id = key_of(sealed)?;
        let (header, ciphertext) =
            sealed.split_at_checked(HEADER_LEN).ok_or(SecretError::Damaged)?;
        let cipher = self.keys.iter().find(|(id, _)| *id == key_id).map(|(_, cipher)| cipher);
        let cipher = cipher.ok_or(SecretError::OtherKey(key_id))?;
        let nonce: [u8; NONCE_LEN] =
            header[1 + KeyId::LEN..].try_into().map_err(|_| SecretError::Damaged)?;
        let payload = Payload { msg: ciphertext, aad: &associated_data(place) };
        cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| SecretError::Damaged)
    }

    /// The key that it seals with.
    fn newest(&self) -> KeyId {
        self.keys[0].0
    }

    /// The keys that it opens with, the newest first.
    fn key_ids(&self) -> impl Iterator<Item = KeyId> {
        self.keys.iter().map(|(id, _)| *id)
    }
}

/// The key that a value was sealed with, as its header says.
fn key_of(sealed: &[u8]) -> Result<KeyId, SecretError> {
    match sealed {
        [VERSION, a, b, c, d, ..] => Ok(KeyId([*a, *b, *c, *d])),
        _ => Err(SecretError::Damaged),
    }
}

/// What is bound to a value besides its key.
fn associated_data(place: &SealedPlace) -> Vec<u8> {
    let (table, column, row): (_, _, &[u8]) = match place {
        SealedPlace::AccessToken(grant) => ("grants", "access_token", grant.0.as_bytes()),
        SealedPlace::RefreshToken(grant) => ("grants", "refresh_token", grant.0.as_bytes()),
        SealedPlace::WebSession(id_hash) => ("web_sessions", "data", id_hash),
        SealedPlace::Ticket(pass) => ("passes", "ticket", pass.0.as_bytes()),
    };
    [table.as_bytes(), column.as_bytes(), row].join(&0)
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{entropy::SeededEntropy, store::GrantId};

    fn here() -> SealedPlace {
        SealedPlace::AccessToken(GrantId("g1".to_owned()))
    }

    fn keys(seed: u64) -> SecretKeys {
        SecretKeys::generate(&SeededEntropy::new(seed)).unwrap()
    }

    fn vault(seed: u64) -> Vault {
        Vault::new(&keys(seed), Arc::new(SeededEntropy::new(seed)))
    }

    #[test]
    fn a_value_does_not_open_in_another_place() {
        let vault = vault(1);
        let sealed = vault.seal(b"token", &here()).unwrap();
        assert_eq!(vault.open(&sealed, &here()).unwrap(), b"token");
        for elsewhere in [
            SealedPlace::AccessToken(GrantId("g2".to_owned())),
            SealedPlace::RefreshToken(GrantId("g1".to_owned())),
            SealedPlace::WebSession(b"g1".to_vec()),
            SealedPlace::Ticket("g1".into()),
        ] {
            assert!(matches!(vault.open(&sealed, &elsewhere), Err(SecretError::Damaged)));
        }
    }

    #[test]
    fn another_key_is_told_from_damage_and_named() {
        let sealed = vault(1).seal(b"token", &here()).unwrap();
        let Err(SecretError::OtherKey(id)) = vault(2).open(&sealed, &here()) else { panic!() };
        assert_eq!(id, vault(1).newest());
    }

    #[test]
    fn what_an_older_key_sealed_opens_and_the_newest_one_seals() {
        let sealed = vault(1).seal(b"token", &here()).unwrap();
        let both = keys(1).with_newest(keys(2));
        let both = Vault::new(&both, Arc::new(SeededEntropy::new(3)));
        assert_eq!(both.open(&sealed, &here()).unwrap(), b"token");
        let sealed = both.seal(b"token", &here()).unwrap();
        assert_eq!(vault(2).open(&sealed, &here()).unwrap(), b"token");
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(plain: Vec<u8>) {
            let vault = vault(3);
            prop_assert_eq!(vault.open(&vault.seal(&plain, &here()).unwrap(), &here()).unwrap(), plain);
        }

        #[test]
        fn a_changed_byte_never_opens(plain: Vec<u8>, position: prop::sample::Index, change in 1_u8..) {
            let vault = vault(4);
            let mut sealed = vault.seal(&plain, &here()).unwrap();
            let position = position.index(sealed.len());
            sealed[position] ^= change;
            prop_assert!(vault.open(&sealed, &here()).is_err());
        }

        #[test]
        fn what_is_cut_never_opens(plain: Vec<u8>, length: prop::sample::Index) {
            let vault = vault(5);
            let sealed = vault.seal(&plain, &here()).unwrap();
            let length = length.index(sealed.len());
            prop_assert!(vault.open(&sealed[..length], &here()).is_err());
        }
    }
}
