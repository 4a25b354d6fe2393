//! What the squad table shows: a form whose answer leads back to the page.

use leptos::prelude::*;

use crate::{
    address,
    components::{Figure, here},
    preferences::{Columns, Comparison, Preferences, preferences},
};

/// The columns, and what figures are compared with, to be changed.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let Preferences { locale, columns, comparison, .. } = preferences();
    let texts = &locale.texts().session;
    let choices = Figure::ALL
        .map(|figure| {
            let unit = figure.unit(locale);
            let unit = (!unit.is_empty()).then(|| format!(" {unit}"));
            view! {
                <label class="choice">
                    <input
                        type="checkbox"
                        name=Columns::FIELD
                        value=figure.key()
                        checked=columns.contains(figure)
                    />
                    <span>{figure.label(locale)}<span class="choice__unit">{unit}</span></span>
                </label>
            }
        })
        .collect_view();
    let comparisons = Comparison::ALL
        .map(|choice| {
            let name = match choice {
                Comparison::Nothing => texts.compare_nothing,
                Comparison::Team => texts.compare_team,
                Comparison::Own => texts.compare_own,
            };
            view! {
                <label class="choice">
                    <input type="radio" name="comparison" value=choice.key() checked=choice == comparison/>
                    <span>{name}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <details class="settings">
            <summary class="settings__open">{texts.table_settings}</summary>
            <form class="settings__form" method="post" action=address::PREFERENCES>
                <input type="hidden" name="return_to" value=here()/>
                <fieldset class="settings__group">
                    <legend>{texts.columns}</legend>
                    <div class="settings__choices">{choices}</div>
                </fieldset>
                <fieldset class="settings__group">
                    <legend>{texts.compare_with}</legend>
                    <div class="settings__choices">{comparisons}</div>
                </fieldset>
                <button class="button button--primary" type="submit">{locale.texts().bar.menu.apply}</button>
            </form>
        </details>
    }
}
