//! Teams and their people.

use chrono::{NaiveDate, NaiveDateTime};

use super::{
    Ids, Kind, at,
    clubs::{Sex, TeamSpec},
    coaches::Coach,
    dice::Dice,
};

/// A team with its people.
#[derive(Clone)]
pub(crate) struct Team {
    /// Among all teams.
    pub(crate) index: usize,
    pub(crate) id: String,
    pub(crate) spec: &'static TeamSpec,
    /// UTC.
    pub(crate) created: NaiveDateTime,
    pub(crate) modified: NaiveDateTime,
    pub(crate) roster: Vec<Member>,
    /// Indexes of its team sessions, by time.
    pub(crate) sessions: Vec<usize>,
    /// Whether it was taken away from its coach.
    pub(super) taken: bool,
}

impl Team {
    pub(super) fn is_seen_by(&self, coach: Coach) -> bool {
        self.spec.coach == coach && !self.taken
    }
}

/// What somebody does in the team, whether or not the roster says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Post {
    Keeper,
    Defence,
    Midfield,
    Attack,
    Staff,
}

/// A body.
#[derive(Debug, Clone)]
pub(crate) struct Physique {
    pub(crate) sex: Sex,
    pub(crate) age_years: u32,
    pub(crate) mass_kg: f64,
    pub(crate) hr_max: f64,
    pub(crate) hr_rest: f64,
    pub(crate) top_speed_ms: f64,
    /// Around 1: how much more than others they run.
    pub(crate) engine: f64,
}

/// An entry of a roster: a player, or one of the staff.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) id: String,
    pub(crate) number: Option<u32>,
    pub(crate) role: Option<&'static str>,
    pub(crate) first_name: &'static str,
    pub(crate) last_name: &'static str,
    pub(crate) post: Post,
    pub(crate) physique: Physique,
    /// Indexes of this player's sessions, by time.
    pub(crate) sessions: Vec<usize>,
}

/// Which players of a roster have no number and no role.
const WITHOUT_NUMBER: usize = 9;
const WITHOUT_ROLE: usize = 14;

pub(super) fn team(
    seed: u64,
    index: usize,
    spec: &'static TeamSpec,
    ids: &Ids,
    founded: NaiveDate,
) -> Team {
    let mut dice = Dice::new(seed, "roster", &[index as u64]);
    let words = spec.club.language.words();
    let mut first_names = words.first_names.to_vec();
    let mut last_names = words.last_names.to_vec();
    dice.shuffle(&mut first_names);
    dice.shuffle(&mut last_names);
    let mut numbers: Vec<u32> = (2..40).filter(|number| *number != 12).collect();
    dice.shuffle(&mut numbers);
    numbers[0] = 1;
    let roster = (0..spec.players + spec.staff)
        .map(|position| {
            let (post, number, role) = if let Some(place) = position.checked_sub(spec.players) {
                (Post::Staff, Some(100 + place as u32), Some(words.staff_roles[place]))
            } else {
                let post = post_of(position, spec.players);
                let number = Some(numbers[position]).filter(|_| position != WITHOUT_NUMBER);
                let role = Some(words.roles[post as usize]).filter(|_| position != WITHOUT_ROLE);
                (post, number, role)
            };
            Member {
                id: ids.id(Kind::Player, index * 100 + position),
                number,
                role,
                first_name: first_names[position % first_names.len()],
                last_name: last_names[position % last_names.len()],
                post,
                physique: physique(&mut dice, spec),
                sessions: Vec::new(),
            }
        })
        .collect();
    Team {
        index,
        id: ids.id(Kind::Team, index),
        spec,
        created: at(founded, 9, dice.whole(0, 59), dice.whole(0, 59)),
        modified: at(founded, 19, dice.whole(0, 59), dice.whole(0, 59)),
        roster,
        sessions: Vec::new(),
        taken: false,
    }
}

/// Keepers first, then from back to front.
fn post_of(position: usize, players: usize) -> Post {
    let keepers = if players > 22 { 3 } else { 2 };
    let outfield = players - keepers;
    match position {
        position if position < keepers => Post::Keeper,
        position if position < keepers + outfield * 2 / 5 => Post::Defence,
        position if position < keepers + outfield * 3 / 4 => Post::Midfield,
        _ => Post::Attack,
    }
}

fn physique(dice: &mut Dice, spec: &TeamSpec) -> Physique {
    let age_years = dice.whole(spec.ages.0, spec.ages.1);
    let mass_kg = match spec.sex {
        Sex::Male => 53.0 + 5.0 * dice.noise(),
        Sex::Female => 51.0 + 4.0 * dice.noise(),
    };
    Physique {
        sex: spec.sex,
        age_years,
        mass_kg,
        hr_max: (208.0 - 0.7 * f64::from(age_years) + 3.5 * dice.noise()).round(),
        hr_rest: (60.0 + 4.0 * dice.noise()).round(),
        top_speed_ms: dice.range(spec.top_speed_ms.0, spec.top_speed_ms.1),
        engine: 1.0 + 0.035 * dice.noise(),
    }
}
