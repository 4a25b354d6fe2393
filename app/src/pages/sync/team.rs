//! One team.

use leptos::prelude::*;

use super::amount::Amount;
use crate::{
    address, format,
    model::{SessionFilter, Setback, SetbackReason, SyncPart, TeamSyncStatus},
};

/// How much is here of a team, and what did not work.
#[component]
pub(super) fn Team(
    team: TeamSyncStatus,
    /// Which of the page's teams it is, from 0.
    place: usize,
) -> impl IntoView {
    let TeamSyncStatus { id, name, sessions, done, total, listed_before_s, setbacks } = team;
    let heading = format!("team-{place}");
    let labelled_by = heading.clone();
    let label = format!("Here, of {name}");
    let setbacks = (!setbacks.is_empty()).then(|| {
        let setbacks = setbacks
            .iter()
            .map(|setback| view! { <li>{setback_words(setback)}</li> })
            .collect_view();
        view! {
            <h3 class="sync-team__label">"What did not work"</h3>
            <ul class="sync-team__setbacks">{setbacks}</ul>
        }
    });
    view! {
        <section class="card sync-team" aria-labelledby=labelled_by>
            <h2 class="sync-team__name" id=heading>
                <a href=address::team(&id, &SessionFilter::default())>{name}</a>
            </h2>
            <ul class="head__facts">
                <li>{sessions_words(sessions)}</li>
                <li>{listed_words(listed_before_s)}</li>
            </ul>
            <Amount done total label/>
            {setbacks}
        </section>
    }
}

fn sessions_words(sessions: u32) -> String {
    match sessions {
        0 => "No sessions known yet".to_owned(),
        1 => "1 session known".to_owned(),
        n => format!("{} sessions known", format::number(f64::from(n), 0)),
    }
}

fn listed_words(listed_before_s: Option<u32>) -> String {
    match listed_before_s {
        Some(seconds) => format!("list read {}", format::ago(seconds)),
        None => "list not read yet".to_owned(),
    }
}

/// What did not work, why, and when it is tried.
fn setback_words(setback: &Setback) -> String {
    let Setback { part, count, reason, tried_before_s, again_in_s } = setback;
    let reason = match reason {
        SetbackReason::NotThere => "Polar does not have it, or does not show it.",
        SetbackReason::Problem(problem) => problem.what_happened(),
    };
    format!(
        "{}: {reason} Tried {}, again {}.",
        part_words(*part, *count),
        format::ago(*tried_before_s),
        format::in_time(*again_in_s)
    )
}

fn part_words(part: SyncPart, count: u32) -> String {
    let (one, many) = match part {
        SyncPart::Roster => return "The roster and the zones".to_owned(),
        SyncPart::SessionList => return "The list of sessions".to_owned(),
        SyncPart::Session => ("1 session’s details", "sessions’ details"),
        SyncPart::Summary => ("1 player’s summary", "players’ summaries"),
        SyncPart::Recording => ("1 player’s recording", "players’ recordings"),
        SyncPart::Phases => ("1 player’s phases", "players’ phases"),
    };
    if count == 1 {
        one.to_owned()
    } else {
        format!("{} {many}", format::number(f64::from(count), 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FetchProblem;

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
            setback_words(&recordings).replace('\u{a0}', " "),
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
            setback_words(&list),
            "The list of sessions: Polar does not have it, or does not show it. Tried just now, again now."
        );
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(part_words(SyncPart::Session, 1), "1 session’s details");
        assert_eq!(part_words(SyncPart::Summary, 2), "2 players’ summaries");
        assert_eq!(sessions_words(1), "1 session known");
        assert_eq!(listed_words(None), "list not read yet");
    }
}
