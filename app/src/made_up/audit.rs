//! An audit log.

use chrono::{NaiveDateTime, TimeDelta};

use crate::model::{AuditAction, AuditActor, AuditPage, AuditRow};

/// Each kind of entry once, one a minute; there are older ones.
pub fn page(page: u32, empty: bool) -> AuditPage {
    let last = NaiveDateTime::default() + TimeDelta::minutes(14 * 60 + 2);
    let entry = |(minutes, action): (i64, &AuditAction)| {
        let (actor, actor_name, subject) = match action {
            AuditAction::SignInRefused => (AuditActor::Nobody, Some("Chrome, Android"), None),
            AuditAction::AccessLost => (AuditActor::Polar, None, None),
            AuditAction::PassOpened => (AuditActor::Pass, Some("Physio"), Some("Safari, iPad")),
            AuditAction::PassMade | AuditAction::PassRevoked => {
                (AuditActor::Coach, Some("Firefox, Windows"), Some("Physio"))
            }
            AuditAction::KeysRotated => (AuditActor::Operator, None, Some("0badcafe")),
            AuditAction::KeysForgotten => (AuditActor::Operator, None, None),
            _ => (AuditActor::Coach, Some("Firefox, Windows"), None),
        };
        AuditRow {
            at: last - TimeDelta::minutes(minutes),
            action: *action,
            actor,
            actor_name: actor_name.map(str::to_owned),
            subject: subject.map(str::to_owned),
            teams: vec!["A-lag herrer".to_owned()],
        }
    };
    let entries: Vec<AuditRow> = (0..).zip(AuditAction::ALL).map(entry).collect();
    AuditPage { entries: if empty { Vec::new() } else { entries }, page, has_older: !empty }
}
