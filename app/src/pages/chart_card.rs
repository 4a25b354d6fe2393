//! When: a chart of recordings, and what makes it part of a page.

use std::hash::Hash;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{in_chart::InChart, lane_chooser::LaneChooser};
use crate::{
    chart::{Charted, SeriesChart, scene::Backdrop},
    components::{Missing, Save, SkeletonCard},
    model::{Channel, Window},
    preferences::{Lanes, texts},
};

/// What a chart is built of.
pub(super) struct Chart {
    /// Whose recordings, as a text that is theirs alone.
    pub(super) of: String,
    /// What is drawn, the first one in front.
    pub(super) recordings: Vec<Charted>,
    /// What counts as the whole.
    pub(super) whole: Window,
    /// What is drawn behind them.
    pub(super) backdrop: Backdrop,
    /// The instant that is pointed at, in ms: here, or anywhere else on the page.
    pub(super) cursor: RwSignal<Option<i32>>,
    /// The address of the page with another part. `None` when the way to another page was taken: a gesture that ends then
    /// must not lead back.
    pub(super) address: Callback<Option<Window>, Option<String>>,
}

/// A page's chart. A gesture on it changes the window in the address, and a window chosen elsewhere changes the chart.
#[component]
pub(super) fn ChartCard<K, C>(
    /// What the chart is built for, anew when it changes; `None` without samples.
    key: Memo<Option<K>>,
    chart: C,
    /// What can be kept of it.
    files: &'static [(&'static str, &'static str)],
    window: Memo<Option<Window>>,
    lanes: RwSignal<Lanes>,
    /// Where the chart tells what it shows.
    in_chart: RwSignal<Option<InChart>>,
    missing: Memo<Missing>,
) -> impl IntoView
where
    K: Clone + Eq + Hash + Send + Sync + 'static,
    C: Fn() -> Option<Chart> + Clone + Send + Sync + 'static,
{
    let texts = &texts().session;
    view! {
        <section class="section" aria-labelledby="traces">
            <h2 id="traces">{texts.over_time}</h2>
            {move || key.with(Option::is_some).then(|| view! { <Save what=texts.over_time files/> })}
            // A list of at most one, because only a list replaces the elements of one key by those of another.
            <For
                each=move || key.get()
                key=Clone::clone
                children=move |_| {
                    let body = chart().map(|chart| view! { <Body chart window lanes in_chart/> });
                    view! { <div class="card">{body}</div> }
                }
            />
            {move || key.with(Option::is_none).then(|| missing.get().view(
                || view! { <SkeletonCard lines=10/> },
                || view! { <p class="empty">{texts.no_samples}</p> },
            ))}
        </section>
    }
}

#[component]
fn Body(
    chart: Chart,
    window: Memo<Option<Window>>,
    lanes: RwSignal<Lanes>,
    in_chart: RwSignal<Option<InChart>>,
) -> impl IntoView {
    let Chart { of, recordings, whole, backdrop, cursor, address } = chart;
    let recorded = StoredValue::new(recorded(&recordings));
    let navigate = use_navigate();
    let part = move |shown: Window| Some(shown).filter(|shown| *shown != whole);
    let on_window = Callback::new(move |shown: Window| {
        if let Some(address) = address.run(part(shown)) {
            let options =
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&address, options);
        }
    });
    let shown = RwSignal::new(None::<Window>);
    Effect::new(move |_| {
        if let Some(shown) = shown.get() {
            in_chart.set(Some(InChart { of: of.clone(), window: part(shown) }));
        }
    });
    let shown_lanes =
        Memo::new(move |_| recorded.with_value(|recorded| lanes.get().of_recording(recorded)));
    let shows_beats = move || shown_lanes.with(|lanes| lanes.contains(&Channel::BeatInterval));
    let texts = texts();
    view! {
        <SeriesChart
            recordings
            whole
            window=Signal::derive(move || window.get().and_then(|w| w.intersection(whole)).unwrap_or(whole))
            cursor
            lanes=shown_lanes.into()
            backdrop
            on_window
            shown
        />
        {move || shows_beats().then(|| view! { <p class="footnote">{texts.chart.beats_are}</p> })}
        <LaneChooser recorded lanes/>
    }
}

/// What any of them recorded.
pub(super) fn recorded(recordings: &[Charted]) -> Vec<Channel> {
    Channel::of_any(recordings.iter().map(|recording| recording.channels.as_slice()))
}
