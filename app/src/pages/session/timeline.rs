//! When what happened in the session.

mod edges;
mod geometry;

use chrono::NaiveDateTime;
use leptos::{either::EitherOf3, prelude::*};

use self::edges::Edges;
use self::geometry::{Axis, Block, Tick, blocks, breaks, notes, ticks};
use crate::{
    address,
    components::{Missing, Parts, SkeletonCard, follow},
    format,
    model::{Marker, SessionHead, Timeline, Window},
    pages::sort::Sort,
    preferences::texts,
};

/// The session on a time axis, its parts to choose from, and its notes.
#[component]
pub(in crate::pages) fn TimelineCard(
    head: Memo<SessionHead>,
    timeline: Memo<Option<Timeline>>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
    missing: Memo<Missing>,
) -> impl IntoView {
    let known = Memo::new(move |_| timeline.with(Option::is_some));
    move || {
        if known.get() {
            EitherOf3::A(view! { <Card head timeline window sort/> })
        } else if missing.get() == Missing::OnItsWay {
            EitherOf3::B(view! { <SkeletonCard lines=4/> })
        } else {
            EitherOf3::C(())
        }
    }
}

#[component]
fn Card(
    head: Memo<SessionHead>,
    timeline: Memo<Option<Timeline>>,
    window: Memo<Option<Window>>,
    sort: Memo<Sort>,
) -> impl IntoView {
    let recorded_from = Signal::derive(move || head.with(|head| head.recorded_from));
    let strip = move || {
        let session_id = head.with(|head| head.id.clone());
        let order = sort.get().query();
        let href = move |window| address::session(&session_id, window, order);
        timeline.get().map(|timeline| {
            view! { <Strip timeline recorded_from=recorded_from.get() window=window.get() href/> }
        })
    };
    let href =
        move |window| head.with(|head| address::session(&head.id, window, sort.get().query()));
    let breaks = move || {
        timeline.with(|timeline| {
            let breaks: Vec<(Marker, Window)> = breaks(timeline.as_ref()?)
                .map(|(marker, window)| (marker.clone(), window))
                .collect();
            (!breaks.is_empty())
                .then(|| view! { <Breaks breaks recorded_from=recorded_from.get()/> })
        })
    };
    let notes = move || {
        timeline.with(|timeline| {
            let notes: Vec<Marker> = notes(timeline.as_ref()?).cloned().collect();
            (!notes.is_empty()).then(|| view! { <Notes notes recorded_from=recorded_from.get()/> })
        })
    };
    view! {
        <section class="section" aria-labelledby="timeline">
            <h2 id="timeline" class="visually-hidden">{texts().session.timeline}</h2>
            <div class="card timeline-card">
                {strip}
                <Parts timeline recorded_from window href/>
                {breaks}
                {notes}
            </div>
        </section>
    }
}

const LABELS: u32 = 22;
/// As high as a finger needs; see `--target` in the style sheets.
const LANE: u32 = 44;
const GAP: u32 = 6;

/// The axis with the recording, its trimmed part, phases, breaks and notes on it. Everything on it stands as text
/// and links below, so it is a picture for assistive technology to pass over and a larger target for pointers.
#[component]
fn Strip<H>(
    timeline: Timeline,
    recorded_from: Option<NaiveDateTime>,
    window: Option<Window>,
    href: H,
) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Clone + Send + Sync + 'static,
{
    let axis = Axis::of(&timeline);
    let blocks = blocks(texts(), &timeline, axis);
    let lanes = blocks.iter().map(|block| block.lane + 1).max().unwrap_or(0);
    let floor = LABELS + lanes * (LANE + GAP);
    let has_notes = notes(&timeline).next().is_some();
    let height = floor + 14 + if has_notes { 24 } else { 0 };
    let ticks = ticks(axis, recorded_from)
        .into_iter()
        .map(|tick| view! { <TickMark tick floor/> })
        .collect_view();
    // First what is around the blocks, so that none of it lies over a neighbour.
    let targets = blocks
        .iter()
        .filter(|block| block.choice.is_some())
        .map(|block| {
            let (block, href) = (block.clone(), href.clone());
            view! { <BlockTarget block shown=window href/> }
        })
        .collect_view();
    let blocks = blocks
        .into_iter()
        .map(|block| {
            let href = href.clone();
            view! { <BlockLink block shown=window href/> }
        })
        .collect_view();
    let notes = notes(&timeline)
        .enumerate()
        .map(|(i, note)| {
            let x = format::svg_share(axis.share(note.start_ms));
            view! {
                <g class="timeline__note">
                    <circle cx=x.clone() cy=floor + 26 r="10"/>
                    <text x=x y=floor + 26>{i + 1}</text>
                </g>
            }
        })
        .collect_view();
    view! {
        <div class="timeline__strip">
        <svg class="timeline" width="100%" height=height aria-hidden="true">
            {ticks}
            <rect class="timeline__recording" width="100%" y=floor + 3 height="4" rx="2"/>
            <rect
                class="timeline__trimmed"
                x=format::svg_share(axis.share(timeline.trimmed.from_ms))
                width=format::svg_share(axis.width(timeline.trimmed))
                y=floor + 2
                height="6"
                rx="3"
            />
            {targets}
            {blocks}
            {notes}
        </svg>
        <Edges timeline recorded_from window top=LABELS height=floor - LABELS href/>
        </div>
    }
}

