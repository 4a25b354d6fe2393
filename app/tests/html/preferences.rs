//! Pages follow what the person prefers.

use app::preferences::{Language, SpeedUnit, Theme};

use crate::{Fixture, browser::get_as, get};

const PAGES: [&str; 7] = [
    "/?problem=denied",
    "/teams",
    "/teams/first?type=MATCH",
    "/teams/first?type=STRENGTH%20AND%20CONDITION&page=1",
    "/sessions/cup-tie",
    "/sessions/cup-tie/players/recording-6?from=700000&to=900000",
    "/nowhere",
];

const GERMAN: &str = "touchline=abc; touchline_preferences=de.mps.sunlight; other=en";

#[tokio::test]
async fn the_document_says_what_is_preferred() {
    for path in PAGES {
        let page = get_as(&Fixture::default(), path, GERMAN, "en").await;
        let root = page.all("html")[0];
        assert_eq!(root.attr("lang"), Some("de"), "{path}");
        assert_eq!(root.attr("data-speed-unit"), Some("mps"), "{path}");
        assert_eq!(root.attr("data-theme"), Some("sunlight"), "{path}");
        let scheme = page.all("meta[name=color-scheme]")[0];
        assert_eq!(scheme.attr("content"), Some("light"), "{path}");
    }
}

#[tokio::test]
async fn without_a_choice_the_browser_and_the_device_decide() {
    let page = get_as(&Fixture::default(), "/teams", "", "de-AT,de;q=0.9,en;q=0.5").await;
    assert_eq!(page.text("h1"), "Mannschaften");
    let page = get(&Fixture::default(), "/teams").await;
    let root = page.all("html")[0];
    assert_eq!((root.attr("lang"), root.attr("data-theme")), (Some("en"), None));
    assert_eq!(page.all("meta[name=theme-color]").len(), 2, "one for light, one for dark");
}

#[tokio::test]
async fn every_page_has_the_menu_with_what_is_chosen_and_the_way_back() {
    for path in PAGES {
        let page = get_as(&Fixture::default(), path, GERMAN, "").await;
        assert_eq!(page.all("form.menu__form[method=post][action='/preferences']").len(), 1);
        let chosen = |field: &str| {
            let options = page.all(&format!(".menu__form [name={field}] option[selected]"));
            options.iter().filter_map(|option| option.attr("value")).collect::<Vec<_>>()
        };
        assert_eq!(chosen("language"), [Language::German.key()], "{path}");
        assert_eq!(chosen("speed_unit"), [SpeedUnit::MetresPerSecond.key()], "{path}");
        assert_eq!(chosen("theme"), [Theme::Sunlight.key()], "{path}");
        let back = page.all(".menu__form [name=return_to]")[0];
        assert_eq!(back.attr("value"), Some(path));
    }
}

#[tokio::test]
async fn speeds_are_in_the_chosen_unit_everywhere() {
    let kmh = get(&Fixture::default(), "/sessions/cup-tie/players/recording-6").await;
    let mps = "touchline_preferences=mps";
    let mps = get_as(&Fixture::default(), "/sessions/cup-tie/players/recording-6", mps, "").await;
    let whole = |page: &crate::browser::Page| page.text("main").replace("km/h", "KMH");
    assert!(whole(&kmh).contains("KMH") && !whole(&kmh).contains(" m/s "));
    assert!(!whole(&mps).contains("KMH") && whole(&mps).contains(" m/s"));
    assert!(mps.html.contains("Speed, m/s"), "the lane of the chart");
    let squad = get_as(&Fixture::default(), "/sessions/cup-tie", GERMAN, "").await;
    assert!(squad.texts("th .squad__unit").contains(&"m/s".to_owned()));
    assert!(!squad.text("main").contains("km/h"));
}

#[tokio::test]
async fn what_went_wrong_is_told_in_the_persons_language() {
    let page = get_as(&Fixture::default(), "/?problem=denied", "", "de").await;
    assert_eq!(page.text("#problem"), "Der Zugriff wurde nicht erlaubt");
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    let page = get_as(&nobody, "/teams", "", "de").await;
    assert_eq!(page.text("h1"), "Für diese Seite ist eine Anmeldung nötig");
    assert_eq!(page.link("Mit Polar anmelden"), "/login?return_to=%2Fteams");
}
