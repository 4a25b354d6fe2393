//! What the top of a session's page says.

use chrono::NaiveDateTime;
use leptos::prelude::*;

use super::{Crumb, Crumbs, TypeBadge, When};
use crate::{
    address, format,
    model::{SessionFilter, SessionHead, Timeline},
    preferences::{locale, texts},
    texts::Texts,
};

/// The session's type and name, when and where it was, and what the coach wrote about it.
#[component]
pub(crate) fn SessionHeader(
    head: Memo<SessionHead>,
    timeline: Memo<Option<Timeline>>,
) -> impl IntoView {
    let texts = texts();
    let crumbs = Signal::derive(move || head.with(|head| team_crumbs(texts, head)));
    view! {
        <header class="head">
            <Crumbs crumbs/>
            {move || head.with(|head| {
                let part = timeline.with(|timeline| timeline.as_ref().map(|timeline| timeline.trimmed));
                let start = format::wall(head.recorded_from, part.map_or(0, |part| part.from_ms));
                let end = part.and_then(|part| format::wall(head.recorded_from, part.to_ms));
                // Without a name the type stands in for it, and needs no badge beside itself.
                let title = texts.kinds.title_of_session(head).to_owned();
                let badge = head
                    .session_type
                    .clone()
                    .filter(|kind| texts.kinds.session_type(kind) != title);
                let facts = [head.arena.clone(), head.sport.as_deref().map(sport)]
                    .into_iter()
                    .flatten()
                    .map(|fact| view! { <li>{fact}</li> })
                    .collect_view();
                view! {
                    <div class="head__title">
                        {badge.map(|session_type| view! { <TypeBadge session_type/> })}
                        <h1>{title}</h1>
                    </div>
                    <ul class="head__facts">
                        {start.map(|start| view! { <li><Span start end/></li> })}
                        {part.map(|part| view! { <li>{format::duration(part.duration_ms())}</li> })}
                        {facts}
                    </ul>
                    {head.note.clone().map(|note| view! { <p class="head__note">{note}</p> })}
                }
            })}
        </header>
    }
}

/// The pages above a session.
pub(crate) fn team_crumbs(texts: &Texts, head: &SessionHead) -> Vec<Crumb> {
    vec![
        Crumb::new(texts.general.teams, address::TEAMS),
        Crumb::new(head.team_name.clone(), address::team(&head.team_id, &SessionFilter::default())),
    ]
}

/// The day, and from when to when.
#[component]
fn Span(start: NaiveDateTime, end: Option<NaiveDateTime>) -> impl IntoView {
    let locale = locale();
    let day = move |at: NaiveDateTime| format::day(locale, at.date());
    view! {
        <When at=start text=day(start)/>
        ", "
        <When at=start text=format::time(start)/>
        {end.map(|end| view! {
            " " {locale.texts().time.to} " "
            {(end.date() != start.date()).then(|| format!("{}, ", day(end)))}
            <When at=end text=format::time(end)/>
        })}
    }
}

/// Polar writes `SOCCER` and `ICE_HOCKEY`; people read `Soccer` and `Ice hockey`.
fn sport(name: &str) -> String {
    let words = name.replace('_', " ");
    if words.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return words;
    }
    let mut words = words.to_ascii_lowercase();
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sports_are_written_like_words() {
        assert_eq!(sport("SOCCER"), "Soccer");
        assert_eq!(sport("ICE_HOCKEY"), "Ice hockey");
        assert_eq!(sport("Håndball"), "Håndball");
        assert_eq!(sport(""), "");
    }
}
