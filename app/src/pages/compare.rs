//! Recordings side by side: several players in one session, or one player in several sessions.

mod add;
#[cfg(feature = "ssr")]
mod files;
mod legend;
mod rows;
mod table;
mod traces;

use std::future::Future;

use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::{add::Add, legend::Legend, table::Table, traces::Traces};
use super::{
    in_chart::{InChart, shown_part},
    shown::{Figured, shown_figures},
};
use crate::{
    address,
    api::{get_figures_side_by_side, get_side_by_side},
    chart::Mark,
    components::{
        Crumb, Crumbs, Later, Loaded, Missing, PageTitle, Parts, ProgressLine, SkeletonCard,
        SkeletonHead, SkeletonTable, set_status, team_crumbs,
    },
    error::AppError,
    format,
    model::{
        Figures, NotSideBySide, PlayerFilter, PlayerSessionId, RecordingBeside, SideBySide,
        SideBySidePage, Timeline, Window,
    },
    preferences::{Lanes, Locale, Preferences, locale, texts},
    texts::Texts,
};

/// What an address asks for: which recordings, and at which phase they are aligned.
type Asked = (SideBySide, Option<String>);

/// The recordings that the address names, aligned as it says: the whole, or a window.
#[component]
pub(crate) fn Compare() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let ids = query.with(|query| query.get_all("of").unwrap_or_default());
        SideBySide::new(ids.into_iter().map(PlayerSessionId))
    });
    let problem = Memo::new(move |_| asked.with(|asked| asked.as_ref().err().copied()));
    let phase =
        Memo::new(move |_| query.with(|query| query.get("align")).filter(|name| !name.is_empty()));
    let window =
        Memo::new(move |_| query.with(|q| Window::from_query(q.get_str("from"), q.get_str("to"))));
    let lanes = RwSignal::new(Preferences::of_page().lanes);
    move || {
        if let Some(problem) = problem.get() {
            return Either::Left(view! { <NotPossible problem/> });
        }
        // While the page goes away, the address may name no recordings any more.
        let key = Memo::new(move |last: Option<&Option<Asked>>| {
            let chosen = asked.get().ok();
            chosen.map(|chosen| (chosen, phase.get())).or_else(|| last.cloned().flatten())
        });
        let load = move |key: Option<Asked>| {
            let (window, lanes) = (window.get_untracked(), lanes.get_untracked());
            async move {
                let (chosen, phase) = key.ok_or(AppError::NotFound)?;
                get_side_by_side(chosen, phase, window, lanes).await
            }
        };
        Either::Right(view! {
            // Window and lanes are not part of the key: the chart fetches what it needs itself, and so do the figures.
            <Loaded
                key
                load
                fetching=|page: &SideBySidePage| page.fetching.as_ref()
                skeleton=|| view! { <Skeleton/> }
                let:page
            >
                <Content page asked=window lanes/>
            </Loaded>
        })
    }
}

#[component]
fn Content(
    page: Memo<SideBySidePage>,
    asked: Memo<Option<Window>>,
    lanes: RwSignal<Lanes>,
) -> impl IntoView {
    let locale = locale();
    let texts = locale.texts();
    let timeline = Memo::new(move |_| page.with(|page| page.timeline.clone()));
    let window = Memo::new(move |_| {
        timeline.with(|timeline| Timeline::part_of(timeline.as_ref(), asked.get()))
    });
    let fetching = Memo::new(move |_| page.with(|page| page.fetching.clone()));
    let missing = Missing::follow(fetching);
    let in_chart = RwSignal::new(None::<InChart>);
    let of = Memo::new(move |_| page.with(Figured::key));
    let part = shown_part(of, window, in_chart);
    let shown = shown_figures(page, part);
    let title = move || page.with(|page| title(texts, page));
    let href = move |window| page.with(|page| address_of(page, window));
    view! {
        <PageTitle text=title/>
        <header class="head">
            <Crumbs crumbs=Signal::derive(move || page.with(|page| crumbs(texts, page, window.get())))/>
            <h1>{title}</h1>
        </header>
        <ProgressLine fetching/>
        <Legend page window/>
        <Add page window/>
        <Alignments page/>
        <Parts timeline recorded_from=Signal::derive(move || page.with(|page| page.recorded_from)) window href/>
        <Later><Traces page window lanes in_chart missing/></Later>
        <Later><Table page window=part shown/></Later>
    }
}

