//! Which sessions to list: a form whose answer is an address.

use chrono::NaiveDate;
use leptos::{ev, html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    address, format,
    model::{SessionFilter, SessionType, TeamId},
    preferences::{Locale, locale, texts},
};

/// The filter as a form, and what it is set to. Without scripts the browser sends the form itself.
#[component]
pub(in crate::pages) fn Filter(
    team_id: Signal<TeamId>,
    filter: Signal<SessionFilter>,
    /// Whether the list below offers the way to all sessions itself.
    nothing_listed: Signal<bool>,
) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().teams.filter;
    let plain = move || team_id.with(|id| address::team(id, &SessionFilter::default()));
    let all = move || team_id.with(|id| address::team(id, &filter.read().cleared()));
    let kind = NodeRef::<html::Select>::new();
    let since = NodeRef::<html::Input>::new();
    let until = NodeRef::<html::Input>::new();
    let words = NodeRef::<html::Input>::new();
    // The router's own form component changes addresses to lower case, which ids do not survive.
    let navigate = use_navigate();
    let submit = move |event: ev::SubmitEvent| {
        let fields = (
            kind.get_untracked(),
            since.get_untracked(),
            until.get_untracked(),
            words.get_untracked(),
        );
        let (Some(kind), Some(since), Some(until), Some(words)) = fields else { return };
        event.prevent_default();
        let values = [
            ("type", kind.value()),
            ("since", since.value()),
            ("until", until.value()),
            ("q", words.value()),
        ];
        let wanted = SessionFilter::from_query(|name| {
            values.iter().find(|(field, _)| *field == name).map(|(_, value)| value.as_str())
        });
        let week = filter.with_untracked(|filter| filter.week);
        let wanted = SessionFilter { week, ..wanted };
        let address = team_id.with_untracked(|id| address::team(id, &wanted));
        navigate(&address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    let chosen = move || filter.with(|filter| filter.session_type.clone());
    let first_day = move || filter.with(|filter| day(filter.since));
    let last_day = move || filter.with(|filter| day(filter.until));
    let looked_for = move || filter.with(|filter| filter.text.clone().unwrap_or_default());
    let week = move || filter.with(|filter| filter.week.map(|week| week.to_string()));
    view! {
        <div class="filter">
            <form
                class="filter__form"
                method="get"
                action=plain
                role="search"
                aria-label=locale.texts().general.sessions
                on:submit=submit
            >
                <label class="field">
                    <span class="field__label">{texts.kind}</span>
                    <select
                        name="type"
                        node_ref=kind
                        prop:value=move || chosen().map(|kind| kind.name().to_owned()).unwrap_or_default()
                    >
                        <option value="">{texts.all_kinds}</option>
                        {move || options(chosen())}
                    </select>
                </label>
                <label class="field">
                    <span class="field__label">{texts.from}</span>
                    <input type="date" name="since" value=first_day prop:value=first_day node_ref=since/>
                </label>
                <label class="field">
                    <span class="field__label">{texts.to}</span>
                    <input type="date" name="until" value=last_day prop:value=last_day node_ref=until/>
                </label>
                <label class="field">
                    <span class="field__label">{locale.texts().season.search.label}</span>
                    <input type="search" name="q" value=looked_for prop:value=looked_for node_ref=words/>
                </label>
                {move || week().map(|week| view! { <input type="hidden" name="week" value=week/> })}
                <button class="button" type="submit">{texts.apply}</button>
            </form>
            {move || {
                filter.with(|filter| {
                    filter.is_active().then(|| {
                        view! {
                            <p class="filter__active">
                                <span>{texts.only} {describe(locale, filter)}</span>
                                {(!nothing_listed.get()).then(|| view! {
                                    <a class="button button--quiet" href=all data-noscroll="true">
                                        {texts.show_all}
                                    </a>
                                })}
                            </p>
                        }
                    })
                })
            }}
        </div>
    }
}

/// A day as a date field wants it.
fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The types to choose from. One that this version does not know is offered only while it is chosen.
fn options(chosen: Option<SessionType>) -> impl IntoView {
    let texts = &texts().kinds;
    let unknown = chosen.clone().filter(|chosen| !SessionType::KNOWN.contains(chosen));
    SessionType::KNOWN
        .into_iter()
        .chain(unknown)
        .map(|kind| {
            let selected = chosen.as_ref() == Some(&kind);
            view! { <option value=kind.name().to_owned() selected=selected>{texts.session_type(&kind).to_owned()}</option> }
        })
        .collect_view()
}

/// What the filter lets through, as the end of a sentence.
fn describe(locale: Locale, filter: &SessionFilter) -> String {
    let (kinds, texts) = (&locale.texts().kinds, &locale.texts().teams.filter);
    let kind = filter.session_type.as_ref().map(|kind| (texts.of_kind)(kinds.session_type(kind)));
    let since = filter.since.map(|day| (texts.since)(&format::day(locale, day)));
    let until = filter.until.map(|day| (texts.until)(&format::day(locale, day)));
    let text = filter.text.as_deref().map(locale.texts().season.search.saying);
    [kind, since, until, text].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::Language;

    #[test]
    fn a_filter_is_told_in_words() {
        let filter = SessionFilter {
            session_type: Some(SessionType::Match),
            since: "2025-09-01".parse().ok(),
            until: "2025-09-30".parse().ok(),
            text: Some("cup".to_owned()),
            page: 0,
            week: None,
        };
        assert_eq!(
            describe(Locale::default(), &filter),
            "type Match, from Mon 1 Sep 2025, to Tue 30 Sep 2025, with “cup”"
        );
        let german = Locale { language: Language::German, ..Locale::default() };
        assert_eq!(
            describe(german, &filter),
            "Art Match, ab Mo., 1. Sep. 2025, bis Di., 30. Sep. 2025, mit „cup“"
        );
    }
}
