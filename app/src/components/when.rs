//! When a session was, at the venue.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::format;

/// An instant in venue-local wall time, as people write it.
#[component]
pub(crate) fn When(
    at: NaiveDateTime,
    /// How it is written.
    text: String,
) -> impl IntoView {
    view! { <time datetime=format::machine(at)>{text}</time> }
}
