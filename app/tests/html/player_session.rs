//! A player in a session.

use crate::{Fixture, browser::get_as, get};

fn selector(css: &str) -> scraper::Selector {
    scraper::Selector::parse(css).unwrap()
}

const WHOLE: &str = "/sessions/cup-tie/players/recording-6";
const FIRST_HALF: &str = "/sessions/cup-tie/players/recording-6?from=600000&to=3360000";

#[tokio::test]
async fn a_window_that_reaches_beyond_the_session_shows_its_part() {
    let page =
        get(&Fixture::default(), "/sessions/cup-tie/players/recording-6?from=0&to=3000000").await;
    assert_eq!(page.all("[aria-labelledby=figures] .bone, [aria-busy=true]").len(), 0);
    assert!(page.all("[aria-labelledby=figures] .tile").len() > 5);
    let outside = "/sessions/cup-tie/players/recording-6?from=90000000&to=90001000";
    let whole = get(&Fixture::default(), "/sessions/cup-tie/players/recording-6").await;
    assert_eq!(
        get(&Fixture::default(), outside).await.text("[aria-labelledby=figures] .tiles"),
        whole.text("[aria-labelledby=figures] .tiles")
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
    assert!(
        tiles[4].starts_with("Top speed ") && tiles[4].ends_with(" km/h avg 6.2"),
        "{}",
        tiles[4]
    );
    assert_eq!(tiles[6], "HR avg 162 bpm 81 % of max min 84");
    assert_eq!(page.all("[aria-labelledby=figures] .footnote").len(), 0);
}

#[tokio::test]
async fn a_window_has_figures_of_its_own_above_those_of_the_whole() {
    let page = get(&Fixture::default(), FIRST_HALF).await;
    assert_eq!(page.text("#figures"), "Figures First half, 17:40:00 to 18:26:00 (46:00)");
    let tiles = page.texts(".tile");
    assert_eq!(tiles[0], "Time 46:00 whole 1:33:24");
    assert_eq!(tiles[5], "Sprints – whole 13");
    assert!(
        page.text("[aria-labelledby=figures] .footnote")
            .starts_with("Sprints and load are counted by Polar")
    );
}

#[tokio::test]
async fn the_lanes_are_those_that_are_preferred_and_can_be_chosen_without_scripts() {
    let usual = get(&Fixture::default(), WHOLE).await;
    let chosen = |page: &crate::browser::Page| {
        let boxes = page.all(".settings--lanes input[type=checkbox][checked]");
        boxes.iter().filter_map(|it| it.attr("value").map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(chosen(&usual), ["hr", "speed"]);
    assert_eq!(
        usual.texts(".lanes__choice"),
        ["Heart rate bpm", "Speed km/h", "Cadence spm", "RR interval ms"],
        "positions are no lanes"
    );
    assert_eq!(usual.texts(".lanes__step")[..2], ["Heart rate: move up", "Heart rate: move down"]);
    let form = usual.all("form.settings__form[method=post][action='/preferences']")[0];
    assert_eq!(form.select(&selector("[name=return_to]")).count(), 1);
    assert_eq!(form.select(&selector("button[type=submit].lanes__apply")).count(), 1);
    let steps = usual.all("button.lanes__step:not([disabled])");
    let steps: Vec<_> =
        steps.iter().map(|it| (it.attr("name").unwrap(), it.attr("value").unwrap())).collect();
    assert_eq!(steps, [("lane_down", "hr"), ("lane_up", "speed")]);

    // Cadence, power, heart rate: nobody recorded power.
    let cookie = "touchline_preferences=lanes460";
    let page = get_as(&Fixture::default(), WHOLE, cookie, "").await;
    assert_eq!(page.all("html")[0].attr("data-lanes"), Some("lanes460"));
    assert_eq!(chosen(&page), ["cadence", "hr"]);
    assert_eq!(
        page.all(".settings--lanes input[type=hidden][name=lane][value=power]").len(),
        1,
        "kept"
    );
    let told = page.all("figure.chart svg[role=img]")[0].attr("aria-label").unwrap().to_owned();
    let (cadence, hr) = (told.find("Cadence").unwrap(), told.find("Heart rate").unwrap());
    assert!(cadence < hr && !told.contains("Speed"), "{told}");
}

#[tokio::test]
async fn where_beats_are_is_told_when_they_are_shown() {
    let told = async |lanes| {
        let page = get_as(&Fixture::default(), WHOLE, lanes, "").await;
        page.texts(".card > .footnote").concat()
    };
    assert_eq!(told("touchline_preferences=lanes01").await, "");
    let beats = told("touchline_preferences=lanes07").await;
    assert!(beats.contains("from the start of the recording"), "{beats}");
}

#[tokio::test]
async fn demands_are_told_with_their_limits() {
    let page = get(&Fixture::default(), WHOLE).await;
    assert_eq!(page.text("#demands"), "Demands");
    assert_eq!(
        page.texts(".tiles--demands .tile"),
        [
            "High speed 612 m",
            "Sprint dist. 98 m",
            "Sprint efforts 9",
            "Acc 46",
            "Dec –",
            "TRIMP 288",
            "RMSSD 9 ms"
        ]
    );
    let limits = page.texts(".footnote").concat();
    for limit in ["19.8 km/h", "25.2 km/h", "2.5 m/s²", "Edwards", "RR"] {
        assert!(limits.contains(limit), "{limit}: {limits}");
    }
    let window = get(&Fixture::default(), FIRST_HALF).await;
    assert_eq!(window.texts(".tiles--demands .tile")[2], "Sprint efforts 4");
}

#[tokio::test]
async fn peaks_lead_to_their_windows_and_the_one_that_is_shown_is_marked() {
    let page = get(&Fixture::default(), &format!("{WHOLE}?sort=distance&dir=desc")).await;
    let peaks = page.all("a.peak");
    assert_eq!(peaks.len(), 12);
    assert_eq!(page.texts("a.peak")[0], "1 min · 182 m/min · 17:51");
    assert_eq!(page.texts("a.peak")[4], "1 min · 61 m · 17:51");
    assert_eq!(page.texts("a.peak")[11], "10 min · 184 bpm · 18:00");
    let first = peaks[0].attr("href").unwrap();
    assert_eq!(first, format!("{WHOLE}?from=1260000&to=1320000&sort=distance&dir=desc"));
    assert_eq!(page.all("a.peak[aria-current]").len(), 0);
    let there = get(&Fixture::default(), first).await;
    let marked = there.texts("a.peak[aria-current=true]");
    assert_eq!(marked.len(), 3, "the same minute by each quantity: {marked:?}");
    assert_eq!(there.all("a.peak").len(), 12, "from each window to each");
}

#[tokio::test]
async fn values_that_cannot_be_true_are_marked_and_counted_in_the_window() {
    let told = async |path| {
        let page = get(&Fixture::default(), path).await;
        let label = page.all("figure.chart svg[role=img]")[0].attr("aria-label").unwrap();
        (label.to_owned(), page.html.contains("Speed, km/h · ✕ 1 value that cannot be true"))
    };
    let (label, drawn) = told(FIRST_HALF).await;
    assert!(drawn && label.contains("✕ 1 value that cannot be true"), "{label}");
    let (label, drawn) =
        told("/sessions/cup-tie/players/recording-6?from=4020000&to=6840000").await;
    assert!(!drawn && !label.contains('✕'), "{label}");
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
    assert_eq!(
        page.all("figure.chart, .settings--lanes, .peaks, .zone-table, .counts, .bone").len(),
        0
    );
    assert!(page.text(".empty").starts_with("There are no samples"));
    assert!(page.texts(".tile").iter().all(|tile| tile.ends_with('–')));
}
