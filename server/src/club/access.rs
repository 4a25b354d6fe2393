//! Who may see what.
//!
//! There is one rule: **a grant sees a team** when Polar listed the team for it, and then everything of the team.
//! A session is its team's, and a player's recording is the session's that names it. Whatever the rule does not let
//! through does not exist for that person.

use app::{
    error::AppError,
    model::{PlayerSessionId, TeamId, TrainingSessionId},
};

use super::{ClubDesk, gathering::Gathering, internal};
use crate::{
    store::{GrantId, GrantTeams, PlayerSession, Team, TrainingSession},
    sync::Need,
};

impl ClubDesk {
    /// The grant of the person who asks.
    pub(super) fn grant(&self) -> Result<&GrantId, AppError> {
        self.grant.as_ref().map_err(AppError::clone)?.as_ref().ok_or(AppError::NotSignedIn)
    }

    /// The rule.
    async fn must_see(
        &self,
        gathering: &mut Gathering<'_>,
        team_id: &TeamId,
    ) -> Result<(), AppError> {
        let mut listed = self.teams_seen(gathering.grant()).await?;
        match &listed {
            Some(listed) if self.sync.is_recent(listed) => {}
            Some(_) => gathering.refresh(Need::Teams).await,
            None => {
                gathering.must_have(Need::Teams).await;
                listed = self.teams_seen(gathering.grant()).await?;
            }
        }
        let listed = listed.ok_or_else(|| gathering.failure())?;
        if listed.teams.contains(team_id) { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// A team that may be seen.
    pub(super) async fn visible_team(
        &self,
        gathering: &mut Gathering<'_>,
        team_id: &TeamId,
    ) -> Result<Team, AppError> {
        self.must_see(gathering, team_id).await?;
        self.store.team(team_id).await.map_err(internal)?.ok_or(AppError::NotFound)
    }

    /// A session and its team. One that is not stored may just not have been fetched yet: then Polar is asked with
    /// the person's own grant.
    pub(super) async fn visible_session(
        &self,
        gathering: &mut Gathering<'_>,
        session_id: &TrainingSessionId,
    ) -> Result<(TrainingSession, Team), AppError> {
        let mut session = self.stored_session(session_id).await?;
        if session.is_none() {
            gathering.must_have(Need::Session(session_id.clone())).await;
            session = self.stored_session(session_id).await?;
        }
        let session = session.ok_or_else(|| gathering.failure())?;
        let team = self.visible_team(gathering, &session.team_id).await?;
        Ok((session, team))
    }

    /// Where a player's recording belongs, for addresses that do not name its session.
    pub(super) async fn visible_player_session(
        &self,
        gathering: &mut Gathering<'_>,
        id: &PlayerSessionId,
    ) -> Result<PlayerSession, AppError> {
        let player_session =
            self.store.player_session(id).await.map_err(internal)?.ok_or(AppError::NotFound)?;
        self.must_see(gathering, &player_session.session.team_id).await?;
        Ok(player_session)
    }

    /// The teams that the grant sees; `None` when Polar has never told.
    async fn teams_seen(&self, grant: &GrantId) -> Result<Option<GrantTeams>, AppError> {
        self.store.grant_teams(grant).await.map_err(internal)
    }

    /// A session by its key alone: no answer to anybody before the rule.
    pub(super) async fn stored_session(
        &self,
        session_id: &TrainingSessionId,
    ) -> Result<Option<TrainingSession>, AppError> {
        self.store.session(session_id).await.map_err(internal)
    }
}
