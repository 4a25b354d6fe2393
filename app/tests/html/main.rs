//! Every page as the server sends it, over a club with made-up people.

#![expect(unreachable_pub, reason = "a test crate has no users")]
#![expect(clippy::unwrap_used, reason = "a page that cannot be read is a failed test")]

mod audit;
mod browser;
mod compare;
mod design;
mod documents;
mod failures;
mod fetching;
mod fixture;
mod home;
mod passes;
mod pitch;
mod player;
mod player_session;
mod preferences;
mod session;
mod sync;
mod team;
mod teams;

use browser::{get, text};
use fixture::Fixture;
