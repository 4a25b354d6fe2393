//! What a player may ask of who holds the data: to know what it is, and that it is deleted. Coaches do it for them.

use app::{
    answers::HeldPlayer,
    error::AppError,
    model::{AuditAction, PlayerId, TeamId},
};
use tracing::Instrument;

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

    /// Deletes everything about a player of a team, for good. Once begun it is done to its end, also when nobody waits for
    /// the answer any more.
    pub async fn delete_player(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<(), AppError> {
        self.held_about(team_id, player_id).await?;
        let (desk, team_id, player_id) = (self.clone(), team_id.clone(), player_id.clone());
        let deletion = async move { desk.delete_for_good(&team_id, &player_id).await };
        tokio::spawn(deletion.in_current_span()).await.map_err(internal)?
    }

    async fn delete_for_good(
        &self,
        team_id: &TeamId,
        player_id: &PlayerId,
    ) -> Result<(), AppError> {
        let now = self.sync.now();
        self.store.delete_player(team_id, player_id, now).await.map_err(internal)?;
        tracing::info!(team = %team_id, "a player was deleted");
        // Written down before the recordings go, which takes a while. The log is not where the name lives on.
        let subject = Some(player_id.0.clone());
        self.note(AuditAction::PlayerDeleted, subject, Some(vec![team_id.clone()])).await;
        let purged = self.store.purge_orphans().await;
        self.columns.clear();
        // Whatever shows how much is here counts again.
        self.sync.tell();
        purged.map_err(internal)?;
        self.store.wipe().await.map_err(internal)
    }
}
