//! A strip of the whole recording, with the window that the chart shows as a handle.

use std::fmt::Write;

use leptos::{
    html,
    prelude::*,
    web_sys::{HtmlElement, PointerEvent},
};

use super::{loaded::lines_of, scale::Range, time_axis::Clock, viewport::Viewport};
use crate::{
    format,
    grab::Grab,
    model::{Channel, Frame, Marker, MarkerKind, Window},
    preferences::texts,
};

/// The units of the strip's line, across and down.
const WIDTH: usize = 500;
const HEIGHT: f64 = 40.0;
/// How far beside the handle a finger still takes it, in CSS px.
const SLACK_PX: f64 = 16.0;

/// What a pressed pointer holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Grip {
    /// The window, at so many ms after its start.
    Window {
        /// Where in it.
        held_ms: f64,
    },
    /// Nothing is zoomed: an end of the window to be.
    End {
        /// The other end.
        other_ms: f64,
    },
}

impl Grip {
    /// What is held at an instant. Beside the window, the window comes to the pointer.
    pub fn at(viewport: Viewport, at_ms: f64, slack_ms: f64) -> Self {
        let Window { from_ms, to_ms } = viewport.window();
        let (from_ms, to_ms) = (f64::from(from_ms), f64::from(to_ms));
        if !viewport.is_zoomed() {
            Self::End { other_ms: at_ms }
        } else if (from_ms - slack_ms..to_ms + slack_ms).contains(&at_ms) {
            Self::Window { held_ms: at_ms - from_ms }
        } else {
            Self::Window { held_ms: (to_ms - from_ms) / 2.0 }
        }
    }

    /// The window when the pointer is at an instant.
    #[must_use]
    pub fn dragged(self, viewport: Viewport, at_ms: f64) -> Window {
        let moved = match self {
            Self::Window { held_ms } => {
                viewport.panned(at_ms - held_ms - f64::from(viewport.window().from_ms))
            }
            Self::End { other_ms } => viewport.selected(other_ms, at_ms),
        };
        moved.window()
    }
}

/// Where a key leads; `None` for keys that are not the strip's.
fn after_key(viewport: Viewport, key: &str) -> Option<Window> {
    const STEP_SHARE: f64 = 0.1;
    let width_ms = f64::from(viewport.window().duration_ms());
    let by_ms = match key {
        "ArrowLeft" | "ArrowDown" => -width_ms * STEP_SHARE,
        "ArrowRight" | "ArrowUp" => width_ms * STEP_SHARE,
        "PageDown" => -width_ms,
        "PageUp" => width_ms,
        "Home" => f64::NEG_INFINITY,
        "End" => f64::INFINITY,
        _ => return None,
    };
    Some(viewport.panned(by_ms).window())
}

/// The line of a channel over the whole, as an SVG path from the lowest to the highest value of each column.
pub fn outline(frame: &Frame, channel: Channel, whole: Window, range: Range) -> String {
    let width_ms = f64::from(whole.duration_ms());
    let column = |at_ms: i32| {
        let share = (f64::from(at_ms) - f64::from(whole.from_ms)) / width_ms;
        (share * WIDTH as f64).floor() as usize
    };
    let y = |value: f64| {
        let share = (value - range.low) / (range.high - range.low);
        ((1.0 - share.clamp(0.0, 1.0)) * HEIGHT).round()
    };
    let mut path = String::new();
    for line in lines_of(frame, channel) {
        let inside = || line.iter().filter(|point| whole.contains(point.at_ms));
        let mut sign = 'M';
        let points: Vec<_> = inside().collect();
        for of_column in points.chunk_by(|a, b| column(a.at_ms) == column(b.at_ms)) {
            let values = || of_column.iter().map(|point| point.value);
            let low = values().fold(f64::INFINITY, f64::min);
            let high = values().fold(f64::NEG_INFINITY, f64::max);
            let at = of_column.first().map_or(0, |point| column(point.at_ms));
            // Writing to a string cannot fail.
            let _ = write!(path, "{sign}{at} {}V{}", y(low), y(high));
            sign = 'L';
        }
    }
    path
}

