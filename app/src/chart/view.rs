//! The chart as a component.

use leptos::{html, prelude::*};

use super::{
    draw::LABEL_SIZE,
    layout::Layout,
    loaded::Loaded,
    overview::Overview,
    problem::Problem,
    reading::summary,
    recordings::{Mark, Recording, Recordings},
    scene::Backdrop,
    shape::UNITS_PER_PX,
    viewport::Viewport,
};
use crate::{
    model::{Channel, Frame, PlayerSessionId, Window},
    preferences::texts,
    texts::Texts,
};

/// What the canvas and the elements around it tell each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signals {
    /// The window that the canvas shows; `None` before it is drawn.
    pub(super) shown: RwSignal<Option<Window>>,
    /// The crosshair, or the window, in words.
    pub(super) readout: RwSignal<String>,
    /// The window as it is told: it comes after the one that is shown.
    pub(super) told: RwSignal<Window>,
    /// Why details are missing.
    pub(super) problem: RwSignal<Option<Problem>>,
    /// The line of the whole recording, see [`outline`](super::overview::outline).
    pub(super) outline: RwSignal<String>,
    /// What a button wants.
    pub(super) command: RwSignal<Option<Command>>,
}

/// What a button wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    ZoomIn,
    ZoomOut,
    Whole,
    Retry,
    /// Another window, while it is dragged and after.
    Show(Window),
}

/// A recording to be drawn.
#[derive(Clone, Debug)]
pub struct Charted {
    /// Whose.
    pub player_session_id: PlayerSessionId,
    /// The values to start with, on the session clock: of the first window, or of the whole recording.
    pub frame: Frame,
    /// What its session clock shows at the 0 of the chart's clock, in ms; 0 where the chart has that clock.
    pub offset_ms: i32,
    /// What was recorded.
    pub channels: Vec<Channel>,
    /// The part of it that counts as the whole, on the chart's clock: what was trimmed away is not shown.
    pub whole: Window,
    /// What tells it from the others; `None` for one alone.
    pub mark: Option<Mark>,
}

impl Charted {
    pub(crate) fn recording(self) -> Recording {
        let frame = self.frame.shifted(self.offset_ms.saturating_neg());
        let loaded = Loaded::new(frame, self.whole).of(self.channels);
        Recording { loaded, mark: self.mark }
    }
}

