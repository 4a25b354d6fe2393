//! Who recorded what: one player session for each participant, and runs that players do alone.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{
    Ids, Kind, Season, TeamSession, at, calendar, days,
    dice::Dice,
    line_up::{self, Appearance},
    local_time::utc_offset_minutes,
    plan::{Activity, EARLIEST_STOP_S, LATEST_START_S, Plan, Planner},
};

/// One player's recording, and what the player said about it.
#[derive(Clone)]
pub(crate) struct PlayerSession {
    pub(crate) id: String,
    pub(crate) team: usize,
    pub(crate) member: usize,
    pub(crate) source: Source,
    /// Local, as all times of day; whole seconds.
    pub(crate) start: NaiveDateTime,
    pub(crate) length_s: u32,
    /// UTC.
    pub(crate) created: NaiveDateTime,
    pub(crate) modified: NaiveDateTime,
    pub(crate) name: Option<String>,
    pub(crate) feeling: Option<&'static str>,
    pub(crate) note: Option<&'static str>,
}

/// What a player session belongs to.
#[derive(Clone)]
pub(crate) enum Source {
    /// A team session, by its index, and the part in its match if there was one.
    Team { session: usize, appearance: Option<Appearance> },
    /// A run alone.
    Individual { plan: Plan },
}

impl PlayerSession {
    pub(crate) fn stop(&self) -> NaiveDateTime {
        self.start + TimeDelta::seconds(i64::from(self.length_s))
    }
}

/// How often a participant has no recording.
const SENSOR_LEFT_BEHIND: f64 = 0.15;
/// How often somebody goes for a run on a day off.
const RUNS_ALONE: f64 = 0.08;

/// Makes the player sessions of one team session.
pub(super) fn record(season: &mut Season, session: &mut TeamSession, ids: &Ids) {
    let seed = season.seed;
    let mut dice = Dice::new(seed, "participants", &[session.index as u64]);
    let roster = &season.teams[session.team].roster;
    let posts: Vec<_> =
        session.participants.iter().map(|participant| roster[participant.member].post).collect();
    let appearances = if session.theme.is_match() {
        line_up::choose(&mut dice, &posts, &session.plan.blocks)
    } else {
        vec![None; posts.len()]
    };
    let without = dice
        .chance(SENSOR_LEFT_BEHIND)
        .then(|| dice.whole(0, session.participants.len() as u32 - 1) as usize);
    for (index, appearance) in appearances.into_iter().enumerate() {
        if without == Some(index) {
            continue;
        }
        let participant = &mut session.participants[index];
        let late_s = if dice.chance(0.3) { dice.whole(1, LATEST_START_S) } else { 0 };
        let early_s = if dice.chance(0.3) { dice.whole(1, EARLIEST_STOP_S) } else { 0 };
        let (feeling, note) = opinion(&mut dice, &season.teams[session.team]);
        let number = season.player_sessions.len();
        season.player_sessions.push(PlayerSession {
            id: ids.id(Kind::PlayerSession, number),
            team: session.team,
            member: participant.member,
            source: Source::Team { session: session.index, appearance },
            start: session.record_start + TimeDelta::seconds(i64::from(late_s)),
            length_s: session.plan.length_s - late_s - early_s,
            created: session.created,
            modified: session.modified,
            name: session.name.clone(),
            feeling,
            note,
        });
        participant.player_session = Some(number);
        season.teams[session.team].roster[participant.member].sessions.push(number);
    }
}

/// Makes the runs that players of a team do alone on days off.
pub(super) fn individual(season: &mut Season, team: usize, end: NaiveDate, ids: &Ids) {
    let spec = season.teams[team].spec;
    let words = spec.club.language.words();
    for (day, date) in
        days(end).enumerate().filter(|(day, date)| calendar::is_day_off(spec, *day, *date))
    {
        for member in 0..spec.players {
            let key = [team as u64, day as u64, member as u64];
            let mut dice = Dice::new(season.seed, "run alone", &key);
            if !dice.chance(RUNS_ALONE) {
                continue;
            }
            let start = at(date, dice.whole(8, 11), dice.whole(0, 59), dice.whole(0, 59));
            let minutes = dice.range(28.0, 45.0);
            let mut planner = Planner::new(&mut dice);
            planner.phase(words.individual_run, Activity::EasyRun, minutes);
            let plan = planner.finish();
            let offset = TimeDelta::minutes(i64::from(utc_offset_minutes(start)));
            let created = start - offset + TimeDelta::seconds(i64::from(plan.length_s) + 95);
            let (feeling, note) = opinion(&mut dice, &season.teams[team]);
            let number = season.player_sessions.len();
            season.player_sessions.push(PlayerSession {
                id: ids.id(Kind::PlayerSession, number),
                team,
                member,
                start,
                length_s: plan.length_s,
                source: Source::Individual { plan },
                created,
                modified: created,
                name: Some(words.individual_run.to_owned()),
                feeling,
                note,
            });
            season.teams[team].roster[member].sessions.push(number);
        }
    }
}

/// What a player enters afterwards. The odd values come from the real service: a comma that does
/// not belong there, and a value that the documentation does not list.
fn opinion(dice: &mut Dice, team: &super::Team) -> (Option<&'static str>, Option<&'static str>) {
    let feeling = match dice.unit() {
        share if share < 0.40 => None,
        share if share < 0.44 => Some("BAD"),
        share if share < 0.52 => Some("NOT_GOOD"),
        share if share < 0.70 => Some("OKAY"),
        share if share < 0.88 => Some("GREAT"),
        share if share < 0.96 => Some("AWESOME"),
        share if share < 0.99 => Some("AWESOME,"),
        _ => Some("EXHAUSTED"),
    };
    let notes = team.spec.club.language.words().player_notes;
    let note = dice.chance(0.08).then(|| *dice.pick(notes));
    (feeling, note)
}
