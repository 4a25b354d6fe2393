//! How players are called, and in which order they stand.

use std::collections::HashMap;

use app::{
    error::AppError,
    model::{PlayerId, PlayerName, TeamId},
};

use super::{ClubDesk, internal};
use crate::store::{Member, Participant, Roster};

/// The names of everybody who is or was on a team.
pub(super) struct Names(HashMap<PlayerId, Member>);

impl ClubDesk {
    /// The names of a team's players, as far as the roster has been read.
    pub(super) async fn names(&self, team_id: &TeamId) -> Result<Names, AppError> {
        let roster = self.store.roster(team_id).await.map_err(internal)?;
        let everybody = roster
            .into_iter()
            .flat_map(|Roster { members, former, .. }| former.into_iter().chain(members));
        Ok(Names(everybody.map(|member| (member.player_id.clone(), member)).collect()))
    }
}

impl Names {
    /// How somebody is called who belongs to the team, or who has taken part in its sessions.
    pub(super) fn of_player(&self, id: &PlayerId, took_part: bool) -> Option<PlayerName> {
        let nameless =
            || PlayerName { id: id.clone(), number: None, name: id.0.clone(), role: None };
        self.0.get(id).map(of_member).or_else(|| took_part.then(nameless))
    }

    /// How somebody is called who took part in a session: with the number and role of that day.
    pub(super) fn of_participant(&self, participant: &Participant) -> PlayerName {
        let member = self.0.get(&participant.player_id);
        PlayerName {
            id: participant.player_id.clone(),
            number: participant.number.or(member.and_then(|member| member.number)),
            name: member.map_or_else(|| participant.player_id.0.clone(), full_name),
            role: participant
                .role
                .clone()
                .or_else(|| member.and_then(|member| member.role.clone())),
        }
    }
}

/// How somebody on a roster is called.
pub(super) fn of_member(member: &Member) -> PlayerName {
    PlayerName {
        id: member.player_id.clone(),
        number: member.number,
        name: full_name(member),
        role: member.role.clone(),
    }
}

/// The order of a squad: by number, those without one last.
pub(super) fn squad_order(player: &PlayerName) -> impl Ord + use<> {
    (player.number.is_none(), player.number, player.name.to_lowercase(), player.id.clone())
}

/// First and last name, or the id when Polar sent neither.
fn full_name(member: &Member) -> String {
    let parts: Vec<&str> = [&member.first_name, &member.last_name]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    if parts.is_empty() { member.player_id.0.clone() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(first_name: Option<&str>, last_name: Option<&str>) -> Member {
        Member {
            player_id: "p".into(),
            number: Some(10),
            role: Some("Forward".to_owned()),
            first_name: first_name.map(str::to_owned),
            last_name: last_name.map(str::to_owned),
        }
    }

    fn participant(number: Option<i32>, role: Option<&str>) -> Participant {
        Participant {
            player_id: "p".into(),
            number,
            role: role.map(str::to_owned),
            player_session_id: None,
        }
    }

    #[test]
    fn a_name_is_what_polar_sent_of_it() {
        assert_eq!(of_member(&member(Some("Ann"), Some("Lee"))).name, "Ann Lee");
        assert_eq!(of_member(&member(None, Some("Lee"))).name, "Lee");
        assert_eq!(of_member(&member(None, None)).name, "p");
    }

    #[test]
    fn a_participant_has_the_number_and_role_of_the_day() {
        let names = Names(HashMap::from([("p".into(), member(Some("Ann"), None))]));
        let today = names.of_participant(&participant(Some(7), Some("Keeper")));
        assert_eq!(
            (today.number, today.role.as_deref(), today.name.as_str()),
            (Some(7), Some("Keeper"), "Ann")
        );
        let usual = names.of_participant(&participant(None, None));
        assert_eq!((usual.number, usual.role.as_deref()), (Some(10), Some("Forward")));
        let stranger = Names(HashMap::new()).of_participant(&participant(None, None));
        assert_eq!((stranger.number, stranger.name.as_str()), (None, "p"));
    }

    #[test]
    fn a_squad_stands_by_number_and_then_by_name() {
        let player = |number, name: &str| PlayerName {
            id: name.into(),
            number,
            name: name.to_owned(),
            role: None,
        };
        let mut squad =
            [player(None, "a"), player(Some(10), "x"), player(Some(9), "z"), player(Some(10), "B")];
        squad.sort_by_key(squad_order);
        let names: Vec<_> = squad.iter().map(|player| player.name.as_str()).collect();
        assert_eq!(names, ["z", "B", "x", "a"]);
    }
}
