//! Proof Key for Code Exchange (RFC 7636).

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine as _};
use sha2::{Digest as _, Sha256};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Plain,
    S256,
}

/// What an authorization request committed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Challenge {
    method: Method,
    value: String,
}

impl Challenge {
    /// Reads the two parameters of an authorization request; the error is its description.
    pub(super) fn read(
        value: Option<&str>,
        method: Option<&str>,
    ) -> Result<Option<Self>, &'static str> {
        let Some(value) = value else {
            return match method {
                None => Ok(None),
                Some(_) => Err("code_challenge_method came without a code_challenge"),
            };
        };
        let method = match method {
            None | Some("plain") => Method::Plain,
            Some("S256") => Method::S256,
            Some(_) => return Err("code_challenge_method must be S256 or plain"),
        };
        if !is_well_formed(value) {
            return Err("code_challenge must be 43 to 128 unreserved characters");
        }
        Ok(Some(Self { method, value: value.to_owned() }))
    }

    /// Whether `verifier` is what this challenge was made from.
    pub(super) fn matches(&self, verifier: &str) -> bool {
        is_well_formed(verifier)
            && match self.method {
                Method::Plain => self.value == verifier,
                Method::S256 => {
                    self.value == BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
                }
            }
    }
}

fn is_well_formed(value: &str) -> bool {
    (43..=128).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn the_example_of_the_rfc() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let challenge = Challenge::read(Some(challenge), Some("S256")).unwrap().unwrap();
        assert!(challenge.matches(VERIFIER));
        assert!(!challenge.matches("another-verifier-of-the-right-length-1234567"));
    }

    #[test]
    fn plain_is_the_default() {
        let challenge = Challenge::read(Some(VERIFIER), None).unwrap().unwrap();
        assert!(challenge.matches(VERIFIER));
        assert_eq!(Some(challenge), Challenge::read(Some(VERIFIER), Some("plain")).unwrap());
    }

    #[test]
    fn malformed_requests_are_refused() {
        assert_eq!(Challenge::read(None, None), Ok(None));
        assert!(Challenge::read(None, Some("S256")).is_err());
        assert!(Challenge::read(Some(VERIFIER), Some("s256")).is_err());
        assert!(Challenge::read(Some("short"), Some("S256")).is_err());
        assert!(Challenge::read(Some(&VERIFIER.replace('-', "+")), Some("S256")).is_err());
    }
}
