use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{
    error::AppError,
    model::{PlayerFilter, PlayerId, PlayerPage, TeamId},
};

/// A player's sessions with a team over time.
#[server(prefix = "/api/ui", endpoint = "player", input = GetUrl, client = super::Asking)]
pub async fn get_player(
    team_id: TeamId,
    player_id: PlayerId,
    filter: PlayerFilter,
) -> Result<PlayerPage, AppError> {
    super::with_status(crate::port::club()?.player(&team_id, &player_id, filter).await)
}
