//! Why a page cannot be shown.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

/// Why a page cannot be shown. Says what happened to a person; what went wrong inside stays in the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or not any more.
    #[error("You are not signed in.")]
    NotSignedIn,
    /// It does not exist, or this person may not see it: the two look the same on purpose.
    #[error("There is nothing here that you can see.")]
    NotFound,
    /// It is being fetched from Polar, and without it there is nothing to show yet.
    #[error("This is still being fetched from Polar. Try again in a few seconds.")]
    NotYet,
    /// What Polar sent cannot be read, and without it there is nothing to show.
    #[error(
        "Polar sent something that Touchline cannot read. It will be asked for again in some minutes."
    )]
    Unreadable,
    /// The browser could not reach the Touchline server.
    #[error("The Touchline server cannot be reached.")]
    Unreachable,
    /// Something went wrong on the server.
    #[error("Something went wrong on the server. It has been logged.")]
    Internal,
}

impl AppError {
    /// The HTTP status of a page that shows this error.
    pub fn status(&self) -> u16 {
        match self {
            Self::NotSignedIn => 401,
            Self::NotFound => 404,
            Self::NotYet => 503,
            Self::Unreadable => 502,
            Self::Unreachable | Self::Internal => 500,
        }
    }

    /// Whether asking again may bring something else, without anybody doing anything about it.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::NotYet | Self::Unreachable)
    }
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            _ => Self::Internal,
        }
    }
}
