//! Recordings side by side: several players in one session, or one player in several sessions.

use chrono::{NaiveDateTime, naive::serde::ts_milliseconds_option};
use serde::{Deserialize, Serialize};

use super::{
    Channel, Fetching, Figures, Frame, Neighbour, PlayerName, PlayerSessionId, SessionHead,
    SessionRow, Spike, Timeline, Window,
};

/// Which recordings are put side by side: one to four, none twice. One alone waits for others to be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<PlayerSessionId>", try_from = "Vec<PlayerSessionId>")]
pub struct SideBySide(Vec<PlayerSessionId>);

/// Why recordings cannot be put side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSideBySide {
    /// None was chosen.
    #[error("no recording was chosen")]
    Nothing,
    /// More than four were chosen.
    #[error("{0} recordings were chosen, but at most {MOST} can be put side by side", MOST = SideBySide::MOST)]
    TooMany(usize),
}

impl SideBySide {
    /// So many at most: more lines over each other cannot be told apart.
    pub const MOST: usize = 4;

    /// These, in this order, each once.
    pub fn new(ids: impl IntoIterator<Item = PlayerSessionId>) -> Result<Self, NotSideBySide> {
        let mut chosen: Vec<PlayerSessionId> = Vec::new();
        for id in ids {
            if !id.as_str().is_empty() && !chosen.contains(&id) {
                chosen.push(id);
            }
        }
        match chosen.len() {
            0 => Err(NotSideBySide::Nothing),
            1..=Self::MOST => Ok(Self(chosen)),
            count => Err(NotSideBySide::TooMany(count)),
        }
    }

    /// The recordings, in the order in which they were chosen.
    pub fn ids(&self) -> &[PlayerSessionId] {
        &self.0
    }

    /// Whether there is room for another one.
    pub fn has_room(&self) -> bool {
        self.0.len() < Self::MOST
    }

    /// With one more; `None` when there is no room for it.
    pub fn with(&self, id: PlayerSessionId) -> Option<Self> {
        Self::new(self.0.iter().cloned().chain([id])).ok()
    }

    /// Without one of them; `None` when nothing is left.
    pub fn without(&self, id: &PlayerSessionId) -> Option<Self> {
        Self::new(self.0.iter().filter(|other| *other != id).cloned()).ok()
    }

    /// With one of them in front, with which the others are compared.
    #[must_use]
    pub fn led_by(&self, id: &PlayerSessionId) -> Self {
        let (front, rest): (Vec<_>, Vec<_>) = self.0.iter().cloned().partition(|other| other == id);
        Self(front.into_iter().chain(rest).collect())
    }
}

impl From<SideBySide> for Vec<PlayerSessionId> {
    fn from(chosen: SideBySide) -> Self {
        chosen.0
    }
}

impl TryFrom<Vec<PlayerSessionId>> for SideBySide {
    type Error = NotSideBySide;

    fn try_from(ids: Vec<PlayerSessionId>) -> Result<Self, Self::Error> {
        Self::new(ids)
    }
}

/// Recordings side by side. They share one clock: of one session it is the session's, of several it shows 0 at the start
/// of the trimmed session, or of a phase that all have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SideBySidePage {
    /// What was chosen.
    pub chosen: SideBySide,
    /// The recordings in the order in which they were chosen: with the first one the others are compared.
    pub recordings: Vec<RecordingBeside>,
    /// When the shared clock shows 0, venue-local wall time; `None` when that is not the same for all.
    #[serde(with = "ts_milliseconds_option")]
    pub recorded_from: Option<NaiveDateTime>,
    /// The names of the phases that all sessions have, in the order of the first one; empty for one session.
    pub phases: Vec<String>,
    /// The phase of which the shared clock shows 0 at the start; `None` for the start of the sessions.
    pub phase: Option<String>,
    /// What happened in the session of the first one, on the shared clock; its trimmed part is that of all of them
    /// together. `None` while it is being fetched.
    pub timeline: Option<Timeline>,
    /// The part that was asked for, on the shared clock; `None` for all of it.
    pub window: Option<Window>,
    /// Others in the session of the first one, by shirt number.
    pub team_mates: Vec<Neighbour>,
    /// The last other sessions of the first one's player, newest first.
    pub other_sessions: Vec<OtherSession>,
    /// What is still on its way.
    pub fetching: Option<Fetching>,
}

