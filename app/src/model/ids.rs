//! Ids: opaque text, one type each so that they cannot be mixed up. All but those of browsers and passes are Polar's.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// A browser in which somebody is signed in.
    BrowserId
}
id! {
    /// A pass.
    PassId
}
id! {
    /// A team.
    TeamId
}
id! {
    /// A player (or a member of staff) on a roster.
    PlayerId
}
id! {
    /// A team's training session.
    TrainingSessionId
}
id! {
    /// One player's recording, usually inside a team's training session.
    PlayerSessionId
}
