//! Text that must never be read in a log: its `Debug` is redacted, and it has neither `Display` nor equality.

use std::fmt;

use serde::Deserialize;

macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it came.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text itself: to send it, or to encrypt and store it.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}

secret! {
    /// What proves to the API that a coach let us in. Lives 12 hours.
    AccessToken
}
secret! {
    /// What gets the next access token.
    RefreshToken
}
secret! {
    /// What proves to the sign-in service which installation is asking.
    ClientSecret
}
secret! {
    /// What the browser brings back from Polar's page: good for one exchange.
    AuthorizationCode
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_the_name_only() {
        assert_eq!(format!("{:?}", AccessToken::new("abc123")), "AccessToken(redacted)");
        assert_eq!(
            format!("{:?}", Some(RefreshToken::new("abc123"))),
            "Some(RefreshToken(redacted))"
        );
        assert_eq!(format!("{:?}", ClientSecret::new("abc123")), "ClientSecret(redacted)");
        assert_eq!(
            format!("{:?}", AuthorizationCode::new("abc123")),
            "AuthorizationCode(redacted)"
        );
    }
}
