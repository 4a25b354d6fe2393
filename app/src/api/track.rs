use leptos::{
    prelude::*,
    server_fn::codec::{GetUrl, Json},
};

use crate::{
    error::AppError,
    model::{DrawnField, FieldError, PlayerSessionId, Track, Window},
};

/// Where a player was in a window, or in the whole session; `None` when there are no positions.
#[server(prefix = "/api/ui", endpoint = "track", input = GetUrl)]
pub async fn get_track(
    player_session_id: PlayerSessionId,
    window: Option<Window>,
) -> Result<Option<Track>, AppError> {
    super::with_status(crate::port::club()?.track(&player_session_id, window).await)
}

/// Keeps the field of a session's venue for the whole team, or, without one, forgets it.
#[server(prefix = "/api/ui", endpoint = "save_field", input = Json)]
pub async fn save_field(
    /// A player's session at the venue.
    player_session_id: PlayerSessionId,
    /// The field, or nothing to have it fitted again.
    field: Option<DrawnField>,
) -> Result<(), FieldError> {
    crate::port::club()?.save_field(&player_session_id, field).await
}
