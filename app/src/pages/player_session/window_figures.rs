//! The figures of the part that is shown: the whole, or a window, which changes while the page stays.

use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};

use crate::{
    api::get_player_figures,
    error::AppError,
    model::{Figures, PlayerSessionPage, Window},
};

/// The figures to show.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::pages) enum Shown {
    /// The figures of what the address asks for; `None` when there are none.
    There(Option<Figures>),
    /// They are on their way; until then the ones that were shown before.
    Loading(Option<Figures>),
    /// They could not be loaded.
    Failed(AppError),
}

impl Shown {
    /// The figures that are there, be they current or not.
    pub(super) fn figures(&self) -> Option<&Figures> {
        match self {
            Self::There(figures) | Self::Loading(figures) => figures.as_ref(),
            Self::Failed(_) => None,
        }
    }
}

type Fetched = (Window, Result<Option<Figures>, AppError>);

/// Follows the window: its figures are those that came with the page, or are asked for on their own. Of a request that
/// goes on when the window changes, nobody waits for the answer.
pub(in crate::pages) fn shown_figures(
    page: Memo<PlayerSessionPage>,
    window: Memo<Option<Window>>,
) -> Memo<Shown> {
    let fetched = RwSignal::new(None::<Fetched>);
    Effect::new(move |_| {
        let Some(wanted) = window.get() else { return };
        let Some((session_id, player_session_id)) = page.with(|page| {
            (page.window != Some(wanted))
                .then(|| (page.head.id.clone(), page.player_session_id.clone()))
        }) else {
            return;
        };
        // Ends when this runs again, and with the page.
        spawn_local_scoped_with_cancellation(async move {
            let answer = get_player_figures(session_id, player_session_id, wanted).await;
            fetched.set(Some((wanted, answer)));
        });
    });
    Memo::new(move |last: Option<&Shown>| {
        page.with(|page| {
            fetched.with(|fetched| {
                shown(page, window.get(), fetched.as_ref(), last.and_then(Shown::figures))
            })
        })
    })
}

fn shown(
    page: &PlayerSessionPage,
    window: Option<Window>,
    fetched: Option<&Fetched>,
    last: Option<&Figures>,
) -> Shown {
    match (window, fetched) {
        (None, _) => Shown::There(page.summary.clone()),
        (wanted, _) if wanted == page.window => Shown::There(page.window_figures.clone()),
        (Some(wanted), Some((window, answer))) if wanted == *window => match answer {
            Ok(figures) => Shown::There(figures.clone()),
            Err(error) => Shown::Failed(error.clone()),
        },
        (Some(_), _) => Shown::Loading(last.cloned()),
    }
}
