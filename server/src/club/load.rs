//! How a player's load of the last weeks is spread.

use app::model::{Monotony, TrainingLoad, mean_and_sd};
use chrono::{Days, NaiveDate};

/// The days of the acute load, and of monotony.
const ACUTE_DAYS: usize = 7;

/// The days of the chronic load; the acute ones are among them.
const CHRONIC_DAYS: usize = 28;

/// The load up to a day, from the loads of sessions: each with its day, and `None` when it is not known. Nothing is known
/// of the time before `since`.
pub(super) fn training_load(
    until: NaiveDate,
    since: NaiveDate,
    sessions: impl IntoIterator<Item = (NaiveDate, Option<f64>)>,
) -> TrainingLoad {
    let days = daily(until, since, sessions);
    let week: Option<Vec<f64>> = days[..ACUTE_DAYS].iter().copied().collect();
    let all: Option<Vec<f64>> = days.iter().copied().collect();
    let acute = week.as_deref().map(mean);
    let chronic = all.as_deref().map(mean);
    let ratio = acute.zip(chronic).filter(|(_, chronic)| *chronic > 0.0);
    let monotony = week.as_deref().map_or(Monotony::NotKnown, monotony);
    let strain = match monotony {
        Monotony::Of(monotony) => week.map(|week| week.iter().sum::<f64>() * monotony),
        Monotony::NotKnown | Monotony::NoVariation => None,
    };
    TrainingLoad {
        until,
        acute,
        chronic,
        ratio: ratio.map(|(acute, chronic)| acute / chronic),
        monotony,
        strain,
    }
}

/// The load of each of the last days, the last one first; `None` when it is not known. A day without a session is a day
/// of rest.
fn daily(
    until: NaiveDate,
    since: NaiveDate,
    sessions: impl IntoIterator<Item = (NaiveDate, Option<f64>)>,
) -> [Option<f64>; CHRONIC_DAYS] {
    let known = |before: usize| {
        until.checked_sub_days(Days::new(before as u64)).is_some_and(|day| day >= since)
    };
    let mut days = std::array::from_fn(|before| known(before).then_some(0.0));
    for (day, load) in sessions {
        let before = usize::try_from((until - day).num_days()).ok();
        if let Some(sum) = before.and_then(|before| days.get_mut(before)) {
            *sum = sum.zip(load).map(|(sum, load)| sum + load);
        }
    }
    days
}

fn mean(days: &[f64]) -> f64 {
    days.iter().sum::<f64>() / days.len() as f64
}

