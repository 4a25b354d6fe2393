//! Recordings side by side.

use app::{error::AppError, model::Fetching};

use crate::{Fixture, browser::get_as, get};

const TWO: &str = "/compare?of=recording-6&of=recording-7";
const SESSIONS: &str = "/compare?of=recording-6&of=unnamed-6";

#[tokio::test]
async fn players_of_a_session_are_told_by_letter_and_name() {
    let page = get(&Fixture::default(), TWO).await;
    assert_eq!(page.text("h1"), "Side by side: Cup tie");
    let rows = page.texts(".beside__row");
    assert!(rows[0].starts_with("A 7 Åge Næss Cup tie, "), "{rows:?}");
    assert!(rows[0].ends_with("Remove") && !rows[0].contains("Put first"), "{rows:?}");
    assert!(rows[1].starts_with("B ") && rows[1].contains("Put first"), "{rows:?}");
    assert_eq!(page.link("Put first"), "/compare?of=recording-7&of=recording-6");
    assert_eq!(page.all(".section--aligned").len(), 0, "they share a clock");
    let parts = page.all(".parts a");
    assert_eq!(parts[1].attr("href"), Some(format!("{TWO}&from=600000&to=3360000").as_str()));
}

#[tokio::test]
async fn one_lane_has_the_lines_of_all_and_the_picture_tells_them_apart() {
    let page = get(&Fixture::default(), TWO).await;
    assert_eq!(page.all("figure.chart svg[role=img]").len(), 1);
    for ink in ["var(--chart-a)", "var(--chart-b)"] {
        assert!(page.html.contains(&format!("stroke=\"{ink}\"")), "{ink}");
    }
    assert!(!page.html.contains("stroke=\"var(--chart-c)\""));
    let label = page.all("figure.chart svg[role=img]")[0].attr("aria-label").unwrap().to_owned();
    for told in ["Heart rate A ", "Heart rate B ", "Speed A ", "Speed B "] {
        assert!(label.contains(told), "{label}");
    }
}

#[tokio::test]
async fn figures_are_in_rows_with_differences_to_the_first() {
    let page = get(&Fixture::default(), TWO).await;
    let rows = page.texts("table.compare tbody tr");
    let distance = rows.iter().find(|row| row.starts_with("Distance m")).unwrap();
    let difference = page.texts("table.compare .diff");
    assert!(!difference.is_empty());
    assert!(
        distance.contains('+') || distance.contains('−') || distance.contains('±'),
        "{distance}"
    );
    assert!(
        difference.iter().all(|text| text.starts_with(['+', '−', '±'])),
        "told by a sign: {difference:?}"
    );
    for group in ["Figures", "Demands", "Peaks", "Heart-rate zones", "Speed zones"] {
        let groups = page.texts(".compare__group");
        assert!(
            groups.iter().any(|title| title.eq_ignore_ascii_case(group)),
            "{group}: {groups:?}"
        );
    }
    assert!(rows.iter().any(|row| row.starts_with("Distance, 5 min")), "{rows:?}");
    let notes = page.texts(".footnote").concat();
    assert!(notes.contains("difference to A") && notes.contains("25.2"), "{notes}");
}

#[tokio::test]
async fn sessions_are_aligned_at_their_start_or_at_a_phase() {
    let page = get(&Fixture::default(), SESSIONS).await;
    assert_eq!(page.text("h1"), "Side by side: Åge Næss");
    let ways = page.all(".section--aligned a");
    assert_eq!(ways[0].attr("aria-current"), Some("true"));
    let first_half = ways[1].attr("href").unwrap();
    assert_eq!(first_half, format!("{SESSIONS}&align=First%20half"));
    let there = get(&Fixture::default(), first_half).await;
    assert_eq!(there.all(".section--aligned a")[1].attr("aria-current"), Some("true"));
    let parts = there.texts(".part");
    assert!(parts.iter().any(|part| part.starts_with("First half 0:00–46:00")), "{parts:?}");
    let whole = there.all("figure.chart svg[role=img]")[0].attr("aria-label").unwrap().to_owned();
    assert!(whole.starts_with("−1:00 to "), "{whole}");
}

