//! Teams, rosters and lists of sessions.

use app::model::{AuditAction, AuditActor, PlayerId, SessionType, TeamId, TrainingSessionId};
use chrono::TimeDelta;
use futures::TryStreamExt;
use polar::{
    ApiError, Period,
    model::{self as polar_model, List},
};

use super::{Asker, FetchError, Fetcher};
use crate::{
    audit,
    store::{AuditEntry, Member, SportProfile, SprintThreshold, Team, TrainingSession},
    sync::{Problem, freshness::is_old},
};

/// How long a complete list of sessions stands, during which only recent sessions are listed again. Older ones
/// hardly change, and when somebody opens one, its details tell.
const COMPLETE_LIST_LIFETIME: TimeDelta = TimeDelta::hours(12);

/// For how long the list of a grant's teams tells whether it has lost one.
const LIST_OF_TEAMS_TELLS: TimeDelta = TimeDelta::seconds(30);

/// How far back "recent" goes from the newest session: sessions are added late and edited for some days.
const RECENT: TimeDelta = TimeDelta::days(14);

impl Fetcher {
    /// Reads which teams the grant sees.
    pub(super) async fn teams(&self, asker: &Asker) -> Result<(), FetchError> {
        let read_at = self.now();
        let teams = match self
            .call(asker, async |token| self.client.teams(&token, &asker.urgency).await)
            .await
        {
            // Whoever may not even see the list sees no team.
            Err(error) if error.problem() == Problem::NotVisible => Vec::new(),
            teams => teams?.into_iter().collect(),
        };
        let teams: Vec<Team> = teams.into_iter().map(team).collect();
        self.store.put_teams(&teams).await?;
        let ids: Vec<TeamId> = teams.into_iter().map(|team| team.id).collect();
        let before = self.store.grant_teams(&asker.grant).await?;
        self.store.set_grant_teams(&asker.grant, &ids, read_at).await?;
        let lost = before.map(|before| before.teams).unwrap_or_default();
        let lost: Vec<TeamId> = lost.into_iter().filter(|id| !ids.contains(id)).collect();
        if !lost.is_empty() {
            let (action, actor) = (AuditAction::AccessLost, AuditActor::Polar);
            let entry =
                audit::entry_of(&*self.store, read_at, action, actor, Some(&asker.grant)).await;
            audit::note(&*self.store, &AuditEntry { teams: lost, ..entry }).await;
        }
        Ok(())
    }

    /// Reads who is on a team, and its zones.
    pub(super) async fn team(&self, asker: &Asker, id: &TeamId) -> Result<(), FetchError> {
        let read_at = self.now();
        let details = self
            .call(asker, async |token| self.client.team(&token, &asker.urgency, id.as_str()).await)
            .await?;
        let profiles = match details.sport_profiles.sent() {
            0 => self.sport_profiles(asker, id).await?,
            _ => Some(details.sport_profiles),
        };
        let members: Vec<Member> = details.players.into_iter().map(member).collect();
        let profiles: Vec<SportProfile> = match profiles {
            Some(profiles) => profiles.into_iter().map(sport_profile).collect(),
            None => self.store.sport_profiles(id).await?,
        };
        // The team goes by the id that was asked for.
        let team = Team { id: id.clone(), ..team(details.team) };
        Ok(self.store.put_roster(&team, &members, &profiles, read_at).await?)
    }

    /// Reads a team's zones; `None` when Polar does not tell: the service may be older than they are, and a roster
    /// is worth having without them.
    async fn sport_profiles(
        &self,
        asker: &Asker,
        id: &TeamId,
    ) -> Result<Option<List<polar_model::SportProfile>>, FetchError> {
        let profiles = self
            .call(asker, async |token| {
                self.client.sport_profiles(&token, &asker.urgency, id.as_str()).await
            })
            .await;
        match profiles {
            Err(FetchError::Polar(error)) if !matches!(error, ApiError::NotSignedIn { .. }) => {
                tracing::info!(%error, "Polar does not tell a team's zones");
                Ok(None)
            }
            profiles => profiles.map(Some),
        }
    }

