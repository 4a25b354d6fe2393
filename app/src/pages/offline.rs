//! What stands in for a page that was not opened before the network went away.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::{components::Notice, preferences::texts};

/// It holds nothing of anybody, so that the browser may keep it.
#[component]
pub(crate) fn Offline() -> impl IntoView {
    let texts = &texts().bar.offline;
    view! {
        <Title text=texts.title/>
        <h1>{texts.title}</h1>
        <Notice>
            <p>{texts.page}</p>
        </Notice>
    }
}
