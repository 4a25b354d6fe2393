//! The browsers that are signed in, and the audit log.

use app::model::AuditAction;

use crate::{
    Fixture,
    browser::{get_as, post},
    fixture::Wish,
    get,
};

#[tokio::test]
async fn each_browser_says_what_it_is_and_can_be_ended() {
    let page = get(&Fixture::default(), "/browsers").await;
    let browsers = page.texts(".access__one");
    assert_eq!(browsers.len(), 3);
    let parts = [
        ["Firefox, Windows", "this browser", "signed in 2 days ago", "last used just now"],
        ["Safari, iPad", "last used 2 h ago", "ends in 5 days at the latest", "End"],
        ["Unknown browser", "last used 25 h ago", "signed in 2 days ago", "End"],
    ];
    for (browser, parts) in browsers.iter().zip(parts) {
        for part in parts {
            assert!(browser.replace('\u{a0}', " ").contains(part), "{part}: {browser}");
        }
    }
    assert_eq!(page.texts(".access__one strong").len(), 1, "one is this one");
}

#[tokio::test]
async fn browsers_are_ended_without_scripts() {
    let club = Fixture::default();
    let answer = post(&club, "/api/ui/end_browser", "browser_id=tablet", "/browsers").await;
    let location = answer.location.unwrap();
    assert_eq!(location.trim_end_matches('?'), "http://touchline.test/browsers");
    post(&club, "/api/ui/end_other_browsers", "", "/browsers").await;
    assert_eq!(*club.wishes.lock().unwrap(), [Wish::End("tablet".into()), Wish::EndOthers]);
}

#[tokio::test]
async fn the_log_says_who_did_what_and_leads_to_older_entries() {
    let page = get(&Fixture::default(), "/audit?page=1").await;
    let entries = page.texts(".audit__entry");
    assert_eq!(entries.len(), AuditAction::ALL.len());
    for part in ["Signed in", "Coach: Firefox, Windows", "A-lag herrer", "14:02 UTC"] {
        assert!(entries[0].contains(part), "{part}: {}", entries[0]);
    }
    assert!(
        entries.iter().any(|entry| entry.contains("Pass opened") && entry.contains("Pass: Physio"))
    );
    let links = page.all(".audit__pages a");
    let links: Vec<_> = links.iter().filter_map(|link| link.value().attr("href")).collect();
    assert_eq!(links, ["/audit", "/audit?page=2"]);
    let german = get_as(&Fixture::default(), "/audit", "", "de").await;
    assert!(german.texts(".audit__entry")[1].contains("Anmeldung abgelehnt"));
    let empty = get(&Fixture { empty: true, ..Fixture::default() }, "/audit").await;
    assert_eq!(empty.texts(".empty"), ["Nothing has been written down for these teams."]);
}
