//! Links in pictures.

use leptos::ev;
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// The router follows HTML links only; this makes it follow a link in an SVG.
pub(crate) fn follow(href: Option<String>) -> impl Fn(ev::MouseEvent) + 'static {
    let navigate = use_navigate();
    move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if let Some(href) = href.as_deref().filter(|_| plain) {
            event.prevent_default();
            navigate(href, NavigateOptions { scroll: false, ..NavigateOptions::default() });
        }
    }
}
