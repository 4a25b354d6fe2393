//! Signing in: OAuth with Polar, the sessions of browsers, the grants that coaches gave, and the passes that they made.
//!
//! A browser's session holds the id of a grant or of a pass and nothing else; tokens stay in the database, sealed.

mod attempts;
mod device;
mod flow;
mod grants;
mod passes;
mod pending;
mod sign_ins;
mod ticket;
mod web_sessions;

pub use device::device;
pub(crate) use flow::{CLEARED, router};
pub use flow::{LoginState, Refusals, SignedIn, let_in, sign_in_browser, signed_in, told};
pub use grants::{GrantError, Grants};
pub use passes::{PassError, Passes};
pub use sign_ins::SignIns;
pub use ticket::Ticket;
pub use web_sessions::{SessionLimits, WebSessions, session_layer};
