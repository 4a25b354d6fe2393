//! A player in a session: how much, and when.

mod counts;
pub(super) mod demands;
pub(super) mod figures;
#[cfg(feature = "ssr")]
mod files;
mod header;
pub(super) mod peaks;
pub(super) mod pitch;
pub(super) mod traces;
pub(super) mod window_figures;
mod zones;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{
    counts::Counts, demands::DemandTiles, figures::PlayerFigures, header::PlayerHeader,
    peaks::Peaks, pitch::Pitch, traces::Traces, window_figures::Shown, zones::PlayerZones,
};
use super::{
    in_chart::{InChart, shown_part},
    shown::shown_figures,
    sort::Sort,
};
use crate::{
    address,
    api::get_player_session,
    components::{
        Later, Loaded, Missing, PageTitle, Parts, ProgressLine, SkeletonCard, SkeletonHead,
        SkeletonTiles, ZoneKind,
    },
    model::{PlayerSessionId, PlayerSessionPage, Timeline, TrainingSessionId, Window},
    preferences::{Lanes, Preferences, texts},
};

/// One player's recording in a session: the trimmed session, or a window of it.
#[component]
pub(crate) fn PlayerSession() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let window =
        Memo::new(move |_| query.with(|q| Window::from_query(q.get_str("from"), q.get_str("to"))));
    let sort =
        Memo::new(move |_| query.with(|q| Sort::from_query(q.get_str("sort"), q.get_str("dir"))));
    let lanes = RwSignal::new(Preferences::of_page().lanes);
    let key = Memo::new(move |_| {
        params.with(|params| {
            (
                TrainingSessionId(params.get("training_session_id").unwrap_or_default()),
                PlayerSessionId(params.get("player_session_id").unwrap_or_default()),
            )
        })
    });
    view! {
        // Window and lanes are not part of the key: the chart fetches what it needs itself, and so do the figures.
        <Loaded
            key
            load=move |(session_id, player_session_id)| {
                get_player_session(session_id, player_session_id, window.get_untracked(), lanes.get_untracked())
            }
            fetching=|page: &PlayerSessionPage| page.fetching.as_ref()
            skeleton=|| view! { <Skeleton/> }
            let:page
        >
            <Content page asked=window sort lanes/>
        </Loaded>
    }
}

#[component]
fn Content(
    page: Memo<PlayerSessionPage>,
    asked: Memo<Option<Window>>,
    sort: Memo<Sort>,
    lanes: RwSignal<Lanes>,
) -> impl IntoView {
    let head = Memo::new(move |_| page.with(|page| page.head.clone()));
    let timeline = Memo::new(move |_| page.with(|page| page.timeline.clone()));
    let window = Memo::new(move |_| {
        timeline.with(|timeline| Timeline::part_of(timeline.as_ref(), asked.get()))
    });
    let fetching = Memo::new(move |_| page.with(|page| page.fetching.clone()));
    let missing = Missing::follow(fetching);
    let in_chart = RwSignal::new(None::<InChart>);
    let of = Memo::new(move |_| page.with(|page| page.player_session_id.0.clone()));
    let part = shown_part(of, window, in_chart);
    let shown = shown_figures(page, part);
    let kinds = &texts().kinds;
    let title = move || {
        page.with(|page| format!("{}, {}", page.player.name, kinds.title_of_session(&page.head)))
    };
    let cursor = RwSignal::new(None);
    let href = move |window| {
        let order = sort.get().query();
        page.with(|page| {
            address::player_session(&page.head.id, &page.player_session_id, window, order)
        })
    };
    view! {
        <PageTitle text=title/>
        <Later><PlayerHeader page window sort/></Later>
        <ProgressLine fetching/>
        <Later>
            <Parts timeline recorded_from=Signal::derive(move || head.with(|head| head.recorded_from)) window href/>
        </Later>
        <Later><PlayerFigures page timeline window=part shown missing/></Later>
        <div class="lanes-and-pitch">
            <Later><Traces page window sort cursor lanes in_chart missing/></Later>
            <Later><Pitch page window cursor missing/></Later>
        </div>
        <Later>
            <Peaks page window=part href/>
            <DemandTiles shown/>
        </Later>
        <Later>
            <div class="pair">
                <PlayerZones kind=ZoneKind::HeartRate shown/>
                <PlayerZones kind=ZoneKind::Speed shown/>
            </div>
        </Later>
        <Later><Counts shown window=part/></Later>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <SkeletonTiles count=9 class="tiles tiles--player"/>
        <SkeletonCard lines=12/>
        <SkeletonCard lines=6/>
    }
}
