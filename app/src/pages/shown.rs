//! The figures of the part that is shown: the whole, or a window, which changes while the page stays.

use std::{future::Future, time::Duration};

use leptos::prelude::*;

use super::asking::answers;
use crate::{error::AppError, model::Window, preferences::texts, timer::Timer};

/// The figures to show.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shown<F> {
    /// The figures of what is shown.
    There(F),
    /// They are on their way; until then the ones that were shown before.
    Loading(F),
    /// They could not be loaded.
    Failed(AppError),
}

impl<F: Clone + Default> Shown<F> {
    /// What came with the page, or the answer to what did not; until it is there, what was shown last.
    fn of(at_hand: Option<F>, answer: Option<&Result<F, AppError>>, last: Option<&Self>) -> Self {
        match (at_hand, answer) {
            (Some(figures), _) => Self::There(figures),
            (None, Some(Ok(figures))) => Self::There(figures.clone()),
            (None, Some(Err(error))) => Self::Failed(error.clone()),
            (None, None) => {
                Self::Loading(last.and_then(Self::at_hand).cloned().unwrap_or_default())
            }
        }
    }
}

impl<F> Shown<F> {
    /// Whether those that are there are not current.
    pub(super) fn is_loading(&self) -> bool {
        matches!(self, Self::Loading(_))
    }

    /// The figures that are there, be they current or not.
    pub(super) fn at_hand(&self) -> Option<&F> {
        match self {
            Self::There(figures) | Self::Loading(figures) => Some(figures),
            Self::Failed(_) => None,
        }
    }
}

/// Why figures could not be loaded, below where they would be.
#[component]
pub(super) fn NotLoaded<F>(shown: Memo<Shown<F>>) -> impl IntoView
where
    F: Send + Sync + 'static,
{
    let texts = texts();
    move || {
        shown.with(|shown| match shown {
            Shown::Failed(error) => {
                let said = texts.problems.of(error).sentence;
                Some(view! { <p class="footnote" role="status">{said}</p> })
            }
            Shown::There(_) | Shown::Loading(_) => None,
        })
    }
}

/// What takes no longer is not worth a sign.
const LATE_AFTER: Duration = Duration::from_millis(200);

/// Whether figures have been on their way for so long that it is to be seen. While a gesture goes on they come several
/// times a second: sections that grow pale each time would flicker, and take the frames of the gesture.
pub(super) fn is_late(loading: Memo<bool>) -> Signal<bool> {
    let late = RwSignal::new(false);
    Effect::new(move |_| {
        let loading = loading.get();
        let timer = loading.then(|| Timer::start(LATE_AFTER, move || late.set(true))).flatten();
        on_cleanup(move || drop(timer));
        if !loading && late.get_untracked() {
            late.set(false);
        }
    });
    late.into()
}

/// What a page shows figures of.
pub(super) trait Figured: Send + Sync + 'static {
    /// The figures.
    type Figures: Clone + Default + PartialEq + Send + Sync + 'static;

    /// Whose they are: an answer for another page is none.
    fn key(&self) -> String;

    /// Those that came with the page; `None` for other windows.
    fn at_hand(&self, window: Option<Window>) -> Option<Self::Figures>;

    /// Asks for those of a window.
    fn fetch(
        &self,
        window: Window,
    ) -> impl Future<Output = Result<Self::Figures, AppError>> + use<Self>;
}

/// Follows the window: its figures are those that came with the page, or are asked for on their own.
pub(super) fn shown_figures<P: Figured>(
    page: Memo<P>,
    window: Memo<Option<Window>>,
) -> Memo<Shown<P::Figures>> {
    // What did not come with the page.
    let wanted = Memo::new(move |_| {
        let window = window.get()?;
        page.with(|page| page.at_hand(Some(window)).is_none().then(|| (page.key(), window)))
    });
    let answer = answers(wanted, move |(_, window)| page.with(|page| page.fetch(*window)));
    Memo::new(move |last: Option<&Shown<P::Figures>>| {
        let at_hand = page.with(|page| page.at_hand(window.get()));
        wanted.with(|wanted| {
            answer.with(|answer| {
                let answer = answer.as_ref().filter(|(of, _)| Some(of) == wanted.as_ref());
                Shown::of(at_hand, answer.map(|(_, answer)| answer), last)
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_end_on_another_thread_than_it_began() {
        let page = Owner::new();
        page.with(|| is_late(Memo::new(|_| false)));
        let ended = std::thread::spawn(move || drop(page)).join();
        assert!(ended.is_ok());
    }

    #[test]
    fn what_is_on_its_way_is_preceded_by_what_was_shown() {
        let there = Shown::There(7);
        assert_eq!(Shown::of(None, None, Some(&there)), Shown::Loading(7));
        assert_eq!(Shown::of(None, Some(&Ok(8)), Some(&Shown::Loading(7))), Shown::There(8));
        assert_eq!(Shown::of(Some(9), None, Some(&there)), Shown::There(9));
    }

    #[test]
    fn after_an_error_there_is_nothing_until_the_next_answer() {
        let failed = Shown::of(None, Some(&Err(AppError::Unreachable)), Some(&Shown::There(7)));
        assert_eq!(failed, Shown::Failed(AppError::Unreachable));
        assert_eq!(Shown::of(None, None, Some(&failed)), Shown::Loading(0));
        assert_eq!(Shown::of(None, Some(&Ok(8)), Some(&failed)), Shown::There(8));
    }
}
