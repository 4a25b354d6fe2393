//! Encryption at rest: what must not be readable in a copied database is sealed with the installation's key.
//!
//! A sealed value is `version (1 byte) · key id (4 bytes) · nonce (24 bytes) · XChaCha20-Poly1305 ciphertext`.
//! The place that it belongs to (table, column, row) is bound to it, so that a value that was moved elsewhere
//! does not open.

use std::{
    fmt, fs,
    io::{ErrorKind, Write},
    path::Path,
    sync::Arc,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use sha2::{Digest, Sha256};

use crate::entropy::{Entropy, NoEntropy};

const VERSION: u8 = 1;
const KEY_ID_LEN: usize = 4;
const NONCE_LEN: usize = 24;
const HEADER_LEN: usize = 1 + KEY_ID_LEN + NONCE_LEN;

/// The place in the database that a sealed value belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Table.
    pub table: &'a str,
    /// Column.
    pub column: &'a str,
    /// The row's key.
    pub row: &'a str,
}

impl Place<'_> {
    fn associated_data(self) -> Vec<u8> {
        [self.table, self.column, self.row].join("\0").into_bytes()
    }
}

/// Why a key or a sealed value cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The key's text is not 32 bytes of base64.
    #[error(
        "TOUCHLINE_SECRET_KEY is not 32 bytes in base64; make one with: openssl rand -base64 32"
    )]
    MalformedKey,
    /// The value was sealed with another key.
    #[error(
        "this was sealed with another key; start with the TOUCHLINE_SECRET_KEY that the database was made with"
    )]
    OtherKey,
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

/// The installation's key.
#[derive(Clone)]
pub struct SecretKey([u8; 32]);

impl SecretKey {
    /// A fresh key.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, SecretError> {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The key of its base64 text.
    pub fn from_base64(text: &str) -> Result<Self, SecretError> {
        let bytes = BASE64_STANDARD.decode(text.trim()).map_err(|_| SecretError::MalformedKey)?;
        Ok(Self(bytes.try_into().map_err(|_| SecretError::MalformedKey)?))
    }

    /// The key in the file, made there (readable by the owner alone) when there is none yet.
    pub fn from_file_or_new(path: &Path, entropy: &dyn Entropy) -> Result<Self, SecretError> {
        let failed = |source| SecretError::KeyFile { path: path.display().to_string(), source };
        match fs::read_to_string(path) {
            Ok(text) => Self::from_base64(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let key = Self::generate(entropy)?;
                let mut file = owner_only(path).map_err(failed)?;
                writeln!(file, "{}", BASE64_STANDARD.encode(key.0)).map_err(failed)?;
                file.sync_all().map_err(failed)?;
                Ok(key)
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn id(&self) -> [u8; KEY_ID_LEN] {
        let digest = Sha256::digest([b"touchline key id".as_slice(), &self.0].concat());
        [digest[0], digest[1], digest[2], digest[3]]
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

#[cfg(unix)]
fn owner_only(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn owner_only(path: &Path) -> std::io::Result<fs::File> {
    fs::OpenOptions::new().write(true).create_new(true).open(path)
}

/// Seals and opens values with the installation's key.
#[derive(Clone)]
pub struct Vault {
    key_id: [u8; KEY_ID_LEN],
    cipher: XChaCha20Poly1305,
    entropy: Arc<dyn Entropy>,
}

impl Vault {
    /// A vault that works with this key.
    pub fn new(key: &SecretKey, entropy: Arc<dyn Entropy>) -> Self {
        Self { key_id: key.id(), cipher: XChaCha20Poly1305::new(&key.0.into()), entropy }
    }

    /// Seals a value for its place.
    pub fn seal(&self, plain: &[u8], place: Place<'_>) -> Result<Vec<u8>, SecretError> {
        let mut nonce = [0; NONCE_LEN];
        self.entropy.fill(&mut nonce)?;
        let payload = Payload { msg: plain, aad: &place.associated_data() };
        let ciphertext =
            self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SecretError::Damaged)?;
        Ok([&[VERSION][..], &self.key_id, &nonce, &ciphertext].concat())
    }

    /// Opens a value that was sealed for this place.
    pub fn open(&self, sealed: &[u8], place: Place<'_>) -> Result<Vec<u8>, SecretError> {
        let (header, ciphertext) =
            sealed.split_at_checked(HEADER_LEN).ok_or(SecretError::Damaged)?;
        if header[0] != VERSION {
            return Err(SecretError::Damaged);
        }
        if header[1..=KEY_ID_LEN] != self.key_id {
            return Err(SecretError::OtherKey);
        }
        let nonce: [u8; NONCE_LEN] =
            header[1 + KEY_ID_LEN..].try_into().map_err(|_| SecretError::Damaged)?;
        let payload = Payload { msg: ciphertext, aad: &place.associated_data() };
        self.cipher.decrypt(&XNonce::from(nonce), payload).map_err(|_| SecretError::Damaged)
    }
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
    use crate::entropy::SeededEntropy;

    const HERE: Place<'_> = Place { table: "grants", column: "access_token", row: "g1" };

    fn vault(seed: u64) -> Vault {
        let entropy = Arc::new(SeededEntropy::new(seed));
        Vault::new(&SecretKey::generate(&*entropy).unwrap(), entropy)
    }

    #[test]
    fn a_value_does_not_open_in_another_place() {
        let vault = vault(1);
        let sealed = vault.seal(b"token", HERE).unwrap();
        assert_eq!(vault.open(&sealed, HERE).unwrap(), b"token");
        for elsewhere in [
            Place { row: "g2", ..HERE },
            Place { column: "refresh_token", ..HERE },
            Place { table: "passes", ..HERE },
        ] {
            assert!(matches!(vault.open(&sealed, elsewhere), Err(SecretError::Damaged)));
        }
    }

    #[test]
    fn another_key_is_told_from_damage() {
        let sealed = vault(1).seal(b"token", HERE).unwrap();
        assert!(matches!(vault(2).open(&sealed, HERE), Err(SecretError::OtherKey)));
    }

    #[test]
    fn a_key_is_made_once_and_only_the_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        let first = SecretKey::from_file_or_new(&path, &SeededEntropy::new(1)).unwrap();
        let second = SecretKey::from_file_or_new(&path, &SeededEntropy::new(2)).unwrap();
        assert_eq!(first.0, second.0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn a_malformed_key_is_refused() {
        for text in ["", "short", "not base64 at all !!!!!!!!!!!!!!!!!!!!!!!!!!!!"] {
            assert!(matches!(SecretKey::from_base64(text), Err(SecretError::MalformedKey)));
        }
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(plain: Vec<u8>) {
            let vault = vault(3);
            prop_assert_eq!(vault.open(&vault.seal(&plain, HERE).unwrap(), HERE).unwrap(), plain);
        }

        #[test]
        fn a_changed_byte_never_opens(plain: Vec<u8>, position: prop::sample::Index, change in 1_u8..) {
            let vault = vault(4);
            let mut sealed = vault.seal(&plain, HERE).unwrap();
            let position = position.index(sealed.len());
            sealed[position] ^= change;
            prop_assert!(vault.open(&sealed, HERE).is_err());
        }
    }
}
