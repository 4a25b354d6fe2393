//! The server as a browser sees it, against the stand-in Polar service; each test has its own pair of them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod access;
mod access_matrix;
mod addresses;
mod browsers;
mod data;
mod downloads;
mod faults;
mod passes;
mod pitch;
mod preferences;
mod rights;
mod secrets;
mod security;
mod sign_in;
mod support;
mod watching;