#[tokio::test]
async fn a_window_has_figures_of_its_own() {
    let page = get(&Fixture::default(), &format!("{TWO}&from=600000&to=3360000")).await;
    assert_eq!(page.text("#figures"), "Figures First half, 17:40:00 to 18:26:00 (46:00)");
    let time = page.texts("table.compare tbody tr")[1].clone();
    assert!(time.starts_with("Time 46:00 46:00 ±0:00"), "{time}");
}

#[tokio::test]
async fn the_way_back_to_the_session_keeps_the_window() {
    let page = get(&Fixture::default(), &format!("{TWO}&from=600000&to=3360000")).await;
    let crumbs = page.all(".crumbs a");
    let last = crumbs.last().and_then(|link| link.attr("href"));
    assert_eq!(last, Some("/sessions/cup-tie?from=600000&to=3360000"));
}

#[tokio::test]
async fn figures_can_be_kept_when_somebody_has_any() {
    let files = "[aria-labelledby=figures] .save a";
    assert_eq!(get(&Fixture::default(), TWO).await.all(files).len(), 1);
    let fetching = Some(Fetching { done: 1, total: 2, remaining_s: None, problem: None });
    let to_come = get(&Fixture { fetching, ..Fixture::default() }, TWO).await;
    assert_eq!(to_come.all(files).len(), 0, "there is no such file yet");
}

#[tokio::test]
async fn one_alone_offers_others() {
    let player = get(&Fixture::default(), "/sessions/cup-tie/players/recording-6").await;
    let alone = player.link("Compare +");
    assert_eq!(alone, "/compare?of=recording-6");
    let page = get(&Fixture::default(), &alone).await;
    assert_eq!(page.all("details.settings[open] .beside__choices a").len(), 2);
    let hrefs: Vec<_> = page
        .all(".beside__choices a")
        .iter()
        .filter_map(|way| way.attr("href").map(str::to_owned))
        .collect();
    assert_eq!(hrefs, [TWO, "/compare?of=recording-6&of=unnamed-5"]);
    assert_eq!(page.all("table.compare .diff").len(), 0, "there is nothing to compare with");
    let two = get(&Fixture::default(), TWO).await;
    assert_eq!(two.all("details[open] .beside__choices").len(), 0);
    let four = get(&Fixture::default(), &format!("{TWO}&of=recording-1&of=recording-2")).await;
    assert_eq!(four.all(".beside__choices").len(), 0, "there is no room");
    assert_eq!(four.texts(".beside .mark"), ["A", "B", "C", "D"]);
}

#[tokio::test]
async fn they_are_chosen_in_a_form_that_needs_no_scripts() {
    for (path, count) in [("/sessions/cup-tie", 19), ("/teams/first/players/player-7", 2)] {
        let page = get(&Fixture::default(), path).await;
        let form = "form[method=get][action='/compare']";
        assert_eq!(page.all(&format!("{form} button[type=submit]")).len(), 1, "{path}");
        let boxes = page.all(&format!("{form} input[type=checkbox][name=of][value]"));
        assert!(boxes.len() >= count, "{path}: {}", boxes.len());
    }
    let part = get(&Fixture::default(), "/sessions/cup-tie?from=600000&to=3360000").await;
    assert_eq!(part.all("form[action='/compare'] input[name=from][value='600000']").len(), 1);
}

#[tokio::test]
async fn what_cannot_be_side_by_side_is_told() {
    for (path, title) in [
        ("/compare", "Nothing is chosen"),
        ("/compare?of=", "Nothing is chosen"),
        ("/compare?of=a&of=b&of=c&of=d&of=e", "Too many are chosen"),
    ] {
        let page = get(&Fixture::default(), path).await;
        assert_eq!((page.text("h1").as_str(), page.status.as_u16()), (title, 400), "{path}");
        assert_eq!(page.link("Go to the teams"), "/teams");
    }
    let stranger = get(&Fixture::default(), "/compare?of=recording-6&of=stranger").await;
    assert_eq!(stranger.status.as_u16(), AppError::NotFound.status());
}

#[tokio::test]
async fn it_is_told_in_german() {
    let page = get_as(&Fixture::default(), TWO, "", "de").await;
    assert_eq!(page.text("h1"), "Vergleich: Cup tie");
    assert!(page.texts(".footnote").concat().contains("Unterschied zu A"));
}
