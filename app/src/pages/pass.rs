//! The way in for who was handed a pass.

use leptos::{html, prelude::*};
use leptos_meta::Title;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{address, preferences::texts};

/// A form for the code of a pass. It is not sent by itself: a code works once, and a preview of a link must not spend it.
#[component]
pub(crate) fn OpenPass() -> impl IntoView {
    let texts = &texts().passes.open;
    let input = NodeRef::<html::Input>::new();
    fill_in(input);
    view! {
        <Title text=texts.title/>
        <header class="head">
            <h1>{texts.title}</h1>
        </header>
        <section class="card open-pass">
            <p>{texts.explanation}</p>
            <form class="open-pass__form" method="post" action=address::PASS autocomplete="off">
                <label class="field">
                    <span class="field__label">{texts.code}</span>
                    <input
                        class="open-pass__code"
                        name="ticket"
                        required=true
                        maxlength="100"
                        autocapitalize="characters"
                        spellcheck="false"
                        node_ref=input
                    />
                </label>
                <button class="button button--primary button--large" type="submit">{texts.submit}</button>
            </form>
            <p class="quiet">{texts.replaces}</p>
        </section>
    }
}

/// In the browser: the code stands behind the # of the link, which no server and no log gets to see. From there it goes
/// into the form, and out of the address.
fn fill_in(input: NodeRef<html::Input>) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(input) = input.get()
            && let Some(ticket) = location_hash().filter(|ticket| !ticket.is_empty())
        {
            input.set_value(&ticket);
            let replace = NavigateOptions { replace: true, scroll: false, ..Default::default() };
            navigate(address::PASS, replace);
        }
    });
}
