//! Teams and who is on them.

use app::model::{PlayerId, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{GrantId, StoreError};

/// A team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Team {
    /// Its key.
    pub id: TeamId,
    /// Its name, when Polar sent one.
    pub name: Option<String>,
    /// The club.
    pub organisation: Option<String>,
}

/// Somebody on a roster: a player, or a member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Who.
    pub player_id: PlayerId,
    /// The number on the shirt.
    pub number: Option<i32>,
    /// What the person does: free text in the club's language.
    pub role: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
}

/// Who is on a team, as Polar said at `read_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roster {
    /// Who is on it, by number, those without one last.
    pub members: Vec<Member>,
    /// Who was on it before: their names are still needed for older sessions.
    pub former: Vec<Member>,
    /// When Polar said so.
    pub read_at: DateTime<Utc>,
}

/// The zones of a team for one sport, each from its lower limit (inclusive) up to its upper one.
#[derive(Clone, Debug, PartialEq)]
pub struct SportProfile {
    /// The sport, as Polar names it.
    pub sport: Option<String>,
    /// Heart-rate zones, lowest first, in bpm.
    pub heart_rate_zones_bpm: Vec<(Option<f64>, Option<f64>)>,
    /// Speed zones, slowest first, in km/h.
    pub speed_zones_kmh: Vec<(Option<f64>, Option<f64>)>,
    /// From where on something is a sprint.
    pub sprint: Option<SprintThreshold>,
}

/// From where on Polar counts a sprint.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SprintThreshold {
    /// A speed, in km/h.
    SpeedKmh(f64),
    /// An acceleration, in m/s².
    AccelerationMs2(f64),
}

/// When a team's sessions were last listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionReads {
    /// The recent ones, or all.
    pub recent_at: Option<DateTime<Utc>>,
    /// All.
    pub all_at: Option<DateTime<Utc>>,
}

/// Keeps teams and rosters.
#[async_trait]
pub trait TeamStore: Send + Sync {
    /// Adds teams or replaces what is known about them.
    async fn put_teams(&self, teams: &[Team]) -> Result<(), StoreError>;

    /// A team.
    async fn team(&self, id: &TeamId) -> Result<Option<Team>, StoreError>;

    /// The teams that a grant sees, by organisation and name.
    async fn teams_of_grant(&self, id: &GrantId) -> Result<Vec<Team>, StoreError>;

    /// Replaces a team's roster and its zones. Who is not on it any more is kept as a former member.
    async fn put_roster(
        &self,
        team: &Team,
        members: &[Member],
        profiles: &[SportProfile],
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError>;

    /// A team's roster; `None` while it has not been read.
    async fn roster(&self, id: &TeamId) -> Result<Option<Roster>, StoreError>;

    /// A team's zones by sport.
    async fn sport_profiles(&self, id: &TeamId) -> Result<Vec<SportProfile>, StoreError>;

    /// Deletes, with everything that belongs to them, the teams that no living grant has seen since before
    /// `unseen_since`, and says which. Whoever calls it tells the time, so that the store can note from when on a
    /// team is unseen.
    async fn purge_unseen_teams(
        &self,
        now: DateTime<Utc>,
        unseen_since: DateTime<Utc>,
    ) -> Result<Vec<TeamId>, StoreError>;

    /// When a team's sessions were last listed.
    async fn session_reads(&self, id: &TeamId) -> Result<SessionReads, StoreError>;
}
