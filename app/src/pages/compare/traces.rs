//! When: the recordings over time, over each other.

use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

use super::address_of;
use crate::{
    chart::{Charted, Mark, scene::Backdrop},
    components::Missing,
    model::{Channel, PlayerSessionId, SideBySidePage, Spike, Window},
    pages::{
        chart_card::{Chart, ChartCard},
        in_chart::InChart,
        shown::Figured,
    },
    preferences::{Lanes, Locale, locale},
};

/// The chart of all recordings.
#[component]
pub(super) fn Traces(
    page: Memo<SideBySidePage>,
    window: Memo<Option<Window>>,
    lanes: RwSignal<Lanes>,
    /// Where the chart tells what it shows.
    in_chart: RwSignal<Option<InChart>>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let key = Memo::new(move |_| page.with(ChartKey::of));
    let query = use_query_map();
    let chart = move || page.with_untracked(|page| chart(page, query));
    view! {
        <ChartCard
            key
            chart
            files=&[("chart.svg", ""), ("chart.png", "")]
            window
            lanes
            in_chart
            missing
        />
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

/// What cannot be true in any of them, in order of time.
fn spikes(page: &SideBySidePage) -> Vec<Spike> {
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

fn chart(page: &SideBySidePage, query: Memo<ParamsMap>) -> Option<Chart> {
    let recordings = charted(page);
    let address = Callback::new({
        let page = page.clone();
        move |window| {
            let here = query.with_untracked(|query| {
                let of = query.get_all("of").unwrap_or_default();
                leads_to(&page, &of, query.get_str("align"))
            });
            here.then(|| address_of(&page, window))
        }
    });
    Some(Chart {
        of: page.key(),
        whole: whole(page, &recordings)?,
        recordings,
        backdrop: backdrop(page, locale()),
        // Another alignment is another clock.
        cursor: RwSignal::new(None),
        address,
    })
}

/// What is drawn behind the traces, and in a file of them. No bands of zones: they are those of one player, and lie behind
/// everybody's lines.
pub(super) fn backdrop(page: &SideBySidePage, locale: Locale) -> Backdrop {
    let timeline = page.timeline.as_ref();
    Backdrop {
        recorded_from: page.recorded_from,
        markers: timeline.map(|timeline| timeline.markers.clone()).unwrap_or_default(),
        heart_rate_zones: Vec::new(),
        speed_zones: Vec::new(),
        spikes: spikes(page),
        locale,
    }
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
