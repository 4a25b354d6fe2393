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
