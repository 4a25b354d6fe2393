//! How many of something there are, in a sentence.

use std::fmt;

use crate::{format, preferences::Locale};

/// A number of things. Written, it has its thousands apart; what is counted may depend on how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Count {
    /// How many.
    pub(crate) n: u32,
    locale: Locale,
}

impl Count {
    pub(crate) fn new(locale: Locale, n: u32) -> Self {
        Self { n, locale }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format::number(self.locale, f64::from(self.n), 0))
    }
}
