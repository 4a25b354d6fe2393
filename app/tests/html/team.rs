//! A team.

use crate::{Fixture, get, text};

#[tokio::test]
async fn sessions_come_newest_first_under_their_months() {
    let page = get(&Fixture::default(), "/teams/first").await;
    assert_eq!(page.text("h1"), "A-lag herrer");
    assert_eq!(page.texts(".sessions__month")[..2], ["September 2025", "August 2025"]);
    let rows = page.texts(".sessions__row");
    assert_eq!(rows.len(), 100);
    assert_eq!(rows[0], "Sun 14 Cup tie Match 17:30 1:15:00");
    assert_eq!(
        rows[1], "Fri 12 Training Training 17:30 1:15:13",
        "a session without a name is called by its type"
    );
    assert_eq!(page.all(".sessions__row a")[0].attr("href"), Some("/sessions/cup-tie"));
}

#[tokio::test]
async fn pages_lead_to_each_other() {
    let first = get(&Fixture::default(), "/teams/first").await;
    assert_eq!(first.text(".pages__range"), "1–100 of 183");
    assert_eq!(first.link("Older"), "/teams/first?page=1");
    assert_eq!(first.all(".pages [rel=prev]").len(), 0);
    let second = get(&Fixture::default(), "/teams/first?page=1").await;
    assert_eq!(second.text(".pages__range"), "101–183 of 183");
    assert_eq!(second.link("Newer"), "/teams/first");
    assert_eq!(second.all(".pages [rel=next]").len(), 0);
    assert_eq!(second.texts(".sessions__month").last().map(String::as_str), Some("Without a date"));
}

/// Why the list is empty, and the only link out of it: its label and where it leads.
async fn empty_list(path: &str) -> (String, String, String) {
    let page = get(&Fixture::default(), path).await;
    let ways = page.all(".team-layout__main a");
    assert_eq!(ways.len(), 1, "{path}");
    (page.text(".empty p"), text(ways[0]), ways[0].attr("href").unwrap().to_owned())
}

#[tokio::test]
async fn an_empty_list_says_why_and_has_one_way_out() {
    for (path, why, label, way_out) in [
        (
            "/teams/first?page=7",
            "This page is beyond the end of the list, which has 183 sessions.",
            "Show the newest sessions",
            "/teams/first",
        ),
        (
            "/teams/first?type=MATCH&page=7",
            "This page is beyond the end of the list, which has 31 sessions.",
            "Show the newest sessions",
            "/teams/first?type=MATCH",
        ),
        (
            "/teams/first?since=2025-09-30&until=2025-09-01",
            "No day is between these two: Tue 30 Sep 2025 is after Mon 1 Sep 2025.",
            "Show all sessions",
            "/teams/first",
        ),
        (
            "/teams/first?until=1999-01-01&page=3",
            "No session passes this filter.",
            "Show all sessions",
            "/teams/first",
        ),
    ] {
        let found = empty_list(path).await;
        assert_eq!(found, (why.to_owned(), label.to_owned(), way_out.to_owned()), "{path}");
    }
}

#[tokio::test]
async fn a_filter_is_in_the_address_and_in_sight() {
    let page =
        get(&Fixture::default(), "/teams/first?type=MATCH&since=2025-09-01&until=2025-09-30").await;
    assert_eq!(
        page.text(".filter__active span"),
        "Only type Match, from Mon 1 Sep 2025, to Tue 30 Sep 2025"
    );
    assert_eq!(page.link("Show all sessions"), "/teams/first");
    assert_eq!(page.texts(".sessions__type"), ["Match", "Match"]);
    assert_eq!(page.text("main option[selected]"), "Match");
    assert_eq!(page.all("input[name=since]")[0].attr("value"), Some("2025-09-01"));
    let form = page.all("form[role=search]")[0];
    assert_eq!((form.attr("method"), form.attr("action")), (Some("get"), Some("/teams/first")));
}

