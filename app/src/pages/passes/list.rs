//! The passes that there are.

use leptos::{either::Either, prelude::*};

use crate::{
    api::RevokePass,
    format,
    model::{PassRow, PassState},
    preferences::{Locale, locale, texts},
};

/// Each pass with what it sees, how it is used, and the button that ends it.
#[component]
pub(in crate::pages) fn PassList(
    passes: Memo<Vec<PassRow>>,
    revoke: ServerAction<RevokePass>,
) -> impl IntoView {
    let all = texts();
    let texts = &all.passes;
    let failed = move || revoke.value().get().and_then(Result::err);
    let list = move || {
        let passes = passes.get();
        if passes.is_empty() {
            return Either::Left(view! { <p class="empty">{texts.none}</p> });
        }
        let rows = passes.into_iter().map(|pass| view! { <Row pass revoke/> }).collect_view();
        Either::Right(view! { <ul class="access">{rows}</ul> })
    };
    view! {
        <section class="section" aria-labelledby="passes">
            <h2 id="passes">{texts.handed_out}</h2>
            <div class="access__failed" role="alert">
                {move || failed().map(|error| view! { <p>{all.sync.did_not_work} " " {all.problems.of(&error).sentence}</p> })}
            </div>
            {list}
        </section>
    }
}

#[component]
fn Row(pass: PassRow, revoke: ServerAction<RevokePass>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().passes;
    let PassRow {
        id,
        label,
        teams,
        other_teams,
        sees_health,
        state,
        made_before_s,
        last_used_before_s,
    } = pass;
    let used = match last_used_before_s {
        Some(seconds) => (texts.used)(&format::ago(locale, seconds)),
        None => texts.never_used.to_owned(),
    };
    let teams = teams.into_iter().chain((other_teams > 0).then(|| (texts.others)(other_teams)));
    let teams = teams.collect::<Vec<_>>().join(", ");
    let end = state.lives().then(|| {
        let label = (texts.revoke_this)(&label);
        view! {
            <ActionForm action=revoke>
                <input type="hidden" name="pass_id" value=id.0/>
                <button class="button" type="submit" aria-label=label>{texts.revoke}</button>
            </ActionForm>
        }
    });
    view! {
        <li class="card access__one" class:access__one--over=!state.lives()>
            <div class="access__what">
                <h3>{label}</h3>
                <ul class="head__facts">
                    <li>{teams}</li>
                    <li>{if sees_health { texts.sees_health } else { texts.movement_only }}</li>
                    <li>{state_words(locale, state)}</li>
                    <li>{used}</li>
                    <li>{(texts.made)(&format::ago(locale, made_before_s))}</li>
                </ul>
            </div>
            {end}
        </li>
    }
}

/// Whether a pass works, and for how long.
fn state_words(locale: Locale, state: PassState) -> String {
    let texts = &locale.texts().passes;
    match state {
        PassState::Waiting(seconds) => (texts.waiting)(&format::in_time(locale, seconds)),
        PassState::Open(seconds) => (texts.opened)(&format::in_time(locale, seconds)),
        PassState::Expired => texts.expired.to_owned(),
        PassState::Revoked => texts.revoked.to_owned(),
        PassState::Disconnected => texts.disconnected.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_says_whether_it_works() {
        let words = |state| state_words(Locale::default(), state).replace('\u{a0}', " ");
        assert_eq!(words(PassState::Waiting(3_600)), "not opened yet, ends in 1 h");
        assert_eq!(words(PassState::Open(300)), "open, ends in 5 min");
        assert_eq!(words(PassState::Revoked), "revoked");
    }
}
