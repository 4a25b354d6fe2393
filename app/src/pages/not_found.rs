//! What an address shows that no page has.

use leptos::prelude::*;

use crate::{components::Failed, error::AppError};

/// There is no such page.
#[component]
pub(crate) fn NotFound() -> impl IntoView {
    view! { <Failed error=AppError::NotFound/> }
}
