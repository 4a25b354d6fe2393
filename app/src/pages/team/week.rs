//! The week between matches.

use chrono::NaiveDate;
use leptos::{either::Either, prelude::*};

use crate::{
    address,
    components::{TypeBadge, When},
    format,
    model::{Figure, SeasonSession, SessionFilter, TeamPage, TeamSeason, Week},
    preferences::locale,
    texts::Count,
};

/// The days of the week that is looked at, each with its sessions and how far it is from a match.
#[component]
pub(in crate::pages) fn WeekCard(page: Memo<TeamPage>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().season.week;
    let season = Memo::new(move |_| page.with(|page| page.season.clone()));
    let link = move |label: &'static str, rel: Option<&'static str>, week: Week| {
        let href = page.with(|page| {
            let wanted = SessionFilter { week: Some(week), ..page.filter.clone() };
            address::team(&page.team.id, &wanted)
        });
        view! { <a class="button" href=href rel=rel data-noscroll="true">{label}</a> }
    };
    move || {
        season.get().map(|season| {
            let week = season.week;
            let span = (texts.span)(
                &format::day(locale, week.monday()),
                &format::day(locale, week.sunday()),
            );
            let most = Most::of(&season);
            let days = week
                .days()
                .map(|day| view! { <WeekDay day season=season.clone() most/> })
                .collect_view();
            let previous = week.previous().map(|week| link(texts.previous, Some("prev"), week));
            let next = week.next().filter(|next| *next <= season.newest);
            let next = next.map(|week| link(texts.next, Some("next"), week));
            // That may be the next one.
            let newest =
                Some(season.newest).filter(|newest| week.next().is_some_and(|next| next < *newest));
            let newest = newest.map(|week| link(texts.newest, None, week));
            view! {
                <section class="section" aria-labelledby="week">
                    <h2 id="week">{texts.title}" "<span class="section__part">{span}</span></h2>
                    <nav class="week__steps" aria-label=texts.weeks>{previous}{next}{newest}</nav>
                    <ol class="week">{days}</ol>
                    <p class="footnote">{texts.match_days}</p>
                </section>
            }
        })
    }
}

#[component]
fn WeekDay(day: NaiveDate, season: TeamSeason, most: Most) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().season.week;
    let sessions: Vec<_> = season
        .sessions
        .into_iter()
        .filter(|session| session.session.start.is_some_and(|start| start.date() == day))
        .collect();
    let sessions = if sessions.is_empty() {
        Either::Left(view! { <p class="quiet">{texts.no_session}</p> })
    } else {
        Either::Right(
            sessions
                .into_iter()
                .map(|session| view! { <WeekSession session most/> })
                .collect_view(),
        )
    };
    let labels = match_labels(day, &season.match_days)
        .into_iter()
        .map(|label| view! { <span class="week__match">{label}</span> })
        .collect_view();
    view! {
        <li class="week__day">
            <p class="week__name">
                <time datetime=day.to_string()>{format::weekday_and_day(locale, day)}</time>
                {labels}
            </p>
            {sessions}
        </li>
    }
}

#[component]
fn WeekSession(session: SeasonSession, most: Most) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let title = texts.kinds.title_of_row(&session.session).to_owned();
    let when = session.session.start.map(|at| view! { <When at text=format::time(at)/> });
    let duration = session.session.duration_ms.map(format::duration);
    let means = if session.players == 0 {
        Either::Left(view! { <p class="quiet">{texts.season.week.nothing_known}</p> })
    } else {
        let players = (texts.season.week.means_of)(Count::new(locale, session.players));
        let bars = MEANS
            .map(|figure| {
                let value = mean_of(figure, &session);
                view! { <Bar figure value most=mean_of_most(figure, most)/> }
            })
            .collect_view();
        Either::Right(view! {
            <p class="quiet">{players}</p>
            <dl class="week__means">{bars}</dl>
        })
    };
    view! {
        <article class="week__session">
            <p class="sessions__name"><a href=address::session(&session.session.id, None, None)>{title}</a></p>
            <p class="week__facts">
                {session.session.session_type.map(|session_type| view! { <TypeBadge session_type/> })}
                <span>{when}</span>
                <span>{duration}</span>
            </p>
            {means}
        </article>
    }
}

