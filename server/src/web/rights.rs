//! What a player may ask for: that everything about them is deleted. Forms and documents, without scripts.

use app::{
    address,
    answers::Answer,
    files::FilePage,
    model::{PlayerId, PlayerPage, TeamId},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use leptos::config::LeptosOptions;

use super::{addresses::Addresses, document::document};
use crate::{club::ClubDesk, login::CLEARED};

/// The addresses below the page of a player.
pub(super) fn router(options: LeptosOptions) -> Addresses {
    let deletion = format!("{}/delete", PlayerPage::PATH);
    Addresses::new().get(&deletion, ask).post(&deletion, delete).with_state(options)
}

/// Asks whether everything is to be deleted, and says what that is.
async fn ask(
    Path((team_id, player_id)): Path<(TeamId, PlayerId)>,
    State(options): State<LeptosOptions>,
    Extension(desk): Extension<ClubDesk>,
    headers: HeaderMap,
) -> Response {
    let held = desk.held_about(&team_id, &player_id).await;
    let answer = held.map_or_else(Answer::Failed, Answer::DeletionAsked);
    document(answer, &options, &headers)
}

/// Deletes it; what the browser kept for reading offline, too.
async fn delete(
    Path((team_id, player_id)): Path<(TeamId, PlayerId)>,
    State(options): State<LeptosOptions>,
    Extension(desk): Extension<ClubDesk>,
    headers: HeaderMap,
) -> Response {
    match desk.delete_player(&team_id, &player_id).await {
        Ok(()) => (CLEARED, Redirect::to(&address::after_deletion(&team_id))).into_response(),
        Err(error) => document(Answer::Failed(error), &options, &headers),
    }
}
