//! The stand-in service as its clients see it: over HTTP, against the documentation.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod access;
mod agreement;
mod edits;
mod faults;
mod limits;
mod lists;
mod oauth;
mod pages;
mod samples;
mod support;
mod variety;
