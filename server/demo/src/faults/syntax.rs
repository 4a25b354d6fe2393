//! Rules as people write them: `KIND@ENDPOINT[:every=N]`.

use std::{fmt::Write as _, str::FromStr};

use crate::endpoint::Endpoint;

use super::{Fault, FaultKind};

/// Why a text is no rule, and what would be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultSyntax {
    /// There is no `@`.
    #[error("write KIND@ENDPOINT, such as 503@teams or slow@player-session:every=3")]
    NoEndpoint,
    /// The kind is none.
    #[error("there is no fault {0:?}; the faults are {kinds}", kinds = kinds())]
    UnknownKind(String),
    /// The endpoint is none.
    #[error("there is no endpoint {0:?}; the endpoints are {endpoints}", endpoints = endpoints())]
    UnknownEndpoint(String),
    /// The frequency is none.
    #[error("{0:?} does not say how often; write every=N or next=N with N from 1 on")]
    UnknownFrequency(String),
}

fn kinds() -> String {
    FaultKind::NAMED.map(|(name, ..)| name).join(", ")
}

fn endpoints() -> String {
    format!("all, api, {}", Endpoint::ALL.map(Endpoint::name).join(", "))
}

impl Fault {
    /// What rules look like as text, with all kinds and endpoints.
    pub fn syntax() -> String {
        let mut text = String::from(
            "KIND@ENDPOINT strikes every request to an endpoint, KIND@ENDPOINT:every=N each Nth, \
             KIND@ENDPOINT:next=N the first N.\n\nKinds:\n",
        );
        for (name, _, description) in FaultKind::NAMED {
            let _ = writeln!(text, "  {name:<17} {description}");
        }
        let _ = write!(text, "\nEndpoints: {}", endpoints());
        text
    }
}

impl FromStr for Fault {
    type Err = FaultSyntax;

    fn from_str(text: &str) -> Result<Self, FaultSyntax> {
        let (kind, place) = text.split_once('@').ok_or(FaultSyntax::NoEndpoint)?;
        let (endpoint, frequency) = match place.split_once(':') {
            Some((endpoint, frequency)) => (endpoint, Some(frequency)),
            None => (place, None),
        };
        let (_, kind, _) = FaultKind::NAMED
            .into_iter()
            .find(|(name, ..)| *name == kind)
            .ok_or_else(|| FaultSyntax::UnknownKind(kind.to_owned()))?;
        let fault = match endpoint {
            "all" => Self::everywhere(kind),
            "api" => Self::api(kind),
            name => Endpoint::ALL
                .into_iter()
                .find(|endpoint| endpoint.name() == name)
                .map(|endpoint| Self::at(endpoint, kind))
                .ok_or_else(|| FaultSyntax::UnknownEndpoint(name.to_owned()))?,
        };
        let Some(frequency) = frequency else { return Ok(fault) };
        let number = |name: &str| {
            let number = frequency.strip_prefix(name)?.parse().ok()?;
            (number > 0).then_some(number)
        };
        if let Some(nth) = number("every=") {
            Ok(fault.every(nth))
        } else if let Some(requests) = number("next=") {
            Ok(fault.next(requests))
        } else {
            Err(FaultSyntax::UnknownFrequency(frequency.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, time::Duration};

    use super::*;

    #[test]
    fn rules_are_read() {
        let read = |text: &str| text.parse::<Fault>().unwrap();
        let slow = FaultKind::Slow(Duration::from_millis(500));
        assert_eq!(read("hang@team"), Fault::at(Endpoint::Team, FaultKind::Hang));
        assert_eq!(
            read("slow@player-session:every=3"),
            Fault::at(Endpoint::PlayerSession, slow).every(3)
        );
        assert_eq!(read("empty@api:next=2"), Fault::api(FaultKind::Empty).next(2));
        assert_eq!(read("html@all"), Fault::everywhere(FaultKind::Html));
    }

    #[test]
    fn errors_tell_what_is_possible() {
        let refused = |text: &str| text.parse::<Fault>().unwrap_err();
        assert_eq!(refused("hang"), FaultSyntax::NoEndpoint);
        assert_eq!(refused("hangs@api"), FaultSyntax::UnknownKind("hangs".into()));
        assert_eq!(refused("hang@"), FaultSyntax::UnknownEndpoint(String::new()));
        for often in ["", "every", "every=0", "next=-1", "next=", "3"] {
            let expected = FaultSyntax::UnknownFrequency(often.into());
            assert_eq!(refused(&format!("hang@api:{often}")), expected);
        }
        for (name, kind, _) in FaultKind::NAMED {
            assert!(refused("hangs@api").to_string().contains(name));
            assert!(Fault::syntax().contains(name));
            assert_eq!(format!("{name}@teams").parse(), Ok(Fault::at(Endpoint::Teams, kind)));
        }
        let names: HashSet<_> = FaultKind::NAMED.into_iter().map(|(name, ..)| name).collect();
        assert_eq!(names.len(), FaultKind::NAMED.len(), "no name stands for two kinds");
        assert!(refused("hang@session").to_string().contains("player-session"));
    }
}
