//! The team's year, day by day.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    address,
    components::{Calendar, Day, Save},
    format,
    model::{SeasonSession, SessionFilter, SessionType, TeamId, TeamPage, TeamSeason, Week},
    preferences::{Locale, locale},
};

/// The days of the year on which there were sessions, with what kind of sessions.
#[component]
pub(in crate::pages) fn TeamCalendar(page: Memo<TeamPage>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().season.calendar;
    let season = Memo::new(move |_| page.with(|page| page.season.clone()));
    let team_id = Memo::new(move |_| page.with(|page| page.team.id.clone()));
    let year = move |label: &'static str, week: Option<Week>| {
        week.map(|week| {
            let filter = page.with(|page| page.filter.clone());
            let wanted = SessionFilter { week: Some(week), ..filter };
            let href = team_id.with(|id| address::team(id, &wanted));
            view! { <a class="button" href=href data-noscroll="true">{label}</a> }
        })
    };
    move || {
        season.get().map(|season| {
            let days = team_id.with(|id| days(locale, id, &season));
            let earlier = year(texts.earlier_year, season.week.before(TeamSeason::WEEKS));
            let later = (season.last < season.newest)
                .then(|| season.week.after(TeamSeason::WEEKS).map(|week| week.min(season.newest)))
                .flatten();
            view! {
                <section class="section" aria-labelledby="season">
                    <h2 id="season">{texts.title}</h2>
                    <Save what=texts.title files=[("calendar.svg", ""), ("calendar.png", "")]/>
                    <div class="card">
                        <Calendar
                            first=season.first
                            last=season.last
                            days
                            label=texts.title
                            measure=texts.by_mean_load
                        />
                        <p class="footnote">{letters(locale, &season.sessions)}</p>
                        <p class="calendar__years">{earlier}{year(texts.later_year, later)}</p>
                    </div>
                </section>
            }
        })
    }
}

/// The days of sessions in the order of time. A day with one session leads to it, one with several to their list.
pub(super) fn days(locale: Locale, team_id: &TeamId, season: &TeamSeason) -> Vec<Day> {
    let texts = locale.texts();
    let day_of = |session: &SeasonSession| session.session.start.map(|start| start.date());
    let days = season.sessions.chunk_by(|a, b| day_of(a) == day_of(b));
    days.filter_map(|sessions| {
        let day = day_of(sessions.first()?)?;
        let amount: Option<f64> = sessions.iter().map(|session| session.training_load).sum();
        let written = amount.map_or_else(
            || texts.season.calendar.not_known.to_owned(),
            |amount| (texts.season.calendar.load)(&format::number(locale, amount, 0)),
        );
        let names: Vec<&str> =
            sessions.iter().map(|session| texts.kinds.title_of_row(&session.session)).collect();
        let of_day = || SessionFilter {
            since: Some(day),
            until: Some(day),
            week: Week::of(day),
            ..SessionFilter::default()
        };
        let href = match sessions {
            [only] => address::session(&only.session.id, None, None),
            _ => address::team(team_id, &of_day()),
        };
        let main = main_type(sessions);
        let letter = main.map(texts.season.calendar.letter);
        Some(Day {
            date: day,
            amount,
            letter: letter.map(str::to_owned),
            is_round: main.is_some_and(SessionType::is_match),
            label: (texts.season.calendar.day)(
                &format::day(locale, day),
                &names.join(", "),
                &written,
            ),
            href,
        })
    })
    .collect()
}

/// What kind of day it was: a match counts more than anything beside it, else the first session does.
fn main_type(sessions: &[SeasonSession]) -> Option<&SessionType> {
    let types = || sessions.iter().filter_map(|session| session.session.session_type.as_ref());
    types().find(|kind| kind.is_match()).or_else(|| types().next())
}

/// What the letters stand for, of those that there are.
pub(super) fn letters(locale: Locale, sessions: &[SeasonSession]) -> String {
    let texts = locale.texts();
    let types = sessions.iter().filter_map(|session| session.session.session_type.as_ref());
    let list: BTreeSet<String> = types
        .map(|kind| {
            let letter = (texts.season.calendar.letter)(kind);
            format!("{letter} {}", texts.kinds.session_type(kind))
        })
        .collect();
    (texts.season.calendar.letters)(&list.into_iter().collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SessionRow;

    fn session(id: &str, start: &str, kind: SessionType, load: Option<f64>) -> SeasonSession {
        SeasonSession {
            session: SessionRow {
                id: id.into(),
                name: None,
                session_type: Some(kind),
                start: start.parse().ok(),
                duration_ms: None,
            },
            players: 11,
            distance_m: None,
            m_per_min: None,
            training_load: load,
        }
    }

    #[test]
    fn a_day_leads_to_its_session_or_to_the_list_of_them() {
        let week: Week = "2025-W37".parse().unwrap();
        let season = TeamSeason {
            week,
            first: week,
            last: week,
            newest: week,
            sessions: vec![
                session("a", "2025-09-12T10:00:00", SessionType::Training, Some(60.0)),
                session("b", "2025-09-14T10:00:00", SessionType::StrengthAndCondition, Some(20.0)),
                session("c", "2025-09-14T15:00:00", SessionType::Game, Some(100.0)),
            ],
            match_days: Vec::new(),
        };
        let days = days(Locale::default(), &"t".into(), &season);
        let found: Vec<_> =
            days.iter().map(|day| (day.letter.as_deref(), day.is_round, day.amount)).collect();
        assert_eq!(found, [(Some("T"), false, Some(60.0)), (Some("G"), true, Some(120.0))]);
        assert_eq!(days[0].href, "/sessions/a");
        assert_eq!(days[1].href, "/teams/t?since=2025-09-14&until=2025-09-14&week=2025-W37");
        assert_eq!(days[1].label, "Sun 14 Sep 2025: Strength, Game, load 120");
        assert_eq!(
            letters(Locale::default(), &season.sessions),
            "G Game, S Strength, T Training. Days of matches and games are round."
        );
    }
}
