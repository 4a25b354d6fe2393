//! What can go wrong, named by what happened and so by what to do about it.

use std::time::Duration;

use url::Url;

use crate::Endpoint;

/// Settings that no client can be made of.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The address of a service is not an HTTP address.
    #[error("`{address}` is not an http or https address")]
    NotAnHttpAddress {
        /// The address from the settings.
        address: Url,
    },
    /// The HTTP client could not be made: no usable TLS roots, or a user agent that cannot be sent.
    #[error("the HTTP client could not be set up")]
    HttpClient(#[source] reqwest::Error),
}

/// Why a call of the API brought nothing.
///
/// No variant shows anything of the request's secrets or of the people in the answer.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The access token is wrong or has run out (401): refresh it.
    #[error("{endpoint}: the access token is not accepted")]
    NotSignedIn {
        /// The call.
        endpoint: Endpoint,
    },
    /// The coach may not do this at all (403).
    #[error("{endpoint}: access is not allowed")]
    Forbidden {
        /// The call.
        endpoint: Endpoint,
    },
    /// There is no such thing, or the coach may not see it (404): the API does not tell one from the other.
    #[error("{endpoint}: not found, or not visible to this coach")]
    NotFound {
        /// The call.
        endpoint: Endpoint,
    },
    /// Too many requests (429), again and again. The budget is paused; later it works.
    #[error("{endpoint}: too many requests, next try in {} s", retry_after.as_secs())]
    RateLimited {
        /// The call.
        endpoint: Endpoint,
        /// How long the budget is paused.
        retry_after: Duration,
    },
    /// No connection, or the connection broke.
    #[error("{endpoint}: the service cannot be reached")]
    Unreachable {
        /// The call.
        endpoint: Endpoint,
        /// What the HTTP client says, without the address.
        #[source]
        source: reqwest::Error,
    },
    /// The answer, or a part of it, did not come in time.
    #[error("{endpoint}: the service took too long")]
    TimedOut {
        /// The call.
        endpoint: Endpoint,
    },
    /// The service failed (5xx).
    #[error("{endpoint}: the service failed with status {status}")]
    ServerError {
        /// The call.
        endpoint: Endpoint,
        /// The HTTP status.
        status: u16,
        /// When the service expects to be there again, if it is unavailable (503) and says so.
        retry_after: Option<Duration>,
    },
    /// A status that the API does not document.
    #[error("{endpoint}: unexpected status {status}")]
    UnexpectedStatus {
        /// The call.
        endpoint: Endpoint,
        /// The HTTP status.
        status: u16,
    },
    /// The answer ended in the middle.
    #[error("{endpoint}: the answer was cut short")]
    CutShort {
        /// The call.
        endpoint: Endpoint,
    },
    /// The answer is not what the API documents, even read tolerantly.
    #[error(
        "{endpoint}: the answer cannot be read: {problem} at `{path}`, line {line}, column {column}"
    )]
    UnexpectedBody {
        /// The call.
        endpoint: Endpoint,
        /// What is wrong with it.
        problem: BodyProblem,
        /// Where in the document, like `data.participants`; `.` for the document itself or when not known.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1; 0 for a line's very start.
        column: usize,
    },
    /// The answer is larger than the settings allow.
    #[error("{endpoint}: the answer is larger than {limit_bytes} bytes")]
    BodyTooLarge {
        /// The call.
        endpoint: Endpoint,
        /// What the settings allow, after decompression.
        limit_bytes: u64,
    },
    /// A list went on for more pages than the settings allow: the service does not page as documented.
    #[error("{endpoint}: the list did not end after {pages} pages")]
    EndlessList {
        /// The call.
        endpoint: Endpoint,
        /// How many pages were read.
        pages: u32,
    },
    /// The task that reads the answer was stopped, because the process is shutting down.
    #[error("{endpoint}: reading the answer was interrupted")]
    Interrupted {
        /// The call.
        endpoint: Endpoint,
    },
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyProblem {
    /// It is something else altogether: most often a web page that says why there is no answer.
    #[error("not JSON")]
    NotJson,
    /// It starts like an answer and is broken further on.
    #[error("broken JSON")]
    Syntax,
    /// It is JSON of another shape.
    #[error("unexpected content")]
    Shape,
}

impl ApiError {
    /// Which call it was.
    pub fn endpoint(&self) -> Endpoint {
        match self {
            Self::NotSignedIn { endpoint }
            | Self::Forbidden { endpoint }
            | Self::NotFound { endpoint }
            | Self::RateLimited { endpoint, .. }
            | Self::Unreachable { endpoint, .. }
            | Self::TimedOut { endpoint }
            | Self::ServerError { endpoint, .. }
            | Self::UnexpectedStatus { endpoint, .. }
            | Self::CutShort { endpoint }
            | Self::UnexpectedBody { endpoint, .. }
            | Self::BodyTooLarge { endpoint, .. }
            | Self::EndlessList { endpoint, .. }
            | Self::Interrupted { endpoint } => *endpoint,
        }
    }

