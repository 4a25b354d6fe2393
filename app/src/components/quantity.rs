//! A value with its unit.

use leptos::prelude::*;

use crate::format;

/// A value and its unit, which is smaller; what was not measured is a dash without one.
#[component]
pub(crate) fn Quantity(#[prop(into)] text: Signal<String>, unit: &'static str) -> impl IntoView {
    let unit = (!unit.is_empty()).then(|| {
        // The unit stays as it is while the value changes.
        let is_measured = Memo::new(move |_| text.with(|text| text != format::NONE));
        move || {
            is_measured
                .get()
                .then(|| view! { <span class="quantity__unit">{format!("\u{a0}{unit}")}</span> })
        }
    });
    view! { <span class="quantity">{text}{unit}</span> }
}
