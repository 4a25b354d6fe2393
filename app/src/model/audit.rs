//! The audit log: who did what, and when. It says nothing of anybody's health.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// A page of the log, as far as it concerns the coach who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The newest first.
    pub entries: Vec<AuditRow>,
    /// Which page: 0 has the newest entries.
    pub page: u32,
    /// Whether there are older entries.
    pub has_older: bool,
}

impl AuditPage {
    /// How many entries a page has at most.
    pub const ENTRIES: u32 = 50;
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// When, in UTC.
    pub at: NaiveDateTime,
    /// What.
    pub action: AuditAction,
    /// Who.
    pub actor: AuditActor,
    /// The name of who did it: of a coach the browser, of a pass its label.
    pub actor_name: Option<String>,
    /// To what it was done: a pass's label, a browser, a player's number.
    pub subject: Option<String>,
    /// The names of the teams that it concerns; none for what concerns the whole installation.
    pub teams: Vec<String>,
}

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$about])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in the database.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }

            /// The one with this name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

keyed! {
    /// What can be done.
    AuditAction {
        /// A coach signed in.
        SignedIn = "signed-in",
        /// Polar, or the coach there, refused a sign-in.
        SignInRefused = "sign-in-refused",
        /// Somebody signed out.
        SignedOut = "signed-out",
        /// Polar does not let a coach see teams any more.
        AccessLost = "access-lost",
        /// A browser's session was ended.
        SessionEnded = "session-ended",
        /// A pass was made.
        PassMade = "pass-made",
        /// A pass was opened.
        PassOpened = "pass-opened",
        /// A pass was revoked.
        PassRevoked = "pass-revoked",
        /// Fetching was paused.
        SyncPaused = "sync-paused",
        /// Fetching was let go on.
        SyncResumed = "sync-resumed",
        /// What did not work was tried again.
        SyncRetried = "sync-retried",
        /// Everything about a player was downloaded.
        PlayerExported = "player-exported",
        /// Everything about a player was deleted.
        PlayerDeleted = "player-deleted",
        /// What is sealed got a new key.
        KeysRotated = "keys-rotated",
        /// What a lost key has sealed was given up: coaches' connections and browsers' sessions.
        KeysForgotten = "keys-forgotten",
    }
}

keyed! {
    /// Who can do it.
    AuditActor {
        /// A coach. Polar does not tell who, only the browser is known.
        Coach = "coach",
        /// Somebody who looks through a pass.
        Pass = "pass",
        /// Somebody who is not signed in.
        Nobody = "nobody",
        /// Who runs the installation.
        Operator = "operator",
        /// Polar.
        Polar = "polar",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read() {
        for action in AuditAction::ALL {
            assert_eq!(AuditAction::from_key(action.key()), Some(*action));
        }
        for actor in AuditActor::ALL {
            assert_eq!(AuditActor::from_key(actor.key()), Some(*actor));
        }
        assert_eq!(AuditAction::from_key("danced"), None);
    }
}
