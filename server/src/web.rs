//! The web server: every address there is, and what holds for all of them.

mod api;
mod club;
mod downloads;
mod health;
mod origin;
mod preferences;
mod router;
mod security;
mod static_files;

pub use router::{WebState, router};
