//! The browsers in which coaches are signed in.

use serde::{Deserialize, Serialize};

use super::BrowserId;

/// Where coaches are signed in who see the same teams as the one who asks, or fewer of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowsersPage {
    /// The last used first.
    pub browsers: Vec<BrowserRow>,
}

/// A browser in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrowserRow {
    /// Which. It opens nothing.
    pub id: BrowserId,
    /// What it calls itself, such as `Firefox, Windows`.
    pub device: Option<String>,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// How long ago somebody signed in, in s.
    pub opened_before_s: u32,
    /// How long ago it was used, in s.
    pub used_before_s: u32,
    /// In how long it is signed out at the latest, in s.
    pub ends_in_s: u32,
}
