//! A session.

use crate::{Fixture, browser::Page, get, text};

const FIRST_HALF: &str = "/sessions/cup-tie?from=600000&to=3360000";

fn column(page: &Page, class: &str) -> Vec<String> {
    page.texts(&format!(".squad tbody {class}"))
}

#[tokio::test]
async fn the_head_says_what_when_and_where() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    assert_eq!(page.text("h1"), "Cup tie");
    assert_eq!(page.text(".head .badge"), "Match");
    let facts = page.texts(".head__facts li");
    assert_eq!(facts, ["Sun 14 Sep 2025, 17:39 to 19:24", "1:45:00", "Alfheim stadion", "Soccer"]);
    assert_eq!(page.text("head title"), "Cup tie · Touchline");
}

#[tokio::test]
async fn a_session_without_a_name_is_called_by_its_type() {
    let page = get(&Fixture::default(), "/sessions/unnamed").await;
    assert_eq!(page.text("h1"), "Training");
    assert_eq!(page.all(".head .badge").len(), 0);
    assert_eq!(page.texts(".part__label"), ["Whole session"]);
}

#[tokio::test]
async fn the_headline_is_five_averages_with_their_units() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    let labels = page.texts(".tile__label");
    assert_eq!(labels, ["Distance", "Intensity", "High speed", "Top speed", "HR avg"]);
    let units: Vec<_> = page.texts(".tiles .quantity__unit");
    assert_eq!(units, ["m", "m/min", "m", "km/h", "bpm"]);
    assert!(
        page.texts(".tile__below")[2].ends_with("from 19.8 km/h"),
        "the limit stands beside the figure"
    );
}

#[tokio::test]
async fn the_squad_is_in_the_order_of_its_numbers() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    let numbers = column(&page, ".squad__number");
    assert_eq!(numbers.len(), 20);
    assert_eq!(
        (numbers[0].as_str(), numbers[19].as_str()),
        ("1", "14"),
        "who has no recording comes last"
    );
    assert_eq!(page.text(".squad__absent"), "No recording");
    assert_eq!(page.text("[aria-sort=ascending]"), "No.");
}

#[tokio::test]
async fn the_address_sorts_without_scripts() {
    let page = get(&Fixture::default(), "/sessions/cup-tie?sort=distance&dir=desc").await;
    let distances: Vec<u32> = column(&page, ".hue-distance")
        .iter()
        .map(|m| m.replace(' ', "").parse().unwrap())
        .collect();
    assert_eq!(distances.len(), 19);
    assert!(distances.is_sorted_by(|a, b| a >= b), "{distances:?}");
    assert!(page.text("[aria-sort=descending]").starts_with("Distance"));
    let again = page.all("[aria-sort=descending] a")[0].attr("href");
    assert_eq!(again, Some("/sessions/cup-tie?sort=distance&dir=asc"));
}

#[tokio::test]
async fn a_phone_sorts_by_number_and_the_five_figures_that_it_shows() {
    let page = get(&Fixture::default(), &format!("{FIRST_HALF}&sort=load&dir=desc")).await;
    let ways = page.texts(".sort-by a");
    assert_eq!(ways, ["Number", "Distance", "Intensity", "Top speed", "HR avg", "Load descending"]);
    let shown: Vec<_> = page
        .all(".squad__average .squad__five")
        .iter()
        .filter_map(|cell| cell.attr("data-label"))
        .collect();
    assert_eq!(shown, ["Distance", "Intensity", "Top speed", "HR avg", "Load"]);
    let hrefs: Vec<_> = page.all(".sort-by a").iter().filter_map(|way| way.attr("href")).collect();
    assert_eq!(hrefs[0], FIRST_HALF);
    assert_eq!(hrefs[1], format!("{FIRST_HALF}&sort=distance&dir=desc"));
    assert_eq!(hrefs[5], format!("{FIRST_HALF}&sort=load&dir=asc"), "again turns it around");
    assert_eq!(page.all(".sort-by [aria-current=true]").len(), 1);
}

#[tokio::test]
async fn what_was_not_measured_comes_last_and_is_a_dash() {
    for direction in ["asc", "desc"] {
        let page =
            get(&Fixture::default(), &format!("/sessions/cup-tie?sort=hr-avg&dir={direction}"))
                .await;
        let rows = page.texts(".squad__row");
        assert!(rows[18].starts_with("19 Iver Kvamme") && rows[18].contains("– –"), "{}", rows[18]);
        assert!(rows[19].ends_with("No recording"));
        assert!(
            page.all("td[data-unit]").iter().all(|cell| text(*cell) != "–"),
            "a dash has no unit"
        );
    }
}

