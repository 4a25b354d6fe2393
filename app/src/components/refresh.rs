//! Loading a page again where no script does it.

use std::time::Duration;

use leptos::prelude::*;

use super::here;
use crate::api::unattended;

/// Reloads the page after some time in a browser without scripts. Stands in the page's body, where every browser heeds
/// it. For a browser with scripts the contents are text, so they are not a view that hydration would look for.
pub(super) fn refresh_without_scripts(after: Duration) -> impl IntoView {
    // A reload disturbs whoever reads: not as often as with scripts.
    let after_s = after.as_secs().max(3);
    let address = in_an_attribute(&unattended(&here().get_untracked()));
    let refresh = format!(r#"<meta http-equiv="refresh" content="{after_s}; url={address}">"#);
    view! { <noscript inner_html=refresh></noscript> }
}

/// A text as it is written between quotation marks in HTML.
fn in_an_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_neither_the_attribute_nor_what_is_around_it() {
        assert_eq!(
            in_an_attribute(r#"/teams/t?q="></noscript>&type=x"#),
            "/teams/t?q=&quot;>&lt;/noscript>&amp;type=x"
        );
    }
}
