//! When: the recordings over time, over each other.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    chart::{Charted, Mark, SeriesChart},
    components::{Missing, Save, SkeletonCard},
    model::{Channel, PlayerSessionId, SideBySidePage, Spike, Window},
    pages::{in_chart::InChart, lane_chooser::LaneChooser, shown::Figured},
    preferences::{Lanes, texts},
};

use super::address_of;

/// The chart of all recordings. A gesture on it changes the window in the address, and a window chosen elsewhere changes
/// the chart.
#[component]
pub(super) fn Traces(
    page: Memo<SideBySidePage>,
    window: Memo<Option<Window>>,
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
                <Save what=texts.over_time files=[("chart.svg", ""), ("chart.png", "")]/>
            })}
            // A list of at most one, because only a list replaces the elements of one key by those of another.
            <For
                each=move || chart_key.get()
                key=Clone::clone
                children=move |_| view! { <div class="card">{page.with_untracked(|page| chart(page, window, lanes, in_chart))}</div> }
            />
            {move || chart_key.with(Option::is_none).then(|| missing.get().view(
                || view! { <SkeletonCard lines=10/> },
                || view! { <p class="empty">{texts.no_samples}</p> },
            ))}
        </section>
    }
}

/// What a chart is built for. It is built anew for other recordings, for another alignment, and when something arrives
/// that it draws; not for another window, nor when the page loads again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ChartKey {
    of: String,
    drawn: Vec<(PlayerSessionId, Vec<Channel>)>,
    with_timeline: bool,
}

impl ChartKey {
    /// `None` without samples of any of them.
    fn of(page: &SideBySidePage) -> Option<Self> {
        let drawn: Vec<_> = page
            .recordings
            .iter()
            .filter(|it| it.frame.is_some() && !it.channels.is_empty())
            .map(|it| (it.player_session_id.clone(), it.channels.clone()))
            .collect();
        (!drawn.is_empty()).then(|| Self {
            of: page.key(),
            drawn,
            with_timeline: page.timeline.is_some(),
        })
    }
}

/// The recordings of which there are samples, on the clock that they share.
pub(super) fn charted(page: &SideBySidePage) -> Vec<Charted> {
    page.recordings
        .iter()
        .zip(Mark::ALL)
        .filter_map(|(recording, mark)| {
            let frame = recording.frame.clone().filter(|_| !recording.channels.is_empty())?;
            let whole = recording
                .part
                .or_else(|| frame.window.shifted(recording.offset_ms.saturating_neg()))?;
            Some(Charted {
                player_session_id: recording.player_session_id.clone(),
                frame,
                offset_ms: recording.offset_ms,
                channels: recording.channels.clone(),
                whole,
                mark: Some(mark),
            })
        })
        .collect()
}

/// The part of the shared clock that counts as the whole.
pub(super) fn whole(page: &SideBySidePage, recordings: &[Charted]) -> Option<Window> {
    let parts = recordings.iter().map(|recording| recording.whole).reduce(Window::union);
    page.timeline.as_ref().map(|timeline| timeline.trimmed).or(parts)
}

/// What any of them recorded.
pub(super) fn recorded(recordings: &[Charted]) -> Vec<Channel> {
    let mut recorded: Vec<Channel> =
        recordings.iter().flat_map(|recording| recording.channels.clone()).collect();
    recorded.sort_unstable();
    recorded.dedup();
    recorded
}

/// What cannot be true in any of them, in order of time.
pub(super) fn spikes(page: &SideBySidePage) -> Vec<Spike> {
    let on_shared_clock = |it: &crate::model::RecordingBeside| {
        let (offset_ms, part) = (it.offset_ms, it.part);
        let spikes = it.spikes.clone().into_iter();
        spikes
            .map(move |spike| Spike { at_ms: spike.at_ms.saturating_sub(offset_ms), ..spike })
            .filter(move |spike| part.is_none_or(|part| part.contains(spike.at_ms)))
    };
    let mut spikes: Vec<Spike> = page.recordings.iter().flat_map(on_shared_clock).collect();
    spikes.sort_by_key(|spike| spike.at_ms);
    spikes
}

