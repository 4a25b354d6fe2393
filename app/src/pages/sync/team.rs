//! One team.

use leptos::prelude::*;

use super::amount::Amount;
use crate::{
    address, format,
    model::{SessionFilter, Setback, SetbackReason, TeamSyncStatus},
    preferences::{Locale, locale},
    texts::Count,
};

/// How much is here of a team, and what did not work.
#[component]
pub(super) fn Team(
    team: TeamSyncStatus,
    /// Which of the page's teams it is, from 0.
    place: usize,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().sync;
    let TeamSyncStatus { id, name, sessions, done, total, listed_before_s, setbacks } = team;
    let heading = format!("team-{place}");
    let labelled_by = heading.clone();
    let label = (texts.here_of)(&name);
    let setbacks = (!setbacks.is_empty()).then(|| {
        let setbacks = setbacks
            .iter()
            .map(|setback| view! { <li>{setback_words(locale, setback)}</li> })
            .collect_view();
        view! {
            <h3 class="sync-team__label">{texts.setbacks}</h3>
            <ul class="sync-team__setbacks">{setbacks}</ul>
        }
    });
    view! {
        <section class="card sync-team" aria-labelledby=labelled_by>
            <h2 class="sync-team__name" id=heading>
                <a href=address::team(&id, &SessionFilter::default())>{name}</a>
            </h2>
            <ul class="head__facts">
                <li>{(texts.sessions_known)(Count::new(locale, sessions))}</li>
                <li>{listed_words(locale, listed_before_s)}</li>
            </ul>
            <Amount done total label/>
            {setbacks}
        </section>
    }
}

fn listed_words(locale: Locale, listed_before_s: Option<u32>) -> String {
    let texts = &locale.texts().sync;
    match listed_before_s {
        Some(seconds) => (texts.list_read)(&format::ago(locale, seconds)),
        None => texts.list_not_read.to_owned(),
    }
}

/// What did not work, why, and when it is tried.
fn setback_words(locale: Locale, setback: &Setback) -> String {
    let texts = locale.texts();
    let reason = match setback.reason {
        SetbackReason::NotThere => texts.problems.fetching.not_there,
        SetbackReason::Problem(problem) => texts.problems.fetching.of(problem).what_happened,
    };
    (texts.sync.setback)(
        &(texts.sync.part)(setback.part, Count::new(locale, setback.count)),
        reason,
        &format::ago(locale, setback.tried_before_s),
        &format::in_time(locale, setback.again_in_s),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FetchProblem, SyncPart};

    #[test]
    fn a_setback_says_what_why_and_when() {
        let recordings = Setback {
            part: SyncPart::Recording,
            count: 12,
            reason: SetbackReason::Problem(FetchProblem::Unreadable),
            tried_before_s: 180,
            again_in_s: 420,
        };
        assert_eq!(
            setback_words(Locale::default(), &recordings).replace('\u{a0}', " "),
            "12 players’ recordings: Polar sent something that Touchline cannot read. Tried 3 min ago, again in 7 min."
        );
        let list = Setback {
            part: SyncPart::SessionList,
            count: 1,
            reason: SetbackReason::NotThere,
            tried_before_s: 0,
            again_in_s: 0,
        };
        assert_eq!(
            setback_words(Locale::default(), &list),
            "The list of sessions: Polar does not have it, or does not show it. Tried just now, again now."
        );
    }

    #[test]
    fn one_is_not_many() {
        let locale = Locale::default();
        let texts = &locale.texts().sync;
        let count = |n| Count::new(locale, n);
        assert_eq!((texts.part)(SyncPart::Session, count(1)), "1 session’s details");
        assert_eq!((texts.part)(SyncPart::Summary, count(2)), "2 players’ summaries");
        assert_eq!((texts.sessions_known)(count(1)), "1 session known");
        assert_eq!(listed_words(locale, None), "list not read yet");
    }
}