#[tokio::test]
async fn a_phase_is_a_link_and_figures_are_about_it() {
    let whole = get(&Fixture::default(), "/sessions/cup-tie").await;
    let phases: Vec<_> =
        whole.all(".parts a").iter().filter_map(|part| part.attr("href")).collect();
    assert_eq!(
        phases,
        ["/sessions/cup-tie", FIRST_HALF, "/sessions/cup-tie?from=4020000&to=6840000"]
    );
    let half = get(&Fixture::default(), FIRST_HALF).await;
    assert_eq!(half.text("[aria-current=true] .part__label"), "First half");
    assert_eq!(half.text("#averages"), "Team average First half");
    assert_eq!(half.link("Whole session"), "/sessions/cup-tie");
    assert!(column(&half, "td.number")[0].starts_with("46:00"));
    assert_eq!(
        half.link("Åge Næss"),
        "/sessions/cup-tie/players/recording-6?from=600000&to=3360000"
    );
    assert!(half.text(".footnote").starts_with("Load is counted by Polar"));
    assert_eq!(whole.all(".footnote").len(), 0);
}

#[tokio::test]
async fn a_window_of_its_own_is_marked_as_a_selection() {
    let page = get(&Fixture::default(), "/sessions/cup-tie?from=700000&to=900000").await;
    assert_eq!(page.text(".parts [aria-current=true]"), "Selection 17:41–17:45 · 3:20");
    assert_eq!(page.all(".timeline__draft:not(.timeline__draft--whole)").len(), 1);
    let edges: Vec<_> =
        page.all("[role=slider]").iter().filter_map(|edge| edge.attr("aria-valuetext")).collect();
    assert_eq!(edges, ["17:41:40", "17:45:00"]);
    let whole = get(&Fixture::default(), "/sessions/cup-tie").await;
    assert_eq!(whole.all(".timeline__draft--whole").len(), 1);
}

#[tokio::test]
async fn whatever_is_on_the_timeline_stands_as_text_too() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    let text = page.texts(".parts a, .breaks li").join("; ");
    let names = page.texts(".timeline__name");
    assert_eq!(names, ["First half", "Recovery", "Second half"]);
    for name in names {
        assert!(text.contains(&name), "{name}: {text}");
    }
    assert_eq!(page.texts(".breaks li"), ["Recovery 18:26–18:37 · 11:00"]);
}

#[tokio::test]
async fn notes_stand_as_text_with_their_time() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    let notes = page.texts(".notes li");
    assert_eq!(
        notes,
        ["18:01 Knock Sander down after a tackle, plays on", "18:55 Three substitutions"]
    );
}

#[tokio::test]
async fn zones_are_bars_with_their_values_as_text() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    let bars = page.all(".zones .zone-bar");
    assert_eq!(bars.len(), 19 + 20, "a bar for each player who has zones, and one for the average");
    assert!(
        bars.iter().all(|bar| bar.attr("aria-label").is_some_and(|label| label.contains("zone 5")))
    );
    let legends = page.texts(".legend");
    assert!(legends[0].ends_with("limits differ from player to player"), "{}", legends[0]);
    assert!(
        legends[1].starts_with("1 0.0–7.1 km/h") && legends[1].ends_with("from 25.2 km/h"),
        "{}",
        legends[1]
    );
    let exact = page.texts(".exact tbody tr");
    assert!(
        exact[1].starts_with("Mikkel Aslaksen") && exact[1].matches(':').count() >= 5,
        "{}",
        exact[1]
    );
}

#[tokio::test]
async fn accelerations_are_counted_by_strength() {
    let page = get(&Fixture::default(), "/sessions/cup-tie").await;
    assert_eq!(page.texts(".counts__group"), ["Decelerations, m/s²", "Accelerations, m/s²"]);
    let strengths = page.texts(".counts thead .number");
    let expected =
        ["from 3.0", "2.0–3.0", "1.0–2.0", "0.5–1.0", "0.5–1.0", "1.0–2.0", "2.0–3.0", "from 3.0"];
    assert_eq!(strengths, expected);
}

#[tokio::test]
async fn nobody_took_part() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, "/sessions/cup-tie").await;
    assert_eq!(page.all(".squad, .zones, .counts, .timeline, .bone").len(), 0);
    assert_eq!(page.texts(".empty").len(), 2);
}
