//! When: the player's recording over time.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

use crate::{
    address,
    chart::{Charted, SeriesChart},
    components::{Missing, Save, SkeletonCard},
    model::{Channel, Figures, PlayerSessionId, PlayerSessionPage, Window},
    pages::{in_chart::InChart, lane_chooser::LaneChooser, sort::Sort},
    preferences::{Lanes, texts},
};

/// The chart of the recording. A gesture on it changes the window in the address, and a window chosen elsewhere
/// changes the chart.
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
    let texts = &texts().session;
    let chart_key = Memo::new(move |_| page.with(ChartKey::of));
    view! {
        <section class="section" aria-labelledby="traces">
            <h2 id="traces">{texts.over_time}</h2>
            {move || chart_key.with(Option::is_some).then(|| view! {
                <Save what=texts.over_time files=[("chart.svg", ""), ("chart.png", ""), ("samples.csv", "")]/>
            })}
            // A list of at most one, because only a list replaces the elements of one key by those of another.
            <For
                each=move || chart_key.get()
                key=Clone::clone
                children=move |_| view! { <div class="card">{page.with_untracked(|page| chart(page, window, sort, cursor, lanes, in_chart))}</div> }
            />
            {move || chart_key.with(Option::is_none).then(|| missing.get().view(
                || view! { <SkeletonCard lines=10/> },
                || view! { <p class="empty">{texts.no_samples}</p> },
            ))}
        </section>
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
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
    cursor: RwSignal<Option<i32>>,
    lanes: RwSignal<Lanes>,
    in_chart: RwSignal<Option<InChart>>,
) -> Option<impl IntoView + use<>> {
    let frame = page.frame.clone()?;
    // What was trimmed away is no part of the session.
    let whole = page.timeline.as_ref().map_or(frame.window, |timeline| timeline.trimmed);
    let zones = any_figures(page).cloned().unwrap_or_default();
    let recorded = StoredValue::new(page.channels.clone());
    let (session_id, player_session_id) = (page.head.id.clone(), page.player_session_id.clone());
    let navigate = use_navigate();
    let params = use_params_map();
    let on_window = {
        let player_session_id = player_session_id.clone();
        Callback::new(move |shown: Window| {
            // A gesture that ends after the way to another player was taken must not lead back.
            let here = params.with_untracked(|params| {
                params.get_str("player_session_id") == Some(player_session_id.as_str())
            });
            if !here {
                return;
            }
            let window = Some(shown).filter(|shown| *shown != whole);
            let options =
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            let order = sort.get_untracked().query();
            let address = address::player_session(&session_id, &player_session_id, window, order);
            navigate(&address, options);
        })
    };
    let shown = RwSignal::new(None::<Window>);
    Effect::new({
        let player_session_id = player_session_id.clone();
        move |_| {
            let Some(shown) = shown.get() else { return };
            let window = Some(shown).filter(|shown| *shown != whole);
            in_chart.set(Some(InChart { of: player_session_id.0.clone(), window }));
        }
    });
    let shown_lanes =
        Memo::new(move |_| recorded.with_value(|recorded| lanes.get().of_recording(recorded)));
    let shows_beats = move || shown_lanes.with(|lanes| lanes.contains(&Channel::BeatInterval));
    let texts = texts();
    let recording = Charted {
        player_session_id,
        frame,
        offset_ms: 0,
        channels: page.channels.clone(),
        whole,
        mark: None,
    };
    Some(view! {
        <SeriesChart
            recordings=vec![recording]
            whole
            window=Signal::derive(move || window.get().and_then(|w| w.intersection(whole)).unwrap_or(whole))
            cursor
            lanes=shown_lanes.into()
            recorded_from=page.head.recorded_from
            phases=page.timeline.as_ref().map(|timeline| timeline.markers.clone()).unwrap_or_default()
            heart_rate_zones=zones.heart_rate_zones
            speed_zones=zones.speed_zones
            spikes=page.spikes.clone()
            on_window
            shown
        />
        {move || shows_beats().then(|| view! { <p class="footnote">{texts.chart.beats_are}</p> })}
        <LaneChooser recorded lanes/>
    })
}
