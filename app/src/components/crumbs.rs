//! The way to the page.

use leptos::prelude::*;

use crate::preferences::texts;

/// A page on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Crumb {
    /// What it is called.
    pub(crate) label: String,
    /// Where it is.
    pub(crate) href: String,
}

impl Crumb {
    pub(crate) fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// The pages above this one, outermost first.
#[component]
pub(crate) fn Crumbs(#[prop(into)] crumbs: Signal<Vec<Crumb>>) -> impl IntoView {
    view! {
        <nav class="crumbs" aria-label=texts().bar.breadcrumb>
            <ol>
                {move || {
                    crumbs
                        .get()
                        .into_iter()
                        .map(|crumb| view! { <li><a href=crumb.href>{crumb.label}</a></li> })
                        .collect_view()
                }}
            </ol>
        </nav>
    }
}
