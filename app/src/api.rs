//! Server functions: what pages ask the server for. Each is a public address, and each body is one call on the
//! [port](crate::port), which knows who is asking.

mod audit;
mod browsers;
mod loading;
mod passes;
mod players;
mod sessions;
mod side_by_side;
mod sync;
mod teams;
mod track;
mod unattended;
mod viewer;

pub use audit::get_audit;
pub use browsers::{EndBrowser, EndOtherBrowsers, end_browser, end_other_browsers, get_browsers};
pub(crate) use loading::Loading;
pub use passes::{RevokePass, get_passes, revoke_pass};
pub use players::get_player;
pub use sessions::{get_player_figures, get_player_session, get_session};
pub use side_by_side::{get_figures_side_by_side, get_side_by_side};
pub use sync::{PauseSync, RetrySync, get_sync_status, pause_sync, retry_sync};
pub use teams::{get_team, get_teams};
pub use track::{SaveField, get_track, save_field};
pub use unattended::{Asking, UNATTENDED, is_unattended};
pub(crate) use unattended::{asked, unattended};
pub use viewer::get_viewer;

#[cfg(feature = "ssr")]
use crate::{components::set_status, error::AppError};

/// Lets the HTTP status of a page that is rendered on the server say what the answer says, too. Where a browser asks
/// by itself, the server does it for all functions.
#[cfg(feature = "ssr")]
fn with_status<T>(answer: Result<T, AppError>) -> Result<T, AppError> {
    answer.inspect_err(|error| set_status(error.status()))
}
