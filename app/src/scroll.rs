//! The way back leads to where somebody was on a page, too.
//!
//! The browser would scroll before the page is there, let alone its data. So how far a page was scrolled is kept with its
//! entry of the browser's history, and the page is scrolled there once its data is shown.

use leptos::prelude::*;

/// How far a page has to be scrolled that somebody comes back to, until it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scroll {
    /// In px from the top.
    wanted_px: StoredValue<Option<f64>>,
}

impl Scroll {
    /// Lets all components below have it. In the browser it follows what people do.
    pub(crate) fn provide() {
        let scroll = Self { wanted_px: StoredValue::new(None) };
        provide_context(scroll);
        #[cfg(feature = "hydrate")]
        browser::follow(scroll);
    }

    /// The page shows the data that its address asks for.
    pub(crate) fn arrived(self) {
        if self.wanted_px.with_value(Option::is_some) {
            // By the next frame it has its height.
            request_animation_frame(move || {
                if let Some(px) = self.wanted_px.try_update_value(Option::take).flatten() {
                    window().scroll_to_with_x_and_y(0.0, px);
                }
            });
        }
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::time::Duration;

    use leptos::{ev, prelude::*};
    use leptos_router::{hooks::use_location, location::Location};
    use wasm_bindgen::JsValue;
    use web_sys::ScrollRestoration;

    use super::Scroll;
    use crate::timer::Timer;

    /// When nothing has moved for so long, scrolling has come to rest. Browsers allow only so many changes of the history
    /// in a while.
    const REST: Duration = Duration::from_millis(150);

    pub(super) fn follow(scroll: Scroll) {
        let follower = Follower { scroll, moving: StoredValue::new_local(None) };
        // A page that is loaded anew is the browser's to scroll, for it comes with its data.
        Effect::new(|_| restored_by(ScrollRestoration::Manual));
        let Location { pathname: path, search, .. } = use_location();
        let path_before = StoredValue::new(path.get_untracked());
        Effect::new(move |_| {
            path_before.set_value(path.get());
            search.track();
            // A new address has nothing with it yet.
            follower.moved();
        });
        let listeners = [
            window_event_listener(ev::scroll, move |_| follower.moved()),
            window_event_listener(ev::popstate, move |event| {
                let same_page = path_before.with_value(|before| *before == path.get_untracked());
                follower.came_back(event.state().as_f64(), same_page);
            }),
            // Whoever does something is where they want to be, and may be about to leave.
            window_event_listener(ev::pointerdown, move |_| follower.acted()),
            window_event_listener(ev::keydown, move |_| follower.acted()),
            window_event_listener(ev::wheel, move |_| follower.acted()),
            window_event_listener(ev::pagehide, |_| restored_by(ScrollRestoration::Auto)),
            window_event_listener(ev::pageshow, |_| restored_by(ScrollRestoration::Manual)),
        ];
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    }

    /// Who scrolls the page of the current entry, and of those that come after it.
    fn restored_by(who: ScrollRestoration) {
        if let Ok(history) = window().history() {
            // A browser that does not know of it scrolls as it likes.
            let _ = history.set_scroll_restoration(who);
        }
    }

    #[derive(Clone, Copy)]
    struct Follower {
        scroll: Scroll,
        /// Runs while the page is being scrolled.
        moving: StoredValue<Option<Timer>, LocalStorage>,
    }

    impl Follower {
        fn moved(self) {
            // A page that is not there yet is too short, and moves by itself.
            if self.scroll.wanted_px.with_value(Option::is_none) {
                self.moving.set_value(Timer::start(REST, move || self.keep()));
            }
        }

        fn acted(self) {
            self.scroll.wanted_px.set_value(None);
            if self.moving.with_value(Option::is_some) {
                self.keep();
            }
        }

        /// Keeps how far the page is scrolled.
        fn keep(self) {
            self.moving.set_value(None);
            let Ok(px) = window().scroll_y() else { return };
            if let Ok(history) = window().history() {
                // Without it the way back leads to the top.
                let _ = history.replace_state_with_url(&JsValue::from_f64(px), "", None);
            }
        }

        fn came_back(self, kept_px: Option<f64>, same_page: bool) {
            // What was about to be kept belongs to the entry before.
            self.moving.set_value(None);
            let px = kept_px.unwrap_or(0.0);
            self.scroll.wanted_px.set_value(Some(px));
            if same_page {
                // Perhaps all of it is there already.
                request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, px));
            }
        }
    }
}
