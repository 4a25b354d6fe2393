//! Loading a page again where no script does it.

use std::time::Duration;

use leptos::prelude::*;

/// Reloads the page after some time in a browser without scripts. Stands in the page's body, where every browser heeds
/// it. For a browser with scripts the contents are text, so they are not a view that hydration would look for.
pub(super) fn refresh_without_scripts(after: Duration) -> impl IntoView {
    // A reload disturbs whoever reads: not as often as with scripts.
    let after_s = after.as_secs().max(3);
    let refresh = format!(r#"<meta http-equiv="refresh" content="{after_s}">"#);
    view! { <noscript inner_html=refresh></noscript> }
}
