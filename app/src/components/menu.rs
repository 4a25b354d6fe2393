//! What a person prefers, to be changed on every page.

use leptos::{ev, html, prelude::*};

use super::{ForCoaches, here};
use crate::{
    address,
    preferences::{Language, Preferences, SpeedUnit, Theme, preferences},
};

/// A menu with a form, whose answer leads back to the page. With scripts it also closes when somebody does something
/// else.
#[component]
pub(super) fn Menu() -> impl IntoView {
    let Preferences { locale, theme, .. } = preferences();
    let texts = &locale.texts().bar.menu;
    let menu = NodeRef::<html::Details>::new();
    let summary = NodeRef::<html::Summary>::new();
    close_by_itself(menu, summary);
    let languages = Language::ALL
        .map(|language| {
            let selected = language == locale.language;
            view! {
                <option value=language.key() lang=language.key() selected=selected>{language.own_name()}</option>
            }
        })
        .collect_view();
    let speed_units = SpeedUnit::ALL
        .map(|unit| {
            let selected = unit == locale.speed_unit;
            view! { <option value=unit.key() selected=selected>{unit.symbol()}</option> }
        })
        .collect_view();
    let themes = Theme::ALL
        .map(|choice| {
            let name = match choice {
                Theme::Device => texts.as_the_device,
                Theme::Light => texts.light,
                Theme::Dark => texts.dark,
                Theme::Sunlight => texts.sunlight,
            };
            view! { <option value=choice.key() selected=choice == theme>{name}</option> }
        })
        .collect_view();
    view! {
        <details class="menu" node_ref=menu>
            <summary class="menu__open" node_ref=summary>
                <svg class="menu__sign" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
                    <path d="M4 7h9M19 7h1M4 17h1M11 17h9"/>
                    <circle cx="16" cy="7" r="2.5"/>
                    <circle cx="8" cy="17" r="2.5"/>
                </svg>
                <span class="visually-hidden">{texts.name}</span>
            </summary>
            // Else some browsers would show what was chosen before the page was loaded again.
            <form
                class="menu__form"
                method="post"
                action=address::PREFERENCES
                aria-label=texts.name
                autocomplete="off"
            >
                <ForCoaches>
                    <a class="button" href=address::PASSES on:click=move |_| close(menu)>{texts.passes}</a>
                    <a class="button" href=address::BROWSERS on:click=move |_| close(menu)>{texts.browsers}</a>
                    <a class="button" href=address::audit(0) on:click=move |_| close(menu)>{texts.audit}</a>
                </ForCoaches>
                <input type="hidden" name="return_to" value=here()/>
                <label class="field">
                    <span class="field__label">{texts.language}</span>
                    <select name="language">{languages}</select>
                </label>
                <label class="field">
                    <span class="field__label">{texts.speeds}</span>
                    <select name="speed_unit">{speed_units}</select>
                </label>
                <label class="field">
                    <span class="field__label">{texts.theme}</span>
                    <select name="theme">{themes}</select>
                </label>
                <button class="button button--primary" type="submit">{texts.apply}</button>
            </form>
        </details>
    }
}

/// A link inside leads to another page, and the menu would stay open above it.
fn close(menu: NodeRef<html::Details>) {
    if let Some(menu) = menu.get_untracked() {
        menu.set_open(false);
    }
}

/// In the browser: Escape closes the menu, and so does a press somewhere else.
pub(super) fn close_by_itself(menu: NodeRef<html::Details>, summary: NodeRef<html::Summary>) {
    let press = window_event_listener(ev::pointerdown, move |event| {
        let pressed = event_target::<leptos::web_sys::Node>(&event);
        if let Some(menu) = menu.get_untracked()
            && !menu.contains(Some(&pressed))
        {
            menu.set_open(false);
        }
    });
    let key = window_event_listener(ev::keydown, move |event| {
        if let Some(menu) = menu.get_untracked()
            && menu.open()
            && event.key() == "Escape"
        {
            menu.set_open(false);
            if let Some(summary) = summary.get_untracked() {
                // A summary that takes no focus stays without: nothing to do about it.
                let _ = summary.focus();
            }
        }
    });
    on_cleanup(move || {
        press.remove();
        key.remove();
    });
}
