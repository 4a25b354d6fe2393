//! The audit log: what the desk writes into it, and what of it concerns a coach.

use app::{
    error::AppError,
    model::{AuditAction, AuditActor, AuditPage, AuditRow, TeamId},
};

use super::{ClubDesk, Person, gathering::Gathering, internal, teams};
use crate::{
    audit,
    store::{AuditEntry, Team},
};

impl ClubDesk {
    /// Writes down what the person at the desk did. Without teams it concerns those that the person's grant sees.
    pub(crate) async fn note(
        &self,
        action: AuditAction,
        subject: Option<String>,
        teams: Option<Vec<TeamId>>,
    ) {
        let Ok(person) = self.person() else { return };
        let (actor, actor_name) = match person {
            Person::Coach(_) => (AuditActor::Coach, self.browser.device.clone()),
            Person::Pass(pass) => (AuditActor::Pass, Some(pass.label.clone())),
        };
        let now = self.sync.now();
        let entry = audit::entry_of(&*self.store, now, action, actor, Some(person.grant())).await;
        let teams = teams.unwrap_or_else(|| entry.teams.clone());
        audit::note(&*self.store, &AuditEntry { actor_name, subject, teams, ..entry }).await;
    }

    pub(super) async fn pause(&self, paused: bool) -> Result<(), AppError> {
        self.coach()?;
        self.sync.set_paused(paused).await.map_err(internal)?;
        // Fetching stands still for everybody.
        let action = if paused { AuditAction::SyncPaused } else { AuditAction::SyncResumed };
        let now = self.sync.now();
        let entry = audit::entry_of(&*self.store, now, action, AuditActor::Coach, None).await;
        let actor_name = self.browser.device.clone();
        audit::note(&*self.store, &AuditEntry { actor_name, ..entry }).await;
        Ok(())
    }

    pub(super) async fn audit_page(&self, page: u32) -> Result<AuditPage, AppError> {
        let gathering = Gathering::new(&self.sync, self.coach()?);
        let teams = self.visible_teams(&gathering).await?;
        let ids: Vec<TeamId> = teams.iter().map(|team| team.id.clone()).collect();
        let (count, skipped) = (AuditPage::ENTRIES, page.saturating_mul(AuditPage::ENTRIES));
        let entries = self.store.audit_entries(gathering.grant(), &ids, skipped, count + 1).await;
        let mut entries = entries.map_err(internal)?;
        let has_older = entries.len() > count as usize;
        entries.truncate(count as usize);
        let entries = entries.into_iter().map(|entry| row(entry, &teams)).collect();
        Ok(AuditPage { entries, page, has_older })
    }
}

fn row(entry: AuditEntry, teams: &[Team]) -> AuditRow {
    let concerned = teams.iter().filter(|team| entry.teams.contains(&team.id));
    AuditRow {
        at: entry.at.naive_utc(),
        action: entry.action,
        actor: entry.actor,
        actor_name: entry.actor_name,
        subject: entry.subject,
        teams: concerned.map(teams::name).collect(),
    }
}
