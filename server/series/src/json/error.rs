//! Why a document cannot be read.

use std::{fmt, io};

/// Why a document cannot be read. Lines and columns count from 1, columns in bytes.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The reader failed.
    #[error("reading failed: {0}")]
    Io(#[source] io::Error),
    /// The document ends before it is complete.
    #[error("the document ends too early, at line {line} column {column}")]
    CutShort {
        /// The last line.
        line: usize,
        /// Where the last line ends.
        column: usize,
    },
    /// The text is not JSON.
    #[error("{problem} at line {line} column {column}")]
    Syntax {
        /// What is wrong.
        problem: &'static str,
        /// The line of the first byte that is wrong.
        line: usize,
        /// The column of that byte.
        column: usize,
    },
    /// The document is not what was to be read.
    #[error("{problem} at line {line} column {column}")]
    Shape {
        /// What is wrong.
        problem: String,
        /// The line in which the wrong value begins or ends.
        line: usize,
        /// The column at which reading stopped.
        column: usize,
    },
}

/// Why reading goes no further. Where that was is known to [`read`](super::read), which makes an [`Error`] of it.
#[derive(Debug)]
pub struct Stop(pub(super) Box<Cause>);

#[derive(Debug)]
pub(super) enum Cause {
    Io(io::Error),
    End,
    Syntax(&'static str),
    Shape(String),
}

impl From<Cause> for Stop {
    #[cold]
    fn from(cause: Cause) -> Self {
        Self(Box::new(cause))
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Cause::Io(error) => error.fmt(formatter),
            Cause::End => formatter.write_str("the document ends too early"),
            Cause::Syntax(problem) => formatter.write_str(problem),
            Cause::Shape(problem) => formatter.write_str(problem),
        }
    }
}

impl std::error::Error for Stop {}

impl serde::de::Error for Stop {
    #[cold]
    fn custom<T: fmt::Display>(problem: T) -> Self {
        Cause::Shape(problem.to_string()).into()
    }
}