impl SideBySidePage {
    /// Whether all recordings are of one session.
    pub fn is_of_one_session(&self) -> bool {
        self.recordings.windows(2).all(|pair| pair[0].head.id == pair[1].head.id)
    }

    /// Whether all recordings are of one player.
    pub fn is_of_one_player(&self) -> bool {
        self.recordings.windows(2).all(|pair| pair[0].player.id == pair[1].player.id)
    }
}

/// One of the recordings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordingBeside {
    /// Its session.
    pub head: SessionHead,
    /// When the session started, venue-local wall time.
    #[serde(with = "ts_milliseconds_option")]
    pub start: Option<NaiveDateTime>,
    /// Whose it is.
    pub player: PlayerName,
    /// The recording.
    pub player_session_id: PlayerSessionId,
    /// What the session clock shows when the shared clock shows 0, in ms.
    pub offset_ms: i32,
    /// The trimmed session on the shared clock; `None` while it is being fetched.
    pub part: Option<Window>,
    /// Polar's summary of the trimmed session.
    pub summary: Option<Figures>,
    /// The figures of what the window has of it, from the samples.
    pub window_figures: Option<Figures>,
    /// What was recorded, in the order of [`Channel::ALL`]; empty while samples are being fetched.
    pub channels: Vec<Channel>,
    /// What was recorded but cannot be true, on the session clock.
    pub spikes: Vec<Spike>,
    /// What the chart shows first, on the session clock; `None` while samples are being fetched, or when there are none.
    pub frame: Option<Frame>,
}

/// A session that can be put beside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherSession {
    /// Which.
    pub session: SessionRow,
    /// The player's recording in it.
    pub player_session_id: PlayerSessionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(ids: &[&str]) -> Result<SideBySide, NotSideBySide> {
        SideBySide::new(ids.iter().copied().map(PlayerSessionId::from))
    }

    #[test]
    fn one_to_four_each_once() {
        assert_eq!(chosen(&[]), Err(NotSideBySide::Nothing));
        assert_eq!(chosen(&[""]), Err(NotSideBySide::Nothing));
        assert_eq!(chosen(&["a", "b", "a"]), chosen(&["a", "b"]));
        assert!(chosen(&["a", "b", "c", "d", "a"]).is_ok());
        assert_eq!(chosen(&["a", "b", "c", "d", "e"]), Err(NotSideBySide::TooMany(5)));
    }

    #[test]
    fn one_comes_goes_or_leads() {
        let two = chosen(&["a", "b"]).unwrap();
        assert_eq!(two.with("c".into()), chosen(&["a", "b", "c"]).ok());
        assert_eq!(two.without(&"a".into()), chosen(&["b"]).ok());
        assert_eq!(chosen(&["b"]).unwrap().without(&"b".into()), None);
        assert_eq!(two.led_by(&"b".into()), chosen(&["b", "a"]).unwrap());
        let four = chosen(&["a", "b", "c", "d"]).unwrap();
        assert_eq!((four.has_room(), four.with("e".into())), (false, None));
    }

    #[test]
    fn what_is_read_is_as_strict_as_what_is_made() {
        let two = chosen(&["a", "b"]).unwrap();
        let text = serde_json::to_string(&two).unwrap();
        assert_eq!(serde_json::from_str::<SideBySide>(&text).unwrap(), two);
        assert!(serde_json::from_str::<SideBySide>("[]").is_err());
        assert!(serde_json::from_str::<SideBySide>(r#"["a","b","c","d","e"]"#).is_err());
    }
}
