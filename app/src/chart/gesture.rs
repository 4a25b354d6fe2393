//! What pointers, wheel and keys do to the window and the crosshair.
//!
//! | input | effect |
//! | --- | --- |
//! | mouse drag | selects a window |
//! | mouse drag with Shift or the middle button | moves the window |
//! | wheel; sideways | zooms at the pointer; moves the window |
//! | one finger | moves the window when zoomed, else the crosshair |
//! | two fingers | zoom and move, both instants stay under the fingers |
//! | tap, click | puts the crosshair there |
//! | double tap, double click, 0, Escape | shows the whole recording |
//! | left, right; with Shift | moves the crosshair by a small step; by a large one |
//! | +, − | zooms at the crosshair |
//! | Home, End | moves the crosshair to the start or the end of the recording |

use super::{
    layout::Span,
    viewport::{Pin, Viewport},
};
use crate::model::Window;

/// What a person did, in CSS px from the chart's left edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Input<'a> {
    /// A button or a finger went down.
    Press(Pointer, Button),
    /// A pointer moved, pressed or not.
    Move(Pointer),
    /// A button or a finger went up.
    Release(Pointer),
    /// The browser took the pointer away, to scroll the page for example.
    Cancel(PointerId),
    /// The mouse left the chart.
    Leave,
    /// The wheel was turned, or two fingers moved over a trackpad.
    Wheel {
        /// Where the pointer is.
        x_px: f64,
        /// How far to the right.
        right_px: f64,
        /// How far down.
        down_px: f64,
        /// Whether it is a trackpad's pinch, whose numbers are smaller.
        pinch: bool,
    },
    /// A key was pressed, as the browser names it.
    Key {
        /// Its name.
        key: &'a str,
        /// Whether Shift was down.
        shift: bool,
    },
}

/// Tells the pointers apart that are down at the same time.
pub type PointerId = i32;

/// A pointer at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pointer {
    /// Which one.
    pub id: PointerId,
    /// Whether it is a finger or a pen, not a mouse.
    pub touch: bool,
    /// Where it is, across.
    pub x_px: f64,
    /// Where it is, down.
    pub y_px: f64,
    /// When, in ms of any clock.
    pub time_ms: f64,
}

/// What a pressed pointer is meant to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Button {
    /// The main button, or a finger.
    Main,
    /// The middle button, or the main one with Shift.
    Moving,
    /// Any other button: not for the chart.
    Other,
}

/// What came of an input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reaction {
    /// What looks different now.
    pub change: Change,
    /// The chart used the input; the page must not use it, too.
    pub used: bool,
    /// A tap, a drag or a pinch ended; the window stays as it is for now.
    pub ended: bool,
}

/// What looks different.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    #[default]
    Nothing,
    /// The crosshair or the selection.
    Over,
    /// The window.
    Window,
}

/// The window, the crosshair, and what is going on.
#[derive(Clone, Debug)]
pub struct Gestures {
    viewport: Viewport,
    crosshair: Option<i32>,
    action: Action,
    /// The place and time of the last tap, which another one may make a double tap.
    last_tap: Option<Pointer>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Action {
    None,
    /// One pointer is down.
    One {
        start: Pointer,
        drag: Drag,
        travelled: bool,
    },
    /// Two fingers are down, each holding an instant.
    Two {
        a: Held,
        b: Held,
    },
}

/// What moving the pointer does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Drag {
    Select { from_ms: f64, to_ms: f64 },
    Move { held_ms: f64 },
    Crosshair,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Held {
    pointer: Pointer,
    at_ms: f64,
}

/// A pointer that moves less than this is held still: hands shake, fingers more than mice.
const MOUSE_SLOP_PX: f64 = 4.0;
const TOUCH_SLOP_PX: f64 = 10.0;
const DOUBLE_TAP_MS: f64 = 350.0;
const DOUBLE_TAP_PX: f64 = 30.0;
/// Turning a usual wheel by one notch (100 px) zooms by 1.22.
const WHEEL_ZOOM_PER_PX: f64 = 0.002;
const PINCH_ZOOM_PER_PX: f64 = 0.01;
const KEY_ZOOM: f64 = 1.5;
/// A small step of the crosshair, as a share of the window, and how many of them a large one is.
const STEP_SHARE: f64 = 0.01;
const LARGE_STEP: f64 = 10.0;
/// Samples are 0.1 s apart.
const LEAST_STEP_MS: f64 = 100.0;

impl Gestures {
    /// Starts with a window and no crosshair.
    pub fn new(viewport: Viewport) -> Self {
        Self { viewport, crosshair: None, action: Action::None, last_tap: None }
    }

    /// The window that is shown.
    pub fn window(&self) -> Window {
        self.viewport.window()
    }

    /// All that can be shown.
    pub fn whole(&self) -> Window {
        self.viewport.whole()
    }

    /// The instant that is pointed at.
    pub fn crosshair(&self) -> Option<i32> {
        self.crosshair
    }

