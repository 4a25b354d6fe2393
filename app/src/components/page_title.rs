//! The title of a page whose data is loaded.

use leptos::prelude::*;
use leptos_meta::Title;

/// Sets the document's title, and in the browser follows what it is made from.
///
/// On the way to another page, the title is asked for once more when the page's values are gone already: by the server,
/// which writes the head after the page, and by the browser, when a title on top of this one goes. The server makes the
/// title at once; the browser says nothing instead of failing.
#[component]
pub(crate) fn PageTitle<F>(text: F) -> impl IntoView
where
    F: Fn() -> String + Send + Sync + 'static,
{
    #[cfg(not(feature = "hydrate"))]
    let text = untrack(text);
    #[cfg(feature = "hydrate")]
    let text = {
        let text = Memo::new(move |_| text());
        move || text.try_get().unwrap_or_default()
    };
    view! { <Title text/> }
}
