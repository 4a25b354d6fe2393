//! Something that is done later, in the browser.

use std::time::Duration;

use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};

/// Calls back once, unless it is dropped before.
#[derive(Debug)]
pub(crate) struct Timer(TimeoutHandle);

impl Timer {
    pub(crate) fn start(after: Duration, call: impl FnOnce() + 'static) -> Option<Self> {
        set_timeout_with_handle(call, after).ok().map(Self)
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.0.clear();
    }
}
