//! The addresses of the service, by name.

use axum::{
    body::{Body, to_bytes},
    extract::{MatchedPath, Request},
};
use url::form_urlencoded;

/// An address of the service. The log and the faults tell requests apart by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// The consent page, asked for and sent off.
    Authorize,
    /// The token endpoint, redeeming a code.
    Token,
    /// The token endpoint, refreshing a token.
    Refresh,
    /// The list of teams.
    Teams,
    /// A team with its players.
    Team,
    /// A team's sport profiles.
    SportProfiles,
    /// The list of a team's sessions.
    TeamSessions,
    /// A team session's details.
    TeamSession,
    /// The list of a player's sessions.
    PlayerSessions,
    /// A player session's details, with samples or without.
    PlayerSession,
    /// The figures of a player session's trimmed part.
    SessionSummary,
    /// The figures of each phase.
    PhaseSummaries,
}

/// The largest form that the token endpoint reads.
const FORM_BYTES: usize = 64 * 1024;

impl Endpoint {
    /// All endpoints.
    pub const ALL: [Self; 12] = [
        Self::Authorize,
        Self::Token,
        Self::Refresh,
        Self::Teams,
        Self::Team,
        Self::SportProfiles,
        Self::TeamSessions,
        Self::TeamSession,
        Self::PlayerSessions,
        Self::PlayerSession,
        Self::SessionSummary,
        Self::PhaseSummaries,
    ];

    /// Those of the Team Pro API, which are all but the sign-in.
    pub fn api() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|endpoint| endpoint.path().starts_with("/v1/"))
    }

    /// Its path, such as `/v1/teams/{team_id}`.
    pub fn path(self) -> &'static str {
        self.path_and_name().0
    }

    /// Its name on the command line, such as `team`.
    pub fn name(self) -> &'static str {
        self.path_and_name().1
    }

    fn path_and_name(self) -> (&'static str, &'static str) {
        match self {
            Self::Authorize => ("/oauth/authorize", "authorize"),
            Self::Token => ("/oauth/token", "token"),
            Self::Refresh => ("/oauth/token", "refresh"),
            Self::Teams => ("/v1/teams", "teams"),
            Self::Team => ("/v1/teams/{team_id}", "team"),
            Self::SportProfiles => ("/v1/teams/{team_id}/sport-profiles", "sport-profiles"),
            Self::TeamSessions => ("/v1/teams/{team_id}/training_sessions", "team-sessions"),
            Self::TeamSession => {
                ("/v1/teams/training_sessions/{training_session_id}", "team-session")
            }
            Self::PlayerSessions => {
                ("/v1/players/{player_id}/training_sessions", "player-sessions")
            }
            Self::PlayerSession => ("/v1/training_sessions/{player_session_id}", "player-session"),
            Self::SessionSummary => {
                ("/v1/training_sessions/{player_session_id}/session_summary", "session-summary")
            }
            Self::PhaseSummaries => {
                ("/v1/training_sessions/{player_session_id}/phase_summaries", "phase-summaries")
            }
        }
    }

    /// Which endpoint a request is for, and the request again: what the token endpoint is asked
    /// for stands in its body.
    pub(crate) async fn of(request: Request) -> (Option<Self>, Request) {
        let path = request.extensions().get::<MatchedPath>();
        let known =
            path.and_then(|path| Self::ALL.into_iter().find(|known| known.path() == path.as_str()));
        if known != Some(Self::Token) {
            return (known, request);
        }
        let (parts, body) = request.into_parts();
        // A form that does not arrive is an empty one, which the endpoint refuses.
        let form = to_bytes(body, FORM_BYTES).await.unwrap_or_default();
        let refreshes = form_urlencoded::parse(&form)
            .any(|(name, value)| name == "grant_type" && value == "refresh_token");
        let endpoint = if refreshes { Self::Refresh } else { Self::Token };
        (Some(endpoint), Request::from_parts(parts, Body::from(form)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_endpoint_has_a_name_of_its_own() {
        let names: HashSet<_> = Endpoint::ALL.into_iter().map(Endpoint::name).collect();
        assert_eq!(names.len(), Endpoint::ALL.len());
        assert_eq!(Endpoint::api().count(), 9);
    }
}
