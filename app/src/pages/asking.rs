//! What a page asks for on its own while it stays.

use std::{future::Future, time::Duration};

use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};

use crate::{error::AppError, timer::Timer};

/// What was asked for, and what came of it.
pub(super) type Answer<K, T> = (K, Result<T, AppError>);

/// In the browser: asks for what is wanted, and after an error that may pass, again by itself. Of a request that goes on
/// when something else is wanted, nobody waits for the answer.
///
/// Until there is another answer to the same, the last one stays; who comes back to something asks for it anew.
pub(super) fn answers<K, T, A, F>(wanted: Memo<Option<K>>, ask: F) -> RwSignal<Option<Answer<K, T>>>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
    A: Future<Output = Result<T, AppError>> + 'static,
    F: Fn(&K) -> A + 'static,
{
    let answer = RwSignal::new(None::<Answer<K, T>>);
    let again = Trigger::new();
    Effect::new(move |_| {
        again.track();
        let wanted = wanted.get();
        if answer.with_untracked(|answer| is_over(answer.as_ref(), wanted.as_ref())) {
            answer.set(None);
        }
        let Some(wanted) = wanted else { return };
        let asking = ask(&wanted);
        // Ends when this runs again, and with the page.
        spawn_local_scoped_with_cancellation(async move {
            let result = asking.await;
            answer.set(Some((wanted, result)));
        });
    });
    Effect::new(move |_| {
        let after = answer.with(|answer| retry_after(answer.as_ref()));
        let timer = after.and_then(|after| Timer::start(after, move || again.notify()));
        on_cleanup(move || drop(timer));
    });
    answer
}

/// Whether it answers something else than what is wanted.
fn is_over<K: PartialEq, T>(answer: Option<&Answer<K, T>>, wanted: Option<&K>) -> bool {
    answer.is_some_and(|(of, _)| Some(of) != wanted)
}

/// In what time to ask again, if at all.
fn retry_after<K, T>(answer: Option<&Answer<K, T>>) -> Option<Duration> {
    answer?.1.as_ref().err()?.retry_after()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_that_may_pass_is_asked_again() {
        let after = |result: Result<u8, AppError>| retry_after(Some(&("a window", result)));
        assert_eq!(after(Err(AppError::Unreachable)), AppError::Unreachable.retry_after());
        assert!(after(Err(AppError::Unreachable)).is_some());
        assert_eq!(after(Err(AppError::NotFound)), None);
        assert_eq!(after(Ok(7)), None);
        assert_eq!(retry_after::<u8, u8>(None), None);
    }

    #[test]
    fn an_answer_is_over_as_soon_as_something_else_is_wanted() {
        let answer: Answer<u8, u8> = (1, Err(AppError::Unreachable));
        assert!(is_over(Some(&answer), Some(&2)));
        assert!(is_over(Some(&answer), None), "who comes back does not see the old error");
        assert!(!is_over(Some(&answer), Some(&1)), "it stays while it is asked again");
        assert!(!is_over::<u8, u8>(None, Some(&1)));
    }
}
