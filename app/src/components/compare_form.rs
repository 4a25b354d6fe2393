//! Which recordings to put side by side: a form whose answer is their page.

use leptos::prelude::*;

use crate::{
    address,
    model::{PlayerSessionId, Window},
    preferences::texts,
};

/// A panel with a box to tick for each recording. Whoever ticks too many is told so by the page.
#[component]
pub(crate) fn CompareForm(
    /// What is chosen from.
    title: &'static str,
    /// The recordings, and what each is called.
    #[prop(into)]
    choices: Signal<Vec<(PlayerSessionId, String)>>,
    /// The part that is shown, where the recordings share a clock.
    #[prop(into)]
    window: Signal<Option<Window>>,
) -> impl IntoView {
    let texts = texts();
    let parts = move || {
        window.get().map(|window| {
            view! {
                <input type="hidden" name="from" value=window.from_ms/>
                <input type="hidden" name="to" value=window.to_ms/>
            }
        })
    };
    let enough = Memo::new(move |_| choices.with(|choices| choices.len() > 1));
    move || {
        enough.get().then(|| {
            view! {
                <details class="settings settings--compare">
                    <summary class="settings__open">{title}</summary>
                    <form class="settings__form" method="get" action=address::COMPARE autocomplete="off">
                        <fieldset class="settings__group">
                            <legend>{texts.compare.how_many}</legend>
                            <div class="settings__choices">
                                // What is ticked stays when more arrives.
                                <For each=move || choices.get() key=|(id, _)| id.clone() let:choice>
                                    <label class="choice">
                                        <input type="checkbox" name="of" value=choice.0.0.clone()/>
                                        <span>{choice.1.clone()}</span>
                                    </label>
                                </For>
                            </div>
                        </fieldset>
                        {parts}
                        <button class="button button--primary" type="submit">{texts.compare.submit}</button>
                    </form>
                </details>
            }
        })
    }
}
