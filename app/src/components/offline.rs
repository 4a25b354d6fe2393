//! Touchline where the wifi does not reach: a script in the background (`public/sw.js`) answers with what was opened
//! before, and the page says so.

use leptos::prelude::*;

use crate::preferences::texts;

/// Says that the server is out of reach, for as long as it is.
#[component]
pub(super) fn OfflineMark() -> impl IntoView {
    let offline = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    browser::follow(offline);
    view! {
        <div class="offline" aria-live="polite">
            {move || offline.get().then(|| view! { <Mark/> })}
        </div>
    }
}

/// The sentence itself.
#[component]
pub(crate) fn Mark() -> impl IntoView {
    view! { <p class="offline__mark">{texts().bar.offline.mark}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::{ev, prelude::*, task::spawn_local};
    use wasm_bindgen_futures::JsFuture;

    /// The script that keeps what was opened.
    const KEEPER: &str = "/sw.js";

    /// Has the script installed, and follows what the browser knows about the network.
    pub(super) fn follow(offline: RwSignal<bool>) {
        Effect::new(move |_| {
            let navigator = window().navigator();
            offline.set(!navigator.on_line());
            // Only there where the page came over TLS or from this machine; it works without.
            if js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false) {
                let installed = JsFuture::from(navigator.service_worker().register(KEEPER));
                // A browser may forbid it: pages then need the network, as before.
                spawn_local(async move { drop(installed.await) });
            }
        });
        let gone = window_event_listener(ev::offline, move |_| offline.set(true));
        let back = window_event_listener(ev::online, move |_| offline.set(false));
        on_cleanup(move || {
            gone.remove();
            back.remove();
        });
    }
}
