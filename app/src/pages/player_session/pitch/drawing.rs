//! The drawing: the field, and on it the way or the heat map.
//!
//! A way is a handful of paths, however many points it has, so that the browser draws it within a frame; while somebody
//! points, only the dot changes.

use leptos::{
    ev::PointerEvent,
    html,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{Element, HtmlElement},
};

use super::{
    draft::{Draft, Grip},
    heat::{HeatMap, STEPS},
    instant::{instant_at, spot_at},
    markings::{markings, outline},
    sheet::{Extent, Sheet, Spot},
    trace::{self, ZONES},
    words::facts,
};
use crate::{
    grab::Grab,
    model::{Field, FieldOrigin, SpeedZone, Track},
    preferences::locale,
};

/// How much ground is drawn around a field, and around one that is being adjusted.
const MARGIN_M: f64 = 6.0;
const ROOM_TO_ADJUST_M: f64 = 30.0;
/// How near to the way one must point.
const REACH_PX: f64 = 24.0;
/// How near to a handle one must point: half of what a finger needs.
const HANDLE_REACH_PX: f64 = 22.0;
/// A handle's radius as a share of the drawing's width.
const HANDLE_SHARE: f64 = 1.0 / 90.0;

/// What is drawn, and how.
#[derive(Clone, Copy)]
pub(super) struct Picture {
    track: Memo<Track>,
    draft: RwSignal<Option<Draft>>,
    sheet: Memo<Sheet>,
    extent: Memo<Extent>,
    /// The time in each cell.
    pub(super) heat: Memo<HeatMap>,
}

impl Picture {
    pub(super) fn of(track: Memo<Track>, draft: RwSignal<Option<Draft>>) -> Self {
        // What lies still: the field, or while it is adjusted, the one from before.
        let still = Memo::new(move |_| match draft.get() {
            Some(draft) => (draft.before, ROOM_TO_ADJUST_M),
            None => (track.with(|track| track.field), MARGIN_M),
        });
        let sheet = Memo::new(move |_| Sheet::of(still.get().0));
        let extent = Memo::new(move |_| {
            let (field, margin_m) = still.get();
            Extent::around(field, margin_m)
        });
        let heat = Memo::new(move |_| {
            let field = still.get().0;
            track.with(|track| HeatMap::of(track, sheet.get(), field, extent.get()))
        });
        Self { track, draft, sheet, extent, heat }
    }

    /// The spot that is pointed at, and how many dm a px is.
    fn pointed_at(self, event: &PointerEvent) -> Option<(Spot, f64)> {
        let pad: Element = event.current_target()?.dyn_into().ok()?;
        let width_px = f64::from(pad.client_width());
        let extent = self.extent.get_untracked();
        let (x_px, y_px) = (event.offset_x().into(), event.offset_y().into());
        (width_px > 0.0)
            .then(|| (extent.spot_at(x_px, y_px, width_px), extent.width_dm() / width_px))
    }
}

/// What a pressed pointer does.
#[derive(Clone, Copy, Debug)]
enum Drag {
    /// It points at instants.
    Instants,
    /// It drags the field.
    Field {
        grip: Grip,
        from: Spot,
        /// The field as it was when the drag began.
        before: Draft,
    },
}

/// The drawing, with the dot of the instant that is pointed at. Pointing at the way points at its instant.
#[component]
pub(super) fn Drawing(
    picture: Picture,
    zones: Memo<Vec<SpeedZone>>,
    cursor: RwSignal<Option<i32>>,
) -> impl IntoView {
    let locale = locale();
    let Picture { track, draft, sheet, extent, heat } = picture;
    let paths = Memo::new(move |_| {
        track.with(|track| zones.with(|zones| trace::paths(track, sheet.get(), zones)))
    });
    let trace = (0..=ZONES)
        .map(|slot| {
            let path = move || paths.with(|paths| paths[slot].clone());
            view! { <path class=format!("pitch__way {}", way_class(slot)) d=path/> }
        })
        .collect_view();
    let cells = (0..STEPS)
        .map(|step| {
            let path = move || heat.with(|heat| heat.paths[step].clone());
            view! { <path class=step_class(step) d=path/> }
        })
        .collect_view();
    let label = move || {
        track
            .with(|track| (locale.texts().pitch.summary)(&facts(locale, track.field, track.origin)))
    };
    view! {
        <div class="pitch__stage">
            <svg class="pitch__svg" viewBox=move || extent.get().view_box() role="img" aria-label=label>
                <rect class="pitch__ground" x="-50%" y="-50%" width="100%" height="100%"/>
                <g class="pitch__heat">{cells}</g>
                <Lines track draft sheet/>
                <g class="pitch__trace">{trace}</g>
                <Handles draft extent/>
            </svg>
            <Dot picture cursor/>
            <Pad picture cursor/>
        </div>
    }
}

/// The class of a path of the way.
pub(super) fn way_class(slot: usize) -> &'static str {
    ["way-0", "way-1", "way-2", "way-3", "way-4", "way-5"][slot.min(ZONES)]
}

/// The class of a step of the heat map.
pub(super) fn step_class(step: usize) -> &'static str {
    ["warm-1", "warm-2", "warm-3", "warm-4", "warm-5", "warm-6"][step.min(STEPS - 1)]
}

