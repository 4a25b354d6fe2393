//! The panel in which the field is adjusted.

use leptos::{html, prelude::*, task::spawn_local};

use super::{
    draft::{Draft, Quantity},
    words::not_saved,
};
use crate::{
    api::save_field,
    model::{DrawnField, FieldError, FieldOrigin, PlayerSessionId, Track},
    preferences::{locale, texts},
};

/// By how much a stepper changes a number.
const STEP: f64 = 1.0;

/// Numbers with steppers for what is also dragged, and what becomes of it.
#[component]
pub(super) fn Editor(
    track: Memo<Track>,
    player_session_id: Signal<PlayerSessionId>,
    draft: RwSignal<Option<Draft>>,
    /// How often a field was saved or forgotten.
    edition: RwSignal<u32>,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().pitch.editor;
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<FieldError>);
    let save = move |field: Option<DrawnField>| {
        busy.set(true);
        let id = player_session_id.get_untracked();
        spawn_local(async move {
            let answer = save_field(id, field).await;
            // The panel may be closed by now, or the page be gone.
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    draft.try_set(None);
                    edition.try_update(|edition| *edition += 1);
                }
                Err(error) => drop(problem.try_set(Some(error))),
            }
        });
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(draft.get_untracked().map(Draft::drawn));
    };
    let is_fitted = move || track.with(|track| track.origin != FieldOrigin::Kept);
    view! {
        <form class="field-editor" aria-label=texts.name on:submit=on_submit>
            <p class="pitch__note">{texts.hint}</p>
            <div class="field-editor__numbers">
                {Quantity::ALL.map(|quantity| view! { <Number quantity draft/> }).into_iter().collect_view()}
            </div>
            <div class="field-editor__ways">
                <button class="button button--primary" type="submit" disabled=busy>{texts.save}</button>
                <button
                    class="button"
                    type="button"
                    disabled=move || busy.get() || is_fitted()
                    on:click=move |_| save(None)
                >
                    {texts.back_to_fitted}
                </button>
                <button class="button button--quiet" type="button" on:click=move |_| draft.set(None)>
                    {texts.cancel}
                </button>
            </div>
            <div role="alert">
                {move || problem.get().map(|error| view! { <p class="field-editor__problem">{not_saved(locale, &error)}</p> })}
            </div>
        </form>
    }
}

/// One number of the field, between a button that makes it smaller and one that makes it larger.
#[component]
fn Number(quantity: Quantity, draft: RwSignal<Option<Draft>>) -> impl IntoView {
    let texts = &texts().pitch.editor;
    let (id, label) = match quantity {
        Quantity::East => ("field-east", texts.east),
        Quantity::North => ("field-north", texts.north),
        Quantity::Bearing => ("field-bearing", texts.bearing),
        Quantity::Length => ("field-length", texts.length),
        Quantity::Width => ("field-width", texts.width),
    };
    let input = NodeRef::<html::Input>::new();
    let value = move || draft.get().map_or(0.0, |draft| quantity.of(draft.field));
    // Another number that changes must not undo what is being typed here.
    let written = Memo::new(move |_| format!("{:.1}", value()));
    let change = move |to: f64| {
        draft.update(|draft| *draft = draft.map(|draft| draft.with(quantity, to)));
    };
    let on_change = move |_| {
        let Some(input) = input.get_untracked() else { return };
        change(input.value().parse().unwrap_or(f64::NAN));
        // What was typed may not have become the number.
        input.set_value(&written.get_untracked());
    };
    let step = move |by: f64| move |_| change((untrack(value) + by).round());
    view! {
        <div class="stepper">
            <label class="field__label" for=id>{label}</label>
            <div class="stepper__row">
                <button class="button stepper__button" type="button" aria-label=(texts.less)(label) on:click=step(-STEP)>"−"</button>
                <input
                    id=id
                    class="stepper__input"
                    type="number"
                    inputmode="decimal"
                    step="any"
                    node_ref=input
                    prop:value=written
                    on:change=on_change
                />
                <button class="button stepper__button" type="button" aria-label=(texts.more)(label) on:click=step(STEP)>"+"</button>
            </div>
        </div>
    }
}
