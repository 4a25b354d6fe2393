//! A new pass. The answer to the form is a page of its own, which shows the link once.

use leptos::prelude::*;

use crate::{
    address,
    model::{NewPass, TeamHead, TeamId},
    preferences::texts,
};

/// What a pass is called, which teams it sees, for how long, and whether it sees more than movement.
#[component]
pub(in crate::pages) fn NewPassForm(
    teams: Memo<Vec<TeamHead>>,
    /// The team of the page that somebody came from.
    preselected: Memo<Option<TeamId>>,
) -> impl IntoView {
    let texts = &texts().passes.form;
    let days = NewPass::DAYS
        .map(|days| {
            view! { <option value=days selected=days == NewPass::USUAL_DAYS>{(texts.days)(days)}</option> }
        })
        .collect_view();
    let boxes = move || {
        let teams = teams.get();
        let only = teams.len() == 1;
        let box_of = |team: TeamHead| {
            let checked = only || preselected.with(|chosen| chosen.as_ref() == Some(&team.id));
            view! {
                <label class="choice">
                    <input type="checkbox" name="team" value=team.id.0 checked=checked/>
                    <span>{team.name}</span>
                </label>
            }
        };
        teams.into_iter().map(box_of).collect_view()
    };
    view! {
        <section class="section" aria-labelledby="new-pass">
            <h2 id="new-pass">{texts.title}</h2>
            <form class="card new-pass" method="post" action=address::PASSES autocomplete="off">
                <label class="field">
                    <span class="field__label">{texts.label}</span>
                    <input name="label" required=true maxlength=NewPass::LONGEST_LABEL placeholder=texts.example/>
                </label>
                <fieldset class="new-pass__choices">
                    <legend class="field__label">{texts.teams}</legend>
                    {boxes}
                </fieldset>
                <label class="field">
                    <span class="field__label">{texts.works_for}</span>
                    <select name="days">{days}</select>
                </label>
                <fieldset class="new-pass__choices">
                    <legend class="field__label">{texts.sees}</legend>
                    <label class="choice">
                        <input type="checkbox" name="health" value="yes"/>
                        <span>{texts.health}</span>
                    </label>
                    <p class="quiet">{texts.health_is}</p>
                </fieldset>
                <button class="button button--primary" type="submit">{texts.make}</button>
            </form>
        </section>
    }
}
