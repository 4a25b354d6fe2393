//! The edges of the part that is shown, to be dragged.

use chrono::NaiveDateTime;
use leptos::{ev, prelude::*, svg};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::geometry::Axis;
use crate::{
    format,
    model::{Timeline, Window},
    preferences::texts,
};

/// No part is shorter.
const SHORTEST_MS: i32 = 10_000;
/// An edge that comes so near to that of a phase, in shares of the axis, snaps to it.
const SNAP: f64 = 0.006;
/// As wide as a finger needs.
const ROOM: u32 = 44;

/// One end of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    From,
    To,
}

/// An edge that follows a pointer.
#[derive(Clone, Copy, Debug)]
struct Grab {
    edge: Edge,
    /// Where the pointer took it, in CSS pixels.
    client_x: i32,
    /// Where the edge was then.
    at_ms: i32,
}

/// Two handles over the strip. Pointers drag them, arrows move them by ten seconds, with Shift by a minute; where they
/// are left is the part that the page shows.
#[component]
pub(super) fn Edges<H>(
    timeline: Timeline,
    recorded_from: Option<NaiveDateTime>,
    /// The part that is shown; `None` for the whole.
    window: Option<Window>,
    /// Where the strip begins and how high it is, in px.
    top: u32,
    height: u32,
    /// The address of the page with another part.
    href: H,
) -> impl IntoView
where
    H: Fn(Option<Window>) -> String + Send + Sync + 'static,
{
    let axis = Axis::of(&timeline);
    let whole = timeline.trimmed;
    let snaps: Vec<i32> =
        timeline.phases().flat_map(|(_, phase)| [phase.from_ms, phase.to_ms]).collect();
    let snaps = StoredValue::new(snaps);
    let draft = RwSignal::new(window.unwrap_or(whole));
    let grab = RwSignal::new(None::<Grab>);
    let strip = NodeRef::<svg::Svg>::new();
    let navigate = use_navigate();
    let settle = StoredValue::new(move || {
        let chosen = Some(draft.get_untracked()).filter(|draft| *draft != whole);
        if chosen != window {
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            navigate(&href(chosen), options);
        }
    });
    let drag = move |event: ev::PointerEvent| {
        let (Some(grab), Some(strip)) = (grab.get_untracked(), strip.get_untracked()) else {
            return;
        };
        let width_px = f64::from(strip.client_width()).max(1.0);
        let share = f64::from(event.client_x() - grab.client_x) / width_px;
        let at_ms = axis.moved(grab.at_ms, share);
        let at_ms = snaps.with_value(|snaps| snapped(at_ms, snaps, axis.length_of(SNAP)));
        draft.update(|draft| *draft = with_edge(*draft, grab.edge, at_ms, whole));
    };
    let handle = move |edge: Edge| {
        let at_ms = move || match edge {
            Edge::From => draft.get().from_ms,
            Edge::To => draft.get().to_ms,
        };
        let name = match edge {
            Edge::From => texts().session.from_edge,
            Edge::To => texts().session.to_edge,
        };
        let take = move |event: ev::PointerEvent| {
            event.prevent_default();
            let target = event_target::<leptos::web_sys::Element>(&event);
            // A pointer that has gone by now has nothing to be captured.
            let _ = target.set_pointer_capture(event.pointer_id());
            grab.set(Some(Grab { edge, client_x: event.client_x(), at_ms: at_ms() }));
        };
        let leave = move |_| {
            if grab.get_untracked().is_some() {
                grab.set(None);
                settle.with_value(|settle| settle());
            }
        };
        let step = move |event: ev::KeyboardEvent| {
            let step_ms = if event.shift_key() { 60_000 } else { 10_000 };
            let at_ms = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => at_ms().saturating_sub(step_ms),
                "ArrowRight" | "ArrowUp" => at_ms().saturating_add(step_ms),
                "Home" => whole.from_ms,
                "End" => whole.to_ms,
                _ => return,
            };
            event.prevent_default();
            draft.update(|draft| *draft = with_edge(*draft, edge, at_ms, whole));
        };
        let said = move || format::instant(recorded_from, at_ms());
        view! {
            <svg x=move || format::svg_share(axis.share(at_ms())) y=top height=height class="edge">
                <g
                    class="edge__handle"
                    role="slider"
                    tabindex="0"
                    aria-label=name
                    aria-valuemin=whole.from_ms / 1_000
                    aria-valuemax=whole.to_ms / 1_000
                    aria-valuenow=move || at_ms() / 1_000
                    aria-valuetext=said
                    on:pointerdown=take
                    on:pointermove=drag
                    on:pointerup=leave
                    on:pointercancel=move |_| {
                        grab.set(None);
                        draft.set(window.unwrap_or(whole));
                    }
                    on:keydown=step
                    on:keyup=move |_| settle.with_value(|settle| settle())
                >
                    <rect class="edge__room" x=-(i64::from(ROOM) / 2) width=ROOM height="100%"/>
                    <line class="edge__line" y2="100%"/>
                    <svg y="50%" class="edge">
                        <rect class="edge__grip" x="-6" y="-14" width="12" height="28" rx="6"/>
                    </svg>
                </g>
            </svg>
        }
    };
    let said = move || {
        grab.get().map(|_| {
            let draft = draft.get();
            let (from, to) = (
                format::instant(recorded_from, draft.from_ms),
                format::instant(recorded_from, draft.to_ms),
            );
            format!("{from} – {to} ({})", format::duration(draft.duration_ms()))
        })
    };
    view! {
        <svg class="timeline__edges" width="100%" height=top + height node_ref=strip>
            <rect
                class="timeline__draft"
                class:timeline__draft--whole=move || draft.get() == whole
                x=move || format::svg_share(axis.share(draft.get().from_ms))
                width=move || format::svg_share(axis.width(draft.get()))
                y=top
                height=height
            />
            {handle(Edge::From)}
            {handle(Edge::To)}
        </svg>
        <output class="timeline__said">{said}</output>
    }
}

