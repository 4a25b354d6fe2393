//! What can be kept of a chart or a table.

use leptos::{html, prelude::*};

use super::{here, menu::close_by_itself};
use crate::{address, preferences::texts};

/// A menu with links to files. They have the address of the page, with their own name behind it, so that they hold what
/// the page shows; the browser fetches them itself.
#[component]
pub(crate) fn Save(
    /// What is kept, for who does not see what the menu stands beside.
    what: &'static str,
    /// The files' names, each with what it is of where there are several of a kind.
    #[prop(into)]
    files: Vec<(&'static str, &'static str)>,
    /// Whether the page can be printed from here.
    #[prop(optional)]
    print: bool,
) -> impl IntoView {
    let texts = &texts().files;
    let menu = NodeRef::<html::Details>::new();
    let summary = NodeRef::<html::Summary>::new();
    close_by_itself(menu, summary);
    let here = here();
    let links = files
        .into_iter()
        .map(|(name, of)| {
            let href = move || here.with(|page| address::file(page, name));
            let kind = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
            let label = if of.is_empty() { kind } else { format!("{of}, {kind}") };
            view! { <li><a class="save__way" href=href download rel="external">{label}</a></li> }
        })
        .collect_view();
    let print = print.then(|| {
        let on_click = move |_| {
            if let Some(menu) = menu.get_untracked() {
                menu.set_open(false);
            }
            // A browser that cannot print has no button for it either.
            let _ = window().print();
        };
        view! { <li><button type="button" class="save__way save__print" on:click=on_click>{texts.print}</button></li> }
    });
    view! {
        <details class="save" node_ref=menu>
            <summary class="save__open" node_ref=summary>
                {texts.save}
                <span class="visually-hidden">": "{what}</span>
            </summary>
            <ul class="save__ways">{links}{print}</ul>
        </details>
    }
}
