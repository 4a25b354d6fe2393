//! The installation's keys, and the file that they are kept in.

use std::{
    fmt, fs,
    io::{ErrorKind, Write},
    path::Path,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use super::SecretError;
use crate::entropy::Entropy;

/// Names a key. It is no secret: it stands in front of everything that the key has sealed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(super) [u8; Self::LEN]);

impl KeyId {
    pub(super) const LEN: usize = 4;
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

/// The installation's keys: one that seals, and those before it, which still open what they have sealed.
#[derive(Clone)]
pub struct SecretKeys {
    newest: SecretKey,
    /// The newest first.
    older: Vec<SecretKey>,
}

#[derive(Clone)]
pub(super) struct SecretKey([u8; 32]);

impl SecretKey {
    pub(super) fn id(&self) -> KeyId {
        let digest = Sha256::digest([b"touchline key id".as_slice(), &self.0].concat());
        KeyId([digest[0], digest[1], digest[2], digest[3]])
    }

    pub(super) fn bytes(&self) -> [u8; 32] {
        self.0
    }

    fn from_base64(text: &str) -> Result<Self, SecretError> {
        let bytes = BASE64_STANDARD.decode(text).map_err(|_| SecretError::MalformedKey)?;
        Ok(Self(bytes.try_into().map_err(|_| SecretError::MalformedKey)?))
    }
}

impl SecretKeys {
    /// A fresh key, the first one.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, SecretError> {
        let mut bytes = [0; 32];
        entropy.fill(&mut bytes)?;
        Ok(Self { newest: SecretKey(bytes), older: Vec::new() })
    }

    /// The keys of a text, each in base64, with spaces, line breaks or commas between them: the newest first.
    pub fn from_text(text: &str) -> Result<Self, SecretError> {
        let separates = |letter: char| letter.is_whitespace() || letter == ',';
        let mut keys =
            text.split(separates).filter(|key| !key.is_empty()).map(SecretKey::from_base64);
        let newest = keys.next().ok_or(SecretError::MalformedKey)??;
        Ok(Self { newest, older: keys.collect::<Result<_, _>>()? })
    }

    /// The keys in a file, which must be there.
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        Self::from_text(&fs::read_to_string(path).map_err(failed(path))?)
    }

    /// The keys in the file. When it is not there yet, it is made with a fresh key, readable by its owner alone.
    pub fn from_file_or_new(path: &Path, entropy: &dyn Entropy) -> Result<Self, SecretError> {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_text(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let keys = Self::generate(entropy)?;
                let mut file = owner_only(path).map_err(failed(path))?;
                let text = BASE64_STANDARD.encode(keys.newest.0);
                writeln!(file, "{text}").map_err(failed(path))?;
                file.sync_all().map_err(failed(path))?;
                Ok(keys)
            }
            Err(error) => Err(failed(path)(error)),
        }
    }

    /// These keys with newer ones in front of them.
    #[must_use]
    pub fn with_newest(self, newer: Self) -> Self {
        let older = newer.older.into_iter().chain([self.newest]).chain(self.older).collect();
        Self { newest: newer.newest, older }
    }

    /// The newest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &SecretKey> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

/// Their ids.
impl fmt::Display for SecretKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.newest.id())?;
        self.older.iter().try_for_each(|key| write!(f, ", and before it {}", key.id()))
    }
}

impl fmt::Debug for SecretKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKeys({self})")
    }
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> SecretError {
    let path = path.display().to_string();
    move |source| SecretError::KeyFile { path: path.clone(), source }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entropy::SeededEntropy;

    fn ids(keys: &SecretKeys) -> Vec<KeyId> {
        keys.all().map(SecretKey::id).collect()
    }

    #[test]
    fn a_key_is_made_once_and_only_the_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.key");
        assert!(SecretKeys::from_file(&path).is_err(), "it is only read");
        let first = SecretKeys::from_file_or_new(&path, &SeededEntropy::new(1)).unwrap();
        let second = SecretKeys::from_file_or_new(&path, &SeededEntropy::new(2)).unwrap();
        assert_eq!(ids(&first), ids(&second));
        assert_eq!(ids(&first), ids(&SecretKeys::from_file(&path).unwrap()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn several_keys_are_read_newest_first() {
        let [new, old] = [
            "bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bm4=",
            "b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb28=",
        ];
        let [first, second] = [new, old].map(|text| ids(&SecretKeys::from_text(text).unwrap())[0]);
        assert_ne!(first, second);
        for text in [format!("{new}\n{old}\n"), format!("{new},{old}"), format!(" {new}, {old}")] {
            assert_eq!(ids(&SecretKeys::from_text(&text).unwrap()), [first, second], "{text:?}");
        }
    }

    #[test]
    fn a_malformed_key_is_refused() {
        let good = "bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bm4=";
        for text in [
            "",
            " ,\n",
            "short",
            "not base64 at all !!!!!!!!!!!!!!!!!!!!!!!!!!!!",
            &format!("{good} short"),
        ] {
            assert!(
                matches!(SecretKeys::from_text(text), Err(SecretError::MalformedKey)),
                "{text}"
            );
        }
    }

    #[test]
    fn keys_are_never_printed() {
        let keys = SecretKeys::generate(&SeededEntropy::new(1)).unwrap();
        let id = keys.newest.id();
        assert_eq!(format!("{keys:?}"), format!("SecretKeys({id})"));
        let twice = keys.clone().with_newest(keys);
        assert_eq!(twice.to_string(), format!("{id}, and before it {id}"));
    }
}
