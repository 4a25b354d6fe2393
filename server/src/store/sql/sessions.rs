use std::collections::HashSet;

use app::model::{
    PlayerId, PlayerSessionId, SessionFilter, SessionType, TeamId, TrainingSessionId,
};
use async_trait::async_trait;
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, Utc};

use super::{
    Connection, DbStore, StoreError,
    backlog::{forget_failures_before, forget_void_failures},
    current, numbers, phases,
    players::is_deleted,
    summaries,
    teams::{PURGED_AT_ONCE, note_team},
};
use crate::store::{
    DetailsRead, Marker, Participant, PhaseSummaries, PlayerSession, SearchedIn, SessionDetails,
    SessionList, SessionStore, Summary, TrainingSession,
};

/// The sessions of the team $1 that are of the type $2 and start in `[$3, $4)`; NULL lets all of them pass.
macro_rules! passing {
    () => {
        "FROM training_sessions WHERE team_id = $1 AND hidden_since IS NULL
             AND ($2 IS NULL OR session_type = $2)
             AND ($3 IS NULL OR listed_start >= $3)
             AND ($4 IS NULL OR listed_start < $4)"
    };
}

macro_rules! newest_first {
    () => {
        " ORDER BY listed_start DESC NULLS LAST, id"
    };
}

#[derive(sqlx::FromRow)]
pub(super) struct SessionRow {
    id: String,
    team_id: String,
    name: Option<String>,
    session_type: Option<String>,
    note: Option<String>,
    sport: Option<String>,
    arena: Option<String>,
    record_start: Option<NaiveDateTime>,
    record_end: Option<NaiveDateTime>,
    start_time: Option<NaiveDateTime>,
    end_time: Option<NaiveDateTime>,
    modified: Option<DateTime<Utc>>,
    details_read_at: Option<DateTime<Utc>>,
    details_modified: Option<DateTime<Utc>>,
}

