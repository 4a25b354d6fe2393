//! The chart in the browser: a canvas that follows gestures.

mod handle;
mod listeners;
mod sheet;

use std::time::Duration;

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use self::{handle::Handle, listeners::Listeners, sheet::Sheet};
use super::{
    canvas::Theme,
    cursor,
    gesture::Gestures,
    lane_range::lane_range,
    layout::Layout,
    overview,
    problem::Problem,
    reading::{readings, sentence},
    recordings::Recordings,
    refine::{Fetching, Source},
    scene::{Backdrop, View, scene},
    shape::Shape,
    view::Signals,
    viewport::Viewport,
};
use crate::{
    model::{Channel, Window},
    timer::Timer,
};

/// What the page says about the chart.
pub(super) struct Setup {
    /// Where the details of each recording come from.
    pub(super) sources: Vec<Source>,
    pub(super) recordings: Recordings,
    pub(super) whole: Window,
    pub(super) window: Signal<Window>,
    pub(super) cursor: RwSignal<Option<i32>>,
    pub(super) lanes: Signal<Vec<Channel>>,
    pub(super) backdrop: Backdrop,
    pub(super) on_window: Callback<Window>,
    pub(super) signals: Signals,
}

/// Details are fetched when the window has not moved for so long.
const REFINE_AFTER: Duration = Duration::from_millis(80);
/// The page is told of wheel and keys when they have rested for so long.
const REPORT_AFTER: Duration = Duration::from_millis(250);
/// How often the crosshair is told in words at most: a screen reader reads each time.
const TELL_EVERY: Duration = Duration::from_millis(200);
/// The server reduces to columns; more than a large screen has are of no use.
const COLUMNS: std::ops::RangeInclusive<f64> = 100.0..=2_000.0;
/// How near to a value between gaps one must point.
const POINTING_PX: f64 = 6.0;

/// Lets the two canvases live until the component goes away: `ground` below `canvas`.
pub(super) fn start(ground: HtmlCanvasElement, canvas: HtmlCanvasElement, setup: Setup) {
    let Setup { window, cursor, lanes, signals, .. } = setup;
    let Some(live) = Live::new(ground, canvas, setup) else { return };
    let handle = Handle::new(live);
    Effect::new(move |_| handle.follow(window.get()));
    Effect::new(move |_| handle.point(cursor.get()));
    Effect::new(move |_| handle.show_lanes(lanes.get()));
    Effect::new(move |_| {
        if let Some(command) = signals.command.get() {
            handle.command(command);
        }
    });
    handle.listen();
    handle.paint();
    handle.outline();
    handle.refine();
}

/// Everything that the canvas knows.
struct Live {
    /// What moves over the lanes: the crosshair and a selection. It takes the input.
    sheet: Sheet,
    /// The lanes, kept as they were drawn: most frames only move the crosshair.
    ground: Sheet,
    /// Whether the ground is as it should be.
    is_ground_drawn: bool,
    /// What is on the sheet: most frames of zooming leave it as it is. `None` when it is to be drawn anew.
    on_sheet: Option<Vec<Shape>>,
    /// Width and height of their place on the page in CSS px; `None` until it is measured, which takes the browser long.
    stage_px: Option<[f64; 2]>,
    theme: Theme,
    backdrop: Backdrop,
    recordings: Recordings,
    gestures: Gestures,
    layout: Layout,
    sources: Vec<Source>,
    /// Why details of each recording are missing.
    problems: Vec<Option<Problem>>,
    /// The window that the page knows.
    reported: Window,
    on_window: Callback<Window>,
    /// The instant of the crosshair, as the page knows it.
    cursor: RwSignal<Option<i32>>,
    signals: Signals,
    /// Whether the next animation frame is going to paint.
    painting: bool,
    refine_timer: Option<Timer>,
    report_timer: Option<Timer>,
    tell_timer: Option<Timer>,
    /// The requests under way, by the place of the recording and by window.
    fetching: Vec<(usize, Window, Fetching)>,
    listeners: Option<Listeners>,
}

