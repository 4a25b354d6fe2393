//! Why a page cannot be shown.

use std::time::Duration;

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

/// Why a page cannot be shown. Written out, it is for logs and programs; people read of it in their language, in
/// `texts::problems`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or not any more.
    #[error("You are not signed in.")]
    NotSignedIn,
    /// Who looks through a pass may not do this: only coaches may.
    #[error("Only coaches can do this; a pass lets you look.")]
    CoachesOnly,
    /// It does not exist, or this person may not see it: the two look the same on purpose.
    #[error("There is nothing here that you can see.")]
    NotFound,
    /// Nobody can make sense of the question: it comes from a page of another version, or from no page.
    #[error(
        "The server does not understand this question: something in it is missing, or is not what it should be."
    )]
    NotUnderstood,
    /// It is being fetched from Polar, and without it there is nothing to show yet.
    #[error("This is still being fetched from Polar. Try again in a few seconds.")]
    NotYet,
    /// What Polar sent cannot be read, and without it there is nothing to show.
    #[error(
        "Polar sent something that Touchline cannot read. It will be asked for again in some minutes."
    )]
    Unreadable,
    /// The browser could not reach the Touchline server, or something else answered in its place.
    #[error("The Touchline server cannot be reached.")]
    Unreachable,
    /// The server cannot reach its database. What is kept there is not lost.
    #[error("Touchline’s database does not answer. Try again in a minute.")]
    Unavailable,
    /// Something went wrong on the server.
    #[error("Something went wrong on the server. It has been logged.")]
    Internal,
}

impl AppError {
    /// The HTTP status of a page that shows this error.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotUnderstood => 400,
            Self::NotSignedIn => 401,
            Self::CoachesOnly => 403,
            Self::NotFound => 404,
            Self::NotYet | Self::Unavailable => 503,
            Self::Unreadable => 502,
            Self::Unreachable | Self::Internal => 500,
        }
    }

    /// In what time to ask again, when that may bring something else without anybody doing anything about it.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::NotYet | Self::Unreachable => Some(Duration::from_secs(5)),
            Self::Unavailable => Some(Duration::from_secs(15)),
            Self::Unreadable => Some(Duration::from_mins(1)),
            Self::NotSignedIn
            | Self::CoachesOnly
            | Self::NotFound
            | Self::NotUnderstood
            | Self::Internal => None,
        }
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            // What this server answers can be read. What cannot is a proxy's page, an answer that broke off, or that
            // the server as a whole is not ready.
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Unreachable
            }
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::NotUnderstood,
            _ => Self::Internal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_something_else_passes() {
        for body in ["<html><h1>502 Bad Gateway</h1></html>", "Try again in a minute.", ""] {
            let error = AppError::de(body.as_bytes().to_vec().into());
            assert_eq!(error, AppError::Unreachable, "{body:?}");
            assert!(error.retry_after().is_some());
        }
        for error in
            [AppError::NotFound, AppError::Internal, AppError::NotSignedIn, AppError::CoachesOnly]
        {
            assert_eq!(AppError::de(error.ser()), error);
            assert_eq!(error.retry_after(), None);
        }
    }

    #[test]
    fn what_is_asked_for_again_in_some_minutes_is_not_asked_for_every_few_seconds() {
        assert_eq!(AppError::Unreadable.retry_after(), Some(Duration::from_mins(1)));
        assert!(AppError::NotYet.retry_after() < AppError::Unreadable.retry_after());
    }
}
