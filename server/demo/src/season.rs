//! The made-up season: who plays where, and what is on which day.
//!
//! Everything here follows from a seed, the last day and the edits since, and is small: rosters,
//! calendars and plans. What a player's sensor recorded in a session is simulated on demand by `recording`.

pub(crate) mod calendar;
pub(crate) mod clubs;
pub(crate) mod coaches;
mod course;
pub(crate) mod dice;
mod edits;
mod ids;
pub(crate) mod line_up;
mod local_time;
mod names;
pub(crate) mod plan;
pub(crate) mod player_sessions;
pub(crate) mod roster;
pub(crate) mod team_sessions;

use std::{collections::HashMap, ops::Range};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use clubs::TEAMS;
use coaches::Coach;
use ids::{Ids, Kind};
use plan::{SECOND, Tick};
use player_sessions::Source;

pub(crate) use calendar::days;
pub use edits::UnknownId;
pub(crate) use local_time::utc_offset_minutes;
pub(crate) use player_sessions::PlayerSession;
pub(crate) use roster::{Member, Team};
pub(crate) use team_sessions::TeamSession;

/// All clubs' teams and sessions. Entities refer to each other by their index in these lists.
#[derive(Clone)]
pub(crate) struct Season {
    pub(crate) seed: u64,
    pub(crate) teams: Vec<Team>,
    pub(crate) team_sessions: Vec<TeamSession>,
    pub(crate) player_sessions: Vec<PlayerSession>,
    by_id: HashMap<String, Entity>,
}

#[derive(Debug, Clone, Copy)]
enum Entity {
    Team(usize),
    Player { team: usize, member: usize },
    TeamSession(usize),
    PlayerSession(usize),
}

impl Season {
    /// The season of the 12 weeks up to and including `end`.
    pub(crate) fn new(seed: u64, end: NaiveDate) -> Self {
        let mut season = Self {
            seed,
            teams: Vec::new(),
            team_sessions: Vec::new(),
            player_sessions: Vec::new(),
            by_id: HashMap::new(),
        };
        let ids = Ids::new(seed);
        let founded = days(end).next().unwrap_or(end) - Days::new(200);
        for (index, spec) in TEAMS.iter().enumerate() {
            season.teams.push(roster::team(seed, index, spec, &ids, founded));
            let first_index = season.team_sessions.len();
            let team = &season.teams[index];
            for mut session in team_sessions::of_team(team, seed, end, &ids, first_index) {
                player_sessions::record(&mut season, &mut session, &ids);
                season.teams[index].sessions.push(session.index);
                season.team_sessions.push(session);
            }
            player_sessions::individual(&mut season, index, end, &ids);
        }
        season.index();
        season
    }

    fn index(&mut self) {
        let Self { teams, team_sessions, player_sessions, by_id, .. } = self;
        for (index, team) in teams.iter_mut().enumerate() {
            by_id.insert(team.id.clone(), Entity::Team(index));
            for (position, member) in team.roster.iter_mut().enumerate() {
                let player = Entity::Player { team: index, member: position };
                by_id.insert(member.id.clone(), player);
                member.sessions.sort_by_key(|session| player_sessions[*session].start);
            }
        }
        for (index, session) in team_sessions.iter().enumerate() {
            by_id.insert(session.id.clone(), Entity::TeamSession(index));
        }
        for (index, session) in player_sessions.iter().enumerate() {
            by_id.insert(session.id.clone(), Entity::PlayerSession(index));
        }
    }

    /// The teams that a coach sees.
    pub(crate) fn teams_of(&self, coach: Coach) -> Vec<&Team> {
        self.teams.iter().filter(|team| team.is_seen_by(coach)).collect()
    }

    /// A team, if this coach sees it.
    pub(crate) fn team(&self, id: &str, coach: Coach) -> Option<&Team> {
        match self.by_id.get(id)? {
            Entity::Team(index) => self.visible(*index, coach),
            _ => None,
        }
    }

    /// A roster entry, if this coach sees its team.
    pub(crate) fn player(&self, id: &str, coach: Coach) -> Option<&Member> {
        match self.by_id.get(id)? {
            Entity::Player { team, member } => Some(&self.visible(*team, coach)?.roster[*member]),
            _ => None,
        }
    }

    /// A team session, if this coach sees its team.
    pub(crate) fn team_session(&self, id: &str, coach: Coach) -> Option<&TeamSession> {
        match self.by_id.get(id)? {
            Entity::TeamSession(index) => {
                let session = &self.team_sessions[*index];
                self.visible(session.team, coach).map(|_| session)
            }
            _ => None,
        }
    }

    /// The index of a player session, if this coach sees the player's team.
    pub(crate) fn player_session(&self, id: &str, coach: Coach) -> Option<usize> {
        match self.by_id.get(id)? {
            Entity::PlayerSession(index) => {
                self.visible(self.player_sessions[*index].team, coach).map(|_| *index)
            }
            _ => None,
        }
    }

    /// The team session that a player session belongs to; none for a run alone.
    pub(crate) fn team_session_of(&self, player_session: usize) -> Option<&TeamSession> {
        match self.player_sessions[player_session].source {
            Source::Team { session, .. } => Some(&self.team_sessions[session]),
            Source::Individual { .. } => None,
        }
    }

    /// A part of a team session in the ticks of one player's recording, as far as it was recorded.
    pub(crate) fn in_recording(&self, player_session: usize, part: &Range<Tick>) -> Range<Tick> {
        let session = &self.player_sessions[player_session];
        let late = self.team_session_of(player_session).map_or(0, |team_session| {
            (session.start - team_session.record_start).num_seconds() as Tick * SECOND
        });
        let in_recording = |tick: Tick| tick.saturating_sub(late).min(session.length_s * SECOND);
        in_recording(part.start)..in_recording(part.end)
    }

    fn visible(&self, team: usize, coach: Coach) -> Option<&Team> {
        Some(&self.teams[team]).filter(|team| team.is_seen_by(coach))
    }

    /// The player of a player session.
    pub(crate) fn member(&self, session: &PlayerSession) -> &Member {
        &self.teams[session.team].roster[session.member]
    }
}

/// A moment of the day; the values are written in this crate, so a wrong one is midnight.
fn at(date: NaiveDate, hour: u32, minute: u32, second: u32) -> NaiveDateTime {
    date.and_time(NaiveTime::from_hms_opt(hour, minute, second).unwrap_or_default())
}

#[cfg(test)]
mod tests;