/// What the others are aligned at, as links; nothing for recordings of one session.
#[component]
fn Alignments(page: Memo<SideBySidePage>) -> impl IntoView {
    let all = texts();
    let texts = &all.compare;
    let links = move || {
        page.with(|page| {
            let starts = std::iter::once(None);
            starts
                .chain(page.phases.iter().cloned().map(Some))
                .map(|phase| {
                    let current = (phase == page.phase).then_some("true");
                    // The window is on a clock that another alignment does not have.
                    let href = address::compare(&page.chosen, phase.as_deref(), None);
                    let name = phase.unwrap_or_else(|| texts.start.to_owned());
                    view! { <li><a class="part" href=href data-noscroll="true" aria-current=current>{name}</a></li> }
                })
                .collect_view()
        })
    };
    let told = move || {
        page.with(|page| {
            let from = page.phase.as_deref().unwrap_or(texts.start);
            (texts.times_count_from)(from, Mark::A.letter())
        })
    };
    let several = Memo::new(move |_| page.with(|page| !page.is_of_one_session()));
    move || {
        several.get().then(|| {
            view! {
                <section class="section section--aligned" aria-labelledby="aligned">
                    <h2 id="aligned">{texts.aligned_at}</h2>
                    <nav class="parts" aria-labelledby="aligned"><ul>{links}</ul></nav>
                    <p class="footnote">{told}</p>
                </section>
            }
        })
    }
}

/// Why the address names nothing that could be side by side.
#[component]
fn NotPossible(problem: NotSideBySide) -> impl IntoView {
    set_status(400);
    let texts = texts();
    let (title, why) = match problem {
        NotSideBySide::Nothing => {
            (texts.compare.nothing_chosen, texts.compare.nothing_chosen_why.to_owned())
        }
        NotSideBySide::TooMany(chosen) => {
            (texts.compare.too_many, (texts.compare.too_many_why)(chosen))
        }
    };
    view! {
        <Title text=title/>
        <section class="failed">
            <h1>{title}</h1>
            <p class="failed__text">{why}</p>
            <p><a class="button button--primary" href=address::TEAMS>{texts.problems.go_to_teams}</a></p>
        </section>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <SkeletonCard lines=12/>
        <SkeletonTable rows=10/>
    }
}

/// The address of the page with another part.
fn address_of(page: &SideBySidePage, window: Option<Window>) -> String {
    address::compare(&page.chosen, page.phase.as_deref(), window)
}

/// What is side by side: players in a session, or sessions of a player.
fn title(texts: &Texts, page: &SideBySidePage) -> String {
    match page.recordings.first() {
        Some(first) if page.is_of_one_player() => (texts.compare.title_of)(&first.player.name),
        Some(first) if page.is_of_one_session() => {
            (texts.compare.title_of)(texts.kinds.title_of_session(&first.head))
        }
        _ => texts.compare.title.to_owned(),
    }
}

/// The team, and the session or the player that all recordings are of. The way to the session keeps the window.
fn crumbs(texts: &Texts, page: &SideBySidePage, window: Option<Window>) -> Vec<Crumb> {
    let Some(RecordingBeside { head, player, .. }) = page.recordings.first() else {
        return Vec::new();
    };
    let mut crumbs = team_crumbs(texts, head);
    if page.is_of_one_session() {
        let session = address::session(&head.id, window, None);
        crumbs.push(Crumb::new(texts.kinds.title_of_session(head), session));
    } else if page.is_of_one_player() {
        let season = address::player(&head.team_id, &player.id, &PlayerFilter::default());
        crumbs.push(Crumb::new(player.name.clone(), season));
    }
    crumbs
}

/// Whose recording it is: `7 Åge Næss`.
fn whose(recording: &RecordingBeside) -> String {
    let player = &recording.player;
    let number = player.number.map_or_else(String::new, |number| format!("{number} "));
    format!("{number}{}", player.name)
}

/// Of which session a recording is: `Cup tie, Sun 14 Sep 2025`.
fn which(locale: Locale, recording: &RecordingBeside) -> String {
    let title = locale.texts().kinds.title_of_session(&recording.head);
    match recording.start {
        Some(start) => format!("{title}, {}", format::day(locale, start.date())),
        None => title.to_owned(),
    }
}

/// What a recording is called beside the others: by its player, its session, or both.
fn called(locale: Locale, page: &SideBySidePage, recording: &RecordingBeside) -> String {
    let (one_session, one_player) = (page.is_of_one_session(), page.is_of_one_player());
    let who = (!one_player || one_session).then(|| whose(recording));
    let when = (!one_session).then(|| which(locale, recording));
    [who, when].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The letter of a recording, as it stands on its lines.
#[component]
fn Letter(mark: Mark) -> impl IntoView {
    let letter = mark.letter();
    view! { <span class=format!("mark mark--{letter}")>{letter}</span> }
}

impl Figured for SideBySidePage {
    /// One for each recording; `None` for those that have nothing of the window.
    type Figures = Vec<Option<Figures>>;

    fn key(&self) -> String {
        address_of(self, None)
    }

    fn at_hand(&self, window: Option<Window>) -> Option<Self::Figures> {
        let each = self.recordings.iter();
        match window {
            None => Some(each.map(|it| it.summary.clone()).collect()),
            window if window == self.window => {
                Some(each.map(|it| it.window_figures.clone()).collect())
            }
            Some(_) => None,
        }
    }

    fn fetch(
        &self,
        window: Window,
    ) -> impl Future<Output = Result<Self::Figures, AppError>> + use<> {
        get_figures_side_by_side(self.chosen.clone(), self.phase.clone(), window)
    }
}
