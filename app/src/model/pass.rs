//! Passes: leave for staff, who have no sign-in at Polar, to look at some teams.

use serde::{Deserialize, Serialize};

use super::{PassId, TeamHead, TeamId};

/// The passes that a coach may see and revoke, and what new ones can be made for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PassesPage {
    /// The coach's teams, by organisation and name.
    pub teams: Vec<TeamHead>,
    /// The newest first.
    pub passes: Vec<PassRow>,
}

/// A pass in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassRow {
    /// Which.
    pub id: PassId,
    /// What the coach calls it.
    pub label: String,
    /// The names of the teams that it sees, as far as the coach sees them, too.
    pub teams: Vec<String>,
    /// How many other teams it was made for.
    pub other_teams: u32,
    /// Whether it sees what the heart tells; else only movement.
    pub sees_health: bool,
    /// Whether it works.
    pub state: PassState,
    /// How long ago it was made, in s.
    pub made_before_s: u32,
    /// How long ago somebody looked through it, in s; `None` for never.
    pub last_used_before_s: Option<u32>,
}

/// Whether a pass works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PassState {
    /// Its link was not opened yet; it works for so long, in s.
    Waiting(u32),
    /// A device has it; it works for so long, in s.
    Open(u32),
    /// Its time is over.
    Expired,
    /// A coach revoked it.
    Revoked,
    /// The connection with Polar, of the coach who made it, has ended.
    Disconnected,
}

impl PassState {
    /// Whether it can be revoked.
    pub fn lives(self) -> bool {
        matches!(self, Self::Waiting(_) | Self::Open(_))
    }
}

/// A pass that a coach wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPass {
    /// What it is called: not empty, at most [`Self::LONGEST_LABEL`] characters.
    pub label: String,
    /// What it is to see: at least one.
    pub teams: Vec<TeamId>,
    /// How long it works, in days: one of [`Self::DAYS`].
    pub days: u16,
    /// Whether it sees what the heart tells.
    pub sees_health: bool,
}

impl NewPass {
    /// How long a pass can work, in days.
    pub const DAYS: [u16; 4] = [1, 7, 30, 180];

    /// How long it works unless something else is chosen, in days.
    pub const USUAL_DAYS: u16 = 7;

    /// How many characters a label has at most.
    pub const LONGEST_LABEL: usize = 60;

    /// The pass of a form; `None` without a name or a team, or with what the form does not offer.
    pub fn from_form(fields: &[(String, String)]) -> Option<Self> {
        let values = |name: &'static str| {
            fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
        };
        let label = values("label").next().map(str::trim)?;
        let mut teams: Vec<TeamId> = values("team").map(TeamId::from).collect();
        teams.sort_unstable();
        teams.dedup();
        let days = values("days").next()?.parse().ok().filter(|days| Self::DAYS.contains(days))?;
        let has_label = (1..=Self::LONGEST_LABEL).contains(&label.chars().count());
        (has_label && !teams.is_empty()).then(|| Self {
            label: label.to_owned(),
            teams,
            days,
            sees_health: values("health").any(|value| value == "yes"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pass(fields: &[(&str, &str)]) -> Option<NewPass> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        NewPass::from_form(&fields.collect::<Vec<_>>())
    }

    #[test]
    fn a_form_makes_a_pass_that_sees_no_more_than_was_ticked() {
        let form =
            [("label", " Physio "), ("team", "u"), ("team", "t"), ("team", "u"), ("days", "7")];
        let expected = NewPass {
            label: "Physio".to_owned(),
            teams: vec!["t".into(), "u".into()],
            days: 7,
            sees_health: false,
        };
        assert_eq!(pass(&form), Some(expected.clone()));
        let [label, team, other, _, days] = form;
        let with_health = pass(&[label, team, other, days, ("health", "yes")]);
        assert_eq!(with_health, Some(NewPass { sees_health: true, ..expected }));
    }

    #[test]
    fn half_a_form_makes_none() {
        let (label, team, days) = (("label", "Physio"), ("team", "t"), ("days", "7"));
        let long = "a".repeat(NewPass::LONGEST_LABEL + 1);
        assert!(pass(&[label, team, days]).is_some());
        for fields in [
            [label, label, days],
            [team, team, days],
            [label, team, team],
            [("label", "  "), team, days],
            [("label", &long), team, days],
            [label, team, ("days", "3650")],
        ] {
            assert_eq!(pass(&fields), None, "{fields:?}");
        }
    }
}
