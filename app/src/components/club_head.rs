//! The top of a page that is about no team: the way back, its name, and what it is for.

use leptos::prelude::*;
use leptos_meta::Title;

use super::{Crumb, Crumbs};
use crate::{address, preferences::texts};

/// Names the page, in the document's title, too.
#[component]
pub(crate) fn ClubHead(
    title: &'static str,
    /// What the page is for.
    #[prop(optional)]
    lead: Option<&'static str>,
) -> impl IntoView {
    view! {
        <Title text=title/>
        <header class="head">
            <Crumbs crumbs=vec![Crumb::new(texts().general.teams, address::TEAMS)]/>
            <h1>{title}</h1>
            {lead.map(|lead| view! { <p class="head__note">{lead}</p> })}
        </header>
    }
}
