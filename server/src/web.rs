//! The web server: every address there is, and what holds for all of them.

mod addresses;
mod api;
mod club;
mod connections;
mod downloads;
mod health;
mod origin;
mod passes;
mod preferences;
mod qr;
mod router;
mod security;
mod static_files;

pub use addresses::{Address, Addresses};
pub(crate) use connections::{Limits, serve};
pub(crate) use passes::too_often;
pub use router::{WebState, router};
