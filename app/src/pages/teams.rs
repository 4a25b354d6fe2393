//! The teams that a coach sees.

use leptos::{
    either::{Either, EitherOf4},
    prelude::*,
};
use leptos_meta::Title;

use crate::{
    address,
    api::get_teams,
    components::{
        Bones, Loaded, Missing, NoTeams, ProgressLine, SkeletonCard, SkeletonHead, TypeBadge, When,
    },
    format,
    model::{SessionFilter, SessionRow, TeamCard, TeamsPage},
    preferences::{locale, texts},
    texts::Count,
};

/// The teams that a coach sees, as cards.
#[component]
pub(crate) fn Teams() -> impl IntoView {
    view! {
        <Loaded
            key=Memo::new(|_| ())
            load=|()| get_teams()
            fetching=|page: &TeamsPage| page.fetching.as_ref()
            skeleton=|| view! { <Skeleton/> }
            let:page
        >
            <Title text=texts().general.teams/>
            <header class="head">
                <h1>{texts().general.teams}</h1>
            </header>
            <ProgressLine fetching=Signal::derive(move || page.with(|page| page.fetching.clone()))/>
            {move || page.with(|page| {
                let missing = Missing::of(page.fetching.as_ref());
                match page.teams.as_slice() {
                    [] => Either::Left(missing.view(|| view! { <SkeletonCards/> }, || view! { <NoTeams/> })),
                    teams => {
                        let cards = teams.iter().cloned().map(|card| view! { <Card card missing/> }).collect_view();
                        Either::Right(view! { <ul class="team-cards">{cards}</ul> })
                    }
                }
            })}
        </Loaded>
    }
}

#[component]
fn Card(card: TeamCard, missing: Missing) -> impl IntoView {
    let TeamCard { team, roster_size, last_session } = card;
    let locale = locale();
    let texts = locale.texts();
    let roster = roster_size.map(|size| (texts.teams.on_the_roster)(Count::new(locale, size)));
    let last_session = match last_session {
        Some(session) => EitherOf4::A(view! { <LastSession session/> }),
        None => match missing {
            Missing::OnItsWay => EitherOf4::B(view! { <Bones lines=2/> }),
            Missing::DidNotCome => {
                EitherOf4::C(view! { <p class="quiet">{texts.general.not_yet}</p> })
            }
            Missing::NotThere => {
                EitherOf4::D(view! { <p class="quiet">{texts.teams.no_sessions_yet}</p> })
            }
        },
    };
    view! {
        <li class="card team-card">
            <p class="team-card__club">{team.organisation}</p>
            <h2 class="team-card__name">
                <a href=address::team(&team.id, &SessionFilter::default())>{team.name}</a>
            </h2>
            <p class="team-card__roster">{roster}</p>
            <div class="team-card__last">{last_session}</div>
        </li>
    }
}

#[component]
fn LastSession(session: SessionRow) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let title = texts.kinds.title_of_row(&session).to_owned();
    view! {
        <p class="team-card__label">{texts.teams.last_session}</p>
        <p class="team-card__session">
            {session.session_type.map(|session_type| view! { <TypeBadge session_type/> })}
            <span>{title}</span>
        </p>
        <p class="quiet">
            {session.start.map(|at| view! { <When at text=format::day(locale, at.date())/> })}
            {session.duration_ms.map(|ms| format!(" · {}", format::duration(ms)))}
        </p>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <SkeletonCards/>
    }
}

#[component]
fn SkeletonCards() -> impl IntoView {
    let cards = (0..3).map(|_| view! { <SkeletonCard lines=4/> }).collect_view();
    view! { <div class="team-cards">{cards}</div> }
}
