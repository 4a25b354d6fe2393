//! Days in columns of weeks, shaded by how much there was.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use leptos::{either::Either, prelude::*};

use crate::{
    format,
    model::Week,
    preferences::{Locale, locale},
};

/// A day on which there was something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Day {
    /// When.
    pub(crate) date: NaiveDate,
    /// How much; `None` when that is not known.
    pub(crate) amount: Option<f64>,
    /// What kind of day it was, in a letter.
    pub(crate) letter: Option<String>,
    /// Whether the day stands out by its shape.
    pub(crate) is_round: bool,
    /// What assistive technology says of it.
    pub(crate) label: String,
    /// Where it leads to.
    pub(crate) href: String,
}

/// The weeks from the first to the last as columns, Monday on top, with the meaning of the shades below. A day is a
/// small target that people with a keyboard pass over: each of its sessions has a link below as well.
#[component]
pub(crate) fn Calendar(
    first: Week,
    last: Week,
    days: Vec<Day>,
    /// What the table is called.
    label: &'static str,
    /// What the amounts are.
    measure: &'static str,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts();
    let steps = Steps::of(days.iter().filter_map(|day| day.amount));
    let mut by_day: HashMap<NaiveDate, Day> = days.into_iter().map(|day| (day.date, day)).collect();
    let weeks: Vec<Week> = first.to(last).collect();
    let heads = weeks
        .iter()
        .map(|week| {
            let begins = week.days().find(|day| day.day() == 1);
            let month = begins.map(|day| texts.time.months_short[day.month0() as usize]);
            let name = (texts.season.calendar.week_of)(&format::day(locale, week.monday()));
            view! {
                <th scope="col">
                    <span class="visually-hidden">{name}</span>
                    {month.map(|month| view! { <span class="calendar__month" aria-hidden="true">{month}</span> })}
                </th>
            }
        })
        .collect_view();
    let rows = texts
        .time
        .weekdays
        .into_iter()
        .enumerate()
        .map(|(row, weekday)| {
            let cells = weeks
                .iter()
                .map(|week| {
                    let day = week.days().nth(row).and_then(|day| by_day.remove(&day));
                    view! { <td>{day.map(|day| view! { <Cell day steps/> })}</td> }
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">{weekday}</th>
                    {cells}
                </tr>
            }
        })
        .collect_view();
    let legend = steps.map(|steps| {
        let bands = (0..Steps::COUNT).map(|step| {
            let (lower, upper) = steps.limits(step);
            let band = format::band(locale, Some(lower), upper, |limit| steps.write(locale, limit));
            let class = format!("calendar__day calendar__day--{}", step + 1);
            view! { <li><span class=class aria-hidden="true"></span>{band}</li> }
        });
        bands.collect_view()
    });
    view! {
        <div class="calendar">
            <div class="calendar__scroll" role="group" aria-label=label tabindex="0">
                <table class="calendar__table">
                    <thead>
                        <tr>
                            <td></td>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <div class="calendar__legend">
                <p>{measure}</p>
                <ul>
                    {legend}
                    <li>
                        <span class="calendar__day calendar__day--unknown" aria-hidden="true"></span>
                        {texts.season.calendar.not_known}
                    </li>
                </ul>
            </div>
        </div>
    }
}

#[component]
fn Cell(day: Day, steps: Option<Steps>) -> impl IntoView {
    let shade = match day.amount.zip(steps) {
        Some((amount, steps)) => format!("calendar__day--{}", steps.step(amount) + 1),
        None => "calendar__day--unknown".to_owned(),
    };
    let shape = if day.is_round { "calendar__day--round" } else { "" };
    let letter = match day.letter {
        Some(letter) => Either::Left(view! { <span aria-hidden="true">{letter}</span> }),
        None => Either::Right(()),
    };
    view! {
        <a
            class=format!("calendar__day {shade} {shape}")
            href=day.href
            title=day.label.clone()
            aria-label=day.label
            tabindex="-1"
        >
            {letter}
        </a>
    }
}

/// Amounts in steps of the same size, which has few digits. A step holds its lower limit and not its upper one; the last
/// one has no upper limit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Steps {
    size: f64,
}

impl Steps {
    /// How many there are.
    pub(crate) const COUNT: usize = 5;

    /// Steps that all of the amounts are in; `None` when there is none above 0.
    pub(crate) fn of(amounts: impl Iterator<Item = f64>) -> Option<Self> {
        let most = amounts.fold(0.0, f64::max);
        (most > 0.0).then(|| Self { size: round_up(most / Self::COUNT as f64) })
    }

    /// In which step an amount is, from 0.
    pub(crate) fn step(self, amount: f64) -> usize {
        ((amount / self.size).max(0.0) as usize).min(Self::COUNT - 1)
    }

    /// How a limit is written.
    pub(super) fn write(self, locale: Locale, limit: f64) -> String {
        format::number(locale, limit, usize::from(self.size.fract() != 0.0))
    }

    /// The limits of a step.
    pub(crate) fn limits(self, step: usize) -> (f64, Option<f64>) {
        let lower = step as f64 * self.size;
        (lower, (step + 1 < Self::COUNT).then_some(lower + self.size))
    }
}

/// The next number that is 1, 2, 2.5 or 5 times a power of ten.
pub(crate) fn round_up(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let round = [1.0, 2.0, 2.5, 5.0].into_iter().map(|round| round * power);
    round.into_iter().find(|round| *round >= number * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_have_few_digits_and_hold_everything() {
        let steps = Steps::of([12.0, 212.0, 90.0].into_iter()).unwrap();
        assert_eq!(steps, Steps { size: 50.0 });
        assert_eq!(steps.limits(1), (50.0, Some(100.0)));
        assert_eq!(steps.limits(4), (200.0, None));
        let found = [0.0, 49.9, 50.0, 212.0, 1_000.0].map(|amount| steps.step(amount));
        assert_eq!(found, [0, 0, 1, 4, 4]);
    }

    #[test]
    fn nothing_has_no_steps() {
        assert_eq!(Steps::of([].into_iter()), None);
        assert_eq!(Steps::of([0.0].into_iter()), None);
    }

    #[test]
    fn round_numbers_stay() {
        for round in [0.01, 0.2, 1.0, 2.5, 50.0, 100.0, 2_000.0] {
            assert!((round_up(round) - round).abs() < 1e-9 * round, "{round}");
        }
        for (number, round) in [(1.1, 2.0), (2.1, 2.5), (6.0, 10.0)] {
            assert!((round_up(number) - round).abs() < 1e-9, "{number}");
        }
    }

    proptest! {
        #[test]
        fn more_is_never_in_a_lower_step(a in 0.0..1e4_f64, b in 0.0..1e4_f64, most in 0.1..1e4_f64) {
            let steps = Steps::of([most].into_iter()).unwrap();
            prop_assert!(steps.step(a.min(b)) <= steps.step(a.max(b)));
            let (lower, upper) = steps.limits(steps.step(a));
            prop_assert!(a >= lower - 1e-9 && upper.is_none_or(|upper| a < upper + 1e-9));
            prop_assert!(steps.size * Steps::COUNT as f64 >= most * (1.0 - 1e-9));
        }
    }
}
