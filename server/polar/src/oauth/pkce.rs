//! The proof that the browser that comes back with a code is the one that was sent.

use oauth2::{PkceCodeChallenge, PkceCodeVerifier};

/// A PKCE verifier: random text that stays with us while its SHA-256 travels. Used once, so it cannot be cloned.
#[derive(Debug)]
pub struct PkceVerifier(PkceCodeVerifier);

/// The text is not 43 to 128 characters of `A-Z a-z 0-9 - . _ ~` (RFC 7636).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PKCE verifier has 43 to 128 characters out of A-Z a-z 0-9 - . _ ~")]
pub struct InvalidVerifier;

impl PkceVerifier {
    /// Takes random text, such as 32 random bytes in URL-safe base64.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidVerifier> {
        let text = text.into();
        let allowed = |c: u8| c.is_ascii_alphanumeric() || b"-._~".contains(&c);
        if (43..=128).contains(&text.len()) && text.bytes().all(allowed) {
            Ok(Self(PkceCodeVerifier::new(text)))
        } else {
            Err(InvalidVerifier)
        }
    }

    /// The text itself, to keep it beside the `state` until the browser comes back.
    pub fn expose(&self) -> &str {
        self.0.secret()
    }

    pub(super) fn challenge(&self) -> PkceCodeChallenge {
        PkceCodeChallenge::from_code_verifier_sha256(&self.0)
    }

    pub(super) fn into_inner(self) -> PkceCodeVerifier {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_rfc_allows_is_taken() {
        for length in [43, 128] {
            assert!(PkceVerifier::new("a".repeat(length)).is_ok(), "{length}");
        }
        for length in [0, 42, 129] {
            assert_eq!(
                PkceVerifier::new("a".repeat(length)).unwrap_err(),
                InvalidVerifier,
                "{length}"
            );
        }
        assert!(PkceVerifier::new(format!("{}+", "a".repeat(43))).is_err());
    }

    #[test]
    fn it_is_not_printed() {
        let text = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let verifier = PkceVerifier::new(text).unwrap();
        assert!(!format!("{verifier:?}").contains(text));
        assert_eq!(verifier.expose(), text);
    }
}
