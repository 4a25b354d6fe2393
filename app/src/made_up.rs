//! A club with made-up people, for tests and for the page that shows every part of the pages.

#![expect(missing_docs, reason = "what is made up is called by what it stands for")]

pub mod audit;
pub mod browsers;
pub mod passes;
pub mod people;
pub mod player;
pub mod recording;
pub mod season;
pub mod side_by_side;
pub mod sync;
