//! The browser's entry point: takes over the page that the server rendered.

/// Hydrates the document's body; called by the script that Leptos puts in the page.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // Links and forms work before this, too; who drives the page from outside can wait for it.
    if let Some(document) = leptos::prelude::document().document_element() {
        // An attribute of this name can always be set.
        let _ = document.set_attribute("data-hydrated", "true");
    }
}
