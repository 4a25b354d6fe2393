use leptos::{prelude::*, server_fn::codec::GetUrl};

use crate::{
    error::AppError,
    model::{Figures, PlayerSessionId, PlayerSessionPage, SessionPage, TrainingSessionId, Window},
    preferences::Lanes,
};

/// A session with the figures of its squad: of the trimmed session, or of a window.
#[server(prefix = "/api/ui", endpoint = "session", input = GetUrl, client = super::Asking)]
pub async fn get_session(
    session_id: TrainingSessionId,
    window: Option<Window>,
) -> Result<SessionPage, AppError> {
    super::with_status(crate::port::club()?.session(&session_id, window).await)
}

/// One player's recording in a session, with the figures and the chart of the whole or of a window. The chart has
/// those of the lanes that were recorded.
#[server(prefix = "/api/ui", endpoint = "player-session", input = GetUrl, client = super::Asking)]
pub async fn get_player_session(
    session_id: TrainingSessionId,
    player_session_id: PlayerSessionId,
    window: Option<Window>,
    lanes: Lanes,
) -> Result<PlayerSessionPage, AppError> {
    super::with_status(
        crate::port::club()?.player_session(&session_id, &player_session_id, window, lanes).await,
    )
}

/// One player's figures over a window of a session; `None` while its samples are not there.
#[server(prefix = "/api/ui", endpoint = "player-figures", input = GetUrl)]
pub async fn get_player_figures(
    session_id: TrainingSessionId,
    player_session_id: PlayerSessionId,
    window: Window,
) -> Result<Option<Figures>, AppError> {
    super::with_status(
        crate::port::club()?.player_figures(&session_id, &player_session_id, window).await,
    )
}
