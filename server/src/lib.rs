//! The `touchline` server: signs coaches in with Polar, fetches and keeps their teams' sessions, and serves
//! the pages of the `app` crate with the data on them.
//!
//! Start reading at [`commands`] (what the binary can do) or [`web::router`] (every address there is).

mod audit;
mod chain;
pub mod clock;
pub mod club;
pub mod commands;
pub mod dashboard;
pub mod entropy;
mod housekeeping;
pub mod login;
mod metrics;
pub mod retention;
pub mod secrets;
pub mod settings;
pub mod store;
pub mod sync;
#[cfg(test)]
mod test_log;
pub mod web;
