//! The figures of the part that is shown: the whole, or a window, which changes while the page stays.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};

use crate::{error::AppError, model::Window};

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

impl<F> Shown<F> {
    /// The figures that are there, be they current or not.
    pub(super) fn at_hand(&self) -> Option<&F> {
        match self {
            Self::There(figures) | Self::Loading(figures) => Some(figures),
            Self::Failed(_) => None,
        }
    }
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

/// Follows the window: its figures are those that came with the page, or are asked for on their own. Of a request that
/// goes on when the window changes, nobody waits for the answer.
pub(super) fn shown_figures<P: Figured>(
    page: Memo<P>,
    window: Memo<Option<Window>>,
) -> Memo<Shown<P::Figures>> {
    type Fetched<F> = ((String, Window), Result<F, AppError>);
    let fetched = RwSignal::new(None::<Fetched<P::Figures>>);
    Effect::new(move |_| {
        let Some(wanted) = window.get() else { return };
        let Some((key, asking)) = page.with(|page| {
            page.at_hand(Some(wanted)).is_none().then(|| (page.key(), page.fetch(wanted)))
        }) else {
            return;
        };
        // Ends when this runs again, and with the page.
        spawn_local_scoped_with_cancellation(async move {
            let answer = asking.await;
            fetched.set(Some(((key, wanted), answer)));
        });
    });
    Memo::new(move |last: Option<&Shown<P::Figures>>| {
        page.with(|page| {
            fetched.with(|fetched| {
                let wanted = window.get();
                if let Some(figures) = page.at_hand(wanted) {
                    return Shown::There(figures);
                }
                let answer = fetched
                    .as_ref()
                    .filter(|((key, window), _)| Some(*window) == wanted && *key == page.key());
                match answer {
                    Some((_, Ok(figures))) => Shown::There(figures.clone()),
                    Some((_, Err(error))) => Shown::Failed(error.clone()),
                    None => {
                        Shown::Loading(last.and_then(Shown::at_hand).cloned().unwrap_or_default())
                    }
                }
            })
        })
    })
}
