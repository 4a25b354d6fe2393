//! The pages, one module each.

#[cfg(feature = "ssr")]
mod design;
mod home;
mod not_found;
mod offline;
mod player;
mod player_session;
mod session;
mod sort;
mod sync;
mod team;
mod teams;

#[cfg(feature = "ssr")]
pub(crate) use design::Design;
pub(crate) use home::Home;
pub(crate) use not_found::NotFound;
pub(crate) use offline::Offline;
pub(crate) use player::Player;
pub(crate) use player_session::PlayerSession;
pub(crate) use session::Session;
pub(crate) use sync::SyncPage;
pub(crate) use team::Team;
pub(crate) use teams::Teams;
