use app::model::{PlayerSessionId, TeamId, TrainingSessionId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{
    Connection, DbStore, StoreError, json,
    numbers::{count, unsigned},
};
use crate::store::{BacklogStore, Failure, Missing, TeamCounts, TrainingSession};

/// Begins a query over the `sessions` of the teams in a list, and over their `players`: what is stored of whom. Only
/// details of the present version tell who took part.
macro_rules! stored {
    () => {
        concat!(
            "WITH sessions AS (
                 SELECT id, listed_start, modified,
                     details_read_at IS NOT NULL AND details_modified IS NOT DISTINCT FROM modified AS has_details,
                     EXISTS (
                         SELECT 1 FROM markers WHERE training_session_id = training_sessions.id AND kind = 'PHASE'
                     ) AS has_phases
                 FROM training_sessions WHERE hidden_since IS NULL AND team_id IN (",
            ids!("$1"),
            ")),
             players AS (
                 SELECT player_sessions.id, training_session_id, listed_start, has_phases,
                     (SELECT MIN(position) FROM participants WHERE player_session_id = player_sessions.id
                          AND participants.training_session_id = player_sessions.training_session_id) AS position, ",
            is_current!("summaries"),
            " AS has_summary, ",
            is_current!("recordings"),
            " AS has_samples, ",
            is_current!("phase_summaries"),
            " AS has_phase_summaries
                 FROM sessions JOIN player_sessions ON training_session_id = sessions.id WHERE has_details
             ) "
        )
    };
}

/// The kinds are those of [`Missing::item`].
const MISSING: &str = concat!(
    stored!(),
    ", lacking AS (
         SELECT 'session' AS kind, id, listed_start, id AS training_session_id, 0 AS step, 0 AS position
             FROM sessions WHERE NOT has_details
         UNION ALL SELECT 'summary', id, listed_start, training_session_id, 1, position
             FROM players WHERE position IS NOT NULL AND NOT has_summary
         UNION ALL SELECT 'samples', id, listed_start, training_session_id, 2, position
             FROM players WHERE position IS NOT NULL AND NOT has_samples
         UNION ALL SELECT 'phases', id, listed_start, training_session_id, 3, position
             FROM players WHERE position IS NOT NULL AND has_phases AND NOT has_phase_summaries
     )
     SELECT kind, id FROM lacking
     WHERE NOT EXISTS (SELECT 1 FROM failures WHERE item = kind || ' ' || id
         AND failed_at <= $2 AND retry_at > $2)
     ORDER BY listed_start DESC NULLS LAST, training_session_id, step, position LIMIT $3"
);

const COUNTS: &str = concat!(
    stored!(),
    "SELECT (SELECT COUNT(*) FROM sessions) AS sessions,
         (SELECT COUNT(*) FROM sessions WHERE has_details) AS with_details,
         COUNT(*) AS player_sessions,
         COUNT(*) FILTER (WHERE has_summary) AS summaries,
         COUNT(*) FILTER (WHERE has_samples) AS recordings,
         COUNT(*) FILTER (WHERE has_phases) AS with_phases,
         COUNT(*) FILTER (WHERE has_phases AND has_phase_summaries) AS phase_summaries
     FROM players WHERE position IS NOT NULL"
);

/// What can be paused.
const BACKGROUND: &str = "background";

#[derive(sqlx::FromRow)]
struct CountsRow {
    sessions: i64,
    with_details: i64,
    player_sessions: i64,
    summaries: i64,
    recordings: i64,
    with_phases: i64,
    phase_summaries: i64,
}

#[derive(sqlx::FromRow)]
struct FailureRow {
    item: String,
    team_id: String,
    problem: String,
    attempts: i64,
    failed_at: DateTime<Utc>,
    retry_at: DateTime<Utc>,
}

impl TryFrom<FailureRow> for Failure {
    type Error = StoreError;

    fn try_from(row: FailureRow) -> Result<Self, StoreError> {
        Ok(Self {
            attempts: unsigned("failures.attempts", &row.item, row.attempts)?,
            item: row.item,
            team_id: TeamId(row.team_id),
            problem: row.problem,
            at: row.failed_at,
            retry_at: row.retry_at,
        })
    }
}

#[async_trait]
impl BacklogStore for DbStore {
    async fn missing(
        &self,
        team_ids: &[TeamId],
        now: DateTime<Utc>,
        limit: u32,
    ) -> Result<Vec<Missing>, StoreError> {
        let rows = sqlx::query_as::<_, (String, String)>(MISSING)
            .bind(json::to_text(team_ids)?)
            .bind(now)
            .bind(i64::from(limit))
            .fetch_all(&self.readers)
            .await?;
        let missing = rows.into_iter().map(|(kind, id)| match kind.as_str() {
            "session" => Missing::Details(TrainingSessionId(id)),
            "summary" => Missing::Summary(PlayerSessionId(id)),
            "samples" => Missing::Samples(PlayerSessionId(id)),
            _ => Missing::PhaseSummaries(PlayerSessionId(id)),
        });
        Ok(missing.collect())
    }

    async fn counts(&self, team_id: &TeamId) -> Result<TeamCounts, StoreError> {
        let row = sqlx::query_as::<_, CountsRow>(COUNTS)
            .bind(json::to_text(std::slice::from_ref(team_id))?)
            .fetch_one(&self.readers)
            .await?;
        Ok(TeamCounts {
            sessions: count(row.sessions),
            with_details: count(row.with_details),
            player_sessions: count(row.player_sessions),
            summaries: count(row.summaries),
            recordings: count(row.recordings),
            with_phases: count(row.with_phases),
            phase_summaries: count(row.phase_summaries),
        })
    }

    async fn put_failure(&self, failure: &Failure) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO failures (item, team_id, problem, attempts, failed_at, retry_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (item) DO UPDATE SET team_id = excluded.team_id, problem = excluded.problem,
                 attempts = excluded.attempts, failed_at = excluded.failed_at, retry_at = excluded.retry_at",
        )
        .bind(&failure.item)
        .bind(&failure.team_id.0)
        .bind(&failure.problem)
        .bind(i64::from(failure.attempts))
        .bind(failure.at)
        .bind(failure.retry_at)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn clear_failure(&self, item: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM failures WHERE item = $1")
            .bind(item)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn clear_failures(&self, team_id: &TeamId) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM failures WHERE team_id = $1")
            .bind(&team_id.0)
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn failures(&self, team_id: &TeamId) -> Result<Vec<Failure>, StoreError> {
        sqlx::query_as::<_, FailureRow>(
            "SELECT * FROM failures WHERE team_id = $1 ORDER BY failed_at DESC, item",
        )
        .bind(&team_id.0)
        .fetch_all(&self.readers)
        .await?
        .into_iter()
        .map(Failure::try_from)
        .collect()
    }

    async fn is_paused(&self) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pauses WHERE what = $1)")
            .bind(BACKGROUND)
            .fetch_one(&self.readers)
            .await?)
    }

    async fn set_paused(&self, paused: bool) -> Result<(), StoreError> {
        let change = if paused {
            "INSERT INTO pauses (what) VALUES ($1) ON CONFLICT (what) DO NOTHING"
        } else {
            "DELETE FROM pauses WHERE what = $1"
        };
        sqlx::query(change).bind(BACKGROUND).execute(&self.writer).await?;
        Ok(())
    }

    async fn claim(
        &self,
        item: &str,
        holder: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO claims (item, holder, until) VALUES ($1, $2, $4)
             ON CONFLICT (item) DO UPDATE SET holder = excluded.holder, until = excluded.until
                 WHERE claims.holder = excluded.holder OR claims.until <= $3",
        )
        .bind(item)
        .bind(holder)
        .bind(now)
        .bind(until)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    async fn release(&self, item: &str, holder: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM claims WHERE item = $1 AND holder = $2")
            .bind(item)
            .bind(holder)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn release_all(&self, holder: &str) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM claims WHERE holder = $1").bind(holder).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }
}