fn monotony(week: &[f64]) -> Monotony {
    match mean_and_sd(week) {
        // What differs by less than numbers are exact does not vary.
        Some((mean, sd)) if sd > mean.abs() * 1e-9 => Monotony::Of(mean / sd),
        _ => Monotony::NoVariation,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(before: u64) -> NaiveDate {
        until().checked_sub_days(Days::new(before)).unwrap()
    }

    fn until() -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 9, 14).unwrap()
    }

    /// The load of days that are all known.
    fn of(loads: &[f64]) -> TrainingLoad {
        let sessions = (0..).zip(loads).map(|(before, load)| (day(before), Some(*load)));
        training_load(until(), day(60), sessions)
    }

    fn close(found: Option<f64>, expected: f64) {
        assert!((found.unwrap() - expected).abs() < 1e-9, "{found:?} is not {expected}");
    }

    #[test]
    fn the_ratio_is_of_seven_days_to_twenty_eight() {
        let mut loads = [50.0; 28];
        loads[..7].fill(100.0);
        let load = of(&loads);
        close(load.acute, 100.0);
        close(load.chronic, 62.5);
        close(load.ratio, 1.6);
        assert_eq!((load.monotony, load.strain), (Monotony::NoVariation, None));
    }

    #[test]
    fn monotony_is_mean_by_deviation_and_strain_the_weeks_load_by_monotony() {
        let load = of(&[0.0, 80.0, 60.0, 0.0, 90.0, 70.0, 50.0]);
        // Mean 50, squared differences 2500 + 900 + 100 + 2500 + 1600 + 400 + 0.
        let sd = (8_000.0_f64 / 6.0).sqrt();
        let Monotony::Of(monotony) = load.monotony else { panic!("{load:?}") };
        close(Some(monotony), 50.0 / sd);
        close(load.strain, 350.0 * 50.0 / sd);
        close(load.chronic, 12.5);
    }

    #[test]
    fn sessions_of_one_day_add_up_and_older_ones_do_not_count() {
        let sessions = [(day(0), Some(30.0)), (day(0), Some(40.0)), (day(28), Some(1_000.0))];
        let load = training_load(until(), day(60), sessions);
        close(load.acute, 10.0);
        close(load.chronic, 2.5);
    }

    #[test]
    fn weeks_without_a_session_have_no_ratio_and_no_variation() {
        let rest = of(&[]);
        assert_eq!((rest.acute, rest.chronic, rest.ratio), (Some(0.0), Some(0.0), None));
        assert_eq!((rest.monotony, rest.strain), (Monotony::NoVariation, None));
        let mut loads = [40.0; 28];
        loads[..7].fill(0.0);
        close(of(&loads).ratio, 0.0);
    }

    #[test]
    fn a_load_that_is_not_known_is_not_zero() {
        let unknown = |before| training_load(until(), day(60), [(day(before), None)]);
        assert_eq!((unknown(3).acute, unknown(3).monotony), (None, Monotony::NotKnown));
        assert_eq!((unknown(3).ratio, unknown(3).strain), (None, None));
        assert_eq!((unknown(10).acute, unknown(10).chronic), (Some(0.0), None));
        assert_eq!(unknown(30).chronic, Some(0.0));
    }

    #[test]
    fn before_the_first_session_nothing_is_known() {
        let load = |since| training_load(until(), day(since), [(day(0), Some(70.0))]);
        assert_eq!((load(5).acute, load(5).chronic), (None, None));
        close(load(6).acute, 10.0);
        assert_eq!(load(26).chronic, None);
        close(load(27).ratio, 4.0);
    }

    #[test]
    fn the_first_days_of_the_calendar_are_no_special_case() {
        let load = training_load(NaiveDate::MIN, NaiveDate::MIN, [(NaiveDate::MIN, Some(1.0))]);
        assert_eq!(load.acute, None);
    }

    proptest! {
        #[test]
        fn the_scale_of_the_load_changes_neither_ratio_nor_monotony(
            loads in prop::collection::vec(0.0..500.0_f64, 28),
            factor in 0.1..10.0_f64,
        ) {
            let scaled: Vec<f64> = loads.iter().map(|load| load * factor).collect();
            let (plain, scaled) = (of(&loads), of(&scaled));
            prop_assert!((plain.ratio.unwrap() - scaled.ratio.unwrap()).abs() < 1e-9);
            let (Monotony::Of(a), Monotony::Of(b)) = (plain.monotony, scaled.monotony) else {
                return Err(TestCaseError::reject("random loads that are all the same"));
            };
            prop_assert!((a - b).abs() < 1e-6 * a.max(1.0));
            prop_assert!((plain.strain.unwrap() * factor - scaled.strain.unwrap()).abs()
                < 1e-6 * scaled.strain.unwrap().max(1.0));
        }

        #[test]
        fn the_ratio_of_means_of_which_one_is_in_the_other_is_at_most_four(
            loads in prop::collection::vec(0.0..500.0_f64, 28),
        ) {
            let ratio = of(&loads).ratio.unwrap();
            prop_assert!((0.0..=4.0 + 1e-9).contains(&ratio));
        }

        #[test]
        fn with_a_day_of_rest_monotony_has_a_limit(
            loads in prop::collection::vec(1.0..500.0_f64, 6),
        ) {
            let mut week = loads;
            week.push(0.0);
            let Monotony::Of(monotony) = of(&week).monotony else { panic!("they vary") };
            // Six equal days and one of rest: 6/√7.
            prop_assert!(monotony <= 6.0 / 7.0_f64.sqrt() + 1e-9);
        }
    }
}
