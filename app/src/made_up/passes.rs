//! Passes in each state.

use crate::model::{PassRow, PassState, PassesPage};

use super::season;

/// The page of a coach with two teams.
pub fn page(empty: bool) -> PassesPage {
    let teams = season::teams().into_iter().map(|card| card.team).collect();
    let pass = |id: &str, label: &str, sees_health, state, last_used_before_s| PassRow {
        id: id.into(),
        label: label.to_owned(),
        teams: vec!["A-lag herrer".to_owned()],
        other_teams: u32::from(id == "open"),
        sees_health,
        state,
        made_before_s: 172_800,
        last_used_before_s,
    };
    let passes = vec![
        pass("waiting", "Physio", true, PassState::Waiting(86_400), None),
        pass("open", "Tablet", false, PassState::Open(18_000), Some(120)),
        pass("expired", "Guest", false, PassState::Expired, Some(90_000)),
        pass("revoked", "Lost phone", true, PassState::Revoked, Some(90_000)),
        pass("disconnected", "Assistant", true, PassState::Disconnected, Some(90_000)),
    ];
    PassesPage { teams, passes: if empty { Vec::new() } else { passes } }
}