    /// What kind of failure it is, in one word for whoever counts them.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::NotSignedIn { .. } => "not_signed_in",
            Self::Forbidden { .. } => "forbidden",
            Self::NotFound { .. } => "not_found",
            Self::RateLimited { .. } => "rate_limited",
            Self::Unreachable { .. } => "unreachable",
            Self::TimedOut { .. } => "timed_out",
            Self::ServerError { .. } => "server_error",
            Self::UnexpectedStatus { .. } => "unexpected_status",
            Self::CutShort { .. } => "cut_short",
            Self::UnexpectedBody { .. } => "unexpected_body",
            Self::BodyTooLarge { .. } => "body_too_large",
            Self::EndlessList { .. } => "endless_list",
            Self::Interrupted { .. } => "interrupted",
        }
    }

    /// Whether the same call may well work later without anybody doing anything: after a rate limit, a failure of
    /// the network or of the service, or an answer that was cut short or replaced by a web page.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unreachable { .. }
            | Self::TimedOut { .. }
            | Self::ServerError { .. }
            | Self::CutShort { .. }
            | Self::UnexpectedBody { problem: BodyProblem::NotJson, .. }
            | Self::Interrupted { .. } => true,
            Self::NotSignedIn { .. }
            | Self::Forbidden { .. }
            | Self::NotFound { .. }
            | Self::UnexpectedStatus { .. }
            | Self::UnexpectedBody { .. }
            | Self::BodyTooLarge { .. }
            | Self::EndlessList { .. } => false,
        }
    }

    /// The failure of a request or of the transfer of its answer.
    pub(crate) fn transport(endpoint: Endpoint, error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut { endpoint }
        } else if error.is_decode() {
            // The gzip stream is broken or ends early; the transfer itself is not to blame.
            Self::CutShort { endpoint }
        } else {
            Self::Unreachable { endpoint, source: error.without_url() }
        }
    }

    /// What an HTTP status other than success says. The body is of no use: it may be HTML.
    /// `retry_after` is the wait that it asks for.
    pub(crate) fn status(endpoint: Endpoint, status: u16, retry_after: Option<Duration>) -> Self {
        match status {
            401 => Self::NotSignedIn { endpoint },
            403 => Self::Forbidden { endpoint },
            404 => Self::NotFound { endpoint },
            500..=599 => {
                let retry_after = retry_after.filter(|_| status == 503);
                Self::ServerError { endpoint, status, retry_after }
            }
            _ => Self::UnexpectedStatus { endpoint, status },
        }
    }

    /// An answer that does not start like one.
    pub(crate) fn not_json(endpoint: Endpoint) -> Self {
        let (problem, path) = (BodyProblem::NotJson, ".".to_owned());
        Self::UnexpectedBody { endpoint, problem, path, line: 1, column: 1 }
    }

    /// What the JSON parser says about an answer that arrived whole.
    pub(crate) fn json(endpoint: Endpoint, path: String, error: &serde_json::Error) -> Self {
        let problem = match error.classify() {
            serde_json::error::Category::Eof => return Self::CutShort { endpoint },
            serde_json::error::Category::Data => BodyProblem::Shape,
            serde_json::error::Category::Io | serde_json::error::Category::Syntax => {
                BodyProblem::Syntax
            }
        };
        let (line, column) = (error.line(), error.column());
        Self::UnexpectedBody { endpoint, problem, path, line, column }
    }

    /// What the streaming parser says about an answer.
    pub(crate) fn streamed_json(endpoint: Endpoint, error: series::json::Error) -> Self {
        use series::json::Error;

        let (problem, line, column) = match error {
            Error::Io(_) | Error::CutShort { .. } => return Self::CutShort { endpoint },
            Error::Syntax { line, column, .. } => (BodyProblem::Syntax, line, column),
            Error::Shape { line, column, .. } => (BodyProblem::Shape, line, column),
        };
        Self::UnexpectedBody { endpoint, problem, path: ".".to_owned(), line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_says_what_happened() {
        let said = |status| ApiError::status(Endpoint::Teams, status, None);
        assert!(matches!(said(401), ApiError::NotSignedIn { .. }));
        assert!(matches!(said(403), ApiError::Forbidden { .. }));
        assert!(matches!(said(404), ApiError::NotFound { .. }));
        assert!(matches!(said(503), ApiError::ServerError { status: 503, .. }));
        assert!(matches!(said(302), ApiError::UnexpectedStatus { status: 302, .. }));
        assert!(said(500).is_retryable());
        assert!(![401, 403, 404, 418].into_iter().any(|status| said(status).is_retryable()));
    }

    #[test]
    fn messages_name_the_call_and_what_to_expect() {
        let error = ApiError::RateLimited {
            endpoint: Endpoint::TrainingSessions,
            retry_after: Duration::from_secs(10),
        };
        assert_eq!(
            error.to_string(),
            "/v1/teams/{team_id}/training_sessions: too many requests, next try in 10 s"
        );
    }

    #[test]
    fn an_unreadable_answer_is_not_quoted() {
        let error = serde_json::from_str::<u32>("\n \"Jane Doe\"").unwrap_err();
        let error = ApiError::json(Endpoint::Team, "data.players".to_owned(), &error);
        assert!(!format!("{error} {error:?}").contains("Jane"));
        assert!(error.to_string().contains("`data.players`, line 2"), "{error}");
    }
}
