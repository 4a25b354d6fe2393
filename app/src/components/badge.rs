//! What kind of session it was.

use leptos::prelude::*;

use crate::{model::SessionType, preferences::texts};

/// The session's type as a label, with a hue of its own for matches.
#[component]
pub(crate) fn TypeBadge(session_type: SessionType) -> impl IntoView {
    let class = match session_type {
        SessionType::Match | SessionType::Game => "badge badge--match",
        SessionType::Test => "badge badge--test",
        _ => "badge",
    };
    view! { <span class=class>{texts().kinds.session_type(&session_type).to_owned()}</span> }
}
