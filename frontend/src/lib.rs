//! The browser's entry point: takes over the page that the server rendered.

// The whole application is one type.
#![recursion_limit = "256"]

use leptos::{mount::hydrate_from_async, prelude::document};

/// Hydrates the document's body once the page's part of the program is there, too, and then its sections; called by the
/// script that Leptos puts in the page.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate() {
    console_error_panic_hook::set_once();
    let document = document();
    let Some(body) = document.body() else { return };
    Box::pin(hydrate_from_async(body, app::App)).await.forget();
    app::take_over().await;
    // Links and forms work before this, too; who drives the page from outside can wait for it.
    if let Some(root) = document.document_element() {
        // An attribute of this name can always be set.
        let _ = root.set_attribute("data-hydrated", "true");
    }
}
