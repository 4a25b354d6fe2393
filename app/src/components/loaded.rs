//! Loading, failed, there: the states of a page's data, decided in one place.

use std::{
    future::{Future, pending},
    time::Duration,
};

use leptos::{either::EitherOf3, prelude::*};
use serde::{Serialize, de::DeserializeOwned};

#[cfg(feature = "hydrate")]
use super::later::take_over_now;
use super::{Failed, Keeper, Notice, PageTitle, here, progress};
use crate::{
    api::{Loading, asked},
    error::AppError,
    model::Fetching,
    preferences::texts,
    scroll::Scroll,
};

/// Loads a page's data and shows it.
///
/// On the way to another page, this one may be gone when the word comes that its address has changed: what has to do with
/// data is asked whether it is still there, and stays as it was.
///
/// `children` is built once, when data arrives for the first time, and follows the memo that it is given: what it
/// holds (a chart, an open details element) survives reloading. While the data says that something is still being
/// fetched, it is loaded again and again. When the server cannot be reached any more, what is there stays.
#[component]
pub(crate) fn Loaded<K, T, L, Fut, S, SV, C, CV>(
    /// What to load; a change loads anew, and meanwhile what was there stays, marked as busy.
    key: Memo<K>,
    /// Loads it.
    load: L,
    /// What of the data is still being fetched.
    fetching: fn(&T) -> Option<&Fetching>,
    /// The layout of the page without data, for the first load in the browser.
    skeleton: S,
    /// The page.
    children: C,
) -> impl IntoView
where
    K: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    L: Fn(K) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<T, AppError>> + Send + 'static,
    S: Fn() -> SV + Send + Sync + 'static,
    SV: IntoView + 'static,
    C: Fn(Memo<T>) -> CV + Clone + Send + Sync + 'static,
    CV: IntoView + 'static,
{
    let by_itself = StoredValue::new(false);
    let resource = Loading::new_with_options(
        move || key.try_get(),
        move |key| {
            let loading = key.map(|key| (key.clone(), load(key)));
            let by_itself = by_itself.try_update_value(std::mem::take).unwrap_or(false);
            async move {
                match loading {
                    Some((key, loading)) => (key, asked(by_itself, loading).await),
                    None => pending().await,
                }
            }
        },
        false,
    );
    let retry = Callback::new(move |()| resource.refetch());
    let retry_by_itself = Callback::new(move |()| {
        by_itself.set_value(true);
        resource.refetch();
    });
    let loading = texts().general.loading;

    view! {
        <Transition fallback=move || view! {
            <h1 class="visually-hidden"><span role="status">{loading}</span></h1>
            {skeleton()}
        }>
            {
                let answer = Memo::new(move |last: Option<&Option<Answer<K, T>>>| {
                    let Some(loaded) = resource.try_get() else { return last.cloned().flatten() };
                    let (key, result) = loaded?;
                    Some(Answer { key, result, outdated: None }.or_keep(last.and_then(Option::as_ref)))
                });
                let state = Memo::new(move |last: Option<&State>| {
                    let now = answer.try_with(|answer| State::of(answer.as_ref()));
                    now.or_else(|| last.cloned()).unwrap_or(State::Loading)
                });
                reload(resource, answer, fetching, retry_by_itself);
                let children = children.clone();
                move || {
                    let children = children.clone();
                    match state.get() {
                        State::Loading => EitherOf3::A(view! { <PageTitle text=move || loading.to_owned()/> }),
                        State::Failed(error) => EitherOf3::B(view! { <Failed error retry/> }),
                        State::There => EitherOf3::C(
                            Unsuspend::new(move || view! { <There answer key fetching retry children/> })),
                    }
                }
            }
        </Transition>
    }
}

/// The page, with what is to be said about its data as a whole.
#[component]
fn There<K, T, C, CV>(
    answer: Memo<Option<Answer<K, T>>>,
    key: Memo<K>,
    fetching: fn(&T) -> Option<&Fetching>,
    retry: Callback<()>,
    children: C,
) -> impl IntoView
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
    C: Fn(Memo<T>) -> CV + Send + Sync + 'static,
    CV: IntoView + 'static,
{
    // `None` when the page is gone.
    let is_outdated = move || {
        let wanted = key.try_get()?;
        answer.try_with(|answer| answer.as_ref().is_some_and(|answer| answer.key != wanted))
    };
    let busy = move || is_outdated() == Some(true);
    let scroll = expect_context::<Scroll>();
    Effect::new(move |_| {
        if is_outdated() == Some(false) {
            scroll.arrived();
        }
    });
    let here = here();
    expect_context::<Keeper>().follow(Memo::new(move |_| {
        let is_whole =
            answer.try_with(|answer| Some(answer.as_ref()?.reload_after(fetching).is_none()));
        let shown = here.try_get().zip(is_whole.flatten());
        shown.filter(|_| is_outdated() == Some(false))
    }));
    let outdated =
        Memo::new(move |_| answer.try_with(|answer| answer.as_ref()?.outdated.clone()).flatten());
    let first = answer.with_untracked(|answer| answer.as_ref().and_then(Answer::data).cloned());
    let texts = texts();
    first.map(|first| {
        let latest = Memo::new(move |last: Option<&T>| {
            let data = answer.try_with(|answer| answer.as_ref().and_then(Answer::data).cloned());
            data.flatten().or_else(|| last.cloned()).unwrap_or_else(|| first.clone())
        });
        view! {
            <div class="loaded" class:loaded--busy=busy aria-busy=move || busy().then_some("true")>
                {move || outdated.get().map(|error| view! {
                    <Notice>
                        <p>{texts.problems.of(&error).sentence} " " {texts.general.outdated}</p>
                        <button class="button" type="button" on:click=move |_| retry.run(())>{texts.problems.try_again}</button>
                    </Notice>
                })}
                {children(latest)}
            </div>
        }
    })
}

