//! The chart in the browser: a canvas that follows gestures.

mod handle;
mod listeners;

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use self::{handle::Handle, listeners::Listeners};
use super::{
    canvas::{Canvas, Theme},
    cursor,
    draw::draw,
    gesture::Gestures,
    lane_range::lane_range,
    layout::Layout,
    overview,
    problem::Problem,
    reading::{readings, sentence},
    recordings::Recordings,
    refine::{Fetching, Source},
    scene::{Backdrop, View, scene},
    shape::{Scene, UNITS_PER_PX},
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

/// Lets a canvas live until the component goes away.
pub(super) fn start(canvas: HtmlCanvasElement, setup: Setup) {
    let Setup { window, cursor, lanes, signals, .. } = setup;
    let Some(live) = Live::new(canvas, setup) else { return };
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
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    theme: Theme,
    backdrop: Backdrop,
    recordings: Recordings,
    gestures: Gestures,
    layout: Layout,
    /// The shapes below the crosshair; `None` when they must be made anew.
    scene: Option<Scene>,
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
    fn new(canvas: HtmlCanvasElement, setup: Setup) -> Option<Self> {
        let context =
            canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        let Setup { sources, recordings, whole, cursor, backdrop, on_window, signals, .. } = setup;
        let gestures = Gestures::new(Viewport::new(whole, setup.window.get_untracked()));
        Some(Self {
            theme: Theme::of(&canvas),
            layout: Layout::new(Layout::NATURAL_WIDTH_PX, 0.0, recordings.lanes().len()),
            problems: vec![None; sources.len()],
            sources,
            canvas,
            context,
            backdrop,
            recordings,
            scene: None,
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

    /// Fits the canvas to its place on the page and to the screen's pixels.
    fn fit(&mut self) {
        let Some(stage) = self.canvas.parent_element() else { return };
        let (width_px, height_px) =
            (f64::from(stage.client_width()), f64::from(stage.client_height()));
        let density = leptos::prelude::window().device_pixel_ratio();
        let [width, height] = [width_px, height_px].map(|px| (px * density).round() as u32);
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
            self.scene = None;
        }
        let lanes = self.recordings.lanes().len();
        let Layout { width_px: width, height_px: height, .. } = self.layout;
        if (width, height, self.layout.lanes.len()) != (width_px, height_px, lanes) {
            self.layout = Layout::new(width_px, height_px, lanes);
            self.scene = None;
        }
    }

    fn paint(&mut self) {
        self.fit();
        let scene = self.scene.take().unwrap_or_else(|| scene(self.view()));
        let view = self.view();
        let mut over = self
            .gestures
            .selection()
            .map_or_else(Vec::new, |selected| cursor::selection(view, selected));
        if let Some(at_ms) = self.gestures.crosshair() {
            over.extend(cursor::crosshair(
                view,
                at_ms,
                &readings(&self.recordings, at_ms, self.tolerance_ms()),
            ));
        }
        let scale = leptos::prelude::window().device_pixel_ratio() / UNITS_PER_PX;
        let context = &self.context;
        // Neither call can fail with finite numbers.
        let _ = context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0);
        context.clear_rect(0.0, 0.0, scene.width.into(), scene.height.into());
        let size = (scene.width.unsigned_abs(), scene.height.unsigned_abs());
        let mut canvas = Canvas::new(context, &self.theme, size);
        if let Err(error) = draw(&scene.shapes, &mut canvas).and_then(|()| draw(&over, &mut canvas))
        {
            leptos::logging::error!("{error}");
        }
        self.scene = Some(scene);
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
    fn words(&self) -> String {
        let window = self.gestures.window();
        match self.gestures.crosshair() {
            Some(at_ms) => {
                let readings = readings(&self.recordings, at_ms, self.tolerance_ms());
                sentence(self.backdrop.clock(), window, at_ms, &readings)
            }
            None => self.backdrop.clock().window_label(window),
        }
    }
}
