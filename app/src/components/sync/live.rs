//! Follows the server's stream, in the browser.

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

use super::SyncFeed;
use crate::{components::ViewerResource, error::AppError, model::SyncStatus, timer::Timer};

const EVENTS: &str = "/api/v1/progress/events";

/// When nothing has come for so long, what is known is said to be old and a new stream is opened. The server ends a
/// stream now and then and the browser comes back within seconds; but it gives up one that was refused, and does not
/// notice when a connection has died without a word.
const SILENCE: Duration = SyncStatus::TOLD_AT_LEAST_EVERY.saturating_mul(3);

/// Follows while somebody is signed in and looks: a browser has few connections to a server for all its tabs, and each
/// stream holds one. What comes first from a stream is the whole state.
pub(super) fn follow(feed: SyncFeed, viewer: ViewerResource) {
    let follower = Follower { feed, state: StoredValue::new_local(State::default()) };
    let seen = RwSignal::new(!document().hidden());
    let listener = window_event_listener(ev::visibilitychange, move |_| {
        seen.set(!document().hidden());
    });
    on_cleanup(move || listener.remove());
    let signed_out = Memo::new(move |_| {
        feed.latest.with(|latest| matches!(latest, Some(Err(AppError::NotSignedIn))))
    });
    Effect::new(move |_| {
        let signed_in = viewer.with(|viewer| matches!(viewer, Some(Ok(Some(_)))));
        if signed_in && !signed_out.get() && seen.get() {
            follower.open();
        } else {
            follower.close();
        }
    });
}

#[derive(Clone, Copy)]
struct Follower {
    feed: SyncFeed,
    state: StoredValue<State, LocalStorage>,
}

#[derive(Default)]
struct State {
    _stream: Option<Stream>,
    /// Runs from the opening of the stream, and from each event, to the next event.
    silence: Option<Timer>,
}

impl Follower {
    /// Opens a stream in place of the one before.
    fn open(self) {
        let stream = Stream::open(
            move |data| self.received(data.as_deref()),
            // Only the answer to a question says why: perhaps somebody signed out in another tab.
            move || self.feed.refresh(),
        );
        self.state.set_value(State { _stream: stream, silence: self.await_event() });
    }

    fn close(self) {
        self.state.set_value(State::default());
    }

    fn received(self, data: Option<&str>) {
        let status =
            data.and_then(|data| serde_json::from_slice::<SyncStatus>(data.as_bytes()).ok());
        // A newer server may tell what this page does not understand.
        let Some(status) = status else { return };
        self.state.update_value(|state| state.silence = self.await_event());
        self.feed.latest.set(Some(Ok(status)));
        if self.feed.lost.get_untracked() {
            self.feed.lost.set(false);
        }
    }

    fn await_event(self) -> Option<Timer> {
        Timer::start(SILENCE, move || self.give_up())
    }

    fn give_up(self) {
        self.feed.lost.set(true);
        self.open();
    }
}

/// A stream of events that ends when this is dropped.
struct Stream {
    source: EventSource,
    _on_event: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut()>,
}

impl Stream {
    fn open(
        mut on_event: impl FnMut(Option<String>) + 'static,
        on_refused: impl Fn() + 'static,
    ) -> Option<Self> {
        let source = EventSource::new(EVENTS).ok()?;
        let on_error = {
            let source = source.clone();
            // After an end the browser connects again by itself, unless it is refused.
            move || {
                if source.ready_state() == EventSource::CLOSED {
                    on_refused();
                }
            }
        };
        let on_event = Closure::new(move |event: MessageEvent| on_event(event.data().as_string()));
        let on_error = Closure::new(on_error);
        source.set_onmessage(Some(on_event.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { source, _on_event: on_event, _on_error: on_error })
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}
