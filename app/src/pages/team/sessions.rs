//! The sessions of a team, one page of them.

use chrono::{Datelike, NaiveDate};
use leptos::{either::Either, prelude::*};

use crate::{
    address,
    components::{Missing, SkeletonTable, TypeBadge, When},
    format,
    model::{SessionFilter, SessionRow, TeamId, TeamPage},
    preferences::{Locale, locale, texts},
    texts::Count,
};

/// The sessions by month, newest first, and the way to the other pages.
#[component]
pub(in crate::pages) fn Sessions(page: Memo<TeamPage>, missing: Memo<Missing>) -> impl IntoView {
    let all = texts();
    let texts = &all.teams.list;
    move || {
        page.with(|page| match page.sessions.as_slice() {
            [] => Either::Left(missing.get().view(
                || view! { <SkeletonTable rows=8/> },
                || {
                    let reason = NoSessions::of(&page.filter, page.total_sessions);
                    view! { <Empty team_id=page.team.id.clone() filter=page.filter.clone() reason/> }
                },
            )),
            sessions => {
                let months =
                    months(sessions).into_iter().map(|month| view! { <Month month/> }).collect_view();
                Either::Right(view! {
                    <div class="card card--flush">
                        <table class="sessions">
                            <thead>
                                <tr>
                                    <th scope="col">{texts.date}</th>
                                    <th scope="col">{texts.session}</th>
                                    <th scope="col">{all.teams.filter.kind}</th>
                                    <th scope="col" class="number">{texts.start}</th>
                                    <th scope="col" class="number">{texts.duration}</th>
                                </tr>
                            </thead>
                            {months}
                        </table>
                    </div>
                    <Pages team_id=page.team.id.clone() filter=page.filter.clone() total=page.total_sessions/>
                })
            }
        })
    }
}

/// What happened that there is nothing to list, and the one way out of it.
#[component]
fn Empty(team_id: TeamId, filter: SessionFilter, reason: NoSessions) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().teams;
    let way_out = match reason {
        NoSessions::Yet => None,
        NoSessions::BeyondTheEnd { .. } => {
            Some((texts.list.show_newest, SessionFilter { page: 0, ..filter }))
        }
        NoSessions::DaysBackwards { .. } | NoSessions::NonePasses => {
            Some((texts.filter.show_all, filter.cleared()))
        }
    };
    view! {
        <div class="empty">
            <p>{reason.text(locale)}</p>
            {way_out.map(|(label, filter)| view! {
                <a class="button" href=address::team(&team_id, &filter) data-noscroll="true">{label}</a>
            })}
        </div>
    }
}

/// Why there is nothing to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NoSessions {
    /// The team has none.
    Yet,
    /// The page is behind the last one.
    BeyondTheEnd { total: u32 },
    /// The first day is after the last, so that no day is between them.
    DaysBackwards { since: NaiveDate, until: NaiveDate },
    /// The filter lets none through.
    NonePasses,
}

impl NoSessions {
    /// Why a page without sessions has none, when so many pass the filter.
    fn of(filter: &SessionFilter, total: u32) -> Self {
        match filter.since.zip(filter.until) {
            _ if total > 0 => Self::BeyondTheEnd { total },
            Some((since, until)) if since > until => Self::DaysBackwards { since, until },
            _ if filter.is_active() => Self::NonePasses,
            _ => Self::Yet,
        }
    }

    fn text(self, locale: Locale) -> String {
        let texts = &locale.texts().teams.list;
        match self {
            Self::Yet => texts.none_yet.to_owned(),
            Self::BeyondTheEnd { total } => (texts.beyond_the_end)(Count::new(locale, total)),
            Self::DaysBackwards { since, until } => {
                (texts.days_backwards)(&format::day(locale, since), &format::day(locale, until))
            }
            Self::NonePasses => texts.none_passes.to_owned(),
        }
    }
}

#[component]
fn Month(month: (Option<NaiveDate>, Vec<SessionRow>)) -> impl IntoView {
    let (first_day, sessions) = month;
    let locale = locale();
    let undated = locale.texts().teams.list.without_a_date;
    let name =
        first_day.map_or_else(|| undated.to_owned(), |first_day| format::month(locale, first_day));
    view! {
        <tbody>
            <tr class="sessions__month">
                <th scope="rowgroup" colspan="5">{name}</th>
            </tr>
            {sessions.into_iter().map(|session| view! { <Row session/> }).collect_view()}
        </tbody>
    }
}