#[component]
fn TickMark(tick: Tick, floor: u32) -> impl IntoView {
    let x = format::svg_share(tick.share);
    view! {
        <g class="timeline__tick" class:timeline__tick--minor=tick.minor>
            <line x1=x.clone() x2=x.clone() y1=LABELS - 4 y2=floor + 8/>
            <text x=x y="13">{tick.label}</text>
        </g>
    }
}

/// Room for a finger around a phase that is narrower than one.
#[component]
fn BlockTarget<H>(block: Block, shown: Option<Window>, href: H) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Send + Sync + 'static,
{
    view! {
        <BlockFrame block shown href class="timeline__room">
            <rect class="timeline__target" width="100%" height="100%"/>
        </BlockFrame>
    }
}

/// A phase, which can be chosen, or a break, which cannot.
#[component]
fn BlockLink<H>(block: Block, shown: Option<Window>, href: H) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Send + Sync + 'static,
{
    let class = match block.choice {
        None => "timeline__break",
        choice if choice == shown => "timeline__phase timeline__phase--shown",
        Some(_) => "timeline__phase",
    };
    let (label, title) = (block.label.clone(), block.title.clone());
    view! {
        <BlockFrame block shown href class>
            <rect class="timeline__block" width="100%" height="100%" rx="6"/>
            // Only HTML can leave out a name that does not fit; text in an SVG would be chopped.
            <foreignObject width="100%" height="100%">
                <div class="timeline__name"><span>{label}</span></div>
            </foreignObject>
            <title>{title}</title>
        </BlockFrame>
    }
}

/// A block's place, and where choosing it leads: what is shown already leads back to the whole session.
#[component]
fn BlockFrame<H>(
    block: Block,
    shown: Option<Window>,
    href: H,
    class: &'static str,
    children: Children,
) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Send + Sync + 'static,
{
    let href = block.choice.map(|choice| href(Some(choice).filter(|_| shown != Some(choice))));
    view! {
        <svg
            x=format::svg_share(block.from)
            width=format::svg_share(block.width)
            y=LABELS + block.lane * (LANE + GAP)
            height=LANE
        >
            <a class=class href=href.clone() tabindex="-1" on:click=follow(href)>
                {children()}
            </a>
        </svg>
    }
}

/// What was between the phases, with when: on the axis there is no room for every name.
#[component]
fn Breaks(breaks: Vec<(Marker, Window)>, recorded_from: Option<NaiveDateTime>) -> impl IntoView {
    let texts = texts();
    let items = breaks
        .into_iter()
        .map(|(marker, window)| {
            let label = texts.kinds.marker(&marker).to_owned();
            view! { <li><strong>{label}" "</strong>{format::part(recorded_from, window)}</li> }
        })
        .collect_view();
    view! { <ul class="breaks" aria-label=texts.session.breaks>{items}</ul> }
}

/// What the coach wrote, with when.
#[component]
fn Notes(notes: Vec<Marker>, recorded_from: Option<NaiveDateTime>) -> impl IntoView {
    let texts = texts();
    let items = notes
        .into_iter()
        .map(|note| {
            let text = note.note.clone().filter(|text| note.name.as_ref() != Some(text));
            let name = note
                .name
                .clone()
                .or_else(|| text.is_none().then(|| texts.kinds.marker(&note).to_owned()));
            view! {
                <li>
                    <span class="notes__time">{format::instant_to_minute(recorded_from, note.start_ms)}</span>
                    <p>
                        {name.map(|name| view! { <strong>{name}" "</strong> })}
                        {text}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="notes" aria-label=texts.session.notes>{items}</ol> }
}