    /// Reads a team's sessions: all that are kept now and then, else the recent ones.
    pub(super) async fn sessions(&self, asker: &Asker, team_id: &TeamId) -> Result<(), FetchError> {
        let read_at = self.now();
        let reads = self.store.session_reads(team_id).await?;
        let complete_list_stands =
            reads.all_at.is_some_and(|at| !is_old(at, COMPLETE_LIST_LIFETIME, read_at));
        let newest = self.store.newest_session(team_id).await?.and_then(|newest| newest.zero());
        // A session with a date in the future must not make those of today look old.
        let newest = newest.map(|newest| newest.min(read_at.naive_utc()));
        let recent = newest.filter(|_| complete_list_stands).map(|newest| newest - RECENT);
        let since = recent.max(self.training_retention.begins(read_at));
        let sessions = self
            .call(asker, async |token| {
                let period = Period { since, until: None };
                self.client
                    .training_sessions(&token, &asker.urgency, team_id.as_str(), period)
                    .try_fold(Vec::new(), async |mut all, page| {
                        all.extend(page);
                        Ok(all)
                    })
                    .await
            })
            .await?;
        let sessions: Vec<TrainingSession> = sessions
            .into_iter()
            .map(|session| training_session(session, team_id))
            .filter(|session| self.training_retention.keeps(session, read_at))
            .collect();
        Ok(self.store.put_session_list(team_id, &sessions, recent.is_none(), read_at).await?)
    }

    /// Fetches something of a team. When Polar says that there is no such thing, the grant may not see the team any
    /// more: the list of its teams tells.
    pub(super) async fn of_team(
        &self,
        asker: &Asker,
        fetch: impl Future<Output = Result<(), FetchError>>,
    ) -> Result<(), FetchError> {
        let fetched = fetch.await;
        let refused = |error: &FetchError| {
            use ApiError::{Forbidden, NotFound};
            matches!(error, FetchError::Polar(NotFound { .. } | Forbidden { .. }))
        };
        if fetched.as_ref().is_err_and(refused) {
            self.look_at_teams(asker).await?;
        }
        fetched
    }

    /// Reads the list of the grant's teams, unless that was done a moment ago: when several things are refused at once,
    /// one list tells about all.
    pub(super) async fn look_at_teams(&self, asker: &Asker) -> Result<(), FetchError> {
        let listed = self.store.grant_teams(&asker.grant).await?;
        if listed.is_none_or(|listed| self.now() - listed.read_at >= LIST_OF_TEAMS_TELLS) {
            self.teams(asker).await?;
        }
        Ok(())
    }
}

fn team(team: polar_model::Team) -> Team {
    Team { id: TeamId(team.id), name: team.name, organisation: team.organisation }
}

fn member(player: polar_model::Player) -> Member {
    Member {
        player_id: PlayerId(player.id),
        number: player.number,
        role: player.role,
        first_name: player.first_name,
        last_name: player.last_name,
    }
}

/// A session as lists and details tell it. It belongs to the team that it was asked of.
pub(super) fn training_session(
    session: polar_model::TrainingSession,
    team_id: &TeamId,
) -> TrainingSession {
    TrainingSession {
        id: TrainingSessionId(session.id),
        team_id: team_id.clone(),
        name: session.name,
        session_type: session.session_type.map(|kind| SessionType::from_name(kind.as_str())),
        note: session.note,
        sport: session.sport,
        arena: None,
        record_start: session.record_start_time.map(|stamp| stamp.wall),
        record_end: session.record_end_time.map(|stamp| stamp.wall),
        start: session.start_time.map(|stamp| stamp.wall),
        end: session.end_time.map(|stamp| stamp.wall),
        modified: session.modified,
        details: None,
    }
}

fn sport_profile(profile: polar_model::SportProfile) -> SportProfile {
    let limits = |zones: List<polar_model::ZoneLimits>| {
        zones.into_iter().map(|zone| (zone.lower, zone.upper)).collect()
    };
    let zones = profile.zones.unwrap_or_default();
    let sprint = match profile.sprint_threshold_type.as_deref() {
        Some("SPEED") => profile.sprint_threshold.map(SprintThreshold::SpeedKmh),
        Some("ACCELERATION") => profile.sprint_threshold.map(SprintThreshold::AccelerationMs2),
        _ => None,
    };
    SportProfile {
        sport: profile.sport,
        heart_rate_zones_bpm: limits(zones.heart_rate_bpm),
        speed_zones_kmh: limits(zones.speed_kmh),
        sprint,
    }
}
