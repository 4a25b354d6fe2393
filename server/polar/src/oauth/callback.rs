//! What the browser brings back from Polar's page.

use serde::Deserialize;

use super::OAuthError;
use crate::AuthorizationCode;

/// The query of the redirect back to us. Anybody can make one up: check `state` before anything else.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Callback {
    /// Must be the one that this browser was sent with.
    pub state: Option<String>,
    code: Option<AuthorizationCode>,
    error: Option<String>,
}

impl Callback {
    /// The code, or why there is none.
    pub fn into_code(self) -> Result<AuthorizationCode, OAuthError> {
        match (self.error.as_deref(), self.code) {
            (Some("access_denied"), _) => Err(OAuthError::Denied),
            (Some(error), _) => Err(OAuthError::Refused { error: readable(error) }),
            (None, Some(code)) => Ok(code),
            (None, None) => Err(OAuthError::NoCode),
        }
    }
}

/// An error code is a short word (RFC 6749); whatever else stands there must not reach a page or a log.
fn readable(error: &str) -> String {
    let word = |c: u8| c.is_ascii_alphanumeric() || b"_-.".contains(&c);
    if error.len() <= 64 && error.bytes().all(word) {
        error.to_owned()
    } else {
        "an unreadable error".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callback(json: &str) -> Result<AuthorizationCode, OAuthError> {
        serde_json::from_str::<Callback>(json).unwrap().into_code()
    }

    #[test]
    fn a_code_comes_through() {
        let code = callback(r#"{"state": "s", "code": "c0de"}"#).unwrap();
        assert_eq!(code.expose(), "c0de");
    }

    #[test]
    fn a_refusal_wins_over_a_code() {
        let denied = callback(r#"{"error": "access_denied", "code": "c0de"}"#);
        assert!(matches!(denied, Err(OAuthError::Denied)));
        let refused = callback(r#"{"error": "invalid_scope"}"#).unwrap_err();
        assert!(matches!(&refused, OAuthError::Refused { error } if error == "invalid_scope"));
        assert!(matches!(callback("{}"), Err(OAuthError::NoCode)));
    }

    #[test]
    fn made_up_errors_are_not_repeated() {
        let refused = callback(r#"{"error": "<script>alert(1)</script>"}"#).unwrap_err();
        assert!(!refused.to_string().contains("script"));
    }
}
