//! A training session, for the team and for one player.

use chrono::{NaiveDateTime, naive::serde::ts_milliseconds_option};
use serde::{Deserialize, Serialize};

use super::{
    Channel, Fetching, Figures, Frame, PerFigure, PlayerId, PlayerSessionId, Reference, Spike,
    TeamId, Timeline, Track, TrainingSessionId, Window,
};

/// What kind of session it was.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SessionType {
    /// An ordinary training.
    Training,
    /// A drill.
    Drill,
    /// A test.
    Test,
    /// A game.
    Game,
    /// A match.
    Match,
    /// Strength and condition.
    StrengthAndCondition,
    /// Something else.
    Other,
    /// A type that this version does not know, as Polar names it.
    Unknown(String),
}

impl SessionType {
    /// The types that a filter offers.
    pub const KNOWN: [Self; 7] = [
        Self::Training,
        Self::Drill,
        Self::Test,
        Self::Game,
        Self::Match,
        Self::StrengthAndCondition,
        Self::Other,
    ];

    /// The type of Polar's name for it.
    pub fn from_name(name: &str) -> Self {
        Self::KNOWN
            .into_iter()
            .find(|known| known.name().eq_ignore_ascii_case(name.trim()))
            .unwrap_or_else(|| Self::Unknown(name.to_owned()))
    }

    /// Polar's name for it, which is also its name in addresses.
    pub fn name(&self) -> &str {
        match self {
            Self::Training => "TRAINING",
            Self::Drill => "DRILL",
            Self::Test => "TEST",
            Self::Game => "GAME",
            Self::Match => "MATCH",
            Self::StrengthAndCondition => "STRENGTH AND CONDITION",
            Self::Other => "OTHER",
            Self::Unknown(name) => name,
        }
    }

    /// Whether it was played against another team: a game is a friendly match.
    pub fn is_match(&self) -> bool {
        matches!(self, Self::Match | Self::Game)
    }
}

/// What the top of a session's pages says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionHead {
    /// The session.
    pub id: TrainingSessionId,
    /// Its team.
    pub team_id: TeamId,
    /// The team's name.
    pub team_name: String,
    /// The session's name, when it has one.
    pub name: Option<String>,
    /// What kind of session it was, when Polar says.
    pub session_type: Option<SessionType>,
    /// When the recording started, venue-local wall time: the zero of the session clock.
    #[serde(with = "ts_milliseconds_option")]
    pub recorded_from: Option<NaiveDateTime>,
    /// Where it was.
    pub arena: Option<String>,
    /// The sport, as Polar names it.
    pub sport: Option<String>,
    /// What the coach wrote about it.
    pub note: Option<String>,
}

/// How a player is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerName {
    /// The player.
    pub id: PlayerId,
    /// The number on the shirt.
    pub number: Option<i32>,
    /// First and last name, or the id when Polar sent neither.
    pub name: String,
    /// What the player does in the team: free text in the club's language.
    pub role: Option<String>,
}

/// The team's view of one session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionPage {
    /// What the page's top says.
    pub head: SessionHead,
    /// When what happened; `None` while it is being fetched.
    pub timeline: Option<Timeline>,
    /// The part that the figures are about; `None` for the trimmed session.
    pub window: Option<Window>,
    /// Who took part, by shirt number.
    pub squad: Vec<SquadRow>,
    /// What is still on its way.
    pub fetching: Option<Fetching>,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SquadRow {
    /// Who.
    pub player: PlayerName,
    /// The player's recording; `None` for a participant without one.
    pub player_session_id: Option<PlayerSessionId>,
    /// The player's figures; `None` without a recording, or while they are being fetched.
    pub figures: Option<Figures>,
    /// What the player's figures usually are: over the last sessions of the same type; empty while none are known.
    pub usual: PerFigure<Reference>,
    /// Heart rate and speed over the part, for a small chart; `None` without a recording, or while it is being
    /// fetched.
    pub frame: Option<Frame>,
}

/// One player's view of one session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayerSessionPage {
    /// What the page's top says.
    pub head: SessionHead,
    /// When what happened; `None` while it is being fetched.
    pub timeline: Option<Timeline>,
    /// Who.
    pub player: PlayerName,
    /// The recording.
    pub player_session_id: PlayerSessionId,
    /// The participant before this one in the squad's order.
    pub previous: Option<Neighbour>,
    /// The participant after this one.
    pub next: Option<Neighbour>,
    /// Polar's summary of the trimmed session.
    pub summary: Option<Figures>,
    /// The figures of the window that the address asks for, from the samples.
    pub window_figures: Option<Figures>,
    /// The part that was asked for, within the trimmed session; `None` for all of it.
    pub window: Option<Window>,
    /// What was recorded, in the order of [`Channel::ALL`]; empty while samples are being fetched.
    pub channels: Vec<Channel>,
    /// What was recorded but cannot be true, of the whole recording.
    pub spikes: Vec<Spike>,
    /// What the chart shows first; `None` while samples are being fetched, or when there are none.
    pub frame: Option<Frame>,
    /// Where the player was; `None` while samples are being fetched, or when there are no positions among them.
    pub track: Option<Track>,
    /// What is still on its way.
    pub fetching: Option<Fetching>,
}

/// Another participant with a recording, to step to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Who.
    pub player: PlayerName,
    /// The recording.
    pub player_session_id: PlayerSessionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn session_types_come_back_from_their_names() {
        for known in SessionType::KNOWN {
            assert_eq!(SessionType::from_name(known.name()), known);
        }
        assert_eq!(
            SessionType::from_name("strength and condition"),
            SessionType::StrengthAndCondition
        );
        assert_eq!(SessionType::from_name("YOGA"), SessionType::Unknown("YOGA".to_owned()));
    }
}