#[component]
fn Row(session: SessionRow) -> impl IntoView {
    let locale = locale();
    let title = locale.texts().kinds.title_of_row(&session).to_owned();
    let date = match session.start {
        Some(at) => {
            Either::Left(view! { <When at text=format::weekday_and_day(locale, at.date())/> })
        }
        None => Either::Right(format::NONE),
    };
    let none = || format::NONE.to_owned();
    view! {
        <tr class="sessions__row">
            <td class="sessions__date">{date}</td>
            <th scope="row" class="sessions__name">
                <a href=address::session(&session.id, None, None)>{title}</a>
            </th>
            <td class="sessions__type">
                {session.session_type.map(|session_type| view! { <TypeBadge session_type/> })}
            </td>
            <td class="number sessions__start">{session.start.map_or_else(none, format::time)}</td>
            <td class="number sessions__duration">{session.duration_ms.map_or_else(none, format::duration)}</td>
        </tr>
    }
}

/// Which part of the sessions this page lists, and the pages before and after it.
#[component]
fn Pages(team_id: TeamId, filter: SessionFilter, total: u32) -> impl IntoView {
    let texts = &texts().teams.list;
    let range = Range::of(filter.page, total);
    let link = move |page: Option<u32>, rel: &'static str, label: &'static str| {
        page.map(|page| {
            let href = address::team(&team_id, &SessionFilter { page, ..filter.clone() });
            view! { <a class="button" href=href rel=rel>{label}</a> }
        })
    };
    view! {
        <nav class="pages" aria-label=texts.pages>
            <p class="pages__range">{(texts.range)(range.first, range.last, range.total)}</p>
            {link(range.previous, "prev", texts.newer)}
            {link(range.next, "next", texts.older)}
        </nav>
    }
}

/// Which of all sessions a page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Range {
    first: u32,
    last: u32,
    total: u32,
    previous: Option<u32>,
    next: Option<u32>,
}

impl Range {
    fn of(page: u32, total: u32) -> Self {
        let before = page.saturating_mul(SessionFilter::PER_PAGE);
        let last = before.saturating_add(SessionFilter::PER_PAGE).min(total);
        Self {
            first: (before + 1).min(last),
            last,
            total,
            previous: page.checked_sub(1),
            next: (last < total).then(|| page + 1),
        }
    }
}

/// The sessions by month, in the order in which they come; those without a date together.
fn months(sessions: &[SessionRow]) -> Vec<(Option<NaiveDate>, Vec<SessionRow>)> {
    let month = |session: &SessionRow| session.start.and_then(|at| at.date().with_day(1));
    sessions
        .chunk_by(|a, b| month(a) == month(b))
        .filter_map(|chunk| Some((month(chunk.first()?), chunk.to_vec())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_what_it_lists_and_what_is_beside_it() {
        let first = Range::of(0, 183);
        assert_eq!((first.first, first.last, first.previous, first.next), (1, 100, None, Some(1)));
        let second = Range::of(1, 183);
        assert_eq!(
            (second.first, second.last, second.previous, second.next),
            (101, 183, Some(0), None)
        );
        assert_eq!(Range::of(0, 100).next, None);
        assert_eq!(Range::of(9, 183).next, None);
    }

    #[test]
    fn sessions_stand_under_their_month() {
        let session = |day: Option<&str>| SessionRow {
            id: day.unwrap_or_default().into(),
            name: None,
            session_type: None,
            start: day.map(|day| day.parse::<NaiveDate>().unwrap().and_hms_opt(18, 0, 0).unwrap()),
            duration_ms: None,
        };
        let sessions =
            [Some("2025-09-14"), Some("2025-09-02"), Some("2025-08-30"), None].map(session);
        let months: Vec<_> = months(&sessions)
            .into_iter()
            .map(|(month, rows)| {
                (month.map(|month| format::month(Locale::default(), month)), rows.len())
            })
            .collect();
        let expected = [
            (Some("September 2025".to_owned()), 2),
            (Some("August 2025".to_owned()), 1),
            (None, 1),
        ];
        assert_eq!(months, expected);
    }
}