/// A mean, and how long it is beside the greatest of the week.
#[component]
fn Bar(figure: Figure, value: Option<f64>, most: f64) -> impl IntoView {
    let locale = locale();
    let text = value.map_or_else(
        || format::NONE.to_owned(),
        |value| {
            let unit = figure.unit(locale);
            let written = figure.write(locale, value);
            if unit.is_empty() { written } else { format!("{written}\u{a0}{unit}") }
        },
    );
    let share = value.filter(|_| most > 0.0).map_or(0.0, |value| (value / most).clamp(0.0, 1.0));
    view! {
        <div class=format!("week__mean {}", figure.hue())>
            <dt>{figure.label(locale)}</dt>
            <dd>{text}</dd>
            <dd aria-hidden="true">
                <svg class="week__bar" width="100%" height="6">
                    <rect class="week__track" width="100%" height="6" rx="3"/>
                    <rect class="week__amount" width=format::svg_share(share) height="6" rx="3"/>
                </svg>
            </dd>
        </div>
    }
}

/// What there is a bar for.
const MEANS: [Figure; 3] = [Figure::Distance, Figure::Intensity, Figure::Load];

fn mean_of(figure: Figure, session: &SeasonSession) -> Option<f64> {
    match figure {
        Figure::Distance => session.distance_m,
        Figure::Intensity => session.m_per_min,
        Figure::Load => session.training_load,
        _ => None,
    }
}

fn mean_of_most(figure: Figure, most: Most) -> f64 {
    MEANS.iter().position(|mean| *mean == figure).map_or(0.0, |place| most.0[place])
}

/// The greatest mean of the week, for each of [`MEANS`].
#[derive(Clone, Copy, Debug, PartialEq)]
struct Most([f64; MEANS.len()]);

impl Most {
    fn of(season: &TeamSeason) -> Self {
        let of_week = |session: &&SeasonSession| {
            let week = session.session.start.and_then(|start| Week::of(start.date()));
            week == Some(season.week)
        };
        Self(MEANS.map(|figure| {
            let values = season.sessions.iter().filter(of_week);
            values.filter_map(|session| mean_of(figure, session)).fold(0.0, f64::max)
        }))
    }
}

/// How far from a match a distance is still told, in days.
const NEAR_DAYS: i64 = 7;

/// How a day lies between matches: `MD` on the day of one; else how long the last one has been, and how long it is to
/// the next one.
fn match_labels(day: NaiveDate, match_days: &[NaiveDate]) -> Vec<String> {
    let distances = || match_days.iter().map(|match_day| (day - *match_day).num_days());
    if distances().any(|days| days == 0) {
        return vec!["MD".to_owned()];
    }
    let near = 1..=NEAR_DAYS;
    let since = distances().filter(|days| near.contains(days)).min();
    let to = distances().map(|days| -days).filter(|days| near.contains(days)).min();
    let since = since.map(|days| format!("MD+{days}"));
    let to = to.map(|days| format!("MD−{days}"));
    [since, to].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_between_the_last_and_the_next_match() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2025, 9, day).unwrap();
        let matches = [day(7), day(13), day(28)];
        let labels = |of: u32| match_labels(day(of), &matches).join(" ");
        assert_eq!(labels(13), "MD");
        assert_eq!(labels(8), "MD+1 MD−5");
        assert_eq!(labels(12), "MD+5 MD−1");
        assert_eq!(labels(20), "MD+7");
        assert_eq!(labels(21), "MD−7");
        assert_eq!(labels(1), "MD−6");
        assert_eq!(match_labels(day(10), &[]), Vec::<String>::new());
        let twice = [day(13), day(13)];
        assert_eq!(match_labels(day(14), &twice), ["MD+1"]);
    }
}