impl Live {
    fn new(ground: HtmlCanvasElement, canvas: HtmlCanvasElement, setup: Setup) -> Option<Self> {
        let Setup { sources, recordings, whole, cursor, backdrop, on_window, signals, .. } = setup;
        let gestures = Gestures::new(Viewport::new(whole, setup.window.get_untracked()));
        Some(Self {
            theme: Theme::of(&canvas),
            layout: Layout::new(Layout::NATURAL_WIDTH_PX, 0.0, recordings.lanes().len()),
            problems: vec![None; sources.len()],
            sources,
            sheet: Sheet::on(canvas)?,
            ground: Sheet::on(ground)?,
            is_ground_drawn: false,
            on_sheet: None,
            stage_px: None,
            backdrop,
            recordings,
            reported: gestures.window(),
            gestures,
            on_window,
            cursor,
            signals,
            painting: false,
            refine_timer: None,
            report_timer: None,
            tell_timer: None,
            fetching: Vec::new(),
            listeners: None,
        })
    }

    fn view(&self) -> View<'_> {
        View {
            window: self.gestures.window(),
            layout: &self.layout,
            recordings: &self.recordings,
            backdrop: &self.backdrop,
        }
    }

    /// Fits the canvases to their place on the page and to the screen's pixels.
    fn fit(&mut self) {
        let Some(stage) = self.sheet.canvas.parent_element() else { return };
        let measure = || [stage.client_width(), stage.client_height()].map(f64::from);
        let [width_px, height_px] = *self.stage_px.get_or_insert_with(measure);
        let density = leptos::prelude::window().device_pixel_ratio();
        let pixels = |px: f64| (px * density).round() as u32;
        let size = (pixels(width_px), pixels(height_px));
        if self.sheet.size() != size {
            self.sheet.resize(size);
            self.ground.resize(size);
            self.is_ground_drawn = false;
            self.on_sheet = None;
        }
        let lanes = self.recordings.lanes().len();
        let Layout { width_px: width, height_px: height, .. } = self.layout;
        if (width, height, self.layout.lanes.len()) != (width_px, height_px, lanes) {
            self.layout = Layout::new(width_px, height_px, lanes);
            self.is_ground_drawn = false;
        }
    }

    fn paint(&mut self) {
        self.fit();
        if !self.is_ground_drawn {
            self.is_ground_drawn = true;
            self.ground.clear();
            self.ground.draw(&scene(self.view()).shapes, &self.theme);
        }
        let pointed_at = self.pointed_at();
        if self.on_sheet.as_ref() != Some(&pointed_at) {
            self.sheet.clear();
            self.sheet.draw(&pointed_at, &self.theme);
            self.on_sheet = Some(pointed_at);
        }
    }

    /// What is drawn for a selection and for the crosshair.
    fn pointed_at(&self) -> Vec<Shape> {
        let view = self.view();
        let selected = self.gestures.selection();
        let mut shapes = selected.map_or_else(Vec::new, |it| cursor::selection(view, it));
        if let Some(at_ms) = self.gestures.crosshair() {
            let readings = readings(&self.recordings, at_ms, self.tolerance_ms());
            shapes.extend(cursor::crosshair(view, at_ms, &readings));
        }
        shapes
    }

    fn tolerance_ms(&self) -> u32 {
        let ms_per_px =
            f64::from(self.gestures.window().duration_ms()) / self.layout.plot.width_px();
        (ms_per_px * POINTING_PX) as u32
    }

    /// How many columns the server should reduce to.
    fn columns(&self) -> u32 {
        let columns = self.layout.plot.width_px() * leptos::prelude::window().device_pixel_ratio();
        columns.clamp(*COLUMNS.start(), *COLUMNS.end()).round() as u32
    }

    /// The line of the whole: that of the first lane and the first recording, once it is there.
    fn outline(&self) -> String {
        let first = self.recordings.each().first();
        let frame = first.and_then(|recording| recording.loaded.coarse());
        let drawn = self.recordings.lanes().first().zip(frame);
        drawn.map_or_else(String::new, |(channel, frame)| {
            let range = lane_range(*channel, self.recordings.extent(*channel), &self.backdrop);
            overview::outline(frame, *channel, self.gestures.whole(), range)
        })
    }

    /// What is shown, in words.
    fn words(&self, window: Window) -> String {
        match self.gestures.crosshair() {
            Some(at_ms) => {
                let readings = readings(&self.recordings, at_ms, self.tolerance_ms());
                sentence(self.backdrop.clock(), window, at_ms, &readings)
            }
            None => self.backdrop.clock().window_label(window),
        }
    }
}