impl From<SessionRow> for TrainingSession {
    fn from(row: SessionRow) -> Self {
        Self {
            id: TrainingSessionId(row.id),
            team_id: TeamId(row.team_id),
            name: row.name,
            session_type: row.session_type.as_deref().map(SessionType::from_name),
            note: row.note,
            sport: row.sport,
            arena: row.arena,
            record_start: row.record_start,
            record_end: row.record_end,
            start: row.start_time,
            end: row.end_time,
            modified: row.modified,
            details: row
                .details_read_at
                .map(|at| DetailsRead { at, modified: row.details_modified }),
        }
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ParticipantRow {
    player_id: String,
    number: Option<i32>,
    role: Option<String>,
    player_session_id: Option<String>,
}

impl From<ParticipantRow> for Participant {
    fn from(row: ParticipantRow) -> Self {
        Self {
            player_id: PlayerId(row.player_id),
            number: row.number,
            role: row.role,
            player_session_id: row.player_session_id.map(PlayerSessionId),
        }
    }
}

#[derive(sqlx::FromRow)]
struct MarkerRow {
    kind: Option<String>,
    name: Option<String>,
    note: Option<String>,
    start_time: NaiveDateTime,
    end_time: NaiveDateTime,
}

impl From<MarkerRow> for Marker {
    fn from(row: MarkerRow) -> Self {
        Self {
            kind: row.kind,
            name: row.name,
            note: row.note,
            start: row.start_time,
            end: row.end_time,
        }
    }
}

#[derive(sqlx::FromRow)]
struct PlayerSessionRow {
    player_id: String,
    #[sqlx(flatten)]
    session: SessionRow,
}

#[async_trait]
impl SessionStore for DbStore {
    async fn put_session_list(
        &self,
        team_id: &TeamId,
        sessions: &[TrainingSession],
        complete: bool,
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        note_team(&mut tx, team_id).await?;
        if complete {
            sqlx::query(
                "UPDATE training_sessions SET hidden_since = COALESCE(hidden_since, $2) WHERE team_id = $1",
            )
            .bind(&team_id.0)
            .bind(read_at)
            .execute(&mut *tx)
            .await?;
        }
        for session in sessions {
            put_session(&mut tx, session).await?;
        }
        sqlx::query(
            "UPDATE teams SET recent_sessions_read_at = $2,
                 all_sessions_read_at = CASE WHEN $3 THEN $2 ELSE all_sessions_read_at END
             WHERE id = $1",
        )
        .bind(&team_id.0)
        .bind(read_at)
        .bind(complete)
        .execute(&mut *tx)
        .await?;
        forget_void_failures(&mut tx, team_id).await?;
        Ok(tx.commit().await?)
    }

    async fn sessions(
        &self,
        team_id: &TeamId,
        filter: &SessionFilter,
        searched: SearchedIn,
    ) -> Result<SessionList, StoreError> {
        let session_type = filter.session_type.as_ref().map(SessionType::name);
        let from = filter.since.map(|day| day.and_time(NaiveTime::MIN));
        let before = filter
            .until
            .and_then(|day| day.checked_add_days(Days::new(1)))
            .map(|day| day.and_time(NaiveTime::MIN));
        if filter.text.is_some() {
            let passing = self.passing_sessions(team_id, session_type, from, before).await?;
            return Ok(found(passing, filter, searched));
        }
        let mut tx = self.read().await?;
        let total = sqlx::query_scalar::<_, i64>(concat!("SELECT COUNT(*) ", passing!()))
            .bind(&team_id.0)
            .bind(session_type)
            .bind(from)
            .bind(before)
            .fetch_one(&mut *tx)
            .await?;
        let rows = sqlx::query_as::<_, SessionRow>(concat!(
            "SELECT * ",
            passing!(),
            newest_first!(),
            " LIMIT $5 OFFSET $6"
        ))
        .bind(&team_id.0)
        .bind(session_type)
        .bind(from)
        .bind(before)
        .bind(i64::from(SessionFilter::PER_PAGE))
        .bind(i64::from(filter.page) * i64::from(SessionFilter::PER_PAGE))
        .fetch_all(&mut *tx)
        .await?;
        Ok(SessionList {
            sessions: rows.into_iter().map(TrainingSession::from).collect(),
            total: numbers::count(total),
        })
    }

    async fn newest_session(
        &self,
        team_id: &TeamId,
    ) -> Result<Option<TrainingSession>, StoreError> {
        let row = sqlx::query_as::<_, SessionRow>(
            "SELECT * FROM training_sessions WHERE team_id = $1 AND hidden_since IS NULL
             ORDER BY listed_start DESC NULLS LAST, id LIMIT 1",
        )
        .bind(&team_id.0)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(TrainingSession::from))
    }

    async fn session(&self, id: &TrainingSessionId) -> Result<Option<TrainingSession>, StoreError> {
        let row = sqlx::query_as::<_, SessionRow>(
            "SELECT * FROM training_sessions WHERE id = $1 AND hidden_since IS NULL",
        )
        .bind(&id.0)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(TrainingSession::from))
    }

    async fn put_session_details(
        &self,
        session: &TrainingSession,
        details: &SessionDetails,
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        note_team(&mut tx, &session.team_id).await?;
        put_session(&mut tx, session).await?;
        sqlx::query(
            "UPDATE training_sessions SET arena = $2, details_read_at = $3, details_modified = $4 WHERE id = $1",
        )
        .bind(&session.id.0)
        .bind(&session.arena)
        .bind(read_at)
        .bind(session.modified)
        .execute(&mut *tx)
        .await?;
        for table in [
            "DELETE FROM participants WHERE training_session_id = $1",
            "DELETE FROM markers WHERE training_session_id = $1",
        ] {
            sqlx::query(table).bind(&session.id.0).execute(&mut *tx).await?;
        }
        for (position, participant) in (0_i32..).zip(&details.participants) {
            if is_deleted(&mut tx, &session.team_id, &participant.player_id).await? {
                continue;
            }
            add_participant(&mut tx, &session.id, position, participant).await?;
        }
        for (position, marker) in (0_i32..).zip(&details.markers) {
            add_marker(&mut tx, &session.id, position, marker).await?;
        }
        forget_void_failures(&mut tx, &session.team_id).await?;
        Ok(tx.commit().await?)
    }

