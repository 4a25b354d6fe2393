//! Links in pictures.

use leptos::{ev, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// The router follows HTML links only; this makes it follow a link in an SVG. Another page begins at its top, and another
/// part of the same one leaves it where it is.
pub(crate) fn follow(href: Option<String>) -> impl Fn(ev::MouseEvent) + 'static {
    let navigate = use_navigate();
    let path = use_location().pathname;
    move |event| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if let Some(href) = href.as_deref().filter(|_| plain) {
            event.prevent_default();
            let scroll = path.with_untracked(|path| is_of_other_page(href, path));
            navigate(href, NavigateOptions { scroll, ..NavigateOptions::default() });
        }
    }
}

/// Whether an address has another path than the page that is shown.
fn is_of_other_page(href: &str, path: &str) -> bool {
    href.split(['?', '#']).next() != Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_path_is_another_page() {
        assert!(is_of_other_page("/sessions/cup-tie/players/7", "/teams/first/players/7"));
        assert!(is_of_other_page("/sessions/cup-tie/players/7", "/sessions/cup-tie"));
        assert!(!is_of_other_page("/sessions/cup-tie?from=0&to=9", "/sessions/cup-tie"));
        assert!(!is_of_other_page("/sessions/cup-tie", "/sessions/cup-tie"));
    }
}
