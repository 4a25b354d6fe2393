//! From the browser's events to inputs.

use leptos::{
    ev,
    prelude::{ElementExt, window},
    tachys::renderer::RemoveEventHandler,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, HtmlCanvasElement, KeyboardEvent, MediaQueryList, MouseEvent, PointerEvent,
    ResizeObserver, WheelEvent,
};

use super::handle::Handle;
use crate::chart::gesture::{Button, Input, Pointer};

/// Listens until it is dropped.
pub(super) struct Listeners {
    _events: Vec<RemoveEventHandler<Element>>,
    resizes: ResizeObserver,
    themes: Vec<MediaQueryList>,
    _callbacks: [Closure<dyn FnMut()>; 2],
}

/// What the theme depends on.
const THEMES: [&str; 2] = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)"];

impl Listeners {
    pub(super) fn new(chart: Handle, canvas: &HtmlCanvasElement) -> Option<Self> {
        let on_resize = Closure::<dyn FnMut()>::new(move || chart.resized());
        let resizes = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).ok()?;
        resizes.observe(&canvas.parent_element()?);
        let on_theme = Closure::<dyn FnMut()>::new(move || chart.retheme());
        let themes = THEMES
            .into_iter()
            .filter_map(|query| window().match_media(query).ok()?)
            .collect::<Vec<_>>();
        for theme in &themes {
            theme.set_onchange(Some(on_theme.as_ref().unchecked_ref()));
        }
        Some(Self {
            _events: events(chart, canvas),
            resizes,
            themes,
            _callbacks: [on_resize, on_theme],
        })
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        self.resizes.disconnect();
        for theme in &self.themes {
            theme.set_onchange(None);
        }
    }
}

fn events(chart: Handle, canvas: &HtmlCanvasElement) -> Vec<RemoveEventHandler<Element>> {
    let captured = canvas.clone();
    vec![
        canvas.on(ev::pointerdown, move |event| {
            if chart.input(Input::Press(pointer(&event), button(&event))).used {
                // Without it a drag that leaves the canvas would end there; nothing else is lost.
                let _ = captured.set_pointer_capture(event.pointer_id());
            }
        }),
        canvas.on(ev::pointermove, move |event| {
            chart.input(Input::Move(pointer(&event)));
        }),
        canvas.on(ev::pointerup, move |event| {
            chart.input(Input::Release(pointer(&event)));
        }),
        canvas.on(ev::pointercancel, move |event| {
            chart.input(Input::Cancel(event.pointer_id()));
        }),
        canvas.on(ev::pointerleave, move |event| {
            if !is_touch(&event) {
                chart.input(Input::Leave);
            }
        }),
        canvas.on(ev::mousedown, |event: MouseEvent| {
            // The middle button moves the chart; it must not start the browser's own scrolling.
            if event.button() == 1 {
                event.prevent_default();
            }
        }),
        canvas.on(ev::wheel, move |event| {
            if chart.input(wheel(&event)).used {
                event.prevent_default();
            }
        }),
        canvas.on(ev::keydown, move |event: KeyboardEvent| {
            let for_browser = event.ctrl_key() || event.meta_key() || event.alt_key();
            if !for_browser
                && chart.input(Input::Key { key: &event.key(), shift: event.shift_key() }).used
            {
                event.prevent_default();
            }
        }),
    ]
}

fn pointer(event: &PointerEvent) -> Pointer {
    Pointer {
        id: event.pointer_id(),
        touch: is_touch(event),
        x_px: event.offset_x().into(),
        y_px: event.offset_y().into(),
        time_ms: event.time_stamp(),
    }
}

fn is_touch(event: &PointerEvent) -> bool {
    event.pointer_type() != "mouse"
}

fn button(event: &PointerEvent) -> Button {
    match event.button() {
        0 if event.shift_key() => Button::Moving,
        0 => Button::Main,
        1 => Button::Moving,
        _ => Button::Other,
    }
}

fn wheel(event: &WheelEvent) -> Input<'static> {
    let px = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (right, down) = (event.delta_x() * px, event.delta_y() * px);
    let sideways = event.shift_key() && right == 0.0;
    let (right_px, down_px) = if sideways { (down, 0.0) } else { (right, down) };
    Input::Wheel { x_px: event.offset_x().into(), right_px, down_px, pinch: event.ctrl_key() }
}
