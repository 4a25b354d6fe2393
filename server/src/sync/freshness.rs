//! Whether what is stored is good enough for a page that is opened now.

use std::collections::HashSet;

use app::model::PlayerSessionId;
use chrono::{DateTime, TimeDelta, Utc};

use super::Need;
use crate::store::{GrantId, GrantTeams, Store, StoreError, TrainingSession};

/// How long the list of a coach's teams is good for.
const TEAMS_LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// How long a coach can see a team at most that Polar does not show any more: a page waits for a list that is older.
const SIGHT_LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// How long a roster is good for.
const ROSTER_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// How long a team's list of sessions is good for: soon after a session somebody looks for it.
const SESSION_LIST_LIFETIME: TimeDelta = TimeDelta::seconds(60);

/// How long a session's details are good for. A change at Polar also shows in the list, but somebody may come
/// straight to the session.
const DETAILS_LIFETIME: TimeDelta = TimeDelta::minutes(5);

/// For each need whether it is there and recent enough.
pub(super) async fn are_fresh(
    store: &dyn Store,
    grant: &GrantId,
    needs: &[Need],
    now: DateTime<Utc>,
) -> Result<Vec<bool>, StoreError> {
    // A squad has many of these: each kind is looked up at once.
    let summaries = needs.iter().filter_map(|need| match need {
        Need::Summary(id) => Some(id.clone()),
        _ => None,
    });
    let samples = needs.iter().filter_map(|need| match need {
        Need::Samples(id) => Some(id.clone()),
        _ => None,
    });
    let summaries =
        current(summaries.collect(), async |ids| store.current_summaries(ids).await).await?;
    let samples =
        current(samples.collect(), async |ids| store.current_recordings(ids).await).await?;
    let phases = needs.iter().filter_map(|need| match need {
        Need::PhaseSummaries(id) => Some(id.clone()),
        _ => None,
    });
    let phases =
        current(phases.collect(), async |ids| store.current_phase_summaries(ids).await).await?;
    let within = |read_at: Option<DateTime<Utc>>, lifetime| {
        read_at.is_some_and(|at| !is_old(at, lifetime, now))
    };
    let mut fresh = Vec::with_capacity(needs.len());
    for need in needs {
        fresh.push(match need {
            Need::Teams => {
                store.grant_teams(grant).await?.is_some_and(|listed| is_recent(&listed, now))
            }
            Need::Team(id) => {
                let roster = store.roster(id).await?;
                within(roster.map(|roster| roster.read_at), ROSTER_LIFETIME)
            }
            Need::Sessions(id) => {
                within(store.session_reads(id).await?.recent_at, SESSION_LIST_LIFETIME)
            }
            Need::Session(id) => {
                let session = store.session(id).await?.filter(has_current_details);
                within(
                    session.and_then(|session| session.details).map(|read| read.at),
                    DETAILS_LIFETIME,
                )
            }
            Need::Summary(id) => summaries.contains(id),
            Need::Samples(id) => samples.contains(id),
            Need::PhaseSummaries(id) => phases.contains(id),
        });
    }
    Ok(fresh)
}

/// Whether a list of teams is recent enough.
pub(super) fn is_recent(listed: &GrantTeams, now: DateTime<Utc>) -> bool {
    !is_old(listed.read_at, TEAMS_LIFETIME, now)
}

/// Whether a list of teams is so old that nobody may be shown anything by it before Polar is asked.
pub(super) fn may_be_wrong(listed: &GrantTeams, now: DateTime<Utc>) -> bool {
    is_old(listed.read_at, SIGHT_LIFETIME, now)
}

/// Whether what was read then has become old. What was read later than now was read by a clock that was wrong.
pub(super) fn is_old(read_at: DateTime<Utc>, lifetime: TimeDelta, now: DateTime<Utc>) -> bool {
    now - read_at >= lifetime || now < read_at
}

/// Whether something is left alone until then, which was to be for `pause` at most. What is left alone for longer was
/// begun by a clock that was wrong, and some time ahead.
pub(super) fn is_left_alone(until: DateTime<Utc>, pause: TimeDelta, now: DateTime<Utc>) -> bool {
    // Tasks that look at the clock at the same time see their looks in any order.
    const SLACK: TimeDelta = TimeDelta::minutes(1);
    now < until && until - now <= pause + SLACK
}

/// Those that are current; of nobody without asking.
async fn current(
    ids: Vec<PlayerSessionId>,
    of: impl AsyncFnOnce(&[PlayerSessionId]) -> Result<HashSet<PlayerSessionId>, StoreError>,
) -> Result<HashSet<PlayerSessionId>, StoreError> {
    if ids.is_empty() { Ok(HashSet::new()) } else { of(&ids).await }
}

/// Whether the details are of the session as it is now.
fn has_current_details(session: &TrainingSession) -> bool {
    session.details.is_some_and(|details| details.modified == session.modified)
}