/// Whether an address with these recordings and this alignment leads to the page. One that is no phase of all of them
/// stands for their start.
fn leads_to(page: &SideBySidePage, of: &[String], align: Option<&str>) -> bool {
    let ids = page.chosen.ids().iter().map(|id| id.0.as_str());
    let phase = align.filter(|name| page.phases.iter().any(|phase| phase == name));
    of.iter().map(String::as_str).eq(ids) && phase == page.phase.as_deref()
}

fn chart(
    page: &SideBySidePage,
    window: Memo<Option<Window>>,
    lanes: RwSignal<Lanes>,
    in_chart: RwSignal<Option<InChart>>,
) -> Option<impl IntoView + use<>> {
    let recordings = charted(page);
    let whole = whole(page, &recordings)?;
    let recorded = StoredValue::new(recorded(&recordings));
    let navigate = use_navigate();
    let query = use_query_map();
    let address = {
        let page = page.clone();
        move |window| address_of(&page, window)
    };
    let on_window = {
        let page = page.clone();
        Callback::new(move |shown: Window| {
            // A gesture that ends after the way to others, or to another alignment, was taken must not lead back.
            let here = query.with_untracked(|query| {
                let of = query.get_all("of").unwrap_or_default();
                leads_to(&page, &of, query.get_str("align"))
            });
            if !here {
                return;
            }
            let window = Some(shown).filter(|shown| *shown != whole);
            let options =
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&address(window), options);
        })
    };
    let shown = RwSignal::new(None::<Window>);
    let of = page.key();
    Effect::new(move |_| {
        let Some(shown) = shown.get() else { return };
        let window = Some(shown).filter(|shown| *shown != whole);
        in_chart.set(Some(InChart { of: of.clone(), window }));
    });
    let shown_lanes =
        Memo::new(move |_| recorded.with_value(|recorded| lanes.get().of_recording(recorded)));
    let shows_beats = move || shown_lanes.with(|lanes| lanes.contains(&Channel::BeatInterval));
    let texts = texts();
    Some(view! {
        // No bands of zones: they are those of one player, and lie behind everybody's lines.
        <SeriesChart
            recordings
            whole
            window=Signal::derive(move || window.get().and_then(|w| w.intersection(whole)).unwrap_or(whole))
            cursor=RwSignal::new(None)
            lanes=shown_lanes.into()
            recorded_from=page.recorded_from
            phases=page.timeline.as_ref().map(|timeline| timeline.markers.clone()).unwrap_or_default()
            heart_rate_zones=Vec::new()
            speed_zones=Vec::new()
            spikes=spikes(page)
            on_window
            shown
        />
        {move || shows_beats().then(|| view! { <p class="footnote">{texts.chart.beats_are}</p> })}
        <LaneChooser recorded lanes/>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SideBySide;

    #[test]
    fn an_address_leads_to_the_recordings_and_the_alignment_that_it_names() {
        let chosen = SideBySide::new(["one", "two"].map(PlayerSessionId::from)).unwrap();
        let phases = ["First half", "Second half"].map(str::to_owned).to_vec();
        let page = |phase: Option<&str>| SideBySidePage {
            chosen: chosen.clone(),
            timeline: None,
            recorded_from: None,
            phases: phases.clone(),
            phase: phase.map(str::to_owned),
            window: None,
            recordings: Vec::new(),
            team_mates: Vec::new(),
            other_sessions: Vec::new(),
            fetching: None,
        };
        let both = ["one", "two"].map(str::to_owned);
        let at_start = page(None);
        assert!(leads_to(&at_start, &both, None));
        assert!(leads_to(&at_start, &both, Some("")));
        assert!(leads_to(&at_start, &both, Some("Third half")), "they all begin at the start");
        assert!(!leads_to(&at_start, &both, Some("Second half")));
        assert!(!leads_to(&at_start, &both[..1], None));
        let at_half = page(Some("Second half"));
        assert!(leads_to(&at_half, &both, Some("Second half")));
        assert!(!leads_to(&at_half, &both, None));
        assert!(!leads_to(&at_half, &both, Some("First half")));
    }
}
