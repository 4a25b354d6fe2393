//! A player over time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Fetching, Figure, PerFigure, PlayerName, PlayerSessionId, SessionRow, SessionType, TeamHead,
    TrainingLoad, TrainingSessionId, Window,
};

/// Which sessions of a player to show, and which page of their table. It lives in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerFilter {
    /// Only this type.
    pub session_type: Option<SessionType>,
    /// Only the last ones.
    pub range: Range,
    /// Page of the table, from 0.
    pub page: u32,
}

impl PlayerFilter {
    /// The filter of an address's query; what makes no sense is left out.
    pub fn from_query<'a>(get: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self {
            session_type: get("type").filter(|name| !name.is_empty()).map(SessionType::from_name),
            range: get("range").and_then(Range::from_key).unwrap_or_default(),
            page: get("page").and_then(|page| page.parse().ok()).unwrap_or(0),
        }
    }
}

/// How far back to look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Range {
    /// The last four weeks.
    FourWeeks,
    /// The last twelve weeks.
    TwelveWeeks,
    /// As far as there are sessions.
    #[default]
    All,
}

impl Range {
    /// All of them, the shortest first.
    pub const EACH: [Self; 3] = [Self::FourWeeks, Self::TwelveWeeks, Self::All];

    /// Its name in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::FourWeeks => "4-weeks",
            Self::TwelveWeeks => "12-weeks",
            Self::All => "all",
        }
    }

    /// The range of a name in an address.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::EACH.into_iter().find(|range| range.key() == key)
    }

    /// How many days there are in it; `None` for all.
    pub const fn days(self) -> Option<u32> {
        match self {
            Self::FourWeeks => Some(28),
            Self::TwelveWeeks => Some(84),
            Self::All => None,
        }
    }
}

/// A player's sessions over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayerPage {
    /// The team.
    pub team: TeamHead,
    /// Who.
    pub player: PlayerName,
    /// The filter that the sessions passed.
    pub filter: PlayerFilter,
    /// The types of all sessions that the player took part in.
    pub session_types: Vec<SessionType>,
    /// The day of the team's last session, where every range ends; `None` without sessions.
    pub until: Option<NaiveDate>,
    /// Those that the player took part in, newest first.
    pub sessions: Vec<PlayedSession>,
    /// The best of them.
    pub bests: Vec<Best>,
    /// The load of the last weeks, whatever the filter; `None` without sessions.
    pub load: Option<TrainingLoad>,
    /// Whether what tells of health is left out for whoever looks.
    pub hides_health: bool,
    /// Of how many of the team's sessions it is not known yet whether the player took part, or what the player did.
    pub unread: u32,
    /// What is still on its way.
    pub fetching: Option<Fetching>,
}

/// A session that a player took part in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlayedSession {
    /// Which.
    pub session: SessionRow,
    /// The player's recording; `None` without one.
    pub player_session_id: Option<PlayerSessionId>,
    /// What the player did, as Polar summarises it; `None` without a recording, or while it is not here.
    pub values: Option<PerFigure<f64>>,
}

impl PlayedSession {
    /// A figure, when it was measured.
    pub fn value(&self, figure: Figure) -> Option<f64> {
        self.values.as_ref()?.get(figure)
    }
}

/// The most of something in any of the sessions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Best {
    /// Of what.
    pub of: BestOf,
    /// How much, in the unit of the figure; in m for a distance.
    pub amount: f64,
    /// The session.
    pub session_id: TrainingSessionId,
    /// The player's recording in it.
    pub player_session_id: PlayerSessionId,
    /// When the session was.
    pub day: Option<NaiveDate>,
    /// The part of the session, when it is of one.
    pub window: Option<Window>,
}

/// What there can be a best of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BestOf {
    /// A figure of whole sessions.
    Session(Figure),
    /// The distance in any stretch of so many ms.
    PeakDistance(u32),
}
