//! The season day by day.

use leptos::prelude::*;

use super::sessions::{address_of, title_of};
use crate::{
    components::{Calendar, Day, Save},
    format,
    model::{Figure, PlayedSession, PlayerPage, SessionType, Week},
    preferences::{Locale, locale},
};

/// The days on which the player took part in something.
#[component]
pub(super) fn PlayerCalendar(page: PlayerPage) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().season.calendar;
    let measure = Measure::of(&page.sessions);
    let days = days(locale, measure, &page.sessions);
    let first = days.last().and_then(|day| Week::of(day.date));
    let last = days.first().map(|day| day.date).max(page.until).and_then(Week::of);
    let legend = match measure {
        Measure::Load => texts.by_load,
        Measure::Minutes => texts.by_minutes,
    };
    first.zip(last).map(|(first, last)| {
        view! {
            <section class="section" aria-labelledby="season">
                <h2 id="season">{texts.title}</h2>
                <Save what=texts.title files=[("calendar.svg", ""), ("calendar.png", "")]/>
                <div class="card">
                    <Calendar first last days label=texts.title measure=legend/>
                </div>
            </section>
        }
    })
}

/// How much there was on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// By Polar's training load.
    Load,
    /// By the time, when Polar tells no load of any session.
    Minutes,
}

impl Measure {
    pub(super) fn of(sessions: &[PlayedSession]) -> Self {
        if sessions.iter().any(|played| played.value(Figure::Load).is_some()) {
            Self::Load
        } else {
            Self::Minutes
        }
    }

    fn amount(self, played: &PlayedSession) -> Option<f64> {
        match self {
            Self::Load => played.value(Figure::Load),
            Self::Minutes => played.value(Figure::Time).map(|ms| ms / 60_000.0),
        }
    }
}

/// The days of sessions that come newest first. A day leads to its first session, and its amount is known when that of
/// each of its sessions is.
pub(super) fn days(locale: Locale, measure: Measure, sessions: &[PlayedSession]) -> Vec<Day> {
    let texts = &locale.texts().season.calendar;
    let day_of = |played: &PlayedSession| played.session.start.map(|start| start.date());
    sessions
        .chunk_by(|a, b| day_of(a) == day_of(b))
        .filter_map(|played| {
            let first = played.last()?;
            let day = day_of(first)?;
            let amount: Option<f64> = played.iter().map(|it| measure.amount(it)).sum();
            let written = amount.map(|amount| format::number(locale, amount, 0));
            let written = match (measure, written) {
                (_, None) => texts.not_known.to_owned(),
                (Measure::Load, Some(amount)) => (texts.load)(&amount),
                (Measure::Minutes, Some(amount)) => (texts.minutes)(&amount),
            };
            let names: Vec<&str> =
                played.iter().rev().map(|it| title_of(locale, &it.session)).collect();
            let is_match = |it: &PlayedSession| {
                it.session.session_type.as_ref().is_some_and(SessionType::is_match)
            };
            Some(Day {
                date: day,
                amount,
                letter: None,
                is_round: played.iter().any(is_match),
                label: (texts.day)(&format::day(locale, day), &names.join(", "), &written),
                href: address_of(first),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Figures, PerFigure, SessionRow};

    fn played(day: &str, load: Option<f64>) -> PlayedSession {
        let figures =
            Figures { duration_ms: Some(5_400_000), training_load: load, ..Figures::default() };
        PlayedSession {
            session: SessionRow {
                id: day.into(),
                name: None,
                session_type: Some(SessionType::Training),
                start: format!("{day}:00").parse().ok(),
                duration_ms: None,
            },
            player_session_id: Some(format!("of {day}").into()),
            values: Some(PerFigure::values(&figures)),
        }
    }

    #[test]
    fn sessions_of_a_day_add_up_and_the_first_one_is_linked() {
        let sessions = [
            played("2025-09-14T18:00", Some(90.0)),
            played("2025-09-14T10:00", Some(40.0)),
            played("2025-09-12T18:00", None),
        ];
        let measure = Measure::of(&sessions);
        assert_eq!(measure, Measure::Load);
        let days = days(Locale::default(), measure, &sessions);
        assert_eq!(days.iter().map(|day| day.amount).collect::<Vec<_>>(), [Some(130.0), None]);
        assert_eq!(days[0].label, "Sun 14 Sep 2025: Training, Training, load 130");
        assert_eq!(days[0].href, "/sessions/2025-09-14T10%3A00/players/of%202025-09-14T10%3A00");
        assert_eq!(days[1].label, "Fri 12 Sep 2025: Training, not known");
    }

    #[test]
    fn minutes_stand_in_where_no_load_is_told() {
        let sessions = [played("2025-09-14T18:00", None)];
        let measure = Measure::of(&sessions);
        assert_eq!(measure, Measure::Minutes);
        assert_eq!(days(Locale::default(), measure, &sessions)[0].amount, Some(90.0));
        let unread = PlayedSession { values: None, ..sessions[0].clone() };
        assert_eq!(days(Locale::default(), measure, &[unread])[0].amount, None);
    }
}
