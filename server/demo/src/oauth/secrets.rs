//! Codes, tokens and token ids: distinct for ever, and unguessable if the entropy is.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use sha2::{Digest as _, Sha256};

/// A source of secrets: a hash over the entropy, a purpose and a counter.
pub(super) struct Secrets {
    entropy: [u8; 32],
    purpose: &'static str,
    counter: AtomicU64,
}

impl Secrets {
    pub(super) fn new(entropy: [u8; 32], purpose: &'static str) -> Self {
        Self { entropy, purpose, counter: AtomicU64::new(0) }
    }

    fn bytes(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.entropy);
        hash.update(self.purpose);
        hash.update(self.counter.fetch_add(1, Ordering::Relaxed).to_le_bytes());
        hash.finalize().into()
    }

    /// 43 characters that are safe in a URL.
    pub(super) fn next(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.bytes())
    }

    /// The same in the form of a random UUID (version 4).
    pub(super) fn next_uuid(&self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.bytes()[..16]);
        let bits = u128::from_be_bytes(bytes) & !(0xf << 76) | (4 << 76);
        let bits = bits & !(0b11 << 62) | (0b10 << 62);
        let hex = format!("{bits:032x}");
        [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_the_same_twice() {
        let codes = Secrets::new([1; 32], "code");
        let tokens = Secrets::new([1; 32], "token");
        let all: std::collections::HashSet<String> =
            (0..100).flat_map(|_| [codes.next(), tokens.next()]).collect();
        assert_eq!(all.len(), 200);
        assert!(all.iter().all(|secret| secret.len() == 43));
    }

    #[test]
    fn uuids_have_their_version_and_variant() {
        let uuid = Secrets::new([1; 32], "jti").next_uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
        assert!("89ab".contains(&uuid[19..20]), "{uuid}");
    }
}
