//! The pages, one module each.

mod asking;
mod audit;
mod browsers;
mod chart_card;
mod compare;
#[cfg(feature = "ssr")]
mod design;
mod home;
mod in_chart;
mod lane_chooser;
mod not_found;
mod offline;
mod pass;
mod passes;
mod player;
mod player_session;
mod session;
mod shown;
mod sort;
mod sync;
mod team;
mod teams;

pub(crate) use audit::Audit;
pub(crate) use browsers::Browsers;
pub(crate) use compare::Compare;
#[cfg(feature = "ssr")]
pub(crate) use design::Design;
pub(crate) use home::Home;
pub(crate) use not_found::NotFound;
pub(crate) use offline::Offline;
pub(crate) use pass::OpenPass;
pub(crate) use passes::Passes;
pub(crate) use player::Player;
pub(crate) use player_session::PlayerSession;
pub(crate) use session::Session;
pub(crate) use sync::SyncPage;
pub(crate) use team::Team;
pub(crate) use teams::Teams;
