//! What holds for every page: it is a whole document, it keeps to the content security policy, and it can be read
//! by its structure alone.

use scraper::ElementRef;

use crate::{
    Fixture,
    browser::{Page, get_as},
    get, text,
};

const PAGES: [(&str, &str); 19] = [
    ("home", "/?problem=denied"),
    ("teams", "/teams"),
    ("team", "/teams/first?type=MATCH"),
    ("team_search", "/teams/first?q=%C3%98rn&week=2025-W36"),
    ("player", "/teams/first/players/player-7"),
    ("player_filtered", "/teams/first/players/player-7?type=MATCH&range=12-weeks"),
    ("session", "/sessions/cup-tie"),
    ("session_window", "/sessions/cup-tie?from=600000&to=3360000&sort=distance&dir=desc"),
    ("session_unnamed", "/sessions/unnamed"),
    ("player_session", "/sessions/cup-tie/players/recording-6"),
    ("player_session_window", "/sessions/cup-tie/players/recording-6?from=700000&to=900000"),
    ("compare", "/compare?of=recording-6&of=recording-7&of=recording-1"),
    ("compare_sessions", "/compare?of=recording-6&of=unnamed-6&align=First%20half"),
    ("sync", "/sync"),
    ("pass", "/pass"),
    ("passes", "/passes"),
    ("browsers", "/browsers"),
    ("audit", "/audit?page=1"),
    ("not_found", "/nowhere"),
];

#[tokio::test]
async fn the_outline_is_as_reviewed() {
    for (name, path) in PAGES {
        insta::assert_snapshot!(name, outline(&get(&Fixture::default(), path).await));
    }
}

#[tokio::test]
async fn the_outline_in_german_is_as_reviewed() {
    for name in ["session", "player_session_window", "player", "team_search", "sync", "passes"] {
        let (_, path) = PAGES.into_iter().find(|(other, _)| *other == name).unwrap();
        let page = get_as(&Fixture::default(), path, "", "de").await;
        insta::assert_snapshot!(format!("{name}_in_german"), outline(&page));
    }
}

#[tokio::test]
async fn scripts_have_the_nonce_and_styles_are_not_inline() {
    for (_, path) in PAGES {
        let page = get(&Fixture::default(), path).await;
        assert_eq!(page.all("[style], style").len(), 0, "{path}");
        for script in page.all("script") {
            assert!(
                script.attr("nonce").is_some_and(|nonce| !nonce.is_empty()),
                "{path}: {}",
                script.html()
            );
        }
        for element in page.all("*") {
            let handler = element.value().attrs().find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{path}");
        }
    }
}

#[tokio::test]
async fn every_page_has_one_heading_of_the_first_level_and_skips_none() {
    for (_, path) in PAGES {
        let page = get(&Fixture::default(), path).await;
        assert_eq!(page.all("h1").len(), 1, "{path}");
        let levels: Vec<u8> = page
            .all("h1, h2, h3")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
        assert_eq!(page.all("html[lang=en] main#main").len(), 1, "{path}");
        assert_eq!(page.all("a.skip-link[href='#main']").len(), 1, "{path}");
    }
}

#[tokio::test]
async fn ids_are_used_once_and_references_lead_somewhere() {
    for (_, path) in PAGES {
        let page = get(&Fixture::default(), path).await;
        let mut ids: Vec<_> =
            page.all("[id]").iter().filter_map(|element| element.attr("id")).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}");
        for element in page.all("[aria-labelledby]") {
            let label = element.attr("aria-labelledby").unwrap();
            assert!(ids.contains(&label), "{path}: {label}");
        }
    }
}

#[tokio::test]
async fn cells_are_under_heads() {
    for (_, path) in PAGES {
        let page = get(&Fixture::default(), path).await;
        for head in page.all("th") {
            assert!(head.attr("scope").is_some(), "{path}: {}", head.html());
        }
    }
}

#[tokio::test]
async fn links_out_of_the_pages_are_left_to_the_browser() {
    let nobody = Fixture { signed_out: true, ..Fixture::default() };
    for path in ["/", "/teams"] {
        let page = get(&nobody, path).await;
        let links = page.all("a[href^='/login']");
        assert!(
            !links.is_empty() && links.iter().all(|link| link.attr("rel") == Some("external")),
            "{path}"
        );
    }
}

/// Headings, landmarks, links, fields and column heads, in the order in which they are read. Of a table only the
/// first and the last row; of the weeks of a calendar, of the points of a trend and of recordings to choose from, too.
fn outline(page: &Page) -> String {
    page.all("head title, header, nav, main, section, h1, h2, a, form, input, select, button, th[scope=col], tbody tr, tfoot tr, figure, svg[role=img], noscript")
        .into_iter()
        .filter(|element| !inside_row(*element) && !hidden(*element))
        .filter(|element| among_many(*element).is_none_or(at_an_end))
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

fn line(element: ElementRef<'_>) -> String {
    let depth = element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .filter(|a| LANDMARKS.contains(&a.value().name()))
        .count();
    let name = element.value().name();
    let described = match name {
        "header" | "nav" | "main" | "section" | "form" | "figure" | "svg" | "noscript" => element
            .attr("aria-label")
            .or(element.attr("aria-labelledby"))
            .unwrap_or_default()
            .to_owned(),
        "a" => format!("{} → {}", text(element), element.attr("href").unwrap_or("nowhere")),
        "input" | "select" => element.attr("name").unwrap_or_default().to_owned(),
        _ => text(element),
    };
    let current = if element.attr("aria-current").is_some() { " (current)" } else { "" };
    let sorted = element
        .attr("aria-sort")
        .filter(|sort| *sort != "none")
        .map(|sort| format!(" ({sort})"))
        .unwrap_or_default();
    format!("{}{name}: {described}{current}{sorted}", "  ".repeat(depth))
}

const LANDMARKS: [&str; 6] = ["header", "nav", "main", "section", "form", "figure"];

fn inside_row(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|ancestor| {
        ancestor.value().name() == "tr"
            && ancestor
                .parent()
                .and_then(ElementRef::wrap)
                .is_some_and(|body| body.value().name() != "thead")
    })
}

fn hidden(element: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .any(|ancestor| ancestor.attr("aria-hidden") == Some("true"))
}

/// What stands for an element in a row of many like it.
fn among_many(element: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let ancestors = || element.ancestors().filter_map(ElementRef::wrap);
    let is = |element: &ElementRef<'_>, class: &str| element.value().classes().any(|c| c == class);
    match element.value().name() {
        "tr" => Some(element),
        "th" => ancestors().any(|a| is(&a, "calendar__table")).then_some(element),
        "a" => ancestors().find(|a| is(a, "trend__point")),
        "input" if element.attr("name") == Some("of") => ancestors().find(|a| is(a, "choice")),
        _ => None,
    }
}

fn at_an_end(element: ElementRef<'_>) -> bool {
    let is_like = |other: ElementRef<'_>| other.value().name() == element.value().name();
    element.prev_siblings().filter_map(ElementRef::wrap).all(|other| !is_like(other))
        || element.next_siblings().filter_map(ElementRef::wrap).all(|other| !is_like(other))
}
