//! A session: what happened and to whom, for the whole squad.

pub(super) mod accelerations;
#[cfg(feature = "ssr")]
mod files;
pub(super) mod headline;
pub(super) mod squad_chart;
pub(super) mod squad_table;
pub(super) mod timeline;
pub(super) mod zones;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use self::{
    accelerations::Accelerations, headline::Headline, squad_chart::SquadChart,
    squad_table::SquadTable, timeline::TimelineCard, zones::SquadZones,
};
use super::sort::Sort;
use crate::{
    address,
    api::get_session,
    components::{
        ForCoaches, Later, Loaded, Missing, PageTitle, ProgressLine, SessionHeader, SkeletonCard,
        SkeletonHead, SkeletonTable, SkeletonTiles, ZoneKind,
    },
    model::{SessionPage, Timeline, TrainingSessionId, Window},
    preferences::texts,
};

/// A session for the whole squad: the trimmed session, or a window of it.
#[component]
pub(crate) fn Session() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let window =
        Memo::new(move |_| query.with(|q| Window::from_query(q.get_str("from"), q.get_str("to"))));
    let sort =
        Memo::new(move |_| query.with(|q| Sort::from_query(q.get_str("sort"), q.get_str("dir"))));
    let key = Memo::new(move |_| {
        (
            TrainingSessionId(
                params.with(|params| params.get("training_session_id").unwrap_or_default()),
            ),
            window.get(),
        )
    });
    view! {
        <Loaded
            key
            load=|(session_id, window)| get_session(session_id, window)
            fetching=|page: &SessionPage| page.fetching.as_ref()
            skeleton=|| view! { <Skeleton/> }
            let:page
        >
            <Content page asked=window sort/>
        </Loaded>
    }
}

#[component]
fn Content(
    page: Memo<SessionPage>,
    asked: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let head = Memo::new(move |_| page.with(|page| page.head.clone()));
    let timeline = Memo::new(move |_| page.with(|page| page.timeline.clone()));
    let window = Memo::new(move |_| {
        timeline.with(|timeline| Timeline::part_of(timeline.as_ref(), asked.get()))
    });
    // One order for every table on the page.
    let squad = Memo::new(move |_| {
        let mut squad = page.with(|page| page.squad.clone());
        sort.get().apply(&mut squad);
        squad
    });
    let fetching = Memo::new(move |_| page.with(|page| page.fetching.clone()));
    let missing = Missing::follow(fetching);
    let all = texts();
    let (kinds, share_pass) = (&all.kinds, all.passes.share);
    let share = Signal::derive(move || head.with(|head| address::passes_for(&head.team_id)));
    view! {
        <PageTitle text=move || head.with(|head| kinds.title_of_session(head).to_owned())/>
        <Later><SessionHeader head timeline/></Later>
        <ForCoaches>
            <p class="share-pass"><a class="button" href=share>{share_pass}</a></p>
        </ForCoaches>
        <ProgressLine fetching/>
        <Later><TimelineCard head timeline window sort missing/></Later>
        <Later><Headline squad timeline window missing/></Later>
        <Later><SquadTable head squad window sort missing/></Later>
        <Later><SquadChart head squad window sort/></Later>
        <Later>
            <div class="pair">
                <SquadZones kind=ZoneKind::HeartRate squad/>
                <SquadZones kind=ZoneKind::Speed squad/>
            </div>
        </Later>
        <Later><Accelerations squad window/></Later>
    }
}

#[component]
fn Skeleton() -> impl IntoView {
    view! {
        <SkeletonHead/>
        <SkeletonCard lines=4/>
        <SkeletonTiles count=5/>
        <SkeletonTable rows=14/>
    }
}