    /// The part that is being selected.
    pub fn selection(&self) -> Option<Window> {
        match self.action {
            Action::One { drag: Drag::Select { from_ms, to_ms }, travelled: true, .. } => {
                let [a, b] = [from_ms, to_ms].map(|at_ms| self.viewport.nearest_instant(at_ms));
                Window::new(a.min(b), a.max(b))
            }
            _ => None,
        }
    }

    /// Whether a pointer is down, so that the window may go on changing.
    pub fn is_busy(&self) -> bool {
        self.action != Action::None
    }

    /// Shows another window, because the page says so; what was going on is dropped.
    pub fn show(&mut self, window: Window) {
        self.viewport = self.viewport.showing(window);
        self.action = Action::None;
    }

    /// Points at another instant, because the page says so; says whether that is news.
    pub fn point(&mut self, at_ms: Option<i32>) -> bool {
        std::mem::replace(&mut self.crosshair, at_ms) != at_ms
    }

    /// Takes an input in. `plot` is where the window is shown.
    pub fn handle(&mut self, input: Input<'_>, plot: Span) -> Reaction {
        let before = (self.viewport, self.crosshair, self.selection());
        let busy = self.is_busy();
        let used = match input {
            Input::Press(pointer, button) => self.press(pointer, button, plot),
            Input::Move(pointer) => self.moved(pointer, plot),
            Input::Release(pointer) => self.release(pointer, plot),
            Input::Cancel(id) => self.cancel(id),
            Input::Leave => {
                if !busy {
                    self.crosshair = None;
                }
                false
            }
            Input::Wheel { x_px, right_px, down_px, pinch } => {
                self.wheel(x_px, right_px, down_px, pinch, plot)
            }
            Input::Key { key, shift } => self.key(key, shift),
        };
        let change = if before.0 != self.viewport {
            Change::Window
        } else if before != (self.viewport, self.crosshair, self.selection()) {
            Change::Over
        } else {
            Change::Nothing
        };
        Reaction { change, used, ended: busy && !self.is_busy() }
    }

    fn press(&mut self, pointer: Pointer, button: Button, plot: Span) -> bool {
        let at_ms = self.instant_at(pointer, plot);
        self.action = match (self.action, button) {
            (_, Button::Other) => return false,
            (Action::None, Button::Main) if pointer.touch && !self.viewport.is_zoomed() => {
                Action::One { start: pointer, drag: Drag::Crosshair, travelled: false }
            }
            (Action::None, Button::Main) if !pointer.touch => Action::One {
                start: pointer,
                drag: Drag::Select { from_ms: at_ms, to_ms: at_ms },
                travelled: false,
            },
            (Action::None, _) => Action::One {
                start: pointer,
                drag: Drag::Move { held_ms: at_ms },
                travelled: false,
            },
            (Action::One { start, .. }, _)
                if start.touch && pointer.touch && start.id != pointer.id =>
            {
                // The first finger may have moved a little since it went down; what it holds is what is under it now.
                let a = Held { pointer: start, at_ms: self.instant_at(start, plot) };
                Action::Two { a, b: Held { pointer, at_ms } }
            }
            (other, _) => other,
        };
        self.is_busy()
    }

    fn moved(&mut self, pointer: Pointer, plot: Span) -> bool {
        match &mut self.action {
            Action::None => {
                if !pointer.touch {
                    self.point_at(pointer, plot);
                }
                return false;
            }
            Action::One { start, .. } if start.id != pointer.id => return false,
            Action::One { start, drag, travelled } => {
                let slop_px = if pointer.touch { TOUCH_SLOP_PX } else { MOUSE_SLOP_PX };
                *travelled |=
                    (pointer.x_px - start.x_px).hypot(pointer.y_px - start.y_px) >= slop_px;
                if !*travelled {
                    return true;
                }
                match drag {
                    Drag::Select { to_ms, .. } => {
                        *to_ms = plot.instant_at(pointer.x_px, self.viewport.window());
                    }
                    Drag::Move { held_ms } => {
                        let pin = Pin { at_ms: *held_ms, share: plot.share_at(pointer.x_px) };
                        self.viewport = self.viewport.held(pin);
                    }
                    Drag::Crosshair => {}
                }
                let follows = !matches!(drag, Drag::Move { .. }) || !pointer.touch;
                if follows {
                    self.point_at(pointer, plot);
                }
            }
            Action::Two { a, b } => {
                let Some(held) = [a, b].into_iter().find(|held| held.pointer.id == pointer.id)
                else {
                    return false;
                };
                held.pointer = pointer;
                if let Action::Two { a, b } = self.action {
                    let pin = |held: Held| Pin {
                        at_ms: held.at_ms,
                        share: plot.share_at(held.pointer.x_px),
                    };
                    self.viewport = self.viewport.pinched(pin(a), pin(b));
                }
            }
        }
        true
    }

