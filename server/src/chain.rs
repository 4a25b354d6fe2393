//! An error with all its causes, as text.

use std::{error::Error, fmt};

/// An error with all its causes, for the log and for whoever runs Touchline: many say only what was tried, and leave
/// it to their cause to say why it did not work.
pub(crate) struct Chain<'a>(pub(crate) &'a dyn Error);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
