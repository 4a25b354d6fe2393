//! What to fetch next when nobody waits for anything.
//!
//! Nothing is listed ahead of time: each time, what the store lacks decides. So nothing is lost when the process
//! ends, and what a coach adds, changes or deletes at Polar is noticed by itself.

use app::model::TeamId;
use chrono::{DateTime, TimeDelta, Utc};

use super::{Need, freshness::is_old};
use crate::store::{GrantId, Store, StoreError};

/// How old the list of a coach's teams may get.
const TEAMS_AGE: TimeDelta = TimeDelta::minutes(30);

/// How old a roster may get.
const ROSTER_AGE: TimeDelta = TimeDelta::hours(12);

/// How old a team's list of sessions may get. A page that is opened looks more often.
const SESSIONS_AGE: TimeDelta = TimeDelta::minutes(10);

/// Something to fetch, and with whose token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Task {
    pub(super) grant: GrantId,
    pub(super) need: Need,
}

/// A coach's teams, of which no other coach before has any.
#[derive(Debug)]
struct Share {
    grant: GrantId,
    teams: Vec<TeamId>,
}

/// What to fetch next: first which teams there are, then their lists of sessions and rosters, then what these sessions
/// lack, the newest session first. Coaches take `turn`s. At most `left_out` things are left aside because they are
/// not `free`: somebody is at them, or they did not work just now. A grant that `rests` is not used; another one may see
/// the same teams.
pub(super) async fn next(
    store: &dyn Store,
    is_free: impl Fn(&Task) -> bool,
    rests: impl Fn(&GrantId) -> bool,
    left_out: usize,
    turn: usize,
    now: DateTime<Utc>,
) -> Result<Option<Task>, StoreError> {
    let mut shares: Vec<Share> = Vec::new();
    for grant in store.living_grants().await?.into_iter().filter(|grant| !rests(grant)) {
        let seen = store.grant_teams(&grant).await?;
        if seen.as_ref().is_none_or(|seen| is_old(seen.read_at, TEAMS_AGE, now)) {
            let task = Task { grant: grant.clone(), need: Need::Teams };
            if is_free(&task) {
                return Ok(Some(task));
            }
        }
        let of_nobody_else = |team: &TeamId| !shares.iter().any(|share| share.teams.contains(team));
        let teams = seen.map_or_else(Vec::new, |seen| seen.teams);
        let teams = teams.into_iter().filter(of_nobody_else).collect();
        shares.push(Share { grant, teams });
    }
    for Share { grant, teams } in &shares {
        for team in teams {
            let failures = store.failures(team).await?;
            for need in of_team(store, team, now).await? {
                let item = need.item(grant);
                let waits = failures.iter().any(|failure| {
                    failure.item == item && failure.at <= now && now < failure.retry_at
                });
                let task = Task { grant: grant.clone(), need };
                if !waits && is_free(&task) {
                    return Ok(Some(task));
                }
            }
        }
    }
    shares.retain(|share| !share.teams.is_empty());
    let first = turn.checked_rem(shares.len()).unwrap_or(0);
    shares.rotate_left(first);
    for Share { grant, teams } in shares {
        let missing = store.missing(&teams, now, left_out as u32 + 1).await?;
        let mut tasks =
            missing.into_iter().map(|missing| Task { grant: grant.clone(), need: missing.into() });
        if let Some(task) = tasks.find(&is_free) {
            return Ok(Some(task));
        }
    }
    Ok(None)
}

/// What is to be read of a team itself.
async fn of_team(
    store: &dyn Store,
    team: &TeamId,
    now: DateTime<Utc>,
) -> Result<Vec<Need>, StoreError> {
    let is_due = |read_at: Option<DateTime<Utc>>, age| {
        read_at.is_none_or(|read_at| is_old(read_at, age, now))
    };
    let mut needs = Vec::new();
    if is_due(store.session_reads(team).await?.recent_at, SESSIONS_AGE) {
        needs.push(Need::Sessions(team.clone()));
    }
    if is_due(store.roster(team).await?.map(|roster| roster.read_at), ROSTER_AGE) {
        needs.push(Need::Team(team.clone()));
    }
    Ok(needs)
}
