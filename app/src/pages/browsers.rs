//! The browsers in which coaches are signed in, with the way to sign each of them out.

use leptos::prelude::*;

use crate::{
    api::{EndBrowser, EndOtherBrowsers, get_browsers},
    components::{ClubHead, Loaded, SkeletonHead, SkeletonTable},
    format,
    model::{BrowserRow, BrowsersPage},
    preferences::{locale, texts},
};

/// Each browser with its last use, and the buttons that sign them out.
#[component]
pub(crate) fn Browsers() -> impl IntoView {
    let texts = &texts().browsers;
    let (end, end_others) =
        (ServerAction::<EndBrowser>::new(), ServerAction::<EndOtherBrowsers>::new());
    // What was ended is another list.
    let key = Memo::new(move |_| (end.version().get(), end_others.version().get()));
    view! {
        <Loaded
            key
            load=|_| get_browsers()
            fetching=|_: &BrowsersPage| None
            skeleton=|| view! { <SkeletonHead/> <SkeletonTable rows=3/> }
            let:page
        >
            <ClubHead title=texts.title lead=texts.lead/>
            <BrowserList page end end_others/>
        </Loaded>
    }
}

/// Each browser with what is known of it and the way to end its session.
#[component]
pub(super) fn BrowserList(
    page: Memo<BrowsersPage>,
    end: ServerAction<EndBrowser>,
    end_others: ServerAction<EndOtherBrowsers>,
) -> impl IntoView {
    let all = texts();
    let texts = &all.browsers;
    let failed = move || {
        let one = end.value().get().and_then(Result::err);
        one.or_else(|| end_others.value().get().and_then(Result::err))
    };
    let rows = move || {
        let browsers = page.with(|page| page.browsers.clone());
        browsers.into_iter().map(|browser| view! { <Row browser end/> }).collect_view()
    };
    let has_others = move || page.with(|page| page.browsers.iter().any(|browser| !browser.is_this));
    view! {
        <section class="section" aria-label=texts.title>
            <div class="access__failed" role="alert">
                {move || failed().map(|error| view! { <p>{all.sync.did_not_work} " " {all.problems.of(&error).sentence}</p> })}
            </div>
            <ul class="access">{rows}</ul>
            {move || has_others().then(|| view! {
                <ActionForm action=end_others>
                    <button class="button" type="submit">{texts.end_others}</button>
                </ActionForm>
            })}
        </section>
    }
}

#[component]
fn Row(browser: BrowserRow, end: ServerAction<EndBrowser>) -> impl IntoView {
    let locale = locale();
    let texts = &locale.texts().browsers;
    let BrowserRow { id, device, is_this, opened_before_s, used_before_s, ends_in_s } = browser;
    let device = device.unwrap_or_else(|| texts.unknown.to_owned());
    let label = (texts.end_this)(&device);
    view! {
        <li class="card access__one">
            <div class="access__what">
                <h2>{device}</h2>
                <ul class="head__facts">
                    {is_this.then(|| view! { <li><strong>{texts.this_one}</strong></li> })}
                    <li>{(texts.opened)(&format::ago(locale, opened_before_s))}</li>
                    <li>{(texts.used)(&format::ago(locale, used_before_s))}</li>
                    <li>{(texts.ends)(&format::in_time(locale, ends_in_s))}</li>
                </ul>
            </div>
            <ActionForm action=end>
                <input type="hidden" name="browser_id" value=id.0/>
                <button class="button" type="submit" aria-label=label>{texts.end}</button>
            </ActionForm>
        </li>
    }
}
