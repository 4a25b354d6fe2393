//! Teams and their rosters.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer};

use super::{List, SportProfile, tolerant};

/// A team, as the list of teams has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Team {
    /// The team's id.
    #[serde(deserialize_with = "tolerant::id")]
    pub id: String,
    /// What the club calls it.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub name: Option<String>,
    /// The club.
    #[serde(flatten, deserialize_with = "organisation")]
    pub organisation: Option<String>,
    /// When it was made.
    #[serde(default, deserialize_with = "tolerant::utc")]
    pub created: Option<DateTime<Utc>>,
    /// When it was last changed.
    #[serde(default, deserialize_with = "tolerant::utc")]
    pub modified: Option<DateTime<Utc>>,
}

/// A team with its roster.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TeamDetails {
    /// What the list says about it.
    #[serde(flatten)]
    pub team: Team,
    /// The roster; staff can be in it.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub players: List<Player>,
    /// How the team's sensors are set up, by sport.
    #[serde(default, deserialize_with = "tolerant::list")]
    pub sport_profiles: List<SportProfile>,
}

/// Somebody on a roster: a player or, with a number from 100 at one club, a member of staff.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Player {
    /// The player's id.
    #[serde(rename = "player_id", deserialize_with = "tolerant::id")]
    pub id: String,
    /// The number on the shirt.
    #[serde(rename = "player_number", default, deserialize_with = "tolerant::integer")]
    pub number: Option<i32>,
    /// What the player does in the team: free text in the club's language.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub role: Option<String>,
    /// First name.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default, deserialize_with = "tolerant::text")]
    pub last_name: Option<String>,
}

/// British and American spelling, even both at once.
fn organisation<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Spellings {
        #[serde(deserialize_with = "tolerant::text")]
        organisation: Option<String>,
        #[serde(deserialize_with = "tolerant::text")]
        organization: Option<String>,
    }
    let spellings = Spellings::deserialize(deserializer)?;
    Ok(spellings.organisation.or(spellings.organization))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENTED: &str = r#"{
        "id": "wMYz6L4w", "name": "Team1", "organisation": "Organisation1",
        "created": "2017-04-13T21:06:58Z", "modified": "2017-04-13T21:06:58Z",
        "players": [
            {"player_id": "ZmozZxkr", "player_number": 12, "role": "Midfielder",
             "first_name": "John", "last_name": "Doe"}
        ]
    }"#;

    fn read(json: &str) -> TeamDetails {
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
    }

    #[test]
    fn the_documented_example_is_read() {
        let details = read(DOCUMENTED);
        assert_eq!(details.team.id, "wMYz6L4w");
        assert_eq!(details.team.name.as_deref(), Some("Team1"));
        assert_eq!(details.team.organisation.as_deref(), Some("Organisation1"));
        let created = details.team.created.unwrap();
        assert_eq!((created, details.team.modified), (created, Some(created)));
        assert_eq!(created.to_rfc3339(), "2017-04-13T21:06:58+00:00");
        let john = Player {
            id: "ZmozZxkr".to_owned(),
            number: Some(12),
            role: Some("Midfielder".to_owned()),
            first_name: Some("John".to_owned()),
            last_name: Some("Doe".to_owned()),
        };
        assert_eq!(details.players.items, [john]);
        assert_eq!(details.sport_profiles, List::default());
    }

    #[test]
    fn both_spellings_of_the_organisation_are_read() {
        for json in [
            r#"{"id": "t", "organisation": "Club"}"#,
            r#"{"id": "t", "organization": "Club"}"#,
            r#"{"id": "t", "organization": "Club", "organisation": "Club"}"#,
            r#"{"id": "t", "organization": "Club", "organisation": null}"#,
        ] {
            assert_eq!(read(json).team.organisation.as_deref(), Some("Club"), "{json}");
        }
    }

    #[test]
    fn a_bad_player_costs_nobody_else() {
        let details = read(
            r#"{"id": "t", "players": [
                {"player_id": "a", "player_number": "100", "role": "Fysio"},
                {"player_number": 7}, null, "b",
                {"player_id": 42, "player_number": {"x": 1}}
            ]}"#,
        );
        let ids: Vec<_> = details.players.iter().map(|player| player.id.as_str()).collect();
        assert_eq!(ids, ["a", "42"]);
        assert_eq!((details.players[0].number, details.players[1].number), (Some(100), None));
        assert_eq!(details.players.skipped, 3);
    }

    #[test]
    fn only_the_id_is_needed() {
        assert_eq!(read(r#"{"id": "t"}"#).team.name, None);
        assert!(serde_json::from_str::<TeamDetails>(r#"{"name": "Team1"}"#).is_err());
        assert!(serde_json::from_str::<TeamDetails>(r#"{"id": " "}"#).is_err());
    }
}
