//! When: the player's recording over time.

use leptos::prelude::*;
use leptos_router::{hooks::use_params_map, params::ParamsMap};

use crate::{
    address,
    chart::{Charted, scene::Backdrop},
    components::Missing,
    model::{Channel, Figures, PlayerSessionId, PlayerSessionPage, Window},
    pages::{
        chart_card::{Chart, ChartCard},
        in_chart::InChart,
        shown::Figured,
        sort::Sort,
    },
    preferences::{Lanes, Locale, locale},
};

/// The chart of the recording.
#[component]
pub(in crate::pages) fn Traces(
    page: Memo<PlayerSessionPage>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
    cursor: RwSignal<Option<i32>>,
    lanes: RwSignal<Lanes>,
    /// Where the chart tells what it shows.
    in_chart: RwSignal<Option<InChart>>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let key = Memo::new(move |_| page.with(ChartKey::of));
    let params = use_params_map();
    let chart = move || page.with_untracked(|page| chart(page, sort, cursor, params));
    view! {
        <ChartCard
            key
            chart
            files=&[("chart.svg", ""), ("chart.png", ""), ("samples.csv", "")]
            window
            lanes
            in_chart
            missing
        />
    }
}

/// What a chart is built for. It is built anew for another recording, and when what is drawn behind the traces
/// arrives after them; not for another window, nor when the page loads again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ChartKey {
    recording: PlayerSessionId,
    channels: Vec<Channel>,
    with_timeline: bool,
    with_zones: bool,
}

impl ChartKey {
    /// `None` without samples.
    fn of(page: &PlayerSessionPage) -> Option<Self> {
        page.frame.as_ref().filter(|frame| !frame.lanes.is_empty()).map(|_| Self {
            recording: page.player_session_id.clone(),
            channels: page.channels.clone(),
            with_timeline: page.timeline.is_some(),
            with_zones: any_figures(page).is_some(),
        })
    }
}

fn any_figures(page: &PlayerSessionPage) -> Option<&Figures> {
    page.summary.as_ref().or(page.window_figures.as_ref())
}

fn chart(
    page: &PlayerSessionPage,
    sort: Memo<Sort>,
    cursor: RwSignal<Option<i32>>,
    params: Memo<ParamsMap>,
) -> Option<Chart> {
    let frame = page.frame.clone()?;
    // What was trimmed away is no part of the session.
    let whole = page.timeline.as_ref().map_or(frame.window, |timeline| timeline.trimmed);
    let (session_id, player_session_id) = (page.head.id.clone(), page.player_session_id.clone());
    let address = Callback::new({
        let player_session_id = player_session_id.clone();
        move |window| {
            let shown = params.with_untracked(|params| params.get("player_session_id"));
            let order = sort.get_untracked().query();
            (shown.as_deref() == Some(player_session_id.as_str()))
                .then(|| address::player_session(&session_id, &player_session_id, window, order))
        }
    });
    Some(Chart {
        of: page.key(),
        recordings: vec![Charted {
            player_session_id,
            frame,
            offset_ms: 0,
            channels: page.channels.clone(),
            whole,
            mark: None,
        }],
        whole,
        backdrop: backdrop(page, locale()),
        cursor,
        address,
    })
}

/// What is drawn behind the traces, and in a file of them.
pub(super) fn backdrop(page: &PlayerSessionPage, locale: Locale) -> Backdrop {
    let zones = any_figures(page).cloned().unwrap_or_default();
    let timeline = page.timeline.as_ref();
    Backdrop {
        recorded_from: page.head.recorded_from,
        markers: timeline.map(|timeline| timeline.markers.clone()).unwrap_or_default(),
        heart_rate_zones: zones.heart_rate_zones,
        speed_zones: zones.speed_zones,
        spikes: page.spikes.clone(),
        locale,
    }
}