/// What loading came to, and for what.
#[derive(Clone, Debug, PartialEq)]
struct Answer<K, T> {
    key: K,
    result: Result<T, AppError>,
    /// Why the result is an earlier one, when it is.
    outdated: Option<AppError>,
}

impl<K: Clone + PartialEq, T: Clone> Answer<K, T> {
    /// This answer, or the last one when this one only says that there is nothing right now and the last one has data
    /// for the same key.
    fn or_keep(self, last: Option<&Self>) -> Self {
        let last = last.filter(|last| last.result.is_ok() && last.key == self.key);
        match (&self.result, last) {
            (Err(error), Some(last)) if error.retry_after().is_some() => {
                Self { outdated: Some(error.clone()), ..last.clone() }
            }
            _ => self,
        }
    }

    fn data(&self) -> Option<&T> {
        self.result.as_ref().ok()
    }

    /// In what time to ask again, if at all.
    fn reload_after(&self, fetching: fn(&T) -> Option<&Fetching>) -> Option<Duration> {
        match (&self.outdated, &self.result) {
            (Some(error), _) | (None, Err(error)) => error.retry_after(),
            (None, Ok(data)) => progress::reload_after(fetching(data)?),
        }
    }
}

/// What is shown. Without the data, so that new data does not build the page anew.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Loading,
    Failed(AppError),
    There,
}

impl State {
    fn of<K, T>(answer: Option<&Answer<K, T>>) -> Self {
        match answer.map(|answer| &answer.result) {
            None => Self::Loading,
            Some(Err(error)) => Self::Failed(error.clone()),
            Some(Ok(_)) => Self::There,
        }
    }
}

/// In the browser: has it loaded `again` while something is still being fetched.
///
/// By then the whole page is taken over: as it was rendered, not as it is then.
fn reload<K, T>(
    resource: Loading<(K, Result<T, AppError>)>,
    answer: Memo<Option<Answer<K, T>>>,
    fetching: fn(&T) -> Option<&Fetching>,
    again: Callback<()>,
) where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Effect::new(move |_| {
        // Every load counts, also one that brought nothing new.
        resource.track();
        let after = answer
            .try_with_untracked(|answer| answer.as_ref().and_then(|a| a.reload_after(fetching)));
        if let Some(Ok(timer)) = after.flatten().map(|after| {
            set_timeout_with_handle(
                move || {
                    #[cfg(feature = "hydrate")]
                    take_over_now();
                    again.run(());
                },
                after,
            )
        }) {
            on_cleanup(move || timer.clear());
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(key: u8, result: Result<u8, AppError>) -> Answer<u8, u8> {
        Answer { key, result, outdated: None }
    }

    #[test]
    fn data_stays_when_the_server_cannot_be_reached_any_more() {
        let last = answer(1, Ok(7));
        let kept = answer(1, Err(AppError::Unreachable)).or_keep(Some(&last));
        assert_eq!(kept, Answer { outdated: Some(AppError::Unreachable), ..last });
        assert_eq!(kept.reload_after(|_| None), AppError::Unreachable.retry_after());
        let back = answer(1, Ok(8)).or_keep(Some(&kept));
        assert_eq!(back, answer(1, Ok(8)));
    }

    #[test]
    fn data_of_another_page_or_after_another_error_does_not_stay() {
        let last = answer(1, Ok(7));
        let other_page = answer(2, Err(AppError::Unreachable));
        assert_eq!(other_page.clone().or_keep(Some(&last)), other_page);
        let signed_out = answer(1, Err(AppError::NotSignedIn));
        assert_eq!(signed_out.clone().or_keep(Some(&last)), signed_out);
        assert_eq!(other_page.clone().or_keep(None), other_page);
    }

    #[test]
    fn only_what_can_change_is_loaded_again() {
        assert_eq!(answer(1, Ok(7)).reload_after(|_| None), None);
        assert_eq!(answer(1, Err(AppError::NotFound)).reload_after(|_| None), None);
        for error in [AppError::Unreachable, AppError::Unreadable] {
            let after = error.retry_after();
            assert!(after.is_some());
            assert_eq!(answer(1, Err(error)).reload_after(|_| None), after);
        }
    }
}