/// Of which session or player session the `item` of a failure is; that of something else is NULL. See [`Missing::item`].
macro_rules! id_of_item {
    () => {
        "CASE WHEN item LIKE 'session %' OR item LIKE 'summary %' OR item LIKE 'samples %' THEN SUBSTR(item, 9)
              WHEN item LIKE 'phases %' THEN SUBSTR(item, 8) END"
    };
}

/// Forgets what failed of a team's sessions that Polar does not list any more, and of players who are not said to have
/// taken part any more: it will not be tried again, and so could never succeed.
pub(super) async fn forget_void_failures(
    tx: &mut Connection,
    team_id: &TeamId,
) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "DELETE FROM failures WHERE team_id = $1 AND ",
        id_of_item!(),
        " NOT IN (
             SELECT id FROM training_sessions WHERE team_id = $1 AND hidden_since IS NULL
             UNION ALL
             SELECT player_session_id FROM participants
             JOIN training_sessions ON training_sessions.id = training_session_id
             WHERE team_id = $1 AND hidden_since IS NULL AND player_session_id IS NOT NULL
         )"
    ))
    .bind(&team_id.0)
    .execute(tx)
    .await?;
    Ok(())
}

/// Forgets what failed of a session when it is now said to have been changed: it may work now.
pub(super) async fn forget_failures_before(
    tx: &mut Connection,
    session: &TrainingSession,
) -> Result<(), StoreError> {
    sqlx::query(concat!(
        "DELETE FROM failures WHERE team_id = $1 AND ",
        id_of_item!(),
        " IN (
             SELECT $2 UNION ALL SELECT id FROM player_sessions WHERE training_session_id = $2
         ) AND EXISTS (SELECT 1 FROM training_sessions WHERE id = $2 AND (modified IS NULL OR modified < $3))"
    ))
    .bind(&session.team_id.0)
    .bind(&session.id.0)
    .bind(session.modified)
    .execute(tx)
    .await?;
    Ok(())
}
