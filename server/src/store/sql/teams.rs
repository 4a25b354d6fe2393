use app::model::{PlayerId, TeamId};
use async_trait::async_trait;
use chrono::{DateTime, Utc};

use super::{Connection, DbStore, StoreError, json, players::is_deleted};
use crate::store::{
    GrantId, Member, Roster, SessionReads, SportProfile, SprintThreshold, Team, TeamStore,
};

/// Whether a grant that has not ended sees the team, in a query over `teams`.
macro_rules! is_seen {
    () => {
        "EXISTS (SELECT 1 FROM grant_teams JOIN grants ON grants.id = grant_id WHERE team_id = teams.id AND NOT ended)"
    };
}

/// How many sessions are deleted in one transaction: some megabytes of recordings.
pub(super) const PURGED_AT_ONCE: i64 = 10;

#[derive(sqlx::FromRow)]
struct TeamRow {
    id: String,
    name: Option<String>,
    organisation: Option<String>,
}

impl From<TeamRow> for Team {
    fn from(row: TeamRow) -> Self {
        Self { id: TeamId(row.id), name: row.name, organisation: row.organisation }
    }
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    player_id: String,
    number: Option<i32>,
    role: Option<String>,
    first_name: Option<String>,
    last_name: Option<String>,
    former: bool,
}

impl From<MemberRow> for Member {
    fn from(row: MemberRow) -> Self {
        Self {
            player_id: PlayerId(row.player_id),
            number: row.number,
            role: row.role,
            first_name: row.first_name,
            last_name: row.last_name,
        }
    }
}

#[derive(sqlx::FromRow)]
struct SportProfileRow {
    sport: Option<String>,
    heart_rate_zones_bpm: String,
    speed_zones_kmh: String,
    sprint_speed_kmh: Option<f64>,
    sprint_acceleration_ms2: Option<f64>,
}

#[async_trait]
impl TeamStore for DbStore {
    async fn put_teams(&self, teams: &[Team]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        for team in teams {
            put_team(&mut tx, team).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn team(&self, id: &TeamId) -> Result<Option<Team>, StoreError> {
        let row =
            sqlx::query_as::<_, TeamRow>("SELECT id, name, organisation FROM teams WHERE id = $1")
                .bind(&id.0)
                .fetch_optional(&self.readers)
                .await?;
        Ok(row.map(Team::from))
    }

    async fn teams_of_grant(&self, id: &GrantId) -> Result<Vec<Team>, StoreError> {
        let rows = sqlx::query_as::<_, TeamRow>(
            "SELECT teams.id, name, organisation FROM teams
             JOIN grant_teams ON team_id = teams.id JOIN grants ON grants.id = grant_id
             WHERE grants.id = $1 AND NOT ended ORDER BY organisation NULLS LAST, name NULLS LAST, teams.id",
        )
        .bind(&id.0)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(Team::from).collect())
    }

    async fn put_roster(
        &self,
        team: &Team,
        members: &[Member],
        profiles: &[SportProfile],
        read_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        put_team(&mut tx, team).await?;
        sqlx::query("UPDATE teams SET roster_read_at = $1 WHERE id = $2")
            .bind(read_at)
            .bind(&team.id.0)
            .execute(&mut *tx)
            .await?;
        sqlx::query("UPDATE roster_members SET former = TRUE WHERE team_id = $1")
            .bind(&team.id.0)
            .execute(&mut *tx)
            .await?;
        for member in members {
            if is_deleted(&mut tx, &team.id, &member.player_id).await? {
                continue;
            }
            put_member(&mut tx, &team.id, member).await?;
        }
        sqlx::query("DELETE FROM sport_profiles WHERE team_id = $1")
            .bind(&team.id.0)
            .execute(&mut *tx)
            .await?;
        for (position, profile) in (0_i32..).zip(profiles) {
            add_sport_profile(&mut tx, &team.id, position, profile).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn roster(&self, id: &TeamId) -> Result<Option<Roster>, StoreError> {
        let mut tx = self.read().await?;
        let read_at = sqlx::query_scalar::<_, Option<DateTime<Utc>>>(
            "SELECT roster_read_at FROM teams WHERE id = $1",
        )
        .bind(&id.0)
        .fetch_optional(&mut *tx)
        .await?
        .flatten();
        let Some(read_at) = read_at else { return Ok(None) };
        let rows = sqlx::query_as::<_, MemberRow>(
            "SELECT player_id, number, role, first_name, last_name, former FROM roster_members
             WHERE team_id = $1 ORDER BY number NULLS LAST, last_name, first_name, player_id",
        )
        .bind(&id.0)
        .fetch_all(&mut *tx)
        .await?;
        let (former, members): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.former);
        Ok(Some(Roster {
            members: members.into_iter().map(Member::from).collect(),
            former: former.into_iter().map(Member::from).collect(),
            read_at,
        }))
    }

    async fn sport_profiles(&self, id: &TeamId) -> Result<Vec<SportProfile>, StoreError> {
        let rows = sqlx::query_as::<_, SportProfileRow>(
            "SELECT sport, heart_rate_zones_bpm, speed_zones_kmh, sprint_speed_kmh, sprint_acceleration_ms2
             FROM sport_profiles WHERE team_id = $1 ORDER BY position",
        )
        .bind(&id.0)
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| sport_profile(id, row)).collect()
    }

    async fn purge_unseen_teams(
        &self,
        now: DateTime<Utc>,
        unseen_since: DateTime<Utc>,
    ) -> Result<Vec<TeamId>, StoreError> {
        loop {
            let mut tx = self.write().await?;
            mark_unseen(&mut tx, now).await?;
            if !purge_sessions(&mut tx, unseen_since).await? {
                let mut purged = sqlx::query_scalar::<_, String>(
                    "DELETE FROM teams WHERE unseen_since < $1 RETURNING id",
                )
                .bind(unseen_since)
                .fetch_all(&mut *tx)
                .await?;
                tx.commit().await?;
                purged.sort_unstable();
                return Ok(purged.into_iter().map(TeamId).collect());
            }
            tx.commit().await?;
        }
    }

    async fn session_reads(&self, id: &TeamId) -> Result<SessionReads, StoreError> {
        let reads = sqlx::query_as::<_, (Option<DateTime<Utc>>, Option<DateTime<Utc>>)>(
            "SELECT recent_sessions_read_at, all_sessions_read_at FROM teams WHERE id = $1",
        )
        .bind(&id.0)
        .fetch_optional(&self.readers)
        .await?;
        Ok(reads.map_or_else(SessionReads::default, |(recent_at, all_at)| SessionReads {
            recent_at,
            all_at,
        }))
    }
}

/// Notes of each team whether a living grant sees it, and if not, since when.
async fn mark_unseen(tx: &mut Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    // A team whose mark is wrong gets the other one.
    sqlx::query(concat!(
        "UPDATE teams SET unseen_since = CASE WHEN unseen_since IS NULL THEN $1 END
         WHERE (unseen_since IS NULL) <> ",
        is_seen!()
    ))
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Deletes some sessions of teams that have not been seen for long: few, so that nobody waits long for the database.
/// Should the team be seen again, its list of sessions is read anew. Returns whether there were any.
async fn purge_sessions(
    tx: &mut Connection,
    unseen_since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    sqlx::query(
        "UPDATE teams SET recent_sessions_read_at = NULL, all_sessions_read_at = NULL WHERE unseen_since < $1",
    )
    .bind(unseen_since)
    .execute(&mut *tx)
    .await?;
    let deleted = sqlx::query(
        "DELETE FROM training_sessions WHERE id IN (
             SELECT training_sessions.id FROM training_sessions JOIN teams ON teams.id = team_id
             WHERE unseen_since < $1 LIMIT $2
         )",
    )
    .bind(unseen_since)
    .bind(PURGED_AT_ONCE)
    .execute(&mut *tx)
    .await?;
    Ok(deleted.rows_affected() > 0)
}

fn sport_profile(team_id: &TeamId, row: SportProfileRow) -> Result<SportProfile, StoreError> {
    let id = team_id.as_str();
    Ok(SportProfile {
        sport: row.sport,
        heart_rate_zones_bpm: json::from_text(
            "sport_profiles.heart_rate_zones_bpm",
            id,
            &row.heart_rate_zones_bpm,
        )?,
        speed_zones_kmh: json::from_text(
            "sport_profiles.speed_zones_kmh",
            id,
            &row.speed_zones_kmh,
        )?,
        sprint: row
            .sprint_speed_kmh
            .map(SprintThreshold::SpeedKmh)
            .or(row.sprint_acceleration_ms2.map(SprintThreshold::AccelerationMs2)),
    })
}

/// Makes sure that a team is there, by its key alone, for rows that belong to it.
pub(super) async fn note_team(tx: &mut Connection, id: &TeamId) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO teams (id) VALUES ($1) ON CONFLICT DO NOTHING")
        .bind(&id.0)
        .execute(tx)
        .await?;
    Ok(())
}

