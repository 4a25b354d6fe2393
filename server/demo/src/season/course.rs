//! The usual course of each kind of session.

use super::{
    calendar::Theme,
    dice::Dice,
    names::Words,
    plan::{Activity, Plan, Planner},
};

/// A plan for a session about `theme`.
pub(super) fn plan(dice: &mut Dice, words: &Words, theme: Theme) -> Plan {
    if theme.is_match() {
        return match_plan(dice, words);
    }
    // The minutes are shares of what is left beside the pauses.
    let parts: &[(&'static str, Activity, f64)] = match theme {
        Theme::Match | Theme::Friendly => &[],
        Theme::Recovery => &[
            (words.easy_run, Activity::EasyRun, 16.0),
            (words.passing, Activity::Passing, 18.0),
            (words.cool_down, Activity::Walk, 18.0),
        ],
        Theme::Main => &[
            (words.warm_up, Activity::WarmUp, 15.0),
            (words.possession, Activity::Possession, 15.0),
            (words.small_sided, Activity::SmallSided, 16.0),
            (words.large_game, Activity::LargeGame, 24.0),
            (words.cool_down, Activity::Walk, 5.0),
        ],
        Theme::Drills => &[
            (words.warm_up, Activity::WarmUp, 12.0),
            (words.passing, Activity::Passing, 12.0),
            (words.small_sided, Activity::SmallSided, 14.0),
            (words.possession, Activity::Possession, 12.0),
            (words.small_sided, Activity::SmallSided, 14.0),
        ],
        Theme::Sharp => &[
            (words.warm_up, Activity::WarmUp, 16.0),
            (words.runs, Activity::Runs, 14.0),
            (words.passing, Activity::Passing, 14.0),
            (words.large_game, Activity::LargeGame, 18.0),
        ],
        Theme::Light => &[
            (words.warm_up, Activity::WarmUp, 14.0),
            (words.passing, Activity::Passing, 18.0),
            (words.set_pieces, Activity::SetPieces, 26.0),
        ],
        Theme::Test => &[
            (words.warm_up, Activity::WarmUp, 18.0),
            (words.shuttles, Activity::Shuttles, 18.0),
            (words.cool_down, Activity::EasyRun, 10.0),
            (words.passing, Activity::Passing, 14.0),
        ],
        Theme::Strength => &[(words.strength_session, Activity::Lifting, 30.0)],
        Theme::Other => &[(words.walk, Activity::Walk, 60.0)],
    };
    let minutes =
        if theme == Theme::Strength { dice.range(38.0, 52.0) } else { dice.range(82.0, 91.0) };
    let pauses = 2.25 * (parts.len() as f64 - 1.0);
    let scale = (minutes - 7.0 - pauses) / parts.iter().map(|part| part.2).sum::<f64>();
    let drinks_after = parts.len() / 2;
    let mut planner = Planner::new(dice);
    for (index, (name, activity, share)) in parts.iter().enumerate() {
        if index > 0 {
            let name = (index == drinks_after).then_some(words.drinks);
            planner.pause(name, (1.75, 2.75));
        }
        planner.phase(name, *activity, share * scale);
    }
    planner.notes(0.3, words.marker_notes);
    planner.finish()
}

/// What teams of this age play: two halves of 35 minutes and stoppage time. The sensors are handed
/// out after the warm-up, so a match is not longer than other recordings.
fn match_plan(dice: &mut Dice, words: &Words) -> Plan {
    let stoppage = [dice.range(0.5, 2.0), dice.range(1.0, 3.0)];
    let mut planner = Planner::new(dice);
    planner.phase(words.halves[0], Activity::FirstHalf, 35.0 + stoppage[0]);
    planner.pause(Some(words.half_time), (9.5, 11.0));
    planner.phase(words.halves[1], Activity::SecondHalf, 35.0 + stoppage[1]);
    planner.notes(0.8, words.marker_notes);
    planner.finish()
}
