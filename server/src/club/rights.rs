//! What a player may ask of who holds the data: to know what it is, and that it is deleted. Coaches do it for them.

use app::{
    answers::HeldPlayer,
    error::AppError,
    model::{AuditAction, PlayerId, TeamId},
};

use super::{ClubDesk, gathering::Gathering, internal, season::day, teams};

impl ClubDesk {
    /// What is held here about a player of a team; nobody is asked for more.
    pub async fn held_about(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<HeldPlayer, AppError> {
        let mut gathering = Gathering::new(&self.sync, self.coach()?);
        let team = self.visible_team(&mut gathering, team_id).await?;
        let parts = self.store.participations(team_id, player_id).await.map_err(internal)?;
        let names = self.names(team_id).await?;
        let player = names.of_player(player_id, !parts.is_empty()).ok_or(AppError::NotFound)?;
        Ok(HeldPlayer {
            team: team_id.clone(),
            team_name: teams::name(&team),
            player: player_id.clone(),
            name: player.name,
            sessions: parts.len() as u32,
            since: parts.iter().find_map(|part| day(&part.session)),
        })
    }

    /// Deletes everything about a player of a team, for good.
    pub async fn delete_player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<(), AppError> {
        self.held_about(team_id, player_id).await?;
        let now = self.sync.now();
        // The log is not where the name lives on.
        let subject = Some(player_id.0.clone());
        self.store.delete_player(team_id, player_id, now).await.map_err(internal)?;
        self.columns.clear();
        tracing::info!(team = %team_id, "everything about a player was deleted");
        self.note(AuditAction::PlayerDeleted, subject, Some(vec![team_id.clone()])).await;
        // Whatever shows how much is here counts again.
        self.sync.tell();
        Ok(())
    }
}
