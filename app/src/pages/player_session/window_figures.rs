//! The figures of the part of the player's session that is shown.

use std::future::Future;

use crate::{
    api::get_player_figures,
    error::AppError,
    model::{Figures, PlayerSessionPage, Window},
    pages::shown::{self, Figured},
};

/// The figures to show; `None` when there are none.
pub(super) type Shown = shown::Shown<Option<Figures>>;

impl Shown {
    /// The figures that are there, be they current or not.
    pub(super) fn figures(&self) -> Option<&Figures> {
        self.at_hand().and_then(Option::as_ref)
    }
}

impl Figured for PlayerSessionPage {
    type Figures = Option<Figures>;

    fn key(&self) -> String {
        self.player_session_id.0.clone()
    }

    fn at_hand(&self, window: Option<Window>) -> Option<Option<Figures>> {
        match window {
            None => Some(self.summary.clone()),
            window if window == self.window => Some(self.window_figures.clone()),
            Some(_) => None,
        }
    }

    fn fetch(
        &self,
        window: Window,
    ) -> impl Future<Output = Result<Option<Figures>, AppError>> + use<> {
        get_player_figures(self.head.id.clone(), self.player_session_id.clone(), window)
    }
}
