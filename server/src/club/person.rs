//! Who asks.

use app::model::{Channel, TeamId};

use crate::store::{GrantId, Pass, SearchedIn};

/// Who asks: a coach, or staff through a pass that a coach made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    /// A coach, who signed in with Polar.
    Coach(GrantId),
    /// Somebody who looks through a pass. It lived when the request came.
    Pass(Pass),
}

/// The browser in which somebody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// The key under which its session is kept; `None` for none.
    pub session: Option<Vec<u8>>,
    /// What it calls itself.
    pub device: Option<String>,
}

impl From<GrantId> for Person {
    fn from(grant: GrantId) -> Self {
        Self::Coach(grant)
    }
}

impl Person {
    /// The grant with which data is fetched for the person.
    pub(super) fn grant(&self) -> &GrantId {
        match self {
            Self::Coach(grant) => grant,
            Self::Pass(pass) => &pass.grant,
        }
    }

    /// Whether a team that the grant sees is the person's to see.
    pub(super) fn is_shown(&self, team_id: &TeamId) -> bool {
        match self {
            Self::Coach(_) => true,
            Self::Pass(pass) => pass.teams.contains(team_id),
        }
    }

    /// Whether a channel is the person's to see.
    pub(super) fn is_shown_channel(&self, channel: Channel) -> bool {
        self.sees_health() || !channel.is_health()
    }

    /// In what of a session the person's words are looked for: whoever does not see notes must not find by them.
    pub(super) fn searches(&self) -> SearchedIn {
        if self.sees_health() { SearchedIn::Everything } else { SearchedIn::NameAndPlace }
    }

    fn sees_health(&self) -> bool {
        match self {
            Self::Coach(_) => true,
            Self::Pass(pass) => pass.sees_health,
        }
    }
}