/// The strip. It is there as soon as the chart is drawn in the browser.
#[component]
pub(super) fn Overview(
    /// What the strip is about.
    whole: Window,
    /// What the chart shows; `None` before it is drawn.
    #[prop(into)]
    shown: Signal<Option<Window>>,
    /// The same as it is told in words: not with every frame.
    #[prop(into)]
    told: Signal<Window>,
    /// The line on it, see [`outline`].
    #[prop(into)]
    line: Signal<String>,
    clock: Clock,
    markers: Vec<Marker>,
    /// Shows another window, while a drag goes on and when it ends.
    on_show: Callback<Window>,
) -> impl IntoView {
    let texts = &texts().chart;
    let strip = NodeRef::<html::Div>::new();
    let grab = Grab::<Grip>::new();
    let viewport = move || Viewport::new(whole, shown.get_untracked().unwrap_or(whole));
    let width_ms = f64::from(whole.duration_ms());
    let at_ms = move |event: &PointerEvent| {
        // Nothing inside of the strip takes events, so that places are always its own.
        let ms_per_px = width_ms / f64::from(strip.get_untracked()?.offset_width().max(1));
        let at_ms = f64::from(whole.from_ms) + f64::from(event.offset_x()) * ms_per_px;
        Some((at_ms, SLACK_PX * ms_per_px))
    };
    let drag = move |event: &PointerEvent| {
        if let (Some(grip), Some((at_ms, _))) = (grab.held(event), at_ms(event)) {
            on_show.run(grip.dragged(viewport(), at_ms));
        }
    };
    let press = move |event: PointerEvent| {
        let Some((at_ms, slack_ms)) = at_ms(&event) else { return };
        let viewport = viewport();
        let grip = Grip::at(viewport, at_ms, slack_ms);
        if grab.take(&event, grip) && viewport.is_zoomed() {
            on_show.run(grip.dragged(viewport, at_ms));
        }
    };
    let share_of = move |ms: i32| (f64::from(ms) - f64::from(whole.from_ms)) / width_ms;
    let phases = markers
        .iter()
        .filter(|marker| marker.kind == MarkerKind::Phase)
        .filter_map(|marker| marker.window()?.intersection(whole))
        .map(|phase| {
            let (from, to) = (share_of(phase.from_ms), share_of(phase.to_ms));
            view! { <rect class="overview__phase" x=format::svg_share(from) width=format::svg_share(to - from) height="100%"/> }
        })
        .collect_view();
    let [before, after] = [(); 2].map(|()| NodeRef::<html::Span>::new());
    // Only moved, which takes no layout: they follow every frame of a gesture.
    Effect::new(move |_| {
        let Some(window) = shown.get() else { return };
        let (from, to) = (share_of(window.from_ms), share_of(window.to_ms));
        for (rest, share) in [(before, from - 1.0), (after, to)] {
            if let Some(rest) = rest.get() {
                let moved = format!("translateX({}%)", share * 100.0);
                // It cannot fail with numbers.
                let _ = HtmlElement::style(&rest).set_property("transform", &moved);
            }
        }
    });
    view! {
        <div
            class="overview"
            role="slider"
            tabindex="0"
            aria-label=texts.overview
            aria-valuemin=whole.from_ms / 1_000
            aria-valuemax=whole.to_ms / 1_000
            aria-valuenow=move || told.get().from_ms / 1_000
            aria-valuetext=move || clock.window_label(told.get())
            data-held=move || grab.is_taken().then_some("true")
            node_ref=strip
            on:pointerdown=press
            on:pointermove=move |event| drag(&event)
            on:pointerup=move |event| {
                drag(&event);
                grab.let_go(&event);
            }
            on:pointercancel=move |event| {
                grab.let_go(&event);
            }
            on:keydown=move |event| {
                if event.ctrl_key() || event.meta_key() || event.alt_key() {
                    return;
                }
                if let Some(window) = after_key(viewport(), &event.key()) {
                    event.prevent_default();
                    on_show.run(window);
                }
            }
        >
            <svg class="overview__strip" width="100%" height="100%" aria-hidden="true">
                {phases}
                <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") width="100%" height="100%" preserveAspectRatio="none">
                    <path class="overview__line" d=line/>
                </svg>
            </svg>
            <span class="overview__rest" node_ref=before></span>
            <span class="overview__rest overview__rest--after" node_ref=after></span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lane, Point};

    const WHOLE: Window = Window { from_ms: 100_000, to_ms: 200_000 };

    fn zoomed() -> Viewport {
        Viewport::new(WHOLE, Window { from_ms: 140_000, to_ms: 150_000 })
    }

    #[test]
    fn the_handle_is_moved_where_it_is_held_and_stays_on_the_strip() {
        let grip = Grip::at(zoomed(), 142_000.0, 0.0);
        let dragged = |at_ms| grip.dragged(zoomed(), at_ms);
        assert_eq!(dragged(142_000.0), zoomed().window());
        assert_eq!(dragged(152_000.0), Window { from_ms: 150_000, to_ms: 160_000 });
        assert_eq!(dragged(900_000.0), Window { from_ms: 190_000, to_ms: 200_000 });
        assert_eq!(dragged(-900_000.0), Window { from_ms: 100_000, to_ms: 110_000 });
    }

    #[test]
    fn a_finger_beside_the_handle_takes_it_and_one_far_away_calls_it() {
        let near = Grip::at(zoomed(), 139_000.0, 2_000.0);
        assert_eq!(near.dragged(zoomed(), 139_000.0), zoomed().window());
        let far = Grip::at(zoomed(), 180_000.0, 2_000.0);
        let called = far.dragged(zoomed(), 180_000.0);
        assert_eq!(called, Window { from_ms: 175_000, to_ms: 185_000 });
    }

    #[test]
    fn when_all_is_shown_a_part_is_chosen() {
        let all = Viewport::new(WHOLE, WHOLE);
        let grip = Grip::at(all, 160_000.0, 0.0);
        let chosen = grip.dragged(all, 130_000.0);
        assert_eq!(chosen, Window { from_ms: 130_000, to_ms: 160_000 });
        let later = Viewport::new(WHOLE, chosen);
        assert_eq!(grip.dragged(later, 120_000.0).duration_ms(), 40_000, "while it goes on");
    }

    #[test]
    fn keys_move_the_window() {
        let after = |key| after_key(zoomed(), key).map(|window| window.from_ms);
        assert_eq!(after("ArrowRight"), Some(141_000));
        assert_eq!(after("ArrowLeft"), Some(139_000));
        assert_eq!(after("PageUp"), Some(150_000));
        assert_eq!(after("Home"), Some(100_000));
        assert_eq!(after("End"), Some(190_000));
        assert_eq!(after("Tab"), None);
    }

    #[test]
    fn the_line_has_gaps_where_nothing_was_measured() {
        let point = |at_ms, value| Point { at_ms, value };
        let lines = vec![
            vec![
                point(90_000, 7.0),
                point(100_000, 0.0),
                point(100_100, 10.0),
                point(100_400, 5.0),
            ],
            vec![point(199_999, 20.0)],
        ];
        let frame = Frame {
            window: WHOLE,
            bucket_ms: 100,
            state: 0,
            lanes: vec![Lane { channel: Channel::Speed, lines }],
        };
        let range = Range { low: 0.0, high: 20.0 };
        assert_eq!(outline(&frame, Channel::Speed, WHOLE, range), "M0 40V20L2 30V30M499 0V0");
        assert_eq!(outline(&frame, Channel::Power, WHOLE, range), "");
    }
}
