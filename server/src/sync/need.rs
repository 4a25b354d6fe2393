//! What can be asked for.

use app::model::{PlayerSessionId, TeamId, TrainingSessionId};

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
}