#[tokio::test]
async fn a_type_that_only_polar_knows_can_be_filtered_too() {
    let page = get(&Fixture::default(), "/teams/first?type=YOGA").await;
    assert_eq!(page.text("main option[selected]"), "YOGA");
    assert!(page.texts(".sessions__type").iter().all(|kind| kind == "YOGA"));
}

#[tokio::test]
async fn the_roster_has_number_name_and_role() {
    let page = get(&Fixture::default(), "/teams/first").await;
    let people = page.texts(".roster tbody tr");
    assert_eq!(people.len(), 22);
    assert_eq!(people[6], "7 Åge Næss Midtbane");
    assert_eq!(people[21], "– Prøvespiller");
}

#[tokio::test]
async fn a_new_team_says_what_will_come() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, "/teams/first").await;
    assert_eq!(page.texts(".empty").len(), 2);
    assert!(page.texts(".empty")[0].starts_with("There are no sessions yet."));
    assert_eq!(page.all(".empty a").len(), 0, "there is nowhere to go to");
}

#[tokio::test]
async fn the_roster_leads_to_the_players() {
    let page = get(&Fixture::default(), "/teams/first").await;
    assert_eq!(page.link("Åge Næss"), "/teams/first/players/player-7");
}

#[tokio::test]
async fn words_find_sessions_and_players() {
    let page = get(&Fixture::default(), "/teams/first?q=%C3%A5ge&week=2025-W36").await;
    assert_eq!(page.text(".team-found a"), "7 Åge Næss");
    assert_eq!(page.text(".empty p"), "No session passes this filter.");
    let page = get(&Fixture::default(), "/teams/first?q=BORTE+%C3%B8rn&week=2025-W36").await;
    assert_eq!(page.all(".team-found").len(), 0);
    assert!(page.texts(".sessions__row").iter().all(|row| row.contains("borte mot Ørn")));
    assert_eq!(page.text(".filter__active span"), "Only with “BORTE ørn”");
    assert_eq!(page.link("Show all sessions"), "/teams/first?week=2025-W36");
    assert_eq!(page.all("input[name=q]")[0].attr("value"), Some("BORTE ørn"));
    assert_eq!(page.all("input[type=hidden][name=week]")[0].attr("value"), Some("2025-W36"));
}

#[tokio::test]
async fn the_week_has_seven_days_between_matches() {
    let page = get(&Fixture::default(), "/teams/first?type=MATCH&week=2025-W36").await;
    assert_eq!(page.text("#week"), "Week Mon 1 Sep 2025 to Sun 7 Sep 2025");
    let days = page.texts(".week__name");
    assert_eq!(days.len(), 7);
    assert_eq!((days[0].as_str(), days[1].as_str()), ("Mon 1 MD−1", "Tue 2 MD"));
    assert_eq!(days[6], "Sun 7 MD+5 MD−7");
    assert_eq!(page.link("Previous week"), "/teams/first?type=MATCH&week=2025-W35");
    assert_eq!(page.link("Next week"), "/teams/first?type=MATCH&week=2025-W37");
    let newest = get(&Fixture::default(), "/teams/first").await;
    assert_eq!(newest.all(".week__steps [rel=next]").len(), 0);
    let session = newest.texts(".week__session").pop().unwrap();
    assert!(
        session.starts_with("Cup tie Match 17:30 1:15:00 Mean of 19 players Distance"),
        "{session}"
    );
}

#[tokio::test]
async fn the_calendar_tells_types_by_letter_and_matches_by_shape() {
    let page = get(&Fixture::default(), "/teams/first").await;
    let last = page.all(".calendar__table a[href='/sessions/cup-tie']")[0];
    assert_eq!(text(last), "M");
    assert!(last.attr("class").unwrap().contains("calendar__day--round"));
    let label = last.attr("aria-label").unwrap();
    assert!(label.starts_with("Sun 14 Sep 2025: Cup tie, load "), "{label}");
    let notes = page.texts(".footnote").join(" ");
    assert!(notes.contains("? YOGA, D Drill, M Match, S Strength, T Training."), "{notes}");
}
