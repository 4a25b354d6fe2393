//! Deletes what has run out: browsers' sessions, passes, old entries of the audit log, training sessions that are not to be
//! kept for longer, and the data of teams that no coach sees any more.
//!
//! What is deleted by a clock that is wrong is lost. So nothing is before the process has run for a while and the clock has
//! gone evenly meanwhile: a machine that starts with a wrong one sets it in that time, which is a jump.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use tokio_util::sync::CancellationToken;

use crate::{
    audit,
    clock::Clock,
    retention::TrainingRetention,
    store::{Store, StoreError},
};

/// How often it is looked, and for how long the clock must have gone evenly then.
const EVERY: Duration = Duration::from_hours(1);

/// How much the clock may have gone wrong in that time.
const OFF_AT_MOST: TimeDelta = TimeDelta::minutes(5);

/// Who cleans up.
#[derive(Debug)]
pub(crate) struct Housekeeping {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    /// How long the data of a team is kept that no coach sees any more.
    pub(crate) retention: TimeDelta,
    /// How long training sessions are kept.
    pub(crate) training_retention: TrainingRetention,
}

impl Housekeeping {
    /// Cleans up now and then, until told to stop.
    pub(crate) async fn run(self, stop: CancellationToken) {
        loop {
            let from = self.clock.now();
            if stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_none() {
                return;
            }
            self.look(from).await;
        }
    }

    /// Cleans up, if the clock has gone evenly since it showed that time, which is as long ago as one look from the next.
    async fn look(&self, from: DateTime<Utc>) {
        if !went_evenly(from, self.clock.now()) {
            tracing::warn!(
                "the clock has jumped: nothing is deleted before it goes evenly for an hour"
            );
            return;
        }
        let cleaned =
            clean(&*self.store, &*self.clock, self.retention, self.training_retention).await;
        if let Err(error) = cleaned {
            tracing::error!(%error, "what has run out could not be deleted");
        }
    }
}

/// Whether a clock that has gone from one time to the other in the time between two looks can be relied upon.
fn went_evenly(from: DateTime<Utc>, to: DateTime<Utc>) -> bool {
    TimeDelta::from_std(EVERY).is_ok_and(|every| (to - from - every).abs() <= OFF_AT_MOST)
}

/// Deletes browsers' sessions that have expired, and what has been gone for longer than `retention`: passes, teams that
/// nobody sees, and sessions that Polar does not list; and sessions that are not kept for so long.
async fn clean(
    store: &dyn Store,
    clock: &dyn Clock,
    retention: TimeDelta,
    training_retention: TrainingRetention,
) -> Result<(), StoreError> {
    let now = clock.now();
    let sessions = store.delete_expired_web_sessions(now).await?;
    let teams = store.purge_unseen_teams(now, now - retention).await?;
    let passes = store.delete_old_passes(now - retention).await?;
    if passes > 0 {
        tracing::debug!(passes, "passes that ended long ago were deleted");
    }
    let entries = store.delete_audit_entries(now - audit::KEPT).await?;
    if entries > 0 {
        tracing::debug!(entries, "old entries of the audit log were deleted");
    }
    let hidden = store.purge_hidden_sessions(now - retention).await?;
    if hidden > 0 {
        tracing::info!(
            hidden,
            "sessions and recordings that Polar has not had for long were deleted"
        );
    }
    if let Some(begins) = training_retention.begins(now) {
        let old = store.purge_old_sessions(begins).await?;
        if old > 0 {
            tracing::info!(old, "training sessions were deleted that are not kept any longer");
        }
    }
    if sessions > 0 {
        tracing::debug!(sessions, "expired sessions were deleted");
    }
    for team in teams {
        tracing::info!(%team, "the data of a team that no coach has seen for long was deleted");
    }
    store.wipe().await
}

#[cfg(test)]
mod tests {
    use app::model::{AuditAction, AuditActor, SessionFilter};

    use super::*;
    use crate::{
        clock::ManualClock,
        store::{Grant, GrantId, SearchedIn, Team, TestStore, TrainingSession, WebSession},
        sync::testing::now,
    };

    const WEEK: TimeDelta = TimeDelta::days(7);