    fn release(&mut self, pointer: Pointer, plot: Span) -> bool {
        match self.action {
            Action::One { start, travelled: false, .. } if start.id == pointer.id => {
                self.action = Action::None;
                self.tap(pointer, plot);
                true
            }
            Action::One { start, drag, .. } if start.id == pointer.id => {
                if let Drag::Select { from_ms, .. } = drag {
                    self.viewport = self.viewport.selected(from_ms, self.instant_at(pointer, plot));
                    self.point_at(pointer, plot);
                }
                self.action = Action::None;
                true
            }
            Action::Two { .. } => self.lift(pointer.id, plot),
            _ => false,
        }
    }

    /// One of two fingers went up: the other one goes on moving the window.
    fn lift(&mut self, id: PointerId, plot: Span) -> bool {
        let Action::Two { a, b } = self.action else { return false };
        let rest = match id {
            id if id == a.pointer.id => b.pointer,
            id if id == b.pointer.id => a.pointer,
            _ => return false,
        };
        let drag = Drag::Move { held_ms: self.instant_at(rest, plot) };
        self.action = Action::One { start: rest, drag, travelled: true };
        true
    }

    fn cancel(&mut self, id: PointerId) -> bool {
        let concerned = match self.action {
            Action::None => false,
            Action::One { start, .. } => start.id == id,
            Action::Two { a, b } => [a, b].iter().any(|held| held.pointer.id == id),
        };
        if concerned {
            self.action = Action::None;
        }
        concerned
    }

    fn tap(&mut self, pointer: Pointer, plot: Span) {
        let double = self.last_tap.take().is_some_and(|last| {
            last.touch == pointer.touch
                && pointer.time_ms - last.time_ms <= DOUBLE_TAP_MS
                && (pointer.x_px - last.x_px).hypot(pointer.y_px - last.y_px) <= DOUBLE_TAP_PX
        });
        if double {
            self.viewport = self.viewport.reset();
        } else {
            self.last_tap = Some(pointer);
        }
        self.point_at(pointer, plot);
    }

    fn wheel(&mut self, x_px: f64, right_px: f64, down_px: f64, pinch: bool, plot: Span) -> bool {
        let before = self.viewport;
        self.viewport = if right_px.abs() > down_px.abs() {
            let ms_per_px = f64::from(self.window().duration_ms()) / plot.width_px();
            self.viewport.panned(right_px * ms_per_px)
        } else {
            let per_px = if pinch { PINCH_ZOOM_PER_PX } else { WHEEL_ZOOM_PER_PX };
            let about_ms = plot.instant_at(x_px, self.window());
            self.viewport.zoomed(about_ms, (down_px * per_px).exp())
        };
        // At the ends the page may scroll; a browser's own zoom by pinching would only disturb.
        pinch || self.viewport != before
    }

    fn key(&mut self, key: &str, shift: bool) -> bool {
        let step_ms = (f64::from(self.window().duration_ms()) * STEP_SHARE).max(LEAST_STEP_MS);
        let step_ms = if shift { step_ms * LARGE_STEP } else { step_ms };
        let middle_ms = f64::midpoint(self.window().from_ms.into(), self.window().to_ms.into());
        let crosshair_ms = self.crosshair.map(f64::from);
        match key {
            "ArrowLeft" => self.jump_to(crosshair_ms.map_or(middle_ms, |at_ms| at_ms - step_ms)),
            "ArrowRight" => self.jump_to(crosshair_ms.map_or(middle_ms, |at_ms| at_ms + step_ms)),
            "Home" => self.jump_to(f64::NEG_INFINITY),
            "End" => self.jump_to(f64::INFINITY),
            "+" | "=" | "-" | "_" | "−" => {
                let factor = if matches!(key, "+" | "=") { 1.0 / KEY_ZOOM } else { KEY_ZOOM };
                let about_ms = self
                    .crosshair
                    .filter(|at_ms| self.window().contains(*at_ms))
                    .map_or(middle_ms, f64::from);
                self.viewport = self.viewport.zoomed(about_ms, factor);
            }
            "Escape" if self.is_busy() => self.action = Action::None,
            "Escape" | "0" => self.viewport = self.viewport.reset(),
            _ => return false,
        }
        true
    }

    fn jump_to(&mut self, at_ms: f64) {
        let at_ms = self.viewport.nearest_instant(at_ms);
        self.crosshair = Some(at_ms);
        self.viewport = self.viewport.revealing(at_ms);
    }

    fn point_at(&mut self, pointer: Pointer, plot: Span) {
        let inside = (0.0..=1.0).contains(&plot.share_at(pointer.x_px));
        let at_ms = self.viewport.nearest_instant(self.instant_at(pointer, plot));
        self.crosshair = inside.then_some(at_ms);
    }

    fn instant_at(&self, pointer: Pointer, plot: Span) -> f64 {
        plot.instant_at(pointer.x_px, self.window())
    }
}

#[cfg(test)]
mod tests;
