//! What people do to a season after the fact.

use chrono::NaiveDateTime;

use super::{Entity, Season};

/// There is nothing with this id, or nothing of the right kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the season has no {kind} with the id {id:?}")]
pub struct UnknownId {
    kind: &'static str,
    id: String,
}

impl UnknownId {
    fn session(id: &str) -> Self {
        Self { kind: "session", id: id.to_owned() }
    }
}

impl Season {
    /// Changes name and `modified` of a team session with its player sessions, or of one player
    /// session.
    pub(crate) fn touch(&mut self, id: &str, now: NaiveDateTime) -> Result<(), UnknownId> {
        let (team_session, player_sessions) = self.session(id)?;
        if let Some(index) = team_session {
            let session = &mut self.team_sessions[index];
            session.modified = now;
            edit(&mut session.name);
        }
        for index in player_sessions {
            let session = &mut self.player_sessions[index];
            session.modified = now;
            edit(&mut session.name);
        }
        Ok(())
    }

    /// Removes a team session with its player sessions, or one player session. Indexes stay valid.
    pub(crate) fn remove(&mut self, id: &str) -> Result<(), UnknownId> {
        let (team_session, player_sessions) = self.session(id)?;
        if let Some(index) = team_session {
            let session = &self.team_sessions[index];
            self.by_id.remove(&session.id);
            self.teams[session.team].sessions.retain(|other| *other != index);
        }
        for index in player_sessions {
            let session = &self.player_sessions[index];
            self.by_id.remove(&session.id);
            let member = &mut self.teams[session.team].roster[session.member];
            member.sessions.retain(|other| *other != index);
            if let Some(team_session) = self.team_session_of(index).map(|session| session.index) {
                for participant in &mut self.team_sessions[team_session].participants {
                    participant.player_session.take_if(|other| *other == index);
                }
            }
        }
        Ok(())
    }

    /// Takes a team away from its coach, or gives it back.
    pub(crate) fn set_taken(&mut self, id: &str, taken: bool) -> Result<(), UnknownId> {
        match self.by_id.get(id) {
            Some(Entity::Team(index)) => {
                self.teams[*index].taken = taken;
                Ok(())
            }
            _ => Err(UnknownId { kind: "team", id: id.to_owned() }),
        }
    }

    /// The team session with this id, if it is one, and the player sessions in it or with this id.
    fn session(&self, id: &str) -> Result<(Option<usize>, Vec<usize>), UnknownId> {
        match self.by_id.get(id) {
            Some(Entity::TeamSession(index)) => {
                let participants = &self.team_sessions[*index].participants;
                let player_sessions = participants.iter().filter_map(|one| one.player_session);
                Ok((Some(*index), player_sessions.collect()))
            }
            Some(Entity::PlayerSession(index)) => Ok((None, vec![*index])),
            _ => Err(UnknownId::session(id)),
        }
    }
}

/// A session without a name gets one.
fn edit(name: &mut Option<String>) {
    let edited = format!("{} (edited)", name.as_deref().unwrap_or_default());
    *name = Some(edited.trim_start().to_owned());
}