/// The field's lines; around an area that is no pitch only its edge.
#[component]
fn Lines(track: Memo<Track>, draft: RwSignal<Option<Draft>>, sheet: Memo<Sheet>) -> impl IntoView {
    let field = Memo::new(move |_| {
        draft.get().map_or_else(|| track.with(|track| track.field), |draft| draft.field)
    });
    let is_pitch = Memo::new(move |_| {
        draft.with(Option::is_some) || track.with(|track| track.origin != FieldOrigin::FittedArea)
    });
    let place = move || {
        let Field { east_m, north_m, bearing_deg, .. } = field.get();
        let middle = sheet.get().spot_of(east_m, north_m);
        // The sheet lies as the field from before does.
        let before_deg = draft.get().map_or(bearing_deg, |draft| draft.before.bearing_deg);
        format!(
            "translate({:.1} {:.1}) rotate({:.2})",
            middle.x_dm,
            middle.y_dm,
            bearing_deg - before_deg
        )
    };
    let path = move || {
        let Field { length_m, width_m, .. } = field.get();
        if is_pitch.get() { markings(length_m, width_m) } else { outline(length_m, width_m) }
    };
    view! { <path class="pitch__lines" class:pitch__lines--area=move || !is_pitch.get() transform=place d=path/> }
}

/// Where a field that is being adjusted can be held.
#[component]
fn Handles(draft: RwSignal<Option<Draft>>, extent: Memo<Extent>) -> impl IntoView {
    let radius = move || extent.get().width_dm() * HANDLE_SHARE;
    move || {
        draft.get().map(|draft| {
            let corners = draft
                .corners()
                .map(|at| view! { <circle class="pitch__handle" cx=at.x_dm cy=at.y_dm r=radius/> });
            let arm = draft.arm();
            view! {
                <g>
                    {corners.into_iter().collect_view()}
                    <circle class="pitch__handle pitch__handle--turn" cx=arm.x_dm cy=arm.y_dm r=radius/>
                </g>
            }
        })
    }
}

/// Where the player was at the instant that is pointed at.
#[component]
fn Dot(picture: Picture, cursor: RwSignal<Option<i32>>) -> impl IntoView {
    let Picture { track, sheet, extent, .. } = picture;
    let spot = Memo::new(move |_| {
        let at_ms = cursor.get()?;
        track.with(|track| spot_at(track, sheet.get(), at_ms))
    });
    let is_hidden = Memo::new(move |_| spot.with(Option::is_none));
    let dot = NodeRef::<html::Div>::new();
    // Beside the drawing and only moved: a circle in it would have the whole way painted with every move.
    Effect::new(move |_| {
        let (Some(dot), Some(spot)) = (dot.get(), spot.get()) else { return };
        let [x, y] = extent.get().share_at(spot).map(|share| share * 100.0);
        // It cannot fail with numbers.
        let _ = HtmlElement::style(&dot)
            .set_property("transform", &format!("translate({x:.2}%, {y:.2}%)"));
    });
    view! { <div class="pitch__dot" hidden=move || is_hidden.get() node_ref=dot></div> }
}

/// Takes pointers in, over the whole drawing.
#[component]
fn Pad(picture: Picture, cursor: RwSignal<Option<i32>>) -> impl IntoView {
    let Picture { track, draft, sheet, .. } = picture;
    let grab = Grab::<Drag>::new();
    let point = move |event: &PointerEvent| {
        let Some((spot, dm_per_px)) = picture.pointed_at(event) else { return };
        let reach_dm = REACH_PX * dm_per_px;
        let instant =
            track.with_untracked(|track| instant_at(track, sheet.get_untracked(), spot, reach_dm));
        if instant.is_some() && instant != cursor.get_untracked() {
            cursor.set(instant);
        }
    };
    let field_at = move |event: &PointerEvent, before: Draft| {
        let (from, dm_per_px) = picture.pointed_at(event)?;
        let grip = before.grip_at(from, HANDLE_REACH_PX * dm_per_px)?;
        Some(Drag::Field { grip, from, before })
    };
    let on_press = move |event: PointerEvent| match draft.get_untracked() {
        Some(before) => {
            if let Some(drag) = field_at(&event, before) {
                grab.take(&event, drag);
            }
        }
        None => {
            if grab.take(&event, Drag::Instants) {
                point(&event);
            }
        }
    };
    let on_move = move |event: PointerEvent| match grab.held(&event) {
        Some(Drag::Field { grip, from, before }) if draft.with_untracked(Option::is_some) => {
            if let Some((to, _)) = picture.pointed_at(&event) {
                draft.set(Some(before.dragged(grip, from, to)));
            }
        }
        Some(Drag::Instants) => point(&event),
        // The field was saved or left meanwhile, or nothing is dragged.
        _ => {}
    };
    let on_end = move |event: PointerEvent| {
        grab.let_go(&event);
    };
    view! {
        <div
            class="pitch__pad"
            on:pointerdown=on_press
            on:pointermove=on_move
            on:pointerup=on_end
            on:pointercancel=on_end
        ></div>
    }
}
