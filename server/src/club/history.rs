//! What players usually do.

use std::collections::HashMap;

use app::{
    error::AppError,
    model::{PerFigure, PlayerId, Reference},
};

use super::{ClubDesk, internal};
use crate::store::TrainingSession;

impl ClubDesk {
    /// What is usual for each player of a team before a session: of the last sessions of the same type that the player
    /// took part in. One look into the store for all of them.
    pub(super) async fn references(
        &self,
        session: &TrainingSession,
    ) -> Result<HashMap<PlayerId, PerFigure<Reference>>, AppError> {
        let earlier = self.store.earlier_figures(session, Reference::SESSIONS as u32).await;
        let mut of_players: HashMap<PlayerId, Vec<PerFigure<f64>>> = HashMap::new();
        for (player_id, figures) in earlier.map_err(internal)? {
            of_players.entry(player_id).or_default().push(PerFigure::values(&figures));
        }
        Ok(of_players
            .into_iter()
            .map(|(player_id, sessions)| (player_id, Reference::per_figure(&sessions)))
            .collect())
    }
}
