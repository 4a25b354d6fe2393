//! What is sealed before it gets here, wherever it is kept.

use app::model::PassId;
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{GrantId, StoreError};

/// A place for a sealed value: there are no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealedPlace {
    /// The access token of a grant.
    AccessToken(GrantId),
    /// The refresh token of a grant.
    RefreshToken(GrantId),
    /// What a browser's session holds, by the hash of its id.
    WebSession(Vec<u8>),
    /// The hash of the ticket that opens a pass.
    Ticket(PassId),
}

/// A sealed value in its place.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedValue {
    /// Where it is.
    pub place: SealedPlace,
    /// The value.
    pub sealed: Vec<u8>,
}

impl std::fmt::Debug for SealedValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedValue").field("place", &self.place).finish_non_exhaustive()
    }
}

/// Everything that is sealed.
#[async_trait]
pub trait SealedStore: Send + Sync {
    /// All sealed values of one moment: of grants that have not ended, both tokens of each together, of browsers'
    /// sessions that have not expired, and of living passes that were not opened yet.
    async fn sealed_values(&self, now: DateTime<Utc>) -> Result<Vec<SealedValue>, StoreError>;

    /// Puts each new value into the place of an old one, if that is still there; says how many were.
    async fn replace_sealed(&self, values: &[(SealedValue, Vec<u8>)]) -> Result<usize, StoreError>;
}
