//! How much of what Polar has is here, in the words of the screen.

use app::{
    error::AppError,
    model::{
        AuditAction, Setback, SetbackReason, SyncActivity, SyncPart, SyncStatus, TeamSyncStatus,
    },
};
use chrono::{DateTime, Utc};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::{
    ClubDesk,
    gathering::{Gathering, fetch_problem},
    internal, seconds,
};
use crate::sync::{self, Activity, Part, Problem, Status, TeamStatus};

impl ClubDesk {
    pub(super) async fn status_of_sync(&self) -> Result<SyncStatus, AppError> {
        self.must_still_look().await?;
        let gathering = Gathering::new(&self.sync, self.grant()?);
        let visible = self.listed(&gathering).await?.unwrap_or_default();
        let mut status = self.sync.status(gathering.grant()).await.map_err(internal)?;
        status.teams.retain(|team| visible.contains(&team.team_id));
        Ok(in_words(status))
    }

    pub(super) async fn retry(&self) -> Result<(), AppError> {
        let gathering = Gathering::new(&self.sync, self.coach()?);
        let teams = self.visible_teams(&gathering).await?;
        let ids: Vec<_> = teams.into_iter().map(|team| team.id).collect();
        self.sync.retry(&ids).await.map_err(internal)?;
        self.note(AuditAction::SyncRetried, None, None).await;
        Ok(())
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

fn in_words(status: Status) -> SyncStatus {
    let activity = match status.activity {
        Activity::ConnectAgain => SyncActivity::ConnectAgain,
        Activity::Paused => SyncActivity::Paused,
        Activity::WaitsForPolar(until) => SyncActivity::WaitsForPolar(seconds(until, status.at)),
        Activity::Runs => running(&status),
    };
    SyncStatus {
        activity,
        done: status.done(),
        total: status.total(),
        remaining_s: status.remaining_s.filter(|_| activity == SyncActivity::Fetching),
        requests_left: status.requests_left,
        teams_problem: status.teams_problem.and_then(fetch_problem),
        teams: status.teams.into_iter().map(|team| of_team(team, status.at)).collect(),
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

#[cfg(test)]
mod tests {
    use app::model::{FetchProblem, TeamId};
    use chrono::TimeDelta;

    use super::*;

    const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;

    /// A team of ten parts that are all here.
    fn team() -> TeamStatus {
        TeamStatus {
            team_id: TeamId::from("t"),
            name: None,
            sessions: 2,
            done: 10,
            total: 10,
            waiting: 0,
            listed_at: Some(NOW),
            setbacks: Vec::new(),
        }
    }

    fn setback(part: Part, problem: Problem) -> sync::Setback {
        let retry_at = NOW + TimeDelta::minutes(1);
        sync::Setback { part, problem, at: NOW, retry_at }
    }

    fn status(team: TeamStatus) -> Status {
        Status {
            at: NOW,
            activity: Activity::Runs,
            knows_teams: true,
            teams_problem: None,
            teams: vec![team],
            remaining_s: Some(7),
            requests_left: 95,
        }
    }

    #[test]
    fn what_is_on_its_way_what_waits_and_what_is_here_are_told_apart() {
        use SyncActivity::{Fetching, SomeMissing, UpToDate};
        let unreadable = |part| vec![setback(part, Problem::Unreadable)];
        for (team, expected, what) in [
            (team(), UpToDate, "everything is here"),
            (
                TeamStatus {
                    setbacks: vec![setback(Part::Samples, Problem::NotVisible)],
                    ..team()
                },
                UpToDate,
                "what Polar does not have is not missing",
            ),
            (TeamStatus { done: 9, ..team() }, Fetching, "one is on its way"),
            (
                TeamStatus { done: 9, waiting: 1, setbacks: unreadable(Part::Samples), ..team() },
                SomeMissing,
                "one waits",
            ),
            (
                TeamStatus { done: 8, waiting: 1, setbacks: unreadable(Part::Samples), ..team() },
                Fetching,
                "one waits, one is on its way",
            ),
            (TeamStatus { listed_at: None, ..team() }, Fetching, "the list is on its way"),
            (
                TeamStatus { listed_at: None, setbacks: unreadable(Part::Sessions), ..team() },
                SomeMissing,
                "the list waits",
            ),
        ] {
            let told = in_words(status(team));
            assert_eq!(told.activity, expected, "{what}");
            assert_eq!(told.remaining_s, (expected == Fetching).then_some(7), "{what}");
        }
    }

    #[test]
    fn a_list_of_teams_that_does_not_come_is_told() {
        let unknown = Status { knows_teams: false, teams: Vec::new(), ..status(team()) };
        assert_eq!(in_words(unknown.clone()).activity, SyncActivity::Fetching);
        let failed = Status { teams_problem: Some(Problem::Unreadable), ..unknown };
        let told = in_words(failed);
        assert_eq!(told.activity, SyncActivity::SomeMissing);
        assert_eq!(told.teams_problem, Some(FetchProblem::Unreadable));
    }

    #[test]
    fn setbacks_of_one_kind_are_told_together() {
        let at = |ago_s, retry_in_s| sync::Setback {
            at: NOW - TimeDelta::seconds(ago_s),
            retry_at: NOW + TimeDelta::seconds(retry_in_s),
            ..setback(Part::Summary, Problem::Unreadable)
        };
        let setbacks = vec![at(5, 60), setback(Part::Team, Problem::Internal), at(9, 30)];
        let told = in_words(status(TeamStatus { setbacks, ..team() })).teams.remove(0).setbacks;
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].count, told[0].tried_before_s, told[0].again_in_s), (2, 5, 30));
        assert_eq!(told[1].part, SyncPart::Roster);
    }
}
