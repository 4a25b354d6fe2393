//! The web server: every address there is, and what holds for all of them.

mod addresses;
mod api;
mod club;
mod connections;
mod document;
mod downloads;
mod functions;
mod health;
mod metrics;
mod origin;
mod passes;
mod preferences;
mod qr;
mod request_id;
mod rights;
mod router;
mod security;
mod static_files;

pub use addresses::{Address, Addresses};
pub(crate) use connections::{Limits, serve};
pub(crate) use metrics::{Gauges, metrics_router};
pub(crate) use passes::too_often;
pub use router::{WebState, router};
