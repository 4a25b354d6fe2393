//! How much of what Polar has is here.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{FetchProblem, TeamId};

/// How much is here of what a person sees, and what is done about the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncStatus {
    /// What is done right now.
    pub activity: SyncActivity,
    /// Parts of sessions that are here: details, summaries, recordings.
    pub done: u32,
    /// Parts in all, those of sessions that have not been opened yet estimated.
    pub total: u32,
    /// How long the rest will take, in s; `None` when nothing is missing.
    pub remaining_s: Option<u32>,
    /// How many requests could be sent to Polar at once for people in front of pages.
    pub requests_left: u32,
    /// Why the list of the person's teams could not be read, when that is so; it is tried again.
    pub teams_problem: Option<FetchProblem>,
    /// Team by team.
    pub teams: Vec<TeamSyncStatus>,
}

impl SyncStatus {
    /// How often the server tells it to a browser that listens, at least, be it another one or not. A browser that hears
    /// nothing for much longer has lost the server.
    pub const TOLD_AT_LEAST_EVERY: Duration = Duration::from_secs(10);
}

/// What is done right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncActivity {
    /// Everything is here; now and then it is looked for something new.
    UpToDate,
    /// What is missing is being fetched.
    Fetching,
    /// Nothing is on its way, but some parts did not come and wait for their next try.
    SomeMissing,
    /// Somebody paused it.
    Paused,
    /// Polar does not answer and is left alone for so long, in s.
    WaitsForPolar(u32),
    /// Polar does not accept the person's sign-in any more.
    ConnectAgain,
}

/// How much is here of one team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamSyncStatus {
    /// Which team.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// How many sessions Polar lists.
    pub sessions: u32,
    /// Parts that are here.
    pub done: u32,
    /// Parts in all.
    pub total: u32,
    /// How long ago the list of sessions was read, in s; `None` when it has not been read.
    pub listed_before_s: Option<u32>,
    /// What did not work.
    pub setbacks: Vec<Setback>,
}

/// What did not work and will be tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setback {
    /// What it was.
    pub part: SyncPart,
    /// How many of them.
    pub count: u32,
    /// Why.
    pub reason: SetbackReason,
    /// How long ago the last of them was tried, in s.
    pub tried_before_s: u32,
    /// In what time the first of them will be tried again, in s.
    pub again_in_s: u32,
}

/// A kind of thing that is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SyncPart {
    /// A team's roster and zones.
    Roster,
    /// A team's list of sessions.
    SessionList,
    /// Who took part in a session, and what was marked.
    Session,
    /// Polar's summary of a player's session.
    Summary,
    /// A player's recording.
    Recording,
    /// Polar's summaries of a player's phases.
    Phases,
}

/// Why something did not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetbackReason {
    /// Polar does not have it, or does not show it.
    NotThere,
    /// As for a page.
    Problem(FetchProblem),
}