    async fn purge_hidden_sessions(&self, hidden_since: DateTime<Utc>) -> Result<u64, StoreError> {
        let mut purged = 0;
        loop {
            let mut tx = self.write().await?;
            let sessions = sqlx::query(
                "DELETE FROM training_sessions WHERE id IN (
                     SELECT id FROM training_sessions WHERE hidden_since < $1 LIMIT $2
                 )",
            )
            .bind(hidden_since)
            .bind(PURGED_AT_ONCE)
            .execute(&mut *tx)
            .await?;
            let players = purge_orphans(&mut tx).await?;
            tx.commit().await?;
            match sessions.rows_affected() + players {
                0 => return Ok(purged),
                more => purged += more,
            }
        }
    }

    async fn purge_old_sessions(&self, before: NaiveDateTime) -> Result<u64, StoreError> {
        let mut purged = 0;
        loop {
            let mut tx = self.write().await?;
            let sessions = sqlx::query(
                "DELETE FROM training_sessions WHERE id IN (
                     SELECT id FROM training_sessions WHERE listed_start < $1 LIMIT $2
                 )",
            )
            .bind(before)
            .bind(PURGED_AT_ONCE)
            .execute(&mut *tx)
            .await?;
            tx.commit().await?;
            match sessions.rows_affected() {
                0 => return Ok(purged),
                more => purged += more,
            }
        }
    }

    async fn session_details(&self, id: &TrainingSessionId) -> Result<SessionDetails, StoreError> {
        let mut tx = self.read().await?;
        let participants = sqlx::query_as::<_, ParticipantRow>(
            "SELECT player_id, number, role, player_session_id FROM participants
             WHERE training_session_id = $1 ORDER BY position",
        )
        .bind(&id.0)
        .fetch_all(&mut *tx)
        .await?;
        let markers = sqlx::query_as::<_, MarkerRow>(
            "SELECT kind, name, note, start_time, end_time FROM markers
             WHERE training_session_id = $1 ORDER BY position",
        )
        .bind(&id.0)
        .fetch_all(&mut *tx)
        .await?;
        Ok(SessionDetails {
            participants: participants.into_iter().map(Participant::from).collect(),
            markers: markers.into_iter().map(Marker::from).collect(),
        })
    }

    async fn player_session(
        &self,
        id: &PlayerSessionId,
    ) -> Result<Option<PlayerSession>, StoreError> {
        let row = sqlx::query_as::<_, PlayerSessionRow>(
            "SELECT player_id, training_sessions.* FROM player_sessions
             JOIN participants ON player_session_id = player_sessions.id
                 AND participants.training_session_id = player_sessions.training_session_id
             JOIN training_sessions ON training_sessions.id = participants.training_session_id
             WHERE player_sessions.id = $1 AND hidden_since IS NULL LIMIT 1",
        )
        .bind(&id.0)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| PlayerSession {
            id: id.clone(),
            player_id: PlayerId(row.player_id),
            session: row.session.into(),
        }))
    }

    async fn put_summary(&self, summary: &Summary) -> Result<(), StoreError> {
        summaries::put(self, summary).await
    }

    async fn summary(&self, id: &PlayerSessionId) -> Result<Option<Summary>, StoreError> {
        summaries::find(self, id).await
    }

    async fn summaries(&self, id: &TrainingSessionId) -> Result<Vec<Summary>, StoreError> {
        summaries::of_session(self, id).await
    }

    async fn current_summaries(
        &self,
        ids: &[PlayerSessionId],
    ) -> Result<HashSet<PlayerSessionId>, StoreError> {
        current::find(&self.readers, with_current!("summaries"), ids).await
    }

    async fn put_phase_summaries(&self, summaries: &PhaseSummaries) -> Result<(), StoreError> {
        phases::put(self, summaries).await
    }

    async fn phase_summaries(
        &self,
        id: &TrainingSessionId,
    ) -> Result<Vec<PhaseSummaries>, StoreError> {
        phases::of_session(self, id).await
    }

    async fn current_phase_summaries(
        &self,
        ids: &[PlayerSessionId],
    ) -> Result<HashSet<PlayerSessionId>, StoreError> {
        current::find(&self.readers, with_current!("phase_summaries"), ids).await
    }
}

impl DbStore {
    /// All sessions of a team that are of a type and start in a time, newest first.
    async fn passing_sessions(
        &self,
        team_id: &TeamId,
        session_type: Option<&str>,
        from: Option<NaiveDateTime>,
        before: Option<NaiveDateTime>,
    ) -> Result<Vec<TrainingSession>, StoreError> {
        let rows =
            sqlx::query_as::<_, SessionRow>(concat!("SELECT * ", passing!(), newest_first!()))
                .bind(&team_id.0)
                .bind(session_type)
                .bind(from)
                .bind(before)
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.into_iter().map(TrainingSession::from).collect())
    }
}

