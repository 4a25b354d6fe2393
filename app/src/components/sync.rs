//! How much of what Polar has is here: known to the whole app once, told in the bar of every page.

mod indicator;
#[cfg(feature = "hydrate")]
mod live;

use leptos::prelude::*;

pub(super) use self::indicator::SyncIndicator;
#[cfg(feature = "ssr")]
pub(crate) use self::indicator::{Shown as SyncShown, State as SyncState};
use super::ViewerResource;
use crate::{
    api::{Loading, get_sync_status},
    error::AppError,
    model::SyncStatus,
};

/// How much is here: first as the server rendered it, then as the server tells it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SyncFeed {
    /// What came with the page; never loaded again.
    first: Loading<Result<SyncStatus, AppError>>,
    /// What came later; of errors only that nobody is signed in any more.
    latest: RwSignal<Option<Result<SyncStatus, AppError>>>,
    /// The server does not tell any more.
    lost: RwSignal<bool>,
}

impl SyncFeed {
    /// Loads the state and lets all components below have it. In the browser it follows what the server tells, as long
    /// as somebody is signed in.
    pub(super) fn provide(viewer: ViewerResource) -> Self {
        let feed = Self {
            first: Loading::new_with_options(|| (), |()| get_sync_status(), false),
            latest: RwSignal::new(None),
            lost: RwSignal::new(false),
        };
        provide_context(feed);
        #[cfg(feature = "hydrate")]
        live::follow(feed, viewer);
        #[cfg(not(feature = "hydrate"))]
        let _ = viewer;
        feed
    }

    /// The state now and from now on, once it is known or cannot be known.
    pub(crate) async fn status(self) -> Memo<Result<SyncStatus, AppError>> {
        let first = self.first.await;
        Memo::new(move |_| self.latest.get().unwrap_or_else(|| first.clone()))
    }

    /// Whether the state is an old one, because the server does not tell any more.
    pub(crate) fn lost(self) -> Signal<bool> {
        self.lost.into()
    }

    /// Asks for the state, without waiting until the server tells. That nobody is signed in any more is an answer, too;
    /// when asking fails in another way, what is there stays.
    pub(crate) fn refresh(self) {
        leptos::task::spawn_local(async move {
            let answer = get_sync_status().await;
            if matches!(answer, Ok(_) | Err(AppError::NotSignedIn)) {
                self.latest.set(Some(answer));
            }
        });
    }
}
