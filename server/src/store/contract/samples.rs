//! Values to put into a store under test.

use app::model::{PlayerId, PlayerSessionId, SessionType, TeamId, TrainingSessionId};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

use crate::store::{
    Grant, GrantId, Member, Participant, Pass, SessionDetails, Team, TrainingSession, WebSession,
};

/// 12:00 UTC on a day of June 2026.
pub(in crate::store) fn noon(day: u32) -> DateTime<Utc> {
    local(day, 12).and_utc()
}

/// An hour of a day of June 2026, at the venue.
pub(in crate::store) fn local(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

pub(in crate::store) fn grant(id: &str) -> Grant {
    Grant {
        id: GrantId(id.to_owned()),
        access_token: vec![1, 2, 0, 255],
        refresh_token: Some(vec![3]),
        created_at: noon(1),
        expires_at: noon(1),
        ended: false,
    }
}

/// A pass of the grant `a` for the team `t`, from the first to the tenth.
pub(in crate::store) fn pass(id: &str) -> Pass {
    Pass {
        id: id.into(),
        grant: grant("a").id,
        label: "Tablet beside the pitch".to_owned(),
        teams: vec![TeamId::from("t")],
        sees_health: false,
        created_at: noon(1),
        expires_at: noon(10),
        opened_at: None,
        last_used_at: None,
        revoked_at: None,
    }
}

/// A session in which nobody is signed in.
pub(in crate::store) fn web_session(id_hash: &[u8], expires_at: DateTime<Utc>) -> WebSession {
    WebSession {
        id_hash: id_hash.to_vec(),
        data: b"data".to_vec(),
        expires_at,
        grant: None,
        device: None,
        opened_at: noon(1),
        last_seen_at: noon(1),
        idle_at: None,
    }
}

pub(in crate::store) fn team(id: &str, organisation: Option<&str>, name: Option<&str>) -> Team {
    Team {
        id: TeamId::from(id),
        name: name.map(str::to_owned),
        organisation: organisation.map(str::to_owned),
    }
}

pub(in crate::store) fn member(id: &str, number: Option<i32>, last_name: &str) -> Member {
    Member {
        player_id: PlayerId::from(id),
        number,
        role: Some("Målvakt".to_owned()),
        first_name: None,
        last_name: Some(last_name.to_owned()),
    }
}

/// A session of the team `t`, from 10:00 to 12:00, trimmed to start at 11:00.
pub(in crate::store) fn session(id: &str, day: u32, session_type: SessionType) -> TrainingSession {
    TrainingSession {
        id: TrainingSessionId::from(id),
        team_id: TeamId::from("t"),
        name: Some(format!("Session {id}")),
        session_type: Some(session_type),
        note: None,
        sport: Some("SOCCER".to_owned()),
        arena: None,
        record_start: Some(local(day, 10)),
        record_end: Some(local(day, 12)),
        start: Some(local(day, 11)),
        end: Some(local(day, 12)),
        modified: Some(noon(day)),
        details: None,
    }
}

pub(in crate::store) fn participant(
    player_id: &str,
    player_session_id: Option<&str>,
) -> Participant {
    Participant {
        player_id: PlayerId::from(player_id),
        number: Some(7),
        role: None,
        player_session_id: player_session_id.map(PlayerSessionId::from),
    }
}

/// The details of a session in which only these took part.
pub(in crate::store) fn squad(participants: &[(&str, Option<&str>)]) -> SessionDetails {
    let participants =
        participants.iter().map(|(player, recording)| participant(player, *recording));
    SessionDetails { participants: participants.collect(), markers: Vec::new() }
}
