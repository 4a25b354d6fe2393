//! How much of what Polar has is here, and how long the rest will take.

use std::{
    collections::BTreeSet,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use app::model::TeamId;
use chrono::{DateTime, Utc};
use polar::BudgetSnapshot;
use tokio::time::Instant;

use super::{Need, Part, Problem, Sync, progress::remaining_s};
use crate::store::{Failure, GrantId, Store, StoreError, TeamCounts};

/// A count that is so many times as old as it should be is waited for anew.
const STALE: u32 = 5;

/// How many players a session is taken to have as long as no session's details are here.
const USUAL_SQUAD: u32 = 20;

/// How much is here of what a coach sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// When this was so.
    pub at: DateTime<Utc>,
    /// What the background does.
    pub activity: Activity,
    /// Whether Polar has told which teams the coach sees.
    pub knows_teams: bool,
    /// Why it did not tell just now, if it did not.
    pub teams_problem: Option<Problem>,
    /// The teams that the coach sees, in the order of the teams' page.
    pub teams: Vec<TeamStatus>,
    /// How long everything that is missing will take, of all coaches' teams, in s; `None` when nothing is missing.
    pub remaining_s: Option<u32>,
    /// How many requests could go out at once for people in front of pages.
    pub requests_left: u32,
}

/// What the background does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// It fetches, or looks now and then whether there is something new.
    Runs,
    /// Somebody paused it.
    Paused,
    /// Polar is down and left alone until then.
    WaitsForPolar(DateTime<Utc>),
    /// Polar does not accept this coach's grant any more.
    ConnectAgain,
}

/// How much is here of one team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamStatus {
    /// Which team.
    pub team_id: TeamId,
    /// The team's name, when it has one.
    pub name: Option<String>,
    /// How many sessions Polar lists.
    pub sessions: u32,
    /// How many parts are here: details, summaries, recordings.
    pub done: u32,
    /// How many parts there are, those of sessions whose details are not here yet estimated.
    pub total: u32,
    /// Parts that did not come: they did not work and wait for their next try, or hang from such a part.
    pub waiting: u32,
    /// When the list of sessions was read last.
    pub listed_at: Option<DateTime<Utc>>,
    /// What did not work and will be tried again, the last one first.
    pub setbacks: Vec<Setback>,
}

/// Something that did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setback {
    /// What it was.
    pub part: Part,
    /// Why.
    pub problem: Problem,
    /// When it was tried last.
    pub at: DateTime<Utc>,
    /// When it will be tried again.
    pub retry_at: DateTime<Utc>,
}

impl Status {
    /// How many parts are here, of all teams.
    pub fn done(&self) -> u32 {
        self.teams.iter().map(|team| team.done).sum()
    }

    /// How many parts there are, of all teams.
    pub fn total(&self) -> u32 {
        self.teams.iter().map(|team| team.total).sum()
    }
}

impl TeamStatus {
    /// How many parts are on their way.
    pub fn coming(&self) -> u32 {
        self.total.saturating_sub(self.done + self.waiting)
    }

    /// Whether something is on its way.
    pub fn is_being_fetched(&self) -> bool {
        let list_waits = self.setbacks.iter().any(|setback| setback.part == Part::Sessions);
        self.coming() > 0 || (self.listed_at.is_none() && !list_waits)
    }
}

impl Sync {
    /// How much is here of what a coach sees.
    pub async fn status(&self, grant: &GrantId) -> Result<Status, StoreError> {
        let fetcher = &self.0.fetcher;
        let (store, now) = (fetcher.store(), fetcher.now());
        let mut teams = Vec::new();
        let everybodys = self.0.counted.latest(store).await?;
        for team in store.teams_of_grant(grant).await? {
            let counted = everybodys.iter().find(|counted| counted.team_id == team.id);
            teams.extend(counted.map(|counted| TeamStatus { name: team.name, ..counted.clone() }));
        }
        // All coaches' teams share the request budget.
        let requests = everybodys.iter().map(TeamStatus::coming).sum();
        let rest = fetcher.resting().of(grant, now);
        let has_ended = store.grant(grant).await?.is_none_or(|grant| grant.ended)
            || rest.is_some_and(|rest| rest.problem == Problem::ConnectAgain);
        let waits = fetcher.breaker().closed_off_until(now);
        let waits = waits.max(rest.map(|rest| rest.until));
        let activity = match waits {
            _ if has_ended => Activity::ConnectAgain,
            _ if store.is_paused().await? => Activity::Paused,
            Some(until) => Activity::WaitsForPolar(until),
            None => Activity::Runs,
        };
        let budget: BudgetSnapshot = fetcher.budget().snapshot();
        Ok(Status {
            at: now,
            activity,
            knows_teams: store.grant_teams(grant).await?.is_some(),
            teams_problem: self.0.flights.problem(&Need::Teams, grant, now),
            teams,
            remaining_s: remaining_s(&budget, requests),
            requests_left: budget.interactive_left,
        })
    }
}

