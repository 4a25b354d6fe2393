//! The title of a page whose data is loaded.

use leptos::prelude::*;
use leptos_meta::Title;

/// Sets the document's title, and in the browser follows what it is made from.
///
/// The server writes the head after the page, when the page's values may be gone already: there the title is made at
/// once.
#[component]
pub(crate) fn PageTitle<F>(text: F) -> impl IntoView
where
    F: Fn() -> String + Send + Sync + 'static,
{
    #[cfg(not(feature = "hydrate"))]
    let text = untrack(text);
    view! { <Title text/> }
}
