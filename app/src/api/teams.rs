use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{
    error::AppError,
    model::{SessionFilter, TeamId, TeamPage, TeamsPage},
};

/// The teams that the person sees.
#[server(prefix = "/api/ui", endpoint = "teams", input = GetUrl, client = super::Asking)]
pub async fn get_teams() -> Result<TeamsPage, AppError> {
    super::with_status(crate::port::club()?.teams().await)
}

/// A team with its roster and one page of its sessions.
#[server(prefix = "/api/ui", endpoint = "team", input = GetUrl, client = super::Asking)]
pub async fn get_team(team_id: TeamId, filter: SessionFilter) -> Result<TeamPage, AppError> {
    super::with_status(crate::port::club()?.team(&team_id, filter).await)
}