/// How much is here of every team that a living grant sees. Counting takes a while in a large store, and every page
/// asks: it is done now and then, by one of those who ask, and the others take what was counted before.
#[derive(Debug)]
pub(super) struct Counted {
    every: Duration,
    latest: RwLock<Option<(Instant, Arc<[TeamStatus]>)>>,
    counting: tokio::sync::Mutex<()>,
}

impl Counted {
    pub(super) fn new(every: Duration) -> Self {
        Self { every, latest: RwLock::default(), counting: tokio::sync::Mutex::default() }
    }

    pub(super) async fn latest(&self, store: &dyn Store) -> Result<Arc<[TeamStatus]>, StoreError> {
        let latest = self.known();
        if let Some((_, teams)) = latest.as_ref().filter(|(at, _)| at.elapsed() < self.every) {
            return Ok(Arc::clone(teams));
        }
        let _counting = match (self.counting.try_lock(), latest) {
            (Ok(counting), _) => counting,
            (Err(_), Some((at, teams))) if at.elapsed() < self.every * STALE => return Ok(teams),
            (Err(_), _) => self.counting.lock().await,
        };
        let at = Instant::now();
        let teams: Arc<[TeamStatus]> = everybodys(store).await?.into();
        *self.latest.write().unwrap_or_else(PoisonError::into_inner) =
            Some((at, Arc::clone(&teams)));
        Ok(teams)
    }

    fn known(&self) -> Option<(Instant, Arc<[TeamStatus]>)> {
        // What is in it is replaced as a whole.
        self.latest.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A team of two coaches is there once.
async fn everybodys(store: &dyn Store) -> Result<Vec<TeamStatus>, StoreError> {
    let mut ids = BTreeSet::new();
    for grant in store.living_grants().await? {
        ids.extend(store.grant_teams(&grant).await?.into_iter().flat_map(|seen| seen.teams));
    }
    let mut teams = Vec::with_capacity(ids.len());
    for id in ids {
        teams.push(team_status(store, id).await?);
    }
    Ok(teams)
}

async fn team_status(store: &dyn Store, team_id: TeamId) -> Result<TeamStatus, StoreError> {
    let counts = store.counts(&team_id).await?;
    let failures = store.failures(&team_id).await?;
    let of_sessions = || failures.iter().filter_map(|failure| Some((failure, part(failure)?)));
    let failed = |given_up: bool, of_part: fn(Part) -> bool| {
        of_sessions()
            .filter(|(failure, part)| is_given_up(failure) == given_up && of_part(*part))
            .count() as u32
    };
    let is_session = |part| part == Part::Session;
    let Parts { done, total, in_a_session } = parts(&counts, failed(true, is_session));
    let total = total.saturating_sub(failed(true, |_| true)).max(done);
    // What players have of a session comes after the session.
    let waiting = failed(false, |_| true) + failed(false, is_session) * in_a_session;
    Ok(TeamStatus {
        sessions: counts.sessions,
        done,
        waiting: waiting.min(total - done),
        total,
        listed_at: store.session_reads(&team_id).await?.recent_at,
        setbacks: failures.into_iter().filter_map(setback).collect(),
        team_id,
        name: None,
    })
}

/// Which part of a session could not be fetched; `None` for what is of the team itself.
fn part(failure: &Failure) -> Option<Part> {
    Part::of_item(&failure.item).filter(|part| !matches!(part, Part::Team | Part::Sessions))
}

/// What Polar does not show is not missing.
fn is_given_up(failure: &Failure) -> bool {
    failure.problem == Problem::NotVisible.name()
}

fn setback(failure: Failure) -> Option<Setback> {
    Some(Setback {
        part: Part::of_item(&failure.item)?,
        problem: Problem::of_name(&failure.problem)?,
        at: failure.at,
        retry_at: failure.retry_at,
    })
}

/// How many parts there are of a team's sessions.
struct Parts {
    /// Those that are here.
    done: u32,
    /// Those that there are.
    total: u32,
    /// Those that a session is taken to have, besides its details, when they are not here.
    in_a_session: u32,
}

/// A session whose details are not here is taken to have as many players as the others have in the mean; `closed` ones,
/// which Polar does not open, have none.
fn parts(counts: &TeamCounts, closed: u32) -> Parts {
    let done = counts.with_details + counts.summaries + counts.recordings + counts.phase_summaries;
    let of_players = 2 * counts.player_sessions + counts.with_phases;
    let unread = counts.sessions.saturating_sub(counts.with_details + closed);
    let in_a_session = match counts.with_details {
        0 => 2 * USUAL_SQUAD,
        read => of_players.div_ceil(read),
    };
    Parts { done, total: counts.sessions + of_players + unread * in_a_session, in_a_session }
}
