//! The page with every part of the pages in every state.

use std::fs;

use axum::http::StatusCode;

use crate::{
    Fixture,
    browser::{design, get},
};

#[tokio::test]
async fn it_is_no_page_of_the_app() {
    assert_eq!(get(&Fixture::default(), "/design").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_needs_to_be_signed_in() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = design(&nobody, "").await;
    assert_eq!((page.status, page.text("h1").as_str()), (StatusCode::OK, "Design"));
}

#[tokio::test]
async fn every_token_is_shown() {
    let tokens = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../style/tokens.css"));
    let shown = design(&Fixture::default(), "").await.texts(".design__token");
    let kinds = ["size-", "space-", "radius-"];
    let mut missing: Vec<String> = tokens
        .unwrap()
        .lines()
        .filter_map(|line| line.trim().split_once(": "))
        .filter(|(name, value)| {
            let measure = name.strip_prefix("--").unwrap_or_default();
            value.starts_with('#') || kinds.iter().any(|kind| measure.starts_with(kind))
        })
        .map(|(name, _)| name.to_owned())
        .filter(|name| !shown.contains(name))
        .collect();
    missing.dedup();
    assert_eq!(missing, Vec::<String>::new());
}

#[tokio::test]
async fn buttons_are_in_all_states() {
    let page = design(&Fixture::default(), "").await;
    for state in [".is-hovered", ".is-focused", ".is-pressed", "[disabled]", "[aria-busy=true]"] {
        assert_eq!(page.all(&format!("button.button{state}")).len(), 4, "{state}");
    }
}

#[tokio::test]
async fn parts_of_all_pages_are_there() {
    let page = design(&Fixture::default(), "").await;
    for part in [
        ".timeline__phase--shown",
        ".tiles--headline .spread",
        ".squad th[aria-sort=descending]",
        ".squad .bone--cell",
        ".squad .spark path",
        ".choices__choice[aria-pressed=true]",
        ".zone-bar__segment",
        ".tiles--player .tile__range",
        ".chart__svg text",
        ".pitch__card",
        ".week__day",
        ".calendar__day--round",
        ".trend__dot--above",
        ".progress--problem",
        ".failed__status",
        ".tile--bones",
        ".empty",
        ".offline__mark",
        "a.sync",
    ] {
        assert!(!page.all(part).is_empty(), "{part}");
    }
}

#[tokio::test]
async fn it_loads_no_script_and_does_not_load_itself_again() {
    let page = design(&Fixture::default(), "").await;
    assert_eq!(page.all("script[src], link[rel=modulepreload], [style], style").len(), 0);
    assert!(!page.html.contains("http-equiv=\"refresh\""));
}

#[tokio::test]
async fn it_is_sound_in_each_language() {
    for languages in ["en", "de"] {
        let page = design(&Fixture::default(), languages).await;
        assert_eq!(page.all("h1").len(), 1);
        let mut ids: Vec<_> = page.all("[id]").iter().filter_map(|it| it.attr("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        let twice: Vec<_> =
            ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
        assert_eq!((twice, count), (Vec::<&str>::new(), ids.len()));
        for element in page.all("[aria-labelledby]") {
            let label = element.attr("aria-labelledby").unwrap();
            assert!(ids.contains(&label), "{label}");
        }
    }
}
