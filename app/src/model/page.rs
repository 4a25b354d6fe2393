//! What every page needs besides its own data.

use serde::{Deserialize, Serialize};

/// Who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// How the page names the person: the club of the teams that the coach sees, or what the coach calls the pass.
    pub label: String,
    /// What the person may do.
    pub role: Role,
}

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// Everything, with the own teams.
    Coach,
    /// To look at the teams that the pass names.
    Pass {
        /// Whether that is more than movement.
        sees_health: bool,
    },
}

/// Something that a page shows is still being fetched from Polar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetching {
    /// Parts that are there.
    pub done: u32,
    /// Parts in all.
    pub total: u32,
    /// How long the rest will take, in s, as far as the request budget tells.
    pub remaining_s: Option<u32>,
    /// Why it does not go on, when it does not.
    pub problem: Option<FetchProblem>,
}

impl Fetching {
    /// Whether something is on its way right now. What did not work is tried again later.
    pub fn is_under_way(&self) -> bool {
        self.problem.is_none() || self.remaining_s.is_some()
    }
}

/// Why fetching does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchProblem {
    /// Polar does not accept the coach's grant any more: the coach must sign in again.
    ConnectAgain,
    /// Polar cannot be reached or answers with errors; it will be tried again.
    PolarUnavailable,
    /// Polar answers with something that is not what it documents; it will be tried again after some time.
    Unreadable,
    /// It could not be stored. The reason is in the server's log.
    Internal,
}
