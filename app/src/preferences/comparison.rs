//! What the figures of a squad are compared with.

/// What the squad table compares each figure with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comparison {
    /// Nothing: it shows the figures alone.
    #[default]
    Nothing,
    /// The average of the team in the same part of the session.
    Team,
    /// The player's own average over the last sessions of the same type.
    Own,
}

impl Comparison {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Team, Self::Own];

    /// Its name in forms and in the cookie.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "alone",
            Self::Team => "team",
            Self::Own => "own",
        }
    }

    /// The comparison of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparison| comparison.key() == key)
    }
}
