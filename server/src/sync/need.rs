//! What can be asked for.

use app::model::{PlayerSessionId, TeamId, TrainingSessionId};

use crate::store::{GrantId, Missing};

/// Something that a page shows and that comes from Polar.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// Which teams the asking coach sees.
    Teams,
    /// A team's roster and zones.
    Team(TeamId),
    /// A team's sessions.
    Sessions(TeamId),
    /// Who took part in a session, and what was marked.
    Session(TrainingSessionId),
    /// Polar's summary of one player's trimmed session.
    Summary(PlayerSessionId),
    /// What was sampled for one player.
    Samples(PlayerSessionId),
    /// Polar's summaries of one player's phases.
    PhaseSummaries(PlayerSessionId),
}

/// A kind of need, except for the list of teams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A team's roster and zones.
    Team,
    /// A team's sessions.
    Sessions,
    /// A session's details.
    Session,
    /// A player's summary.
    Summary,
    /// A player's recording.
    Samples,
    /// The summaries of a player's phases.
    PhaseSummaries,
}

impl Part {
    /// What kind of need an [item](Need::item) is.
    pub(super) fn of_item(item: &str) -> Option<Self> {
        match item.split_once(' ')?.0 {
            "team" => Some(Self::Team),
            "sessions" => Some(Self::Sessions),
            "session" => Some(Self::Session),
            "summary" => Some(Self::Summary),
            "samples" => Some(Self::Samples),
            "phases" => Some(Self::PhaseSummaries),
            _ => None,
        }
    }
}

impl Need {
    /// What one fetch brings, by a name that all processes agree on. Which teams there are depends on who asks;
    /// everything else is the same for everybody.
    pub(super) fn item(&self, grant: &GrantId) -> String {
        match self {
            Self::Teams => format!("teams {}", grant.0),
            Self::Team(id) => format!("team {id}"),
            Self::Sessions(id) => format!("sessions {id}"),
            Self::Session(id) => Missing::Details(id.clone()).item(),
            Self::Summary(id) => Missing::Summary(id.clone()).item(),
            Self::Samples(id) => Missing::Samples(id.clone()).item(),
            Self::PhaseSummaries(id) => Missing::PhaseSummaries(id.clone()).item(),
        }
    }
}

impl From<Missing> for Need {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Details(id) => Self::Session(id),
            Missing::Summary(id) => Self::Summary(id),
            Missing::Samples(id) => Self::Samples(id),
            Missing::PhaseSummaries(id) => Self::PhaseSummaries(id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_tells_what_it_is_of() {
        let grant = GrantId("g".to_owned());
        let part = |need: Need| Part::of_item(&need.item(&grant));
        assert_eq!(part(Need::Teams), None);
        assert_eq!(part(Need::Team("x".into())), Some(Part::Team));
        assert_eq!(part(Need::Sessions("x".into())), Some(Part::Sessions));
        assert_eq!(part(Need::Session("x".into())), Some(Part::Session));
        assert_eq!(part(Need::Summary("x".into())), Some(Part::Summary));
        assert_eq!(part(Need::Samples("x".into())), Some(Part::Samples));
        assert_eq!(part(Need::PhaseSummaries("x".into())), Some(Part::PhaseSummaries));
    }
}
