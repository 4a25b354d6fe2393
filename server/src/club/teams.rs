//! Who is signed in, their teams, and one team.

use std::collections::BTreeSet;

use app::{
    error::AppError,
    model::{
        PlayerName, Role, SessionFilter, SessionRow, TeamCard, TeamHead, TeamId, TeamPage,
        TeamsPage, Viewer,
    },
};

use super::{ClubDesk, Person, gathering::Gathering, internal, names};
use crate::{
    store::{Team, TrainingSession},
    sync::Need,
};

impl ClubDesk {
    /// The person: a coach by the club of the teams, and staff by what the coach calls their pass.
    pub(super) async fn viewer_of(&self, person: &Person) -> Result<Viewer, AppError> {
        let grant = match person {
            Person::Coach(grant) => grant,
            Person::Pass(pass) => {
                let role = Role::Pass { sees_health: pass.sees_health };
                return Ok(Viewer { label: pass.label.clone(), role });
            }
        };
        let teams = self.store.teams_of_grant(grant).await.map_err(internal)?;
        let clubs: BTreeSet<String> =
            teams.into_iter().filter_map(|team| team.organisation).collect();
        let label = if clubs.is_empty() {
            "Coach".to_owned()
        } else {
            clubs.into_iter().collect::<Vec<_>>().join(", ")
        };
        Ok(Viewer { label, role: Role::Coach })
    }

    pub(super) async fn teams_page(&self) -> Result<TeamsPage, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        gathering.need(vec![Need::Teams]).await;
        let teams = self.visible_teams(&gathering).await?;
        gathering.need(teams.iter().flat_map(|team| needs_of(&team.id)).collect()).await;
        let mut cards = Vec::with_capacity(teams.len());
        for team in &teams {
            cards.push(self.card(team).await?);
        }
        Ok(TeamsPage { teams: cards, fetching: gathering.fetching() })
    }

    async fn card(&self, team: &Team) -> Result<TeamCard, AppError> {
        let roster = self.store.roster(&team.id).await.map_err(internal)?;
        let newest = self.store.newest_session(&team.id).await.map_err(internal)?;
        Ok(TeamCard {
            team: head(team),
            roster_size: roster.map(|roster| roster.members.len() as u32),
            last_session: newest.as_ref().map(row),
        })
    }

    /// A team that may be seen, with its roster and its sessions as Polar has them now.
    pub(super) async fn visible_team_up_to_date(
        &self,
        gathering: &mut Gathering<'_>,
        team_id: &TeamId,
    ) -> Result<Team, AppError> {
        self.visible_team(gathering, team_id).await?;
        gathering.need(needs_of(team_id).to_vec()).await;
        // What Polar does not show any more has just been taken out of what the grant sees.
        self.visible_team(gathering, team_id).await
    }

    pub(super) async fn team_page(
        &self,
        team_id: &TeamId,
        filter: SessionFilter,
    ) -> Result<TeamPage, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.grant()?);
        let team = self.visible_team_up_to_date(&mut gathering, team_id).await?;
        let roster = self.store.roster(team_id).await.map_err(internal)?;
        let roster: Vec<PlayerName> = roster
            .map_or_else(Vec::new, |roster| roster.members.iter().map(names::of_member).collect());
        let searched = self.person()?.searches();
        let list = self.store.sessions(team_id, &filter, searched).await.map_err(internal)?;
        let season = self.team_season(team_id, filter.week).await?;
        let is_found =
            |player: &&PlayerName| filter.text.is_some() && filter.finds([player.name.as_str()]);
        Ok(TeamPage {
            team: head(&team),
            found: roster.iter().filter(is_found).cloned().collect(),
            roster,
            season,
            filter,
            sessions: list.sessions.iter().map(row).collect(),
            total_sessions: list.total,
            fetching: gathering.fetching(),
        })
    }
}

fn needs_of(team_id: &TeamId) -> [Need; 2] {
    [Need::Team(team_id.clone()), Need::Sessions(team_id.clone())]
}

pub(super) fn head(team: &Team) -> TeamHead {
    TeamHead { id: team.id.clone(), name: name(team), organisation: team.organisation.clone() }
}

/// What a team is called: its id when Polar sent no name.
pub(super) fn name(team: &Team) -> String {
    team.name.clone().unwrap_or_else(|| team.id.0.clone())
}

pub(super) fn row(session: &TrainingSession) -> SessionRow {
    let start = session.start.or(session.record_start);
    let end = session.end.or(session.record_end);
    let duration_ms = start
        .zip(end)
        .and_then(|(start, end)| u32::try_from((end - start).num_milliseconds()).ok());
    SessionRow {
        id: session.id.clone(),
        name: session.name.clone(),
        session_type: session.session_type.clone(),
        start,
        duration_ms,
    }
}
