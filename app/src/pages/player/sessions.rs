//! The player's sessions as a table.

use leptos::{either::Either, prelude::*};

use crate::{
    address,
    components::{CompareForm, Save, TypeBadge, When},
    format,
    model::{
        Figure, PlayedSession, PlayerFilter, PlayerPage, PlayerSessionId, SessionFilter, SessionRow,
    },
    preferences::{Locale, locale, texts},
};

/// What the columns show.
pub(super) const COLUMNS: [Figure; 8] = [
    Figure::Time,
    Figure::Distance,
    Figure::Intensity,
    Figure::HighSpeed,
    Figure::TopSpeed,
    Figure::HeartRateAvg,
    Figure::HeartRateMax,
    Figure::Load,
];

/// How many sessions a page of the table has.
const PER_PAGE: usize = SessionFilter::PER_PAGE as usize;

/// The sessions with their figures, newest first.
#[component]
pub(in crate::pages) fn Played(page: PlayerPage) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let columns: Vec<Figure> =
        COLUMNS.into_iter().filter(|figure| !(page.hides_health && figure.is_health())).collect();
    let heads = columns
        .iter()
        .map(|figure| {
            view! {
                <th scope="col" class="number">
                    {figure.label(locale)}<br/>
                    <span class="quiet">{figure.column_unit(locale)}</span>
                </th>
            }
        })
        .collect_view();
    let shown = page.filter.page as usize;
    let shown = page.sessions.iter().skip(shown.saturating_mul(PER_PAGE)).take(PER_PAGE);
    let recorded: Vec<_> = shown.clone().filter_map(|played| recorded(locale, played)).collect();
    let rows =
        shown.cloned().map(|played| view! { <Row played columns=columns.clone()/> }).collect_view();
    view! {
        <section class="section" aria-labelledby="played">
            <h2 id="played">
                {texts.general.sessions}
                <span class="count">{page.sessions.len()}</span>
            </h2>
            <Save what=texts.general.sessions files=[("sessions.csv", "")]/>
            <div class="card card--flush">
                <div class="exact__scroll" role="group" aria-labelledby="played" tabindex="0">
                    <table class="played">
                        <thead>
                            <tr>
                                <th scope="col">{texts.teams.list.date}</th>
                                <th scope="col">{texts.teams.list.session}</th>
                                <th scope="col">{texts.teams.filter.kind}</th>
                                {heads}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
            <Pages page/>
            <CompareForm title=texts.compare.sessions choices=recorded window=None/>
        </section>
    }
}

#[component]
fn Row(played: PlayedSession, columns: Vec<Figure>) -> impl IntoView {
    let locale = locale();
    let date = match played.session.start {
        Some(at) => Either::Left(view! { <When at text=format::day(locale, at.date())/> }),
        None => Either::Right(format::NONE),
    };
    let cells = columns
        .into_iter()
        .map(|figure| {
            let text = played
                .value(figure)
                .map_or_else(|| format::NONE.to_owned(), |value| figure.write(locale, value));
            view! { <td class="number">{text}</td> }
        })
        .collect_view();
    let (href, title) = (address_of(&played), title_of(locale, &played.session).to_owned());
    view! {
        <tr>
            <td class="played__date">{date}</td>
            <th scope="row" class="sessions__name"><a href=href>{title}</a></th>
            <td>{played.session.session_type.map(|session_type| view! { <TypeBadge session_type/> })}</td>
            {cells}
        </tr>
    }
}

/// The ways to the newer and the older sessions, when there is more than one page.
#[component]
fn Pages(page: PlayerPage) -> impl IntoView {
    let list = &texts().teams.list;
    let shown = page.filter.page;
    let last = page.sessions.len().saturating_sub(1) / PER_PAGE;
    let link = |wanted: u32, rel: &'static str, label: &'static str| {
        let filter = PlayerFilter { page: wanted, ..page.filter.clone() };
        let href = address::player(&page.team.id, &page.player.id, &filter);
        view! { <a class="button" href=href rel=rel data-noscroll="true">{label}</a> }
    };
    let newer = shown.checked_sub(1).map(|newer| link(newer, "prev", list.newer));
    let older = ((shown as usize) < last).then(|| link(shown + 1, "next", list.older));
    (last > 0 || shown > 0).then(|| {
        view! { <nav class="pages" aria-label=list.pages>{newer}{older}</nav> }
    })
}

/// The recording of a session, and what it is called: `Sun 14 Sep 2025, Cup tie`.
fn recorded(locale: Locale, played: &PlayedSession) -> Option<(PlayerSessionId, String)> {
    let title = title_of(locale, &played.session);
    let name = match played.session.start {
        Some(at) => format!("{}, {title}", format::day(locale, at.date())),
        None => title.to_owned(),
    };
    Some((played.player_session_id.clone()?, name))
}

/// Where a session of the player is: the player's recording in it, or the session when there is none.
pub(super) fn address_of(played: &PlayedSession) -> String {
    match &played.player_session_id {
        Some(id) => address::player_session(&played.session.id, id, None, None),
        None => address::session(&played.session.id, None, None),
    }
}

/// What a session is called.
pub(super) fn title_of(locale: Locale, session: &SessionRow) -> &str {
    locale.texts().kinds.title_of_row(session)
}
