//! The endpoints of the API, each with its path: the one place where paths stand.

use std::fmt;

/// An endpoint of the API; shown as its path, ids left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// The teams that a coach can see.
    Teams,
    /// A team.
    Team,
    /// A team's sport profiles.
    SportProfiles,
    /// A team's sessions.
    TrainingSessions,
    /// A team's session.
    TrainingSession,
    /// A player's recordings.
    PlayerSessions,
    /// A player's recording.
    PlayerSession,
    /// A player's recording with samples.
    PlayerSessionSamples,
    /// A player's figures over the trimmed session.
    SessionSummary,
    /// A player's figures by phase.
    PhaseSummaries,
}

impl Endpoint {
    /// The path with names for ids.
    pub fn template(self) -> &'static str {
        match self {
            Self::Teams => "/v1/teams",
            Self::Team => "/v1/teams/{team_id}",
            Self::SportProfiles => "/v1/teams/{team_id}/sport-profiles",
            Self::TrainingSessions => "/v1/teams/{team_id}/training_sessions",
            Self::TrainingSession => "/v1/teams/training_sessions/{training_session_id}",
            Self::PlayerSessions => "/v1/players/{player_id}/training_sessions",
            Self::PlayerSession | Self::PlayerSessionSamples => {
                "/v1/training_sessions/{player_session_id}"
            }
            Self::SessionSummary => "/v1/training_sessions/{player_session_id}/session_summary",
            Self::PhaseSummaries => "/v1/training_sessions/{player_session_id}/phase_summaries",
        }
    }

    /// The segments of the path with `id` where the template names one.
    pub(super) fn segments(self, id: &str) -> Vec<&str> {
        let fill = |segment: &'static str| if segment.starts_with('{') { id } else { segment };
        self.template().split('/').skip(1).map(fill).collect()
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.template())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_take_their_place_in_the_path() {
        assert_eq!(Endpoint::Teams.segments("unused"), ["v1", "teams"]);
        assert_eq!(
            Endpoint::TrainingSession.segments("R8rMB4j7"),
            ["v1", "teams", "training_sessions", "R8rMB4j7"]
        );
        assert_eq!(
            Endpoint::PhaseSummaries.segments("wp9DQ9ln"),
            ["v1", "training_sessions", "wp9DQ9ln", "phase_summaries"]
        );
    }
}
