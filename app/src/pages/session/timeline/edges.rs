//! The edges of the part that is shown, to be dragged.

use chrono::NaiveDateTime;
use leptos::{ev, prelude::*, svg};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::geometry::Axis;
use crate::{
    format,
    grab::Grab,
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
struct Held {
    edge: Edge,
    /// Where the pointer took it, in CSS pixels.
    client_x: i32,
    /// Where the edge was then.
    at_ms: i32,
}

/// What both handles move.
#[derive(Clone, Copy)]
struct Part {
    axis: Axis,
    /// What no edge leaves.
    whole: Window,
    recorded_from: Option<NaiveDateTime>,
    /// The part while it is changed.
    draft: RwSignal<Window>,
    /// Which edge follows a pointer.
    grab: Grab<Held>,
    /// The edges of phases.
    snaps: StoredValue<Vec<i32>>,
    strip: NodeRef<svg::Svg>,
}

impl Part {
    fn edge_ms(self, edge: Edge) -> i32 {
        let draft = self.draft.get();
        match edge {
            Edge::From => draft.from_ms,
            Edge::To => draft.to_ms,
        }
    }

    fn put(self, edge: Edge, at_ms: i32) {
        self.draft.update(|draft| *draft = with_edge(*draft, edge, at_ms, self.whole));
    }

    fn take(self, edge: Edge, event: &ev::PointerEvent) {
        let at_ms = untrack(|| self.edge_ms(edge));
        if self.grab.take(event, Held { edge, client_x: event.client_x(), at_ms }) {
            event.prevent_default();
        }
    }

    fn drag(self, event: &ev::PointerEvent) {
        let (Some(held), Some(strip)) = (self.grab.held(event), self.strip.get_untracked()) else {
            return;
        };
        let width_px = f64::from(strip.client_width()).max(1.0);
        let share = f64::from(event.client_x() - held.client_x) / width_px;
        let at_ms = self.axis.moved(held.at_ms, share);
        let near_ms = self.axis.length_of(SNAP);
        self.put(held.edge, self.snaps.with_value(|snaps| snapped(at_ms, snaps, near_ms)));
    }

    fn step(self, edge: Edge, event: &ev::KeyboardEvent) {
        let step_ms = if event.shift_key() { 60_000 } else { 10_000 };
        let now_ms = untrack(|| self.edge_ms(edge));
        let at_ms = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now_ms.saturating_sub(step_ms),
            "ArrowRight" | "ArrowUp" => now_ms.saturating_add(step_ms),
            "Home" => self.whole.from_ms,
            "End" => self.whole.to_ms,
            _ => return,
        };
        event.prevent_default();
        self.put(edge, at_ms);
    }
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
    let whole = timeline.trimmed;
    let edges_of_phases = timeline.phases().flat_map(|(_, phase)| [phase.from_ms, phase.to_ms]);
    let part = Part {
        axis: Axis::of(&timeline),
        whole,
        recorded_from,
        draft: RwSignal::new(window.unwrap_or(whole)),
        grab: Grab::new(),
        snaps: StoredValue::new(edges_of_phases.collect()),
        strip: NodeRef::new(),
    };
    let Part { axis, draft, grab, strip, .. } = part;
    let navigate = use_navigate();
    let settle = Callback::new(move |()| {
        let chosen = Some(draft.get_untracked()).filter(|draft| *draft != whole);
        if chosen != window {
            let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
            navigate(&href(chosen), options);
        }
    });
    let give_up = Callback::new(move |()| draft.set(window.unwrap_or(whole)));
    let said = move || {
        grab.is_taken().then(|| {
            let draft = draft.get();
            let [from, to] =
                [draft.from_ms, draft.to_ms].map(|at_ms| format::instant(recorded_from, at_ms));
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
            <Handle part edge=Edge::From top height settle give_up/>
            <Handle part edge=Edge::To top height settle give_up/>
        </svg>
        <output class="timeline__said">{said}</output>
    }
}

#[component]
fn Handle(
    part: Part,
    edge: Edge,
    top: u32,
    height: u32,
    /// The edges stay where they are.
    settle: Callback<()>,
    /// They go back to where they were.
    give_up: Callback<()>,
) -> impl IntoView {
    let texts = &texts().session;
    let name = match edge {
        Edge::From => texts.from_edge,
        Edge::To => texts.to_edge,
    };
    let Part { axis, whole, recorded_from, grab, .. } = part;
    let seconds = move |at_ms: i32| at_ms / 1_000;
    let let_go = move |event: &ev::PointerEvent, then: Callback<()>| {
        if grab.let_go(event).is_some() {
            then.run(());
        }
    };
    view! {
        <svg
            x=move || format::svg_share(axis.share(part.edge_ms(edge)))
            y=top
            height=height
            class="edge"
        >
            <g
                class="edge__handle"
                role="slider"
                tabindex="0"
                aria-label=name
                aria-valuemin=seconds(whole.from_ms)
                aria-valuemax=seconds(whole.to_ms)
                aria-valuenow=move || seconds(part.edge_ms(edge))
                aria-valuetext=move || format::instant(recorded_from, part.edge_ms(edge))
                on:pointerdown=move |event| part.take(edge, &event)
                on:pointermove=move |event| part.drag(&event)
                on:pointerup=move |event| let_go(&event, settle)
                on:pointercancel=move |event| let_go(&event, give_up)
                on:keydown=move |event| part.step(edge, &event)
                on:keyup=move |_| settle.run(())
            >
                <rect class="edge__room" x=-(i64::from(ROOM) / 2) width=ROOM height="100%"/>
                <line class="edge__line" y2="100%"/>
                <svg y="50%" class="edge">
                    <rect class="edge__grip" x="-6" y="-14" width="12" height="28" rx="6"/>
                </svg>
            </g>
        </svg>
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
