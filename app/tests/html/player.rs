//! A player over time.

use crate::{Fixture, browser::get_as, get, text};

const PLAYER: &str = "/teams/first/players/player-7";

#[tokio::test]
async fn the_head_says_who_and_up_to_when() {
    let page = get(&Fixture::default(), PLAYER).await;
    assert_eq!(page.text("h1"), "Åge Næss");
    assert_eq!(page.text(".player__number"), "Number 7");
    assert_eq!(page.text(".head__facts"), "to Sun 14 Sep 2025, the team’s last session");
    assert_eq!(page.link("A-lag herrer"), "/teams/first");
    assert!(page.texts(".footnote")[0].starts_with("3 sessions of the team are not"));
}

#[tokio::test]
async fn types_and_ranges_are_links_that_keep_each_other() {
    let page = get(&Fixture::default(), &format!("{PLAYER}?type=MATCH&range=12-weeks")).await;
    assert_eq!(page.texts(".part[aria-current]"), ["Match", "12 weeks"]);
    assert_eq!(page.link("4 weeks"), format!("{PLAYER}?type=MATCH&range=4-weeks"));
    assert_eq!(page.link("All types"), format!("{PLAYER}?range=12-weeks"));
    let rows = page.all(".played tbody tr").len();
    assert!((1..10).contains(&rows), "{rows}");
}

#[tokio::test]
async fn the_calendar_has_a_column_for_each_week_and_a_link_for_each_day() {
    let page = get(&Fixture::default(), PLAYER).await;
    assert_eq!(page.all(".calendar__table tbody tr").len(), 7);
    let weeks = page.all(".calendar__table thead th").len();
    for row in page.all(".calendar__table tbody tr") {
        assert_eq!(row.child_elements().count(), weeks + 1);
    }
    let days = page.all(".calendar__table a");
    let first =
        days.iter().find(|day| day.attr("href") == Some("/sessions/cup-tie/players/recording-0"));
    let label = first.unwrap().attr("aria-label").unwrap();
    assert!(label.starts_with("Sun 14 Sep 2025: Cup tie, load "), "{label}");
    assert!(first.unwrap().attr("class").unwrap().contains("calendar__day--round"), "a match");
    let unknown = days.iter().find(|day| day.attr("href") == Some("/sessions/session-4"));
    let unknown = unknown.unwrap();
    assert!(unknown.attr("aria-label").unwrap().ends_with("not known"));
    assert!(unknown.attr("class").unwrap().contains("calendar__day--unknown"));
    assert_eq!(page.texts(".calendar__legend li").len(), 6);
    assert!(page.text(".calendar__legend p").contains("training load"));
}

#[tokio::test]
async fn bests_lead_to_the_session_and_to_the_very_minutes() {
    let page = get(&Fixture::default(), PLAYER).await;
    let tiles = page.texts(".tiles--bests .tile");
    assert_eq!(
        tiles,
        [
            "Top speed 32.5 km/h Sun 14 Sep 2025",
            "Longest time 1:33:24 Sun 14 Sep 2025",
            "Hardest 1 min 213 m Sun 14 Sep 2025",
        ]
    );
    let targets: Vec<_> = page.all(".best").iter().filter_map(|best| best.attr("href")).collect();
    let session = "/sessions/cup-tie/players/recording-0";
    assert_eq!(targets, [session, session, &format!("{session}?from=700000&to=760000")]);
}

#[tokio::test]
async fn the_load_has_its_definitions_and_predicts_nothing() {
    let page = get(&Fixture::default(), PLAYER).await;
    let tiles = page.texts(".tiles--load .tile");
    assert_eq!(tiles.len(), 5);
    assert_eq!(tiles[2], "Acute : chronic 1.16 coupled: the 7 days are among the 28");
    let notes = page.texts(".footnote").join(" ");
    assert!(notes.contains("it does not predict injuries"), "{notes}");
}

#[tokio::test]
async fn trends_mark_what_is_not_usual_by_shape() {
    let page = get(&Fixture::default(), PLAYER).await;
    assert_eq!(page.all("figure.trend-card").len(), 6);
    let chart = page.all("figure.trend-card")[0];
    assert_eq!(text(chart.child_elements().next().unwrap()), "Distance m");
    let shapes: std::collections::BTreeSet<_> = page
        .all(".trend__plot .trend__dot path")
        .iter()
        .filter_map(|path| path.attr("d"))
        .collect();
    assert_eq!(shapes.len(), 3);
    let above = page.all(".trend__plot .trend__dot--above")[0];
    assert!(above.attr("aria-label").unwrap().ends_with("\u{a0}m, above what is usual"));
    for point in page.all(".trend__plot a") {
        assert!(point.attr("href").unwrap().starts_with("/sessions/"));
        assert!(!point.attr("aria-label").unwrap().is_empty());
    }
    let band = page.all(".trend__band")[0].attr("d").unwrap();
    assert!(band.starts_with('M') && !band.contains("NaN"), "{band}");
}

#[tokio::test]
async fn the_table_has_pages_of_sessions_newest_first() {
    let first = get(&Fixture::default(), PLAYER).await;
    let rows = first.texts(".played tbody tr");
    assert_eq!(rows.len(), 100);
    assert!(rows[0].starts_with("Sun 14 Sep 2025 Cup tie Match 1:33:24 4"), "{}", rows[0]);
    assert_eq!(first.link("Older"), format!("{PLAYER}?page=1"));
    let second = get(&Fixture::default(), &format!("{PLAYER}?page=1")).await;
    assert_eq!(second.link("Newer"), PLAYER);
    assert!(!second.all(".played tbody tr").is_empty());
    assert_eq!(second.all("[rel=next]").len(), 0);
}

#[tokio::test]
async fn a_player_without_sessions_says_so() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, PLAYER).await;
    assert_eq!(page.text(".empty p"), "No session with this player is here yet.");
    assert_eq!(page.all(".empty a").len(), 0);
    let filtered = get(&Fixture::default(), &format!("{PLAYER}?type=TEST")).await;
    assert_eq!(filtered.link("Show all sessions"), PLAYER);
}

#[tokio::test]
async fn somebody_who_is_not_on_the_team_is_not_found() {
    for path in ["/teams/first/players/nobody", "/teams/nowhere/players/player-7"] {
        assert_eq!(get(&Fixture::default(), path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn speeds_are_in_the_persons_unit() {
    let page = get_as(&Fixture::default(), PLAYER, "touchline_preferences=en.mps", "").await;
    assert!(page.texts(".tiles--bests .tile")[0].starts_with("Top speed 9.02 m/s"));
}
