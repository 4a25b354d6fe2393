use app::model::{AuditAction, AuditActor, TeamId};

use super::{
    TestStore,
    samples::{grant, noon},
};
use crate::store::AuditEntry;

on_both_databases! {
    an_entry_concerns_its_grant_its_teams_or_everybody,
    the_log_is_read_in_pages_and_old_entries_go,
}

fn entry(subject: &str, day: u32, coach: Option<&str>, teams: &[&str]) -> AuditEntry {
    AuditEntry {
        at: noon(day),
        action: AuditAction::PassMade,
        actor: AuditActor::Coach,
        actor_name: Some("Firefox, Linux".to_owned()),
        subject: Some(subject.to_owned()),
        grant: coach.map(|id| grant(id).id),
        teams: teams.iter().map(|id| TeamId::from(*id)).collect(),
    }
}

async fn an_entry_concerns_its_grant_its_teams_or_everybody(store: TestStore) {
    let entries = [
        entry("own", 1, Some("a"), &[]),
        entry("of the team", 2, Some("b"), &["t"]),
        entry("of more teams", 3, Some("b"), &["t", "u"]),
        entry("of nobody's teams", 4, Some("b"), &[]),
        entry("of everybody", 5, None, &[]),
        entry("own, of a team that was lost", 6, Some("a"), &["u"]),
    ];
    for entry in &entries {
        store.add_audit_entry(entry).await.unwrap();
    }
    let seen = async |teams: &[&str]| -> Vec<AuditEntry> {
        let teams: Vec<TeamId> = teams.iter().map(|id| TeamId::from(*id)).collect();
        store.audit_entries(&grant("a").id, &teams, 0, 10).await.unwrap()
    };
    let of = |positions: &[usize]| -> Vec<AuditEntry> {
        positions.iter().map(|position| entries[*position].clone()).collect()
    };
    assert_eq!(seen(&["t"]).await, of(&[5, 4, 1, 0]));
    assert_eq!(seen(&["t", "u"]).await, of(&[5, 4, 2, 1, 0]));
    assert_eq!(seen(&[]).await, of(&[5, 4, 0]));
}

async fn the_log_is_read_in_pages_and_old_entries_go(store: TestStore) {
    for day in 1..=5 {
        store.add_audit_entry(&entry(&day.to_string(), day, Some("a"), &["t"])).await.unwrap();
    }
    let page = async |skipped, count| -> Vec<String> {
        let entries = store.audit_entries(&grant("a").id, &[], skipped, count).await.unwrap();
        entries.into_iter().filter_map(|entry| entry.subject).collect()
    };
    assert_eq!(page(0, 2).await, ["5", "4"]);
    assert_eq!(page(4, 2).await, ["1"]);
    assert_eq!(store.delete_audit_entries(noon(3)).await.unwrap(), 2);
    assert_eq!(page(0, 9).await, ["5", "4", "3"]);
}
