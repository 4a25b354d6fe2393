//! The people who can sign in.

use super::clubs::TEAMS;

/// A coach of the made-up season.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coach {
    /// Sees both teams of the Norwegian club.
    First,
    /// Sees the team of the German club.
    Second,
}

impl Coach {
    /// All coaches, in the order in which the consent page lists them.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];

    /// First and last name.
    pub fn name(self) -> &'static str {
        match self {
            Self::First => "Ingvild Solåsen",
            Self::Second => "Jörg Weißbach",
        }
    }

    /// The names of the teams that this coach sees.
    pub fn team_names(self) -> Vec<&'static str> {
        TEAMS.iter().filter(|team| team.coach == self).map(|team| team.name).collect()
    }

    /// What the consent form sends for this coach.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
        }
    }

    pub(crate) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|coach| coach.id() == id)
    }
}
