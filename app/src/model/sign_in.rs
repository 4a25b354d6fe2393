//! Why a sign-in did not work.

/// Why a sign-in with Polar did not work. Travels as a key in the address of the home page, which shows what
/// happened and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// The coach said no on Polar's page.
    Denied,
    /// Polar refused for another reason.
    Refused,
    /// The answer belongs to no sign-in that this browser started, or was used already.
    Stale,
    /// The sign-in took too long: Polar does not accept its code any more.
    Expired,
    /// Polar does not know this installation, or not with this secret or address.
    Misconfigured,
    /// Polar cannot be reached or answers with errors.
    PolarUnavailable,
    /// Something went wrong on the Touchline server.
    Internal,
}

impl SignInProblem {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Denied,
        Self::Refused,
        Self::Stale,
        Self::Expired,
        Self::Misconfigured,
        Self::PolarUnavailable,
        Self::Internal,
    ];

    /// Its name in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Refused => "refused",
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Misconfigured => "misconfigured",
            Self::PolarUnavailable => "polar-unavailable",
            Self::Internal => "internal",
        }
    }

    /// The problem of that name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|problem| problem.key() == key)
    }

    /// What happened, for a heading.
    pub fn what_happened(self) -> &'static str {
        match self {
            Self::Denied => "Access was not granted",
            Self::Refused => "Polar refused the sign-in",
            Self::Stale => "This sign-in cannot be continued",
            Self::Expired => "The sign-in took too long",
            Self::Misconfigured => "Polar does not accept this installation",
            Self::PolarUnavailable => "Polar cannot be reached right now",
            Self::Internal => "Something went wrong on the server",
        }
    }

    /// Why, and what to do about it.
    pub fn what_to_do(self) -> &'static str {
        match self {
            Self::Denied => {
                "You chose not to let Touchline read your teams. Without that it has nothing to show. Sign in again \
                 when you want to grant access."
            }
            Self::Refused => {
                "Polar sent you back without access. Try again; if it happens again, tell whoever runs this server."
            }
            Self::Stale => {
                "It was already used, or it was started in another browser or tab. Nothing is lost: start again from here."
            }
            Self::Expired => {
                "The code from Polar is valid for a short time only and has expired. Start again from here."
            }
            Self::Misconfigured => {
                "The client id, the secret or the redirect address of this installation do not match what is \
                 registered at Polar. Whoever runs this server must check TOUCHLINE_POLAR_CLIENT_ID, \
                 TOUCHLINE_POLAR_CLIENT_SECRET and TOUCHLINE_PUBLIC_URL."
            }
            Self::PolarUnavailable => {
                "Its sign-in service does not answer. Your data here is safe. Try again in a few minutes."
            }
            Self::Internal => {
                "The details are in the server's log. Try again; if it happens again, tell whoever runs this server."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_comes_back_from_its_key() {
        for problem in SignInProblem::ALL {
            assert_eq!(SignInProblem::from_key(problem.key()), Some(problem));
        }
        assert_eq!(SignInProblem::from_key("nonsense"), None);
    }
}
