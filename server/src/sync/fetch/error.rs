//! Why a need could not be fetched.

use polar::ApiError;

use crate::{login::GrantError, store::StoreError, sync::Problem};

/// Why a need could not be fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    /// There is no token to ask with.
    #[error(transparent)]
    Grant(#[from] GrantError),
    /// Polar failed so often that it is left alone for a while.
    #[error("Polar is down and left alone for a while")]
    PolarIsDown,
    /// Polar did not give it.
    #[error(transparent)]
    Polar(#[from] ApiError),
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing that is known leads to it.
    #[error("it belongs to no session of a team")]
    Unplaced,
    /// It would be deleted at once.
    #[error("it is older than what this installation keeps")]
    TooOld,
    /// The thread that encodes a recording ended early.
    #[error("a recording could not be encoded: {0}")]
    Encoding(#[from] tokio::task::JoinError),
}

impl FetchError {
    /// Whether nothing else can be fetched with this grant now, either.
    pub(super) fn is_about_the_grant(&self) -> bool {
        matches!(self, Self::Grant(_) | Self::Polar(ApiError::NotSignedIn { .. }))
    }

    /// What it means for whoever waits.
    pub(super) fn problem(&self) -> Problem {
        match self {
            // What is deleted while it is fetched is like what was deleted before.
            Self::Unplaced
            | Self::TooOld
            | Self::Store(StoreError::Orphan(_))
            | Self::Polar(ApiError::NotFound { .. } | ApiError::Forbidden { .. }) => {
                Problem::NotVisible
            }
            Self::Grant(GrantError::ConnectAgain) | Self::Polar(ApiError::NotSignedIn { .. }) => {
                Problem::ConnectAgain
            }
            Self::Polar(error) if !error.is_retryable() => Problem::Unreadable,
            Self::PolarIsDown | Self::Grant(GrantError::Unavailable(_)) | Self::Polar(_) => {
                Problem::PolarUnavailable
            }
            Self::Grant(GrantError::Internal(_)) | Self::Store(_) | Self::Encoding(_) => {
                Problem::Internal
            }
        }
    }
}
