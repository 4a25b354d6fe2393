//! Who may see what.
//!
//! There is one rule: **a person sees a team** when Polar listed the team for the person's grant and, for somebody who
//! looks through a pass, the pass names it; and then everything of the team. A session is its team's, and a player's recording is the session's that names it. Whatever the rule does not let
//! through does not exist for that person.
//!
//! Polar is asked for the list again when it is five minutes old, behind the page; the page waits for the answer when the
//! list is older than fifteen ([`Sync::may_be_wrong`](crate::sync::Sync::may_be_wrong)). While Polar does not answer,
//! the last list stands.

use app::{
    error::AppError,
    model::{PlayerSessionId, TeamId, TrainingSessionId},
};

use super::{ClubDesk, Person, gathering::Gathering, internal};
use crate::{
    store::{GrantId, GrantTeams, PlayerSession, Team, TrainingSession},
    sync::{Need, Problem},
};

impl ClubDesk {
    /// The person who asks.
    pub(super) fn person(&self) -> Result<&Person, AppError> {
        self.person.as_ref().map_err(AppError::clone)?.as_ref().ok_or(AppError::NotSignedIn)
    }

    /// The grant with which data is fetched for the person.
    pub(super) fn grant(&self) -> Result<&GrantId, AppError> {
        Ok(self.person()?.grant())
    }

    /// The grant of a coach, who may also change something.
    pub(super) fn coach(&self) -> Result<&GrantId, AppError> {
        match self.person()? {
            Person::Coach(grant) => Ok(grant),
            Person::Pass(_) => Err(AppError::CoachesOnly),
        }
    }

    /// For what is open for longer than a request: whether the person's session and pass still live.
    pub(super) async fn must_still_look(&self) -> Result<(), AppError> {
        let now = self.sync.now();
        if let Person::Pass(pass) = self.person()? {
            let pass = self.store.living_pass(&pass.id, now).await.map_err(internal)?;
            pass.ok_or(AppError::NotSignedIn)?;
        }
        if let Some(key) = &self.browser.session {
            let session = self.store.web_session(key, now).await.map_err(internal)?;
            session.ok_or(AppError::NotSignedIn)?;
        }
        Ok(())
    }

    /// The rule.
    async fn must_see(
        &self,
        gathering: &mut Gathering<'_>,
        team_id: &TeamId,
    ) -> Result<(), AppError> {
        let mut listed = self.listed(gathering).await?;
        if listed.is_none() {
            gathering.must_have(Need::Teams).await;
            listed = self.listed(gathering).await?;
        }
        let listed = listed.ok_or_else(|| gathering.failure())?;
        if listed.contains(team_id) { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// The teams that the rule lets through; `None` when Polar has never told which the grant sees, or does not accept
    /// the grant any more.
    pub(super) async fn listed(
        &self,
        gathering: &Gathering<'_>,
    ) -> Result<Option<Vec<TeamId>>, AppError> {
        let person = self.person()?;
        let mut listed = self.teams_seen(gathering.grant()).await?;
        if let Some(known) = &listed {
            if self.sync.may_be_wrong(known) {
                if gathering.check(Need::Teams).await == Some(Problem::ConnectAgain) {
                    return Ok(None);
                }
                listed = self.teams_seen(gathering.grant()).await?;
            } else if !self.sync.is_recent(known) {
                gathering.refresh(Need::Teams).await;
            }
        }
        Ok(listed.map(|listed| {
            listed.teams.into_iter().filter(|team_id| person.is_shown(team_id)).collect()
        }))
    }

    /// The teams that the person sees, by organisation and name; none as long as it is not known which.
    pub(super) async fn visible_teams(
        &self,
        gathering: &Gathering<'_>,
    ) -> Result<Vec<Team>, AppError> {
        let visible = self.listed(gathering).await?.unwrap_or_default();
        let mut teams = self.store.teams_of_grant(gathering.grant()).await.map_err(internal)?;
        teams.retain(|team| visible.contains(&team.id));
        Ok(teams)
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
    /// the coach's own grant. Whoever looks through a pass gets no farther than what is stored, or invented keys would use
    /// up the coach's requests.
    pub(super) async fn visible_session(
        &self,
        gathering: &mut Gathering<'_>,
        session_id: &TrainingSessionId,
    ) -> Result<(TrainingSession, Team), AppError> {
        let mut session = self.stored_session(session_id).await?;
        if session.is_none() {
            if let Person::Pass(_) = self.person()? {
                return Err(AppError::NotFound);
            }
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
