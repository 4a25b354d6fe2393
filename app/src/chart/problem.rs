//! Why details of a recording did not come.

/// Why details did not come. What was loaded before stays.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only a browser fetches details"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// No answer.
    Unreachable,
    /// Nobody is signed in any more.
    SignedOut,
    /// An answer that is no frame, with its HTTP status.
    Refused(u16),
    /// A frame that cannot be read.
    Unreadable,
}