/// The part with one edge elsewhere: within the whole, and not shorter than the shortest part.
fn with_edge(part: Window, edge: Edge, at_ms: i32, whole: Window) -> Window {
    match edge {
        Edge::From => {
            let latest_ms = part.to_ms.saturating_sub(SHORTEST_MS).max(whole.from_ms);
            Window { from_ms: at_ms.clamp(whole.from_ms, latest_ms), ..part }
        }
        Edge::To => {
            let earliest_ms = part.from_ms.saturating_add(SHORTEST_MS).min(whole.to_ms);
            Window { to_ms: at_ms.clamp(earliest_ms, whole.to_ms), ..part }
        }
    }
}

/// The nearest of some instants, if it is near enough; else the whole second.
fn snapped(at_ms: i32, snaps: &[i32], near_ms: u32) -> i32 {
    let nearest = snaps.iter().copied().min_by_key(|snap| snap.abs_diff(at_ms));
    let whole_second_ms = at_ms.div_euclid(1_000).saturating_mul(1_000);
    nearest.filter(|snap| snap.abs_diff(at_ms) <= near_ms).unwrap_or(whole_second_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Window = Window { from_ms: 0, to_ms: 100_000 };

    #[test]
    fn an_edge_stays_inside_and_before_the_other() {
        let part = Window { from_ms: 20_000, to_ms: 60_000 };
        let from = |at_ms| with_edge(part, Edge::From, at_ms, WHOLE).from_ms;
        assert_eq!([-5, 30_000, 70_000].map(from), [0, 30_000, 50_000]);
        let to = |at_ms| with_edge(part, Edge::To, at_ms, WHOLE).to_ms;
        assert_eq!([0, 70_000, 200_000].map(to), [30_000, 70_000, 100_000]);
    }

    #[test]
    fn the_shortest_recording_has_edges_too() {
        let tiny = Window { from_ms: 0, to_ms: 4_000 };
        assert_eq!(with_edge(tiny, Edge::From, 3_000, tiny), tiny);
        assert_eq!(with_edge(tiny, Edge::To, 1_000, tiny), tiny);
    }

    #[test]
    fn an_edge_snaps_to_a_phase_or_to_a_second() {
        let snaps = [10_500, 50_000];
        let at = |at_ms| snapped(at_ms, &snaps, 600);
        assert_eq!([10_100, 11_200, 50_599, -1_500].map(at), [10_500, 11_000, 50_000, -2_000]);
        assert_eq!(snapped(1_234, &[], 600), 1_000);
    }
}
