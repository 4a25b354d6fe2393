//! What can go wrong.

use std::time::Duration;

use axum::http::StatusCode;

/// What happens to a request that is struck.
///
/// Where the answer is replaced as a whole, the request goes no further: it fills no rate limit's
/// bucket, and no code or token is used up. Where the answer comes but is spoilt, as from
/// [`FaultKind::Slow`] on, the request was served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// An answer with this status and an error body; without a body for 204.
    Status {
        /// Any status.
        status: StatusCode,
        /// What the `Retry-After` header says, if it is there.
        retry_after: Option<RetryAfter>,
    },
    /// `invalid_grant`, as the token endpoint says it.
    InvalidGrant,
    /// No answer at all, for as long as the client waits.
    Hang,
    /// 200 with a page of HTML.
    Html,
    /// 200 with JSON that is no answer to anything.
    OtherShape,
    /// 200 with 200,000 brackets that open.
    DeepNesting,
    /// 200 with a body that says it is gzip and is not.
    FalseGzip,
    /// 200 with nothing.
    Empty,
    /// A few bytes of the answer each time that this has passed.
    Slow(Duration),
    /// Half of the answer, and then the connection closes; `Content-Length` promises all of it.
    Truncated,
    /// The same without a `Content-Length`: the last chunk never comes.
    BrokenChunks,
    /// The answer without its last byte, and then blanks for ever.
    Endless,
    /// The answer with this text in place of every number.
    Numbers(&'static str),
    /// The answer with this text in place of every duration such as `PT4.2S`.
    Durations(&'static str),
    /// The answer with rows that are too long and empty in turn, and lists that hold everything
    /// twice.
    Lengths,
}

/// A `Retry-After` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// In seconds.
    Seconds(u32),
    /// As an HTTP date, so many seconds from now on.
    Date(u32),
}

impl FaultKind {
    /// Every kind that the command line knows: its name there, and what it does.
    pub(super) const NAMED: [(&'static str, Self, &'static str); 27] = [
        ("500", Self::status(StatusCode::INTERNAL_SERVER_ERROR), "an internal error"),
        ("502", Self::status(StatusCode::BAD_GATEWAY), "a bad gateway"),
        ("503", Self::status(StatusCode::SERVICE_UNAVAILABLE), "not available"),
        (
            "503-seconds",
            Self::status(StatusCode::SERVICE_UNAVAILABLE).after(RetryAfter::Seconds(30)),
            "not available for 30 s",
        ),
        ("429", Self::status(StatusCode::TOO_MANY_REQUESTS), "too many requests"),
        (
            "429-seconds",
            Self::status(StatusCode::TOO_MANY_REQUESTS).after(RetryAfter::Seconds(30)),
            "too many requests, to be repeated in 30 s",
        ),
        (
            "429-date",
            Self::status(StatusCode::TOO_MANY_REQUESTS).after(RetryAfter::Date(30)),
            "the same, told as a date",
        ),
        ("401", Self::status(StatusCode::UNAUTHORIZED), "the token is not accepted"),
        ("403", Self::status(StatusCode::FORBIDDEN), "not allowed"),
        ("404", Self::status(StatusCode::NOT_FOUND), "not found"),
        ("204", Self::status(StatusCode::NO_CONTENT), "no content"),
        ("invalid-grant", Self::InvalidGrant, "the grant is not in force"),
        ("hang", Self::Hang, "no answer"),
        ("html", Self::Html, "a page of HTML"),
        ("other-shape", Self::OtherShape, "JSON of another shape"),
        ("deep-nesting", Self::DeepNesting, "200,000 brackets that open"),
        ("false-gzip", Self::FalseGzip, "gzip that is none"),
        ("empty", Self::Empty, "an empty body"),
        ("slow", Self::Slow(Duration::from_millis(500)), "16 bytes each half second"),
        ("truncated", Self::Truncated, "half of the promised length"),
        ("broken-chunks", Self::BrokenChunks, "the connection closes midway"),
        ("endless", Self::Endless, "a body without an end"),
        ("numbers-infinite", Self::Numbers("1e999"), "1e999 for every number"),
        ("numbers-negative", Self::Numbers("-1"), "-1 for every number"),
        ("numbers-large", Self::Numbers("9223372036854775808"), "2^63 for every number"),
        ("durations-large", Self::Durations("PT9999999999999999999H"), "endless durations"),
        ("lengths", Self::Lengths, "rows of the wrong length, lists twice"),
    ];

    /// An answer with this status, without a `Retry-After`.
    pub const fn status(status: StatusCode) -> Self {
        Self::Status { status, retry_after: None }
    }

    /// The same with a `Retry-After`, for an answer with a status; other kinds stay as they are.
    #[must_use]
    pub const fn after(self, retry_after: RetryAfter) -> Self {
        match self {
            Self::Status { status, .. } => Self::Status { status, retry_after: Some(retry_after) },
            other => other,
        }
    }
}
