//! Why signing in or refreshing failed.

/// Why there are no tokens, named by what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum OAuthError {
    /// The coach said no on Polar's page.
    #[error("access was not granted on Polar's page")]
    Denied,
    /// Polar's page sent the browser back with another error: most often a setting that does not match the
    /// registration at Polar.
    #[error("Polar's page refused the sign-in: {error}")]
    Refused {
        /// The error code.
        error: String,
    },
    /// The browser came back with neither a code nor an error.
    #[error("the browser came back from Polar's page without a code")]
    NoCode,
    /// Polar does not accept the code or refresh token (any more): the coach must connect again.
    #[error("Polar does not accept this grant any more; the coach must connect again")]
    InvalidGrant,
    /// Polar does not accept the client id and secret: the settings are wrong.
    #[error("Polar does not accept the client id and secret; check the settings")]
    InvalidClient,
    /// No connection, a broken one, or no answer in time.
    #[error("Polar's sign-in service cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// A status that says nothing about the grant.
    #[error("Polar's sign-in service answered with status {status}")]
    Unexpected {
        /// The HTTP status.
        status: u16,
    },
    /// A success whose body is no token answer.
    #[error("the answer of Polar's sign-in service cannot be read")]
    UnexpectedBody,
}

/// What is offered for tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grant {
    Code,
    Refresh,
}

impl OAuthError {
    /// Whether only the coach can help, by connecting again.
    pub fn needs_reconnect(&self) -> bool {
        matches!(self, Self::Denied | Self::NoCode | Self::InvalidGrant)
    }

    /// Whether the same refresh may well work later without anybody doing anything.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Unexpected { status } => matches!(status, 429 | 500..=599),
            _ => false,
        }
    }

    /// What an answer other than a success says. The error code decides when there is one; an HTML page carries
    /// none, and then a 401 to a code is about the client (nothing else was checked before), while a 400 or 401 to a
    /// refresh means that the grant is gone.
    pub(super) fn refused(grant: Grant, status: u16, code: Option<&str>) -> Self {
        if let Some("invalid_client" | "unauthorized_client") = code {
            return Self::InvalidClient;
        }
        match (code, grant, status) {
            (Some("invalid_grant"), ..)
            | (_, Grant::Refresh, 400 | 401)
            | (None, Grant::Code, 400) => Self::InvalidGrant,
            (_, Grant::Code, 401) => Self::InvalidClient,
            _ => Self::Unexpected { status },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_code_decides_and_then_the_status() {
        use Grant::{Code, Refresh};
        let said = |grant, status, code| match OAuthError::refused(grant, status, code) {
            OAuthError::InvalidClient => "client",
            OAuthError::InvalidGrant => "grant",
            OAuthError::Unexpected { .. } => "unexpected",
            other => panic!("{other}"),
        };
        assert_eq!(said(Refresh, 401, Some("invalid_client")), "client");
        assert_eq!(said(Code, 400, Some("unauthorized_client")), "client");
        assert_eq!(said(Code, 401, Some("invalid_grant")), "grant");
        assert_eq!(said(Code, 400, None), "grant");
        assert_eq!(said(Code, 400, Some("invalid_request")), "unexpected");
        assert_eq!(said(Code, 401, None), "client");
        assert_eq!(said(Refresh, 400, None), "grant");
        assert_eq!(said(Refresh, 401, None), "grant");
        assert_eq!(said(Refresh, 401, Some("invalid_token")), "grant");
        assert_eq!(said(Refresh, 503, None), "unexpected");
        assert_eq!(said(Code, 302, None), "unexpected");
    }

    #[test]
    fn what_helps_is_told_apart() {
        assert!(OAuthError::InvalidGrant.needs_reconnect());
        assert!(!OAuthError::InvalidClient.needs_reconnect());
        assert!(OAuthError::Unexpected { status: 502 }.is_retryable());
        assert!(!OAuthError::Unexpected { status: 302 }.is_retryable());
        assert!(!OAuthError::InvalidGrant.is_retryable());
    }
}
