//! The passes that a coach has handed out.

use app::{
    error::AppError,
    model::{AuditAction, PassId, PassRow, PassState, PassesPage, TeamId},
};
use chrono::{DateTime, Utc};

use super::{ClubDesk, gathering::Gathering, internal, seconds, teams};
use crate::store::{GrantId, Pass, Team};

impl ClubDesk {
    /// The grant of a coach who sees all of these teams, and may hand out passes for them.
    pub async fn may_hand_out(&self, team_ids: &[TeamId]) -> Result<GrantId, AppError> {
        let grant = self.coach()?;
        let mut gathering = Gathering::new(&self.sync, grant);
        for team_id in team_ids {
            self.visible_team(&mut gathering, team_id).await?;
        }
        Ok(grant.clone())
    }

    pub(super) async fn passes_page(&self) -> Result<PassesPage, AppError> {
        let (teams, passes) = self.own_passes().await?;
        let now = self.sync.now();
        let mut rows = Vec::with_capacity(passes.len());
        for pass in passes {
            let lives = self.store.living_pass(&pass.id, now).await.map_err(internal)?.is_some();
            rows.push(row(pass, lives, &teams, now));
        }
        Ok(PassesPage { teams: teams.iter().map(teams::head).collect(), passes: rows })
    }

    pub(super) async fn end_pass(&self, pass_id: &PassId) -> Result<(), AppError> {
        let (_, passes) = self.own_passes().await?;
        let pass = passes.into_iter().find(|pass| pass.id == *pass_id).ok_or(AppError::NotFound)?;
        self.store.revoke_pass(pass_id, self.sync.now()).await.map_err(internal)?;
        tracing::info!(pass = %pass_id, "a pass was revoked");
        self.note(AuditAction::PassRevoked, Some(pass.label), Some(pass.teams)).await;
        // Streams that are open through it look again.
        self.sync.tell();
        Ok(())
    }

    /// The coach's teams, and the passes that see one of these: whoever answers for a team can close it to all that look
    /// at it.
    async fn own_passes(&self) -> Result<(Vec<Team>, Vec<Pass>), AppError> {
        let gathering = Gathering::new(&self.sync, self.coach()?);
        let teams = self.visible_teams(&gathering).await?;
        let ids: Vec<TeamId> = teams.iter().map(|team| team.id.clone()).collect();
        let passes = self.store.passes_of_teams(&ids).await.map_err(internal)?;
        Ok((teams, passes))
    }
}

fn row(pass: Pass, lives: bool, teams: &[Team], now: DateTime<Utc>) -> PassRow {
    let left = seconds(pass.expires_at, now);
    let state = match pass.opened_at {
        _ if pass.revoked_at.is_some() => PassState::Revoked,
        _ if pass.expires_at <= now => PassState::Expired,
        _ if !lives => PassState::Disconnected,
        Some(_) => PassState::Open(left),
        None => PassState::Waiting(left),
    };
    let seen = teams.iter().filter(|team| pass.teams.contains(&team.id));
    let seen: Vec<_> = seen.map(teams::name).collect();
    PassRow {
        other_teams: (pass.teams.len() - seen.len()) as u32,
        teams: seen,
        id: pass.id,
        label: pass.label,
        sees_health: pass.sees_health,
        state,
        made_before_s: seconds(now, pass.created_at),
        last_used_before_s: pass.last_used_at.map(|at| seconds(now, at)),
    }
}
