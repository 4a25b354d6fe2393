//! A team's sessions over the season.

use std::{collections::HashSet, ops::Range};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{
    Ids, Kind, at,
    calendar::{self, Theme},
    clubs::Ground,
    course, days,
    dice::Dice,
    local_time::utc_offset_minutes,
    names::Words,
    plan::{MarkerKind, Plan, SECOND, Tick},
    roster::{Post, Team},
};

/// A session of a team. Times of day are local.
#[derive(Clone)]
pub(crate) struct TeamSession {
    /// Among all team sessions.
    pub(crate) index: usize,
    pub(crate) id: String,
    pub(crate) team: usize,
    pub(crate) theme: Theme,
    pub(crate) name: Option<String>,
    pub(crate) note: Option<String>,
    /// UTC.
    pub(crate) created: NaiveDateTime,
    pub(crate) modified: NaiveDateTime,
    pub(crate) record_start: NaiveDateTime,
    /// Where it was; none indoors.
    pub(crate) ground: Option<&'static Ground>,
    pub(crate) participants: Vec<Participant>,
    pub(crate) plan: Plan,
    /// Whether its markers carry a `Z` although they are local.
    pub(crate) zulu_markers: bool,
}

/// Somebody who was in a session.
#[derive(Clone)]
pub(crate) struct Participant {
    pub(crate) member: usize,
    /// The player session; none if the sensor stayed in its dock.
    pub(crate) player_session: Option<usize>,
}

impl TeamSession {
    pub(crate) fn record_end(&self) -> NaiveDateTime {
        self.moment(self.plan.length_s)
    }

    /// The trimmed part.
    pub(crate) fn start(&self) -> NaiveDateTime {
        self.moment(self.plan.trim_s.start)
    }

    pub(crate) fn end(&self) -> NaiveDateTime {
        self.moment(self.plan.trim_s.end)
    }

    /// The trimmed part in ticks.
    pub(crate) fn trimmed(&self) -> Range<Tick> {
        self.plan.trim_s.start * SECOND..self.plan.trim_s.end * SECOND
    }

    /// The phases in ticks.
    pub(crate) fn phases(&self) -> impl Iterator<Item = Range<Tick>> {
        let phases = self.plan.markers.iter().filter(|marker| marker.kind == MarkerKind::Phase);
        phases.map(|marker| marker.time.clone())
    }

    fn moment(&self, seconds: u32) -> NaiveDateTime {
        self.record_start + TimeDelta::seconds(i64::from(seconds))
    }
}

/// The session of each team that has no name.
const NAMELESS: usize = 17;
/// Players in a session: at least, and at most.
const PARTICIPANTS: (u32, u32) = (16, 22);

/// All sessions of one team, by time; their indexes go on from `first_index`.
pub(super) fn of_team(
    team: &Team,
    seed: u64,
    end: NaiveDate,
    ids: &Ids,
    first_index: usize,
) -> Vec<TeamSession> {
    let mut sessions: Vec<TeamSession> = Vec::new();
    let mut matches = 0;
    for (day, date) in days(end).enumerate() {
        let slots = calendar::sessions_on(team.spec, day, date);
        for (slot, (theme, hour)) in slots.into_iter().enumerate() {
            let key = [team.index as u64, day as u64, slot as u64];
            let mut dice = Dice::new(seed, "team session", &key);
            let (subject, ground) = subject(team, theme, matches);
            matches += usize::from(theme.is_match());
            let number = sessions.len();
            let draft = Draft {
                index: first_index + number,
                id: ids.id(Kind::TeamSession, first_index + number),
                theme,
                name: Some(subject).filter(|_| number != NAMELESS),
                ground,
                record_start: at(date, hour, dice.whole(20, 40), dice.whole(0, 59)),
            };
            sessions.push(draft.finish(&mut dice, team));
        }
    }
    sessions
}

/// The name of a session, and where it is. Every opponent is met at home and away in turn.
fn subject(team: &Team, theme: Theme, matches: usize) -> (String, Option<&'static Ground>) {
    let club = team.spec.club;
    let words = club.language.words();
    let (opponent, away) = &club.opponents[(matches / 2) % club.opponents.len()];
    let title = words.title(theme);
    match theme {
        Theme::Match if matches.is_multiple_of(2) => {
            (format!("{title} {opponent}"), Some(&club.home))
        }
        Theme::Match => (format!("{title} {opponent}"), Some(away)),
        Theme::Friendly => (format!("{title} {opponent}"), Some(&club.home)),
        Theme::Strength => (title.to_owned(), None),
        _ => (title.to_owned(), Some(&club.home)),
    }
}

/// What the calendar says about a session.
struct Draft {
    index: usize,
    id: String,
    theme: Theme,
    name: Option<String>,
    ground: Option<&'static Ground>,
    record_start: NaiveDateTime,
}

impl Draft {
    fn finish(self, dice: &mut Dice, team: &Team) -> TeamSession {
        let Self { index, id, theme, name, ground, record_start } = self;
        let words = team.spec.club.language.words();
        let plan = course::plan(dice, words, theme);
        let offset = TimeDelta::minutes(i64::from(utc_offset_minutes(record_start)));
        let ended = record_start + TimeDelta::seconds(i64::from(plan.length_s)) - offset;
        let created = ended + TimeDelta::seconds(i64::from(dice.whole(240, 2_400)));
        let modified = created + TimeDelta::seconds(i64::from(dice.whole(0, 5_400)));
        TeamSession {
            index,
            id,
            team: team.index,
            theme,
            name,
            note: note(dice, words, theme),
            created,
            modified,
            record_start,
            ground,
            participants: participants(dice, team),
            plan,
            zulu_markers: dice.chance(0.25),
        }
    }
}

fn note(dice: &mut Dice, words: &Words, theme: Theme) -> Option<String> {
    if theme.is_match() {
        let (ours, theirs) = (dice.whole(0, 4), dice.whole(0, 3));
        let result = words.results[match ours.cmp(&theirs) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 2,
        }];
        return Some(format!("{result} {ours}–{theirs}. {}", dice.pick(words.match_remarks)));
    }
    dice.chance(0.3).then(|| (*dice.pick(words.session_notes)).to_owned())
}

/// Keepers always come, or there would be no match; the others by chance.
fn participants(dice: &mut Dice, team: &Team) -> Vec<Participant> {
    let mut players: Vec<usize> = (0..team.spec.players).collect();
    dice.shuffle(&mut players);
    players.sort_by_key(|player| team.roster[*player].post != Post::Keeper);
    let at_most = PARTICIPANTS.1.min(team.spec.players as u32);
    players.truncate(dice.whole(PARTICIPANTS.0, at_most) as usize);
    let present: HashSet<usize> = players.into_iter().collect();
    (0..team.roster.len())
        .filter(|member| present.contains(member))
        .map(|member| Participant { member, player_session: None })
        .collect()
}
