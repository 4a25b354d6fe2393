//! What a page is made of begins to load when a finger comes down on a link to it, before it is lifted.

use leptos::{ev, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlAnchorElement};

use crate::routes;

/// Follows where people press.
pub(super) fn follow() {
    let press = window_event_listener(ev::pointerdown, |event| {
        let plain = event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("a[href]").ok().flatten())
            // A link in a picture is none of these: its page loads with the click.
            .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
        if let Some(link) = link.filter(|link| plain && leads_to_page(link))
            && may_load_ahead()
        {
            spawn_local(async move { routes::preload(&link.pathname()).await });
        }
    });
    on_cleanup(move || press.remove());
}

/// Whether the router follows the link, rather than the browser.
fn leads_to_page(link: &HtmlAnchorElement) -> bool {
    let is_here = window().location().origin().is_ok_and(|origin| origin == link.origin());
    is_here
        && !link.has_attribute("download")
        && !link.rel().split_whitespace().any(|word| word == "external")
        && matches!(link.target().as_str(), "" | "_self")
}

/// Not without a network, nor where somebody asked their device to save data.
fn may_load_ahead() -> bool {
    let navigator = window().navigator();
    let property = |of: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(of, &name.into());
    // Not every browser tells.
    let saves_data = property(&navigator, "connection")
        .and_then(|connection| property(&connection, "saveData"))
        .is_ok_and(|saves| saves.is_truthy());
    navigator.on_line() && !saves_data
}
