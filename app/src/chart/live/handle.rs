//! What happens to a living chart. Calls back into the page are made when nothing is borrowed.

use leptos::prelude::*;

use super::{Live, REFINE_AFTER, REPORT_AFTER, TELL_EVERY, listeners::Listeners};
use crate::{
    chart::{
        canvas::Theme,
        gesture::{Change, Input, Reaction},
        problem::Problem,
        view::Command,
    },
    model::{Channel, Frame, Window},
    timer::Timer,
};

/// A chart that lives as long as its component; late callbacks find nothing and do nothing.
#[derive(Clone, Copy)]
pub(super) struct Handle(StoredValue<Live, LocalStorage>);

impl Handle {
    pub(super) fn new(live: Live) -> Self {
        Self(StoredValue::new_local(live))
    }

    /// Listens to the page until the chart goes away.
    pub(super) fn listen(self) {
        self.update(|live| live.listeners = Listeners::new(self, &live.sheet.canvas));
    }

    /// Takes a person's input in.
    pub(super) fn input(self, input: Input<'_>) -> Reaction {
        let reacted = self.update(|live| {
            let plot = live.layout.plot;
            (live.gestures.handle(input, plot), live.gestures.crosshair(), live.cursor)
        });
        let Some((reaction, at_ms, cursor)) = reacted else { return Reaction::default() };
        if reaction.change != Change::Nothing {
            if cursor.get_untracked() != at_ms {
                cursor.set(at_ms);
            }
            self.tell_soon();
            self.paint_soon();
        }
        if reaction.change == Change::Window {
            self.moved();
            self.report_soon();
        }
        if reaction.ended {
            self.report();
        }
        reaction
    }

    /// Does what a button says.
    pub(super) fn command(self, command: Command) {
        let key = match command {
            Command::ZoomIn => "+",
            Command::ZoomOut => "-",
            Command::Whole => "0",
            Command::Retry => return self.refine(),
            Command::Show(window) => return self.show(window),
        };
        self.input(Input::Key { key, shift: false });
    }

    /// Shows a window, and tells the page when it has rested.
    fn show(self, window: Window) {
        self.update(|live| live.gestures.show(window));
        self.moved();
        self.tell_soon();
        self.paint_soon();
        self.report_soon();
    }

    /// Shows the window that the page says, unless it only repeats what the chart told it.
    pub(super) fn follow(self, window: Window) {
        let changed = self.update(|live| {
            let changed = live.reported != window;
            if changed {
                live.gestures.show(window);
                live.reported = live.gestures.window();
            }
            changed
        });
        if changed == Some(true) {
            self.moved();
            self.tell_soon();
            self.paint_soon();
        }
    }

    /// Points at the instant that the page says, unless it only repeats what the chart told it.
    pub(super) fn point(self, at_ms: Option<i32>) {
        if self.update(|live| live.gestures.point(at_ms)) == Some(true) {
            self.tell_soon();
            self.paint_soon();
        }
    }

    /// Shows other lanes.
    pub(super) fn show_lanes(self, channels: Vec<Channel>) {
        let changed = self.update(|live| {
            let changed = live.recordings.lanes() != channels;
            if changed {
                // What is under way has the lanes from before.
                live.fetching.clear();
                live.recordings.show(channels);
                // More lanes are higher.
                live.stage_px = None;
                live.is_ground_drawn = false;
            }
            changed
        });
        if changed == Some(true) {
            self.outline();
            self.refine();
            self.tell_soon();
            self.paint_soon();
        }
    }

    /// Fits to a place that may have changed.
    pub(super) fn resized(self) {
        self.update(|live| live.stage_px = None);
        self.paint_soon();
    }

    /// Looks the theme up again.
    pub(super) fn retheme(self) {
        self.update(|live| {
            live.theme = Theme::of(&live.sheet.canvas);
            live.is_ground_drawn = false;
            live.on_sheet = None;
        });
        self.paint_soon();
    }

