//! What people press and choose from.

use leptos::prelude::*;

use super::{Part, Sample};
use crate::{
    components::TypeBadge,
    made_up::season,
    model::{SessionFilter, SessionType},
    pages::team::filter::Filter,
    preferences::texts,
};

/// The classes of buttons.
const BUTTONS: [&str; 4] = [
    "button",
    "button button--primary",
    "button button--quiet",
    "button button--primary button--large",
];

#[component]
pub(super) fn Controls() -> impl IntoView {
    let texts = &texts().design;
    let buttons = BUTTONS
        .map(|class| view! { <Sample name=class><div class="design__row"><Button class/></div></Sample> })
        .collect_view();
    let badges =
        SessionType::KNOWN.map(|session_type| view! { <TypeBadge session_type/> }).collect_view();
    let team = season::teams().into_iter().next().map(|card| card.team.id);
    let team_id = Signal::derive(move || team.clone().unwrap_or_else(|| "".into()));
    view! {
        <Part id="controls" title=texts.controls>
            <p class="footnote">{texts.controls_note}</p>
            {buttons}
            <Sample name=texts.badges><div class="design__row">{badges}</div></Sample>
            <Sample name=texts.fields>
                <Filter
                    team_id
                    filter=Signal::stored(SessionFilter::default())
                    nothing_listed=Signal::stored(false)
                />
            </Sample>
        </Part>
    }
}

/// A button in all of its states, each called by its state. Those that need a pointer or the keyboard have a class that
/// stands for it in the style sheet.
#[component]
fn Button(class: &'static str) -> impl IntoView {
    let texts = &texts().design.button;
    let of_state = move |state: &'static str, name: &'static str| {
        view! { <button class=format!("{class} {state}") type="button">{name}</button> }
    };
    view! {
        {of_state("", texts.resting)}
        {of_state("is-hovered", texts.hovered)}
        {of_state("is-focused", texts.focused)}
        {of_state("is-pressed", texts.pressed)}
        <button class=class type="button" disabled>{texts.disabled}</button>
        <button class=class type="button" aria-busy="true">{texts.busy}</button>
    }
}
