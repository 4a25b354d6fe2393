//! When a session was, at the venue.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use crate::format;

/// An instant in venue-local wall time, as people write it.
#[component]
pub(crate) fn When(
    at: NaiveDateTime,
    /// How to write it.
    write: fn(NaiveDateTime) -> String,
) -> impl IntoView {
    view! { <time datetime=format::machine(at)>{write(at)}</time> }
}
