//! Signing in: OAuth with Polar, the sessions of browsers, and the grants that coaches gave.
//!
//! A browser's session holds the id of a grant and nothing else; tokens stay in the database, sealed.

mod flow;
mod grants;
mod pending;
mod web_sessions;

pub use flow::{LoginState, router, sign_in_browser, signed_in_grant, told};
pub use grants::{GrantError, Grants};
pub use web_sessions::{WebSessions, session_layer};
