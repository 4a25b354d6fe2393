//! Browsers in which coaches are signed in.

use crate::model::{BrowserRow, BrowsersPage};

/// This one, one that tells what it is and one that does not.
pub fn page() -> BrowsersPage {
    let browser = |id: &str, device: Option<&str>, is_this, used_before_s| BrowserRow {
        id: id.into(),
        device: device.map(str::to_owned),
        is_this,
        opened_before_s: 172_800,
        used_before_s,
        ends_in_s: 432_000,
    };
    let browsers = vec![
        browser("this", Some("Firefox, Windows"), true, 0),
        browser("tablet", Some("Safari, iPad"), false, 7_200),
        browser("unknown", None, false, 90_000),
    ];
    BrowsersPage { browsers }
}
