//! The web server: every address there is, and what holds for all of them.

mod api;
mod club;
mod connections;
mod downloads;
mod health;
mod origin;
mod preferences;
mod router;
mod security;
mod static_files;

pub(crate) use connections::{Limits, serve};
pub use router::{WebState, router};