/// The lanes of one player's recording over time, or of several recordings over each other.
///
/// The server draws the first window as SVG. In the browser two canvases take its place, one over the other: the lanes, and
/// what moves over them, which also follows gestures (see [`gesture`](super::gesture)) and fetches details as they are
/// needed. The figure has `data-ready`, `data-from` and
/// `data-to` (ms) as soon as the canvas is drawn.
#[component]
pub fn SeriesChart(
    /// What is drawn, the first one in front.
    recordings: Vec<Charted>,
    /// What counts as the whole.
    whole: Window,
    /// The window of the page's address. The chart follows when it changes, by a link to a phase for example; what
    /// the chart itself reported is not news to it.
    #[prop(into)]
    window: Signal<Window>,
    /// The instant that is pointed at, in ms: here, or anywhere else on the page.
    cursor: RwSignal<Option<i32>>,
    /// The lanes from top to bottom. The chart follows when they change.
    lanes: Signal<Vec<Channel>>,
    /// What is drawn behind them.
    backdrop: Backdrop,
    /// A gesture ended at this window.
    on_window: Callback<Window>,
    /// Where it tells the window that it shows, also while a gesture goes on; `None` before it is drawn.
    shown: RwSignal<Option<Window>>,
) -> impl IntoView {
    let texts = backdrop.locale.texts();
    // What the canvas is going to show, so that the still picture shows and tells the same.
    let first = Viewport::new(whole, window.get_untracked()).window();
    #[cfg(feature = "hydrate")]
    let sources = recordings.iter().map(super::refine::Source::of).collect();
    let recordings = recordings.into_iter().map(Charted::recording).collect();
    let recordings = Recordings::new(recordings, lanes.get_untracked());
    let label = summary(&recordings, &backdrop, first);
    let signals = Signals {
        shown,
        readout: RwSignal::new(backdrop.clock().window_label(first)),
        told: RwSignal::new(first),
        problem: RwSignal::new(None),
        outline: RwSignal::new(String::new()),
        command: RwSignal::new(None),
    };
    let (clock, markers) = (backdrop.clock(), backdrop.markers.clone());
    let drawing = first_drawing(&recordings, &backdrop, first);
    let ground = NodeRef::<html::Canvas>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    #[cfg(feature = "hydrate")]
    canvas.on_load(move |canvas| {
        let Some(ground) = ground.get_untracked() else { return };
        let setup = super::live::Setup {
            sources,
            recordings,
            whole,
            window,
            cursor,
            lanes,
            backdrop,
            on_window,
            signals,
        };
        super::live::start(ground, canvas, setup);
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (window, cursor, on_window);

    let ready = Memo::new(move |_| signals.shown.with(Option::is_some));
    let tool = move |command: Command, sign: &'static str, name: &'static str| {
        view! {
            <button
                type="button"
                class="chart__tool"
                aria-label=name
                title=name
                disabled=move || !ready.get()
                on:click=move |_| signals.command.set(Some(command))
            >
                {sign}
            </button>
        }
    };
    view! {
        <figure
            class="chart"
            data-ready=move || ready.get().then_some("true")
            data-from=move || signals.shown.get().map(|window| window.from_ms.to_string())
            data-to=move || signals.shown.get().map(|window| window.to_ms.to_string())
        >
            <Stage label drawing lanes ready ground canvas/>
            <Overview
                whole
                shown
                told=signals.told
                line=signals.outline
                clock
                markers
                on_show=Callback::new(move |window| signals.command.set(Some(Command::Show(window))))
            />
            <figcaption class="chart__caption">
                <output class="chart__readout" aria-live="polite">{signals.readout}</output>
                <span class="chart__tools" role="group" aria-label=texts.chart.tools>
                    {tool(Command::ZoomIn, "+", texts.chart.zoom_in)}
                    {tool(Command::ZoomOut, "−", texts.chart.zoom_out)}
                    {tool(Command::Whole, texts.chart.whole, texts.general.whole_session)}
                </span>
            </figcaption>
            <Status signals/>
        </figure>
    }
}

/// The still picture and the canvases that take its place.
#[component]
fn Stage(
    /// What the picture shows, in words.
    label: String,
    /// The inside of the picture.
    drawing: String,
    lanes: Signal<Vec<Channel>>,
    /// Whether the canvases are drawn.
    ready: Memo<bool>,
    ground: NodeRef<html::Canvas>,
    canvas: NodeRef<html::Canvas>,
) -> impl IntoView {
    let texts = texts();
    view! {
        <div class="chart__stage">
            // Without scripts it scrolls on a narrow screen, with keys as well.
            <div class="chart__still" tabindex="0">
                <svg
                    class="chart__svg"
                    viewBox=move || lanes.with(|lanes| view_box(lanes.len()))
                    font-size=LABEL_SIZE
                    role="img"
                    aria-label=label
                    inner_html=drawing
                ></svg>
            </div>
            <canvas class="chart__ground" aria-hidden="true" hidden=move || !ready.get() node_ref=ground></canvas>
            <canvas
                class="chart__canvas"
                tabindex="0"
                role="application"
                aria-label=move || lanes.with(|lanes| canvas_label(texts, lanes))
                hidden=move || !ready.get()
                node_ref=canvas
            ></canvas>
        </div>
    }
}

/// Why details are missing, and the way to ask for them again.
#[component]
fn Status(signals: Signals) -> impl IntoView {
    let all = texts();
    let texts = &all.chart;
    let words = |problem| match problem {
        Problem::Unreachable => texts.unreachable.to_owned(),
        Problem::SignedOut => texts.signed_out.to_owned(),
        Problem::Refused(status) => (texts.refused)(status),
        Problem::Unreadable => texts.unreadable.to_owned(),
    };
    view! {
        <div class="chart__status" role="status">
            {move || {
                signals.problem.get().map(|problem| {
                    view! {
                        <p class="chart__problem">
                            {words(problem)}
                            <button
                                type="button"
                                class="chart__tool"
                                on:click=move |_| signals.command.set(Some(Command::Retry))
                            >
                                {all.problems.try_again}
                            </button>
                        </p>
                    }
                })
            }}
        </div>
    }
}

/// The still picture keeps the place of the canvas, with as many lanes as that has.
fn view_box(lanes: usize) -> String {
    let [width, height] =
        [Layout::NATURAL_WIDTH_PX, Layout::natural_height_px(lanes)].map(|px| px * UNITS_PER_PX);
    format!("0 0 {width} {height}")
}

/// What the canvas is and how it is used. The window would be outdated after the first gesture: the readout tells it.
fn canvas_label(texts: &Texts, lanes: &[Channel]) -> String {
    let names: Vec<_> = lanes.iter().map(|channel| texts.kinds.channel(*channel)).collect();
    let names = match names.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{}{}{last}", before.join(", "), texts.chart.and)
        }
        _ => names.concat(),
    };
    (texts.chart.canvas)(&names)
}

/// The inside of the SVG. The browser keeps what the server sent, and needs none where it draws the page itself.
#[cfg(feature = "ssr")]
fn first_drawing(recordings: &Recordings, backdrop: &Backdrop, window: Window) -> String {
    use super::scene::{View, scene};

    let lanes = recordings.lanes().len();
    let layout = Layout::new(Layout::NATURAL_WIDTH_PX, Layout::natural_height_px(lanes), lanes);
    super::svg(&scene(View { window, layout: &layout, recordings, backdrop }))
}

#[cfg(not(feature = "ssr"))]
fn first_drawing(_: &Recordings, _: &Backdrop, _: Window) -> String {
    String::new()
}
