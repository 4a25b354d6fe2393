//! Touchline where the wifi does not reach: a script in the background (`public/sw.js`) answers with what was opened
//! before, and the page says so.

use leptos::prelude::*;

use crate::preferences::texts;

/// The script in the background, as the pages of one document deal with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keeper {
    /// Whether the server is out of reach.
    offline: RwSignal<bool>,
    /// The address whose document came through the script, which has kept it then; until a page first shows its data.
    #[cfg(feature = "hydrate")]
    came_through: StoredValue<Option<String>>,
}

impl Keeper {
    /// Lets all components below have it. In the browser it has the script installed, and follows what that says.
    pub(super) fn provide() -> Self {
        let keeper = Self {
            offline: RwSignal::new(false),
            #[cfg(feature = "hydrate")]
            came_through: StoredValue::new(browser::came_through()),
        };
        provide_context(keeper);
        #[cfg(feature = "hydrate")]
        browser::follow(keeper);
        keeper
    }

    /// Follows what a page shows: its address, path and query, and whether nothing of its data is missing any more. It is
    /// kept as soon as it is there, and again when it is whole.
    pub(super) fn follow(self, shown: Memo<Option<(String, bool)>>) {
        Effect::new(move |_| {
            // On the way to another page, this one may be gone.
            if let Some((address, _)) = shown.try_get().flatten() {
                self.shown(&address);
            }
        });
    }

    /// The page shows the data that its address, path and query, asks for: its document is kept, unless that is where the
    /// data came from.
    pub(crate) fn shown(self, address: &str) {
        #[cfg(feature = "hydrate")]
        browser::shown(self, address);
        #[cfg(not(feature = "hydrate"))]
        let _ = (self, address);
    }
}

/// Says that the server is out of reach, for as long as it is.
#[component]
pub(super) fn OfflineMark(keeper: Keeper) -> impl IntoView {
    // The script says so more than once.
    let offline = Memo::new(move |_| keeper.offline.get());
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
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::{MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration};

    use super::Keeper;

    /// The script that keeps what was opened.
    const SCRIPT: &str = "/sw.js";

    /// Has the script installed, and follows what it and the browser know about the network.
    pub(super) fn follow(keeper: Keeper) {
        let Keeper { offline, .. } = keeper;
        Effect::new(move |_| {
            offline.set(!window().navigator().on_line());
            let Some(scripts) = scripts() else { return };
            let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(out_of_reach) = event.data().as_bool() {
                    offline.set(out_of_reach);
                }
            });
            // The frame stays as long as the document.
            scripts.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
            let installed = JsFuture::from(scripts.register(SCRIPT));
            // A browser may forbid it: pages then need the network, as before.
            spawn_local(async move { drop(installed.await) });
            // Perhaps this very document is one that was kept: the script says so when it hears from the page.
            tell(JsValue::NULL);
        });
        let gone = window_event_listener(ev::offline, move |_| offline.set(true));
        let back = window_event_listener(ev::online, move |_| offline.set(false));
        on_cleanup(move || {
            gone.remove();
            back.remove();
        });
    }

    /// The document's address, if it came through the script.
    pub(super) fn came_through() -> Option<String> {
        scripts()?.controller()?;
        let location = window().location();
        Some(location.pathname().ok()? + &location.search().ok()?)
    }

    pub(super) fn shown(keeper: Keeper, address: &str) {
        let came_through = keeper.came_through.try_update_value(Option::take).flatten();
        if came_through.as_deref() != Some(address) {
            tell(address.into());
        }
    }

    /// Sends the script a message, once it is there.
    fn tell(message: JsValue) {
        let Some(ready) = scripts().and_then(|scripts| scripts.ready().ok()) else { return };
        spawn_local(async move {
            let Ok(registration) = JsFuture::from(ready).await else { return };
            if let Some(script) =
                registration.unchecked_into::<ServiceWorkerRegistration>().active()
            {
                // Without it nothing more is kept than what passes the script.
                let _ = script.post_message(&message);
            }
        });
    }

    /// Only there where the page came over TLS or from this machine; it works without.
    fn scripts() -> Option<ServiceWorkerContainer> {
        let navigator = window().navigator();
        let has = js_sys::Reflect::has(&navigator, &"serviceWorker".into()).unwrap_or(false);
        has.then(|| navigator.service_worker())
    }
}
