//! How much of what Polar has is here, in the words of the screen.

use app::{
    error::AppError,
    model::{Setback, SetbackReason, SyncActivity, SyncPart, SyncStatus, TeamSyncStatus},
};
use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::{ClubDesk, gathering::fetch_problem, internal};
use crate::sync::{self, Activity, Part, Problem, Status, TeamStatus};

impl ClubDesk {
    pub(super) async fn status_of_sync(&self) -> Result<SyncStatus, AppError> {
        let status = self.sync.status(self.grant()?).await.map_err(internal)?;
        let (done, total) = (status.done(), status.total());
        let activity = match status.activity {
            Activity::ConnectAgain => SyncActivity::ConnectAgain,
            Activity::Paused => SyncActivity::Paused,
            Activity::WaitsForPolar(until) => {
                SyncActivity::WaitsForPolar(seconds(until, status.at))
            }
            Activity::Runs => running(&status),
        };
        Ok(SyncStatus {
            activity,
            done,
            total,
            remaining_s: status.remaining_s.filter(|_| activity == SyncActivity::Fetching),
            requests_left: status.requests_left,
            teams_problem: status.teams_problem.and_then(fetch_problem),
            teams: status.teams.into_iter().map(|team| of_team(team, status.at)).collect(),
        })
    }

    pub(super) async fn retry(&self) -> Result<(), AppError> {
        let teams = self.store.teams_of_grant(self.grant()?).await.map_err(internal)?;
        let ids: Vec<_> = teams.into_iter().map(|team| team.id).collect();
        self.sync.retry(&ids).await.map_err(internal)
    }

    /// Tells whenever the status may have changed.
    pub fn sync_changes(&self) -> watch::Receiver<u64> {
        self.sync.changes()
    }

    /// Cancelled when the server stops: whoever tells changes must end then.
    pub fn stopping(&self) -> CancellationToken {
        self.sync.stopping()
    }
}

/// What is done while nothing keeps the background from fetching.
fn running(status: &Status) -> SyncActivity {
    let asks_for_teams = !status.knows_teams && status.teams_problem.is_none();
    if asks_for_teams || status.teams.iter().any(TeamStatus::is_being_fetched) {
        return SyncActivity::Fetching;
    }
    // What Polar does not have is not missing.
    let is_missing = |setback: &sync::Setback| setback.problem != Problem::NotVisible;
    let lacks_something = |team: &TeamStatus| team.setbacks.iter().any(is_missing);
    if status.teams_problem.is_some() || status.teams.iter().any(lacks_something) {
        SyncActivity::SomeMissing
    } else {
        SyncActivity::UpToDate
    }
}

fn of_team(team: TeamStatus, now: DateTime<Utc>) -> TeamSyncStatus {
    let mut setbacks: Vec<Setback> = Vec::new();
    for setback in &team.setbacks {
        let (part, reason) = (part(setback.part), reason(setback.problem));
        let (tried_before_s, again_in_s) =
            (seconds(now, setback.at), seconds(setback.retry_at, now));
        let same = setbacks.iter_mut().find(|other| other.part == part && other.reason == reason);
        match same {
            Some(other) => {
                other.count += 1;
                other.tried_before_s = other.tried_before_s.min(tried_before_s);
                other.again_in_s = other.again_in_s.min(again_in_s);
            }
            None => {
                setbacks.push(Setback { part, count: 1, reason, tried_before_s, again_in_s });
            }
        }
    }
    TeamSyncStatus {
        name: team.name.unwrap_or_else(|| team.team_id.0.clone()),
        sessions: team.sessions,
        done: team.done,
        total: team.total,
        listed_before_s: team.listed_at.map(|at| seconds(now, at)),
        setbacks,
        id: team.team_id,
    }
}

/// From `from` to `to`, in whole seconds, none when it is over.
fn seconds(to: DateTime<Utc>, from: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_seconds()).unwrap_or(0)
}

fn part(part: Part) -> SyncPart {
    match part {
        Part::Team => SyncPart::Roster,
        Part::Sessions => SyncPart::SessionList,
        Part::Session => SyncPart::Session,
        Part::Summary => SyncPart::Summary,
        Part::Samples => SyncPart::Recording,
        Part::PhaseSummaries => SyncPart::Phases,
    }
}

fn reason(problem: Problem) -> SetbackReason {
    fetch_problem(problem).map_or(SetbackReason::NotThere, SetbackReason::Problem)
}
