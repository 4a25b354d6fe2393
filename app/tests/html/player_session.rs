//! A player in a session.

use crate::{Fixture, get};

const WHOLE: &str = "/sessions/cup-tie/players/recording-6";
const FIRST_HALF: &str = "/sessions/cup-tie/players/recording-6?from=600000&to=3360000";

#[tokio::test]
async fn a_window_that_reaches_beyond_the_session_shows_its_part() {
    let page =
        get(&Fixture::default(), "/sessions/cup-tie/players/recording-6?from=0&to=3000000").await;
    assert_eq!(page.all(".tiles--player .bone, [aria-busy=true]").len(), 0);
    assert!(page.all(".tiles--player .tile").len() > 5);
    let outside = "/sessions/cup-tie/players/recording-6?from=90000000&to=90001000";
    let whole = get(&Fixture::default(), "/sessions/cup-tie/players/recording-6").await;
    assert_eq!(
        get(&Fixture::default(), outside).await.text(".tiles--player"),
        whole.text(".tiles--player")
    );
}

#[tokio::test]
async fn the_head_says_who_and_leads_to_the_others() {
    let page = get(&Fixture::default(), FIRST_HALF).await;
    assert_eq!(page.text("h1"), "Åge Næss");
    assert_eq!(page.text("head title"), "Åge Næss, Cup tie · Touchline");
    let steps: Vec<_> =
        page.all(".player__steps a").iter().filter_map(|step| step.attr("href")).collect();
    let expected = [
        "/sessions/cup-tie/players/recording-5?from=600000&to=3360000",
        "/sessions/cup-tie/players/recording-7?from=600000&to=3360000",
    ];
    assert_eq!(steps, expected, "the window goes along");
    assert_eq!(page.link("Cup tie"), "/sessions/cup-tie?from=600000&to=3360000");
}

#[tokio::test]
async fn the_order_of_the_squad_is_kept_on_every_way() {
    let order = "sort=distance&dir=desc";
    let session = get(&Fixture::default(), &format!("/sessions/cup-tie?{order}")).await;
    assert_eq!(session.link("Åge Næss"), format!("{WHOLE}?{order}"));
    let page = get(&Fixture::default(), &format!("{FIRST_HALF}&{order}")).await;
    let ways = page.all(".player__steps a, .parts a, .crumbs li:last-child a");
    assert_eq!(ways.len(), 6);
    for way in ways {
        let href = way.attr("href").unwrap();
        assert!(href.ends_with(order), "{href}");
    }
    let nonsense = get(&Fixture::default(), &format!("{WHOLE}?sort=nonsense")).await;
    assert_eq!(nonsense.link("Cup tie"), "/sessions/cup-tie");
}

#[tokio::test]
async fn the_first_player_has_nobody_before() {
    let page = get(&Fixture::default(), "/sessions/cup-tie/players/recording-0").await;
    assert_eq!(page.texts(".player__steps a"), ["Next player: 2 Jonas Bergmo"]);
}

#[tokio::test]
async fn the_whole_session_is_polars_summary() {
    let page = get(&Fixture::default(), WHOLE).await;
    assert_eq!(page.text("#figures"), "Figures Whole session");
    let tiles = page.texts(".tile");
    assert_eq!(tiles[0], "Time 1:33:24");
    assert_eq!(tiles[5], "Sprints 13");
    assert_eq!(tiles[6], "HR avg 162 bpm 81 % of max");
    assert_eq!(page.all(".footnote").len(), 0);
}

#[tokio::test]
async fn a_window_has_figures_of_its_own_above_those_of_the_whole() {
    let page = get(&Fixture::default(), FIRST_HALF).await;
    assert_eq!(page.text("#figures"), "Figures First half, 17:40:00 to 18:26:00 (46:00)");
    let tiles = page.texts(".tile");
    assert_eq!(tiles[0], "Time 46:00 whole 1:33:24");
    assert_eq!(tiles[5], "Sprints – whole 13");
    assert!(page.text(".footnote").starts_with("Sprints and load are counted by Polar"));
}

#[tokio::test]
async fn zones_have_limits_values_and_shares() {
    let page = get(&Fixture::default(), WHOLE).await;
    let rows = page.texts(".zone-table tbody tr");
    assert_eq!(rows.len(), 10);
    assert_eq!(rows[0], "5 Zone 5 from 180 bpm 22:10 22 %");
    assert_eq!(rows[9], "1 Zone 1 0.0–7.1 km/h 3 284 m 34 %");
}

#[tokio::test]
async fn the_recording_is_drawn_without_scripts() {
    let page = get(&Fixture::default(), WHOLE).await;
    assert_eq!(page.all("figure.chart svg[role=img]").len(), 1);
    assert!(page.html.contains("<polyline"));
}

#[tokio::test]
async fn the_picture_and_what_is_told_of_it_are_about_the_trimmed_part() {
    for (query, window) in [
        ("", "17:39:00 to 19:24:00 (1:45:00)"),
        ("?from=600000&to=3360000", "17:40:00 to 18:26:00 (46:00)"),
        ("?from=-100000&to=900000", "17:39:00 to 17:45:00 (6:00)"),
        ("?from=-100000&to=-50000", "17:39:00 to 19:24:00 (1:45:00)"),
        ("?from=600000&to=600500", "17:40:00.0 to 17:40:02.0 (2.0 s)"),
    ] {
        let page = get(&Fixture::default(), &format!("{WHOLE}{query}")).await;
        let told = page.all("figure.chart svg[role=img]")[0].attr("aria-label").unwrap();
        assert!(told.replace('\u{a0}', " ").starts_with(&format!("{window}. ")), "{query}: {told}");
        assert_eq!(page.text(".chart__readout"), window, "{query}");
    }
}

#[tokio::test]
async fn a_recording_without_samples_says_so() {
    let page = get(&Fixture { empty: true, ..Fixture::default() }, WHOLE).await;
    assert_eq!(page.all("figure.chart, .zone-table, .counts, .bone").len(), 0);
    assert!(page.text(".empty").starts_with("There are no samples"));
    assert!(page.texts(".tile").iter().all(|tile| tile.ends_with('–')));
}
