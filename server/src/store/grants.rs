//! Grants: what a coach gave Touchline when signing in with Polar.

use app::model::TeamId;
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::StoreError;

/// A grant's key. Unguessable, but no secret: it opens nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GrantId(pub String);

/// A token pair. The tokens are sealed before they get here, and are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its key.
    pub id: GrantId,
    /// The access token, sealed; empty once the grant has ended.
    pub access_token: Vec<u8>,
    /// The refresh token, sealed; `None` when Polar gave none, or once the grant has ended.
    pub refresh_token: Option<Vec<u8>>,
    /// When the coach signed in.
    pub created_at: DateTime<Utc>,
    /// When the access token stops working.
    pub expires_at: DateTime<Utc>,
    /// Whether it was withdrawn, by the coach or by Polar.
    pub ended: bool,
}

impl std::fmt::Debug for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grant")
            .field("id", &self.id)
            .field("created_at", &self.created_at)
            .field("expires_at", &self.expires_at)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

/// The teams that a grant sees, as Polar said at `read_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantTeams {
    /// Which teams.
    pub teams: Vec<TeamId>,
    /// When Polar said so.
    pub read_at: DateTime<Utc>,
}

/// Keeps grants.
#[async_trait]
pub trait GrantStore: Send + Sync {
    /// Adds a new grant.
    async fn add_grant(&self, grant: &Grant) -> Result<(), StoreError>;

    /// A grant.
    async fn grant(&self, id: &GrantId) -> Result<Option<Grant>, StoreError>;

    /// Replaces a grant's tokens. It is on disk when this returns: a refresh token that was handed out once
    /// must not be lost.
    async fn set_grant_tokens(
        &self,
        id: &GrantId,
        access_token: &[u8],
        refresh_token: Option<&[u8]>,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Notes that an access token stopped working at `at`; nothing happens when the grant has another one by now.
    async fn expire_grant_token(
        &self,
        id: &GrantId,
        access_token: &[u8],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// Marks a grant as ended, forgets its tokens and ends the sessions of browsers in which it is. What it gave access
    /// to stays.
    async fn end_grant(&self, id: &GrantId) -> Result<(), StoreError>;

    /// The grants that have not ended, the newest first.
    async fn living_grants(&self) -> Result<Vec<GrantId>, StoreError>;

    /// Replaces the list of teams that a grant sees.
    async fn set_grant_teams(
        &self,
        id: &GrantId,
        teams: &[TeamId],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// The teams that a grant sees; `None` while Polar has not been asked, and once the grant has ended.
    async fn grant_teams(&self, id: &GrantId) -> Result<Option<GrantTeams>, StoreError>;

    /// Whether the grant sees the team; one that has ended sees none.
    async fn grant_sees_team(&self, id: &GrantId, team_id: &TeamId) -> Result<bool, StoreError>;
}