    #[tokio::test]
    async fn a_team_goes_when_nobody_has_seen_it_for_the_retention() {
        let (store, clock) = (TestStore::open().await, ManualClock::new(now()));
        let id = GrantId("a".to_owned());
        let grant = Grant {
            id: id.clone(),
            access_token: Vec::new(),
            refresh_token: None,
            expires_at: now(),
            created_at: now(),
            ended: false,
        };
        store.add_grant(&grant).await.unwrap();
        let team = Team { id: "t".into(), name: None, organisation: None };
        store.put_teams(std::slice::from_ref(&team)).await.unwrap();
        store.set_grant_teams(&id, std::slice::from_ref(&team.id), now()).await.unwrap();
        let is_there = async || {
            clean(&*store, &clock, WEEK, TrainingRetention::default()).await.unwrap();
            store.team(&team.id).await.unwrap().is_some()
        };
        clock.advance(WEEK * 2);
        assert!(is_there().await, "a coach sees it");
        store.end_grant(&id).await.unwrap();
        assert!(is_there().await);
        clock.advance(WEEK - TimeDelta::seconds(1));
        assert!(is_there().await, "the retention is not over");
        clock.advance(TimeDelta::seconds(2));
        assert!(!is_there().await);
    }

    #[tokio::test]
    async fn training_sessions_go_after_their_time_when_there_is_one() {
        let (store, clock) = (TestStore::open().await, ManualClock::new(now()));
        let at = |before: TimeDelta| Some((now() - before).naive_utc());
        let session = |id: &str, start| TrainingSession {
            id: id.into(),
            team_id: "t".into(),
            name: None,
            session_type: None,
            note: None,
            sport: None,
            arena: None,
            record_start: start,
            record_end: None,
            start: None,
            end: None,
            modified: None,
            details: None,
        };
        let sessions = [
            session("old", at(WEEK * 2)),
            session("new", at(TimeDelta::days(6))),
            session("x", None),
        ];
        store.put_session_list(&"t".into(), &sessions, true, now()).await.unwrap();
        let left = async |days| {
            let retention = TrainingRetention::days(days);
            clean(&*store, &clock, WEEK, retention).await.unwrap();
            let list = store
                .sessions(&"t".into(), &SessionFilter::default(), SearchedIn::Everything)
                .await
                .unwrap();
            list.sessions.into_iter().map(|session| session.id.0).collect::<Vec<_>>()
        };
        assert_eq!(left(None).await, ["new", "old", "x"]);
        assert_eq!(left(Some(15)).await, ["new", "old", "x"]);
        assert_eq!(left(Some(7)).await, ["new", "x"]);
        clock.advance(TimeDelta::days(2));
        assert_eq!(left(Some(7)).await, ["x"], "nothing says that it is old");
    }

    #[tokio::test]
    async fn a_clock_that_is_wrong_deletes_nothing() {
        let (store, clock) = (TestStore::open().await, ManualClock::new(now()));
        let year = TimeDelta::days(366);
        let (action, actor) = (AuditAction::SyncPaused, AuditActor::Operator);
        for age in [TimeDelta::zero(), year] {
            let entry = audit::entry_of(&*store, now() - age, action, actor, None).await;
            store.add_audit_entry(&entry).await.unwrap();
        }
        let entries = async || {
            let grant = GrantId("a".to_owned());
            store.audit_entries(&grant, &[], 0, 10).await.unwrap().len()
        };
        let housekeeping = || Housekeeping {
            store: store.arc(),
            clock: Arc::new(clock.clone()),
            retention: WEEK,
            training_retention: TrainingRetention::default(),
        };
        let hour = TimeDelta::hours(1);
        let look_after = async |gone: TimeDelta| {
            let from = clock.now();
            clock.advance(gone);
            housekeeping().look(from).await;
            entries().await
        };
        // The machine starts two years ahead.
        clock.advance(year * 2);
        let stop = CancellationToken::new();
        stop.cancel();
        housekeeping().run(stop).await;
        assert_eq!(entries().await, 2, "nothing is deleted at the start");
        assert_eq!(look_after(hour - year * 2).await, 2, "it has been set");
        assert_eq!(look_after(hour + year).await, 2, "it jumps ahead");
        assert_eq!(look_after(hour - year).await, 2, "and back");
        assert_eq!(look_after(hour + TimeDelta::seconds(2)).await, 1);
    }

    #[tokio::test]
    async fn sessions_of_browsers_go_when_they_expire() {
        let (store, clock) = (TestStore::open().await, ManualClock::new(now()));
        for (id, expires_at) in [(b"old", now()), (b"new", now() + WEEK)] {
            let session = WebSession {
                id_hash: id.to_vec(),
                data: Vec::new(),
                expires_at,
                grant: None,
                device: None,
                opened_at: now(),
                last_seen_at: now(),
                idle_at: None,
            };
            store.add_web_session(&session).await.unwrap();
        }
        clock.advance(TimeDelta::days(1));
        clean(&*store, &clock, WEEK, TrainingRetention::default()).await.unwrap();
        let there = async |id: &[u8]| store.web_session(id, now()).await.unwrap().is_some();
        assert_eq!((there(b"old").await, there(b"new").await), (false, true));
    }
}