    /// Paints with the next animation frame.
    pub(super) fn paint_soon(self) {
        let first = self.update(|live| !std::mem::replace(&mut live.painting, true));
        if first == Some(true) {
            request_animation_frame(move || self.paint());
        }
    }

    /// Paints now.
    pub(super) fn paint(self) {
        let painted = self.update(|live| {
            live.painting = false;
            live.paint();
            (live.signals, live.gestures.window())
        });
        if let Some((signals, window)) = painted
            && signals.shown.get_untracked() != Some(window)
        {
            signals.shown.set(Some(window));
        }
    }

    /// Draws the strip of the whole anew, if it looks different.
    pub(super) fn outline(self) {
        let outline = self.update(|live| (live.signals.outline, live.outline()));
        if let Some((signal, outline)) = outline
            && signal.with_untracked(|before| *before != outline)
        {
            signal.set(outline);
        }
    }

    fn moved(self) {
        self.update(|live| {
            live.is_ground_drawn = false;
            live.refine_timer = Timer::start(REFINE_AFTER, move || self.refine());
        });
    }

    /// Fetches what the window needs; what it does not need any more is not waited for.
    pub(super) fn refine(self) {
        self.update(|live| {
            let columns = live.columns();
            let shown = live.gestures.window();
            for (place, source) in live.sources.iter().enumerate() {
                let Some(recording) = live.recordings.each().get(place) else { continue };
                let loaded = &recording.loaded;
                let wanted = loaded.wanted(shown);
                live.fetching.retain(|(of, window, _)| *of != place || wanted.contains(window));
                for window in wanted {
                    let is_it = |(of, fetching, _): &(usize, Window, _)| {
                        (*of, *fetching) == (place, window)
                    };
                    if !live.fetching.iter().any(is_it) {
                        let done = move |outcome| self.fetched(place, window, outcome);
                        let fetching = source.fetch(
                            window,
                            loaded.channels(),
                            columns,
                            loaded.edition().as_deref(),
                            done,
                        );
                        live.fetching.extend(fetching.map(|fetching| (place, window, fetching)));
                    }
                }
            }
        });
    }

    fn fetched(self, place: usize, window: Window, outcome: Result<Frame, Problem>) {
        let told = self.update(|live| {
            live.fetching.retain(|(of, fetching, _)| (*of, *fetching) != (place, window));
            if let Some(problem) = live.problems.get_mut(place) {
                *problem = outcome.as_ref().err().copied();
            }
            if let (Ok(frame), Some(recording)) =
                (outcome, live.recordings.each_mut().get_mut(place))
            {
                recording.loaded.add(frame);
                live.is_ground_drawn = false;
            }
            (live.signals, live.problems.iter().flatten().next().copied())
        });
        if let Some((signals, problem)) = told {
            signals.problem.set(problem);
            self.outline();
            self.paint_soon();
            self.tell_soon();
        }
    }

    fn report_soon(self) {
        self.update(|live| live.report_timer = Timer::start(REPORT_AFTER, move || self.report()));
    }

    /// Tells the page which window is shown, unless a gesture goes on.
    fn report(self) {
        let news = self.update(|live| {
            let window = live.gestures.window();
            live.report_timer = None;
            (!live.gestures.is_busy() && live.reported != window).then(|| {
                live.reported = window;
                (live.on_window, window)
            })
        });
        if let Some((on_window, window)) = news.flatten() {
            on_window.run(window);
        }
    }

    fn tell_soon(self) {
        self.update(|live| {
            if live.tell_timer.is_none() {
                live.tell_timer = Timer::start(TELL_EVERY, move || self.tell());
            }
        });
    }

    fn tell(self) {
        let words = self.update(|live| {
            live.tell_timer = None;
            let window = live.gestures.window();
            (live.signals, window, live.words(window))
        });
        if let Some((signals, window, words)) = words {
            signals.readout.set(words);
            signals.told.set(window);
        }
    }

    fn update<T>(self, change: impl FnOnce(&mut Live) -> T) -> Option<T> {
        self.0.try_update_value(change)
    }
}
