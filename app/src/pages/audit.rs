//! The audit log.

use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_query_map;

use crate::{
    address,
    api::get_audit,
    components::{ClubHead, Loaded, SkeletonHead, SkeletonTable},
    format,
    model::{AuditPage, AuditRow},
    preferences::{locale, texts},
};

/// Who did what and when, the newest first, a page at a time.
#[component]
pub(crate) fn Audit() -> impl IntoView {
    let texts = &texts().audit;
    let query = use_query_map();
    let key = Memo::new(move |_| {
        query.with(|query| query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0))
    });
    view! {
        <Loaded
            key
            load=get_audit
            fetching=|_: &AuditPage| None
            skeleton=|| view! { <SkeletonHead/> <SkeletonTable rows=8/> }
            let:page
        >
            <ClubHead title=texts.title lead=texts.lead/>
            <Entries page/>
        </Loaded>
    }
}

/// A page of the log, and the ways to the others.
#[component]
pub(super) fn Entries(page: Memo<AuditPage>) -> impl IntoView {
    let texts = &texts().audit;
    let entries = move || {
        let entries = page.with(|page| page.entries.clone());
        if entries.is_empty() {
            return Either::Left(view! { <p class="empty">{texts.none}</p> });
        }
        let rows = entries.into_iter().map(|entry| view! { <Entry entry/> }).collect_view();
        Either::Right(view! { <div class="card"><ol class="audit">{rows}</ol></div> })
    };
    let pages = move || {
        let (number, has_older) = page.with(|page| (page.page, page.has_older));
        let newer = number.checked_sub(1).map(|newer| {
            view! { <a class="button" href=address::audit(newer)>{texts.newer}</a> }
        });
        let older = has_older.then(|| {
            view! { <a class="button" href=address::audit(number + 1)>{texts.older}</a> }
        });
        view! { <nav class="audit__pages" aria-label=texts.pages>{newer} {older}</nav> }
    };
    view! {
        <section class="section" aria-label=texts.title>
            {entries}
            {pages}
        </section>
    }
}

#[component]
fn Entry(entry: AuditRow) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().audit;
    let AuditRow { at, action, actor, actor_name, subject, teams } = entry;
    let when = (texts.at)(&format::day(locale, at.date()), &format::time(at));
    // In UTC, so that one log reads the same wherever somebody is.
    let machine = [&format::machine(at), "Z"].concat();
    let who = match actor_name {
        Some(name) => (texts.named)((texts.actor)(actor), &name),
        None => (texts.actor)(actor).to_owned(),
    };
    view! {
        <li class="audit__entry">
            <time class="audit__when" datetime=machine>{when}</time>
            <div class="audit__what">
                <strong>{(texts.action)(action)}</strong>
                <ul class="head__facts">
                    {subject.map(|subject| view! { <li>{subject}</li> })}
                    <li>{who}</li>
                    {(!teams.is_empty()).then(|| view! { <li>{teams.join(", ")}</li> })}
                </ul>
            </div>
        </li>
    }
}