async fn put_team(tx: &mut Connection, team: &Team) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO teams (id, name, organisation) VALUES ($1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, organisation = excluded.organisation",
    )
    .bind(&team.id.0)
    .bind(&team.name)
    .bind(&team.organisation)
    .execute(tx)
    .await?;
    Ok(())
}

async fn put_member(
    tx: &mut Connection,
    team_id: &TeamId,
    member: &Member,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO roster_members (team_id, player_id, number, role, first_name, last_name, former)
         VALUES ($1, $2, $3, $4, $5, $6, FALSE)
         ON CONFLICT (team_id, player_id) DO UPDATE SET number = excluded.number, role = excluded.role,
             first_name = excluded.first_name, last_name = excluded.last_name, former = FALSE",
    )
    .bind(&team_id.0)
    .bind(&member.player_id.0)
    .bind(member.number)
    .bind(&member.role)
    .bind(&member.first_name)
    .bind(&member.last_name)
    .execute(tx)
    .await?;
    Ok(())
}

async fn add_sport_profile(
    tx: &mut Connection,
    team_id: &TeamId,
    position: i32,
    profile: &SportProfile,
) -> Result<(), StoreError> {
    let (sprint_speed_kmh, sprint_acceleration_ms2) = match profile.sprint {
        Some(SprintThreshold::SpeedKmh(kmh)) => (Some(kmh), None),
        Some(SprintThreshold::AccelerationMs2(ms2)) => (None, Some(ms2)),
        None => (None, None),
    };
    sqlx::query(
        "INSERT INTO sport_profiles
             (team_id, position, sport, heart_rate_zones_bpm, speed_zones_kmh, sprint_speed_kmh,
              sprint_acceleration_ms2)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&team_id.0)
    .bind(position)
    .bind(&profile.sport)
    .bind(json::to_text(&profile.heart_rate_zones_bpm)?)
    .bind(json::to_text(&profile.speed_zones_kmh)?)
    .bind(sprint_speed_kmh)
    .bind(sprint_acceleration_ms2)
    .execute(tx)
    .await?;
    Ok(())
}
