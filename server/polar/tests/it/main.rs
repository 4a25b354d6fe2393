//! The crate against services: one that fails in every way, and the stand-in for the real one.

#![expect(clippy::unwrap_used, reason = "a test's helper may panic, as the test itself may")]

mod bodies;
mod budget;
mod faults;
mod figures;
mod fuzz;
mod lists;
mod oauth_faults;
mod retries;
mod samples;
mod service;
mod support;