/// The page of those in which the filter's text is found. `SQLite` takes `Ø` and `ø` for two letters, so it is looked for
/// here.
fn found(
    mut sessions: Vec<TrainingSession>,
    filter: &SessionFilter,
    searched: SearchedIn,
) -> SessionList {
    sessions.retain(|session| {
        let note = session.note.as_ref().filter(|_| searched == SearchedIn::Everything);
        let says = [session.name.as_ref(), session.arena.as_ref(), note];
        filter.finds(says.into_iter().flatten().map(String::as_str))
    });
    let per_page = SessionFilter::PER_PAGE as usize;
    SessionList {
        total: sessions.len() as u32,
        sessions: (sessions.into_iter())
            .skip(filter.page as usize * per_page)
            .take(per_page)
            .collect(),
    }
}

/// What lists and details both tell. What one of them leaves out is no news, and of two stamps the later one counts:
/// else each would make what the other brought look old.
async fn put_session(tx: &mut Connection, session: &TrainingSession) -> Result<(), StoreError> {
    forget_failures_before(tx, session).await?;
    sqlx::query(
        "INSERT INTO training_sessions
             (id, team_id, name, session_type, note, sport, record_start, record_end, start_time, end_time, modified)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (id) DO UPDATE SET team_id = excluded.team_id, name = COALESCE(excluded.name, training_sessions.name),
             session_type = COALESCE(excluded.session_type, training_sessions.session_type),
             note = COALESCE(excluded.note, training_sessions.note), sport = COALESCE(excluded.sport, training_sessions.sport),
             record_start = COALESCE(excluded.record_start, training_sessions.record_start),
             record_end = COALESCE(excluded.record_end, training_sessions.record_end),
             start_time = COALESCE(excluded.start_time, training_sessions.start_time),
             end_time = COALESCE(excluded.end_time, training_sessions.end_time),
             modified = CASE
                 WHEN training_sessions.modified > excluded.modified THEN training_sessions.modified
                 ELSE COALESCE(excluded.modified, training_sessions.modified)
             END, hidden_since = NULL",
    )
    .bind(&session.id.0)
    .bind(&session.team_id.0)
    .bind(&session.name)
    .bind(session.session_type.as_ref().map(SessionType::name))
    .bind(&session.note)
    .bind(&session.sport)
    .bind(session.record_start)
    .bind(session.record_end)
    .bind(session.start)
    .bind(session.end)
    .bind(session.modified)
    .execute(tx)
    .await?;
    Ok(())
}

/// Deletes some of what is kept of players who are not said to have taken part any more; says how many.
pub(super) async fn purge_orphans(tx: &mut Connection) -> Result<u64, StoreError> {
    let players = sqlx::query(
        "DELETE FROM player_sessions WHERE id IN (
             SELECT id FROM player_sessions WHERE NOT EXISTS (
                 SELECT 1 FROM participants WHERE player_session_id = player_sessions.id
             ) LIMIT $1
         )",
    )
    .bind(PURGED_AT_ONCE)
    .execute(tx)
    .await?;
    Ok(players.rows_affected())
}

async fn add_participant(
    tx: &mut Connection,
    session_id: &TrainingSessionId,
    position: i32,
    participant: &Participant,
) -> Result<(), StoreError> {
    let player_session_id = participant.player_session_id.as_ref().map(PlayerSessionId::as_str);
    if let Some(player_session_id) = player_session_id {
        sqlx::query(
            "INSERT INTO player_sessions (id, training_session_id) VALUES ($1, $2)
             ON CONFLICT (id) DO UPDATE SET training_session_id = excluded.training_session_id",
        )
        .bind(player_session_id)
        .bind(&session_id.0)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query(
        "INSERT INTO participants (training_session_id, position, player_id, number, role, player_session_id)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&session_id.0)
    .bind(position)
    .bind(&participant.player_id.0)
    .bind(participant.number)
    .bind(&participant.role)
    .bind(player_session_id)
    .execute(tx)
    .await?;
    Ok(())
}

async fn add_marker(
    tx: &mut Connection,
    session_id: &TrainingSessionId,
    position: i32,
    marker: &Marker,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO markers (training_session_id, position, kind, name, note, start_time, end_time)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&session_id.0)
    .bind(position)
    .bind(&marker.kind)
    .bind(&marker.name)
    .bind(&marker.note)
    .bind(marker.start)
    .bind(marker.end)
    .execute(tx)
    .await?;
    Ok(())
}
